"""Readings: what a matched pattern means. In: the words of one expression and its surroundings. Out: a `Reading`.

One small function for each kind of pattern that a language's grammar names (``as:`` in the YAML). A function that
returns ``None`` says that the words are no temporal expression after all.
"""

from __future__ import annotations

from collections.abc import Callable

from musnad.extract.dates import days, lengths, periods
from musnad.extract.dates.calendar import Reading, unresolved
from musnad.extract.dates.expression import Expression


def read(reading: str, expression: Expression) -> Reading | None:
    """What `expression` means, read as the pattern says; ``None`` if it is no temporal expression."""
    try:
        return READINGS[reading](expression)
    except (OverflowError, ValueError):
        # Beyond the years 1 to 9999 there is no calendar to count in.
        return unresolved("DATE", "calendar_date")


READINGS: dict[str, Callable[[Expression], Reading | None]] = {
    "ago": lengths.read_ago,
    "ago_unit": lengths.read_ago_unit,
    "ahead": lengths.read_ahead,
    "bare_year": periods.read_bare_year,
    "century": periods.read_century,
    "clock": days.read_clock,
    "cued_year": periods.read_cued_year,
    "date": periods.read_calendar_date,
    "day": days.read_day,
    "day_of_month": periods.read_day_of_month,
    "decade": periods.read_decade,
    "duration": lengths.read_duration,
    "event": lengths.read_event,
    "foreign_date": periods.read_foreign_date,
    "later_on": lengths.read_later_on,
    "in_a_row": lengths.read_in_a_row,
    "last_evening": days.read_last_evening,
    "last_year": periods.read_last_year,
    "length_from_event": lengths.read_length_from_event,
    "last_night": days.read_last_evening,
    "long_term": lengths.read_long_term,
    "matching_date": periods.read_matching_date,
    "month": periods.read_month,
    "night": days.read_night,
    "nothing": lengths.read_nothing,
    "part": days.read_part,
    "period": periods.read_period,
    "range_duration": lengths.read_units_duration,
    "season": periods.read_season,
    "set": lengths.read_set,
    "share": periods.read_share,
    "short_figures": periods.read_short_figures,
    "spaced_figures": periods.read_spaced_figures,
    "this_part": days.read_this_part,
    "unit_duration": lengths.read_unit_duration,
    "units_duration": lengths.read_units_duration,
    "vague": lengths.read_vague,
    "vague_past": lengths.read_vague_past,
    "vague_period": lengths.read_vague_period,
    "year": periods.read_year,
    "years": periods.read_years,
}
"""Name of a reading in the language files to its function."""
