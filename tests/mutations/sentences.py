"""Ways to break what `musnad.validate.sentences` promises."""

from __future__ import annotations

from musnad.records import Tables
from mutations.breaking import Where, at, move, of, rows, some


@rows("sentences_cover_text", "a sentence left out")
def _(tables: Tables) -> Where:
    row = of(tables["sentences"], "position", 2)
    tables["sentences"].remove(row)
    following = some(tables["sentences"], lambda one: (one["source_id"], one["position"]) == (row["source_id"], 3))
    return at("sentences", following, "start")


@rows("sentences_cover_text", "the last sentence left out")
def _(tables: Tables) -> Where:
    row = max(tables["sentences"], key=lambda row: (row["source_id"], row["position"]))
    tables["sentences"].remove(row)
    return f"sources[{row['source_id']}].text"


@rows("sentences_cover_text", "a sentence that begins inside the one before")
def _(tables: Tables) -> Where:
    row = some(tables["sentences"], lambda row: row["position"] == 3)
    move(tables, row, (row["start"] - 5, row["end"]))
    return at("sentences", row, "start")


@rows("sentences_cover_text", "two sentences that count as the third")
def _(tables: Tables) -> Where:
    row = some(tables["sentences"], lambda row: row["position"] == 2)
    row["position"] = 3
    return at("sentences", row, "position")


@rows("sentences_are_accounted_for", "a sentence with claims and a reason for none")
def _(tables: Tables) -> Where:
    row = some(tables["sentences"], lambda row: row["no_claim_reason"] is None)
    row["no_claim_reason"] = "fragment"
    return at("sentences", row, "no_claim_reason")


@rows("sentences_are_accounted_for", "a sentence without claims and without a reason")
def _(tables: Tables) -> Where:
    row = some(tables["sentences"], lambda row: row["no_claim_reason"] is not None)
    row["no_claim_reason"] = None
    return at("sentences", row, "no_claim_reason")


@rows("sentences_are_accounted_for", "an annotated sentence that was «not extracted»")
def _(tables: Tables) -> Where:
    row = some(tables["sentences"], lambda row: row["no_claim_reason"] and row["method"] == "annotated")
    row["no_claim_reason"] = "not_extracted"
    return at("sentences", row, "no_claim_reason")
