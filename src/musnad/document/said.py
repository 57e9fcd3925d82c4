"""Said: claims of a release go in; out comes how a page tells them: the words, who said it through whom, and when.

What several kinds of page tell in the same way stands here, its markup in ``templates/said.html``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from musnad import languages
from musnad.chains import ARTICLE, principal
from musnad.corroboration import AGREEING, UNCOMMITTED
from musnad.document.book import Book
from musnad.records import Registry, Row

Range = tuple[int, int]


class Piece(NamedTuple):
    """Words of a claim in a row, and whether they are marked."""

    words: str
    marked: bool


class Voice(NamedTuple):
    """One hop of a chain: the actors, and where there are none the words for them, if any."""

    role: str
    actor_ids: tuple[str, ...]
    surface: str | None
    cue: str | None


def pieces(claim: Row, marks: Iterable[Range] = ()) -> list[Piece]:
    """The words of a claim, cut where a mark begins or ends; `marks` are offsets in the article, and may overlap."""
    wanted = list(marks)
    found: list[Piece] = []
    for number, span in enumerate(claim["spans"]):
        if number:
            found.append(Piece(" … ", False))
        start, end = span["start"], span["end"]
        cuts = {start, end, *(at for mark in wanted for at in mark if start < at < end)}
        for left, right in zip(sorted(cuts), sorted(cuts)[1:], strict=False):
            marked = any(first <= left and right <= last for first, last in wanted)
            words = span["quote"][left - start : right - start]
            if found and found[-1].marked == marked and left > start:
                found[-1] = Piece(found[-1].words + words, marked)
            else:
                found.append(Piece(words, marked))
    return found


def voices(claim: Row) -> list[Voice]:
    """The chain of a claim from its origin outwards, without the article that closes it."""
    return [
        Voice(hop["role"], tuple(hop["actor_ids"]), hop["surface"], hop["cue"])
        for hop in claim["attribution"]
        if hop["role"] != ARTICLE
    ]


def counting(claim: Row, relation: str) -> bool:
    """Whether a member of a cluster counts towards its roots: it agrees, and its source commits itself."""
    return relation in AGREEING and claim["factuality"] not in UNCOMMITTED


def named(book: Book, actor_ids: Iterable[str]) -> list[str]:
    """The English names of actors."""
    return [book.row("actors", actor_id)["name"] for actor_id in actor_ids]


def top(registry: Registry, actor_id: str) -> str:
    """The actor to whom `part_of` and `speaks_for` lead in the end; who is joined by them counts as one root."""
    seen: set[str] = set()
    while actor_id not in seen:
        seen.add(actor_id)
        actor_id = principal(actor_id, registry)
        entry = registry.get(actor_id)
        actor_id = entry.part_of if entry and entry.part_of else actor_id
    return actor_id


def short_names(sources: Sequence[Row]) -> dict[str, str]:
    """Article to a short name for it: its id up to the first underscore, where no other begins so."""
    heads = Counter(row["source_id"].split("_")[0] for row in sources)
    return {
        row["source_id"]: head if heads[head := row["source_id"].split("_")[0]] == 1 else row["source_id"]
        for row in sources
    }


def language_name(code: str) -> str:
    """The English name of a language, or its code where no file describes it."""
    return languages.load(code).name if code in languages.available() else code


def count(number: int, one: str, several: str = "") -> str:
    """A number with its noun: ``1 claim``, ``2 claims``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def names(book: Book) -> dict[str, Any]:
    """What the macros of ``templates/said.html`` need besides the book: hand it to `templating.page`."""
    return {
        "pieces": pieces,
        "voices": voices,
        "counting": counting,
        "count": count,
        "language_name": language_name,
        "short": short_names(book.articles),
    }
