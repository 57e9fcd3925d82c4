"""The page of the changes: the changelog and what differs between releases, row by row, go in; one page comes out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from musnad import release, schema
from musnad.document import markup

KINDS = {"ADD": "added", "MOD": "changed", "DEL": "removed"}
MOST = 200
"""So many rows of a release are listed; of the others only the number."""

_VERSION = re.compile(r"^## \[([^\]]+)\].*$", re.MULTILINE)

Changes = Sequence[Mapping[str, Any]]
"""What ``musnad diff --json`` writes: table, key, kind, and of each field that differs the old and the new value."""


def page(changelog: str, deltas: Mapping[str, Changes]) -> str:
    """The changelog, in which each version of `deltas` is followed by the rows that it changed.

    Args:
        changelog: Markdown in the form of Keep a Changelog.
        deltas: version to what differs from the release before it.
    """
    pieces, end = [], 0
    headings = list(_VERSION.finditer(changelog))
    for at, heading in enumerate(headings):
        after = headings[at + 1].start() if at + 1 < len(headings) else len(changelog)
        pieces.append(changelog[end:after].rstrip() + "\n\n")
        if heading[1] in deltas:
            pieces += (f"{block}\n\n" for block in _rows(deltas[heading[1]]))
        end = after
    return "".join([*pieces, changelog[end:]]).rstrip() + "\n"


def _rows(changes: Changes) -> Iterator[str]:
    yield "### Row by row"
    if not changes:
        yield "No row differs from the release before."
        return
    counted = Counter((one["table"], one["kind"]) for one in changes)
    tables = [name for name in schema.TABLES if any(table == name for table, _ in counted)]
    rows = [[f"[{name}](tables/{name}.md)", *(f"{counted[name, kind]:,}" for kind in KINDS)] for name in tables]
    yield "\n".join(markup.table(["Table", *(f"Rows {word}" for word in KINDS.values())], rows))
    lines = [line for one in changes[:MOST] for line in _lines(one)]
    if len(changes) > MOST:
        lines.append(f"<li>… and {len(changes) - MOST:,} more rows</li>")
    yield f"<details><summary>Every row</summary>\n<ul>\n{chr(10).join(lines)}\n</ul>\n</details>"


def _lines(change: Mapping[str, Any]) -> Iterator[str]:
    """One row as HTML list items: of a changed one every field, of the others its name."""
    name = f"<code>{markup.text(change['table'])}[{markup.text(change['key'])}]</code>"
    if change["kind"] != "MOD":
        yield f"<li>{name} {KINDS[change['kind']]}</li>"
        return
    for field, values in change["fields"].items():
        old, new = (f"<bdi>{markup.text(_said(values[side]))}</bdi>" for side in ("old", "new"))
        yield f"<li>{name}.{markup.text(field)}: {old} → {new}</li>"


def _said(value: Any) -> str:
    if value is None:
        return "null"
    return value if isinstance(value, str) else release.canonical_json(value)
