"""Carriers: who passes on what somebody else says or writes. In: a sentence. Out: the outer hop of its chains.

An agency that received a statement or saw a draft carries it (بيان تلقته وكالة; טיוטה שהגיעה לידי רויטרס). It goes on
carrying it in the sentences that follow, for as long as they have the same source.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.claims.drafts import Link, Memory, Piece, Report
from musnad.extract.claims.page import Page
from musnad.extract.claims.sources import Source, source_of

_REACH = 24


def find_carrier(page: Page, around: Piece, reports: Sequence[Report]) -> Link | None:
    """The agency or outlet behind a verb that says how it came by what it passes on, or to which somebody spoke."""
    for verb in page.rules.carried.finditer(page.text, *around):
        for one in page.named_in(verb.end(), verb.end() + _REACH):
            if one.type in ("agency", "media") and one.end <= around[1]:
                return Link(source_of(page, one), (verb.span("cue"),))
    return next((told for report in reports if (told := _told(page, report)) is not None), None)


def _told(page: Page, report: Report) -> Link | None:
    """The agency or outlet to which a source says its content: قال لوكالة رويترز إن, אמר לרויטרס כי."""
    start, end = report.cue[0][1], report.anchor
    for one in page.named_in(start, end):
        before = page.rules.told_to.search(page.text, max(start, one.start - _REACH), one.start)
        if one.type in ("agency", "media") and one.end <= end and (before or one.proclitic == page.rules.data["to"]):
            return Link(source_of(page, one), ())
    return None


def carried(hops: Sequence[Link], here: Link | None, memory: Memory) -> tuple[Link, ...]:
    """A chain with who carries it: in this sentence, or since an earlier one that has the same source."""
    if not hops:
        return ()
    origin = hops[0].source
    if here is not None:
        memory.carriers[_key(origin)] = here
    carrier = here or memory.carriers.get(_key(origin))
    known = {actor for link in hops for actor in link.source.actor_ids}
    if carrier is None or set(carrier.source.actor_ids) & known:
        return tuple(hops)
    return (*hops, carrier if here is not None else carrier._replace(cue=()))


def _key(source: Source) -> tuple[str, ...] | str:
    """What tells that a source goes on: of a document who it is, of a speaker the words to which ellipsis points."""
    return source.actor_ids if source.role == "document" and source.actor_ids else f"{source.start}-{source.end}"
