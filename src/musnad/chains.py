"""Chains of attribution: in which state a chain is, who speaks, and who stands at its root.

In: the hops before the article, nearest to the content first, and the actor registry. Out: a `Chain`. Nothing is read
from the text. Sources nest as in the MPQA corpus (Wiebe, Wilson and Cardie 2005, "nested sources"); source and cue are
those of PARC (Pareti 2016) and PolNeAR (Newell et al. 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musnad.records import Actor, Hop, Registry, Row
from musnad.spans import Span

ARTICLE = "article"
"""Role of the hop that closes every chain."""

ROOTLESS = frozenset({"author", "unresolved"})
"""The states in which a chain has no root actor."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What follows from the hops of one claim: its status, its speakers and the roots that they speak for."""

    status: str
    speaker_ids: tuple[str, ...]
    root_ids: tuple[str, ...]


_AUTHOR = Chain("author", (), ())


def trace(hops: Sequence[Hop], registry: Registry, *, implicit: bool = False, annotated: bool = True) -> Chain:
    """The chain that `hops` (nearest first, without the article) make.

    `implicit` says that an annotator attributed the claim by its context; `annotated` is false for a machine's row,
    whose source may have words and yet no registered actor.
    """
    if not hops:
        return _AUTHOR
    status = _status(hops, registry, implicit=implicit, annotated=annotated)
    if status in ROOTLESS:
        return Chain(status, (), ())
    speaker_ids = tuple(dict.fromkeys(hops[speaking_hop(hops)].actor_ids))
    return Chain(status, speaker_ids, tuple(dict.fromkeys(principal(actor, registry) for actor in speaker_ids)))


def _status(hops: Sequence[Hop], registry: Registry, *, implicit: bool, annotated: bool) -> str:
    nearest = next((hop for hop in hops if hop.actor_ids or hop.span), None)
    if not annotated and nearest is not None and not nearest.actor_ids:
        return "unresolved"
    actor_ids = [actor_id for hop in hops for actor_id in hop.actor_ids]
    if not actor_ids:
        return "author"
    if any(is_unnamed(actor_id, registry) for actor_id in actor_ids):
        return "unnamed"
    return "implicit" if implicit else "complete"


def speaking_hop(hops: Sequence[Hop]) -> int:
    """Index of the nearest hop that names an actor. Raises ValueError where none does."""
    for index, hop in enumerate(hops):
        if hop.actor_ids:
            return index
    raise ValueError("no hop of this chain names an actor")


def is_unnamed(actor_id: str, registry: Registry) -> bool:
    """Whether the actor is an anonymous source."""
    return actor_id in registry and registry[actor_id].type == "unnamed"


def principal(actor_id: str, registry: Registry) -> str:
    """The actor for whom `actor_id` speaks in the end, or itself. A circle of `speaks_for` ends where it closes."""
    seen = {actor_id}
    while (entry := registry.get(actor_id)) and entry.speaks_for and entry.speaks_for not in seen:
        actor_id = entry.speaks_for
        seen.add(actor_id)
    return actor_id


def hops_of(attribution: Iterable[Row]) -> tuple[Hop, ...]:
    """The hops of a row's `attribution`, without the article."""
    return tuple(
        [
            Hop(
                role=hop["role"],
                actor_ids=tuple(hop["actor_ids"]),
                span=None if hop["start"] is None else Span(hop["start"], hop["end"]),
                cue_spans=tuple([Span(cue["start"], cue["end"]) for cue in hop["cue_spans"]]),
            )
            for hop in attribution
            if hop["role"] != ARTICLE
        ]
    )


def registry_of(actors: Iterable[Row]) -> Registry:
    """As much of the registry as rows of `actors` hold and chains need: types, `part_of` and `speaks_for`."""
    return {
        row["actor_id"]: Actor(
            row["actor_id"], row["name"], row["type"], part_of=row["part_of"], speaks_for=row["speaks_for"]
        )
        for row in actors
    }
