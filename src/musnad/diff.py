"""Diff: two releases in; what was added, modified and deleted between them out, row by row and field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from musnad import release, schema
from musnad.records import Row, Tables


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs.

    Attributes:
        table: the table it stands in.
        key: its primary key.
        kind: ``ADD`` only the new release has it, ``DEL`` only the old one, ``MOD`` both do, with other values.
        fields: for each column that differs its old and its new value, in the order of the columns; of an added row all
            columns with the old value ``None``, of a deleted one with the new value ``None``.
    """

    table: str
    key: str
    kind: Literal["ADD", "MOD", "DEL"]
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def changes(old: Path, new: Path) -> list[Change]:
    """Every row that differs between two releases, by table in the order of the schema and then by key.

    Tables of equal content digest are not read. A table that one of the two leaves out counts as one without rows, and
    a column that one of the two lacks as one of nulls.

    Args:
        old: folder of the earlier release, or its ``manifest.json``.
        new: folder of the later release, or its ``manifest.json``.

    Raises:
        Misuse: one of them is no release, or cannot be read.
    """
    before, after = (_folder(path) for path in (old, new))
    differing = _differing_tables(before, after)
    rows_before, rows_after = (release.read_rows(folder, differing) for folder in (before, after))
    return [change for table in differing for change in _row_changes(table, rows_before, rows_after)]


def counts(found: Iterable[Change]) -> dict[str, dict[str, int]]:
    """How many rows of each table were added, modified and deleted: ``{"claims": {"ADD": 1, "MOD": 2, "DEL": 0}}``."""
    totals: dict[str, dict[str, int]] = {}
    for change in found:
        totals.setdefault(change.table, {"ADD": 0, "MOD": 0, "DEL": 0})[change.kind] += 1
    return totals


def to_json(found: Iterable[Change]) -> list[dict[str, Any]]:
    """The changes as plain values for `json.dumps`; each field becomes ``{"old": …, "new": …}``."""
    return [
        {
            "table": change.table,
            "key": change.key,
            "kind": change.kind,
            "fields": {column: {"old": old, "new": new} for column, (old, new) in change.fields.items()},
        }
        for change in found
    ]


def _folder(path: Path) -> Path:
    return path.parent if path.name == release.MANIFEST else path


def _differing_tables(before: Path, after: Path) -> list[str]:
    """Tables whose content digest is not the same in both releases, in the order of the schema."""
    old, new = (release.read_manifest(folder)["tables"] for folder in (before, after))

    def digest(entries: dict[str, Any], table: str) -> Any:
        return entries.get(table, {}).get("content_digest")

    return [table for table in schema.TABLES if digest(old, table) != digest(new, table)]


def _row_changes(table: str, before: Tables, after: Tables) -> Iterator[Change]:
    key = schema.table(table).key
    old, new = ({row[key]: row for row in tables.get(table, ())} for tables in (before, after))
    for identity in sorted(old.keys() | new.keys()):
        if identity not in old:
            yield Change(table, identity, "ADD", {column: (None, value) for column, value in new[identity].items()})
        elif identity not in new:
            yield Change(table, identity, "DEL", {column: (value, None) for column, value in old[identity].items()})
        elif fields := _field_changes(old[identity], new[identity]):
            yield Change(table, identity, "MOD", fields)


def _field_changes(old: Row, new: Row) -> dict[str, tuple[Any, Any]]:
    columns = dict.fromkeys([*new, *old])
    return {column: (old.get(column), new.get(column)) for column in columns if old.get(column) != new.get(column)}
