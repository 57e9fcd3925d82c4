"""Corroboration: a lower bound of independent origins, which nothing that could be one origin ever raises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.chains import trace
from musnad.corroboration import Member, corroborate, first_hand_carriers, independent_roots, support
from musnad.records import Actor, Hop, Registry

ACTORS = [
    Actor("coalition", "Coalition of the Willing", "coalition"),
    Actor("draft", "Draft declaration", "document", part_of="coalition"),
    Actor("note", "Invitation note", "document", part_of="coalition"),
    Actor("ukraine", "Ukraine", "state"),
    Actor("presidency", "Ukrainian presidency", "organisation", part_of="ukraine"),
    Actor("zelensky", "Volodymyr Zelensky", "person"),
    Actor("aide", "Aide of Zelensky", "person", speaks_for="zelensky"),
    Actor("macron", "Emmanuel Macron", "person"),
    Actor("official", "A US official", "unnamed", scope="003"),
    Actor("jurist", "A source in The Hague", "unnamed", scope="003"),
    Actor("reuters", "Reuters", "agency"),
    Actor("reuters-paris", "Reuters in Paris", "agency", part_of="reuters"),
    Actor("afp", "AFP", "agency"),
    Actor("state-agency", "A state news agency", "unnamed", scope="003"),
    Actor("walla", "Walla", "media"),
]
REGISTRY: Registry = {actor.actor_id: actor for actor in ACTORS}
MEDIA = {"reuters", "reuters-paris", "afp", "walla", "state-agency"}


def member(*hops: str, relation: str = "states", factuality: str = "CT+", outlet: str | None = None) -> Member:
    """A member whose hops are ``"zelensky macron"`` (joint speakers), ``"reuters"``, … from the origin outwards."""
    chain = tuple(
        Hop("agency" if n and set(names.split()) <= MEDIA else "speaker", tuple(names.split()), None, ())
        for n, names in enumerate(hops)
    )
    return Member("000", "he", outlet, (), relation, factuality, chain, trace(chain, REGISTRY))


def n_roots(*members: Member) -> int:
    return independent_roots(members, REGISTRY)[0]


@pytest.mark.parametrize(
    ("members", "expected", "why"),
    [
        ([member("zelensky"), member("macron")], 2, "two persons"),
        ([member("draft", "reuters"), member("draft", "reuters"), member("draft", "afp")], 1, "one draft, read thrice"),
        ([member("draft"), member("note")], 1, "both are part of the coalition, which nobody cites"),
        ([member("aide"), member("zelensky")], 1, "one speaks for the other"),
        ([member("zelensky macron"), member("zelensky"), member("macron")], 1, "they speak jointly once"),
        ([member("zelensky"), member(), member()], 2, "all authors together are one"),
        ([member("reuters"), member("draft", "reuters")], 1, "the agency carries the other root"),
        ([member("reuters-paris"), member("draft", "reuters")], 1, "a desk of the agency that carries it"),
        ([member("reuters"), member("afp")], 2, "two agencies that speak for themselves"),
        ([member("reuters"), member("draft", "afp")], 2, "an agency that carries nothing here"),
        ([member("reuters", "afp"), member("afp", "reuters")], 1, "each carries the other"),
        ([member("walla"), member(outlet="walla")], 1, "the author works for the outlet"),
        ([member("official"), member("jurist")], 1, "two unnamed may be one"),
        ([member("official"), member("zelensky")], 1, "the unnamed may be the named one"),
        ([member("official"), member()], 1, "or the author's"),
        ([member("official macron"), member("zelensky")], 1, "jointly with an unnamed, who may be the other"),
        ([member("macron", "zelensky"), member("zelensky")], 1, "who passes on another's word is no second origin"),
        ([member("zelensky", relation="broadens"), member("macron", relation="contradicts")], 0, "none agrees"),
        ([member("zelensky", factuality="Uu"), member("macron", factuality="CTu")], 0, "none commits itself"),
        ([], 0, "nobody"),
    ],
)
def test_origins_are_counted_once(members: list[Member], expected: int, why: str) -> None:
    assert n_roots(*members) == expected, why


def test_an_unresolved_source_of_a_machine_adds_nothing() -> None:
    hops = (Hop("speaker", (), None, ()),)
    unresolved = replace(member(), hops=hops, chain=replace(trace(hops, REGISTRY), status="unresolved"))
    assert n_roots(unresolved) == 0
    assert n_roots(unresolved, member("macron")) == 1


def test_the_roots_are_the_named_actors_that_were_counted_before_they_were_joined() -> None:
    members = [member("note"), member("draft", "reuters"), member("official"), member("reuters"), member()]
    assert independent_roots(members, REGISTRY) == (2, ("draft", "note"))


def test_the_only_root_is_named_even_where_an_unnamed_speaks_with_it() -> None:
    assert independent_roots([member("official macron")], REGISTRY) == (1, ("macron",))


def test_carriers_are_agencies_and_outlets_directly_behind_the_speaker() -> None:
    members = [
        member("draft", "reuters"),
        member("draft", "zelensky", "afp"),
        member("macron", outlet="walla"),
        member(outlet="walla"),
        member("macron", "afp", relation="broadens"),
    ]
    assert first_hand_carriers(members, REGISTRY) == {"reuters", "walla"}


def test_an_agency_without_a_name_is_no_carrier() -> None:
    assert corroborate([member("macron", "state-agency")], REGISTRY).n_carriers == 0


def test_a_contradiction_outranks_every_number_of_roots() -> None:
    agreeing = [member("zelensky"), member("macron")]
    assert support(agreeing, 2) == "corroborated"
    assert support([*agreeing, member("draft", relation="contradicts")], 2) == "contested"
    assert support(agreeing[:1], 1) == "single_root"
    assert support([member("draft", relation="broadens")], 0) is None


def test_counts_go_over_all_members_whether_or_not_they_agree() -> None:
    members = [member("macron"), replace(member("draft", relation="broadens"), source_id="001", language="ar")]
    assert corroborate(members, REGISTRY).n_claims == 2
    assert corroborate(members, REGISTRY).n_sources == 2
    assert corroborate(members, REGISTRY).languages == ("ar", "he")


NAMES = st.sampled_from([actor.actor_id for actor in ACTORS])
HOPS = st.lists(st.lists(NAMES, min_size=1, max_size=2, unique=True).map(" ".join), max_size=3)
MEMBERS = st.lists(
    st.builds(
        lambda hops, relation, factuality, outlet: member(
            *hops, relation=relation, factuality=factuality, outlet=outlet
        ),
        HOPS,
        st.sampled_from(["states", "refines", "broadens", "contradicts"]),
        st.sampled_from(["CT+", "PR+", "Uu"]),
        st.sampled_from([None, "walla"]),
    ),
    min_size=1,
    max_size=5,
)


def rehopped(old: Member, hops: Sequence[Hop], registry: Registry = REGISTRY) -> Member:
    return replace(old, hops=tuple(hops), chain=trace(hops, registry))


@settings(deadline=None)
@given(MEMBERS, st.data())
def test_a_wire_copy_never_raises_the_number_of_roots(members: list[Member], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(members))
    agency = Hop("agency", (data.draw(st.sampled_from(sorted(MEDIA))),), None, ())
    copy = original if original.chain.status == "author" else rehopped(original, [*original.hops, agency])
    assert n_roots(*members, replace(copy, source_id="copy", language="ar")) <= n_roots(*members)


@settings(deadline=None)
@given(MEMBERS, st.data())
def test_a_citation_of_an_outlet_that_speaks_itself_never_raises_it(members: list[Member], data: st.DataObject) -> None:
    members = [*members, member(outlet="walla")]
    assert n_roots(*members, member("walla")) <= n_roots(*members)


@settings(deadline=None)
@given(MEMBERS, st.data())
def test_one_more_hop_outwards_never_raises_it(members: list[Member], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(members) - 1))
    if members[at].chain.status == "author":
        return  # an author who begins to name a source is another origin
    further = rehopped(members[at], [*members[at].hops, Hop("agency", (data.draw(NAMES),), None, ())])
    assert n_roots(*members[:at], further, *members[at + 1 :]) <= n_roots(*members)


@settings(deadline=None)
@given(MEMBERS, st.data())
def test_one_more_joint_speaker_never_raises_it(members: list[Member], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(members) - 1))
    if members[at].chain.status == "author":
        return
    first, *outwards = members[at].hops
    joined = replace(first, actor_ids=(*first.actor_ids, data.draw(NAMES)))
    assert n_roots(*members[:at], rehopped(members[at], [joined, *outwards]), *members[at + 1 :]) <= n_roots(*members)


@settings(deadline=None)
@given(MEMBERS, NAMES, NAMES)
def test_one_more_part_of_never_raises_it(members: list[Member], part: str, whole: str) -> None:
    # An entry has one part_of; the link is laid through an actor in between, which nobody names.
    old = REGISTRY[part].part_of
    between = Actor("between", "Between", "organisation", part_of=whole, speaks_for=old)
    registry = {**REGISTRY, part: replace(REGISTRY[part], part_of="between"), "between": between}
    assert independent_roots(members, registry)[0] <= n_roots(*members)


@settings(deadline=None)
@given(MEMBERS)
def test_every_origin_is_among_the_members(members: list[Member]) -> None:
    number, root_ids = independent_roots(members, REGISTRY)
    spoken = {root_id for one in members for root_id in one.chain.root_ids}
    assert set(root_ids) <= spoken
    assert number <= len(spoken) + 1
    assert independent_roots(members[::-1], REGISTRY) == (number, root_ids)
