"""Words: where the words that an annotation names stand in its article.

In: an article with its sentences placed, and words with the sentences to look in. Out: a span; or a problem that says
what stands there instead. Nothing is guessed: words that are not there exactly, or stand there twice, are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from musnad import spans
from musnad.problems import Problem
from musnad.spans import Span

_COMPARED = 1_000
"""Code points of a sentence, and of words, that are compared for the nearest text: cost grows with their product."""
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Page:
    """An article's text with the spans of its annotated sentences; None for a sentence that was not found."""

    text: str
    sentences: tuple[Span | None, ...]
    proclitics: frozenset[str]


class Words(NamedTuple):
    """Words to look for: which occurrence (counted from 1), and in which sentence if not at home (counted from 1)."""

    words: str
    nth: int | None = None
    sentence: int | None = None


def words_of(value: Any) -> Words:
    """Words as an annotation writes them: plain, or with ``nth`` and ``in`` beside them."""
    if isinstance(value, str):
        return Words(value)
    return Words(value["words"], value.get("nth"), value.get("in"))


def place(page: Page, wanted: Words, home: Sequence[int], where: str, problems: list[Problem]) -> Span | None:
    """The span of `wanted` in the sentences at the places `home` (counted from 0), or in the one that it names.

    None where there is no such span, with a problem at `where`; and None without one if a sentence was not found, of
    which there is a problem already.
    """
    if wanted.sentence is not None:
        if wanted.sentence > len(page.sentences):
            expected = f"a sentence from 1 to {len(page.sentences)}"
            step = "Count the sentences of the article from 1"
            problems.append(Problem(where, "words_stand_in_the_text", f"in: {wanted.sentence}", expected, step))
            return None
        home = [wanted.sentence - 1]
    within = [page.sentences[at] for at in home]
    known = [span for span in within if span is not None]
    if len(known) < len(within):
        return None
    found = [hit for span in known for hit in spans.find(page.text, wanted.words, span, page.proclitics)]
    nth = wanted.nth or 1
    if len(found) < nth:
        problems.append(_absent(page, wanted, len(found), known, where))
    elif len(found) > 1 and wanted.nth is None:
        times = "twice" if len(found) == 2 else f"{len(found)} times"
        step = f"Add nth: 1 for the first of them (at {found[0].start}), nth: 2 for the second (at {found[1].start})"
        said = f"«{shown(wanted.words)}», which stands there {times}"
        problems.append(Problem(where, "words_are_unambiguous", said, "words with their nth", step))
    else:
        return found[nth - 1]
    return None


def _absent(page: Page, wanted: Words, times: int, within: Sequence[Span], where: str) -> Problem:
    said, rule = f"«{shown(wanted.words)}»", "words_stand_in_the_text"
    if times:
        step = f"Correct nth: it may be {' or '.join(map(str, range(1, times + 1)))}"
        return Problem(
            where, rule, f"{said} with nth: {wanted.nth}", f"words that stand there {wanted.nth} times", step
        )
    for span in within:
        if (at := page.text.find(wanted.words, span.start, span.end)) >= 0:
            hit = Span(at, at + len(wanted.words))
            found = f"{said}, which at {at} is a piece of «{shown(spans.host(page.text, hit).of(page.text))}»"
            step = "Copy whole words, without anything but a proclitic before them"
            return Problem(where, rule, found, "words at the edges of words", step)
    for number, sentence in enumerate(page.sentences, start=1):
        if sentence is not None and spans.find(page.text, wanted.words, sentence, page.proclitics):
            found, step = f"{said}, which stands in sentence {number}", f"Add in: {number}, or copy other words"
            return Problem(where, rule, found, "words of this sentence", step)
    near = max((nearest(page.text, wanted.words, span) for span in within), default=None)
    found = f"{said}, which is not there"
    if near is not None and near.shared > 1:
        found += f"; the nearest text at {near.span.start} is «{shown(near.span.of(page.text))}»"
    return Problem(where, rule, found, "the exact words of the sentence", "Copy the words from the article")


class Near(NamedTuple):
    """Text that is like some words, and how many code points in a row they share."""

    shared: int
    span: Span


def nearest(text: str, words: str, within: Span) -> Near:
    """The piece of `within` that is most like `words`: as long as they are, around the longest run that they share."""
    words = words[:_COMPARED]
    sentence = Span(within.start, min(within.end, within.start + _COMPARED)).of(text)
    match = SequenceMatcher(None, words, sentence, autojunk=False).find_longest_match()
    start = max(match.b - match.a, 0)
    span = Span(within.start + start, within.start + min(start + len(words), len(sentence)))
    return Near(match.size, _trimmed(text, spans.host(text, span) if span.end > span.start else within))


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def shown(words: str) -> str:
    """Words as a message shows them: on one line, and not longer than one reads."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"
