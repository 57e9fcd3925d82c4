"""The page of the checks: every promise, and broken rows that it rejects, go in; one page comes out.

A broken row is shown as what was changed in the release: the place, what stands there, and what was put there instead.
The tests prove that each is rejected by the real check; this page only shows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from musnad import release, schema
from musnad.document import markup
from musnad.document.tables import Guard
from musnad.records import Row, Tables

MOST = 4
"""So many changed places of one broken release are shown; the others are counted."""


class Broken(NamedTuple):
    """One way to break one promise: its rule, what it is in words, and the broken rows (None: a file was broken)."""

    rule: str
    says: str
    tables: Tables | None


class Change(NamedTuple):
    """One changed value: where, what stood there, what stands there; absent rows and values are None."""

    where: str
    old: Any
    new: Any


def page(tables: Tables, guards: Sequence[Guard], broken: Sequence[Broken]) -> str:
    """The page. `tables` are the rows of the release that `broken` breaks."""
    blocks = [
        "<!-- generated from the checks and their tests by the document stage; do not edit -->",
        "# Checks",
        f"Nothing is published before all of these {len(guards)} hold of the files as they were written; "
        "`musnad check data` asks them again of any release.",
    ]
    if broken:
        blocks.append(
            f"Each is proved by releases that were broken on purpose, {len(broken)} in all: the tests write "
            "them and see that the check rejects them at their place. What was changed in each is shown below its rule."
        )
    for guard in guards:
        blocks += [f"## {guard.name}", markup.prose(" ".join(guard.rule.split())), _guarded(guard)]
        shown = [block for one in broken if one.rule == guard.name for block in _shown(tables, one)]
        # Who searches for words of the data looks for the row itself, not for what was broken to try a check.
        blocks += ['<div markdown="1" data-search-exclude>', *shown, "</div>"] if shown else []
    return "\n\n".join(blocks) + "\n"


def changes(before: Tables, after: Tables) -> Iterator[Change]:
    """Every value that differs, by table in the order of the schema, and by key and column."""
    for table in schema.TABLES:
        if before.get(table) == after.get(table):
            continue
        old, new = (_by_key(table, tables.get(table, ())) for tables in (before, after))
        for key in sorted(old.keys() | new.keys()):
            place = f"{table}[{key}]"
            if key not in old or key not in new:
                yield Change(place, *(_name(table, rows.get(key)) for rows in (old, new)))
            elif old[key] != new[key]:
                yield from _differences(place, old[key], new[key])
        yield from _doubled(table, before, after)


def _by_key(table: str, rows: Sequence[Row]) -> dict[str, Row]:
    key = schema.table(table).key
    return {str(row.get(key)): row for row in rows}


def _doubled(table: str, before: Tables, after: Tables) -> Iterator[Change]:
    """A row that stands twice now."""
    more = len(after.get(table, ())) - len(before.get(table, ()))
    if more > 0 and len(_by_key(table, after[table])) == len(_by_key(table, before.get(table, ()))):
        yield Change(table, f"{len(before[table]):,} rows", f"{more:,} of them twice")


def _differences(place: str, old: Any, new: Any) -> Iterator[Change]:
    """What differs in a value, as deep as both are of one shape."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in [*old, *(name for name in new if name not in old)]:
            yield from _differences(f"{place}.{name}", old.get(name), new.get(name))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for at, (left, right) in enumerate(zip(old, new, strict=True)):
            yield from _differences(f"{place}[{at}]", left, right)
    elif old != new or type(old) is not type(new):
        yield Change(place, old, new)


def _name(table: str, row: Row | None) -> str | None:
    """What a whole row is called where it is there or not."""
    return None if row is None else str(row.get("quote") or row.get("proposition") or row.get("name") or "a row")


def _guarded(guard: Guard) -> str:
    if not guard.tables:
        return "Guards every table."
    return f"Guards {', '.join(f'[{name}](tables/{name}.md)' for name in guard.tables)}."


def _shown(tables: Tables, one: Broken) -> Iterator[str]:
    says = f"**Rejected:** {markup.prose(one.says)}."
    found = list(changes(tables, one.tables)) if one.tables is not None else []
    if not found:
        yield f"{says} A file of the release was changed."
        return
    yield says
    rows = [[f"`{change.where}`", _value(change.old), _value(change.new)] for change in found[:MOST]]
    yield "\n".join(markup.table(["Where", "In the release", "Broken"], rows))
    if len(found) > MOST:
        yield f"… and {len(found) - MOST} more places."


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    return markup.value(value if isinstance(value, str) else release.canonical_json(value))
