"""Spans: where words stand in a text, in Unicode code points, logical order, end exclusive.

Source of the terms: W3C Web Annotation, TextPositionSelector (`start`, `end`) and TextQuoteSelector (the quote).
"""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

import regex


class Span(NamedTuple):
    """Code points ``[start, end)`` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact words: ``text[start:end]``."""
        return text[self.start : self.end]


_WORD_CHAR = r"[\p{L}\p{M}\p{N}\u0640]"
# An orthographic word keeps the marks that stand inside it: gershayim (נאט"ו), geresh (ז'נבה, also final: גרינקוויץ').
_WORD = regex.compile(rf"{_WORD_CHAR}+(?:[\"'׳״’]{_WORD_CHAR}+)*[׳']?")
_IS_WORD = regex.compile(_WORD_CHAR)
# A proclitic may carry a vowel mark or be drawn out before a figure: لِأوكرانيا, بـ45 دقيقة.
_SILENT = regex.compile(r"[\p{M}\u0640]")
_GRAPHEME = regex.compile(r"\X")


def host(text: str, span: Span) -> Span:
    """The whole orthographic words that hold `span`: ``host("ולאוקראינה", Span(2, 10)) == Span(0, 10)``."""
    start, end = span
    reach = 64  # longer than any orthographic word
    offset = max(0, start - reach)
    for word in _WORD.finditer(text, offset, min(len(text), end + reach)):
        if word.start() < span.end and word.end() > span.start:
            start, end = min(start, word.start()), max(end, word.end())
    return Span(start, end)


def at_word_edges(text: str, span: Span, proclitics: Set[str]) -> bool:
    """Whether `span` ends where a word ends and begins where a word begins, or behind one of `proclitics`."""
    if span.end < len(text) and _IS_WORD.match(text[span.end - 1]) and _IS_WORD.match(text[span.end]):
        return False
    if span.start == 0 or not (_IS_WORD.match(text[span.start]) and _IS_WORD.match(text[span.start - 1])):
        return True
    start = span.start
    while start and _IS_WORD.match(text[start - 1]):
        start -= 1
    return _SILENT.sub("", text[start : span.start]) in proclitics


def find(text: str, words: str, within: Span, proclitics: Set[str]) -> list[Span]:
    """Every place inside `within` where exactly `words` stand at word edges, in order."""
    found, at = [], text.find(words, within.start, within.end)
    while at >= 0:
        span = Span(at, at + len(words))
        if at_word_edges(text, span, proclitics):
            found.append(span)
        at = text.find(words, at + 1, within.end)
    return found


def grapheme_edges(text: str) -> set[int]:
    """Offsets at which a grapheme cluster begins or the text ends (Unicode UAX #29)."""
    return {match.start() for match in _GRAPHEME.finditer(text)} | {len(text)}
