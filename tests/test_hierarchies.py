"""Hierarchies: every circle is found once, whatever leads into it."""

from __future__ import annotations

from musnad.hierarchies import circles


def test_a_hierarchy_that_ends_has_no_circle() -> None:
    assert circles({"kyiv": "ukraine", "ukraine": None, "odesa": "ukraine", "nato": "elsewhere"}) == []


def test_a_circle_is_told_once_from_its_least_member_on() -> None:
    assert circles({"c": "a", "a": "b", "b": "c", "leads-into-it": "b"}) == [["a", "b", "c"]]


def test_what_stands_above_itself_is_a_circle_of_one() -> None:
    assert circles({"a": "a", "y": "x", "x": "y"}) == [["a"], ["x", "y"]]


def test_a_long_way_up_takes_no_square_of_steps() -> None:
    assert circles({str(number): str(number + 1) for number in range(200_000)}) == []
