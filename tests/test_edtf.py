"""EDTF: the same verdicts as an independent validator, and bounds that hold what the value says."""

from __future__ import annotations

from datetime import date

import pytest
from edtf_validate import valid_edtf
from hypothesis import given
from hypothesis import strategies as st

from musnad import edtf


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-08-20", "2025-08-20", "2025-08-20"),
        ("2025-09", "2025-09-01", "2025-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2025-09~", "2025-09-01", "2025-09-30"),
        ("2026-01-06?", "2026-01-06", "2026-01-06"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2025-XX", "2025-01-01", "2025-12-31"),
        ("2025-08-XX", "2025-08-01", "2025-08-31"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("2025-24", "2025-12-01", "2026-02-28"),
        ("2025-08-19/2025-08-20", "2025-08-19", "2025-08-20"),
        ("2022-02-24/..", "2022-02-24", None),
        ("../2025", None, "2025-12-31"),
        ("2022/", "2022-01-01", None),
        ("[2025-08-19,2025-08-20]", "2025-08-19", "2025-08-20"),
        ("{2014..2016,2022}", "2014-01-01", "2022-12-31"),
        ("[..2014]", None, "2014-12-31"),
        ("2025-09-04T10:00:00Z", "2025-09-04", "2025-09-04"),
        ("-0044-03-15", "-0044-03-15", "-0044-03-15"),
        ("Y17000", "17000-01-01", "17000-12-31"),
    ],
)
def test_bounds_are_the_first_and_last_day_that_a_value_may_mean(
    value: str, first: str | None, last: str | None
) -> None:
    assert edtf.bounds(value) == (first, last)
    assert edtf.is_valid(value)
    assert valid_edtf.is_valid(value)


@pytest.mark.parametrize(
    ("value", "lesson"),
    [
        ("yesterday", "is not EDTF"),
        ("2025-9-4", "is not EDTF"),
        ("2025-02-30", "that month has 28 days"),
        ("2025-13", "months are 01-12"),
        ("2026/2025", "ends before it begins"),
        ("/", "without a date"),
        ("2025-09-04T25:00:00", "hours run 00-23"),
        ("2025-08-20TNI", "is not EDTF"),
        ("P3Y", "is not EDTF"),
        ("[2025,2026", "does not close its bracket"),
        ("[2025,..,2026]", "open range inside"),
        ("2025-XX-04", "day in an unknown month"),
        ("{2014..2016-05}", "write both ends alike"),
        ("", "is not EDTF"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_write_instead(value: str, lesson: str) -> None:
    assert not edtf.is_valid(value)
    with pytest.raises(ValueError, match=lesson):
        edtf.bounds(value)


days = st.dates().map(date.isoformat)
months = st.dates().map(lambda day: day.isoformat()[:7])
years = st.dates().map(lambda day: day.isoformat()[:4])
plain = st.one_of(days, months, years)
qualified = st.tuples(plain, st.sampled_from(["", "?", "~", "%"])).map("".join)
ends = st.tuples(days, st.sampled_from(["", "?", "~", "%"])).map("".join) | st.sampled_from(["", ".."])
intervals = st.tuples(ends, ends).map("/".join)
sets = st.tuples(st.sampled_from(["[]", "{}"]), st.lists(plain, min_size=2, max_size=4)).map(
    lambda pair: pair[0][0] + ",".join(pair[1]) + pair[0][1]
)
noise = st.text(alphabet="0123456789-X/?~%[]{}.,TYZ:", max_size=14)


# Not sets and not intervals of mixed precision: there the other validator is stricter than the standard.
@given(st.one_of(qualified, intervals, noise.filter(lambda value: not set("[{/") & set(value))))
def test_what_is_accepted_an_independent_validator_accepts_too(value: str) -> None:
    if edtf.is_valid(value):
        assert valid_edtf.is_valid(value)


@given(st.one_of(qualified, sets))
def test_well_formed_values_are_accepted_and_their_bounds_are_in_order(value: str) -> None:
    first, last = edtf.bounds(value)
    assert first is not None
    assert last is not None
    assert first <= last


@pytest.mark.parametrize("value", ["2026-01-06?", "2025-09%", "2026-01-06?/2026-01-07?", "[2025-08-19?,2025-08-20]"])
def test_a_value_is_uncertain_if_a_part_of_it_is(value: str) -> None:
    assert edtf.is_uncertain(value)


@pytest.mark.parametrize("value", ["2026-01-06", "2025-09~", "2025-XX", "../2025"])
def test_what_is_approximate_or_unspecified_is_not_uncertain(value: str) -> None:
    assert not edtf.is_uncertain(value)


@given(noise)
def test_nothing_but_a_value_error_comes_of_nonsense(value: str) -> None:
    assert edtf.is_valid(value) in (True, False)
