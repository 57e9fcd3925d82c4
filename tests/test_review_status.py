"""How far every article has come: what is listed, counted and said to be next."""

from __future__ import annotations

from musnad.judgements import Entry
from musnad.judgements.loading import parse
from musnad.records import Article
from musnad.review.status import STATES, lines, standings


def article(source_id: str) -> Article:
    return Article(source_id, f"seeds/{source_id}.txt", source_id, source_id * 2, "he", "rtl")


def file(source_id: str, status: str, sha256: str = "") -> Entry:
    head = f"sha256: {sha256 or source_id * 2}\nreview: {{status: {status}}}\n"
    entry = parse(f"{head}sentences:\n- claims: [{{id: a}}, {{id: b}}]\n".encode(), "x")[0]
    assert entry is not None
    return entry


FILES = {
    "b": file("b", "drafted"),
    "c": file("c", "reviewed"),
    "d": file("d", "reviewed", "another"),
    "e": file("e", "drafted"),
    "f": None,
    "g": file("g", "double_annotated"),
    "z": file("z", "reviewed"),
}
FOUND = standings([article(name) for name in "abcdefg"], FILES, {"e": 3})


def test_every_state_is_told_from_the_others() -> None:
    assert [(one.source_id, one.state) for one in FOUND] == [
        ("a", "unreviewed"),
        ("b", "drafted"),
        ("c", "reviewed"),
        ("d", "stale"),
        ("e", "unfinished"),
        ("f", "unreadable"),
        ("g", "double_annotated"),
        ("z", "orphaned"),
    ]
    assert {one.state for one in FOUND} == set(STATES)


def test_what_is_next_is_said_for_each() -> None:
    assert FOUND[0].next_step == "musnad propose a"
    assert FOUND[2].next_step == "nothing to do"
    assert "read it again" in FOUND[3].next_step
    assert all(one.next_step for one in FOUND)


def test_claims_and_problems_are_counted() -> None:
    assert [(one.claims, one.problems) for one in FOUND[:5]] == [(0, 0), (2, 0), (2, 0), (2, 0), (2, 3)]


def test_the_list_ends_with_the_counts() -> None:
    said = lines(FOUND)
    assert said[1] == "a        unreviewed             0         0  musnad propose a"
    assert said[-1] == (
        "8 articles: 1 unreviewed, 1 unfinished, 1 drafted, 1 reviewed, 1 double annotated, 1 stale, "
        "1 unreadable, 1 orphaned"
    )
    assert lines([])[-1] == "0 articles"


def test_a_file_of_any_shape_can_be_listed() -> None:
    odd = parse(b"sha256: aa\nreview: 3\nsentences: [1, {claims: 2}]\n", "x")[0]
    (one,) = standings([article("a")], {"a": odd}, {"a": 1})
    assert (one.state, one.claims) == ("unfinished", 0)
    (one,) = standings([article("a")], {"a": odd}, {})
    assert one.state == "unfinished"
