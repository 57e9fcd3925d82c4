"""Layers: an article of a release goes in, what its page marks in the text comes out, layer by layer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from musnad import schema
from musnad.document.book import Book
from musnad.document.segments import Mark, Segment
from musnad.records import Row


class Layer(NamedTuple):
    """What a reader can switch on and off.

    Attributes:
        name: what the page calls it in its code.
        title: what a reader calls it.
        table: the table whose rows it shows.
        column: the column whose words it shows, or nothing.
        means: what its words are, to somebody who reads the article and not the table.
    """

    name: str
    title: str
    table: str
    column: str
    means: str


LAYERS = (
    Layer("claim", "Claims", "claims", "spans", "What somebody puts forward: the exact words, without who says it."),
    Layer("speaker", "Sources", "claims", "attribution[].quote", "Who says it, in the words of the article."),
    Layer("cue", "Cues", "claims", "attribution[].cue", "The words that signal it: “said”, “according to”."),
    Layer("condition", "Conditions", "claims", "condition", "What a claim hangs on: “if”, “when”, “as soon as”."),
    Layer("mention", "Mentions", "mentions", "", "Names and descriptions of persons, states, bodies and documents."),
    Layer("date", "Dates", "dates", "", "Days, months, and lengths of time."),
)
"""In the order of the toolbar. *Source* is who speaks, as the codebook has it."""


def marks(book: Book, source_id: str) -> list[Mark]:
    """Everything that is marked in an article. A hop is called by its claim and its place: ``clm_….1``."""
    found = [mark for claim in book.of_article("claims", source_id) for mark in _of_claim(claim)]
    for layer, table in (("mention", "mentions"), ("date", "dates")):
        key = schema.table(table).key
        found += [Mark(row["start"], row["end"], layer, row[key]) for row in book.of_article(table, source_id)]
    return found


def _of_claim(claim: Row) -> Iterator[Mark]:
    row = claim["claim_id"]
    for span in claim["spans"]:
        yield Mark(span["start"], span["end"], "claim", row)
    for hop in claim["attribution"]:
        name = f"{row}.{hop['hop']}"
        if hop["start"] is not None:
            yield Mark(hop["start"], hop["end"], "speaker", name)
        for span in hop["cue_spans"]:
            yield Mark(span["start"], span["end"], "cue", name)
    for layer in ("condition", "place"):
        if claim[f"{layer}_start"] is not None:
            yield Mark(claim[f"{layer}_start"], claim[f"{layer}_end"], layer, row)


def by_layer(segment: Segment) -> Mapping[str, list[str]]:
    """The rows that words belong to, by layer."""
    found: dict[str, list[str]] = {}
    for mark in segment.marks:
        found.setdefault(mark.layer, []).append(mark.row)
    return found


def counts(found: Iterable[Mark]) -> Mapping[str, int]:
    """How many rows each layer marks; a hop counts once for each claim that it passes on."""
    return Counter(layer for layer, _ in {(mark.layer, mark.row) for mark in found})


def starts(book: Book) -> Mapping[str, set[int]]:
    """Where any span of any table begins, article by article: each of these places has a link of its own."""
    found: dict[str, set[int]] = defaultdict(set)
    for name in schema.TABLES:
        for columns in schema.table(name).spans:
            for row in book.tables[name]:
                for article, start in _located(book, row, columns):
                    found[article].add(start)
    return found


def _located(book: Book, row: Row, columns: schema.SpanColumns) -> Iterator[tuple[str, int]]:
    """The article and the start of each of a row's spans; a span whose article is a claim lies in that claim's."""
    articles = [
        book.by_key["claims"][key]["source_id"] if key in book.by_key["claims"] else key
        for _, key in schema.locate(row, columns.article)
    ]
    places = [start for _, start in schema.locate(row, columns.start)]
    for at, start in enumerate(places):
        if start is not None:
            yield articles[at] if len(articles) == len(places) else articles[0], start
