"""System: provisions that lie in one another go in; a drawing of boxes inside boxes comes out, as SVG.

A box holds what is part of it. Narrow ones stand side by side, in rows of one height; one that holds others takes a row
of its own. What lies in nothing and holds nothing stands below, under its kind.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from musnad import schema
from musnad.document import said, svg
from musnad.document.book import Book
from musnad.records import Row

ACROSS = 740.0
"""Width of the drawing; a page shows it smaller where it has less room, and lets it scroll where it has little."""

NARROWEST, PAD, GAP = 196.0, 10.0, 8.0
NAME, FACT = 12.5, 11.0
RUNG = 5.0

LADDER = tuple(rung for rung in schema.vocabulary(schema.table("provisions").properties["status"]) if rung)
"""The rungs, lowest first."""

KINDS = tuple(kind for kind in schema.vocabulary(schema.table("provisions").properties["kind"]) if kind)

PLURALS = {"body": "bodies"}

LEADS = {"demand": "demanded by", "objection": "raised by"}
"""What it is to lead a component of that kind; for the others, to lead it."""


class Component(NamedTuple):
    """A provision and what is part of it."""

    row: Row
    inside: list[Component]


def components(provisions: Sequence[Row]) -> list[Component]:
    """The provisions that are part of no other, each with what is part of it; those that hold others come first."""
    below: dict[str | None, list[Row]] = {}
    for row in provisions:
        below.setdefault(row["part_of"], []).append(row)

    def component(row: Row) -> Component:
        return Component(row, _sorted([component(one) for one in below.get(row["provision_id"], [])]))

    return _sorted([component(row) for row in below.get(None, [])])


def outline(found: Sequence[Component], depth: int = 0) -> list[tuple[Component, int]]:
    """Every component with the number of those in which it lies, as one reads them."""
    return [pair for one in found for pair in ((one, depth), *outline(one.inside, depth + 1))]


def drawing(book: Book, found: Sequence[Component]) -> Markup:
    """The drawing, with the outline in words as its description."""
    down = 2.0
    shapes: list[Markup] = []
    for title, some in _sections(found):
        if title:
            shapes.append(svg.lines([title], 2, down + 14, 13))
            down += 24
        high, drawn = _rows(book, some, 2, down, ACROSS - 4)
        shapes += drawn
        down += high + 16
    told = "; ".join(_told(book, one, depth) for one, depth in outline(found))
    return svg.picture("system", (ACROSS, down), "The security-guarantee system and its components", told, *shapes)


def _sorted(found: list[Component]) -> list[Component]:
    return sorted(found, key=lambda one: (-len(outline(one.inside)), KINDS.index(one.row["kind"]), one.row["name"]))


def _sections(found: Sequence[Component]) -> list[tuple[str, list[Component]]]:
    """What holds others, and below it what stands alone, by kind; each with its title, if it needs one."""
    sections = [("", [one]) for one in found if one.inside]
    for kind in KINDS:
        alone = [one for one in found if not one.inside and one.row["kind"] == kind]
        if alone:
            sections.append((f"{said.count(len(alone), kind, PLURALS.get(kind, ''))}, part of no other", alone))
    return sections


def _rows(book: Book, found: Sequence[Component], left: float, top: float, across: float) -> tuple[float, list[Markup]]:
    """Components in rows from `top` down: how high they are together, and their shapes."""
    holders, others = [one for one in found if one.inside], [one for one in found if not one.inside]
    most = max(1, int((across + GAP) // (NARROWEST + GAP)))
    columns = math.ceil(len(others) / math.ceil(len(others) / most)) if len(others) > 1 else min(2, most)
    narrow = (across - (columns - 1) * GAP) / columns
    rows = [[one] for one in holders] + [others[at : at + columns] for at in range(0, len(others), columns)]
    down, shapes = top, list[Markup]()
    for row in rows:
        width = across if row[0].inside else narrow
        high = max(_height(book, one, width) for one in row)
        for at, one in enumerate(row):
            shapes += _box(book, one, left + at * (narrow + GAP), down, width, high)
        down += high + GAP
    return max(down - GAP - top, 0), shapes


def _height(book: Book, one: Component, across: float) -> float:
    inside, _ = _rows(book, one.inside, 0, 0, across - 2 * PAD)
    return _head(book, one.row, 0, 0, across)[0] + (inside + PAD if inside else 0)


def _box(book: Book, one: Component, left: float, top: float, across: float, high: float) -> list[Markup]:
    tone = f"tone-{KINDS.index(one.row['kind']) + 1}"
    head, words = _head(book, one.row, left, top, across)
    _, inside = _rows(book, one.inside, left + PAD, top + head, across - 2 * PAD)
    return [svg.box(left, top, across, high, class_=f"drawn-box {tone}"), *words, *inside]


def _head(book: Book, row: Row, left: float, top: float, across: float) -> tuple[float, list[Markup]]:
    """What a box says of its provision: how high that is, and the shapes."""
    most = across - 2 * PAD
    x, down = left + PAD, top + PAD + NAME - 2
    name = svg.wrap(row["name"], most / 1.06, NAME)
    shapes = [svg.lines(name, x, down, NAME, font_weight="bold")]
    down += len(name) * 1.25 * NAME
    for words, kind in _facts(book, row):
        lines = svg.wrap(words, most, FACT)
        shapes.append(svg.lines(lines, x, down, FACT, class_=kind or None))
        down += len(lines) * 1.25 * FACT
    if row["status"]:
        shapes += _ladder(row["status"], x, down - 4, min(most, 180))
        down += RUNG + 4
    return down - top + PAD - FACT + 2, shapes


def _facts(book: Book, row: Row) -> list[tuple[str, str]]:
    facts = [(f"{row['kind']}{', ' + row['status'] if row['status'] else ''}", "drawn-faint")]
    if row["lead_ids"]:
        facts.append((f"{LEADS.get(row['kind'], 'led by')} {', '.join(said.named(book, row['lead_ids']))}", ""))
    if row["participant_ids"]:
        facts.append(
            (f"{'with' if row['lead_ids'] else 'by'} {', '.join(said.named(book, row['participant_ids']))}", "")
        )
    if row["triggers"]:
        facts.append((f"when: {'; '.join(one.replace('_', ' ').capitalize() for one in row['triggers'])}", ""))
    if row["contested_by_ids"]:
        facts.append((f"contested by {', '.join(said.named(book, row['contested_by_ids']))}", "drawn-against"))
    return facts


def _ladder(status: str, left: float, top: float, across: float) -> list[Markup]:
    """The rungs side by side, filled as far as the provision has come."""
    wide = (across - (len(LADDER) - 1) * 2) / len(LADDER)
    reached = LADDER.index(status)
    return [
        svg.element(
            "rect",
            x=left + at * (wide + 2),
            y=top,
            width=wide,
            height=RUNG,
            class_="drawn-rung reached" if at <= reached else "drawn-rung",
        )
        for at in range(len(LADDER))
    ]


def _told(book: Book, one: Component, depth: int) -> str:
    facts = ", ".join(words for words, _ in _facts(book, one.row))
    return f"{'inside that, ' * (depth > 0)}{one.row['name']} ({facts})"
