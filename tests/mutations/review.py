"""Ways to break what `musnad.validate.review` promises."""

from __future__ import annotations

from musnad.records import Tables
from mutations.breaking import Where, at, rows, some


@rows("reviews_are_consistent", "annotated rows in an article that nobody annotated")
def _(tables: Tables) -> Where:
    row = tables["sources"][0]
    row |= {"review_status": "unreviewed", "annotator": None, "reviewer": None}
    return at("sources", row, "review_status")


@rows("reviews_are_consistent", "a reviewed article without a reviewer")
def _(tables: Tables) -> Where:
    row = tables["sources"][0]
    row |= {"review_status": "reviewed", "reviewer": None}
    return at("sources", row, "reviewer")


@rows("reviews_are_consistent", "an annotated article without an annotator")
def _(tables: Tables) -> Where:
    row = tables["sources"][0]
    row["annotator"] = None
    return at("sources", row, "annotator")


@rows("layers_are_of_one_hand", "a machine's mention among annotated ones")
def _(tables: Tables) -> Where:
    row = tables["mentions"][0]
    row["method"] = "rules"
    return f"mentions of {row['source_id']}: method"


@rows("annotated_claims_are_complete", "an annotated claim without a proposition")
def _(tables: Tables) -> Where:
    row = tables["claims"][0]
    row["proposition"] = None
    return at("claims", row, "proposition")


@rows("annotated_claims_are_complete", "a machine's claim with a name in an annotation file")
def _(tables: Tables) -> Where:
    row = tables["claims"][0]
    row["method"] = "rules"
    return at("claims", row, "local_id")


@rows("annotated_claims_are_complete", "two claims of one article under one local name")
def _(tables: Tables) -> Where:
    one = min(tables["claims"], key=lambda row: str(row["claim_id"]))
    other = some(tables["claims"], lambda row: row is not one and row["source_id"] == one["source_id"])
    other["local_id"] = one["local_id"]
    return at("claims", other, "local_id")
