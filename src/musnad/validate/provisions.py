"""Provisions: does every judged cell rest on words? In: what was written. Out: problems."""

from __future__ import annotations

from collections.abc import Iterator

from musnad import schema
from musnad.problems import Problem
from musnad.records import Row
from musnad.validate.written import Written, at

_STEP = "Correct annotations/provisions.yaml"

LADDER = ("proposed", "drafted", "pledged", "signed", "allocated", "deployed")
"""The rungs of `status`, from the lowest."""
_WITHOUT_RUNG = ("demand", "objection")


def _judged(row: Row) -> Iterator[tuple[str, str]]:
    """Every judged cell that is not null, the values of lists one by one: column and value."""
    evidence = schema.table("provisions").properties["evidence"]["items"]["properties"]["field"]
    for column in schema.vocabulary(evidence):
        cell = row[str(column)]
        for value in cell if isinstance(cell, list) else [cell]:
            if value is not None:
                yield str(column), value


def judgements_have_evidence(written: Written) -> Iterator[Problem]:
    """Every judged cell of a provision that is not null, and every value of a list, has words as evidence."""
    for row in written.rows["provisions"]:
        given = {(piece["field"], piece["value"]) for piece in row["evidence"]}
        for column, value in _judged(row):
            if (column, value) not in given:
                where, expected = at("provisions", row, column), f"evidence for {value}, in words of a claim"
                yield Problem(where, "judgements_have_evidence", f"{value}, without evidence", expected, _STEP)


def evidence_supports_a_judgement(written: Written) -> Iterator[Problem]:
    """Every piece of evidence is for a value that stands in its cell; for `status`, a lower rung will do as well."""
    for row in written.rows["provisions"]:
        judged = set(_judged(row))
        for number, piece in enumerate(row["evidence"]):
            lower_rung = piece["field"] == "status" and piece["value"] in LADDER and row["status"] is not None
            if (piece["field"], piece["value"]) not in judged and not lower_rung:
                where, found = at("provisions", row, f"evidence[{number}]"), f"evidence for {piece['value']}"
                expected = f"evidence for a value that stands in {piece['field']}"
                yield Problem(where, "evidence_supports_a_judgement", found, expected, _STEP)


def status_is_the_highest_rung(written: Written) -> Iterator[Problem]:
    """The status of a provision is the highest rung that its evidence supports; a demand or an objection has none.

    The rungs: proposed, drafted, pledged, signed, allocated, deployed.
    """
    rule = "status_is_the_highest_rung"
    for row in written.rows["provisions"]:
        rungs = [LADDER.index(piece["value"]) for piece in row["evidence"] if _is_rung(piece)]
        highest, where = (LADDER[max(rungs)] if rungs else None), at("provisions", row, "status")
        if row["status"] is not None and row["kind"] in _WITHOUT_RUNG:
            yield Problem(where, rule, f"{row['status']}, of a {row['kind']}", "no status", _STEP)
        elif row["status"] != highest:
            yield Problem(where, rule, str(row["status"]), f"{highest}, the highest rung with evidence", _STEP)


def _is_rung(piece: Row) -> bool:
    return piece["field"] == "status" and piece["value"] in LADDER
