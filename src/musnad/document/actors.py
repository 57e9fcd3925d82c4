"""The pages of the actors: a release goes in; one page per actor and their index come out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from musnad import schema
from musnad.document import links, passing, said, templating
from musnad.document.book import Book
from musnad.records import Row

INDEX = "actors/index"

PARTS = {
    "lead_ids": "leads",
    "participant_ids": "takes part in",
    "beneficiary_ids": "is protected or served by",
    "contested_by_ids": "contests",
}
"""Columns of `provisions` that name an actor, and what the actor then does."""

APART = "unnamed"
"""The type of those who are shown apart: each belongs to one article."""


@dataclass(frozen=True)
class Ledger:
    """A release, by actor: everything that the pages of the actors ask for, gathered in one reading."""

    book: Book

    @cached_property
    def spoken(self) -> Mapping[str, Sequence[Row]]:
        """Claims whose nearest speaker an actor is."""
        return self._claims(lambda claim: claim["speaker_ids"])

    @cached_property
    def passed(self) -> Mapping[str, Sequence[Row]]:
        """Claims that an actor passes on: it stands further out in their chain than whoever began it."""
        return self._claims(
            lambda claim: dict.fromkeys(one for voice in said.voices(claim)[1:] for one in voice.actor_ids)
        )

    @cached_property
    def rooted(self) -> Mapping[str, Sequence[Row]]:
        """Claims that somebody else puts forward for an actor, who is their origin."""
        return self._claims(lambda claim: [one for one in claim["root_ids"] if one not in claim["speaker_ids"]])

    @cached_property
    def told(self) -> Mapping[str, Sequence[Row]]:
        """Claims about what an actor does, or what is done to it."""
        return self._claims(lambda claim: dict.fromkeys([*claim["actor_ids"], *claim["recipient_ids"]]))

    @cached_property
    def through(self) -> Mapping[str, Counter[str]]:
        """Actor to the names of those who pass on its words, further out in a chain, with the number of claims."""
        return self._around(outwards=True)

    @cached_property
    def direct(self) -> Mapping[str, Counter[str]]:
        """Actor to the articles that nobody stands between it and, with the number of claims."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for claim in self.book.tables["claims"]:
            for voice in said.voices(claim)[-1:]:
                for actor_id in voice.actor_ids:
                    found[actor_id][claim["source_id"]] += 1
        return {actor_id: Counter(dict(sorted(seen.items()))) for actor_id, seen in found.items()}

    @cached_property
    def carried(self) -> Mapping[str, Counter[str]]:
        """Actor to the names of those whose words it passes on, further in, with the number of claims."""
        return self._around(outwards=False)

    @cached_property
    def mentions(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        """Actor to article to mentions, in the order in which one reads them."""
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for source in self.book.articles:
            for row in self.book.of_article("mentions", source["source_id"]):
                found[row["actor_id"]][source["source_id"]].append(row)
        return found

    @cached_property
    def provisions(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        """Actor to column to the provisions that name the actor in it."""
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self.book.tables["provisions"]:
            for column in PARTS:
                for actor_id in row[column]:
                    found[actor_id][column].append(row)
        return found

    @cached_property
    def below(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        """Actor to column to the actors that are part of it, or speak for it."""
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self.book.tables["actors"]:
            for column in ("part_of", "speaks_for"):
                if row[column] is not None:
                    found[row[column]][column].append(row)
        return found

    @cached_property
    def clusters(self) -> Mapping[str, Sequence[Row]]:
        """Actor to the clusters of which it was counted as an origin."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.book.tables["clusters"]:
            for actor_id in row["root_ids"]:
                found[actor_id].append(row)
        return found

    def _claims(self, named: Any) -> Mapping[str, Sequence[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for source in self.book.articles:
            for claim in self.book.of_article("claims", source["source_id"]):
                for actor_id in named(claim):
                    found[actor_id].append(claim)
        return found

    def _around(self, *, outwards: bool) -> Mapping[str, Counter[str]]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for claim in self.book.tables["claims"]:
            voices = said.voices(claim)
            for at, voice in enumerate(voices):
                others = voices[at + 1 :] if outwards else voices[:at]
                names = {name for other in others for name in said.named(self.book, other.actor_ids)}
                for actor_id in voice.actor_ids:
                    found[actor_id].update(names)
        return {actor_id: Counter(dict(_often_first(seen))) for actor_id, seen in found.items()}


def pages(book: Book) -> dict[str, str]:
    """Every page of the actors, by its path below ``docs/``."""
    ledger, names = Ledger(book), said.names(book)
    found = {f"{INDEX}.md": templating.page("actors.md", INDEX, book, groups=groups(book), ledger=ledger, **names)}
    for actor in book.tables["actors"]:
        here = links.actor_page(actor["actor_id"])
        found[f"{here}.md"] = templating.page("actor.md", here, book, **of_actor(ledger, actor), **names)
    return found


def groups(book: Book) -> list[tuple[str, Sequence[Row]]]:
    """Each type with its actors, those most often mentioned first; the unnamed come last."""
    types = [name for name in schema.vocabulary(schema.table("actors").properties["type"]) if name]
    by_type = {
        name: sorted(
            (row for row in book.tables["actors"] if row["type"] == name),
            key=lambda row: (-row["n_mentions"], row["name"]),
        )
        for name in sorted(types, key=lambda name: name == APART)
    }
    return [(name, rows) for name, rows in by_type.items() if rows]


def of_actor(ledger: Ledger, actor: Row) -> dict[str, Any]:
    """What the page of one actor shows."""
    actor_id = actor["actor_id"]
    spoken = ledger.spoken.get(actor_id, ())
    carried, through = ledger.carried.get(actor_id, Counter()), ledger.through.get(actor_id, Counter())
    short = said.short_names(ledger.book.articles)
    direct = ledger.direct.get(actor_id, Counter())
    outwards = {**through, **{f"article {short[source_id]}": times for source_id, times in direct.items()}}
    return {
        "actor": actor,
        "spoken": spoken,
        "rooted": ledger.rooted.get(actor_id, ()),
        "told": [claim for claim in ledger.told.get(actor_id, ()) if actor_id not in claim["speaker_ids"]],
        "carried": carried,
        "through": through,
        "passed": ledger.passed.get(actor_id, ()),
        "direct": direct,
        "drawing": passing.drawing(actor["name"], carried, outwards) if carried or through else "",
        "mentions": ledger.mentions.get(actor_id, {}),
        "provisions": ledger.provisions.get(actor_id, {}),
        "below": ledger.below.get(actor_id, {}),
        "clusters": ledger.clusters.get(actor_id, ()),
        "parts": PARTS,
    }


def _often_first(seen: Counter[str]) -> list[tuple[str, int]]:
    return sorted(seen.items(), key=lambda pair: (-pair[1], pair[0]))
