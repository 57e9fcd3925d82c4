"""Passing on: whom an actor quotes and through whom it is quoted, with how often, go in; a drawing comes out, as SVG.

Words run from left to right: from those at the origin through the actor to whoever passes them on.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from musnad.document import svg

ACROSS, GAP, SIZE, EDGE = 190.0, 50.0, 12.0, 2.0
LINE = 1.25 * SIZE


def drawing(name: str, carried: Mapping[str, int], through: Mapping[str, int]) -> Markup:
    """The drawing for the actor called `name`.

    Args:
        name: the actor in the middle.
        carried: those whose words it passes on, by name, with the number of claims.
        through: those who pass on its words, likewise.
    """
    sides = [_labels(carried), _labels(through)]
    middle = svg.wrap(name, ACROSS - 16, SIZE)
    high = max(sum(len(lines) * LINE + 16 for lines, _ in side) for side in [*sides, [(middle, 0)]])
    columns = [EDGE, EDGE + (ACROSS + GAP) * bool(carried)]
    columns.append(columns[1] + ACROSS + GAP)
    shapes, boxes = list[Markup](), [_box(middle, columns[1], high / 2, "tone-1 root")]
    for side, left in ((sides[0], columns[0]), (sides[1], columns[2])):
        down = (high - sum(len(lines) * LINE + 16 for lines, _ in side)) / 2
        for lines, times in side:
            y = down + (len(lines) * LINE + 16) / 2
            down += len(lines) * LINE + 16
            ends = (left + ACROSS, y, columns[1], high / 2)
            if left > columns[1]:
                ends = (columns[1] + ACROSS, high / 2, left, y)
            shapes.append(svg.curve(*ends, class_="drawn-line tone-1", stroke_width=1 + min(times, 12) / 2))
            boxes.append(_box(lines, left, y, "tone-0"))
    told = [f"{one} is quoted by {name}: {times}" for one, times in carried.items()]
    told += [f"{name} is quoted by {one}: {times}" for one, times in through.items()]
    size = (columns[2 if through else 1] + ACROSS + EDGE, high)
    return svg.picture("passing", size, f"Who passes on whose words around {name}", "; ".join(told), *shapes, *boxes)


def _labels(side: Mapping[str, int]) -> list[tuple[list[str], int]]:
    return [(svg.wrap(f"{name} ({times})", ACROSS - 16, SIZE), times) for name, times in side.items()]


def _box(lines: list[str], left: float, middle: float, kind: str) -> Markup:
    high = len(lines) * LINE + 8
    words = svg.lines(lines, left + 8, middle - high / 2 + SIZE + 3.5, SIZE)
    return svg.box(left, middle - high / 2, ACROSS, high, class_=f"drawn-box {kind}") + words
