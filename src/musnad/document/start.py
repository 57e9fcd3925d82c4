"""The first page: a release goes in; what it is comes out, with one claim followed from its article to its row.

The claim is chosen from the data, the same one for the same data: nobody has to pick another when the corpus changes.
"""

from __future__ import annotations

from collections import Counter

from musnad.document import templating
from musnad.document.book import Book
from musnad.document.layers import by_layer
from musnad.document.segments import Mark, Segment, segments
from musnad.records import Row
from musnad.spans import Span


def pages(book: Book) -> dict[str, str]:
    """The first page, by its path below ``docs/``."""
    claim = telling(book)
    shown = {
        "claim": claim,
        "pieces": excerpt(book, claim) if claim else [],
        "by_layer": by_layer,
        "languages": sorted({templating.language_name(source["language"]) for source in book.tables["sources"]}),
        "subject": subject(book),
        "most_told": max(book.tables["clusters"], key=_told, default=None),
        "makers": makers(book),
    }
    return {"index.md": templating.page("start.md", "index", book, **shown)}


def subject(book: Book) -> Row | None:
    """What a corpus is about: the component of its system that holds most others, if any holds one."""
    held = Counter(row["part_of"] for row in book.tables["provisions"] if row["part_of"] is not None)
    whole = [row for row in book.tables["provisions"] if row["part_of"] is None and held[row["provision_id"]]]
    return max(whole, key=lambda row: held[row["provision_id"]], default=None)


def makers(book: Book) -> list[str]:
    """Who annotated the articles and who read the annotation again, as far as they have been, in words."""
    found = Counter((row["review_status"], row["annotator"], row["reviewer"]) for row in book.tables["sources"])
    return [_made(number, *how) for how, number in sorted(found.items(), key=lambda pair: -pair[1])]


def _made(number: int, status: str, annotator: str | None, reviewer: str | None) -> str:
    articles = f"{number} article{'s' if number != 1 else ''}"
    if annotator is None:
        return f"{articles}, {templating.meaning('sources', 'review_status', status).rstrip('.').lower()}"
    read_again = f", and read again by {_who('reviewer', reviewer)}" if reviewer is not None else ""
    return f"{articles}, annotated by {_who('annotator', annotator)}{read_again}"


def _who(column: str, value: str) -> str:
    return templating.meaning("sources", column, value).rstrip(".").lower()


def _told(cluster: Row) -> tuple[int, int, str]:
    return cluster["n_sources"], cluster["n_claims"], cluster["cluster_id"]


def telling(book: Book) -> Row | None:
    """The claim that shows most at once: told by the most articles, through the longest chain whose words are near."""

    def shows(claim: Row) -> tuple[int, int, bool, int, str]:
        cluster = book.row("clusters", claim["cluster_id"])
        hops = [hop for hop in claim["attribution"] if hop["start"] is not None]
        far = max(abs(hop["start"] - claim["start"]) for hop in hops)
        return cluster["n_sources"], len(hops), bool(claim["provision_ids"]), -far, claim["claim_id"]

    clear = [row for row in book.tables["claims"] if row["chain_status"] == "complete" and row["cluster_id"]]
    in_one_piece = [row for row in clear if len(row["spans"]) == 1 and row["attribution"][0]["start"] is not None]
    return max(in_one_piece, key=shows, default=None)


def excerpt(book: Book, claim: Row) -> list[Segment]:
    """The sentences of a claim and of all that its chain rests on, in pieces marked ``claim``, ``speaker``, ``cue``."""
    marks = [Mark(span["start"], span["end"], "claim", claim["claim_id"]) for span in claim["spans"]]
    for hop in claim["attribution"]:
        if hop["start"] is not None:
            marks.append(Mark(hop["start"], hop["end"], "speaker", str(hop["hop"])))
        marks += [Mark(span["start"], span["end"], "cue", str(hop["hop"])) for span in hop["cue_spans"]]
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    inside = [
        row for row in book.of_article("sentences", claim["source_id"]) if row["start"] < last and first < row["end"]
    ]
    text = book.row("sources", claim["source_id"])["text"]
    return segments(text, Span(inside[0]["start"], inside[-1]["end"]), marks)
