"""EDTF: is a date expression valid, and which days does it span? In: a string. Out: ISO dates, or a `ValueError`.

Extended Date/Time Format (Library of Congress 2019, ISO 8601-2): levels 0 and 1, and the sets of level 2.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

Day = tuple[int, int, int]
"""Year (astronomical, may be negative), month, day."""
Bounds = tuple[Day | None, Day | None]
"""First and last day; ``None`` where a side is open."""

_DATE = re.compile(
    r"(?P<year>(?!-0000)-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|Y-?[1-9][0-9]{4,})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:Z|[+-](?P<zone>[0-9]{2})(?::[0-5][0-9])?)?)?"
    r"(?P<qualifier>[?~%])?"
)
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""Season code to its first month: meteorological, northern hemisphere. Winter ends in the following year."""


@lru_cache(maxsize=4_096)
def bounds(value: str) -> tuple[str | None, str | None]:
    """First and last day (ISO 8601, ``YYYY-MM-DD``) that `value` may mean; ``None`` where a side is open or unknown.

    Qualifiers (``?``, ``~``, ``%``) do not widen the bounds. Raises `ValueError` with a message that teaches.
    """
    first, last = _parse(value)
    return _iso(first), _iso(last)


def is_valid(value: str) -> bool:
    """Whether `value` is EDTF as far as `bounds` reads it."""
    try:
        _parse(value)
    except ValueError:
        return False
    return True


def is_uncertain(value: str) -> bool:
    """Whether `value`, or a part of it, is marked as uncertain: ``?``, or ``%``, which is uncertain and approximate."""
    return "?" in value or "%" in value


def _parse(value: str) -> Bounds:
    if value[:1] in ("[", "{"):
        return _set(value)
    if "/" in value:
        return _interval(value)
    return _date(value, value)


def _set(value: str) -> Bounds:
    """Level 2: ``[a,b]`` one of several dates, ``{a,b}`` all of them; a member may be a range ``a..b``."""
    if value[-1:] != {"[": "]", "{": "}"}[value[0]]:
        raise ValueError(f"{value!r} does not close its bracket; write a set as [2025-08-19,2025-08-20]")
    members = value[1:-1].split(",")
    spans = []
    for place, member in enumerate(members):
        start, dots, end = member.partition("..")
        if not dots:
            spans.append(_date(start, value))
            continue
        opens, closes = not start and place == 0, not end and place == len(members) - 1
        if (not start and not opens) or (not end and not closes) or not (start or end):
            raise ValueError(f"{value!r} has an open range inside; only the first may begin and the last end with '..'")
        if start and end and start.count("-") != end.count("-"):
            raise ValueError(f"{value!r} has a range from one precision to another; write both ends alike, 2014..2016")
        first = _date(start, value)[0] if start else None
        last = _date(end, value)[1] if end else None
        spans.append(_ordered(first, last, value))
    firsts, lasts = zip(*spans, strict=True)
    return _least(firsts), _greatest(lasts)


def _interval(value: str) -> Bounds:
    start, _, end = value.partition("/")
    if start in ("", "..") and end in ("", ".."):
        raise ValueError(f"{value!r} is an interval without a date; give at least one side, 2025-08-19/..")
    if "T" in value:
        raise ValueError(f"{value!r} has a time of day in an interval; EDTF allows dates only, 2025-08-19/2025-08-20")
    first = None if start in ("", "..") else _date(start, value)[0]
    last = None if end in ("", "..") else _date(end, value)[1]
    return _ordered(first, last, value)


def _date(part: str, value: str) -> Bounds:
    match = _DATE.fullmatch(part)
    if match is None:
        raise ValueError(f"{value!r} is not EDTF; write a date as 2025, 2025-09, 2025-09-04, 2025-09~ or 2025-08/..")
    year, month, day = match["year"], match["month"], match["day"]
    if match["hour"]:
        _check_time(match, value)
    if month is None:
        return _years(year)
    if year[0] == "Y" or "X" in year:
        raise ValueError(f"{value!r} gives a month to a year that is not four digits; leave the month out")
    return _months(int(year), month, day, value)


def _check_time(match: re.Match[str], value: str) -> None:
    if not match["day"] or "X" in match[0] or match["qualifier"]:
        raise ValueError(f"{value!r} has a time of day without a plain date before it; write 2025-09-04T10:00:00")
    limits = {"hour": 23, "minute": 59, "second": 59, "zone": 14}
    if any(int(match[part] or 0) > limit for part, limit in limits.items()):
        raise ValueError(f"{value!r} has no such time of day; hours run 00-23, minutes and seconds 00-59")


def _years(year: str) -> Bounds:
    low, high = int(year.lstrip("Y").replace("X", "0")), int(year.lstrip("Y").replace("X", "9"))
    return (min(low, high), 1, 1), (max(low, high), 12, 31)


def _months(year: int, month: str, day: str | None, value: str) -> Bounds:
    if month == "XX":
        if day not in (None, "XX"):
            raise ValueError(f"{value!r} has a day in an unknown month; write the day as XX too")
        return (year, 1, 1), (year, 12, 31)
    number = int(month)
    if day is None and number in _SEASONS:
        last_year, last_month = (year + 1, 2) if number == 24 else (year, _SEASONS[number] + 2)
        return (year, _SEASONS[number], 1), (last_year, last_month, _days(last_year, last_month))
    if not 1 <= number <= 12:
        raise ValueError(f"{value!r} has no such month; months are 01-12, seasons 21-24")
    if day in (None, "XX"):
        return (year, number, 1), (year, number, _days(year, number))
    if not 1 <= int(day) <= _days(year, number):
        raise ValueError(f"{value!r} has no such day; that month has {_days(year, number)} days")
    return (year, number, int(day)), (year, number, int(day))


def _ordered(first: Day | None, last: Day | None, value: str) -> Bounds:
    if first and last and first > last:
        raise ValueError(f"{value!r} ends before it begins; write the earlier date first")
    return first, last


def _least(days: tuple[Day | None, ...]) -> Day | None:
    return None if None in days else min(day for day in days if day)


def _greatest(days: tuple[Day | None, ...]) -> Day | None:
    return None if None in days else max(day for day in days if day)


def _days(year: int, month: int) -> int:
    # The Gregorian calendar repeats every 400 years; monthrange itself refuses years outside 1 to 9999.
    return monthrange(year % 400 + 2000, month)[1]


def _iso(day: Day | None) -> str | None:
    if day is None:
        return None
    year, month, of_month = day
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{of_month:02d}"
