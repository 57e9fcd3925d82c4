"""Collector: keeps Python's cycle collector away from rows in the making. In: a block. Out: the same, sooner.

Rows, spans and claims hold no circles: counting references frees each as soon as its batch is done with. Until then the
collector would go through all of them again and again, for nothing, which takes a fifth of an extraction.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Collect no circles inside the ``with`` block, which is to leave few behind; afterwards all is as before."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
