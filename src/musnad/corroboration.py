"""Corroboration: how many independent origins stand behind the claims of a cluster, at the least.

In: the members of one cluster, each with its chain, and the actor registry. Out: a `Corroboration`.

`n_roots` is a lower bound. Whatever could make two origins one makes them one: speaking for somebody, being part of
somebody, speaking jointly, passing on what another said, staying unnamed, or being an author who names nobody. So a
wire copy, a translation, a citation, one more joint speaker or one more `part_of` never raises it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musnad.chains import ROOTLESS, Chain, is_unnamed, speaking_hop
from musnad.records import Hop, Registry

AGREEING = frozenset({"states", "refines"})
"""Relations of the members that count."""

UNCOMMITTED = frozenset({"Uu", "CTu"})
"""Factualities (FactBank) by which a source does not commit itself; such a member does not count."""

CARRIER_ROLES = frozenset({"agency", "outlet"})
MEDIA_TYPES = frozenset({"agency", "media"})


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of a cluster, with the article that holds it: its language, its outlet and the agencies it names."""

    source_id: str
    language: str
    outlet_id: str | None
    agency_ids: tuple[str, ...]
    relation: str
    factuality: str
    hops: tuple[Hop, ...]
    chain: Chain


@dataclass(frozen=True, slots=True)
class Corroboration:
    """What a cluster's members amount to, column by column."""

    n_claims: int
    n_sources: int
    n_roots: int
    root_ids: tuple[str, ...]
    n_carriers: int
    languages: tuple[str, ...]
    support: str | None


def corroborate(members: Sequence[Member], registry: Registry) -> Corroboration:
    """The computed columns of a cluster."""
    n_roots, root_ids = independent_roots(members, registry)
    return Corroboration(
        n_claims=len(members),
        n_sources=len({member.source_id for member in members}),
        n_roots=n_roots,
        root_ids=root_ids,
        n_carriers=len(first_hand_carriers(members, registry)),
        languages=tuple(sorted({member.language for member in members})),
        support=support(members, n_roots),
    )


def support(members: Iterable[Member], n_roots: int) -> str | None:
    """`contested` where a member contradicts, else by the number of roots; None where nothing counts."""
    if any(member.relation == "contradicts" for member in members):
        return "contested"
    if n_roots >= 2:
        return "corroborated"
    return "single_root" if n_roots == 1 else None


def counts(member: Member) -> bool:
    """Whether a member speaks for the cluster's proposition: it states or refines it, and commits itself."""
    return member.relation in AGREEING and member.factuality not in UNCOMMITTED


def independent_roots(members: Sequence[Member], registry: Registry) -> tuple[int, tuple[str, ...]]:
    """The least number of independent origins, and the named actors that were counted as such, sorted.

    Each group of joined actors is one origin; all authors in their own voice together are one. A claim whose root is
    unnamed or passes on others' words in this cluster, alone or jointly, adds one only where there is no other.
    """
    group = _groups(members, registry)
    carriers = _carriers(members)
    carrying_groups = {group[actor_id] for actor_id in carriers}

    def stands_alone(root_id: str) -> bool:
        if is_unnamed(root_id, registry) or root_id in carriers:
            return False
        is_media = root_id in registry and registry[root_id].type in MEDIA_TYPES
        return not (is_media and group[root_id] in carrying_groups)

    counting = [member for member in members if counts(member)]
    rooted = [member.chain.root_ids for member in counting if member.chain.root_ids]
    alone = {root_id for root_ids in rooted if all(map(stands_alone, root_ids)) for root_id in root_ids}
    n_roots = len({group[root_id] for root_id in alone})
    n_roots += any(member.chain.status == "author" for member in counting)
    if n_roots == 0 and rooted:
        n_roots, alone = 1, {root_id for root_ids in rooted for root_id in root_ids}
    return n_roots, tuple(sorted(root_id for root_id in alone if not is_unnamed(root_id, registry)))


def first_hand_carriers(members: Iterable[Member], registry: Registry) -> set[str]:
    """Named agencies and outlets that report a root at first hand: the hop behind the speaker, or the outlet."""
    carriers: set[str] = set()
    for member in members:
        if not counts(member) or member.chain.status in ROOTLESS:
            continue
        behind = member.hops[speaking_hop(member.hops) + 1 :]
        if behind and behind[0].role in CARRIER_ROLES:
            carriers.update(behind[0].actor_ids)
        elif not behind and member.outlet_id is not None:
            carriers.add(member.outlet_id)
    return {actor_id for actor_id in carriers if not is_unnamed(actor_id, registry)}


def _carriers(members: Iterable[Member]) -> set[str]:
    """Every actor that passes on what another said: hops behind a speaker, and an article's agencies and outlet."""
    carriers: set[str] = set()
    for member in members:
        carriers.update(member.agency_ids)
        if member.outlet_id is not None:
            carriers.add(member.outlet_id)
        if member.chain.status not in ROOTLESS:
            for hop in member.hops[speaking_hop(member.hops) + 1 :]:
                carriers.update(hop.actor_ids)
    return carriers


def _groups(members: Sequence[Member], registry: Registry) -> dict[str, str]:
    """Actor to the representative of its group (union-find).

    Joined are those who speak in one claim, and everybody with those whom they speak for or are part of: upwards from
    whoever speaks or carries, through entries of the registry that no text names as well.
    """
    parent: dict[str, str] = {}

    def find(actor_id: str) -> str:
        parent.setdefault(actor_id, actor_id)
        while parent[actor_id] != actor_id:
            actor_id = parent[actor_id]
        return actor_id

    waiting = sorted(_carriers(members))
    for member in members:
        speakers = [*member.chain.speaker_ids, *member.chain.root_ids]
        for actor_id in speakers[1:]:
            parent[find(actor_id)] = find(speakers[0])
        waiting += speakers
    climbed: set[str] = set()
    while waiting:
        actor_id = waiting.pop()
        if actor_id in climbed:
            continue
        climbed.add(actor_id)
        entry = registry.get(actor_id)
        above = [up for up in (entry.part_of, entry.speaks_for) if up is not None] if entry else []
        for up in above:
            parent[find(actor_id)] = find(up)
        waiting += above
    return {actor_id: find(actor_id) for actor_id in {*parent, *climbed}}
