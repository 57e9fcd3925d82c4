"""Segments: a text and the marks over it go in, the pieces between all their edges come out, each with its marks.

Marks overlap and nest as they like; pieces do not, so that a page can show them one after the other. Every edge is an
edge of a grapheme cluster: a mark that would part a letter from what clings to it is shown around the whole letter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from musnad.spans import Span, grapheme_edges


class Mark(NamedTuple):
    """Words that belong to a row: code points ``[start, end)``, in one of the layers of the page."""

    start: int
    end: int
    layer: str
    row: str


class Segment(NamedTuple):
    """Words that every mark either covers or leaves alone."""

    start: int
    text: str
    marks: tuple[Mark, ...]


def segments(text: str, within: Span, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> list[Segment]:
    """The pieces of ``text[within]``, in order; joined they are exactly these words.

    Args:
        text: the whole article.
        within: the part that is shown; it begins and ends between letters.
        marks: what covers parts of it. Empty ones are left out.
        cuts: further offsets at which a piece shall begin, so that one can link to it.
    """
    edges = _edges(text)
    whole = [one for mark in marks if (one := _whole(mark, edges, within)).start < one.end]
    ends = {*within, *(at for mark in whole for at in mark[:2])}
    ends |= {at for cut in cuts if within.start < (at := _floor(edges, cut)) < within.end}
    starts = sorted(ends)
    return [
        Segment(start, text[start:end], tuple(mark for mark in whole if mark.start <= start and end <= mark.end))
        for start, end in pairwise(starts)
    ]


@lru_cache(maxsize=1)
def _edges(text: str) -> list[int]:
    """The edges of the letters of a text. Kept, for one asks of one text sentence by sentence."""
    return sorted(grapheme_edges(text))


def _whole(mark: Mark, edges: Sequence[int], within: Span) -> Mark:
    """The part of a mark that is shown, drawn out to whole letters."""
    start, end = max(mark.start, within.start), min(mark.end, within.end)
    if start >= end:
        return mark._replace(start=0, end=0)
    return mark._replace(start=_floor(edges, start), end=edges[bisect_left(edges, end)])


def _floor(edges: Sequence[int], at: int) -> int:
    return edges[max(bisect_right(edges, at) - 1, 0)]
