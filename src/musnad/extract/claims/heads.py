"""Heads: the noun that a relative clause is about. In: where the clause begins. Out: the words for the noun.

Where every word of a definite phrase bears the article (الإنجاز الأمني الكبير), it is read back from the clause to its
first word. The word that opens the clause has a gender: what cannot be meant by it is passed over for the noun to which
it is annexed (قطاع الطاقة الذي) or for the one before its preposition (المشروع الجديد بالمنطقة الذي).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from musnad.extract.claims.clauses import past_conjunction
from musnad.extract.claims.drafts import Piece
from musnad.extract.claims.page import Page

_MOST_WORDS = 8
_REACH = 100
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"[،؛;:()]|,(?![0-9])| - ")


class Word(NamedTuple):
    """A word in folded offsets: where it begins, behind what is fused to its article, and behind its article."""

    start: int
    begin: int
    stem: int
    end: int

    @property
    def definite(self) -> bool:
        """Whether it has an article."""
        return self.stem > self.begin


def head(page: Page, start: int, end: int, opener: str) -> Piece | None:
    """The words for the noun before a relative clause: a name, or the last words that belong together.

    `opener` is the word that opens the clause, folded; empty if none does.
    """
    end = page.trimmed(start, end)[1]
    last = page.rules.last_words.search(page.text, start, end)
    if last is None:
        return None
    word = end - len(page.text[last.start() : end].split()[-1])
    named = [one for one in page.named_in(max(start, end - 60), end) if one.end == end]
    if named:
        return past_conjunction(page, *page.trimmed(named[0].start, end)), end
    if page.text[word:end] in page.rules.relative_not_after:
        return None
    if page.rules.data["bare_relatives"] and (found := _phrase(page, start, end, opener)) is not None:
        return found
    low = word if page.rules.own_article.match(page.text[word:end]) else last.start()
    low = past_conjunction(page, *page.trimmed(low, end))
    fused = page.rules.fused_preposition.match(page.text, low, end) is not None and page.may_begin(low + 1)
    return low + fused, end


def _phrase(page: Page, start: int, end: int, opener: str) -> Piece | None:
    """The definite phrase that an opener is about, or the indefinite one before a clause that nothing opens."""
    words = _words_before(page, start, end)
    place = len(words)
    if not opener:
        return (past_conjunction(page, words[_first_indefinite(page, words)].start, end), end) if words else None
    if words and not words[-1].definite and page.text[words[-1].start : end] in page.rules.not_relative_heads:
        place = next((at + 1 for at in range(len(words) - 1, -1, -1) if words[at].definite), 0)
    if not place or not words[place - 1].definite:
        return None
    first = _first_definite(page, words, place)
    end = words[place - 1].end
    fused = words[first].start < words[first].begin
    noun = None if fused or not first or _is_small(page, words[first - 1]) else words[first - 1]
    if _is_meant(page, words[first], opener):
        belongs = page.rules.annexing.fullmatch(*_at(page, noun)) if noun else None
        if noun is None or belongs is None or not _is_meant(page, noun, opener):
            return words[first].begin, end
        return noun.start + len(belongs["fused"] or ""), end
    if noun and not noun.definite and _is_meant(page, noun, opener):
        return past_conjunction(page, noun.start, end), end
    return _before_preposition(page, words, first, opener) or (words[first].begin, end)


def _words_before(page: Page, start: int, end: int) -> list[Word]:
    """The last words before a clause, with no mark between them."""
    low = max([start, *(one.end() for one in _MARK.finditer(page.text, max(start, end - _REACH), end))])
    found = []
    for one in list(_WORD.finditer(page.text, low, end))[-_MOST_WORDS:]:
        article = None if page.rules.own_article.match(one[0]) else page.rules.definite_word.match(one[0])
        begin, stem = (len(article["fused"]), article.end()) if article else (0, 0)
        found.append(Word(one.start(), one.start() + begin, one.start() + stem, one.end()))
    return found


def _first_definite(page: Page, words: Sequence[Word], place: int) -> int:
    """Where the definite phrase that ends before `place` begins; a letter fused to a word begins it."""
    first = place - 1
    while first and words[first].start == words[first].begin and words[first - 1].definite:
        if not _describes(page, words[first], words[first - 1]):
            break
        first -= 1
    return first


def _first_indefinite(page: Page, words: Sequence[Word]) -> int:
    """Where an indefinite noun begins: before its adjectives."""
    first = len(words) - 1
    while first and _describes(page, words[first], words[first - 1]):
        before = words[first - 1]
        known = page.rules.predicate(page.text[before.start : before.end])
        if before.definite or _is_small(page, before) or (known and known[1].sure):
            break
        first -= 1
    return first


def _describes(page: Page, word: Word, noun: Word) -> bool:
    """Whether a word has the form of an adjective that agrees with the word before it."""
    adjective = page.rules.adjective.fullmatch(page.text, word.stem, word.end)
    if adjective is None:
        return False
    other = page.rules.not_agreeing.get(adjective.lastgroup or "")
    return other is None or other.fullmatch(*_at(page, noun)) is None


def _is_small(page: Page, word: Word) -> bool:
    """Whether a word is no noun: a preposition, a particle, a number, a part of a date or of a name."""
    text = page.text[word.start : word.end]
    no_noun = text in page.rules.not_relative_heads or text in page.rules.not_sources or text.isdigit()
    dated = any(one.end >= word.end for one in page.dated_in(word.start - _REACH, word.end))
    return no_noun or dated or any(one.end >= word.end for one in page.named_in(word.start - _REACH, word.end))


def _is_meant(page: Page, word: Word, opener: str) -> bool:
    """Whether the gender of a word lets an opener speak of it."""
    other = page.rules.not_meant.get(opener)
    return other is None or other.fullmatch(*_at(page, word)) is None


def _at(page: Page, word: Word) -> tuple[str, int, int]:
    return page.text, word.begin, word.end


def _before_preposition(page: Page, words: Sequence[Word], first: int, opener: str) -> Piece | None:
    """The definite phrase before the one that is not meant, and before the preposition between them."""
    place = first if words[first].start < words[first].begin else first - 1
    if place < 1 or not words[place - 1].definite:
        return None
    begin = _first_definite(page, words, place)
    return (words[begin].begin, words[place - 1].end) if _is_meant(page, words[begin], opener) else None
