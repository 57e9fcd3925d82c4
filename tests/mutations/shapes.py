"""Ways to break what `musnad.validate.shapes` promises."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from musnad.records import Tables
from mutations.breaking import Where, at, folder, rewrite, rows, some


@folder("stored_types_match_schema", "actors.parquet with large strings, as polars would write it")
def _(folder: Path) -> Where:
    actors = pq.read_table(folder / "actors.parquet")
    rewrite(folder, "actors", actors.set_column(1, "name", actors["name"].cast(pa.large_string())))
    return "actors.name"


@folder("stored_types_match_schema", "actors.parquet without its last column")
def _(folder: Path) -> Where:
    actors = pq.read_table(folder / "actors.parquet")
    rewrite(folder, "actors", actors.drop_columns(actors.column_names[-1]))
    return f"actors.{actors.column_names[-1]}"


@folder("stored_types_match_schema", "notes that were stored as bytes")
def _(folder: Path) -> Where:
    claims = pq.read_table(folder / "claims.parquet")
    place = claims.column_names.index("note")
    rewrite(folder, "claims", claims.set_column(place, "note", claims["note"].cast(pa.binary())))
    return "claims.note"


@folder("frames_fit_schema", "two columns of actors.parquet in each other's place")
def _(folder: Path) -> Where:
    actors = pq.read_table(folder / "actors.parquet")
    names = actors.column_names
    rewrite(folder, "actors", actors.select([names[1], names[0], *names[2:]]))
    return "actors"


@rows("records_fit_schema", "a claim of a kind that is not in the vocabulary")
def _(tables: Tables) -> Where:
    row = some(tables["claims"])
    row["kind"] = "rumour"
    return at("claims", row, "kind")


@rows("records_fit_schema", "a hop of a role that is not in the vocabulary, inside the chain")
def _(tables: Tables) -> Where:
    row = some(tables["claims"])
    row["attribution"][0]["role"] = "gossip"
    return at("claims", row, "attribution[0].role")


@rows("records_fit_schema", "a span that begins before the text")
def _(tables: Tables) -> Where:
    row = some(tables["mentions"])
    row["start"] = -1
    return at("mentions", row, "start")


@rows("records_fit_schema", "a Wikidata item without its Q")
def _(tables: Tables) -> Where:
    row = some(tables["actors"])
    row["wikidata"] = "212"
    return at("actors", row, "wikidata")


@rows("records_fit_schema", "a proposition without anything to read")
def _(tables: Tables) -> Where:
    row = some(tables["claims"])
    row["proposition"] = "   "
    return at("claims", row, "proposition")


@rows("records_fit_schema", "evidence of white space")
def _(tables: Tables) -> Where:
    row = some(tables["sources"], lambda row: row["published_evidence"])
    row["published_evidence"] = "\u00a0 "
    return at("sources", row, "published_evidence")


@rows("records_fit_schema", "words of ours that show in another order than they are stored")
def _(tables: Tables) -> list[Where]:
    cluster, provision, actor = some(tables["clusters"]), some(tables["provisions"]), some(tables["actors"])
    cluster["proposition"] = "Russia \u202ewill not attack."
    provision["note"] = "a bell\a rings"
    actor["names"][0]["name"] += "\u202d"
    places = at("clusters", cluster, "proposition"), at("provisions", provision, "note")
    return [*places, at("actors", actor, "names[0].name")]


@rows("records_fit_schema", "an article whose file lies outside the corpus")
def _(tables: Tables) -> Where:
    row = some(tables["sources"])
    row["path"] = "../../etc/passwd"
    return at("sources", row, "path")


@rows("records_fit_schema", "the same alias twice")
def _(tables: Tables) -> Where:
    row = some(tables["actors"], lambda row: row["aliases"])
    row["aliases"].append(row["aliases"][0])
    return at("actors", row, "aliases")


@rows("records_fit_schema", "the same evidence twice")
def _(tables: Tables) -> Where:
    row = some(tables["provisions"], lambda row: row["evidence"])
    row["evidence"].append(row["evidence"][0])
    return at("provisions", row, "evidence")


@rows("keys_are_unique", "the same actor twice")
def _(tables: Tables) -> Where:
    row = some(tables["actors"])
    tables["actors"].append(row)
    return at("actors", row, "actor_id")
