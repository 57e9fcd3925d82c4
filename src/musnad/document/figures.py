"""Figures: the rows of a table and a column go in, what the data holds there comes out, as words or as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from musnad import schema
from musnad.document import markup
from musnad.records import Row
from musnad.schema import Node

EXAMPLES = 3
"""How many different values are shown, taken from all over the table."""


def counts(node: Node, rows: Sequence[Row], path: str) -> list[tuple[str | None, str, int]]:
    """Each value of a closed vocabulary with its meaning and how often the data holds it; empty for other columns."""
    if schema.kind(node)[0] == "array":
        node, path = node["items"], f"{path}[]"
    seen = Counter(_values(rows, path)) if "oneOf" in node else Counter()
    return [(name, meaning, seen[name]) for name, meaning in schema.vocabulary(node).items()]


def said(node: Node, rows: Sequence[Row], path: str) -> str:
    """What stands in a column without a vocabulary: from where to where, how many are null or empty, a few of them."""
    values = _values(rows, path)
    if "oneOf" in node and values:
        return ""
    if not values:
        return "no value in this release"
    json_type, nullable = schema.kind(node)
    present = [value for value in values if value is not None]
    parts = [_lists(present)] if json_type == "array" else []
    if json_type == "integer" and present:
        parts.append(_between(present))
    if nullable:
        parts.append(f"null in {_of(len(values) - len(present), len(values))}")
    if json_type == "boolean":
        parts.append(f"true in {_of(sum(present), len(values))}")
    parts += _examples(node, rows, path)
    return "; ".join(parts)


def _examples(node: Node, rows: Sequence[Row], path: str) -> list[str]:
    """A few different values of a column of free text."""
    if schema.kind(node)[0] == "array":
        node, path = node["items"], f"{path}[]"
    if schema.kind(node)[0] != "string" or "oneOf" in node:
        return []
    different = list(dict.fromkeys(value for value in _values(rows, path) if value is not None))
    if len(different) <= EXAMPLES:
        return [", ".join(map(markup.value, different))] if different else []
    spread = (different[len(different) * number // EXAMPLES] for number in range(EXAMPLES))
    return [f"{len(different):,} different, such as {', '.join(map(markup.value, spread))}"]


def _values(rows: Sequence[Row], path: str) -> list[Any]:
    return schema.values(rows, path)


def _lists(lists: Sequence[Sequence[Any]]) -> str:
    lengths = [len(items) for items in lists]
    most = max(lengths)
    size = f"{min(lengths)} to {most} items" if min(lengths) != most else f"{most} item{'s' * (most != 1)}"
    return f"{size} each; empty in {_of(lengths.count(0), len(lengths))}" if not min(lengths) else f"{size} each"


def _between(numbers: Sequence[int]) -> str:
    least, most = min(numbers), max(numbers)
    return f"{least:,} throughout" if least == most else f"from {least:,} to {most:,}"


def _of(some: int, all_of_them: int) -> str:
    return f"{some:,} of {all_of_them:,}"
