"""The draft of an annotation: a judgement in form, a proposal in substance, and honest about what is missing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from musnad.annotate import annotate
from musnad.extract import extract
from musnad.judgements import Judgements, read_judgements
from musnad.problems import Problem
from musnad.read import read_articles
from musnad.records import Article, Claim, Date, Hop, Layers, Mention, Sentence, Source
from musnad.review.propose import draft
from musnad.spans import Span

ROOT = Path(__file__).parents[1]
ARTICLES = read_articles(ROOT / "seeds")[0]
JUDGEMENTS = read_judgements(ROOT / "annotations")[0]

TEXT = 'רוסיה טענה כי רוסיה תחתום.\nלדברי דובר, "נאט"ו תסכים"?\n'
ARTICLE = Article("123", "seeds/123.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), "he", "rtl")


def at(words: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


CLAIM = Claim(
    local_id="c1",
    spans=(at("רוסיה תחתום"),),
    proposition=None,
    kind="commitment",
    event_type="AGREE",
    actor_ids=("russia",),
    recipient_ids=(),
    attribution=(Hop("speaker", ("russia",), at("רוסיה"), (at("טענה"),)),),
    implicit=False,
    quotation="indirect",
    factuality="CT+",
    condition=None,
    time="2026-01-06",
    date_ids=(),
    speech_time=None,
    speech_date_id=None,
    place=None,
    note=None,
    method="rules",
)
UNKNOWN = replace(
    CLAIM,
    local_id="c2",
    spans=(at('נאט"ו תסכים'),),
    attribution=(Hop("spokesperson", (), at("דובר"), (at("לדברי"),)),),
    time=None,
)
LAYERS = Layers(
    Source(title="אין", published="2026-01-06", published_basis="stated", published_evidence="header: 2026-01-06"),
    [
        Sentence(Span(0, 26), "prose", None, "rules"),
        Sentence(Span(27, len(TEXT) - 1), "prose", "not_extracted", "rules"),
    ],
    [CLAIM],
    [Mention("russia", at("רוסיה"), "name", "rules"), Mention("russia", at("רוסיה", 2), "name", "rules")],
    [Date("d1", at("תחתום"), "DATE", "FUTURE_REF", None, None, None, None, None, "vague_future", "vague", "rules")],
)


def judged(text: str, tmp_path: Path, article: Article = ARTICLE) -> tuple[Judgements, list[Problem]]:
    folder = tmp_path / "annotations"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / f"{article.source_id}.yaml").write_text(text, encoding="utf-8")
    registry = (ROOT / "annotations" / "actors.yaml").read_text(encoding="utf-8")
    (folder / "actors.yaml").write_text(registry, encoding="utf-8")
    return read_judgements(folder)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.source_id)
def test_the_draft_of_a_judgement_is_that_judgement(article: Article, tmp_path: Path) -> None:
    nothing = Layers(Source())
    layers, problems = annotate(article, JUDGEMENTS.articles[article.source_id], nothing)
    assert problems == []
    judgements, problems = judged(draft(article, layers, "person"), tmp_path, article)
    assert problems == []
    again, problems = annotate(article, judgements.articles[article.source_id], nothing)
    assert problems == []
    review = {"review_status": "drafted", "annotator": "person", "reviewer": None, "note": layers.source.note}
    assert replace(again.source, note=layers.source.note) == replace(layers.source, **review)
    assert again.sentences == layers.sentences
    assert again.claims == layers.claims
    assert again.mentions == layers.mentions
    assert again.dates == layers.dates


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.source_id)
def test_what_the_extractor_finds_makes_a_file_that_lacks_only_what_a_reader_knows(
    article: Article, tmp_path: Path
) -> None:
    text = draft(article, extract(article, JUDGEMENTS.registry), "person")
    problems = judged(text, tmp_path, article)[1]
    asked = ("proposition: empty text", "`to-be-registered-", "neither claims nor `no_claim`")
    assert [str(problem) for problem in problems if not any(words in str(problem) for words in asked)] == []


def test_it_begins_as_an_annotation_file_begins() -> None:
    lines = draft(ARTICLE, LAYERS).splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../../schema/annotations/article.json"
    entries = [line for line in lines if not line.startswith("#")]
    assert entries[:4] == [
        'source_id: "123"',
        f"sha256: {ARTICLE.sha256}",
        "review: {status: drafted, annotator: null, reviewer: null}",
        "layers: [sentences, claims, mentions, dates]",
    ]
    assert "annotator: person," in draft(ARTICLE, LAYERS, "person")


def test_the_build_asks_for_the_proposition_and_the_annotator(tmp_path: Path) -> None:
    problems = [str(problem) for problem in judged(draft(ARTICLE, LAYERS), tmp_path)[1]]
    assert [problem for problem in problems if "claim c1, proposition: empty text; expected" in problem]
    assert [problem for problem in problems if "annotator: nothing; expected one of language_model, person" in problem]


def test_the_build_asks_for_the_claims_of_a_sentence_that_has_none(tmp_path: Path) -> None:
    text = draft(ARTICLE, LAYERS, "person").replace('proposition: ""', 'proposition: "Russia will sign."')
    judgements, problems = judged(text, tmp_path)
    assert problems == []
    (problem,) = annotate(ARTICLE, judgements.articles["123"], Layers(Source()))[1]
    assert "neither claims nor `no_claim`" in str(problem)


def test_a_source_that_nobody_registered_is_asked_for_and_listed(tmp_path: Path) -> None:
    layers = Layers(LAYERS.source, LAYERS.sentences, [CLAIM, UNKNOWN, replace(UNKNOWN, local_id="c3")])
    text = draft(ARTICLE, layers, "person").replace('proposition: ""', 'proposition: "Somebody signs."')
    assert text.count("actor_ids: [to-be-registered-1], words: דובר") == 2
    assert "\n# to-be-registered-1: «דובר»\n" in text
    problems = judged(text, tmp_path)[1]
    assert len(problems) == 2
    assert "the actor `to-be-registered-1`, which is not there; expected an id of actors.yaml" in str(problems[0])


def test_what_the_machine_proposed_stays_readable_beside_every_entry() -> None:
    lines = draft(ARTICLE, LAYERS).splitlines()
    claim = lines.index("  - id: c1")
    assert lines[claim - 1] == (
        "  # rules: commitment CT+ indirect AGREE «רוסיה תחתום» | speaker «רוסיה» = russia cue «טענה» "
        "| actor_ids russia | time 2026-01-06"
    )
    assert "  - {actor_id: russia, words: רוסיה, nth: 2, form: name}  # rules: russia «רוסיה» name" in lines
    assert lines[-2:] == ["  role: prose  # rules: prose", "  # rules: no claim found"]


def test_words_that_are_repeated_in_their_sentence_get_nth() -> None:
    text = draft(ARTICLE, LAYERS)
    assert "words: רוסיה, nth: 1, form: name" in text
    assert "spans: [רוסיה תחתום]" in text
    assert "actor_ids: [russia], words: רוסיה, nth: 1, cue: טענה" in text


def test_a_claim_over_two_sentences_is_cut_where_the_first_ends() -> None:
    over = replace(CLAIM, spans=(Span(at("תחתום").start, at("דובר").end),))
    text = draft(ARTICLE, Layers(LAYERS.source, LAYERS.sentences, [over]))
    assert "spans: [תחתום., {words: לדברי דובר, in: 2}]" in text


def test_a_span_that_cuts_a_word_takes_it_whole() -> None:
    cut = [Mention("russia", at("רוסי"), "name", "rules")]
    text = draft(ARTICLE, Layers(LAYERS.source, LAYERS.sentences, [], cut))
    assert "{actor_id: russia, words: רוסיה, nth: 1, form: name}  # rules: russia «רוסי» name" in text


def test_a_time_is_written_where_it_does_not_follow_from_the_only_date(tmp_path: Path) -> None:
    dated = replace(LAYERS.dates[0], edtf="2026")
    follows = replace(CLAIM, date_ids=("d1",), time="2026")
    differs = replace(CLAIM, local_id="c2", spans=(at("תחתום"),), date_ids=("d1",), time=None)
    layers = Layers(LAYERS.source, LAYERS.sentences[:1], [follows, differs], [], [dated])
    text = draft(ARTICLE, layers, "person").replace('proposition: ""', 'proposition: "It signs."')
    assert text.count("    time: null") == text.count("    time: ") == 1


def test_a_title_that_no_line_holds_is_left_out() -> None:
    assert "title:" not in draft(ARTICLE, LAYERS)
    titled = [replace(LAYERS.sentences[0], role="title"), LAYERS.sentences[1]]
    source = replace(LAYERS.source, title=TEXT[:26])
    assert f"  title: {TEXT[:26]}\n" in draft(ARTICLE, Layers(source, titled))
