"""Ways to break what `musnad.validate.provisions` promises."""

from __future__ import annotations

from musnad.records import Tables
from mutations.breaking import Where, at, rows, some


@rows("judgements_have_evidence", "somebody who leads, and no words that say so")
def _(tables: Tables) -> Where:
    row = some(tables["provisions"], lambda row: row["lead_ids"])
    row["evidence"] = [piece for piece in row["evidence"] if piece["field"] != "lead_ids"]
    return at("provisions", row, "lead_ids")


@rows("judgements_have_evidence", "a trigger more than the words tell")
def _(tables: Tables) -> Where:
    row = some(tables["provisions"], lambda row: row["evidence"] and "breach_of_agreement" not in row["triggers"])
    row["triggers"].append("breach_of_agreement")
    return at("provisions", row, "triggers")


@rows("evidence_supports_a_judgement", "evidence for somebody whom the cell does not name")
def _(tables: Tables) -> Where:
    row = some(tables["provisions"], lambda row: row["evidence"])
    row["evidence"].append(row["evidence"][0] | {"field": "contested_by_ids", "value": "nobody"})
    return at("provisions", row, f"evidence[{len(row['evidence']) - 1}]")


@rows("status_is_the_highest_rung", "a draft that passes for signed")
def _(tables: Tables) -> Where:
    row = some(tables["provisions"], lambda row: row["status"] == "drafted")
    row["status"] = "signed"
    return at("provisions", row, "status")


@rows("status_is_the_highest_rung", "a pledge that is listed as no more than proposed")
def _(tables: Tables) -> Where:
    row = some(tables["provisions"], lambda row: row["status"] not in (None, "proposed"))
    row["status"] = "proposed"
    return at("provisions", row, "status")


@rows("status_is_the_highest_rung", "an objection with a rung of its own")
def _(tables: Tables) -> Where:
    row = some(tables["provisions"], lambda row: row["kind"] in ("objection", "demand"))
    row["status"] = "proposed"
    return at("provisions", row, "status")
