"""Expression: the words of one temporal expression, by class, and what its reading needs to know around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

UNITS = (
    "unit",
    "units",
    "year_noun",
    "month_noun",
    "day_noun",
    "theunit",
    "theunits",
    "adjective_unit",
    "bare_units",
    "theday",
)
"""Classes whose value is a unit of time: D, W, M, Y, DE (decade), CE (century), TS, TM, TH (second, minute, hour)."""
PARTS = ("part", "bare_part", "thepart", "this_part", "indefinite_part", "tonight", "last_night", "overnight")
"""Classes whose value is a TIMEX3 part of day: MO, MI, AF, EV, NI, DT."""
WEEKDAYS = ("weekday", "bare_day", "day_letter", "sabbath")
"""Classes whose value is an ISO weekday, 1 for Monday."""
TURNS = ("last", "next", "recent", "past", "this", "prior")
"""Classes whose value says which period: -1 the last, 0 this, 1 the next."""
VAGUE_RULES = {"PAST_REF": "vague_past", "PRESENT_REF": "vague_present", "FUTURE_REF": "vague_future"}
REFERENCES = {-2: "PAST_REF", -1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF", 2: "FUTURE_REF"}


@dataclass(frozen=True, slots=True)
class Expression:
    """The words of one expression, by class and in order, and what the reading needs to know around them.

    Attributes:
        words: class and value of every word of the pattern.
        anchor: the day from which it is resolved, or ``None`` if it is not known.
        to_come: whether the words around speak of what is to come.
        following: the folded text after it, a few characters.
        mods: TIMEX3 mods that a proclitic adds (כארבע שנים).
        week_begins: ISO weekday on which a week begins.
        figures: order of dates in figures: ``day_first`` or ``ambiguous``.
    """

    words: tuple[tuple[str, Any], ...]
    anchor: date | None
    to_come: bool
    following: str
    mods: tuple[str, ...]
    week_begins: int
    figures: str

    def get(self, *classes: str) -> Any:
        """The value of the first word in one of `classes`, or ``None``."""
        return next((value for name, value in self.words if name in classes), None)

    def all(self, *classes: str) -> list[Any]:
        """The values of all words in one of `classes`, in order."""
        return [value for name, value in self.words if name in classes]

    @property
    def turn(self) -> int:
        """-1 for "last", 1 for "next", 2 or -2 for the one beyond, else 0."""
        return int(self.get(*TURNS) or 0)

    @property
    def mod(self) -> str | None:
        """The TIMEX3 mod of its words: START, APPROX, MORE_THAN …"""
        word: str | None = self.get("edge", "mod", "more_mod")
        return word or (self.mods[0] if self.mods else None)
