"""The page of corroboration: a release goes in; every cluster with its versions side by side comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from musnad.document import convergence, said, templating
from musnad.document.book import Book
from musnad.document.roots import OWN_VOICE, UNNAMED, Mark, Roots
from musnad.records import Row

PAGE = "corroboration"

URGENCY = ("contested", "single_root", "corroborated", None)
"""Kinds of support, in the order in which a reader should see them."""

COLUMNS = 12
"""With more articles than this the overview does not give each a column."""


class Version(NamedTuple):
    """One member of a cluster: the claim, its relation, its root, whether it counts, and which of its words differ."""

    claim: Row
    relation: str
    mark: Mark
    counts: bool
    differing: tuple[said.Range, ...]


class Shown(NamedTuple):
    """A cluster as it is shown, `depth` levels inside another. No drawing where all speak for themselves."""

    row: Row
    depth: int
    versions: list[Version]
    drawing: str


class Group(NamedTuple):
    """Clusters under one heading: those with that support, each with all that it is part of or that is part of it.

    Of these `others` have another support; `elsewhere` counts the clusters with this support under other headings.
    """

    support: str | None
    clusters: list[Shown]
    others: int
    elsewhere: int


def pages(book: Book) -> dict[str, str]:
    """The page of corroboration, by its path below ``docs/``."""
    roots = Roots(book)
    shown: dict[str, Any] = {
        "groups": list(groups(book, roots)),
        "roots": roots,
        "finding": finding(book.tables["clusters"], roots, book),
        "urgency": URGENCY,
        "columns": book.articles if len(book.articles) <= COLUMNS else [],
    }
    page = templating.page("corroboration.md", PAGE, book, **shown, **said.names(book))
    return {f"{PAGE}.md": page}


def finding(clusters: Sequence[Row], roots: Roots, book: Book) -> dict[str, int]:
    """What the head of the page counts; an article's own voice is no known origin, and is counted apart."""
    single = [row for row in clusters if row["support"] == "single_root"]
    behind = {row["cluster_id"]: _behind(row, roots, book) for row in single}
    own = [row for row in single if behind[row["cluster_id"]] <= {OWN_VOICE}]
    unnamed = [row for row in single if UNNAMED in behind[row["cluster_id"]] and not row["root_ids"]]
    alone = [row for row in single if row not in own and row not in unnamed]
    return {
        "clusters": len(clusters),
        "own_voice": len(own),
        "own_voice_articles": sum(row["n_sources"] > 1 for row in own),
        "unnamed": len(unnamed),
        "single_root": len(alone),
        "none": sum(row["support"] is None for row in clusters),
        "contested": sum(row["support"] == "contested" for row in clusters),
        "corroborated": sum(row["support"] == "corroborated" for row in clusters),
        "several_articles": sum(row["n_sources"] > 1 for row in alone),
        "several_languages": sum(len(row["languages"]) > 1 for row in alone),
    }


def _behind(cluster: Row, roots: Roots, book: Book) -> set[str]:
    """Where the members that count lead."""
    members = [(book.row("claims", member["claim_id"]), member["relation"]) for member in cluster["members"]]
    return {roots.root(claim) for claim, relation in members if said.counting(claim, relation)}


def groups(book: Book, roots: Roots) -> Iterator[Group]:
    """The clusters under their headings: a wider one stands, with all inside it, where the most urgent of them does."""
    inside: dict[str | None, list[Row]] = defaultdict(list)
    for row in book.tables["clusters"]:
        inside[row["part_of"]].append(row)
    short = said.short_names(book.articles)
    trees = [list(_tree(row, inside, 0)) for row in inside[None]]
    for support in URGENCY:
        mine = [
            tree for tree in trees if min(URGENCY.index(row["support"]) for row, _ in tree) == URGENCY.index(support)
        ]
        mine.sort(key=lambda tree: (-max(row["n_sources"] for row, _ in tree), -len(tree), tree[0][0]["cluster_id"]))
        if mine:
            shown = [_shown(book, roots, row, depth, short) for tree in mine for row, depth in tree]
            here = sum(one.row["support"] == support for one in shown)
            everywhere = sum(row["support"] == support for row in book.tables["clusters"])
            yield Group(support, shown, len(shown) - here, everywhere - here)


def _tree(row: Row, inside: dict[str | None, list[Row]], depth: int) -> Iterator[tuple[Row, int]]:
    yield row, depth
    for below in inside.get(row["cluster_id"], ()):
        yield from _tree(below, inside, depth + 1)


def _shown(book: Book, roots: Roots, row: Row, depth: int, short: dict[str, str]) -> Shown:
    differing = _differing(row)
    versions = []
    for member in row["members"]:
        claim = book.row("claims", member["claim_id"])
        counts = said.counting(claim, member["relation"])
        marks = tuple(differing[claim["claim_id"]])
        versions.append(Version(claim, member["relation"], roots.mark(claim), counts, marks))
    versions.sort(key=lambda one: (one.claim["source_id"], one.claim["start"]))
    quoting = any(said.voices(one.claim) for one in versions)
    return Shown(row, depth, versions, convergence.drawing(book, roots, row, short) if quoting else "")


def _differing(cluster: Row) -> dict[str, list[said.Range]]:
    """Claim to the places of its words that differ from another's."""
    found: dict[str, list[said.Range]] = defaultdict(list)
    for conflict in cluster["conflicts"]:
        for side in ("a", "b"):
            found[conflict[f"claim_id_{side}"]].append((conflict[f"start_{side}"], conflict[f"end_{side}"]))
    return found
