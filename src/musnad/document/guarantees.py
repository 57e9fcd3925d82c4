"""The page of the guarantees: a release goes in; the system, who would be bound to what, and the evidence come out."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from musnad.document import said, system, templating
from musnad.document.book import Book
from musnad.records import Row

PAGE = "guarantees"

TOLD = 2
"""How many claims say what a provision is; the others stand with its evidence."""

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
    """A provision as it is shown.

    Attributes:
        row: its row.
        depth: how many others it lies in.
        cells: its columns.
        told: the claims that say what it is.
        parts: the provisions that are part of it.
        joined: those who lead it or take part of whom one is part of, or speaks for, another: one, how, the other.
    """

    row: Row
    depth: int
    cells: dict[str, Cell]
    told: list[Row]
    parts: list[Row]
    joined: list[tuple[str, str, str]]


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
    cells = {column: _cell(book, row, column) for column in (*WHO, *QUESTIONS, *CODES)}
    parts = [one for one in book.tables["provisions"] if one["part_of"] == row["provision_id"]]
    return Provision(
        row, depth, cells, _closest(book, row), parts, _joined(book, [*row["lead_ids"], *row["participant_ids"]])
    )


def _closest(book: Book, row: Row) -> list[Row]:
    """The claims that say most closely what a provision is: those that speak of the fewest others."""
    claims = [book.row("claims", claim_id) for claim_id in row["claim_ids"]]
    return sorted(claims, key=lambda claim: len(claim["provision_ids"]))[:TOLD]


def _joined(book: Book, actor_ids: list[str]) -> list[tuple[str, str, str]]:
    """Who of these is part of, or speaks for, another of them, directly or through somebody."""
    above = {one: _above(book, one) for one in dict.fromkeys(actor_ids)}
    return [
        (part, "speaks for" if book.row("actors", part)["speaks_for"] == whole else "is part of", whole)
        for part, wholes in above.items()
        for whole in above
        if whole in wholes
    ]


def _above(book: Book, actor_id: str) -> set[str]:
    found: set[str] = set()
    waiting = [actor_id]
    while waiting:
        row = book.row("actors", waiting.pop())
        waiting += [one for one in (row["part_of"], row["speaks_for"]) if one is not None and one not in found]
        found.update(waiting)
    return found - {actor_id}


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
