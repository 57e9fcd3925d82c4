"""The page of the timeline: a release goes in; the days that articles name against their publication come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from musnad import edtf
from musnad.document import lanes, said, templating
from musnad.document.axis import ordinal
from musnad.document.book import Book
from musnad.records import Row

PAGE = "timeline"

MOST = 40
"""With more articles than this no drawing is made: nobody could read it."""

HEADER = "header"
"""The rule of a date header, which is the publication and no day that the article speaks of."""


class Timed(NamedTuple):
    """A claim with a time, and by how many days its article came out later, where both are single days."""

    claim: Row
    later: int | None


def pages(book: Book) -> dict[str, str]:
    """The page of the timeline, by its path below ``docs/``."""
    dates = [row for source in book.articles for row in book.of_article("dates", source["source_id"])]
    short = said.short_names(book.articles)
    drawn = [lane for source in _by_publication(book.articles) if (lane := _lane(book, source, short)) is not None]
    shown: dict[str, Any] = {
        "drawing": lanes.drawing(drawn) if drawn and len(book.articles) <= MOST else "",
        "timed": list(timed(book.tables["claims"])),
        "placed": sorted((row for row in dates if _placed(row)), key=_when),
        "open": [row for row in dates if not _placed(row)],
        "dates": dates,
    }
    return {f"{PAGE}.md": templating.page("timeline.md", PAGE, book, **shown, **said.names(book))}


def timed(claims: Iterable[Row]) -> Iterator[Timed]:
    """The claims with a time, the earliest first."""
    with_time = [row for row in claims if row["time"] is not None]
    for claim in sorted(
        with_time, key=lambda row: (*_bounds(row["time_earliest"], row["time_latest"]), row["claim_id"])
    ):
        day = ordinal(claim["time_earliest"])
        published = _published(claim["published"])
        single = claim["time_earliest"] == claim["time_latest"] and published and published.first == published.last
        yield Timed(claim, published.first - day if single and published and day else None)


def _lane(book: Book, source: Row, short: dict[str, str]) -> lanes.Lane | None:
    """What is drawn of an article; None where no day of it can be."""
    published = _published(source["published"])
    spans = [
        lanes.Span(first, last, edtf.is_uncertain(row["edtf"]))
        for row in book.of_article("dates", source["source_id"])
        if row["rule"] != HEADER
        and (first := ordinal(row["earliest"])) is not None
        and (last := ordinal(row["latest"])) is not None
    ]
    words = (
        f"{short[source['source_id']]} · {said.language_name(source['language'])}",
        source["published"] or "no day",
    )
    return lanes.Lane(words, published, spans) if published or spans else None


def _published(value: str | None) -> lanes.Span | None:
    """The first and last day on which an article may have come out."""
    first, last = edtf.bounds(value) if value else (None, None)
    days = ordinal(first), ordinal(last)
    return lanes.Span(days[0], days[1], edtf.is_uncertain(value or "")) if days[0] and days[1] else None


def _by_publication(sources: Iterable[Row]) -> list[Row]:
    return sorted(sources, key=lambda row: ((row["published"] or "~").rstrip("?~%"), row["source_id"]))


def _placed(date: Row) -> bool:
    """Whether a date has a place on the calendar."""
    return date["earliest"] is not None or date["latest"] is not None


def _when(date: Row) -> tuple[int, int, str]:
    return (*_bounds(date["earliest"], date["latest"]), date["date_id"])


def _bounds(first: str | None, last: str | None) -> tuple[int, int]:
    """Days to sort by; an open side is as far as the other."""
    days = ordinal(first or last), ordinal(last or first)
    return days[0] or 0, days[1] or 0
