"""Calendar: arithmetic on days, weeks, months and years, and how TimeML and EDTF write them.

Values are TIMEX3 (TimeML 1.2.1); EDTF stands beside them where it can say the same. Weeks are ISO weeks in TIMEX3;
the EDTF interval is the week as the language's readers count it (from Sunday in Arabic and Hebrew).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_PARTS = {"CE": ("Y", 100), "DE": ("Y", 10), "Y": ("M", 12), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
"""Unit to the smaller one in which a fraction of it is a whole number."""


class Reading(NamedTuple):
    """What an expression means, before it becomes a row.

    Attributes:
        type: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
        rule: name of the rule, from the closed vocabulary of ``dates.rule``.
        status: ``resolved``, ``vague`` or ``unresolved``.
        value: TIMEX3, or ``None`` if unresolved.
        edtf: EDTF without qualifiers of the anchor, or ``None`` where EDTF cannot say it.
        mod: TIMEX3 ``mod``, or ``None``.
        anchored: whether the value was resolved from the anchor.
    """

    type: str
    rule: str
    status: str
    value: str | None = None
    edtf: str | None = None
    mod: str | None = None
    anchored: bool = False


def unresolved(type_: str, rule: str) -> Reading:
    """An expression whose value cannot be known."""
    return Reading(type_, rule, "unresolved")


def on_day(day: date, rule: str, part: str | None, anchored: bool = True, mod: str | None = None) -> Reading:
    """A day, or a part of it. A night belongs to the day on which it begins and reaches into the next."""
    if part is None:
        return Reading("DATE", rule, "resolved", day.isoformat(), day.isoformat(), mod, anchored)
    edtf = f"{day.isoformat()}/{(day + timedelta(1)).isoformat()}" if part == "NI" else day.isoformat()
    return Reading("TIME", "part_of_day", "resolved", f"{day.isoformat()}T{part}", edtf, mod, anchored)


def weekday_near(anchor: date, weekday: int, turn: int, to_come: bool) -> date:
    """The day that a weekday names. `turn` is -1 for "last", 1 for "next", 0 for none.

    Without "last" or "next" it is the nearest past one, the anchor itself included, as news are told; where the words
    around it speak of what is to come (`to_come`), the nearest coming one, the anchor included.
    """
    back = (anchor.isoweekday() - weekday) % 7
    ahead = (weekday - anchor.isoweekday()) % 7
    if turn < 0:
        return anchor - timedelta((back or 7) + 7 * (-turn - 1))
    if turn > 0:
        return anchor + timedelta((ahead or 7) + 7 * (turn - 1))
    return anchor + timedelta(ahead) if to_come else anchor - timedelta(back)


def day_near(anchor: date, month: int, day: int, turn: int, to_come: bool, weekday: int | None) -> date | None:
    """The day that a month and a day name without a year; ``None`` if there is no such day, or none on that weekday.

    "Last" is the latest before the anchor, "next" the earliest after it; otherwise the nearest, the past first where
    two are as near, or the earliest to come if the words around it speak of what is to come.
    """
    reach = 4 if (month, day) == (2, 29) else 1
    years = range(anchor.year - reach, anchor.year + reach + 1)
    days = [date(year, month, day) for year in years if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]]
    days = [one for one in days if weekday is None or one.isoweekday() == weekday]
    if turn < 0:
        return max((one for one in days if one < anchor), default=None)
    if turn > 0 or to_come:
        return min((one for one in days if one > anchor or (one == anchor and not turn)), default=None)
    return min(days, key=lambda one: (abs((one - anchor).days), one), default=None)


def month_near(anchor: date, month: int, turn: int, to_come: bool) -> tuple[int, int]:
    """Year and month that a month names without a year: the latest one begun, unless "next" or to come."""
    if turn < 0:
        return anchor.year - (month >= anchor.month), month
    if turn > 0:
        return anchor.year + (month <= anchor.month), month
    if to_come:
        return anchor.year + (month < anchor.month), month
    return anchor.year - (month > anchor.month), month


def shifted_month(anchor: date, months: int) -> tuple[int, int]:
    """Year and month that lie `months` after the anchor's."""
    index = anchor.year * 12 + anchor.month - 1 + months
    return index // 12, index % 12 + 1


def period(anchor: date, unit: str, shift: int, week_begins: int) -> tuple[str, str | None] | None:
    """TIMEX3 and EDTF of the week, month, year, decade or century that lies `shift` from the anchor's.

    `week_begins` is the ISO weekday on which a week begins. ``None`` for units that are no such period. Raises
    `ValueError` or `OverflowError` for years outside 1 to 9999.
    """
    if unit in ("W", "WE"):
        first = anchor - timedelta((anchor.isoweekday() - week_begins) % 7) + timedelta(7 * shift)
        year, week, _ = (first + timedelta(3)).isocalendar()
        interval = f"{first.isoformat()}/{(first + timedelta(6)).isoformat()}"
        return (f"{year:04d}-W{week:02d}", interval) if unit == "W" else (f"{year:04d}-W{week:02d}-WE", None)
    if unit == "M":
        year, month = shifted_month(anchor, shift)
        return (f"{year:04d}-{month:02d}",) * 2
    if unit == "Y":
        return (f"{date(anchor.year + shift, 1, 1).year:04d}",) * 2
    if unit == "DE":
        decade = f"{anchor.year // 10 + shift:03d}"
        return decade, decade + "X"
    if unit == "CE":
        century = f"{anchor.year // 100 + shift:02d}"
        return century, century + "XX"
    return None


def approximate(edtf: str | None) -> str | None:
    """`edtf` with the EDTF qualifier ``~`` on each of its dates."""
    return None if edtf is None else "/".join(part + "~" for part in edtf.split("/"))


def uncertain(edtf: str | None) -> str | None:
    """`edtf` with the EDTF qualifier ``?`` on each of its dates (``%`` where it is approximate already)."""
    if edtf is None:
        return None
    return "/".join(part[:-1] + "%" if part.endswith("~") else part + "?" for part in edtf.split("/"))


def length(number: float | str, unit: str) -> str:
    """TIMEX3 duration: ``P3Y``, ``PT15M``, ``P1.5Y``, ``PXD`` (`number` is then ``X``); half a year is ``P6M``."""
    if isinstance(number, float) and number < 1 and unit in _PARTS:
        smaller, times = _PARTS[unit]
        number, unit = number * times, smaller
    amount = number if isinstance(number, str) else f"{number:g}"
    return f"PT{amount}{unit[1]}" if unit in ("TS", "TM", "TH") else f"P{amount}{unit}"
