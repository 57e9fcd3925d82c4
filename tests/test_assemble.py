"""Assemble: layers and links become rows that fit the schema, in one order, each under its own id."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from musnad import schema
from musnad.annotate import annotate
from musnad.assemble import assemble
from musnad.judgements import Judgements, read_judgements
from musnad.link import link
from musnad.problems import Problem
from musnad.read import read_articles
from musnad.records import (
    Actor,
    Article,
    Claim,
    Date,
    Hop,
    Layers,
    Links,
    Mention,
    Registry,
    Sentence,
    Source,
    Tables,
)
from musnad.spans import Span

TEXT = 'אמר "לברוב" אתמול: רוסיה מוכנה.'
ARTICLE = Article("a", "seeds/a.txt", TEXT, "ab" * 32, "he", "rtl")
REGISTRY: Registry = {
    actor.actor_id: actor
    for actor in (
        Actor("lavrov", "Sergei Lavrov", "person", {"he": "סרגיי לברוב"}, {"he": ("לברוב",)}, part_of="russian-mfa"),
        Actor("russia", "Russia", "state", metonyms={"ar": ("موسكو",), "he": ("מוסקבה",)}, aliases={"he": ("הרוסים",)}),
        Actor("russian-mfa", "Foreign ministry of Russia", "organisation", speaks_for="russia"),
        Actor("france", "France", "state"),
    )
}
CLAIM = Claim(
    local_id="ready",
    spans=(Span(19, 30),),
    proposition="Russia is ready.",
    kind="position",
    event_type=None,
    actor_ids=(),
    recipient_ids=(),
    attribution=(Hop("speaker", ("lavrov",), Span(4, 11), (Span(0, 3),)),),
    implicit=False,
    quotation="indirect",
    factuality="CT+",
    condition=None,
    time=None,
    date_ids=(),
    speech_time="2026-01-05",
    speech_date_id="d1",
    place=None,
    note=None,
    method="annotated",
)
DATE = Date(
    "d1",
    Span(12, 17),
    "DATE",
    "2026-01-05",
    None,
    "2026-01-05",
    None,
    None,
    None,
    "relative_day",
    "resolved",
    "annotated",
)


def layers(*claims: Claim, mentions: tuple[Mention, ...] = ()) -> Layers:
    sentence = Sentence(Span(0, len(TEXT)), "prose", None, "annotated")
    return Layers(Source(), [sentence], list(claims), list(mentions), [DATE])


def rows(of: Layers, registry: Registry = REGISTRY) -> tuple[Tables, list[Problem]]:
    return assemble([ARTICLE], {"a": of}, Links(), Judgements(registry))


@pytest.fixture
def tables(corpus: Path) -> Tables:
    judgements, _ = read_judgements(corpus / "annotations")
    articles, _ = read_articles(corpus / "seeds")
    of = {
        article.source_id: annotate(article, judgements.articles[article.source_id], Layers(Source()))[0]
        for article in articles
    }
    links, _ = link(articles, of, judgements)
    tables, problems = assemble(articles, of, links, judgements)
    assert problems == []
    return tables


@pytest.mark.parametrize("table", schema.TABLES)
def test_every_row_fits_its_schema_and_stands_in_order(tables: Tables, table: str) -> None:
    described = schema.table(table)
    assert tables[table]
    for row in tables[table]:
        assert list(row) == list(described.columns)
        assert list(described.findings(row)) == []
    keys = [row[described.key] for row in tables[table]]
    assert keys == sorted(keys)


def test_every_chain_is_closed_by_the_article() -> None:
    (row,) = rows(layers(CLAIM))[0]["claims"]
    speaker, article = row["attribution"]
    assert (speaker["surface"], speaker["quote"], speaker["cue"]) == ("לברוב", '"לברוב"', "אמר")
    assert article == {
        "hop": 2,
        "role": "article",
        "actor_ids": [],
        "surface": None,
        "start": None,
        "end": None,
        "quote": None,
        "cue": None,
        "cue_spans": [],
    }


def test_dates_are_cited_by_their_ids() -> None:
    found, _ = rows(layers(CLAIM))
    assert found["claims"][0]["speech_date_id"] == found["dates"][0]["date_id"]


def test_only_actors_that_are_used_come_in_with_those_they_belong_to() -> None:
    found, _ = rows(layers(CLAIM))
    assert [row["actor_id"] for row in found["actors"]] == ["lavrov", "russia", "russian-mfa"]


def test_the_root_of_a_claim_is_in_the_table_though_only_the_registry_names_it() -> None:
    found, _ = rows(layers(replace(CLAIM, attribution=(Hop("speaker", ("russian-mfa",), None, ()),))))
    assert found["claims"][0]["root_ids"] == ["russia"]
    assert "russia" in {row["actor_id"] for row in found["actors"]}


def test_an_actor_has_its_english_name_among_its_names_and_its_capital_among_its_aliases() -> None:
    lavrov, russia, _ = rows(layers(CLAIM))[0]["actors"]
    assert lavrov["names"] == [
        {"language": "en", "name": "Sergei Lavrov"},
        {"language": "he", "name": "סרגיי לברוב"},
    ]
    assert russia["aliases"] == [
        {"language": "ar", "alias": "موسكو", "metonym": True},
        {"language": "he", "alias": "הרוסים", "metonym": False},
        {"language": "he", "alias": "מוסקבה", "metonym": True},
    ]


def test_an_implicit_chain_says_so() -> None:
    assert rows(layers(replace(CLAIM, implicit=True)))[0]["claims"][0]["chain_status"] == "implicit"


def test_a_machines_claim_has_no_local_id() -> None:
    assert rows(layers(replace(CLAIM, method="rules")))[0]["claims"][0]["local_id"] is None


def test_claims_on_the_same_words_are_told_apart() -> None:
    found, problems = rows(layers(CLAIM, replace(CLAIM, local_id="willing", kind="assessment")))
    assert problems == []
    assert len({row["claim_id"] for row in found["claims"]}) == 2


def test_a_corrected_judgement_keeps_the_id_of_its_row() -> None:
    corrected = replace(CLAIM, kind="commitment", attribution=(), proposition="Russia is prepared.")
    assert rows(layers(CLAIM))[0]["claims"][0]["claim_id"] == rows(layers(corrected))[0]["claims"][0]["claim_id"]


def test_two_mentions_of_the_same_words_share_an_id_and_stop_the_build() -> None:
    twice = (Mention("lavrov", Span(5, 10), "alias", "rules"), Mention("russia", Span(5, 10), "alias", "rules"))
    _, (problem,) = rows(layers(CLAIM, mentions=twice))
    assert problem.rule == "keys_are_unique"
    assert problem.found == "one id for «לברוב» and «לברוב»"


def test_ids_that_are_too_short_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.identifiers.DIGITS", 0)
    apart = (Mention("lavrov", Span(5, 10), "alias", "rules"), Mention("russia", Span(19, 24), "name", "rules"))
    _, (problem,) = rows(layers(CLAIM, mentions=apart))
    assert problem.where == "mentions[men_]"


def test_a_corpus_without_claims_has_all_eight_tables() -> None:
    found, problems = rows(Layers(Source(), [Sentence(Span(0, len(TEXT)), "prose", "not_extracted", "rules")]))
    assert problems == []
    assert list(found) == list(schema.TABLES)
    assert [len(found[table]) for table in schema.TABLES] == [1, 1, 0, 0, 0, 0, 0, 0]
