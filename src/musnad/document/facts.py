"""Facts: a row and some of its columns go in, what each says comes out, with its meaning in the words of the schema.

A page that shows facts shows a new column without being touched. Records inside a row are no facts: pages draw them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from musnad import schema
from musnad.records import Row
from musnad.schema import Node


class Fact(NamedTuple):
    """What a row says in one column.

    Attributes:
        column: its name.
        values: what stands there, as text; nothing where the column is null or the list empty.
        meaning: of the value, where the vocabulary is closed; of the absence, where there is no value; else empty.
        leads_to: the table whose keys the values are, or nothing.
    """

    column: str
    values: tuple[str, ...]
    meaning: str
    leads_to: str


def facts(table: str, row: Row, leave_out: Collection[str] = ()) -> list[Fact]:
    """What a row says, column by column, in the order of the schema."""
    shape = schema.table(table)
    leads_to = {key.column.removesuffix("[]"): key.table for key in shape.foreign_keys}
    return [
        Fact(column, values, _meaning(node, values), leads_to.get(column, ""))
        for column, node in shape.properties.items()
        if column not in leave_out and not _holds_records(node)
        for values in [tuple(_texts(row[column]))]
    ]


def _holds_records(node: Node) -> bool:
    json_type, _ = schema.kind(node)
    return json_type == "object" or (json_type == "array" and schema.kind(node["items"])[0] == "object")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, list):
        yield from map(str, value)
    elif value is not None:
        yield f"{value:,}" if isinstance(value, int) else str(value)


def _meaning(node: Node, values: tuple[str, ...]) -> str:
    if not values:
        return str(node.get("x-null") or node.get("x-empty") or "")
    return schema.vocabulary(node)[values[0]] if "oneOf" in node and len(values) == 1 else ""
