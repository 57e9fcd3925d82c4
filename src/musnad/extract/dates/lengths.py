"""Lengths: readings of durations, of what lies a length away, of vague times, sets and events. In: an expression."""

from __future__ import annotations

from datetime import timedelta

from musnad.extract.dates.calendar import Reading, approximate, length, on_day, period, unresolved
from musnad.extract.dates.expression import PARTS, REFERENCES, UNITS, VAGUE_RULES, Expression


def _amount(e: Expression) -> tuple[float | str, str]:
    """Number and unit of a quantity: three years, two days, half an hour, a year and a half, a few days."""
    two: str | None = e.get("two", "thetwo")
    half = e.get("half", "half_more", "and_half") or 0
    if two is not None:
        return 2 + half, two
    unit: str = e.get(*UNITS)
    number = e.get("small", "number", "few", "one", "year")
    if number is None:
        order = [name for name, _ in e.words if name == "half" or name in UNITS]
        joined = e.get("half_more", "and_half") is not None or (order[-1] == "half" and len(order) > 1)
        return (1 + half if joined else half or e.get("quarter") or 1), unit
    return ("X", unit) if number == "X" else (number + half, unit)


def read_duration(e: Expression) -> Reading | None:
    """Three years, two days, half an hour, a minute and 45 seconds, a few days."""
    number, unit = _amount(e)
    if unit in ("P", "WE"):
        return None
    value = length(number, unit)
    numbers, units = e.all("small", "number"), e.all(*UNITS)
    if len(numbers) == 2 and len(units) == 2:
        value += length(numbers[1], units[1]).removeprefix("PT" if value.startswith("PT") else "P")
    status = "vague" if number == "X" else "resolved"
    return Reading("DURATION", "duration", status, value, None, e.mod)


def read_units_duration(e: Expression) -> Reading:
    """Years, for months, three to four days: a duration of an unknown number of units."""
    return Reading("DURATION", "duration", "vague", length("X", e.get(*UNITS, "two")), None, e.mod)


def read_unit_duration(e: Expression) -> Reading:
    """A year, for a year: one of its unit."""
    return Reading("DURATION", "duration", "resolved", length(1, e.get(*UNITS)), None, e.mod)


def read_in_a_row(e: Expression) -> Reading:
    """For the second day in a row: two days."""
    return Reading("DURATION", "duration", "resolved", length(e.get("ordinal", "small", "number"), e.get(*UNITS)))


def read_long_term(e: Expression) -> Reading:
    """Long-term, short-term: a duration of which no more is said."""
    return Reading("DURATION", "duration", "vague", e.get("long_term"))


def read_vague(e: Expression) -> Reading:
    """Now, recently, later, in the past, in the future."""
    value = next((value for _, value in e.words if value in VAGUE_RULES), None) or REFERENCES[e.turn]
    return Reading("DATE", VAGUE_RULES[value], "vague", value)


def read_later_on(e: Expression) -> Reading | None:
    """Later on (בהמשך); before a definite noun or "to" it is the course of something, or its sequel."""
    return None if e.following.startswith(("ה", "ל")) else Reading("DATE", "vague_future", "vague", "FUTURE_REF")


def read_vague_past(e: Expression) -> Reading:
    """Days ago."""
    return Reading("DATE", "vague_past", "vague", "PAST_REF")


def read_vague_period(e: Expression) -> Reading:
    """The coming days, recent months."""
    value = REFERENCES[e.turn]
    return Reading("DATE", VAGUE_RULES[value], "vague", value)


def read_ago(e: Expression) -> Reading | None:
    """Three days ago."""
    return _counted_from_anchor(e, *_amount(e), -1)


def read_ago_unit(e: Expression) -> Reading | None:
    """A month ago."""
    return _counted_from_anchor(e, 1, e.get(*UNITS), -1)


def read_ahead(e: Expression) -> Reading | None:
    """In three days."""
    return _counted_from_anchor(e, *_amount(e), 1)


def _counted_from_anchor(e: Expression, number: float | str, unit: str, sign: int) -> Reading | None:
    """Three days ago is a day; three years ago is a year, and only about then."""
    if number == "X":
        value = REFERENCES[sign]
        return Reading("DATE", VAGUE_RULES[value], "vague", value)
    if unit in ("TS", "TM", "TH"):
        return unresolved("TIME", "relative_day")
    if unit == "Y" and number != int(number) and number * 12 == int(number * 12):
        number, unit = number * 12, "M"
    if e.anchor is None or number != int(number):
        return unresolved("DATE", "relative_day" if unit == "D" else "relative_period")
    shift = sign * int(number)
    if unit == "D":
        return on_day(e.anchor + timedelta(shift), "relative_day", None, mod=e.mod)
    if unit in ("DE", "CE"):
        shift, unit = shift * (10 if unit == "DE" else 100), "Y"
    found = period(e.anchor, unit, shift, e.week_begins)
    if found is None:
        return None
    return Reading("DATE", "relative_period", "resolved", found[0], approximate(found[1]), e.mod or "APPROX", True)


def read_event(e: Expression) -> Reading:
    """The day on which, that year, the next day: fixed by an event, so unresolved."""
    return unresolved("TIME" if e.get(*PARTS) else "DATE", "event_relative")._replace(mod=e.get("edge"))


def read_length_from_event(e: Expression) -> Reading | None:
    """Three days after the agreement: a time that the event fixes. Years are told as a length, not as a time."""
    return read_duration(e) if _amount(e)[1] == "Y" and e.get("few") is None else read_event(e)


def read_set(e: Expression) -> Reading:
    """Daily, every Friday, every morning."""
    weekday = e.get("weekday", "weekdays", "indefinite_weekday")
    part = e.get(*PARTS)
    fixed = f"XXXX-WXX-{weekday}" if weekday else f"XXXX-XX-XXT{part}" if part else None
    if value := e.get("set_word") or fixed:
        return Reading("SET", "set", "resolved", value)
    number, unit = _amount(e)
    # Three times a week says how often, not how long.
    is_rate = e.get("times") is not None and e.get("each") is None
    return Reading("SET", "set", "resolved", length(1 if is_rate else number, unit))


def read_nothing(e: Expression) -> None:
    """Words that only look temporal: an agenda (סדר היום), a long range."""
    return None
