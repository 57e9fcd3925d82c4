"""Recomputed: do computed columns hold what follows from the judged ones? In: what was written. Out: problems."""

from __future__ import annotations

from collections.abc import Iterator

from musnad import schema
from musnad.computed import COMPUTED, NEEDS
from musnad.problems import Problem
from musnad.validate.written import Written, at

_FROM_ELSEWHERE = {"clusters": {"cluster_id", "relation"}, "provisions": {"provision_ids"}}
"""Tables that a claim can do without, each with the columns that follow from it."""


def computed_columns_agree(written: Written) -> Iterator[Problem]:
    """Every computed column holds what its schema says it is computed from, value by value."""
    missing = {table for table in schema.TABLES if table not in written.rows}
    tables = {table: written.rows.get(table, []) for table in schema.TABLES}
    unknown = {column for table in missing for column in _FROM_ELSEWHERE.get(table, ())}
    for table, compute in COMPUTED.items():
        if missing & (set(NEEDS[table]) - _FROM_ELSEWHERE.keys() | {table}):
            continue
        columns, key = compute(tables), schema.table(table).key
        for row in written.rows[table]:
            expected_row = columns.get(row[key], {})
            if expected_row.items() <= row.items() and not unknown:
                continue
            right = {**row, **expected_row}
            for path in schema.table(table).computed:
                if path in unknown:
                    continue
                pairs = zip(schema.locate(row, path), schema.locate(right, path), strict=True)
                for (place, found), (_, expected) in pairs:
                    if found != expected:
                        step = "Build the release again; a computed column is never written by hand"
                        yield Problem(
                            at(table, row, place), "computed_columns_agree", _show(found), _show(expected), step
                        )


def columns_not_recomputed(written: Written) -> list[str]:
    """The tables whose computed columns cannot be checked, for want of a table: ``clusters, without claims``."""
    missing = [table for table in schema.TABLES if table not in written.rows]
    return [
        f"{table}, without {', '.join(needed)}"
        for table in written.rows
        if (needed := [other for other in missing if other in NEEDS.get(table, ())])
    ]


def _show(value: object) -> str:
    text = "null" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:80]}…"
