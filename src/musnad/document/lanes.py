"""Lanes: articles with the days that they name go in; a drawing of these against the publication comes out, as SVG.

Each article has a lane, the earliest above. A day is a dot, a span of days a bar; what was inferred is hollow. The
rhombus is the day of publication. Several expressions for the same days are one mark with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from musnad.document import svg
from musnad.document.axis import Axis, axis, iso

ACROSS, LEFT, RIGHT = 560.0, 116.0, 26.0
ROW, DOT, TICK, SIZE = 17.0, 5.0, 74.0, 11.0
LABELS_APART = 13.0


class Span(NamedTuple):
    """From which to which day, as ordinals, and whether that was inferred."""

    first: int
    last: int
    inferred: bool


class Lane(NamedTuple):
    """An article: two lines of words about it, its publication if that is known, and the days that it names."""

    words: tuple[str, str]
    published: Span | None
    spans: Sequence[Span]


def drawing(lanes: Sequence[Lane]) -> Markup:
    """The drawing, told in words as well."""
    every = [span for lane in lanes for span in [*lane.spans, *([lane.published] if lane.published else [])]]
    line = axis((day for span in every for day in (span.first, span.last)), ACROSS)
    down, shapes = 8.0, list[Markup]()
    for number, lane in enumerate(lanes):
        rows = _packed(line, lane.spans)
        high = max(len(rows) + 1, 2) * ROW + 10
        shapes += _lane(line, lane, rows, down, high, number % 2 == 0)
        down += high
    shapes += _scale(line, down)
    size = (LEFT + line.length + RIGHT, down + TICK)
    told = "; ".join(f"{lane.words[0]}, {lane.words[1]}: {_told(lane.spans)}" for lane in lanes)
    return svg.picture("lanes", size, "The days that each article names, and its day of publication", told, *shapes)


def _packed(line: Axis, spans: Sequence[Span]) -> list[list[tuple[Span, int]]]:
    """The spans with their numbers, in as few rows as hold them without touching."""
    rows: list[list[tuple[Span, int]]] = []
    for span, times in sorted(Counter(spans).items()):
        start = line.places[span.first]
        row = next((row for row in rows if line.places[row[-1][0].last] + 26 < start), None)
        if row is None:
            rows.append(row := [])
        row.append((span, times))
    return rows


def _lane(
    line: Axis, lane: Lane, rows: Sequence[Sequence[tuple[Span, int]]], top: float, high: float, even: bool
) -> list[Markup]:
    shapes = []
    if even:
        shapes.append(svg.element("rect", x=0, y=top, width=LEFT + line.length + RIGHT, height=high, class_="lane"))
    shapes.append(svg.lines([lane.words[0]], 6, top + 15, 12, font_weight="bold"))
    shapes.append(svg.lines([lane.words[1]], 6, top + 30, SIZE, class_="drawn-faint"))
    if lane.published:
        x = LEFT + line.places[lane.published.first]
        shapes.append(svg.element("path", d=f"M{x:.1f} {top:.1f}v{high:.1f}", class_="lane-published"))
        shapes.append(_published(x, top + 5 + 0.5 * ROW, lane.published.inferred))
    for number, row in enumerate(rows):
        for span, times in row:
            shapes += _mark(line, span, times, top + 5 + (number + 1.5) * ROW)
    return shapes


def _published(x: float, y: float, inferred: bool) -> Markup:
    kind = f"tone-2 lane-mark{' inferred' if inferred else ''}"
    return svg.element("path", d=f"M{x:.1f} {y - 7:.1f}l7 7-7 7-7-7z", class_=kind)


def _mark(line: Axis, span: Span, times: int, y: float) -> list[Markup]:
    first, last = LEFT + line.places[span.first], LEFT + line.places[span.last]
    kind = f"tone-1 lane-mark{' inferred' if span.inferred else ''}"
    if span.first == span.last:
        shapes = [svg.element("circle", cx=first, cy=y, r=DOT, class_=kind)]
    else:
        shapes = [svg.box(first - DOT, y - DOT, last - first + 2 * DOT, 2 * DOT, class_=kind)]
    if times > 1:
        shapes.append(svg.lines([f"×{times}"], last + DOT + 2, y + 4, 10))
    return shapes


def _scale(line: Axis, top: float) -> list[Markup]:
    shapes = [svg.element("path", d=f"M{LEFT} {top:.1f}h{line.length:.1f}", class_="scale")]
    for first, last in line.breaks:
        x = LEFT + (first + last) / 2
        shapes.append(svg.element("path", d=f"M{x - 5:.1f} {top:.1f}h10", class_="scale-gap"))
        for side in (x - 5, x + 5):
            shapes.append(svg.element("path", d=f"M{side - 3:.1f} {top + 6:.1f}l6 -12", class_="scale"))
    for day, place in line.labels(LABELS_APART):
        x = LEFT + place
        shapes.append(svg.element("path", d=f"M{x:.1f} {top:.1f}v5", class_="scale"))
        turned = f"rotate(-60 {x + 3:.1f} {top + 12:.1f})"
        shapes.append(
            svg.element(
                "text",
                iso(day),
                x=x + 3,
                y=top + 12,
                transform=turned,
                text_anchor="end",
                font_size=10,
            )
        )
    return shapes


def _told(spans: Sequence[Span]) -> str:
    days = sorted(
        {iso(one.first) if one.first == one.last else f"{iso(one.first)} to {iso(one.last)}" for one in spans}
    )
    return ", ".join(days) or "no day"
