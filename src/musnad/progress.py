"""How far a build is. In: the articles. Out: the same articles in order, and on a terminal a bar if it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

from musnad.records import Article

PATIENCE = 1.0
"""Seconds before anybody is told that there is something to wait for."""


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


def _bar(total: int, stack: ExitStack) -> Callable[[int], None]:
    """A bar that goes away when `stack` is left; what is returned moves it."""
    from rich.console import Console
    from rich.progress import Progress

    bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = bar.add_task("reading articles", total=total)
    return lambda done: bar.update(task, completed=done)
