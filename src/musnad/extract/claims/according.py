"""According to: sources that a preposition names, at the beginning, in the middle or at the end of a sentence.

In: a sentence. Out: insertions, each with its source, its cue and the stretch that is no part of any content.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from musnad.extract.claims.page import Page
from musnad.extract.claims.persons import bears_title, may_be_name, may_speak
from musnad.extract.claims.sources import Source, find_source
from musnad.extract.matching import Hit

_WORD = re.compile(r"[^\W_]+")
_COMMA = re.compile(r"[،؛;:)]|,(?![0-9])")
_LONGEST = 30


class According(NamedTuple):
    """A source in a phrase of its own: folded offsets of the phrase, its cue, and the source (a pronoun points back).

    `joined`: a conjunction begins it, so that it says nothing of what stands before.
    """

    start: int
    end: int
    cue: tuple[int, int]
    source: Source
    joined: bool


def find_according(page: Page, start: int, end: int) -> list[According]:
    """The phrases in the sentence ``[start, end)`` that name a source, in order, without those inside speech."""
    found: list[According] = []
    for cue_start, cue_end, pronominal in _cues(page, start, end):
        if found and cue_start < found[-1].end:
            continue
        one = (
            _pronominal(page, cue_start, cue_end, end) if pronominal else _phrase(page, cue_start, cue_end, start, end)
        )
        if one is not None:
            begin = cue_start
            while begin > start and page.text[begin - 1].isalnum():
                begin -= 1
            found.append(one._replace(start=begin, joined=begin < cue_start and begin > start + 1))
    for out in page.rules.out_of.finditer(page.text, start, end):
        source = find_source(page, out.end(), _stop(page, out.end(), end))
        if source is not None and page.text[max(start, out.start() - 2) : out.start()] == ", ":
            stop = _stop(page, out.end(), end)
            found.append(According(out.start(), _past_comma(page, stop, end), out.span("cue"), source, False))
    return sorted(found)


def _cues(page: Page, start: int, end: int) -> list[tuple[int, int, bool]]:
    hits: list[Hit] = page.signs_in(start, end)  # type: ignore[type-arg]
    cues = [
        (hit.start, hit.end, hit.meaning.sort == "pronominal")
        for hit in hits
        if hit.meaning.sort in ("preposition", "pronominal")
    ]
    longer = [
        (found.start(), found.end(), False) for found in page.rules.preposition_verb.finditer(page.text, start, end)
    ]
    cues = [one for one in cues if not any(low <= one[0] < high for low, high, _ in longer)]
    speeches = [one for one in page.quoted_in(start - 900, end) if one.is_speech]
    return sorted(one for one in cues + longer if not any(quote.start <= one[0] < quote.end for quote in speeches))


def _pronominal(page: Page, cue_start: int, cue_end: int, end: int) -> According:
    return According(
        cue_start,
        _past_comma(page, cue_end, end),
        (cue_start, cue_end),
        Source(cue_start, cue_end, (), "speaker", back=True),
        False,
    )


def _phrase(page: Page, cue_start: int, cue_end: int, start: int, end: int) -> According | None:
    """The phrase from its preposition to the comma or the end; none where a law or a plan is followed, not quoted."""
    cue_end = page.trimmed(cue_start, cue_end)[1]
    named_from = _past_in(page, _past_letter(page, cue_start, cue_end))
    stop = _stop(page, cue_end, end)
    first = _WORD.search(page.text, named_from, stop)
    if first is None or first[0] in page.rules.no_source:
        return None
    source = find_source(page, named_from, stop)
    if source is None:
        source = _bare_words(page, first.start(), stop)
    elif named_from == cue_end + 2 and cue_end + 2 < source.start <= cue_end + 3:
        source = source._replace(start=named_from)  # behind a fused letter no conjunction stands: لفريق
    if source is not None and (bearer := _bearer(page, source, stop, end)) is not None:
        source, stop = bearer, _stop(page, bearer.end, end)
    opened = page.rules.complementizer.match(page.text, source.end + 1, end) if source else None
    if source is not None and not _is_told(page, source, page.text[cue_start:cue_end]):
        return None
    if source is None or (opened and not opened["joined"]):  # وفقا لمصادر فإن goes on with the content
        return None
    closed = page.text[stop : stop + 1] in ("،", ",", ")") or stop >= page.trimmed(start, end)[1]
    closed = closed and not any(one.sure for one in page.predicates_in(source.end, stop))
    return According(
        cue_start,
        _past_comma(page, stop if closed else max(source.end, cue_end), end),
        (cue_start, cue_end),
        source,
        False,
    )


def _bearer(page: Page, title: Source, stop: int, end: int) -> Source | None:
    """Whose title stands before a comma, where the name stands behind it: לדברי מנהלת המחלקה, ד"ר נורית אלון, …."""
    if title.actor_ids or title.is_person or not bears_title(page, title.start, title.end):
        return None
    closed = _stop(page, stop + 1, end)
    bearer = find_source(page, stop + 1, closed) if closed < end else None
    if bearer is None or bearer.end != closed:
        return None
    known = bool(bearer.actor_ids) and all(page.registry[one].type == "person" for one in bearer.actor_ids)
    return bearer if bearer.is_person or known else None


def _is_told(page: Page, source: Source, cue: str) -> bool:
    """Whether the words behind the preposition are a source, not a measure: وفق المصادر, but not وفق الاختصاص."""
    data = page.rules.data
    if source.actor_ids or source.back or not data.get("speaking") or len(cue.split()) > 1:
        return True
    if may_speak(page, source.start, source.end) or page.quoted_in(source.start, source.start + 3):
        return True
    return cue in data["surest_according"] and may_be_name(page, source.start, source.end)


def _past_letter(page: Page, cue_start: int, cue_end: int) -> int:
    """Behind the letter of the preposition that is fused to the words for the source: وفقا لتقرير."""
    letter = page.rules.data["lettered"].get(page.text[cue_start:cue_end])
    is_there = letter is not None and page.text.startswith(f" {letter}", cue_end)
    return cue_end + 2 if is_there and page.may_begin(cue_end + 2) else cue_end


def _past_in(page: Page, at: int) -> int:
    """Behind "in": بحسب ما ورد في البيان."""
    return next((at + len(word) + 2 for word in page.rules.data["in"] if page.text.startswith(f" {word} ", at)), at)


def _stop(page: Page, at: int, end: int) -> int:
    comma = _COMMA.search(page.text, at, end)
    return comma.start() if comma else page.trimmed(at, end)[1]


def _bare_words(page: Page, start: int, stop: int) -> Source | None:
    words = page.text[start:stop].split()
    if not words or len(words) > _LONGEST or words[0] in page.rules.not_sources:
        return None
    end = start + len(words[0])
    return Source(start, end, (), page.rules.heads.get(words[0], "speaker"))


def _past_comma(page: Page, at: int, end: int) -> int:
    while at < end and page.text[at] in "،, :":
        at += 1
    return at
