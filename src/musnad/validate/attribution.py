"""Attribution: does every chain lead from an origin to the article? In: what was written. Out: problems."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from musnad.chains import ARTICLE, ROOTLESS
from musnad.problems import Problem
from musnad.records import Row
from musnad.validate.written import Written, at

_STEP = "Correct the claim's attribution in the article's annotation"


def chains_are_typed(written: Written) -> Iterator[Problem]:
    """The hops of a chain are numbered from 1; the last one, and no other, is the article, without actors and words.

    Every other hop names an actor or holds words. The words of a cue stand in the order of the text, each of them once.
    """
    for row in written.rows["claims"]:
        for number, hop in enumerate(row["attribution"]):
            is_last = number == len(row["attribution"]) - 1
            for found, expected in _hop_mistakes(hop, number + 1, is_last):
                where = at("claims", row, f"attribution[{number}]")
                yield Problem(where, "chains_are_typed", found, expected, _STEP)


def _hop_mistakes(hop: Row, number: int, is_last: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with one hop: found, expected."""
    says_something = bool(hop["actor_ids"] or hop["quote"] is not None or hop["cue_spans"])
    if hop["hop"] != number:
        yield f"hop {hop['hop']}", f"hop {number}, counted from the origin outwards"
    if is_last and hop["role"] != ARTICLE:
        yield f"a chain that ends in a hop of role {hop['role']}", "the article as the last hop"
    if not is_last and hop["role"] == ARTICLE:
        yield "the article inside the chain", "the article as the last hop only"
    if hop["role"] == ARTICLE and says_something:
        yield "the article with actors or words", "the article without actors and words"
    if hop["role"] != ARTICLE and not says_something:
        yield "a hop without actors and words", "an actor, or the words for the source"
    if any(one["end"] > other["start"] for one, other in pairwise(hop["cue_spans"])):
        yield "words of the cue out of order, or twice", "each of them once, in the order of the text"


def chains_do_not_circle(written: Written) -> Iterator[Problem]:
    """Nobody passes words on to themselves: an actor stands in one hop of a chain at most."""
    for row in written.rows["claims"]:
        seen: dict[str, int] = {}
        for number, hop in enumerate(row["attribution"]):
            for actor_id in hop["actor_ids"]:
                if (first := seen.setdefault(actor_id, number)) != number:
                    where = at("claims", row, f"attribution[{number}].actor_ids")
                    found = f"{actor_id}, who also stands in hop {first + 1}"
                    yield Problem(where, "chains_do_not_circle", found, "an actor in one hop at most", _STEP)


def roots_match_status(written: Written) -> Iterator[Problem]:
    """A claim has roots and speakers exactly when its chain is neither the author's own voice nor unresolved."""
    for row in written.rows["claims"]:
        for column in ("speaker_ids", "root_ids"):
            if bool(row[column]) == (row["chain_status"] in ROOTLESS):
                found = f"{len(row[column])} of them, with chain_status {row['chain_status']}"
                expected = f"none exactly when chain_status is {' or '.join(sorted(ROOTLESS))}"
                yield Problem(at("claims", row, column), "roots_match_status", found, expected, _STEP)


def roles_fit_actors(written: Written) -> Iterator[Problem]:
    """The actors of a hop fit its role: documents are cited as `document`, and an agency or an outlet is one.

    A spokesperson's `speaks_for` says for whom. An unnamed source may have any role but `document`.
    """
    actors = written.by_key["actors"]
    for row in written.rows["claims"]:
        for number, hop in enumerate(row["attribution"]):
            for actor in (actors[actor_id] for actor_id in hop["actor_ids"] if actor_id in actors):
                if not _fits(hop["role"], actor):
                    where = at("claims", row, f"attribution[{number}].role")
                    found = f"{hop['role']}, by {actor['actor_id']} of type {actor['type']}"
                    yield Problem(where, "roles_fit_actors", found, _ROLE_ASKS.get(hop["role"], "no document"), _STEP)


_TYPES = {"agency": ("agency",), "outlet": ("media", "agency")}
_ROLE_ASKS = {
    "document": "an actor of type document",
    "agency": "an actor of type agency",
    "outlet": "an actor of type media or agency",
    "spokesperson": "an actor that speaks for another",
}


def _fits(role: str, actor: Row) -> bool:
    if "document" in (role, actor["type"]):
        return bool(role == actor["type"])
    if actor["type"] == "unnamed":
        return True
    if role == "spokesperson":
        return actor["speaks_for"] is not None
    return role not in _TYPES or actor["type"] in _TYPES[role]


def quotations_have_a_source(written: Written) -> Iterator[Problem]:
    """A claim is quoted, directly or not, exactly when its chain has a source before the article."""
    for row in written.rows["claims"]:
        has_source = len(row["attribution"]) > 1
        if has_source != (row["quotation"] != "none"):
            found = f"{row['quotation']}, of a claim with {'a' if has_source else 'no'} source before the article"
            expected = "direct, indirect or mixed with a source, none without one"
            step = "Say how the claim is quoted, or correct its attribution"
            yield Problem(at("claims", row, "quotation"), "quotations_have_a_source", found, expected, step)


def demands_are_uncommitted(written: Written) -> Iterator[Problem]:
    """Who demands something does not say that it is so: the factuality of a demand is `Uu`."""
    for row in written.rows["claims"]:
        if row["kind"] == "demand" and row["factuality"] != "Uu":
            where, found = at("claims", row, "factuality"), f"{row['factuality']}, of a demand"
            yield Problem(
                where, "demands_are_uncommitted", found, "Uu", "Correct the kind or the factuality of the claim"
            )
