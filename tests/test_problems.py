"""Problems are shown in the order in which a reader meets their places."""

from __future__ import annotations

from musnad.problems import Problem, ProblemsFound


def _at(where: str) -> Problem:
    return Problem(where, "rule", "«שלום» is there", "«سلام»", "mend it")


def test_line_17_stands_before_line_26_and_both_before_line_240() -> None:
    lines = [f"annotations/articles/001.yaml:{line}: claim" for line in (240, 17, 26)]
    assert [problem.where.split(":")[1] for problem in ProblemsFound(map(_at, lines)).problems] == ["17", "26", "240"]


def test_a_number_of_any_length_has_its_place() -> None:
    wheres = ["actors[9]", f"actors[{'9' * 6000}]", "actors[010]", "actors[1]"]
    found = [problem.where for problem in ProblemsFound(map(_at, wheres)).problems]
    assert found == ["actors[1]", "actors[9]", "actors[010]", f"actors[{'9' * 6000}]"]


def test_the_same_problem_is_shown_once() -> None:
    assert len(ProblemsFound([_at("claims"), _at("claims")]).problems) == 1


def test_a_problem_says_where_what_was_found_what_was_expected_and_what_to_do() -> None:
    assert str(_at("claims[x].quote")) == ("claims[x].quote: «שלום» is there; expected «سلام». Mend it. [rule]")
