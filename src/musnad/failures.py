"""Failures: articles that could not be written, and why. In: one failure after the other. Out: ``failures.jsonl``.

One JSON object a line, as they come: `id` (null where there is none), `where` in the corpus, `stage`, `reason`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from musnad import schema
from musnad.problems import Problem
from musnad.records import Tables

SHOWN = 20
"""Most failures that are kept to be told of at once."""
_KINDS = 1_000
"""Most kinds of reason that are counted one by one."""
_RULE = re.compile(r"\[(\w+)\]$")
_VARIABLE = re.compile(r"«[^»]*»|[0-9][0-9,.:]*|\b(?:as|of) \S+:\S+|0x[0-9A-F]+")


@dataclass(frozen=True, slots=True)
class Failure:
    """One article that could not be written."""

    id: str | None
    where: str
    stage: str
    reason: str


class ArticleError(Exception):
    """Raised for one article; the others go on."""

    def __init__(self, id: str | None, where: str, stage: str, reason: str):
        super().__init__(reason)
        self.told = Failure(id, where, stage, reason)


@dataclass(slots=True)
class Ledger:
    """Every failure on disk, their number by stage and reason, and the first of them."""

    file: IO[str]
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: list[Failure] = field(default_factory=list)

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Ledger]:
        """A ledger that is written to `path`."""
        with path.open("w", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
            yield cls(file)

    @property
    def count(self) -> int:
        """How many failures there are."""
        return self.reasons.total()

    def add(self, failure: Failure) -> None:
        """Write one failure down."""
        line = {"id": failure.id, "where": failure.where, "stage": failure.stage, "reason": failure.reason}
        self.file.write(json.dumps(line, ensure_ascii=False) + "\n")
        told = failure.stage, kind(failure.reason)
        self.reasons[told if told in self.reasons or len(self.reasons) < _KINDS else (failure.stage, "…")] += 1
        if len(self.first) < SHOWN:
            self.first.append(failure)

    def problems(self, corpus: str) -> list[Problem]:
        """What to tell where nothing at all could be written."""
        if not self.count:
            step = "Name a folder or a file with articles in it"
            return [Problem(corpus, "articles_are_written", "no article", "at least one", step)]
        step = "Correct it in the corpus; the reasons of all are alike or follow"
        return [
            Problem(one.where, f"articles_are_written, {one.stage}", one.reason, "an article that can be written", step)
            for one in self.first
        ]


def kind(reason: str) -> str:
    """A reason without what differs from article to article, to be counted by: of a problem its rule."""
    if rule := _RULE.search(reason):
        return rule[1]
    return _VARIABLE.sub("…", reason)[:120]


def blamed(problems: Iterable[Problem], tables: Tables) -> dict[str, Problem]:
    """Articles whose rows the problems name, each with its first problem.

    Of articles that share a row's key the first is spared. What names no row of an article blames nobody.
    """
    holders: dict[tuple[str, str], list[str]] = {}
    for table in tables:
        key = schema.table(table).key
        for row in tables[table] if "source_id" in schema.table(table).columns else ():
            holders.setdefault((table, row[key]), []).append(row["source_id"])
    found: dict[str, Problem] = {}
    for problem in sorted(problems):
        match = re.match(r"(\w+)\[([^\]]+)\]", problem.where)
        guilty = holders.get((match[1], match[2]), []) if match else []
        for source_id in guilty[1:] or guilty:
            found.setdefault(source_id, problem)
    return found
