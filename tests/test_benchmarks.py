"""The benchmarks: the articles that speed is measured on, the peers, and how runs are compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from musnad.judgements import read_judgements
from musnad.read import read_articles
from musnad.records import Actor, Article, Layers

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def beside_the_benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))


def test_varied_articles_are_all_different_and_always_the_same(tmp_path: Path) -> None:
    import varied

    size = varied.articles(ROOT / "seeds", tmp_path / "a", 60)
    assert varied.articles(ROOT / "seeds", tmp_path / "b", 60) == size
    found, problems = read_articles(tmp_path / "a")  # a twin would be a problem
    assert (len(found), problems) == (60, [])
    assert size == sum(len(one.text.encode()) for one in found)
    assert [one.sha256 for one in found] == [one.sha256 for one in read_articles(tmp_path / "b")[0]]


def test_the_registry_is_valid_and_knows_over_a_thousand_names_in_each_language(tmp_path: Path) -> None:
    import varied

    added = varied.registry(ROOT / "annotations" / "actors.yaml", tmp_path / "actors.yaml")
    judgements, problems = read_judgements(tmp_path)
    assert (problems, added >= varied.FEWEST_ALIASES) == ([], True)
    for language in ("ar", "he"):
        assert len({one.names[language] for one in judgements.registry.values() if language in one.names}) >= added


def run(system: str, speed: float, cpu: float) -> dict[str, Any]:
    same = {"articles": 100, "written": 99, "rows": 7, "wall_s": 1.0, "cpu_s": 2.0, "peak_mb": 200.0}
    return {"system": system, "articles_per_s": speed, "articles_per_cpu_s": cpu, **same}


def test_the_ratio_is_that_of_the_medians() -> None:
    import speed

    runs = [run("extractor", one, one / 2) for one in (900.0, 1_000.0, 5_000.0)]
    runs += [run("command", one, one) for one in (400.0, 500.0, 600.0)]
    runs += [run("pipeline", one, one) for one in (40.0, 50.0, 51.0)]
    *_, extractor, command = speed.comparison(runs)
    assert extractor == "extractor: 20.0 times the pipeline's articles per second, 10.0 times per CPU-second"
    assert command.startswith("command: 10.0 times")


def test_a_span_that_is_not_its_quote_stops_the_run() -> None:
    import speed

    hop = {"start": None, "end": None, "quote": None}
    row = {"start": 0, "end": 3, "quote": "abc", "spans": [{"start": 1, "end": 2, "quote": "b"}], "attribution": [hop]}
    speed.verify(row, "abcd")
    with pytest.raises(ValueError, match="does not stand at 1"):
        speed.verify(row | {"spans": [{"start": 1, "end": 2, "quote": "c"}]}, "abcd")


def pipeline_layers(text: str, language: str, published: str | None = None) -> Layers:
    pytest.importorskip("spacy")
    pytest.importorskip("dateparser")
    import pipeline

    actor = Actor("zelensky", "Zelensky", "person", names={"ar": "زيلينسكي", "he": "זלנסקי"})
    return pipeline.extract(Article("a", "a.txt", text, "0", language, "rtl"), {"zelensky": actor}, published)


def test_the_pipeline_finds_a_quotation_with_its_verb_and_the_nearest_name() -> None:
    text = 'لا اتفاق. وقال زيلينسكي "نحن مستعدون للسلام العادل".'
    quoted, plain = pipeline_layers(text, "ar").claims
    assert (quoted.spans[0].of(text), plain.spans[0].of(text)) == ("نحن مستعدون للسلام العادل", "لا اتفاق")
    (hop,) = quoted.attribution
    assert (hop.actor_ids, hop.cue_spans[0].of(text), plain.attribution) == (("zelensky",), "وقال", ())


def test_the_pipeline_counts_days_from_the_day_of_publication_that_it_is_given() -> None:
    text = "זלנסקי הגיע אתמול לפריז."
    assert [one.value for one in pipeline_layers(text, "he", "2026-01-06?").dates] == ["2026-01-05"]
    (found,) = pipeline_layers(text, "he").dates
    assert (found.value, found.span.of(text)) == ("1999-12-31", "אתמול")
