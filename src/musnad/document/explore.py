"""The page to explore: a release goes in; out comes a page that lists its claims and brings what its script needs.

The script (``docs/assets/explore.js``) reads the Parquet files themselves and knows neither the tables' columns nor
their vocabularies, nor how spellings are made alike, nor where a row is shown: all of that the page brings as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from musnad import languages
from musnad.document import firmness, links, templating
from musnad.document.book import Book
from musnad.folding import fold

HERE = "explore"
LISTED = 500
"""Most claims that the plain list holds; a page with more would be slow before its script has even begun."""
AT_ONCE = 50
"""Claims that the script draws before one asks for more."""

OPEN = ("language", "speaker", "kind", "factuality")
"""Facets whose values are seen at once on a wide screen."""

_READ = {"claims": "", "sources": "title", "actors": "name", "clusters": "proposition", "provisions": "name"}
"""The tables that the script reads, and the column that names a row of each."""
_SPELLINGS = (range(0x20, 0x3000), range(0xFB00, 0xFF00))
"""The code points whose folding the page brings: beyond these the scripts of the languages have none."""


class Facet(NamedTuple):
    """A way to divide the claims.

    Attributes:
        name: what the address of the page calls it.
        title: what the page calls it.
        column: the column that holds the values, of `table`.
        table: ``claims``, or the table of the rows that the column `through` of the claims leads to.
        through: empty for a column of the claims.
        names: the table whose rows the values are, if they are keys.
        inside: where the column holds a chain, the values of its hops behind the first.
    """

    name: str
    title: str
    column: str
    table: str = "claims"
    through: str = ""
    names: str = ""
    inside: str = ""


FACETS = (
    Facet("article", "Article", "source_id", names="sources"),
    Facet("language", "Language", "language"),
    Facet("speaker", "Speaker", "speaker_ids", names="actors"),
    Facet("root", "Origin", "root_ids", names="actors"),
    Facet("kind", "Kind", "kind"),
    Facet("factuality", "Factuality", "factuality"),
    Facet("support", "Support of its cluster", "support", table="clusters", through="cluster_id"),
    Facet("through", "Passed on by", "attribution", names="actors", inside="actor_ids"),
    Facet("chain", "Chain of attribution", "chain_status"),
    Facet("provision", "Provision", "provision_ids", names="provisions"),
)


def pages(book: Book) -> dict[str, str]:
    """The page, by its path below ``docs/``."""
    claims = [claim for source in book.articles for claim in book.of_article("claims", source["source_id"])]
    return {
        f"{HERE}.md": templating.page(
            "explore.md", HERE, book, claims=claims[:LISTED], total=len(claims), setup=setup(book), facets=FACETS
        )
    }


def setup(book: Book) -> dict[str, Any]:
    """What the script is told."""
    untitled = [source["source_id"] for source in book.articles if not source["title"]]
    files = {name: entry["file"] for name, entry in book.manifest["tables"].items() if entry["file"]}
    return {
        "tables": {name: links.href(HERE, f"data/{files[name]}", ending="") for name in _READ if name in files},
        "names": {name: column for name, column in _READ.items() if column},
        "places": dict(places()),
        "facets": [facet._asdict() | {"values": values(facet), "none": none(facet)} for facet in FACETS],
        "directions": {name: languages.load(name).script_direction for name in languages.available()},
        "spellings": spellings(),
        "open": OPEN,
        "headlines": {key: book.headline(key) for key in untitled[:LISTED]},
        "at_once": AT_ONCE,
    }


def places() -> Iterable[tuple[str, str]]:
    """Table to the address of a row, in which ``KEY`` stands for its key and ``ARTICLE`` for its article."""
    for table in _READ:
        key = f"{table.removesuffix('s')}_id"
        yield table, links.href(HERE, *links.place(table, {"source_id": "ARTICLE"} | {key: "KEY"}))


def values(facet: Facet) -> list[tuple[str, str, str]]:
    """The values of a closed vocabulary, each with its name and its meaning, in order; else none, the data tell."""
    if facet.names:
        return []
    if facet.column == "language":
        return [(name, languages.load(name).name, "") for name in languages.available()]
    meanings = templating.vocabulary(facet.table, facet.column)
    named = firmness.coded if facet.column == "factuality" else templating.in_words
    return [(value, named(value), meaning) for value, meaning in meanings.items() if value is not None]


def none(facet: Facet) -> str:
    """What it means that a claim has no value there."""
    if facet.inside:
        return "Nobody stands between its origin and the article."
    if facet.through:
        return f"{templating.null('claims', facet.through)} {templating.meaning(facet.table, facet.column, None)}"
    return templating.empty(facet.table, facet.column) if facet.column.endswith("_ids") else ""


def spellings() -> list[tuple[str, str]]:
    """Letter to every letter that is folded to it; the empty one stands for what is left out."""
    alike: dict[str, str] = {}
    for code in (code for codes in _SPELLINGS for code in codes):
        if (folded := fold(chr(code)).text) != chr(code):
            alike[folded] = alike.get(folded, "") + chr(code)
    return list(alike.items())
