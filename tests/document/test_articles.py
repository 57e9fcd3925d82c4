"""The pages of the articles show the text whole and exact, every row at its words, and obey nothing that data says."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest

from musnad.document import articles, book, links
from musnad.document.book import Book
from musnad.records import Row

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "</p></div>\n\n# h\n\n<script>alert(1)</script> <img src=x onerror=alert(1)> {{ config }} {% raw %} **x** `y` "
    "[z](javascript:alert(1)) \u202eهنا\u202c"
)
VOID = {"br", "img", "input", "hr"}


class Element:
    """An element of a page: its name, its attributes, what it holds."""

    def __init__(self, name: str, attributes: dict[str, str | None], above: Element | None) -> None:
        self.name, self.attributes, self.above = name, attributes, above
        self.holds: list[Element | str] = []

    def all(self) -> Iterator[Element]:
        """Itself and everything below it, in order."""
        yield self
        for one in self.holds:
            if isinstance(one, Element):
                yield from one.all()

    @property
    def text(self) -> str:
        """Its words; those in the margin of a text are not the text's."""
        parts = (one if isinstance(one, str) else "" if one.has("class", "why") else one.text for one in self.holds)
        return "".join(parts)

    def has(self, attribute: str, word: str) -> bool:
        """Whether `word` is one of those in an attribute."""
        return word in (self.attributes.get(attribute) or "").split()


class Page(HTMLParser):
    """A page as its markup nests."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("page", {}, None)
        self.feed(markdown.markdown(page, extensions=["attr_list", "md_in_html", "tables", "meta"]))
        assert self.here is self.root, f"<{self.here.name}> is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.holds.append(element := Element(tag, dict(attrs), self.here))
        self.here = self.here if tag in VOID else element

    def handle_endtag(self, tag: str) -> None:
        assert self.here.name == tag, f"</{tag}> closes <{self.here.name}>"
        assert self.here.above
        self.here = self.here.above

    def handle_data(self, data: str) -> None:
        self.here.holds.append(data)

    def all(self, attribute: str, word: str) -> list[Element]:
        """Every element with that word in that attribute."""
        return [element for element in self.root.all() if element.has(attribute, word)]


def pages_of(release: Book) -> dict[str, tuple[Row, Page]]:
    shown = articles.pages(release)
    keys = (source["source_id"] for source in release.articles)
    return {key: (release.row("sources", key), Page(shown[f"{links.article_page(key)}.md"])) for key in keys}


@pytest.fixture(scope="module", params=["this repository", "small corpus"])
def release(request: pytest.FixtureRequest, built_corpus: Path) -> Book:
    return book.read(ROOT / "data" if request.param == "this repository" else built_corpus)


@pytest.fixture(scope="module")
def shown(release: Book) -> dict[str, tuple[Row, Page]]:
    return pages_of(release)


def words(page: Page, layer: str, row: str) -> str:
    """The words that the page marks for a row."""
    return "".join(element.text for element in page.all(f"data-{layer}", row) if element.name == "a")


def test_the_text_stands_on_its_page_whole_and_exact(shown: dict[str, tuple[Row, Page]]) -> None:
    for source, page in shown.values():
        (text,) = page.all("class", "article-text")
        assert text.text == source["text"]
        assert (text.attributes["lang"], text.attributes["dir"]) == (source["language"], source["script_direction"])


def test_the_words_marked_for_every_row_are_those_of_its_quote(release: Book, shown: dict[str, Any]) -> None:
    for key, (source, page) in shown.items():
        for claim in release.of_article("claims", key):
            name = claim["claim_id"]
            text = "".join(source["text"][a:b] for a, b in sorted({(s["start"], s["end"]) for s in claim["spans"]}))
            assert words(page, "claim", name) == text
            assert words(page, "condition", name) == (claim["condition"] or "")
            assert words(page, "place", name) == (claim["place"] or "")
            for hop in claim["attribution"]:
                cue = "".join(source["text"][one["start"] : one["end"]] for one in hop["cue_spans"])
                assert words(page, "speaker", f"{name}.{hop['hop']}") == (hop["quote"] or "")
                assert words(page, "cue", f"{name}.{hop['hop']}") == cue
        for layer, table in (("mention", "mentions"), ("date", "dates")):
            for row in release.of_article(table, key):
                assert words(page, layer, row[f"{layer}_id"]) == row["quote"]


def test_every_row_and_every_span_of_an_article_has_one_place_to_link_to(release: Book, shown: dict[str, Any]) -> None:
    for key, (_, page) in shown.items():
        ids = [element.attributes["id"] for element in page.root.all() if "id" in element.attributes]
        assert len(ids) == len(set(ids))
        rows = [row["claim_id"] for row in release.of_article("claims", key)]
        rows += [row["sentence_id"] for row in release.of_article("sentences", key)]
        rows += [links.words_anchor(mention["start"]) for mention in release.of_article("mentions", key)]
        assert set(rows) <= set(ids)


def test_a_sentence_without_claims_says_why(release: Book, shown: dict[str, Any]) -> None:
    for key, (_, page) in shown.items():
        silent = [row for row in release.of_article("sentences", key) if row["no_claim_reason"]]
        notes = [element.text.split()[:2] for element in page.all("class", "why")]
        assert notes == [[str(row["position"]), row["no_claim_reason"]] for row in silent]


def test_a_card_tells_the_chain_from_the_origin_to_the_article(release: Book, shown: dict[str, Any]) -> None:
    for key, (_, page) in shown.items():
        for claim in release.of_article("claims", key):
            (card,) = page.all("id", claim["claim_id"])
            hops = [element for element in card.all() if element.has("class", "hop")]
            assert [hop.attributes["data-hop"] for hop in hops] == [
                f"{claim['claim_id']}.{hop['hop']}" for hop in claim["attribution"]
            ]
            for hop, element in zip(claim["attribution"], hops, strict=True):
                assert hop["role"] in element.text
                for actor in hop["actor_ids"]:
                    assert release.row("actors", actor)["name"] in element.text


def altered(release: Book, source_id: str, **columns: Any) -> Book:
    """The release with one article changed, and nothing else in it."""
    source = release.row("sources", source_id) | columns
    tables = {table: [] for table in release.tables} | {"sources": [source]}
    sentence = {"sentence_id": "sen_000000000000", "source_id": source_id, "position": 1, "start": 0}
    sentence |= {"end": len(source["text"]), "quote": source["text"], "role": "prose"}
    tables["sentences"] = [sentence | {"no_claim_reason": "not_extracted", "method": "rules"}]
    return Book(release.manifest, tables)


def test_an_article_that_contains_markup_and_bidi_overrides_shows_them_as_text(built_corpus: Path) -> None:
    hostile = altered(book.read(built_corpus), "a_he", text=HOSTILE, title=HOSTILE.replace("\n", " "))
    source, page = pages_of(hostile)["a_he"]
    (text,) = page.all("class", "article-text")
    assert text.text == source["text"].replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]")
    assert not {"img", "strong", "em"} & {element.name for element in page.root.all()}
    scripts = [element for element in page.root.all() if element.name == "script"]
    assert [script.attributes for script in scripts] == [{"type": "module", "src": "../assets/article.js"}]
    assert "\u202e" not in articles.pages(hostile)["articles/index.md"]


def test_characters_that_belong_to_a_text_are_kept_and_those_that_mislead_are_named(built_corpus: Path) -> None:
    text = "a\tمی\u200cخواهم «\u200fab\u200e»\u00a0\n\n    x \u2066y\u2069 \u202ez"
    _, page = pages_of(altered(book.read(built_corpus), "a_he", text=text))["a_he"]
    (shown,) = page.all("class", "article-text")
    assert shown.text == "a\tمی\u200cخواهم «\u200fab\u200e»\u00a0\n\n    x [U+2066]y[U+2069] [U+202E]z"


def test_a_claim_of_the_extractor_shows_its_words_where_it_has_no_proposition(built_corpus: Path) -> None:
    release = book.read(built_corpus)
    bare = {"proposition": None, "cluster_id": None, "relation": None, "provision_ids": [], "note": None}
    claims = [claim | bare | {"method": "rules", "chain_status": "unresolved"} for claim in release.tables["claims"]]
    _, page = pages_of(Book(release.manifest, {**release.tables, "claims": claims}))["a_he"]
    claim = next(one for one in claims if one["source_id"] == "a_he")
    (card,) = page.all("id", claim["claim_id"])
    (head,) = [element for element in card.all() if element.has("class", "claim-head")]
    assert head.text == claim["content"]
