"""Chains: who speaks, who stands at the root, in which state the chain is."""

from __future__ import annotations

import pytest

from musnad.chains import Chain, hops_of, principal, registry_of, speaking_hop, trace
from musnad.records import Actor, Hop, Registry
from musnad.spans import Span

ACTORS = [
    Actor("russia", "Russia", "state"),
    Actor("kremlin", "Kremlin", "organisation", part_of="russia"),
    Actor("peskov", "Dmitry Peskov", "person", speaks_for="kremlin"),
    Actor("peskovs-deputy", "Deputy of Peskov", "person", speaks_for="peskov"),
    Actor("lavrov", "Sergei Lavrov", "person", part_of="russia"),
    Actor("reuters", "Reuters", "agency"),
    Actor("us-official", "A US official", "unnamed", scope="003"),
]
REGISTRY: Registry = {actor.actor_id: actor for actor in ACTORS}


WORDS = Span(0, 5)


def hop(*actor_ids: str, role: str = "speaker", words: Span | None = WORDS) -> Hop:
    return Hop(role, actor_ids, words, ())


def test_a_claim_without_hops_is_the_authors() -> None:
    assert trace([], REGISTRY) == Chain("author", (), ())


def test_an_impersonal_source_leaves_the_claim_with_the_author() -> None:
    assert trace([hop()], REGISTRY) == Chain("author", (), ())  # ההערכות הן כי


def test_a_machines_source_without_an_actor_is_unresolved() -> None:
    assert trace([hop(), hop("reuters")], REGISTRY, annotated=False) == Chain("unresolved", (), ())


def test_a_machines_chain_whose_nearest_source_is_known_is_resolved() -> None:
    assert trace([hop("lavrov"), hop()], REGISTRY, annotated=False).root_ids == ("lavrov",)


def test_a_machines_hop_without_words_and_actors_is_passed_over() -> None:
    assert trace([hop(words=None), hop("lavrov")], REGISTRY, annotated=False).status == "complete"


def test_an_anonymous_hop_anywhere_makes_the_chain_unnamed() -> None:
    assert trace([hop("lavrov"), hop("us-official")], REGISTRY, implicit=True).status == "unnamed"


def test_a_chain_by_context_is_implicit_only_if_somebody_is_named() -> None:
    assert trace([hop("lavrov")], REGISTRY, implicit=True).status == "implicit"
    assert trace([hop()], REGISTRY, implicit=True).status == "author"


def test_the_root_of_a_spokesperson_is_the_principal_at_however_many_removes() -> None:
    chain = trace([hop("peskovs-deputy"), hop("reuters", role="agency")], REGISTRY)
    assert chain == Chain("complete", ("peskovs-deputy",), ("kremlin",))


def test_joint_speakers_with_one_principal_have_one_root() -> None:
    assert trace([hop("peskov", "kremlin", "lavrov")], REGISTRY).root_ids == ("kremlin", "lavrov")


def test_the_speaker_is_in_the_nearest_hop_that_names_one() -> None:
    assert speaking_hop([hop(), hop("lavrov"), hop("reuters")]) == 1
    with pytest.raises(ValueError, match="names an actor"):
        speaking_hop([hop()])


def test_a_circle_of_spokespersons_ends() -> None:
    circle = {name: Actor(name, name, "person", speaks_for=other) for name, other in ("ab", "ba")}
    assert principal("a", circle) == "b"


def test_an_actor_outside_the_registry_stands_for_itself() -> None:
    assert trace([hop("nobody-knows")], REGISTRY).root_ids == ("nobody-knows",)


def test_rows_give_the_hops_and_the_registry_back() -> None:
    cues = [{"start": 7, "end": 9}]
    hops = [
        {"role": "speaker", "actor_ids": ["lavrov"], "start": 0, "end": 5, "cue_spans": cues},
        {"role": "agency", "actor_ids": ["reuters"], "start": None, "end": None, "cue_spans": []},
        {"role": "article", "actor_ids": [], "start": None, "end": None, "cue_spans": []},
    ]
    assert hops_of(hops) == (
        Hop("speaker", ("lavrov",), Span(0, 5), (Span(7, 9),)),
        Hop("agency", ("reuters",), None, ()),
    )
    rows = [
        {"actor_id": a.actor_id, "name": a.name, "type": a.type, "part_of": a.part_of, "speaks_for": a.speaks_for}
        for a in ACTORS
    ]
    known = registry_of(rows)
    assert [principal(name, known) for name in known] == [principal(name, REGISTRY) for name in REGISTRY]
    assert known["kremlin"].part_of == "russia"
