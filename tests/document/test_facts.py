"""Facts of a row: each column with what it says and what that means, absence too."""

from __future__ import annotations

from copy import deepcopy

from musnad import schema
from musnad.document.facts import Fact, facts


def example(table: str) -> dict[str, object]:
    return {column: deepcopy(node["examples"][0]) for column, node in schema.table(table).properties.items()}


def test_a_value_of_a_closed_vocabulary_comes_with_its_meaning() -> None:
    (kind,) = [one for one in facts("claims", example("claims") | {"kind": "demand"}) if one.column == "kind"]
    assert kind == Fact("kind", ("demand",), "Someone asks, calls for or requires something of others.", "")


def test_what_is_absent_says_what_that_means() -> None:
    row = example("sources") | {"outlet_id": None, "agency_ids": []}
    said = {one.column: one for one in facts("sources", row)}
    assert said["outlet_id"].values == said["agency_ids"].values == ()
    assert said["outlet_id"].meaning == schema.table("sources").properties["outlet_id"]["x-null"]
    assert said["agency_ids"].meaning == schema.table("sources").properties["agency_ids"]["x-empty"]


def test_keys_of_other_tables_lead_there() -> None:
    row = example("sources") | {"agency_ids": ["reuters", "dpa"]}
    (agencies,) = [one for one in facts("sources", row) if one.column == "agency_ids"]
    assert (agencies.values, agencies.leads_to) == (("reuters", "dpa"), "actors")


def test_every_column_is_told_but_those_left_out_and_those_of_records() -> None:
    told = [one.column for one in facts("claims", example("claims"), {"note"})]
    assert told == [c for c in schema.table("claims").columns if c not in {"note", "spans", "attribution"}]
