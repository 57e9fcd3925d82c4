"""What a mutation is, how one is registered, and how the broken release is written."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from musnad import card, croissant, publish, release, schema
from musnad.records import Row, Tables

Where = str
"""The beginning of the place that the problem must name."""


@dataclass(frozen=True)
class Mutation:
    """One way to break one promise: in the rows before they are written, or in the folder afterwards."""

    rule: str
    says: str
    change_rows: Callable[[Tables], Where | list[Where]] | None = None
    change_folder: Callable[[Path], Where] | None = None


MUTATIONS: list[Mutation] = []


def break_release(mutation: Mutation, tables: Tables, folder: Path) -> list[Where]:
    """Write `tables`, broken, into `folder`, and say where the problems must stand; `tables` stay as they are."""
    tables = copy.deepcopy(tables)
    where = mutation.change_rows(tables) if mutation.change_rows else []
    folder.mkdir()
    publish.write(tables, folder)
    if mutation.change_folder:
        where = mutation.change_folder(folder)
    return where if isinstance(where, list) else [where]


def rows(rule: str, says: str) -> Callable[[Callable[[Tables], Where | list[Where]]], None]:
    """Register a mutation of the rows; what it returns is where a problem must stand, or each of several problems."""
    return lambda change: MUTATIONS.append(Mutation(rule, says, change_rows=change))


def folder(rule: str, says: str) -> Callable[[Callable[[Path], Where]], None]:
    """Register a mutation of the written folder."""
    return lambda change: MUTATIONS.append(Mutation(rule, says, change_folder=change))


def some(rows: Iterable[Row], wanted: Callable[[Row], Any] = lambda row: True) -> Row:
    """The first row that `wanted` is true of."""
    return next(row for row in rows if wanted(row))


def at(table: str, row: Row, path: str) -> Where:
    """A place as problems name it."""
    return f"{table}[{row[schema.table(table).key]}].{path}"


def of(rows: Iterable[Row], column: str, value: Any) -> Row:
    """The row whose `column` is `value`."""
    return some(rows, lambda row: row[column] == value)


def holders(row: Row, path: str) -> tuple[list[Row], str]:
    """The structs that hold the value at `path` of a row, or the row itself, and the name of the value in them."""
    *steps, last = path.replace("[]", "").split(".")
    found = [row]
    for step in steps:
        found = [item for one in found for item in one[step]]
    return found, last


def move(
    tables: Tables, row: Row, span: tuple[int, int], columns: tuple[str, str, str] = ("start", "end", "quote")
) -> None:
    """Move a span of `row`, named by the columns of its start, end and quote, and keep the quote true."""
    text = of(tables["sources"], "source_id", row["source_id"])["text"]
    row |= dict(zip(columns, (*span, text[slice(*span)]), strict=True))


def rewrite(folder: Path, table: str, arrow: pa.Table) -> None:
    """Put another table in the place of a file, and have manifest and metadata agree with it."""
    path = folder / f"{table}.parquet"
    pq.write_table(arrow, path)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entry = manifest["tables"][table]
    entry["sha256"] = sha256(path.read_bytes()).hexdigest()
    entry["rows"], entry["columns"] = arrow.num_rows, arrow.column_names
    entry["content_digest"] = release.content_digest(table, arrow.to_pylist())
    digests = {name: one["content_digest"] for name, one in manifest["tables"].items()}
    manifest["content_digest"] = release.combined_digest(digests)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "croissant.json").write_text(json.dumps(croissant.metadata(manifest)), encoding="utf-8")
    (folder / "README.md").write_text(card.release_card(manifest), encoding="utf-8", newline="\n")


def edit_json(path: Path, change: Callable[[Any], None]) -> None:
    """Change a JSON file in place."""
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    path.write_text(json.dumps(value), encoding="utf-8")
