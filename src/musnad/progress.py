"""How far a build is. In: the articles. Out: the same articles in order, and on a terminal a bar if it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Protocol, TypeVar

from musnad.records import Article

PATIENCE = 1.0
"""Seconds before anybody is told that there is something to wait for."""


class _Counted(Protocol):
    """What tells how much is done with it."""

    @property
    def done(self) -> int: ...


R = TypeVar("R", bound=_Counted)


def with_bar(articles: Sequence[Article]) -> Iterator[Article]:
    """The articles in order; on a terminal, and only if they take over a second, a bar tells how many are done."""
    started = time.monotonic()
    tell: Callable[[int], None] | None = None
    with ExitStack() as stack:
        for done, article in enumerate(articles):
            if tell is None and time.monotonic() - started > PATIENCE and sys.stderr.isatty():
                tell = _bar(len(articles), stack)
            if tell is not None:
                tell(done)
            yield article


def through(records: Iterator[R], total: int) -> Iterator[R]:
    """Records in order; on a terminal a bar tells how much of `total` is read, in the unit of their `done`."""
    started = time.monotonic()
    tell: Callable[[int], None] | None = None
    with ExitStack() as stack:
        for record in records:
            if tell is None and time.monotonic() - started > PATIENCE and sys.stderr.isatty():
                tell = _bar(total, stack, left=True)
            if tell is not None:
                tell(record.done)
            yield record


def _bar(total: int, stack: ExitStack, left: bool = False) -> Callable[[int], None]:
    """A bar that goes away when `stack` is left; what is returned moves it. `left`: also say how long it will take."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    times = (TimeElapsedColumn(), TimeRemainingColumn()) if left else (TimeRemainingColumn(),)
    shown = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), *times)
    bar = stack.enter_context(Progress(*shown, console=Console(stderr=True), transient=True))
    task = bar.add_task("reading articles", total=total)
    return lambda done: bar.update(task, completed=done)
