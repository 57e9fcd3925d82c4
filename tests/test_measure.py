"""Measure: articles meet their annotation and their extraction, and nothing leaks from one to the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.evaluate import report
from musnad.extract import extract
from musnad.measure import cases
from musnad.problems import Misuse, ProblemsFound
from musnad.records import Article, Layers, Registry, Source


def test_a_case_holds_what_is_annotated_and_what_is_extracted(corpus: Path) -> None:
    measured = cases(corpus / "seeds", corpus / "annotations")
    assert [one.article.source_id for one in measured] == ["a_he", "b_ar"]
    for one in measured:
        assert one.layers == {"sentences", "claims", "mentions", "dates"}
        assert {row.method for row in one.annotated.mentions} == {"annotated"}
        assert {row.method for row in one.extracted.mentions} == {"rules"}


def test_the_day_of_publication_is_given_only_to_the_second_extraction(corpus: Path) -> None:
    seen: list[tuple[str, str | None]] = []

    def watched(article: Article, registry: Registry, published: str | None) -> Layers:
        seen.append((article.source_id, published))
        return extract(article, registry, published)

    cases(corpus / "seeds", corpus / "annotations", watched)
    assert seen == [("a_he", None), ("a_he", "2026-01-06"), ("b_ar", None)]  # no day is annotated for the second


def test_an_article_without_annotation_is_a_case_without_layers(corpus: Path) -> None:
    (corpus / "annotations" / "articles" / "b_ar.yaml").unlink()
    for name in ("clusters.yaml", "provisions.yaml"):
        (corpus / "annotations" / name).unlink()

    def refuses(article: Article, registry: Registry, published: str | None) -> Layers:
        assert article.source_id == "a_he"
        return Layers(Source())

    assert [bool(one.layers) for one in cases(corpus / "seeds", corpus / "annotations", refuses)] == [True, False]


def test_only_the_layers_that_are_annotated_are_measured(corpus: Path) -> None:
    judged = corpus / "annotations" / "articles" / "a_he.yaml"
    text = judged.read_text(encoding="utf-8").replace("sentences, claims, mentions, dates", "sentences, dates")
    left_out = text[text.index("  claims:") : text.rindex("  dates:")]
    judged.write_text(text.replace(left_out, ""), encoding="utf-8", newline="\n")
    for name in ("clusters.yaml", "provisions.yaml"):
        (corpus / "annotations" / name).unlink()
    partly, wholly = cases(corpus / "seeds", corpus / "annotations")
    assert partly.layers == {"sentences", "dates"}
    found = report("musnad rules", [partly, wholly])
    assert found.not_measured == {"mentions": ("a_he",), "claims": ("a_he",)}
    assert {"mentions_exact", "cues"}.isdisjoint(found.groups["he"].figures)
    assert {"mentions_exact", "cues"} <= found.groups["ar"].figures.keys()


def test_an_annotation_of_another_text_measures_nothing(corpus: Path) -> None:
    path = corpus / "seeds" / "a_he.txt"
    path.write_text(path.read_text(encoding="utf-8") + "עוד משפט.\n", encoding="utf-8", newline="\n")
    with pytest.raises(ProblemsFound, match="articles_are_unchanged"):
        cases(corpus / "seeds", corpus / "annotations")


def test_a_folder_without_annotations_is_misuse(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Misuse, match="annotates no layer"):
        cases(corpus / "seeds", tmp_path / "empty")
    with pytest.raises(Misuse, match="--annotations DIR"):
        cases(corpus / "seeds", tmp_path / "nowhere")
