"""Times: is every date valid, bounded, anchored, marked where inferred? In: what was written. Out: problems."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from musnad import edtf, languages
from musnad.folding import fold
from musnad.problems import Problem
from musnad.records import DATE_FIELD, Row
from musnad.validate.written import Written, at

_STEP = "Correct the date in the article's annotation"

_EDTF_COLUMNS = {
    "sources": ("published",),
    "claims": ("time", "speech_time", "published"),
    "dates": ("edtf", "anchor"),
}
_BOUNDS = {"claims": ("time", "time_earliest", "time_latest"), "dates": ("edtf", "earliest", "latest")}
_CALENDAR_VALUE = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:T(?:MO|MI|AF|EV|NI|DT|PM|AM))?")


def edtf_is_valid(written: Written) -> Iterator[Problem]:
    """Every EDTF date is one: level 0 or 1, or a set of level 2 (Library of Congress, ISO 8601-2)."""
    for table, columns in _EDTF_COLUMNS.items():
        for row in written.rows.get(table, ()):
            for column in columns:
                try:
                    edtf.bounds(row[column] or "2000")
                except ValueError as error:
                    found = f"«{row[column]}» ({error})"
                    yield Problem(at(table, row, column), "edtf_is_valid", found, "an EDTF date", _STEP)


def bounds_are_ordered(written: Written) -> Iterator[Problem]:
    """The earliest day of a time is not after its latest, and both lie within the bounds of its EDTF date."""
    for table, (column, earliest, latest) in _BOUNDS.items():
        for row in written.rows.get(table, ()):
            first, last = _day(row[earliest]), _day(row[latest])
            if first and last and first > last:
                found = f"{row[earliest]} after {row[latest]}"
                yield Problem(at(table, row, earliest), "bounds_are_ordered", found, "the earliest day first", _STEP)
            low, high = _limits(row[column])
            if (low and (not first or first < low)) or (high and (not last or last > high)):
                found = f"{row[earliest]} to {row[latest]}"
                expected = f"days within the EDTF date {row[column]}"
                yield Problem(at(table, row, earliest), "bounds_are_ordered", found, expected, _STEP)


def values_agree_with_edtf(written: Written) -> Iterator[Problem]:
    """A calendar value (TIMEX3) and the EDTF date beside it mean the same days.

    A resolved date has a value, a vague one too (`PAST_REF`, `PXY`), and an unresolved one has neither value nor EDTF.
    """
    rule = "values_agree_with_edtf"
    for row in written.rows["dates"]:
        value, status = row["value"], row["status"]
        if status == "unresolved" and (value is not None or row["edtf"] is not None):
            yield Problem(at("dates", row, "status"), rule, "unresolved, with a value", "no value and no EDTF", _STEP)
        if status != "unresolved" and value is None:
            yield Problem(at("dates", row, "value"), rule, f"no value, though {status}", "a TIMEX3 value", _STEP)
        match = _CALENDAR_VALUE.fullmatch(value or "")
        if match is None or row["edtf"] is None:
            continue
        (first, last), (low, high) = _limits(match[1]), _limits(row["edtf"])
        apart = (first and high and first > high) or (last and low and last < low)
        outside = row["mod"] is None and ((first and low and first < low) or (last and high and last > high))
        if apart or outside:
            where, expected = at("dates", row, "edtf"), f"an EDTF date that holds the value {value}"
            yield Problem(where, rule, str(row["edtf"]), expected, _STEP)


def types_match_values(written: Written) -> Iterator[Problem]:
    """The type of a date fits its value (TIMEX3): `P3Y` is a duration or a set, a day with a part of day a time."""
    for row in written.rows["dates"]:
        if (value := row["value"]) is None:
            continue
        if re.match(r"P[0-9XT]", value):
            allowed = ("DURATION", "SET")
        else:
            allowed = ("TIME", "SET") if "T" in value and not value.endswith("_REF") else ("DATE", "SET")
        if row["type"] not in allowed:
            where, found = at("dates", row, "type"), f"{row['type']}, of the value {value}"
            yield Problem(where, "types_match_values", found, " or ".join(allowed), _STEP)


def publication_dates_have_a_basis(written: Written) -> Iterator[Problem]:
    """A publication date names its basis and evidence; exactly an inferred one is marked as uncertain: `?`, `%`."""
    rule = "publication_dates_have_a_basis"
    for row in written.rows["sources"]:
        published, basis, evidence = row["published"], row["published_basis"], row["published_evidence"]
        if (published is None) != (basis == "none"):
            found, expected = f"{published} on the basis {basis}", "a date exactly when there is a basis"
            yield Problem(at("sources", row, "published"), rule, found, expected, _STEP)
        if (evidence is None) != (basis == "none"):
            found = (
                f"no evidence for the basis {basis}" if evidence is None else f"evidence «{evidence}» without a basis"
            )
            step = "Say in published_evidence which words give the date, or take published and its basis out"
            where = at("sources", row, "published_evidence")
            yield Problem(where, rule, found, "evidence exactly when there is a basis", step)
        if published is not None and edtf.is_uncertain(published) != basis.startswith("inferred"):
            found, expected = f"{published}, {basis}", "the qualifier ? or % exactly where the date was inferred"
            yield Problem(at("sources", row, "published"), rule, found, expected, _STEP)


def stated_days_stand_in_text(written: Written) -> Iterator[Problem]:
    """A day of publication that is stated stands in the article, as a date of `dates` or in figures as it is.

    Where it came in a field beside the text, the evidence says so and repeats it.
    """
    for row in written.rows["sources"]:
        published = row["published"]
        if row["published_basis"] != "stated" or published is None or published in row["text"]:
            continue
        if row["published_evidence"] == f"{DATE_FIELD}{published}":
            continue
        given = [date["edtf"] for date in written.by_source["dates"][row["source_id"]] if date["edtf"] is not None]
        if _limits(published) not in map(_limits, given):
            where, expected = at("sources", row, "published"), "a day that the text of the article states"
            yield Problem(where, "stated_days_stand_in_text", published, expected, _STEP)


def inferred_dates_are_marked(written: Written) -> Iterator[Problem]:
    """Whatever was resolved from an uncertain date (`?`, `%`) is marked so as well: dates, and the times of claims."""
    dates = written.by_key["dates"]
    for table, column, source in (
        ("dates", "edtf", "anchor_date_id"),
        ("claims", "time", "date_ids"),
        ("claims", "speech_time", "speech_date_id"),
    ):
        for row in written.rows.get(table, ()):
            used = row[source] if isinstance(row[source], list) else [row[source]]
            doubtful = [key for key in used if key in dates and edtf.is_uncertain(dates[key]["edtf"] or "")]
            if table == "dates" and edtf.is_uncertain(row["anchor"] or ""):
                doubtful.append(f"the anchor {row['anchor']}")
            if doubtful and row[column] is not None and not edtf.is_uncertain(row[column]):
                found = f"{row[column]}, resolved from {doubtful[0]}"
                expected = "the qualifier ? or % of an uncertain date"
                yield Problem(at(table, row, column), "inferred_dates_are_marked", found, expected, _STEP)


def weekdays_match_dates(written: Written) -> Iterator[Problem]:
    """A day that was resolved from its weekday falls on that weekday, and within a month of what it was counted from.

    A weekday beside a day of the calendar or a part of a day is not asked: there the text may contradict itself.
    """
    languages_of = {row["source_id"]: row["language"] for row in written.rows["sources"]}
    for row in written.rows["dates"]:
        match = _CALENDAR_VALUE.fullmatch(row["value"] or "")
        if row["rule"] not in _FROM_WEEKDAY or match is None or len(match[1]) < len("2026-01-06"):
            continue
        named = _weekdays(row["quote"], languages_of.get(row["source_id"], ""))
        found = date.fromisoformat(match[1]).isoweekday() if edtf.is_valid(match[1]) else None
        if named and found not in named:
            where, expected = at("dates", row, "value"), f"the weekday of «{row['quote']}»"
            day = calendar.day_name[found - 1] if found else "no day"
            yield Problem(where, "weekdays_match_dates", f"{row['value']}, a {day}", expected, _STEP)
        if found and _is_far(match[1], row["anchor"]):
            where, expected = at("dates", row, "value"), f"a day within a month of the anchor {row['anchor']}"
            yield Problem(where, "weekdays_match_dates", row["value"], expected, _STEP)


_FROM_WEEKDAY = frozenset({"weekday", "weekday_with_relative_day"})
_MONTH = 31


def _weekdays(quote: str, code: str) -> set[int]:
    """The weekdays that are named in `quote`, from 1 for Monday, also by a name that may be an ordinal: (רביעי)."""
    if code not in languages.available():
        return set()
    words = fold(quote).text
    return {number for number, form in _weekday_forms(code) if form.search(words)}


@lru_cache
def _weekday_forms(code: str) -> list[tuple[int, re.Pattern[str]]]:
    """For each weekday the names that a language has for it, with a proclitic or without."""
    language = languages.load(code)
    before = "|".join(map(re.escape, sorted(language.proclitics)))
    names: dict[int, list[str]] = {}
    for lexicon in ("weekday", "bare_day", "sabbath"):
        for number, words in language.dates["lexicon"].get(lexicon, {}).items():
            names.setdefault(number, []).extend(re.escape(fold(word).text) for word in words)
    return [(number, re.compile(rf"\b(?:{before})?(?:{'|'.join(of)})\b")) for number, of in names.items()]


def _is_far(day: str, anchor: str | None) -> bool:
    """Whether a day lies more than a month from each day of the anchor; of an anchor without bounds one cannot say."""
    low, high = _limits(anchor)
    if low is None or high is None or low[0] < 1 or high[0] > 9999:
        return False
    number = date.fromisoformat(day).toordinal()
    return not date(*low).toordinal() - _MONTH <= number <= date(*high).toordinal() + _MONTH


def times_rest_on_dates(written: Written) -> Iterator[Problem]:
    """The time of a claim cites dates in the text, and shares a day with one of them, where one has an EDTF date."""
    dates = written.by_key.get("dates", {})
    for row in written.rows["claims"]:
        for column, source in (("time", "date_ids"), ("speech_time", "speech_date_id")):
            if (time := row[column]) is None:
                continue
            where, rule = at("claims", row, column), "times_rest_on_dates"
            if not row[source]:
                expected = f"the dates it was resolved from, in {source}"
                yield Problem(where, rule, f"{time}, and no {source}", expected, _STEP)
                continue
            used = row[source] if isinstance(row[source], list) else [row[source]]
            known = [dates[key]["edtf"] for key in used if key in dates and dates[key]["edtf"] is not None]
            if known and not any(_meet(time, one) for one in known):
                yield Problem(where, rule, time, f"a time that shares a day with {' or '.join(known)}", _STEP)


def anchors_are_given(written: Written) -> Iterator[Problem]:
    """A date that was resolved from another day says from which, and on what that rests.

    An anchor that rests on the day of publication is that day, and its basis tells whether it was inferred. An anchor
    that stands in the text lies within the days of the date that is cited for it.
    """
    for row in written.rows["dates"]:
        published = written.by_key["sources"].get(row["source_id"], {}).get("published")
        cited = written.by_key["dates"].get(row["anchor_date_id"], {}).get("edtf")
        for column, found, expected in _anchor_mistakes(row, published, cited):
            yield Problem(at("dates", row, column), "anchors_are_given", found, expected, _STEP)


def _anchor_mistakes(row: Row, published: str | None, cited: str | None) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the anchor of one date: column, found, expected."""
    anchor, basis = row["anchor"], row["anchor_basis"]
    if basis is None and (anchor is not None or row["anchor_date_id"] is not None):
        yield (
            "anchor_basis",
            "an anchor without a basis",
            "what the anchor is: the day of publication, of the speech, …",
        )
    if basis in ("published", "published_inferred"):
        if anchor != published:
            yield "anchor", str(anchor), f"{published}, the day of publication, on which the basis {basis} rests"
        if (basis == "published_inferred") != (edtf.is_uncertain(published or "")):
            yield "anchor_basis", f"{basis}, of {published}", "published_inferred exactly where that date was inferred"
    if anchor is not None and cited is not None and not _lies_within(anchor, cited):
        yield "anchor", anchor, f"a day of {cited}, the date {row['anchor_date_id']} that is cited for it"


def _lies_within(value: str, whole: str) -> bool:
    """Whether every day of one EDTF date is a day of another; of one that is not valid, another check says so."""
    (first, last), (low, high) = _limits(value), _limits(whole)
    return not (low and (not first or first < low)) and not (high and (not last or last > high))


def _meet(one: str, other: str) -> bool:
    """Whether two EDTF dates may share a day."""
    (first, last), (low, high) = _limits(one), _limits(other)
    return not (last and low and last < low) and not (high and first and high < first)


def _limits(value: Any) -> tuple[tuple[int, ...] | None, tuple[int, ...] | None]:
    """The first and the last day of an EDTF date; of none, or of one that is not valid, nothing."""
    try:
        first, last = edtf.bounds(value) if value is not None else (None, None)
    except ValueError:
        return None, None
    return _day(first), _day(last)


def _day(iso: str | None) -> tuple[int, ...] | None:
    """An ISO date as numbers that compare, also before the year 0 and after 9999."""
    if iso is None:
        return None
    sign = -1 if iso.startswith("-") else 1
    year, month, day = map(int, iso.removeprefix("-").split("-"))
    return sign * year, month, day
