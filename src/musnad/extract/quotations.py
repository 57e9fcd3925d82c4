"""Quotations: which marks open and close a quotation. In: a text. Out: the spans between paired quotation marks.

A straight double mark inside a Hebrew word is a gershayim (נאט"ו); one after a proclitic opens (ב"קואליציית המוכנים").
Single marks are left alone: apostrophe, geresh and quotation mark cannot be told apart safely.
"""

from __future__ import annotations

import re

from musnad.languages import Language
from musnad.spans import Span

OPENING, CLOSING, STRAIGHT = "«“„‹", "»”›", '"״'
MARKS = OPENING + CLOSING + STRAIGHT + "'’‘"
_CLOSES = {"»": "«", "”": "“„", "›": "‹", "“": "„“"}
_MARK = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}]|[\r\n]")
_BEFORE_WORD = re.compile(r"[^\W_]*$")
_AFTER_WORD = re.compile(r"[^\W_]*")


def find_quotations(text: str, language: Language) -> list[Span]:
    """Spans of `text` between an opening and its closing quotation mark, the marks outside, in order.

    A mark without a partner on its line makes no quotation. Of nested quotations the outermost counts.
    """
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    for mark in _MARK.finditer(text):
        at, char = mark.start(), mark[0]
        if char in "\r\n":
            opened.clear()
            continue
        if char == "“":
            # Hebrew and German texts open with „ and close with “.
            side = "close" if any(other == "„" for _, other in opened) else "open"
        else:
            side = _side(text, at, char, bool(opened), language)
        if side == "open":
            opened.append((at, char))
        elif side == "close" and (partner := _partner(opened, char)) is not None:
            start = opened[partner][0] + 1
            del opened[partner:]
            while spans and spans[-1].start >= start:
                spans.pop()
            spans.append(Span(start, at))
    return spans


def _partner(opened: list[tuple[int, str]], closing: str) -> int | None:
    """Which of the open marks a closing one belongs to: the last of its kind, else the last of all."""
    kinds = _CLOSES.get(closing, closing)
    same = [place for place, (_, char) in enumerate(opened) if char in kinds]
    return same[-1] if same else len(opened) - 1 if opened else None


def _side(text: str, at: int, char: str, is_open: bool, language: Language) -> str:
    """Whether the mark at `at` opens, closes, or is part of a word."""
    if char in OPENING or char in CLOSING:
        return "close" if char in CLOSING else "open"
    letter_before = at > 0 and text[at - 1].isalnum()
    letter_after = at + 1 < len(text) and text[at + 1].isalnum()
    if letter_before and letter_after:
        return _inside_word(text, at, is_open, language)
    if letter_before != letter_after:
        return "close" if letter_before else "open"
    return "close" if is_open else "open"


def _inside_word(text: str, at: int, is_open: bool, language: Language) -> str:
    before = _BEFORE_WORD.search(text, max(0, at - 16), at)
    after = _AFTER_WORD.match(text, at + 1, at + 5)
    if before and before[0] in language.proclitics and after and len(after[0]) > 2:
        return "open"
    if language.sentences["gershayim"]:
        return "word"
    return "close" if is_open else "open"
