"""Ways to break what `musnad.validate.attribution` promises."""

from __future__ import annotations

from musnad.records import Row, Tables
from mutations.breaking import Where, at, of, rows, some


def _attributed(tables: Tables) -> Row:
    return some(tables["claims"], lambda row: len(row["attribution"]) > 1 and row["speaker_ids"])


@rows("chains_are_typed", "a chain that does not end in the article")
def _(tables: Tables) -> Where:
    row = _attributed(tables)
    row["attribution"].pop()
    return at("claims", row, f"attribution[{len(row['attribution']) - 1}]")


@rows("chains_are_typed", "the article in the middle of a chain")
def _(tables: Tables) -> Where:
    row = _attributed(tables)
    row["attribution"].insert(0, row["attribution"][-1])
    return at("claims", row, "attribution[0]")


@rows("chains_are_typed", "hops that are counted from 0")
def _(tables: Tables) -> Where:
    row = _attributed(tables)
    for number, hop in enumerate(row["attribution"]):
        hop["hop"] = number + 2
    return at("claims", row, "attribution[0]")


@rows("chains_are_typed", "the article as a hop with an actor")
def _(tables: Tables) -> Where:
    row = _attributed(tables)
    row["attribution"][-1]["actor_ids"] = row["speaker_ids"]
    return at("claims", row, f"attribution[{len(row['attribution']) - 1}]")


@rows("chains_are_typed", "a hop that names nobody and holds no words")
def _(tables: Tables) -> Where:
    row = _attributed(tables)
    row["attribution"][0] |= {"actor_ids": [], "cue": None, "cue_spans": []}
    row["attribution"][0] |= dict.fromkeys(("surface", "start", "end", "quote"))
    return at("claims", row, "attribution[0]")


@rows("chains_are_typed", "the words of a cue in reverse")
def _(tables: Tables) -> Where:
    row = _attributed(tables)
    row["attribution"][0]["cue_spans"] = [{"start": 9, "end": 12}, {"start": 3, "end": 6}]
    return at("claims", row, "attribution[0]")


@rows("chains_are_typed", "the same words of a cue twice")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["attribution"][0]["cue_spans"])
    row["attribution"][0]["cue_spans"] *= 2
    return at("claims", row, "attribution[0]")


@rows("chains_are_typed", "words of a cue that share a letter")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["attribution"][0]["cue_spans"])
    cues = row["attribution"][0]["cue_spans"]
    cues.append({"start": cues[-1]["end"] - 1, "end": cues[-1]["end"] + 3})
    return at("claims", row, "attribution[0]")


@rows("chains_do_not_circle", "a speaker who is also the agency that reports the words")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: len(row["attribution"]) > 2 and row["speaker_ids"])
    row["attribution"][1]["actor_ids"] = row["attribution"][0]["actor_ids"]
    return at("claims", row, "attribution[1].actor_ids")


@rows("roots_match_status", "a complete chain without a root")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["chain_status"] == "complete")
    row["root_ids"] = []
    return at("claims", row, "root_ids")


@rows("roots_match_status", "the author's own voice with a speaker")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["chain_status"] == "author")
    row["speaker_ids"] = [tables["actors"][0]["actor_id"]]
    return at("claims", row, "speaker_ids")


@rows("roles_fit_actors", "a draft declaration that speaks like a person")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["attribution"][0]["role"] == "document")
    row["attribution"][0]["role"] = "speaker"
    return at("claims", row, "attribution[0].role")


@rows("roles_fit_actors", "a spokesperson who speaks for nobody")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["attribution"][0]["role"] == "spokesperson")
    of(tables["actors"], "actor_id", row["speaker_ids"][0])["speaks_for"] = None
    return at("claims", row, "attribution[0].role")


@rows("roles_fit_actors", "a minister in the role of an agency")
def _(tables: Tables) -> Where:
    people = {row["actor_id"] for row in tables["actors"] if row["type"] == "person"}
    row = some(tables["claims"], lambda row: people & set(row["attribution"][0]["actor_ids"]))
    row["attribution"][0]["role"] = "agency"
    return at("claims", row, "attribution[0].role")


@rows("quotations_have_a_source", "a quotation that nobody says")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: len(row["attribution"]) == 1)
    row["quotation"] = "direct"
    return at("claims", row, "quotation")


@rows("quotations_have_a_source", "a speaker whose claim is not quoted")
def _(tables: Tables) -> Where:
    row = _attributed(tables)
    row["quotation"] = "none"
    return at("claims", row, "quotation")


@rows("demands_are_uncommitted", "a demand that is certain")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["kind"] == "demand")
    row["factuality"] = "CT+"
    return at("claims", row, "factuality")
