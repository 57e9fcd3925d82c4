"""Computed columns follow from the judged ones, and from nothing else."""

from __future__ import annotations

import copy

import pytest

from musnad import computed, schema
from musnad.records import Row, Tables

TEXT = 'קייב תחתום, אמר "זלנסקי" אתמול. מודעה.'
"""Kyiv will sign, said "Zelensky" yesterday. An advertisement."""


def hop(n: int, role: str, actor_ids: list[str], words: str | None = None, cue: str | None = None) -> Row:
    start = None if words is None else TEXT.index(words)
    cues = [] if cue is None else [{"start": TEXT.index(cue), "end": TEXT.index(cue) + len(cue)}]
    end = None if start is None else start + len(words or "")
    return {
        "hop": n,
        "role": role,
        "actor_ids": actor_ids,
        "start": start,
        "end": end,
        "quote": words,
        "cue_spans": cues,
    }


def piece(words: str) -> Row:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


@pytest.fixture
def tables() -> Tables:
    claim = {
        "claim_id": "clm_1",
        "source_id": "a",
        "spans": [piece("קייב"), piece("תחתום")],
        "attribution": [hop(1, "speaker", ["zelensky"], '"זלנסקי"', "אמר"), hop(2, "article", [])],
        "chain_status": None,
        "factuality": "CT+",
        "time": "2026-01/2026-02",
        "method": "annotated",
    }
    return {
        "sources": [
            {"source_id": "a", "text": TEXT, "language": "he", "published": None, "outlet_id": None, "agency_ids": []}
        ],
        "sentences": [
            {"sentence_id": "sen_2", "source_id": "a", "start": 32, "end": len(TEXT), "role": "boilerplate"},
            {"sentence_id": "sen_1", "source_id": "a", "start": 0, "end": 31, "role": "prose"},
        ],
        "claims": [claim],
        "actors": [
            {"actor_id": "zelensky", "name": "Zelensky", "type": "person", "part_of": None, "speaks_for": "ukraine"},
            {"actor_id": "ukraine", "name": "Ukraine", "type": "state", "part_of": None, "speaks_for": None},
        ],
        "mentions": [{"mention_id": "men_1", "source_id": "a", "actor_id": "zelensky", **piece("זלנסקי")}],
        "dates": [{"date_id": "dat_1", "source_id": "a", "edtf": None, **piece("תמול")}],
        "clusters": [
            {"cluster_id": "signing", "members": [{"claim_id": "clm_1", "relation": "states"}], "conflicts": []}
        ],
        "provisions": [
            {"provision_id": "p-2", "evidence": [{"claim_id": "clm_1"}], "claim_ids": []},
            {"provision_id": "p-1", "evidence": [], "claim_ids": ["clm_1"]},
        ],
    }


KEYS = {table: schema.table(table).key for table in schema.TABLES}


def test_every_computed_column_is_filled_in(tables: Tables) -> None:
    computed.fill(tables, KEYS)
    for table in schema.TABLES:
        for path in schema.table(table).computed:
            assert all(list(schema.locate(row, path)) for row in tables[table]), f"{table}.{path}"


def test_a_claim_gathers_what_its_spans_hops_and_places_say(tables: Tables) -> None:
    computed.fill(tables, KEYS)
    claim = tables["claims"][0]
    assert claim["content"] == "קייב … תחתום"
    assert (claim["start"], claim["end"], claim["quote"]) == (0, 10, "קייב תחתום")
    assert claim["sentence_ids"] == ["sen_1"]
    assert claim["attribution"][0]["surface"] == "זלנסקי"
    assert (claim["cue"], claim["cue_start"], claim["cue_end"]) == ("אמר", 12, 15)
    assert claim["speaker_ids"] == ["zelensky"]
    assert claim["root_ids"] == ["ukraine"]
    assert (claim["time_earliest"], claim["time_latest"]) == ("2026-01-01", "2026-02-28")
    assert claim["provision_ids"] == ["p-1", "p-2"]
    assert (claim["cluster_id"], claim["relation"]) == ("signing", "states")
    assert claim["in_boilerplate"] is False


def test_the_article_says_nothing_with_a_cue(tables: Tables) -> None:
    tables["claims"][0]["attribution"] = [hop(1, "article", [])]
    computed.fill(tables, KEYS)
    claim = tables["claims"][0]
    assert (claim["chain_status"], claim["cue"], claim["cue_start"]) == ("author", None, None)
    assert claim["attribution"][0]["surface"] is None


def test_a_claim_stands_in_every_sentence_that_holds_a_piece_of_it(tables: Tables) -> None:
    tables["claims"][0]["spans"].append(piece("מודעה"))
    computed.fill(tables, KEYS)
    assert tables["claims"][0]["sentence_ids"] == ["sen_1", "sen_2"]
    assert tables["claims"][0]["in_boilerplate"] is True


def test_an_implicit_chain_stays_implicit_when_it_is_computed_again(tables: Tables) -> None:
    tables["claims"][0]["chain_status"] = "implicit"
    computed.fill(tables, KEYS)
    assert tables["claims"][0]["chain_status"] == "implicit"


def test_computing_again_changes_nothing(tables: Tables) -> None:
    computed.fill(tables, KEYS)
    once = copy.deepcopy(tables)
    computed.fill(tables, KEYS)
    assert tables == once


def test_a_host_is_the_whole_word_and_open_bounds_are_null(tables: Tables) -> None:
    computed.fill(tables, KEYS)
    date = tables["dates"][0]
    assert TEXT[date["host_start"] : date["host_end"]] == "אתמול"
    assert (date["earliest"], date["latest"], date["sentence_id"]) == (None, None, "sen_1")


def test_an_invalid_date_has_no_bounds(tables: Tables) -> None:
    tables["dates"][0]["edtf"] = "2026-13"
    computed.fill(tables, KEYS)
    assert tables["dates"][0]["earliest"] is None


def test_an_actor_is_counted_where_it_is_named_and_where_it_speaks(tables: Tables) -> None:
    computed.fill(tables, KEYS)
    assert [(row["n_mentions"], row["n_claims_spoken"]) for row in tables["actors"]] == [(1, 1), (0, 0)]


def test_a_row_that_leads_nowhere_is_left_to_another_check(tables: Tables) -> None:
    tables["claims"][0]["source_id"] = tables["mentions"][0]["source_id"] = "b"
    assert computed.claims(tables) == {}
    assert computed.mentions(tables) == {}
    assert computed.clusters(tables) == {}


@pytest.mark.parametrize("table", computed.COMPUTED)
def test_a_table_is_computed_from_the_tables_that_it_needs(tables: Tables, table: str) -> None:
    complete = computed.COMPUTED[table](tables)
    assert computed.COMPUTED[table]({need: tables[need] for need in computed.NEEDS[table]}) == complete


@pytest.mark.parametrize(
    ("quote", "surface"),
    [
        ("'רויטרס'", "רויטרס"),
        ("«تحالف الراغبين»", "تحالف الراغبين"),
        ('נאט"ו', 'נאט"ו'),
        ("ז'נבה", "ז'נבה"),
        ("גרינקוויץ'", "גרינקוויץ'"),
        ('מזכ"ל נאט"ו', 'מזכ"ל נאט"ו'),
        ("مسوّدة البيـان", "مسودة البيان"),
        ("וולודימיר\nזלנסקי", "וולודימיר זלנסקי"),
        ('"קואליציית המוכנים"', "קואליציית המוכנים"),
        ("", ""),
        (None, None),
    ],
)
def test_a_surface_is_what_one_looks_up(quote: str | None, surface: str | None) -> None:
    assert computed.surface(quote) == surface
