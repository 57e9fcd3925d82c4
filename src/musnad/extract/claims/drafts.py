"""Drafts: what the claim rules hand to one another before a claim is a row. All offsets are folded.

Source, cue and content are those of PARC (Pareti 2016); sources nest as in MPQA (Wiebe, Wilson and Cardie 2005).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from musnad.extract.claims.lexicon import Sign
from musnad.extract.claims.page import Page, Quoted
from musnad.extract.claims.sources import Source

Piece = tuple[int, int]
"""Folded offsets of a stretch of text, end exclusive."""

NOBODY = Source(-1, -1, (), "speaker")
"""A source without words and without actors."""
LAST_SPEAKER = NOBODY._replace(back=True)
"""A source without words: whoever spoke last."""


@dataclass(slots=True)
class Report:
    """A cue with its source and its content, in folded offsets.

    Attributes:
        sign: what the cue signals.
        cue: where its words stand.
        begin: where what belongs to the cue (source, conjunction) begins: the end of a content before it.
        anchor: where the content begins, or the quotation before the cue.
        end: where the content ends, or ``None`` for wherever the next report begins.
        source: to whom the content is attributed, once it is known.
        joined: whether the cue goes on with the speaker before it (وأضاف, ואמר, مؤكداً).
        nominal: whether the content is a noun that a preposition of the verb opens.
        parent: the report in whose content this one stands.
        contents: the claims, each a list of pieces.
        rest: clauses behind a nominal content, in the article's own voice.
    """

    sign: Sign
    cue: list[tuple[int, int]]
    begin: int
    anchor: int
    end: int | None
    source: Source | None = None
    joined: bool = False
    nominal: bool = False
    parent: Report | None = None
    contents: list[list[tuple[int, int]]] = field(default_factory=list)
    rest: list[list[tuple[int, int]]] = field(default_factory=list)


class Link(NamedTuple):
    """A hop in the making: its source and where its cue stands."""

    source: Source
    cue: tuple[Piece, ...]


class Draft(NamedTuple):
    """A claim in the making; `around` is its sentence."""

    pieces: list[Piece]
    hops: tuple[Link, ...]
    sign: Sign | None
    role: str
    around: Piece


Chain = tuple[tuple[Link, ...], Sign | None]
"""The hops of a report, and the sign of its cue."""


@dataclass(slots=True)
class Memory:
    """What one sentence leaves for the next.

    Attributes:
        speaker: who spoke last.
        topic: whom the last sentence was about, if nobody spoke in it.
        quoting: the chain of the quotation that ended the last sentence.
        chains: each quotation that somebody is known to speak, with its chain.
        antecedents: sources with actors, by the noun that stands for them.
        carriers: who passes on what a source says, by what tells the source.
        document: the chain of the sentence before, if a document speaks in it.
        paragraph: the end of a paragraph in which somebody speaks behind a colon, without marks.
        speech: the chain of what is said there.
        waiting: drafts (by number) inside a quotation whose speaker is not known yet, with the one who spoke last.
    """

    speaker: Source | None = None
    topic: Source | None = None
    quoting: Chain = ((), None)
    chains: dict[Quoted, Chain] = field(default_factory=dict)
    antecedents: dict[str, Source] = field(default_factory=dict)
    carriers: dict[tuple[str, ...] | str, Link] = field(default_factory=dict)
    document: tuple[Link, ...] = ()
    paragraph: int = 0
    speech: Chain = ((), None)
    waiting: list[tuple[int, Quoted, Source | None]] = field(default_factory=list)


def chain(report: Report) -> tuple[Link, ...]:
    """The hops of a report: its own, and those of the reports in whose contents it stands."""
    own = Link(report.source or NOBODY, tuple(report.cue))
    return (own, *(chain(report.parent) if report.parent else ()))


def settled(source: Source, memory: Memory) -> Source:
    """A source that points back with the actors of the last speaker; its own words stay, else the speaker's."""
    if not source.back:
        return source
    last = (memory.topic if source.start >= 0 else None) or memory.speaker
    if last is None:
        return source._replace(back=False)
    start, end = (source.start, source.end) if source.start >= 0 else (last.start, last.end)
    return Source(start, end, last.actor_ids, last.role)


def quotation_at(page: Page, piece: Piece) -> Quoted | None:
    """The speech in which all of a piece stands."""
    around = page.quoted_in(piece[0] - 3000, piece[0] + 2)
    return next(
        (one for one in around if one.is_speech and one.start <= piece[0] + 1 and piece[1] <= one.end + 1), None
    )
