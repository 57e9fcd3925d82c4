"""Readings: how a content is put. In: its words and its cue. Out: factuality, kind, condition, times, place.

Factuality is that of FactBank (Saurí and Pustejovsky 2009), relative to the nearest source. Modality and negation count
where they stand with the main predicate: before it or shortly behind it, before a relative clause.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from musnad.extract.claims.drafts import Draft, Piece
from musnad.extract.claims.kinds import Head, kind_of
from musnad.extract.claims.lexicon import MOODS
from musnad.extract.claims.page import Page
from musnad.records import Date

_HEAD_WORDS, _BEHIND_PREDICATE = 12, 3
_MUST_REACH = 12
_WORD_ENDS = re.compile(r"\s")
_MARK = re.compile(r"[،؛;]|,(?![0-9])")
_FACTS = {"unclear": "Uu", "must": "Uu", "cannot": "CT-", "possible": "PS", "probable": "PR", "future": "CT", "": "CT"}


class Reading(NamedTuple):
    """What the words of a claim tell of it; `condition` in folded offsets."""

    kind: str
    factuality: str
    condition: tuple[int, int] | None


class Times(NamedTuple):
    """The dates of a content, their time where there is one, and the day of the speech."""

    date_ids: tuple[str, ...]
    time: str | None
    speech_date_id: str | None
    speech_time: str | None


def read_content(page: Page, draft: Draft) -> Reading:
    """Kind, factuality and condition of a content, in the light of its cue and of who puts it forward."""
    pieces, sign = draft.pieces, draft.sign
    start, end = _main(page, pieces)
    head = _head(page, (start, end))
    signs = [hit for hit in page.signs_in(page.word_start(start), head) if hit.meaning.sort in MOODS]
    moods = [hit.meaning.sort for hit in signs if not page.rules.certain.match(page.text, hit.start)]
    if page.rules.must.search(page.text, start, min(end, head + _MUST_REACH)):
        moods.append("must")
    mood = next((one for one in ("unclear", "must", "cannot", "possible", "probable") if one in moods), "")
    factuality = _FACTS[mood]
    if factuality in ("CT", "PS", "PR"):
        only = page.rules.only.search(page.text, page.word_start(start), end)
        factuality += "-" if "not" in moods and not only else "+"
    will = "future" in moods or _will(page, start, head)
    kind = kind_of(page, draft, Head(start, head, end, mood, will, "not" in moods or mood == "cannot"))
    if sign is not None and sign.factuality is not None and factuality != "Uu":
        factuality = sign.factuality
    if kind == "demand" or (kind == "position" and page.rules.wishes.search(page.text, page.word_start(start), head)):
        factuality = "Uu"
    return Reading(kind, factuality, _condition(page, pieces[0][0], pieces[-1][1]))


def _main(page: Page, pieces: list[Piece]) -> Piece:
    """The piece with the predicate: not a subject that stands before it."""
    return next((one for one in pieces if page.predicates_in(one[0], one[1])), pieces[0])


def _will(page: Page, start: int, head: int) -> bool:
    """Whether the predicate is a future."""
    first = next(iter(page.predicates_in(start, head)), None)
    if page.rules.predicates:
        return first is not None and (
            first.future or page.rules.foretells.match(page.text, first.start + len(first.prefix)) is not None
        )
    return page.rules.future.search(page.text, start, head) is not None


def _head(page: Page, piece: Piece) -> int:
    """Where the part of a content ends in which words say how its predicate is put: shortly behind it."""
    start, end = piece
    first = next((one for one in page.predicates_in(start, end)), None)
    words = _BEHIND_PREDICATE if first else _HEAD_WORDS
    at = from_ = first.end + 1 if first else start
    for _, space in zip(range(words), _WORD_ENDS.finditer(page.text, from_, end), strict=False):
        at = space.end()
    at = end if page.n_words(from_, end) <= words else at
    relative = page.rules.subordinate.search(page.text, max(from_, start + 1), at)
    return relative.start() if relative else min(at, end)


def _condition(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The words from a conditional to the next comma, or to the end of the content."""
    for hit in page.signs_in(start, end):
        if hit.meaning.sort != "condition":
            continue
        before = page.text[max(start, hit.start - 14) : hit.start - len(hit.proclitic)].split()
        tail = " ".join(before[-2:])
        if any(
            tail == one or tail.endswith(" " + one) or (before and before[-1] == one) for one in page.rules.blockers
        ):
            continue
        comma = _MARK.search(page.text, hit.end, end)
        stop = comma.start() if comma else end
        if page.n_words(hit.start, stop) >= 2:
            return page.trimmed(hit.start, stop)
    return None


def read_times(page: Page, pieces: list[Piece], cue: Piece | None, around: Piece) -> Times:
    """The dates in the content; of those outside it the nearest to the cue, as the day of the speech."""
    inside = [one.date for low, high in pieces for one in page.dated_in(low, high)]
    dates = [one for one in inside if one.rule != "duration"] if len(inside) > 1 else inside
    speech: Date | None = None
    if cue is not None:
        beside = [
            one
            for one in page.dated_in(*around)
            if not any(low <= one.start < high for low, high in pieces) and one.date.type in ("DATE", "TIME")
        ]
        beside.sort(key=lambda one: min(abs(one.start - cue[1]), abs(cue[0] - one.end)))
        speech = beside[0].date if beside and beside[0].date.status == "resolved" else None
    time = dates[0].edtf if len(dates) == 1 else None
    return Times(
        tuple(one.local_id for one in inside),
        time,
        speech.local_id if speech else None,
        speech.edtf if speech else None,
    )


def read_place(page: Page, pieces: list[Piece]) -> tuple[int, int] | None:
    """The state in which it happens, where the content names exactly one behind "in"."""
    data = page.rules.data
    found = []
    for low, high in pieces:
        for one in page.named_in(low, high):
            before = page.text[max(low, one.start - 12) : one.start - len(one.proclitic)].split()
            after_in = one.proclitic.endswith(tuple(data["in_proclitics"])) if data["in_proclitics"] else False
            if (
                one.type == "state"
                and one.form != "anaphor"
                and one.end <= high
                and (after_in or (before and before[-1] in data["in"] and not one.proclitic))
            ):
                found.append((one.start, one.end))
    return found[0] if len(found) == 1 else None
