"""References: does every key lead to a row that it may lead to? In: what was written. Out: problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad import schema
from musnad.hierarchies import circles
from musnad.problems import Problem
from musnad.records import Row
from musnad.validate.written import Written, at


def references_exist(written: Written) -> Iterator[Problem]:
    """Every key that points to another row, also in lists and structs, is the key of a row that is there."""
    for table, rows in written.rows.items():
        for key in schema.table(table).foreign_keys:
            if key.table not in written.rows:
                continue
            known = written.by_key[key.table]
            if known.keys() >= set(schema.values(rows, key.column)) - {None}:
                continue
            for row in rows:
                for path, value in schema.locate(row, key.column):
                    if value is not None and value not in known:
                        found, step = (
                            f"{value}, which is not in {key.table}",
                            f"Name a row of {key.table}, or add it there",
                        )
                        yield Problem(
                            at(table, row, path), "references_exist", found, f"a {key.key} of {key.table}", step
                        )


def references_not_followed(written: Written) -> list[str]:
    """The keys that lead to tables that the release leaves out, such as ``claims.cluster_id → clusters``."""
    return [
        f"{table}.{key.column} → {key.table}"
        for table in written.rows
        for key in schema.table(table).foreign_keys
        if key.table not in written.rows
    ]


def references_stay_in_their_article(written: Written) -> Iterator[Problem]:
    """A row of an article refers only to sentences and dates of the same article."""
    tables = [table for table in written.rows if "source_id" in schema.table(table).columns and table != "sources"]
    for table in tables:
        for key in schema.table(table).foreign_keys:
            if key.table not in ("sentences", "dates") or key.table not in written.rows:
                continue
            there = written.by_key[key.table]
            for source_id, rows in written.by_source[table].items():
                cited = {there[value]["source_id"] for value in schema.values(rows, key.column) if value in there}
                if cited <= {source_id}:
                    continue
                for row, path, value in _located(rows, key.column):
                    if value in there and (other := there[value]["source_id"]) != source_id:
                        found, where = f"{value} of article {other}", at(table, row, path)
                        expected, step = f"a row of article {source_id}", "Refer to a row of the same article"
                        yield Problem(where, "references_stay_in_their_article", found, expected, step)


def _located(rows: list[Row], path: str) -> Iterator[tuple[Row, str, Any]]:
    """Every value of `rows` at `path` with its row and its place there."""
    return ((row, place, value) for row in rows for place, value in schema.locate(row, path))


def hierarchies_have_no_cycle(written: Written) -> Iterator[Problem]:
    """Nothing is part of itself, speaks for itself or is the anchor of itself, however long the way round."""
    for table, column in (
        ("actors", "part_of"),
        ("actors", "speaks_for"),
        ("clusters", "part_of"),
        ("provisions", "part_of"),
        ("dates", "anchor_date_id"),
    ):
        for circle in circles({key: row[column] for key, row in written.by_key.get(table, {}).items()}):
            way = " → ".join([*circle, circle[0]])
            step = f"Take one of these {column} out"
            where = f"{table}[{circle[0]}].{column}"
            yield Problem(where, "hierarchies_have_no_cycle", f"a circle: {way}", "a way that ends", step)
