"""Ways to break what `musnad.validate.identity` promises."""

from __future__ import annotations

from musnad import identifiers, schema
from musnad.records import Tables
from mutations.breaking import Where, at, move, of, rows, some


def _rename(table: str) -> None:
    """Register: a row with an id that does not follow from the text."""

    @rows("ids_are_reproducible", f"a row of {table} with an id of its own choice")
    def _(tables: Tables) -> Where:
        row, key = tables[table][0], schema.table(table).key
        row[key] = identifiers.PREFIXES[table] + "c0ffee" * 2
        return at(table, row, key)


for _table in identifiers.PREFIXES:
    _rename(_table)


@rows("mentions_nest", "a surname that counts beside the whole name of the same person")
def _(tables: Tables) -> Where:
    row = some(tables["mentions"], lambda row: " " in row["quote"])
    start = row["start"] + row["quote"].index(" ") + 1
    inner = row | {"mention_id": "men_" + "0" * 12}
    move(tables, inner, (start, row["end"]))
    tables["mentions"].append(inner)
    return at("mentions", inner, "start")


@rows("mentions_nest", "two mentions that each begin or end inside the other")
def _(tables: Tables) -> Where:
    row = some(tables["mentions"], lambda row: " " in row["quote"] and row["end"] - row["start"] < 40)
    other = some(tables["mentions"], lambda one: one["actor_id"] != row["actor_id"])
    crossing = other | {"mention_id": "men_" + "0" * 12, "source_id": row["source_id"]}
    move(tables, crossing, (row["end"] - 1, row["end"] + 3))
    tables["mentions"].append(crossing)
    return at("mentions", crossing, "start")


@rows("named_mentions_are_registered", "a name given to another actor than the registry does")
def _(tables: Tables) -> Where:
    row = some(tables["mentions"], lambda row: row["form"] == "name")
    row["actor_id"] = some(tables["actors"], lambda actor: actor["actor_id"] != row["actor_id"])["actor_id"]
    return at("mentions", row, "actor_id")


@rows("mentions_by_name_say_so", "a name that passes for an anaphor")
def _(tables: Tables) -> Where:
    row = of(tables["mentions"], "form", "name")
    row["form"] = "anaphor"
    return at("mentions", row, "form")


@rows("mentions_by_name_say_so", "an alias that passes for a name")
def _(tables: Tables) -> Where:
    row = of(tables["mentions"], "form", "alias")
    row["form"] = "name"
    return at("mentions", row, "form")


@rows("actors_are_needed", "an actor that no row refers to")
def _(tables: Tables) -> Where:
    names = [{"language": "en", "name": "Atlantis"}]
    row = tables["actors"][0] | {"actor_id": "atlantis", "name": "Atlantis", "names": names, "aliases": []}
    row |= {"country": None, "wikidata": None, "n_mentions": 0, "n_claims_spoken": 0}
    tables["actors"].append(row)
    return at("actors", row, "actor_id")


@rows("identifiers_are_sound", "two actors with the same Wikidata item")
def _(tables: Tables) -> Where:
    one, other = sorted(tables["actors"], key=lambda row: str(row["actor_id"]))[:2]
    one["wikidata"] = other["wikidata"] = "Q212"
    return at("actors", other, "wikidata")


@rows("identifiers_are_sound", "a country code that ISO 3166-1 does not have")
def _(tables: Tables) -> Where:
    row = some(tables["actors"], lambda row: row["type"] == "state")
    row["country"] = "UKX"
    return at("actors", row, "country")


@rows("identifiers_are_sound", "the country code of a person")
def _(tables: Tables) -> Where:
    row = some(tables["actors"], lambda row: row["type"] == "person")
    row["country"] = "AND"
    return at("actors", row, "country")


@rows("names_denote_one_actor", "a name that two actors share")
def _(tables: Tables) -> Where:
    one, other = sorted(
        (row for row in tables["actors"] if row["type"] == "person"), key=lambda row: str(row["actor_id"])
    )[:2]
    other["names"] = [*other["names"], *one["names"]]
    return at("actors", other, "names")


@rows("names_denote_one_actor", "an actor without an English name among its names")
def _(tables: Tables) -> Where:
    row = tables["actors"][0]
    row["name"] = "Somebody else"
    return at("actors", row, "names")


@rows("unnamed_actors_keep_to_one_article", "an unnamed source quoted by another article")
def _(tables: Tables) -> Where:
    unnamed = some(tables["actors"], lambda row: row["type"] == "unnamed")
    row = some(tables["mentions"], lambda row: row["source_id"] != unnamed["scope"])
    row["actor_id"] = unnamed["actor_id"]
    return at("mentions", row, "actor_id")


@rows("unnamed_actors_keep_to_one_article", "an unnamed source of no article")
def _(tables: Tables) -> Where:
    row = some(tables["actors"], lambda row: row["type"] == "unnamed")
    row["scope"] = None
    return at("actors", row, "scope")


@rows("unnamed_actors_keep_to_one_article", "a state that belongs to one article")
def _(tables: Tables) -> Where:
    row = some(tables["actors"], lambda row: row["type"] == "state")
    row["scope"] = tables["sources"][0]["source_id"]
    return at("actors", row, "scope")
