"""A release as its pages read it: what an article is called where it has no headline."""

from __future__ import annotations

from typing import Any

from musnad.document.book import OPENING, Book


def with_article(small: Book, title: str | None, sentences: list[tuple[str, str]]) -> Book:
    source = small.articles[0] | {"title": title}
    row: dict[str, Any] = {"source_id": source["source_id"], "end": 0, "no_claim_reason": None}
    rows = [row | {"sentence_id": f"s{n}", "start": n, "role": r, "quote": q} for n, (r, q) in enumerate(sentences)]
    return Book(small.manifest, {**small.tables, "sources": [source], "sentences": rows})


def headline(small: Book, title: str | None, *sentences: tuple[str, str]) -> str:
    return with_article(small, title, list(sentences)).headline(small.articles[0]["source_id"])


def test_an_article_is_called_by_its_headline(small: Book) -> None:
    assert headline(small, "قمة في باريس", ("prose", "اجتمع القادة.")) == "قمة في باريس"


def test_an_article_without_a_headline_is_called_by_the_words_its_report_opens_with(small: Book) -> None:
    opening = headline(small, None, ("metadata", "date 2026-01-07"), ("prose", "اجتمع القادة أمس في باريس. " * 5))
    assert opening.startswith("اجتمع القادة أمس")
    assert opening.endswith(" …")
    assert len(opening) <= OPENING + 2
    assert headline(small, None, ("lead", "קצר\nמאוד")) == "קצר מאוד"


def test_an_article_without_a_report_is_called_by_its_name(small: Book) -> None:
    assert headline(small, None, ("metadata", "0:00")) == small.articles[0]["source_id"]
