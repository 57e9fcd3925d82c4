"""The pages of the articles: a release goes in, one page per article and their index come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from musnad.document import layers, links, templating
from musnad.document.book import Book
from musnad.document.segments import Mark, Segment, segments
from musnad.records import Row
from musnad.spans import Span


class Sentence(NamedTuple):
    """A sentence as the page shows it: the white space before it, its row, its pieces."""

    before: str
    row: Row
    pieces: Sequence[Segment]


class Paragraph(NamedTuple):
    """Sentences between two line breaks, and the white space before them."""

    before: str
    sentences: list[Sentence]


def pages(book: Book) -> dict[str, str]:
    """Every page of the articles, by its path below ``docs/``."""
    named = {source["source_id"]: roots(book, source["source_id"]) for source in book.articles}
    found = {"articles/index.md": templating.page("articles.md", "articles/index", book, roots=named)}
    starts = layers.starts(book)
    for source in book.articles:
        here = links.article_page(source["source_id"])
        shown = _shown(book, source, starts.get(source["source_id"], set()))
        found[f"{here}.md"] = templating.page("article.md", here, book, **shown)
    return found


def _shown(book: Book, source: Row, starts: Set[int]) -> dict[str, object]:
    key = source["source_id"]
    claims = book.of_article("claims", key)
    lengths = {claim["claim_id"]: sum(span["end"] - span["start"] for span in claim["spans"]) for claim in claims}
    marks = layers.marks(book, key)
    found, rest = paragraphs(source["text"], book.of_article("sentences", key), marks, starts)
    return {
        "source": source,
        "claims": claims,
        "mentions": book.of_article("mentions", key),
        "dates": book.of_article("dates", key),
        "roots": roots(book, key),
        "paragraphs": found,
        "rest": rest,
        "layers": layers.LAYERS,
        "starts": starts,
        "counts": layers.counts(marks),
        "tints": tints(claims),
        "first": lambda piece: first(piece.marks, lengths),
        "by_layer": layers.by_layer,
    }


def roots(book: Book, source_id: str) -> set[str]:
    """The actors with whom the claims of an article originate."""
    return {root for claim in book.of_article("claims", source_id) for root in claim["root_ids"]}


def paragraphs(
    text: str, sentences: Sequence[Row], marks: Sequence[Mark], starts: Set[int]
) -> tuple[list[Paragraph], str]:
    """The whole text of an article, in order, and the white space at its end: joined, they are exactly the text."""
    found, at = list[Paragraph](), 0
    for row in sentences:
        span, before = Span(row["start"], row["end"]), text[at : row["start"]]
        pieces = segments(
            text, span, [mark for mark in marks if mark.start < span.end and span.start < mark.end], starts
        )
        if not found or "\n" in before:
            found.append(Paragraph(before, [Sentence("", row, pieces)]))
        else:
            found[-1].sentences.append(Sentence(before, row, pieces))
        at = span.end
    return found, text[at:]


def tints(claims: Sequence[Row]) -> Callable[[Sequence[str]], str]:
    """What tells claims from their neighbours: every other one is tinted otherwise; where they overlap, both show."""
    number = {claim["claim_id"]: at for at, claim in enumerate(claims)}
    return lambda rows: " ".join(sorted({("even", "odd")[number[row] % 2] for row in rows}))


def first(marks: Sequence[Mark], lengths: dict[str, int]) -> str:
    """The row that words lead to: the shortest claim that they belong to, else what else they belong to."""
    claims = [mark.row for mark in marks if mark.layer == "claim"]
    return min(claims, key=lambda row: lengths[row]) if claims else marks[0].row.partition(".")[0]
