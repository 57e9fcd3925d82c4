"""Matching: a lexicon against a folded text, in one pass. In: words with what they stand for. Out: hits at word edges.

The word is matched first (Aho-Corasick); only then must what stands before it in the same orthographic word be a
proclitic of the language. Stripping proclitics from the text first would cut ויטקוף and ويتكوف.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

from musnad.folding import fold
from musnad.languages import Language

Meaning = TypeVar("Meaning")
_LONGEST_PROCLITIC = 8


class Hit(NamedTuple, Generic[Meaning]):
    """One word of the lexicon in a folded text: folded offsets, its meaning, and the proclitic before it (or "")."""

    start: int
    end: int
    meaning: Meaning
    proclitic: str


class Lexicon(Generic[Meaning]):
    """Words and their meanings, ready to be found; a word may have several meanings."""

    def __init__(
        self,
        entries: Iterable[tuple[str, Meaning]],
        language: Language,
        ignore_case: bool = False,
        glued: str = "",
    ):
        """`glued`: the characters that may be written to the end of a word without a space (عام2014)."""
        self._proclitics = frozenset(fold(one).text for one in language.proclitics) | {""}
        self._last_letters = frozenset(one[-1:] for one in self._proclitics)
        self._ignore_case, self._glued = ignore_case, frozenset(glued)
        patterns: dict[str, list[tuple[Meaning, str]]] = {}
        for word, meaning in entries:
            for pattern, after in _spellings(fold(word).text.strip(), language):
                patterns.setdefault(pattern, []).append((meaning, after))
        self._meanings = list(patterns.values())
        self._automaton = AhoCorasick(list(patterns)) if patterns else None

    def hits(self, text: str) -> list[Hit[Meaning]]:
        """Every hit in the folded `text`, also those inside others, in order of their starts, the longest first."""
        if self._automaton is None:
            return []
        if self._ignore_case and len(lowered := text.lower()) == len(text):
            text = lowered
        hits: list[Hit[Meaning]] = []
        padded, last_letters, proclitics, meanings = text + " ", self._last_letters, self._proclitics, self._meanings
        glued = self._glued
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if padded[end].isalnum() and padded[end] not in glued:
                continue
            before = padded[start - 1]
            # Most words that only end like one of the lexicon are told by the letter before it.
            if before.isalnum() and before not in last_letters:
                continue
            proclitic = _before(text, start) if before.isalnum() else ""
            if proclitic not in proclitics:
                continue
            for meaning, after in meanings[index]:
                if not after or proclitic.endswith(after):
                    hits.append(Hit(start, end, meaning, proclitic))
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits


def _before(text: str, start: int) -> str:
    """What stands before `start` in the same word, as far back as any proclitic could reach."""
    at = start
    while at and start - at <= _LONGEST_PROCLITIC and text[at - 1].isalnum():
        at -= 1
    return text[at:start]


def _spellings(word: str, language: Language) -> Iterable[tuple[str, str]]:
    """The spellings of a folded word, each with the proclitic letter that it needs before it ("" for none).

    An article fuses with some proclitics: Arabic ل and ال are written لل, and لل before a third ل is still لل.
    """
    if not word:
        return
    yield word, ""
    for article, fused in language.fused_articles.items():
        if word.startswith(article) and len(word) > len(article) + 1:
            for proclitic, remnant in fused.items():
                stem = word[len(article) :]
                yield (stem if remnant and stem.startswith(remnant) else remnant + stem), proclitic
