"""The page of the relations: schemas and a release go in, a diagram of how the tables lead to one another comes out.

Tables stand on an ellipse and keys are curves across it, bent towards its middle: that needs no layout that somebody
has to redo for a new table.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple

from musnad import schema
from musnad.document import markup, templating
from musnad.document.book import Book

WIDTH, HEIGHT = 760, 520
BOX_WIDTH, BOX_HEIGHT = 132, 46
_BEND = 0.35
"""How far a curve is drawn towards the middle: 0 is straight, 1 passes through it."""


class Box(NamedTuple):
    """A table in the diagram: its name, its rows, and the middle of its box."""

    name: str
    rows: int
    x: float
    y: float


class Edge(NamedTuple):
    """All keys from one table to another: the columns, and the path of the curve (SVG, with its end at the arrow)."""

    source: str
    target: str
    columns: list[str]
    path: str


def pages(book: Book) -> dict[str, str]:
    """The page of the relations, by its path below ``docs/``."""
    placed = boxes(book)
    shown = {"boxes": list(placed.values()), "edges": edges(placed), "width": WIDTH, "height": HEIGHT}
    size = {"box_width": BOX_WIDTH, "box_height": BOX_HEIGHT}
    return {"relations.md": templating.page("relations.md", "relations", book, anchor=markup.anchor, **shown, **size)}


def boxes(book: Book) -> dict[str, Box]:
    """Where every table stands, in the order of the schema, clockwise from the top."""
    found = {}
    for at, name in enumerate(schema.TABLES):
        angle = 2 * math.pi * at / len(schema.TABLES) - math.pi / 2
        x = WIDTH / 2 + (WIDTH - BOX_WIDTH - 8) / 2 * math.cos(angle)
        y = HEIGHT / 2 + (HEIGHT - BOX_HEIGHT - 8) / 2 * math.sin(angle)
        found[name] = Box(name, len(book.tables[name]), round(x, 1), round(y, 1))
    return found


def edges(placed: dict[str, Box]) -> list[Edge]:
    """Every pair of tables that a key connects, without keys that stay in their table."""
    columns: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in schema.TABLES:
        for key in schema.table(name).foreign_keys:
            if key.table != name:
                columns[name, key.table].append(key.column)
    return [Edge(*pair, found, _path(placed[pair[0]], placed[pair[1]])) for pair, found in columns.items()]


def _path(start: Box, end: Box) -> str:
    """A curve from the border of one box to that of another."""
    middle = ((start.x + end.x) / 2, (start.y + end.y) / 2)
    bent = tuple(one + (centre - one) * _BEND for one, centre in zip(middle, (WIDTH / 2, HEIGHT / 2), strict=True))
    (x1, y1), (x2, y2) = _border(start, *bent), _border(end, *bent)
    return f"M{x1:.1f},{y1:.1f} Q{bent[0]:.1f},{bent[1]:.1f} {x2:.1f},{y2:.1f}"


def _border(box: Box, x: float, y: float) -> tuple[float, float]:
    """Where a line from the middle of a box to a point outside leaves the box."""
    across, down = x - box.x, y - box.y
    sides = [BOX_WIDTH / 2 / abs(across) if across else math.inf, BOX_HEIGHT / 2 / abs(down) if down else math.inf]
    share = min(*sides, 1.0)
    return box.x + across * share, box.y + down * share
