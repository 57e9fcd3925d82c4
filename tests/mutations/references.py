"""Ways to break what `musnad.validate.references` promises."""

from __future__ import annotations

from musnad import identifiers, schema
from musnad.records import Tables
from mutations.breaking import Where, at, holders, rows, some


def _dangle(table: str) -> None:
    """Register: a value of every foreign key of the table leads to no row."""

    @rows("references_exist", f"every foreign key of {table} in turn leads to no row")
    def _(tables: Tables) -> list[Where]:
        places = []
        for key in schema.table(table).foreign_keys:
            filled = (row for row in tables[table] if any(value for _, value in schema.locate(row, key.column)))
            row = next(filled, tables[table][0])
            nowhere = identifiers.PREFIXES.get(key.table, "") + "0" * 12
            found, last = holders(row, key.column)
            found[0][last] = [nowhere] if key.column.endswith("[]") else nowhere
            places.append(at(table, row, key.column.split("[")[0]))
        return places


for _table in schema.TABLES:
    _dangle(_table)


@rows("references_stay_in_their_article", "a claim that is dated by another article's date")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["date_ids"])
    other = some(tables["dates"], lambda date: date["source_id"] != row["source_id"])
    row["date_ids"] = [other["date_id"]]
    return at("claims", row, "date_ids[0]")


@rows("references_stay_in_their_article", "a mention in a sentence of another article")
def _(tables: Tables) -> Where:
    row = some(tables["mentions"])
    row["sentence_id"] = some(tables["sentences"], lambda one: one["source_id"] != row["source_id"])["sentence_id"]
    return at("mentions", row, "sentence_id")


def _circle(table: str, column: str) -> None:
    """Register: two rows that are each above the other in `column`."""

    @rows("hierarchies_have_no_cycle", f"two rows of {table}, each the `{column}` of the other")
    def _(tables: Tables) -> Where:
        key = schema.table(table).key
        one, other = sorted(tables[table], key=lambda row: str(row[key]))[:2]
        one[column], other[column] = other[key], one[key]
        return at(table, one, column)


for _table, _column in (
    ("actors", "part_of"),
    ("actors", "speaks_for"),
    ("clusters", "part_of"),
    ("provisions", "part_of"),
    ("dates", "anchor_date_id"),
):
    _circle(_table, _column)
