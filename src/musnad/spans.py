"""Spans: where words stand in a text, in Unicode code points, logical order, end exclusive.

Source of the terms: W3C Web Annotation, TextPositionSelector (`start`, `end`) and TextQuoteSelector (the quote).
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
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
_CLINGS = r"\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}"
# A word begins with a letter and what leans on it, and ends with all that clings to its last one (UAX #29).
_LETTERS = rf"[\p{{L}}\p{{N}}\u0640][\p{{L}}\p{{M}}\p{{N}}\u0640{_CLINGS}]*"
# An orthographic word keeps the marks that stand inside it: gershayim (נאט"ו), geresh (ז'נבה, also final: גרינקוויץ').
_WORD = regex.compile(rf"\p{{GCB=Prepend}}*{_LETTERS}(?:[\"'׳״’][{_CLINGS}]*{_LETTERS})*(?:[׳'][{_CLINGS}]*)?")
_IS_WORD = regex.compile(_WORD_CHAR)
_CLINGING, _LEANING = regex.compile(f"[{_CLINGS}]"), regex.compile(r"\p{GCB=Prepend}")
_BREAK = regex.compile(r"[\p{GCB=Control}\r\n]")
# A proclitic may carry a vowel mark or be drawn out before a figure: لِأوكرانيا, بـ45 دقيقة.
_SILENT = regex.compile(r"[\p{M}\u0640]")
_GRAPHEME = regex.compile(r"\X")
# What may be one cluster with what stands beside it: all but plain letters, signs and controls.
_JOINS = regex.compile(r"[^\p{GCB=Other}\p{GCB=Control}\p{GCB=LF}]|\p{Extended_Pictographic}")
_APART = frozenset(["", *" \n.,،؛;:!?؟…()[]/«»“”"])
"""What stands beside most words and in none, and nothing where the text begins or ends."""


def host(text: str, span: Span) -> Span:
    """The whole orthographic words that hold `span`: ``host("ולאוקראינה", Span(2, 10)) == Span(0, 10)``."""
    start, end = span
    if text[start - 1 : start] in _APART and text[end : end + 1] in _APART:
        return span
    # No word holds a space: those from the space before the span to the space behind it are all that can touch it.
    behind = text.find(" ", end)
    for word in _WORD.finditer(text, text.rfind(" ", 0, start) + 1, behind if behind >= 0 else len(text)):
        first, last = word.span()
        if last > span.start and first < span.end:
            start, end = min(start, first), max(end, last)
    return Span(start, end)


def at_word_edges(text: str, span: Span, proclitics: Set[str]) -> bool:
    """Whether `span` ends where a word ends and begins where a word begins, or behind one of `proclitics`."""
    start, end = span
    if text[start - 1 : start] in _APART and text[end : end + 1] in _APART:
        return True
    if end < len(text) and _in_word(text[end]) and _in_word(text[end - 1]):
        return False
    if start == 0 or not (_in_word(text[start - 1]) and _in_word(text[start])):
        return True
    while start and _in_word(text[start - 1]):
        start -= 1
    before = text[start : span.start]
    if before in proclitics:
        return True
    before = _SILENT.sub("", before)
    # Nothing but a mark that stands on a space is no letter of the word behind it: « ُتعرض».
    return not before or before in proclitics


@lru_cache(maxsize=4_096)
def _in_word(char: str) -> bool:
    """Whether a character is one of a word's. Kept, for a text has few different ones."""
    return _IS_WORD.match(char) is not None


@lru_cache(maxsize=16_384)
def _are_one(pair: str) -> bool:
    """Whether two characters are one grapheme cluster, a letter and its mark. Kept for the same reason."""
    return _GRAPHEME.fullmatch(pair) is not None


def find(text: str, words: str, within: Span, proclitics: Set[str]) -> list[Span]:
    """Every place inside `within` where exactly `words` stand at word edges, in order."""
    found, at = [], text.find(words, within.start, within.end)
    while at >= 0:
        span = Span(at, at + len(words))
        if at_word_edges(text, span, proclitics):
            found.append(span)
        at = text.find(words, at + 1, within.end)
    return found


def strip(text: str, span: Span) -> Span:
    """`span` without the white space at its edges; it may be empty. White space that carries a mark is a letter.

    A mark on a space is how a mark is written alone (Unicode, section 7.9): the two are one grapheme cluster.
    """
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if span.start < start < end and _CLINGING.match(text[start]) and not _BREAK.match(text[start - 1]):
        start -= 1
    if start < end < span.end and _LEANING.match(text[end - 1]) and not _BREAK.match(text[end]):
        end += 1
    return Span(start, end)


@lru_cache(maxsize=4)
def grapheme_edges(text: str) -> frozenset[int]:
    """Offsets at which a grapheme cluster begins or the text ends (Unicode UAX #29)."""
    return frozenset([*(match.start() for match in _GRAPHEME.finditer(text)), len(text)])


def is_grapheme_edge(text: str, at: int) -> bool:
    """Whether a grapheme cluster begins or the text ends at `at`: whether ``grapheme_edges(text)`` holds it."""
    pair = text[at - 1 : at + 1] if at else ""
    if len(pair) < 2:
        return True
    if pair[1] < _FIRST_IN_CONTEXT and pair[1] not in _PICTURES:
        return not _are_one(pair)
    return at in grapheme_edges(text)


_FIRST_IN_CONTEXT, _PICTURES = "\u0900", "\u00a9\u00ae"
"""Below it, but for these pictures, no code point asks more than the one before it whether they are one cluster."""


def inside_graphemes(text: str) -> frozenset[int]:
    """Offsets inside the text at which no grapheme cluster begins, which ``grapheme_edges(text)`` lacks."""
    joining = "".join(filter(_joins, sorted(set(text))))
    found = [match.start() for match in re.finditer(f"[{re.escape(joining)}]", text)] if joining else ()
    return frozenset([at for one in found for at in (one, one + 1) if not is_grapheme_edge(text, at)])


@lru_cache(maxsize=4_096)
def _joins(char: str) -> bool:
    """Whether a character may be one cluster with another. Kept, as above."""
    return _JOINS.match(char) is not None


def is_whole(text: str, span: Span, proclitics: Set[str]) -> bool:
    """Whether neither `span` nor its `host` cuts a word, but behind one of `proclitics`, or a letter from its marks."""
    outer = host(text, span)
    for one in (span,) if outer == span else (span, outer):
        for at in one:
            if 0 < at < len(text) and _are_one(text[at - 1 : at + 1]):
                return False
        if not at_word_edges(text, one, proclitics):
            return False
    return True
