"""Roots: the clusters of a release go in; out comes how a page marks each member by the root that it leads back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from musnad.chains import registry_of
from musnad.document import said
from musnad.document.book import Book
from musnad.records import Registry, Row

TONES = 8
"""How many roots have a colour of their own; the others share one, and differ by name only."""

OWN_VOICE = "own voice"
UNNAMED = "unnamed"
UNRESOLVED = "unresolved"


class Mark(NamedTuple):
    """How a root is marked: one sign, and the number of its colour (0 for none)."""

    root: str
    sign: str
    tone: int
    name: str


_UNCOLOURED = {
    OWN_VOICE: Mark(OWN_VOICE, "•", 0, "articles in their own voice, together one"),
    UNNAMED: Mark(UNNAMED, "?", 0, "a source whom the article does not name"),
    UNRESOLVED: Mark(UNRESOLVED, "!", 0, "a source that no registered actor stands for"),
}


@dataclass(frozen=True)
class Roots:
    """Who stands behind the members of all clusters, the most frequent first."""

    book: Book

    def root(self, claim: Row) -> str:
        """Where a claim leads: the actor at the top of everybody joined with its first root, or how it has none."""
        if claim["chain_status"] == "unresolved":
            return UNRESOLVED
        if not claim["root_ids"]:
            return OWN_VOICE
        first = claim["root_ids"][0]
        return UNNAMED if self._registry[first].type == "unnamed" else said.top(self._registry, first)

    def mark(self, claim: Row) -> Mark:
        """The mark of a claim's root."""
        return self.marks[self.root(claim)]

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """Every root behind a member of a cluster to its mark."""
        claims = self.book.by_key["claims"]
        seen = Counter(
            self.root(claims[member["claim_id"]]) for row in self.book.tables["clusters"] for member in row["members"]
        )
        named = sorted((root for root in seen if root not in _UNCOLOURED), key=lambda root: (-seen[root], root))
        signs = {root: chr(ord("A") + at) if at < TONES else "+" for at, root in enumerate(named)}
        found = {
            root: Mark(root, signs[root], at + 1 if at < TONES else 0, self.book.row("actors", root)["name"])
            for at, root in enumerate(named)
        }
        return found | {root: mark for root, mark in _UNCOLOURED.items() if root in seen}

    @cached_property
    def _registry(self) -> Registry:
        return registry_of(self.book.tables["actors"])
