"""The page: one article as the claim rules see it. In: its layers so far. Out: everything in folded offsets.

Signs, mentions, dates and quotations are held in the order of the text and handed out by sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

from musnad.extract.claims.lexicon import Rules, Sign, load_rules
from musnad.extract.matching import Hit
from musnad.extract.quotations import find_quotations
from musnad.folding import Folded
from musnad.languages import Language
from musnad.records import Date, Mention, Registry, Sentence
from musnad.spans import Span

SPEECH_WORDS = 4
"""A quotation of fewer words is a name, a term or a word that the article keeps its distance from."""
_EDGE = " \t،,.؛;:!?؟…-–—()[]"
_WORDS = re.compile(r"([^\W_]+)")


_FAR = 4_000
"""Code points in which more words stand than any rule counts: a text without stops costs no more for it."""


_One = TypeVar("_One")


class Named(NamedTuple):
    """A mention in folded offsets: the actor, its type, and the letters fused before it."""

    start: int
    end: int
    actor_id: str
    type: str
    form: str
    proclitic: str


class Quoted(NamedTuple):
    """A quotation in folded offsets (marks are not in the folded text), with the number of its words."""

    start: int
    end: int
    words: int

    @property
    def is_speech(self) -> bool:
        """Whether it is long enough to be what somebody said."""
        return self.words >= SPEECH_WORDS


class Predicate(NamedTuple):
    """A word that can be the predicate of a clause, with what is fused before it.

    Attributes:
        sure: whether it is nothing else.
        future: whether its form is that of the future.
        participle: whether its form is that of a noun as well.
    """

    start: int
    end: int
    prefix: str
    sure: bool
    future: bool
    participle: bool


class Dated(NamedTuple):
    """A date in folded offsets."""

    start: int
    end: int
    date: Date


class Page:
    """An article in folded offsets."""

    def __init__(
        self,
        folded: Folded,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        dates: Sequence[Date],
        language: Language,
        registry: Registry,
    ):
        self.folded, self.language, self.registry = folded, language, registry
        lowered = folded.text.lower()
        self.text = lowered if len(lowered) == len(folded.text) else folded.text
        self.rules: Rules = load_rules(language.code)
        at = folded.from_source
        self.sentences = [(at(one.span.start), at(one.span.end)) for one in sentences]
        self.roles = [one.role for one in sentences]
        self.signs = self._without_overlaps(self.rules.lexicon.hits(self.text))
        self.named = [self._named(one, at(one.span.start), at(one.span.end)) for one in mentions]
        self.dated = [Dated(at(one.span.start), at(one.span.end), one) for one in dates]
        self.predicates = self._predicates()
        self._predicate_starts = [one.start for one in self.predicates]
        self._marks = find_quotations(folded.source, language)
        self.quoted = [self._quoted(span, at(span.start), at(span.end)) for span in self._marks]
        self._mark_starts = [one.start for one in self._marks]
        self._sign_starts = [one.start for one in self.signs]
        self._named_starts = [one.start for one in self.named]
        self._dated_starts = [one.start for one in self.dated]
        self._quoted_starts = [one.start for one in self.quoted]
        self._speech = [one for one in self.quoted if one.is_speech]
        self._speech_starts = [one.start for one in self._speech]

    def _predicates(self) -> list[Predicate]:
        if not self.rules.predicates:
            return []
        parts = _WORDS.split(self.text)  # what stands between words, and words, in turn
        known = {word: found for word in set(parts[1::2]) if (found := self.rules.predicate(word))}
        ends = list(accumulate(map(len, parts)))
        return [
            Predicate(ends[2 * at], ends[2 * at + 1], known[word][0], *known[word][1])
            for at, word in enumerate(parts[1::2])
            if word in known
        ]

    def _named(self, mention: Mention, start: int, end: int) -> Named:
        begin = start
        while begin and self.text[begin - 1].isalnum():
            begin -= 1
        kind = self.registry[mention.actor_id].type
        return Named(start, end, mention.actor_id, kind, mention.form, self.text[begin:start])

    def _quoted(self, span: Span, start: int, end: int) -> Quoted:
        return Quoted(start, end, len(span.of(self.folded.source).split()))

    def _without_overlaps(self, hits: Sequence[Hit[Sign]]) -> list[Hit[Sign]]:
        """Of signs that overlap the first and longest; a proclitic other than a conjunction makes another word."""
        rules, kept, end = self.rules, list[Hit[Sign]](), 0
        for hit in hits:
            if hit.start < end or not (
                hit.proclitic in rules.verb_proclitics or hit.proclitic in rules.relative_proclitics
            ):
                continue
            kept.append(hit)
            end = hit.end
        return kept

    def signs_in(self, start: int, end: int) -> list[Hit[Sign]]:
        """The signs that begin in ``[start, end)``."""
        return _between(self.signs, self._sign_starts, start, end)

    def predicates_in(self, start: int, end: int) -> list[Predicate]:
        """The predicates whose words begin before `end`, from the one in which `start` falls (behind a conjunction)."""
        start = self.word_start(start)
        return _between(self.predicates, self._predicate_starts, start, end)

    def named_in(self, start: int, end: int) -> list[Named]:
        """The mentions that begin in ``[start, end)``."""
        return _between(self.named, self._named_starts, start, end)

    def dated_in(self, start: int, end: int) -> list[Dated]:
        """The dates that begin in ``[start, end)``."""
        return _between(self.dated, self._dated_starts, start, end)

    def quoted_in(self, start: int, end: int) -> list[Quoted]:
        """The quotations that begin in ``[start, end)``."""
        return _between(self.quoted, self._quoted_starts, start, end)

    def last_speech(self, start: int, end: int) -> Quoted | None:
        """The last quotation in ``[start, end)`` that is long enough to be speech."""
        place = bisect_left(self._speech_starts, end)
        while place and self._speech[place - 1].start >= start:
            place -= 1
            if self._speech[place].end <= end:
                return self._speech[place]
        return None

    def sentence_at(self, at: int) -> tuple[int, int]:
        """The sentence in which an offset falls."""
        return self.sentences[max(0, bisect_right(self.sentences, at, key=_first) - 1)]

    def word_start(self, at: int) -> int:
        """Where the word begins in which an offset falls; the offset itself between words."""
        while at and self.text[at - 1].isalnum() and self.text[at : at + 1].isalnum():
            at -= 1
        return at

    def may_begin(self, at: int) -> bool:
        """Whether a span may begin behind a fused letter: not where a vowel is written upon that letter."""
        return self.folded.offset(at) == self.folded.offset(at - 1) + 1

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without white space and punctuation at the edges; a closing bracket of one opened inside stays."""
        text = self.text
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            if text[end - 1] == ")" and "(" in text[start : end - 1]:
                break
            end -= 1
        return start, end

    def n_words(self, start: int, end: int) -> int:
        """How many words stand between two offsets; of far ones only those at the beginning, more than any limit."""
        return len(self.text[start : min(end, start + _FAR)].split()) if start < end else 0

    def span(self, start: int, end: int) -> Span:
        """The source span, with the marks of a quotation that begins or ends it, but not of one that encloses it."""
        span = self.folded.to_source(*self._whole(start, end))
        source = self.folded.source
        for quote in _between(self._marks, self._mark_starts, *span):
            if quote.start == span.start and quote.end < span.end:
                span = Span(span.start - 1, span.end)
            elif quote.end == span.end and quote.start > span.start:
                span = Span(span.start, span.end + 1)
        last = source[span.end : span.end + 1]
        if (
            last
            and last in "'׳’"
            and (source[span.end - 1] in "גזצתץ" or source[span.start : span.end].count(last) % 2)
        ):
            span = Span(span.start, span.end + 1)
        return span

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """Without letters fused to the word behind its end (ب|الفساد), and from where a word begins that it cuts."""
        text, low, high = self.text, self.word_start(start), self.word_start(end)
        if low < start and text[low:start] not in self.language.proclitics:
            start = low
        if start < high < end:
            end = self.trimmed(start, high)[1]
        return start, end


def _between(of: list[_One], starts: list[int], start: int, end: int) -> list[_One]:
    """Of things in order those that begin in ``[start, end)``; `starts` is where each begins."""
    first = bisect_left(starts, start)
    return of[first : bisect_left(starts, end, first)] if first < len(of) and starts[first] < end else []


def _first(piece: tuple[int, int]) -> int:
    return piece[0]
