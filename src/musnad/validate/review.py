"""Review: does the data say truly who stands behind its rows? In: what was written. Out: problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from musnad.problems import Problem
from musnad.records import ANNOTATED
from musnad.validate.written import Written, at

_STEP = "Correct `review` and `layers` of the article's annotation"
_LAYERS = ("sentences", "claims", "mentions", "dates")
_READ_TWICE = ("reviewed", "double_annotated")


def reviews_are_consistent(written: Written) -> Iterator[Problem]:
    """Only an article that somebody annotated has annotated rows, and it names who did; so does a review who made it.

    An unreviewed article has neither annotator nor reviewer, a drafted one no reviewer yet.
    """
    rule = "reviews_are_consistent"
    annotated = {
        row["source_id"] for table in _LAYERS for row in written.rows.get(table, ()) if row["method"] == ANNOTATED
    }
    for row in written.rows["sources"]:
        status, annotator, reviewer = row["review_status"], row["annotator"], row["reviewer"]
        is_annotated = status != "unreviewed"
        if is_annotated != (annotator is not None):
            found, expected = f"annotator {annotator}, {status}", "an annotator exactly where it is not unreviewed"
            yield Problem(at("sources", row, "annotator"), rule, found, expected, _STEP)
        if (status in _READ_TWICE) != (reviewer is not None):
            found, expected = (
                f"reviewer {reviewer}, {status}",
                f"a reviewer exactly where it is {' or '.join(_READ_TWICE)}",
            )
            yield Problem(at("sources", row, "reviewer"), rule, found, expected, _STEP)
        if not is_annotated and row["source_id"] in annotated:
            found, expected = "unreviewed, with annotated rows", "annotated rows only where somebody annotated"
            yield Problem(at("sources", row, "review_status"), rule, found, expected, _STEP)


def layers_are_of_one_hand(written: Written) -> Iterator[Problem]:
    """A layer of an article is annotated completely or not at all: annotated rows and a machine's do not mix."""
    for table in _LAYERS:
        for source_id, rows in written.by_source[table].items():
            methods = Counter(row["method"] for row in rows)
            if ANNOTATED in methods and len(methods) > 1:
                found = ", ".join(f"{number} {method}" for method, number in sorted(methods.items()))
                where, expected = f"{table} of {source_id}: method", "annotated for every row, or for none"
                yield Problem(where, "layers_are_of_one_hand", found, expected, _STEP)


def annotated_claims_are_complete(written: Written) -> Iterator[Problem]:
    """An annotated claim has a proposition, and a local name that no other claim of its article has.

    A claim that a machine found has no local name.
    """
    rule, seen = "annotated_claims_are_complete", set[tuple[str, str]]()
    for row in written.rows["claims"]:
        is_annotated, local_id = row["method"] == ANNOTATED, row["local_id"]
        if is_annotated != (local_id is not None):
            found, expected = f"local_id {local_id}, {row['method']}", "a local name exactly for an annotated claim"
            yield Problem(at("claims", row, "local_id"), rule, found, expected, _STEP)
        if is_annotated and row["proposition"] is None:
            where = at("claims", row, "proposition")
            yield Problem(where, rule, "no proposition", "one English sentence", "Write the claim's proposition")
        if local_id is not None and (key := (row["source_id"], local_id)) in seen:
            where, found = at("claims", row, "local_id"), f"{local_id}, once more"
            yield Problem(where, rule, found, "a local name once in an article", "Rename one of the two claims")
        elif local_id is not None:
            seen.add(key)
