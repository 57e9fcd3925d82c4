"""Axis: the days that are to be shown go in; where each stands on a line that is broken in the long gaps comes out.

Near days stand as far apart as they are; a long gap is drawn as a break of one width, so that a day years ago does not
press all others together. What is long depends on the days: few breaks can be read, many cannot.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

LONGEST = (10, 31, 100, 400, 4_000, 40_000)
"""Days of a gap that is still drawn to scale; taken is the least with which no more than `MOST_BREAKS` are left."""

MOST_BREAKS = 6
BREAK = 44.0
WIDEST_DAY = 22.0


@dataclass(frozen=True)
class Axis:
    """Days in order, the place of each on the line, and the breaks as pairs of places.

    Attributes:
        places: day, as a proleptic Gregorian ordinal, to its place, from 0 on.
        breaks: from where to where the line is broken.
        longest: days of a gap that is still drawn to scale.
    """

    places: dict[int, float]
    breaks: tuple[tuple[float, float], ...]
    longest: int

    @property
    def length(self) -> float:
        """How long the line is."""
        return max(self.places.values(), default=0.0)

    def labels(self, apart: float) -> list[tuple[int, float]]:
        """Days with their places, without those nearer than `apart` to one before; the last one stays in any case."""
        found: list[tuple[int, float]] = []
        for day, place in self.places.items():
            if not found or place - found[-1][1] >= apart:
                found.append((day, place))
            elif place == self.length and len(found) > 1:
                found[-1] = (day, place)
        return found


def axis(days: Iterable[int], across: float) -> Axis:
    """The line for these days, about `across` long, or as long as it has to be where there are many breaks."""
    ordered = sorted(set(days))
    gaps = [after - before for before, after in pairwise(ordered)]
    longest = next((most for most in LONGEST if sum(gap > most for gap in gaps) <= MOST_BREAKS), LONGEST[-1])
    near = sum(gap for gap in gaps if gap <= longest)
    room = max(across - BREAK * sum(gap > longest for gap in gaps), across / 2)
    a_day = min(WIDEST_DAY, room / near) if near else WIDEST_DAY
    places, breaks, place = dict.fromkeys(ordered[:1], 0.0), [], 0.0
    for day, gap in zip(ordered[1:], gaps, strict=True):
        step = gap * a_day if gap <= longest else BREAK
        if gap > longest:
            breaks.append((place, place + step))
        place += step
        places[day] = place
    return Axis(places, tuple(breaks), longest)


def ordinal(day: str | None) -> int | None:
    """The number of an ISO day; None where it is none, or lies outside the years 1 to 9999."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def iso(day: int) -> str:
    """The ISO day of a number."""
    return date.fromordinal(day).isoformat()
