"""What a record says of its article, and where it ends up."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from musnad.describe import day, described, outlets_of, words
from musnad.records import Actor, Article, Date, Layers, Source
from musnad.spans import Span

TEXT = "لندن: رنيم حنوش\nأعلنت أوكرانيا أنها ستوقّع الاتفاق."
ARTICLE = Article("a_1", "c.jsonl:1", TEXT, "0" * 64, "ar", "rtl")
OUTLETS = outlets_of(
    {
        "spa": Actor("spa", "Saudi Press Agency", "agency", {"ar": "وكالة الأنباء السعودية"}, {"ar": ("واس",)}),
        "russia": Actor("russia", "Russia", "state", {"ar": "روسيا"}),
    }
)


def source(published: str | None = None, stated: str | None = None, **said: str) -> Source:
    basis = "stated" if stated else "none"
    layers = Layers(Source(published=stated, published_basis=basis, published_evidence=stated))
    return described(layers, ARTICLE, published, said, None, OUTLETS).source


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-06",
        " 2026-01-06 ",
        "2026-01-06T23:59:59Z",
        "2026-01-06 10:00:00.123+03:00",
        datetime.date(2026, 1, 6),
        datetime.datetime(2026, 1, 6, 23, 0, tzinfo=datetime.UTC),
    ],
)
def test_a_day_is_taken_as_it_is_written(value: Any) -> None:
    assert day({"date": value}) == "2026-01-06"


@pytest.mark.parametrize(
    "value", ["2026-02-30", "06/01/2026", "أمس", "2026", "20260106", 1767657600, True, ["2026-01-06"]]
)
def test_what_is_no_day_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="is no day such as"):
        day({"date": value})


def test_no_date_is_no_day() -> None:
    assert day({}) is None


def test_a_stated_day_names_the_field_as_its_evidence() -> None:
    found = source("2026-01-06")
    assert (found.published, found.published_basis) == ("2026-01-06", "stated")
    assert found.published_evidence == "the field date of the record: 2026-01-06"


def test_a_text_that_states_another_day_is_noted() -> None:
    found = source("2026-01-06", "2026-01-05")
    assert (found.published, found.note) == ("2026-01-06", "the text states another date, 2026-01-05")


def test_a_header_keeps_the_day_that_stands_in_it() -> None:
    header = Date(
        "d1", Span(0, 10), "DATE", "2026-01-06", None, "2026-01-06", None, None, None, "header", "resolved", "rules"
    )
    layers = Layers(Source(published="2026-01-05", published_basis="stated", published_evidence="-"), dates=[header])
    (kept,) = described(layers, ARTICLE, "2026-01-06", {}, None, {}).dates
    assert (kept.value, kept.edtf, kept.status) == ("2026-01-05", "2026-01-05", "resolved")


def test_a_title_and_a_byline_that_stand_in_the_text_are_columns_and_others_are_noted() -> None:
    found = source(byline="لندن: رنيم حنوش", title="عنوان آخر")
    assert (found.byline, found.title, found.note) == ("لندن: رنيم حنوش", None, "title, not in the text: عنوان آخر")


def test_several_authors_make_one_byline() -> None:
    assert words({"byline": ["רנים", "סיף"]}) == {"byline": "רנים, סיף"}


@pytest.mark.parametrize(
    "fields", [{"title": 7}, {"language": ["ar"]}, {"url": {}}, {"byline": [1]}, {"title": "\ud800"}]
)
def test_a_field_that_holds_no_words_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="the field"):
        words(fields)


def test_an_address_is_written_in_ascii() -> None:
    found = source(url="http://aawsat.com/a/بريطانيا-%20?x=1")
    assert found.url == "http://aawsat.com/a/%D8%A8%D8%B1%D9%8A%D8%B7%D8%A7%D9%86%D9%8A%D8%A7-%20?x=1"


def test_what_is_no_address_is_noted() -> None:
    found = source(url="aawsat.com")
    assert (found.url, found.note) == (None, "url: aawsat.com")


@pytest.mark.parametrize("outlet", ["واس", "وكالة الانباء السعودية", "Saudi Press Agency"])
def test_an_outlet_is_looked_up_by_its_names(outlet: str) -> None:
    assert source(outlet=outlet).outlet_id == "spa"


@pytest.mark.parametrize("outlet", ["aawsat", "روسيا"])
def test_an_outlet_that_is_not_registered_is_noted(outlet: str) -> None:
    found = source(outlet=outlet)
    assert (found.outlet_id, found.note) == (None, f"outlet, not registered: {outlet}")


def test_an_id_that_had_to_be_changed_is_noted() -> None:
    assert described(Layers(Source()), ARTICLE, None, {}, "a/1", {}).source.note == "id: a/1"


def test_a_title_with_characters_that_nobody_sees_is_noted_with_them_spelled_out() -> None:
    assert "⟨U+202B⟩أبرز أفلام العام⟨U+202C⟩" in (source(title="\u202bأبرز أفلام العام\u202c").note or "")
