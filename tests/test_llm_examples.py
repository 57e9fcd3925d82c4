from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from musnad.annotate import annotate
from musnad.extract import extract
from musnad.judgements import Judgements, read_judgements
from musnad.llm import examples, gate, prompt
from musnad.llm.form import answer_schema
from musnad.llm.tally import REFUSED, Tally
from musnad.read import read_articles
from musnad.records import Claim

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def judgements() -> Judgements:
    found, problems = read_judgements(ROOT / "annotations")
    assert problems == []
    return found


def test_every_annotated_article_makes_an_example_that_fits_the_form(judgements: Judgements) -> None:
    import jsonschema

    found = examples.gather(judgements.articles.values(), judgements.registry, "drafted")
    assert [one.source_id for one in found] == sorted(judgements.articles)
    for one in found:
        jsonschema.validate(json.loads(one.answer), answer_schema())
        asked, answered = json.loads(one.question)["sentences"], json.loads(one.answer)["sentences"]
        assert [entry["sentence"] for entry in asked] == [entry["sentence"] for entry in answered]
        assert any(entry["claims"] for entry in answered)


def test_an_example_names_only_actors_and_sentences_that_it_shows(judgements: Judgements) -> None:
    for one in examples.gather(judgements.articles.values(), judgements.registry, "drafted"):
        question, answer = json.loads(one.question), json.loads(one.answer)
        ids = {actor["id"] for actor in question["actors"]}
        shown = {None, *(entry["sentence"] for entry in (*question["before"], *question["sentences"]))}
        for claim in (claim for entry in answer["sentences"] for claim in entry["claims"]):
            assert {*claim["actor_ids"], *claim["recipient_ids"]} <= ids
            for hop in claim["attribution"]:
                assert set(hop["actor_ids"]) <= ids and hop["in"] in shown


def key(claim: Claim) -> tuple[object, ...]:
    return claim.spans, [(hop.actor_ids, hop.span, hop.cue_spans) for hop in claim.attribution], claim.condition


def test_the_gate_finds_the_words_of_annotated_claims_where_the_annotation_does(judgements: Judgements) -> None:
    counts: Counter[str] = Counter()
    for article in read_articles(ROOT / "seeds")[0]:
        judgement = judgements.articles[article.source_id]
        layers, _ = annotate(article, judgement, extract(article, judgements.registry))
        dates, tally = examples._date_words(judgement), Tally()
        actors = prompt.shown_actors(article, layers, judgements.registry)
        page = gate.page_of(article, replace(layers, claims=[]), actors, tally)
        numbers = range(1, len(layers.sentences) + 1)
        answered = [
            entry
            for number, sentence in zip(numbers, judgement["sentences"], strict=True)
            if (entry := examples._answered(number, sentence, dates)) is not None
        ]
        taken, _reasons = gate.judge(page, answered, numbers, [])
        judged = [key(claim) for claim in layers.claims]
        counts["asked"] += sum(len(entry["claims"]) for entry in answered)
        counts["refused"] += sum(tally.counts[reason] for reason in REFUSED)
        counts["same"] += sum(key(claim) in judged for claim in taken)
    assert counts["asked"] > 150
    assert counts["refused"] <= counts["asked"] * 0.02 and counts["same"] >= counts["asked"] * 0.98
