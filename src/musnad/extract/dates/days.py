"""Days: readings of days, parts of days, nights and clock times told from the anchor. In: an expression."""

from __future__ import annotations

from datetime import timedelta

from musnad.extract.dates.calendar import Reading, on_day, unresolved, weekday_near
from musnad.extract.dates.expression import PARTS, WEEKDAYS, Expression


def read_day(e: Expression) -> Reading:
    """Yesterday, Tuesday, yesterday (Tuesday), Tuesday evening; unresolved if a weekday contradicts its day."""
    part, shift, weekday = e.get(*PARTS), e.get("relday", "today"), e.get(*WEEKDAYS)
    rule = "weekday" if shift is None else "relative_day" if weekday is None else "weekday_with_relative_day"
    unknown = unresolved("TIME", "part_of_day") if part else unresolved("DATE", rule)
    if e.anchor is None:
        return unknown
    if shift is None:
        day = weekday_near(e.anchor, weekday, e.turn, e.to_come or e.get("this") is not None)
    else:
        day = e.anchor + timedelta(shift)
        if weekday not in (None, day.isoweekday()):
            return unknown
    return on_day(day, rule, part, mod=e.get("edge"))


def read_this_part(e: Expression) -> Reading:
    """This morning, tonight, last night. A night told of as past is the one that ended on the anchor's day."""
    part, weekday = e.get(*PARTS), e.get(*WEEKDAYS)
    if e.anchor is None or weekday not in (None, e.anchor.isoweekday(), (e.anchor - timedelta(1)).isoweekday()):
        return unresolved("TIME", "part_of_day")
    hebrew_night = part == "NI" and e.get("this_part") is not None and not e.to_come
    return on_day(e.anchor + timedelta(e.turn - hebrew_night), "part_of_day", part)


def read_last_evening(e: Expression) -> Reading:
    """The evening before (אמש, last night), with or without the weekday in brackets."""
    weekday = e.get(*WEEKDAYS)
    if e.anchor is None:
        return unresolved("TIME", "part_of_day")
    day = e.anchor - timedelta(1)
    if weekday not in (None, day.isoweekday(), e.anchor.isoweekday()):
        return unresolved("TIME", "part_of_day")
    return on_day(day, "part_of_day", e.get("bare_part") or e.get("last_evening", "last_night"))


def read_night(e: Expression) -> Reading:
    """The night between two days, which must follow one another."""
    first, second = e.all(*WEEKDAYS)[:2]
    if e.anchor is None or second != first % 7 + 1:
        return unresolved("TIME", "night_between")
    day = weekday_near(e.anchor, second, 0, e.to_come) - timedelta(1)
    return on_day(day, "night_between", "NI")._replace(rule="night_between")


def read_part(e: Expression) -> Reading:
    """A part of some day, without the day: unresolved."""
    return unresolved("TIME", "part_of_day")


def read_clock(e: Expression) -> Reading:
    """A time by the clock, on a day that stands beside it; without one it is unresolved."""
    written = e.get("clock") or e.get("small", "number", "ordinal", "year")
    if isinstance(written, int) and 24 < written < 2400:
        written = f"{written // 100}:{written % 100}"  # Arabic agencies write 0730 and 1430
    hour, _, minute = str(written).partition(":")
    if not hour.isdigit() or int(hour) > 24 or int(minute or 0) > 59:
        return unresolved("TIME", "part_of_day")
    if e.anchor is None or e.get("relday", "today", *WEEKDAYS) is None:
        return unresolved("TIME", "part_of_day")
    day = read_day(e)
    if day.edtf is None:
        return unresolved("TIME", "part_of_day")
    afternoon = e.get(*PARTS) in ("AF", "EV") and int(hour) < 12
    edtf = day.edtf.split("/")[0]
    value = f"{edtf}T{int(hour) + 12 * afternoon:02d}:{int(minute or 30 * (e.get('half') is not None)):02d}"
    return Reading("TIME", "part_of_day", "resolved", value, edtf, e.get("mod"), anchored=True)
