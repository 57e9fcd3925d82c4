"""Matching: which extracted piece of text answers which annotated one.

In: the pieces of both, each piece one or more spans of one text. Out: pairs, and what has no partner. Every piece has
one partner at most, so that no piece is counted twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from musnad.spans import Span

Piece = tuple[Span, ...]
"""Words that belong together though others may stand between them. Its spans are in order and do not overlap."""

Pair = tuple[int | None, int | None]
"""The index of an annotated piece and that of the extracted one that answers it; ``None`` where there is none."""


def shared(one: Piece, other: Piece) -> int:
    """How many code points stand in both pieces."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def jaccard(one: Piece, other: Piece) -> float:
    """Code points in both pieces, as a share of those in either: 1.0 for the same words, 0.0 for none in common."""
    both = shared(one, other)
    return both / (length(one) + length(other) - both) if both else 0.0


def length(piece: Piece) -> int:
    """Code points of a piece."""
    return sum(span.end - span.start for span in piece)


def align(
    annotated: Sequence[Piece],
    extracted: Sequence[Piece],
    least: float = 0.0,
    besides: Callable[[int, int], int] = lambda annotated, extracted: 0,
) -> list[Pair]:
    """Pairs of pieces that overlap, each piece in one pair at most, and then every piece that is left alone.

    Greedy: of all pairs that are left, the one that is most alike (Jaccard) is taken first; among equals, the one that
    has more in common besides, then the one that comes first in the annotation, then in the extraction. So
    pieces that are exactly the same are never paired with others, and the result depends on nothing else.

    Args:
        annotated: pieces of the annotation.
        extracted: pieces of the extraction.
        least: the least Jaccard index of a pair; 0 for a single code point in common.
        besides: how much an annotated and an extracted piece, by index, have in common beside their words.
    """
    alike = [
        (-likeness, -besides(a, b), a, b)
        for a, one in enumerate(annotated)
        for b, other in enumerate(extracted)
        if (likeness := jaccard(one, other)) and likeness >= least
    ]
    partner_of: dict[int, int] = {}
    taken: set[int] = set()
    for *_, a, b in sorted(alike):
        if a not in partner_of and b not in taken:
            partner_of[a] = b
            taken.add(b)
    pairs: list[Pair] = [(a, partner_of.get(a)) for a in range(len(annotated))]
    return pairs + [(None, b) for b in range(len(extracted)) if b not in taken]


def same(annotated: Sequence[object], extracted: Sequence[object]) -> Iterator[Pair]:
    """Pairs of equal keys, in order, each key in one pair at most, and then every one that is left alone."""
    free: dict[object, list[int]] = {}
    for b, key in enumerate(extracted):
        free.setdefault(key, []).append(b)
    for a, key in enumerate(annotated):
        yield a, free[key].pop(0) if free.get(key) else None
    yield from ((None, b) for b in sorted(b for left in free.values() for b in left))
