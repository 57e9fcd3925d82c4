"""Problems: what is wrong with the data, said so that the reader can mend it.

A stage yields problems and goes on; whoever runs the stages collects them and raises them all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

EXIT_PROBLEMS = 1
"""Exit code for problems in the data."""
EXIT_MISUSE = 2
"""Exit code for a command that was called wrongly."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, what was found, what was expected and what to do next.

    Attributes:
        where: file, entry and line, or table, key and column: ``annotations/articles/001….yaml:42: claim us-leads``.
        rule: name of the rule that caught it, as the handbook lists it: ``quotes_match_text``.
        found: what stands there, as a phrase without a final stop.
        expected: what should stand there, as a phrase without a final stop.
        next_step: what the reader does now, as an imperative without a final stop.
    """

    where: str
    rule: str
    found: str
    expected: str
    next_step: str

    def __str__(self) -> str:
        step = self.next_step[:1].upper() + self.next_step[1:]
        return f"{self.where}: {self.found}; expected {self.expected}. {step}. [{self.rule}]"


class ProblemsFound(Exception):
    """The data has problems; nothing was published. Carries all of them, sorted and without repeats."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems), key=_in_reading_order)
        super().__init__("\n".join(map(str, self.problems)))


def _in_reading_order(problem: Problem) -> tuple[list[str | tuple[int, str]], Problem]:
    """By place, numbers as numbers: line 17 stands before line 26, and both before line 240."""
    parts = re.split(r"([0-9]+)", problem.where)
    return [_size(part) if n % 2 else part for n, part in enumerate(parts)], problem


def _size(digits: str) -> tuple[int, str]:
    """What digits sort by as a number; of any length, where `int` refuses more than some thousands."""
    significant = digits.lstrip("0")
    return len(significant), significant


class Misuse(Exception):
    """The command was called wrongly: a folder that is not there, an option that makes no sense."""
