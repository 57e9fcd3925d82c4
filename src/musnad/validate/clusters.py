"""Clusters: do they hold together, and is every disagreement shown? In: what was written. Out: problems."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.problems import Problem
from musnad.validate.written import Place, Written, at

_STEP = "Correct annotations/clusters.yaml"


def claims_are_in_one_cluster(written: Written) -> Iterator[Problem]:
    """A claim is a member of one cluster at most, once; a cluster has at least two members."""
    rule, first = "claims_are_in_one_cluster", dict[str, str]()
    for row in written.rows["clusters"]:
        if len(row["members"]) < 2:
            found = f"{len(row['members'])} member"
            yield Problem(at("clusters", row, "members"), rule, found, "two members or more", _STEP)
        for number, member in enumerate(row["members"]):
            claim_id = member["claim_id"]
            if claim_id in first:
                where, found = at("clusters", row, f"members[{number}]"), f"{claim_id}, already in {first[claim_id]}"
                yield Problem(where, rule, found, "a claim in one cluster, the most specific", _STEP)
            first[claim_id] = row["cluster_id"]


def conflicts_are_between_members(written: Written) -> Iterator[Problem]:
    """A conflict is between two different members of its cluster, and a pair has one conflict for each cause."""
    rule = "conflicts_are_between_members"
    for row in written.rows["clusters"]:
        members = {member["claim_id"] for member in row["members"]}
        seen = set()
        for number, conflict in enumerate(row["conflicts"]):
            pair = (conflict["claim_id_a"], conflict["claim_id_b"])
            where = at("clusters", row, f"conflicts[{number}]")
            for claim_id in pair:
                if claim_id not in members:
                    yield Problem(where, rule, f"{claim_id}, which is no member", "two members", _STEP)
            if pair[0] == pair[1]:
                yield Problem(where, rule, f"{pair[0]} against itself", "two different members", _STEP)
            if (key := (*sorted(pair), conflict["cause"])) in seen:
                yield Problem(where, rule, f"the same pair and cause ({key[2]}) again", "a conflict once", _STEP)
            seen.add(key)


def contradictions_have_a_conflict(written: Written) -> Iterator[Problem]:
    """Every member that contradicts is shown in a conflict, with the words that differ."""
    for row in written.rows["clusters"]:
        shown = {conflict[f"claim_id_{side}"] for conflict in row["conflicts"] for side in "ab"}
        for number, member in enumerate(row["members"]):
            if member["relation"] == "contradicts" and member["claim_id"] not in shown:
                where, found = at("clusters", row, f"members[{number}]"), f"{member['claim_id']}, in no conflict"
                expected = "a conflict that shows what it contradicts"
                yield Problem(where, "contradictions_have_a_conflict", found, expected, _STEP)


def evidence_stands_in_its_claim(written: Written) -> Iterator[Problem]:
    """The words of a conflict, and of a provision's evidence, stand in the sentences of the claim they are from."""
    rule, claims, sentences = "evidence_stands_in_its_claim", written.by_key["claims"], written.by_key["sentences"]
    for place in written.places(("clusters", "provisions")):
        claim_id = _claim_of(place)
        if claim_id not in claims:
            continue
        held = [sentences[key] for key in claims[claim_id]["sentence_ids"] if key in sentences]
        in_article = place.source_id == claims[claim_id]["source_id"]
        if not in_article or not any(s["start"] <= place.span.start and place.span.end <= s["end"] for s in held):
            found, step = f"«{place.quote}», outside {claim_id}", "Quote words from the sentences of the claim"
            yield Problem(place.where, rule, found, "words from the sentences of its claim", step)


def _claim_of(place: Place) -> str | None:
    """The claim that a conflict's or an evidence's words are quoted from."""
    if place.table == "provisions":
        return str(place.row["evidence"][place.numbers[0]]["claim_id"])
    if place.table == "clusters":
        side = place.column[-1]
        return str(place.row["conflicts"][place.numbers[0]][f"claim_id_{side}"])
    return None
