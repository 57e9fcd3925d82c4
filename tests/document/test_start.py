"""The first page follows one claim of the data, whichever tells most, and says nothing that the data does not."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from musnad.document import book, start

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def published() -> book.Book:
    return book.read(ROOT / "data")


def test_the_claim_that_is_followed_is_told_by_as_many_articles_as_any(published: book.Book) -> None:
    claim = start.telling(published)
    assert claim is not None
    most = max(row["n_sources"] for row in published.tables["clusters"])
    assert published.row("clusters", claim["cluster_id"])["n_sources"] == most
    assert claim["chain_status"] == "complete"


def test_its_words_stand_in_the_excerpt_marked_and_exact(published: book.Book) -> None:
    claim = start.telling(published)
    assert claim is not None
    pieces = start.excerpt(published, claim)
    marked = "".join(piece.text for piece in pieces if any(mark.layer == "claim" for mark in piece.marks))
    assert marked == claim["quote"]
    text = published.row("sources", claim["source_id"])["text"]
    whole = "".join(piece.text for piece in pieces)
    assert text[pieces[0].start :].startswith(whole)


def test_the_page_shows_the_row_and_its_roots(published: book.Book) -> None:
    page = start.pages(published)["index.md"]
    claim = start.telling(published)
    assert claim is not None
    assert claim["proposition"] in html.unescape(page)
    cluster = published.row("clusters", claim["cluster_id"])
    counts = [int(one) for one in re.findall(r"<strong>(\d+)</strong>", page.split("follow-count")[1])][:3]
    assert counts == [cluster["n_claims"], cluster["n_sources"], cluster["n_roots"]]


def test_the_head_says_what_the_corpus_tells_of_and_who_made_it(published: book.Book) -> None:
    page = start.pages(published)["index.md"].split("## ")[0]
    subject = start.subject(published)
    assert subject is not None
    assert f"guarantees.html#{subject['provision_id']}" in page
    annotators = {row["annotator"] for row in published.tables["sources"]}
    assert annotators == {"language_model"}
    assert "annotated by a language model, and read again by a language model" in page


def test_every_word_that_the_head_explains_stands_in_the_glossary(published: book.Book) -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    linked = re.findall(r'glossary\.html#([\w-]+)"', start.pages(published)["index.md"])
    assert {"claim", "origin", "independent-root", "cluster", "provision", "factuality"} <= set(linked)
    for anchor in linked:
        assert f"{{: #{anchor} }}" in glossary


def test_a_corpus_without_clusters_has_a_first_page_without_a_claim() -> None:
    manifest = {"version": "0", "content_digest": "sha256:0", "tables": {}}
    empty = book.Book(manifest, {name: [] for name in ("sources", "claims", "actors", "clusters", "provisions")})
    page = start.pages(empty)["index.md"]
    assert "## Load it" in page
    assert "One claim" not in page
