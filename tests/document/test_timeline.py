"""The timeline: days stand in their order, long gaps are broken, and what has no day is told with its reason."""

from __future__ import annotations

import html
import xml.etree.ElementTree as ET
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.document import axis, book, lanes, timeline
from musnad.document.book import Book

ROOT = Path(__file__).parents[2]
DAYS = st.lists(st.integers(1, 3_000_000), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def page(released: Book) -> str:
    return timeline.pages(released)["timeline.md"]


@given(DAYS)
def test_a_later_day_stands_further_right_and_every_long_gap_is_a_break(days: list[int]) -> None:
    line = axis.axis(days, 560)
    assert list(line.places) == sorted(set(days))
    places = list(line.places.values())
    assert all(before < after for before, after in pairwise(places))
    ordered = sorted(set(days))
    long = [b - a > line.longest for a, b in pairwise(ordered)]
    assert len(line.breaks) == sum(long)


@given(DAYS)
def test_a_line_has_few_breaks_unless_all_of_it_is_far_apart(days: list[int]) -> None:
    line = axis.axis(days, 560)
    assert len(line.breaks) <= axis.MOST_BREAKS or line.longest == axis.LONGEST[-1]


@given(DAYS)
def test_near_days_stand_as_far_apart_as_they_are(days: list[int]) -> None:
    line = axis.axis(days, 560)
    steps = {
        round((line.places[after] - line.places[before]) / (after - before), 4)
        for before, after in zip(line.places, list(line.places)[1:], strict=False)
        if after - before <= line.longest
    }
    assert len(steps) <= 1


@pytest.mark.parametrize("day", [None, "-0044-03-15", "12026-01-06", "2026-02-30"])
def test_a_day_that_no_calendar_here_has_is_not_drawn(day: str | None) -> None:
    assert axis.ordinal(day) is None


def test_an_inferred_day_is_drawn_otherwise_and_days_named_twice_are_one_mark() -> None:
    day = axis.ordinal("2026-01-06") or 0
    sure, inferred = lanes.Span(day, day, False), lanes.Span(day + 1, day + 3, True)
    lane = lanes.Lane(("000 · Hebrew", "2026-01-06"), sure, [sure, sure, inferred])
    picture = ET.fromstring(lanes.drawing([lane]))
    marks = [one.attrib["class"] for one in picture.iter() if "lane-mark" in one.attrib.get("class", "")]
    assert sorted(marks) == ["tone-1 lane-mark", "tone-1 lane-mark inferred", "tone-2 lane-mark"]
    assert "×2" in "".join(picture.itertext())


def test_every_claim_with_a_time_and_every_date_stands_on_the_page(released: Book, page: str) -> None:
    for row in released.tables["claims"]:
        if row["time"] is not None:
            assert f"#{row['claim_id']}" in page
    for row in released.tables["dates"]:
        assert f"#{row['date_id']}" in page


def test_claims_with_a_time_follow_one_another(released: Book) -> None:
    found = [one.claim["time_earliest"] for one in timeline.timed(released.tables["claims"])]
    assert found == sorted(found)


def test_an_article_of_the_day_after_is_one_day_later(released: Book) -> None:
    later = {one.claim["local_id"]: one.later for one in timeline.timed(released.tables["claims"])}
    claims = {row["local_id"]: row for row in released.tables["claims"]}
    after = [name for name, days in later.items() if days == 1]
    assert after
    assert all(claims[name]["published"] > claims[name]["time_latest"] for name in after)


def test_what_has_no_day_says_why(released: Book, page: str) -> None:
    part = html.unescape(page.split("{: #no-day }")[1])
    for row in released.tables["dates"]:
        if row["earliest"] is None and row["latest"] is None:
            assert f"#{row['date_id']}" in part
            assert row["quote"] in part


def test_another_corpus_and_one_without_dates_have_the_page_too(built_corpus: Path) -> None:
    small = book.read(built_corpus)
    assert "# Timeline" in timeline.pages(small)["timeline.md"]
    bare = Book(small.manifest, {**small.tables, "dates": [], "claims": []})
    assert "names no dates" in timeline.pages(bare)["timeline.md"]


def test_articles_without_a_day_of_publication_are_listed_all_the_same(released: Book) -> None:
    tables = deepcopy(released.tables)
    for row in [*tables["sources"], *tables["claims"]]:
        row["published"] = None
    page = timeline.pages(Book(released.manifest, tables))["timeline.md"]
    assert "day unknown" in page
