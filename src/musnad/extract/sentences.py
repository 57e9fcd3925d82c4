"""Sentences: where they begin and end. In: a folded text and its language. Out: spans over all that is not white space.

A line break always ends a sentence; so does a full stop, question or exclamation mark or ellipsis that is not part of
an abbreviation, an initial or a number. A quotation does not stop segmentation: two sentences inside one are two. The
closing mark belongs to the sentence before it, and there is no cut between a closing mark and its reporting clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from musnad.extract.quotations import CLOSING, MARKS, OPENING, STRAIGHT
from musnad.folding import Folded
from musnad.languages import Language
from musnad.spans import Span, strip

LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_INVISIBLE = "\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_STOP = re.compile(
    # Possessive, and never from inside a run of stops: a page of dots must not take a square of its length.
    rf"(?P<stop>[.!?؟…](?<![.!?؟…]{{2}})[.!?؟…]*+)(?:(?P<after>[{_INVISIBLE}{re.escape(MARKS)})\]]*+)(?=\s|\Z)"
    r"|(?P<glued>(?<=[ء-ْא-ת]{3}.)(?=[ء-يא-ת]{3})))"
)
_VISIBLE = regex.compile(r"[^\s\p{Default_Ignorable_Code_Point}]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")


def lines(text: str) -> Iterator[Span]:
    """The lines of `text`, without their breaks."""
    start = 0
    for line_break in LINE_BREAK.finditer(text):
        yield Span(start, line_break.start())
        start = line_break.end()
    yield Span(start, len(text))


def cut(folded: Folded, line: Span, language: Language) -> list[Span]:
    """The sentences of one line, without white space at their ends."""
    text = folded.source
    spans: list[Span] = []
    rest = strip(text, line)
    for stop in _STOP.finditer(text, line.start, line.end):
        if rest.start < stop.end() and _ends_sentence(folded, rest, stop, language):
            spans.append(strip(text, Span(rest.start, stop.end())))
            rest = strip(text, Span(stop.end(), rest.end))
    return [span for span in [*spans, rest] if span.start < span.end]


def with_visible_text(text: str, spans: list[Span]) -> list[Span]:
    """`spans` with those that show nothing (a lone direction mark) joined to the one before, or after if first."""
    joined: list[Span] = []
    for span in spans:
        if joined and not (_VISIBLE.search(text, *span) and _VISIBLE.search(text, *joined[-1])):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _ends_sentence(folded: Folded, rest_of_line: Span, stop: re.Match[str], language: Language) -> bool:
    """Whether a stop ends the sentence that begins with `rest_of_line`."""
    text = folded.source
    if stop["glued"] is not None:
        return True
    following = text[stop.end() : min(stop.end() + 80, rest_of_line.end)].lstrip()
    if not following:
        return True
    marks, after = stop["stop"], stop["after"]
    if marks == ".." or following[0].islower() or following[0] in "،,;؛:)]":
        return False
    if (
        marks == "."
        and not after.strip(_SINGLES + ")")
        and _is_abbreviation(folded, rest_of_line, stop, following, language)
    ):
        return False
    if any(mark in after for mark in CLOSING + STRAIGHT + "'’"):
        return not _is_reported(folded, rest_of_line, stop, following, language)
    # A question or an exclamation in brackets ends nothing but the brackets, unless they hold the whole sentence.
    return not (")" in after and marks != "." and text[rest_of_line.start] != "(")


_SINGLES = "'’‘"


def _is_abbreviation(
    folded: Folded, rest_of_line: Span, stop: re.Match[str], following: str, language: Language
) -> bool:
    """Whether the full stop belongs to the word before it: an abbreviation, an initial, the number of a list."""
    end = folded.from_source(stop.start())
    words = folded.text[max(folded.from_source(rest_of_line.start), end - 20) : end].split()
    word = words[-1].lstrip("([") if words else ""
    if word.isdigit():
        return len(words) == 1 and stop.start() - rest_of_line.start <= 4
    if len(word) == 1 and word.isalpha():
        return word != "I" and word.isascii() == following[0].isascii() and following[0].isalpha()
    if len(word) == 2 and word[0] in language.mentions["conjunctions"]:
        word = word[1:]  # a title behind "and": ود. سعيد
    return bool(_DOTTED.fullmatch(word)) or word in language.sentences["abbreviations"]


def _is_reported(folded: Folded, rest_of_line: Span, stop: re.Match[str], following: str, language: Language) -> bool:
    """Whether the closing mark is followed by the clause that says who spoke: ``"לא נוותר!" קרא``."""
    if following[0] in OPENING + STRAIGHT:
        return False
    text, data = folded.source, language.sentences
    stands_first = text[rest_of_line.start] in OPENING + STRAIGHT
    if stands_first and stop["stop"] != "." and data["clause_follows_quotation"]:
        return True
    start = folded.from_source(stop.end())
    window = data["reporting_window"] if stop["stop"] != "." else 1
    words = _WORD.findall(folded.text[start : start + 60])[:window]
    return any(word in data["reporting_verbs"] for word in words)
