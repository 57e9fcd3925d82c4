"""The page of the guarantees: a release goes in; the system, who would be bound to what, and the evidence come out."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from musnad.document import said, system, templating
from musnad.document.book import Book
from musnad.records import Row

PAGE = "guarantees"

WHO = ("lead_ids", "participant_ids")

QUESTIONS = {
    "beneficiary_ids": "For whom",
    "triggers": "When",
    "legal_forces": "How binding",
    "status": "How far it has come",
    "contested_by_ids": "Who contests it",
}
"""Columns that say, beside who, what would be owed: each as the question that it answers."""

CODES = ("atop_obligations", "event_type", "pax_category")
"""Columns that hold a standard code."""

HANDED_DOWN = frozenset({"lead_ids", "participant_ids", "beneficiary_ids", "triggers", "legal_forces"})
"""Columns in which it helps to know what is said of the wider component, where nothing is said of the narrower."""

DUTIES = ("commitment", "measure", "body")
"""Kinds that oblige somebody; the others are what is asked of the system, or said against it."""


VOCABULARIES = {
    "triggers": "triggers[]",
    "legal_forces": "legal_forces[]",
    "status": "status",
    "atop_obligations": "atop_obligations[]",
    "event_type": "event_type",
}
"""Columns with a closed vocabulary, and the path at which the schema has it."""


class Cell(NamedTuple):
    """One column of a provision: its values, each with its evidence.

    Where it has none, `wider` are the values of the nearest component around it that has some, and that component.
    """

    column: str
    held: list[str]
    evidence: dict[str, list[Row]]
    wider: tuple[Row, list[str]] | None


class Provision(NamedTuple):
    """A provision as it is shown, `depth` levels inside another."""

    row: Row
    depth: int
    cells: dict[str, Cell]


def pages(book: Book) -> dict[str, str]:
    """The page of the guarantees, by its path below ``docs/``."""
    found = system.components(book.tables["provisions"])
    provisions = [_provision(book, one.row, depth) for one, depth in system.outline(found)]
    shown: dict[str, Any] = {
        "provisions": provisions,
        "duties": [one for one in provisions if one.row["kind"] in DUTIES],
        "drawing": system.drawing(book, found),
        "rungs": rungs([one.row for one in provisions]),
        "ladder": system.LADDER,
        "plurals": system.PLURALS,
        "questions": QUESTIONS,
        "vocabularies": VOCABULARIES,
    }
    return {f"{PAGE}.md": templating.page("guarantees.md", PAGE, book, **shown, **said.names(book))}


def rungs(provisions: list[Row]) -> list[tuple[str, int]]:
    """Every rung of the ladder, lowest first, with the number of provisions that stand on it."""
    seen = Counter(row["status"] for row in provisions)
    return [(rung, seen[rung]) for rung in system.LADDER]


def _provision(book: Book, row: Row, depth: int) -> Provision:
    columns = [*WHO, *QUESTIONS, *CODES]
    return Provision(row, depth, {column: _cell(book, row, column) for column in columns})


def _cell(book: Book, row: Row, column: str) -> Cell:
    values = _values(row, column)
    evidence: dict[str, list[Row]] = {value: [] for value in values}
    for one in row["evidence"]:
        if one["field"] == column:
            evidence.setdefault(one["value"], []).append(one)
    wider = _wider(book, row, column) if column in HANDED_DOWN and not values else None
    return Cell(column, values, evidence, wider)


def _wider(book: Book, row: Row, column: str) -> tuple[Row, list[str]] | None:
    """The nearest component around a provision that has values in that column, and these."""
    while row["part_of"] is not None:
        row = book.row("provisions", row["part_of"])
        if values := _values(row, column):
            return row, values
    return None


def _values(row: Row, column: str) -> list[str]:
    value = row[column]
    if isinstance(value, list):
        return list(value)
    return [] if value is None else [value]
