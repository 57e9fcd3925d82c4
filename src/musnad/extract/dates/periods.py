"""Periods: readings of calendar dates, months, years and the periods around the anchor. In: an expression."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from musnad.extract.dates.calendar import Reading, approximate, day_near, month_near, on_day, period, unresolved
from musnad.extract.dates.expression import PARTS, UNITS, WEEKDAYS, Expression

_FIRST_GREGORIAN = 1500
"""A smaller year in the news is one of the Hijri calendar, which is named and not converted."""
_SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
"""Season of TIMEX3 to its first month and its EDTF code."""


def read_calendar_date(e: Expression) -> Reading | None:
    """A day and a month, with a year, without one, or with "last" or "next"; unresolved on another weekday."""
    figures = e.get("figures")
    if figures is not None:
        return _figures(figures, e.figures)
    day, months, weekday = e.get("small", "ordinal"), e.all("month", "ambiguous_month", "sure_month"), e.get(*WEEKDAYS)
    if len(set(months)) > 1 or not 1 <= day <= 31:
        return unresolved("DATE", "calendar_date")
    year, relative = _year_of(e)
    if year is None and e.anchor is not None and e.get("this") is not None:
        year, relative = e.anchor.year, True
    found: date | None = None
    if year is not None:
        found = date(year, months[0], day)
    elif e.anchor is not None:
        relative, found = True, day_near(e.anchor, months[0], day, e.turn, e.to_come, weekday)
    if found is None or weekday not in (None, found.isoweekday()):
        return unresolved("DATE", "calendar_date")
    return on_day(found, "calendar_date", e.get(*PARTS), anchored=relative)


def read_matching_date(e: Expression) -> Reading | None:
    """A date of another calendar and the same day in this one: the second says which day it is."""
    at = [name for name, _ in e.words].index("matching")
    return read_calendar_date(replace(e, words=e.words[at + 1 :]))


def _figures(figures: str, order: str) -> Reading | None:
    """2026-01-06, 6/1/2026, 06.01.26. Where the order of day and month is open and both could be, it stays open."""
    mark = next(char for char in figures if not char.isdigit())
    first, second, year = (int(part) for part in figures.split(mark))
    if first > 31:
        first, year, order = year, first, "day_first"
    if year < 100:
        year += 2000 if year < 70 else 1900
    if year < _FIRST_GREGORIAN:
        return unresolved("DATE", "calendar_date")
    if order == "ambiguous" and first <= 12 and second <= 12 and first != second:
        return unresolved("DATE", "calendar_date")
    day, month = (second, first) if order == "ambiguous" and first <= 12 else (first, second)
    if not 1 <= month <= 12:
        return None
    return on_day(date(year, month, day), "calendar_date", None, anchored=False)


def read_spaced_figures(e: Expression) -> Reading | None:
    """6 / 1 / 2026."""
    day, month = e.all("small")
    return _figures(f"{day}/{month}/{e.get('year')}", e.figures)


def _year_of(e: Expression) -> tuple[int | None, bool]:
    """The year that stands beside a day or month, and whether it was counted from the anchor ("of last year")."""
    year: int | None = e.get("year")
    if year is not None:
        if year < _FIRST_GREGORIAN:
            raise ValueError("a year of another calendar")
        return year, False
    if e.anchor is not None and e.get("last_year") is not None:
        return e.anchor.year - 1, True
    if "Y" in e.all("theunit", "year_noun") and e.anchor is not None:
        return e.anchor.year + e.turn, True
    return None, False


def read_day_of_month(e: Expression) -> Reading | None:
    """The fourteenth of last month."""
    if e.get("theunit", "month_noun") != "M":
        return None
    if e.anchor is None:
        return unresolved("DATE", "calendar_date")
    found = period(e.anchor, "M", e.turn, e.week_begins)
    year, month = (int(part) for part in (found[0] if found else "").split("-"))
    return on_day(date(year, month, e.get("small", "ordinal")), "calendar_date", None)


def read_foreign_date(e: Expression) -> Reading:
    """A date of another calendar (Hijri): named, not converted."""
    if e.get("small", "ordinal", "figures") is not None:
        return unresolved("DATE", "calendar_date")
    return unresolved("DATE", "month" if e.get("hijri") is not None else "year")


def read_month(e: Expression) -> Reading:
    """A month, with a year, without one, or with "last" or "next"; or its beginning, middle or end."""
    months = e.all("month", "ambiguous_month", "sure_month")
    year, anchored = _year_of(e)
    if len(set(months)) > 1 or (year is None and e.anchor is None):
        return unresolved("DATE", "month")
    month = months[0]
    if year is None and e.anchor is not None:
        anchored = True
        if e.get("this") is not None or e.get("theunit") is not None:
            year = e.anchor.year
        else:
            year, month = month_near(e.anchor, month, e.turn, e.to_come)
    return _with_edge(e, "month", f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}", anchored)


def _with_edge(e: Expression, rule: str, value: str, edtf: str | None, anchored: bool) -> Reading:
    """A period, or its beginning, middle or end: then `mod` says so and EDTF calls it approximate."""
    edge = e.get("edge")
    return Reading("DATE", rule, "resolved", value, approximate(edtf) if edge else edtf, edge, anchored)


def read_season(e: Expression) -> Reading:
    """Summer 2014, last summer: a season of a year. The winter of a year is the one that begins in it."""
    season = e.get("season", "theseason", "sure_season")
    first, code = _SEASONS[season]
    year, anchored = _year_of(e)
    if year is None and e.anchor is None:
        return unresolved("DATE", "relative_period")
    if year is None and e.anchor is not None:
        anchored, month = True, e.anchor.month
        begun = e.anchor.year if month >= first else e.anchor.year - 1
        ongoing = begun * 12 + first + 2 >= e.anchor.year * 12 + month
        year = begun + e.turn if e.turn > 0 or (ongoing and e.turn < 0) else begun + (e.turn == 0 and not ongoing)
    return _with_edge(e, "relative_period", f"{year:04d}-{season}", f"{year:04d}-{code}", anchored)


def read_share(e: Expression) -> Reading | None:
    """The first quarter of 2015, the second half of this year."""
    share, ordinal = e.get("share"), e.get("ordinal")
    months = {"Q": 3, "H": 6}[share]
    if ordinal is None or ordinal * months > 12 or not {"Y", None} >= {e.get("theunit")}:
        return None
    year, anchored = _year_of(e)
    last = ordinal * months
    if year is None and share == "Q" and e.anchor is not None:
        # A quarter without its year is the latest one begun.
        year, anchored = e.anchor.year - (last - months >= e.anchor.month), True
    if year is None:
        # A half of nothing named is half of a match or a sum.
        return unresolved("DATE", "relative_period") if share == "Q" or e.get("theunit", "year_noun") else None
    edtf = f"{year:04d}-{last - months + 1:02d}/{year:04d}-{last:02d}"
    return _with_edge(e, "relative_period", f"{year:04d}-{share}{ordinal}", edtf, anchored)


def read_last_year(e: Expression) -> Reading:
    """One word for last year: אשתקד."""
    if e.anchor is None:
        return unresolved("DATE", "relative_period")
    year = f"{e.anchor.year - 1:04d}"
    return Reading("DATE", "relative_period", "resolved", year, year, None, anchored=True)


def read_short_figures(e: Expression) -> Reading | None:
    """15/3, 7.10: a day and a month in figures, the nearest to the anchor. Beside no day 2.5 is an amount."""
    written, weekday = e.get("day_month", "dotted_day"), e.get(*WEEKDAYS)
    day, month = (int(part) for part in re.split(r"\D", written))
    is_amount = "." in written and month < 10 and weekday is None and e.get("relday", "today") is None
    if is_amount or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    found = day_near(e.anchor, month, day, e.turn, e.to_come, weekday) if e.anchor is not None else None
    return on_day(found, "calendar_date", None) if found else unresolved("DATE", "calendar_date")


def read_year(e: Expression) -> Reading:
    """A year with a word for it; a small one is of the Hijri calendar."""
    year = e.get("year")
    if year < _FIRST_GREGORIAN:
        return unresolved("DATE", "year")
    return _with_edge(e, "year", f"{year:04d}", f"{year:04d}", anchored=False)


def read_years(e: Expression) -> Reading:
    """2015-16: the years from the first to the second."""
    first = int(e.get("years")[:4])
    last = first // 100 * 100 + int(e.get("years")[5:])
    return Reading("DURATION", "year", "resolved", f"P{last - first + 1}Y", f"{first}/{last}", e.mod)


def read_cued_year(e: Expression) -> Reading | None:
    """A bare number after "in" or "since": round numbers are more often amounts."""
    return read_year(e) if _FIRST_GREGORIAN <= e.get("year") < 2101 and e.get("year") % 100 else None


def read_bare_year(e: Expression) -> Reading | None:
    """A number without a word for "year": one only where nothing follows that it could count."""
    counts_nothing = not e.following or not (e.following[0].isalnum() or e.following[0] in "×%٪")
    return read_cued_year(e) if counts_nothing and e.get("year") >= 1900 else None


def read_decade(e: Expression) -> Reading | None:
    """The nineties, the 90s, the seventies of the last century."""
    decade = e.get("decade")
    if decade is None:
        tens = e.get("small", "number")
        # "The 20s" may be those of either century.
        if not isinstance(tens, int) or not 30 <= tens <= 90 or tens % 10:
            return None
        decade = 190 + tens // 10
    return _with_edge(e, "year", str(decade), f"{decade}X", anchored=False)


def read_century(e: Expression) -> Reading:
    """The twentieth century; of other units ("the second week") an ordinal counts from some event."""
    if e.get("theunit", "century") != "CE":
        return unresolved("DATE", "event_relative")
    century = e.get("ordinal", "number", "small") - 1
    return _with_edge(e, "year", f"{century:02d}", f"{century:02d}XX", anchored=False)


def read_period(e: Expression) -> Reading | None:
    """Last week, this month, the end of next year."""
    unit, turn = e.get("theunit", "bare_we", *UNITS), e.turn
    if e.anchor is None:
        return unresolved("DATE", "relative_period")
    if unit == "WE" and turn > 0:
        turn -= 1  # the coming weekend is that of this week
    found = period(e.anchor, unit, turn, e.week_begins)
    return _with_edge(e, "relative_period", *found, anchored=True) if found else None
