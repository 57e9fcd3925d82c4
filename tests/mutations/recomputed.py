"""Ways to break what `musnad.validate.recomputed` promises: every computed column in turn holds another value."""

from __future__ import annotations

from typing import Any

from musnad import schema
from musnad.records import Tables
from mutations.breaking import Where, at, holders, rows, some

_OTHERWISE = {
    "chain_status": {"complete": "unnamed"},
    "relation": {"states": "refines"},
    "support": {"single_root": "corroborated"},
    "language": {"ar": "en", "he": "en"},
}
"""Values of closed vocabularies, each with one that is allowed in its place."""


def _other(table: str, path: str, value: Any, tables: Tables) -> Any:
    """Another value than `value`, of the same form; nothing where none is at hand."""
    if value is None or path in _OTHERWISE:
        return _OTHERWISE[path].get(value) if value else None
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    column = f"{path}[]" if isinstance(value, list) else path
    keys = [key for key in schema.table(table).foreign_keys if key.column == column]
    known = [row[keys[0].key] for row in tables[keys[0].table]] if keys else ["en", "2019-05-20"]
    if isinstance(value, list):
        return [*value, next(one for one in known if one not in value)]
    if keys:
        return next(one for one in known if one != value)
    return "2019-05-20" if value[:1].isdigit() else f"{value}!"


FREE = {"provisions.claim_ids"}
"""What may hold more than follows: an annotation may list further claims that speak of a provision."""


def _falsify(table: str) -> None:
    """Register: a value of every computed column of the table is another one."""

    @rows("computed_columns_agree", f"every computed column of {table} in turn with a value that does not follow")
    def _(tables: Tables) -> list[Where]:
        places = []
        for path in schema.table(table).computed:
            for row in tables[table] if f"{table}.{path}" not in FREE else ():
                found, last = holders(row, path)
                usable = [one for one in found if _other(table, path, one[last], tables) is not None]
                if usable:
                    usable[0][last] = _other(table, path, usable[0][last], tables)
                    places.append(at(table, row, path.split("[")[0]))
                    break
            else:
                assert f"{table}.{path}" in FREE, f"no row of {table} has another value for {path}"
        return places


for _table in schema.TABLES:
    if {f"{_table}.{_path}" for _path in schema.table(_table).computed} - FREE:
        _falsify(_table)


@rows("computed_columns_agree", "`provisions.claim_ids` without a claim of its evidence")
def _(tables: Tables) -> Where:
    row = some(tables["provisions"], lambda row: row["evidence"])
    row["claim_ids"] = [claim_id for claim_id in row["claim_ids"] if claim_id != row["evidence"][0]["claim_id"]]
    return at("provisions", row, "claim_ids")


@rows("computed_columns_agree", "a wire report that counts as a second origin")
def _(tables: Tables) -> Where:
    row = some(tables["clusters"], lambda row: row["n_roots"] == 1 and row["n_sources"] > 1)
    row["n_roots"], row["support"] = row["n_sources"], "corroborated"
    return at("clusters", row, "n_roots")
