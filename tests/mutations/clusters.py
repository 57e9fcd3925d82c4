"""Ways to break what `musnad.validate.clusters` promises."""

from __future__ import annotations

from musnad.records import Row, Tables
from mutations.breaking import Where, at, move, of, rows, some


def _contested(tables: Tables) -> Row:
    return some(tables["clusters"], lambda row: row["conflicts"])


@rows("claims_are_in_one_cluster", "a claim in two clusters")
def _(tables: Tables) -> Where:
    one, other = sorted(tables["clusters"], key=lambda row: str(row["cluster_id"]))[:2]
    other["members"].append(one["members"][0])
    return at("clusters", other, "members")


@rows("claims_are_in_one_cluster", "a claim that is twice in its cluster")
def _(tables: Tables) -> Where:
    row = tables["clusters"][0]
    row["members"].append(row["members"][0])
    return at("clusters", row, "members")


@rows("conflicts_are_between_members", "a conflict with a claim of another cluster")
def _(tables: Tables) -> Where:
    row = _contested(tables)
    stranger = some(tables["clusters"], lambda one: one is not row)["members"][0]["claim_id"]
    row["conflicts"][0]["claim_id_b"] = stranger
    return at("clusters", row, "conflicts[0]")


@rows("conflicts_are_between_members", "a claim that contradicts itself")
def _(tables: Tables) -> Where:
    row = _contested(tables)
    row["conflicts"][0]["claim_id_b"] = row["conflicts"][0]["claim_id_a"]
    return at("clusters", row, "conflicts[0]")


@rows("conflicts_are_between_members", "a conflict that is told twice")
def _(tables: Tables) -> Where:
    row = _contested(tables)
    row["conflicts"].append(row["conflicts"][0])
    return at("clusters", row, f"conflicts[{len(row['conflicts']) - 1}]")


@rows("contradictions_have_a_conflict", "a member that contradicts, and nobody sees in what")
def _(tables: Tables) -> Where:
    row = some(tables["clusters"], lambda row: not row["conflicts"])
    row["members"][0]["relation"] = "contradicts"
    return at("clusters", row, "members[0]")


@rows("evidence_stands_in_its_claim", "a conflict about words from the head of the article")
def _(tables: Tables) -> Where:
    row = _contested(tables)
    conflict = row["conflicts"][0]
    claim = of(tables["claims"], "claim_id", conflict["claim_id_a"])
    span = claim | {"start_a": 0, "end_a": 0, "quote_a": ""}
    move(tables, span, (0, 4), ("start_a", "end_a", "quote_a"))
    conflict |= {column: span[column] for column in ("start_a", "end_a", "quote_a")}
    return at("clusters", row, "conflicts[0].start_a")


@rows("evidence_stands_in_its_claim", "evidence from the head of the article")
def _(tables: Tables) -> Where:
    row = some(tables["provisions"], lambda row: row["evidence"])
    move(tables, row["evidence"][0], (0, 4))
    return at("provisions", row, "evidence[0].start")
