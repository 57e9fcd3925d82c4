"""Ways to break what `musnad.validate.times` promises."""

from __future__ import annotations

from musnad.records import Row, Tables
from mutations.breaking import Where, at, of, rows, some


def _dated(tables: Tables) -> Row:
    return some(tables["dates"], lambda row: row["edtf"] and len(row["edtf"]) == 10 and row["mod"] is None)


@rows("edtf_is_valid", "a date in February that no year has")
def _(tables: Tables) -> Where:
    row = _dated(tables)
    row["edtf"] = "2026-02-30"
    return at("dates", row, "edtf")


@rows("edtf_is_valid", "the time of a claim in words")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["time"])
    row["time"] = "yesterday"
    return at("claims", row, "time")


@rows("edtf_is_valid", "a publication date with slashes")
def _(tables: Tables) -> Where:
    row = some(tables["sources"], lambda row: row["published"])
    row["published"] = "06/01/2026"
    return at("sources", row, "published")


@rows("bounds_are_ordered", "a date that is over before it begins")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["earliest"] != row["latest"])
    row["earliest"], row["latest"] = row["latest"], row["earliest"]
    return at("dates", row, "earliest")


@rows("bounds_are_ordered", "a claim whose time reaches a day beyond its EDTF date")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["time_latest"])
    row["time_latest"] = "2099-01-01"
    return at("claims", row, "time_earliest")


@rows("values_agree_with_edtf", "a value of one day, and an EDTF date of another")
def _(tables: Tables) -> Where:
    row = _dated(tables)
    row["edtf"] = row["earliest"] = row["latest"] = "2019-05-20"
    return at("dates", row, "edtf")


@rows("values_agree_with_edtf", "an unresolved date with a value")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["status"] == "unresolved")
    row["value"] = "2026"
    return at("dates", row, "status")


@rows("values_agree_with_edtf", "a resolved date without a value")
def _(tables: Tables) -> Where:
    row = _dated(tables)
    row["value"] = None
    return at("dates", row, "value")


@rows("types_match_values", "a duration that passes for a day")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["type"] == "DURATION")
    row["type"] = "DATE"
    return at("dates", row, "type")


@rows("types_match_values", "a day that passes for a time of day")
def _(tables: Tables) -> Where:
    row = _dated(tables)
    row["type"] = "TIME"
    return at("dates", row, "type")


@rows("publication_dates_have_a_basis", "an inferred day of publication without its question mark")
def _(tables: Tables) -> Where:
    row = some(tables["sources"], lambda row: "?" in (row["published"] or ""))
    row["published"] = row["published"].rstrip("?")
    return at("sources", row, "published")


@rows("publication_dates_have_a_basis", "a day of publication that rests on nothing")
def _(tables: Tables) -> Where:
    row = some(tables["sources"], lambda row: row["published"])
    row["published_basis"], row["published_evidence"] = "none", None
    return at("sources", row, "published")


@rows("publication_dates_have_a_basis", "an inferred day of publication without evidence")
def _(tables: Tables) -> Where:
    row = some(tables["sources"], lambda row: row["published_basis"].startswith("inferred"))
    row["published_evidence"] = None
    return at("sources", row, "published_evidence")


@rows("publication_dates_have_a_basis", "a stated month of publication that is uncertain and approximate")
def _(tables: Tables) -> Where:
    row = of(tables["sources"], "published_basis", "stated")
    row["published"] = f"{row['published'][:7]}%"
    return at("sources", row, "published")


@rows("stated_days_stand_in_text", "another day of publication than the article states")
def _(tables: Tables) -> Where:
    row = of(tables["sources"], "published_basis", "stated")
    row["published"] = "1950-01-06"
    return at("sources", row, "published")


@rows("inferred_dates_are_marked", "a day counted from an inferred day of publication, given as certain")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["anchor_basis"] == "published_inferred" and row["edtf"])
    row["edtf"] = row["edtf"].replace("?", "")
    return at("dates", row, "edtf")


@rows("inferred_dates_are_marked", "a claim that happened on an inferred day, given as certain")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: "?" in (row["time"] or ""))
    row["time"] = row["time"].replace("?", "")
    return at("claims", row, "time")


@rows("inferred_dates_are_marked", "a day counted from an anchor that is uncertain and approximate, given as certain")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["anchor_basis"] == "published" and row["edtf"])
    row["anchor"] = f"{row['anchor']}%"
    return at("dates", row, "edtf")


@rows("weekdays_match_dates", "a Friday that falls on a Saturday")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: "שישי" in row["quote"])
    row["value"] = row["edtf"] = row["earliest"] = row["latest"] = "2025-08-16"
    return at("dates", row, "value")


@rows("weekdays_match_dates", "a Wednesday beside «yesterday» that falls on a Saturday")
def _(tables: Tables) -> Where:
    row = of(tables["dates"], "quote", "אתמול (רביעי)")
    row["value"] = row["edtf"] = row["earliest"] = row["latest"] = "2025-08-16"
    return at("dates", row, "value")


@rows("weekdays_match_dates", "a Monday of another century than the day it was counted from")
def _(tables: Tables) -> Where:
    row = of(tables["dates"], "quote", "יום שני")
    row["value"] = row["edtf"] = row["earliest"] = row["latest"] = "1950-01-09"
    return at("dates", row, "value")


@rows("times_rest_on_dates", "a claim of another century than the date it cites")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["time"] and row["date_ids"])
    row["time"] = "1950"
    return at("claims", row, "time")


@rows("times_rest_on_dates", "a time of speaking after the last day of the date it cites")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: (row["speech_time"] or "").startswith("../"))
    row["speech_time"] = "2099-01-01/.."
    return at("claims", row, "speech_time")


@rows("times_rest_on_dates", "a claim dated in silence by the day of publication")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["time"] is None and row["published"])
    row["time"], row["date_ids"] = row["published"], []
    return at("claims", row, "time")


@rows("times_rest_on_dates", "a time of speaking without a date in the text")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["speech_time"])
    row["speech_date_id"] = None
    return at("claims", row, "speech_time")


@rows("anchors_are_given", "a day that was counted from an anchor of no basis")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["anchor"])
    row["anchor_basis"] = None
    return at("dates", row, "anchor_basis")


@rows("anchors_are_given", "a day that was counted from another day than that of publication")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["anchor_basis"] == "published")
    row["anchor"] = "2019-05-20"
    return at("dates", row, "anchor")


@rows("anchors_are_given", "an inferred day of publication that passes for a stated one")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["anchor_basis"] == "published_inferred")
    row["anchor_basis"] = "published"
    assert "?" in of(tables["sources"], "source_id", row["source_id"])["published"]
    return at("dates", row, "anchor_basis")


@rows("anchors_are_given", "an anchor that is not the day cited for it")
def _(tables: Tables) -> Where:
    dates = {row["date_id"]: row for row in tables["dates"]}
    row = some(tables["dates"], lambda row: row["anchor"] and row["anchor_date_id"])
    other = some(dates.values(), lambda one: one["edtf"] and one["edtf"] != dates[row["anchor_date_id"]]["edtf"])
    row["anchor_date_id"] = other["date_id"]
    return at("dates", row, "anchor")


@rows("edtf_is_valid", "an anchor in words")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["anchor"])
    row["anchor"] = "the day before"
    return at("dates", row, "anchor")
