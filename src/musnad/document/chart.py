"""Charts of scores: names, series of scores and their intervals go in, one picture comes out, as markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from musnad.document import svg

SIZE, ROW, LEFT, RIGHT = 11, 11, 116, 14
"""Height of the type and of a series within a row, and the room beside the scale."""
WIDTH = 360
"""As wide as a phone, so that nobody has to scroll to the scores; a wide screen shows it larger."""
_LINE = 15
TICKS = (0, 0.25, 0.5, 0.75, 1)


class Score(NamedTuple):
    """A score from 0 to 1 and the ends of its interval; an end is None where there is no interval."""

    value: float
    low: float | None
    high: float | None


def scores(title: str, rows: Sequence[str], series: Mapping[str, Mapping[str, Score]]) -> Markup:
    """A dot and its interval for every row and series.

    Args:
        title: what the picture shows, for those who do not see it; the figures themselves stand in tables beside.
        rows: names of the rows, from top to bottom.
        series: name of a series to its scores by row; what has no score has no dot.
    """
    step = ROW * len(series) + 10
    legend = [svg.wrap(name, WIDTH - 18, SIZE) for name in series]
    top = _LINE * sum(map(len, legend)) + 16
    down = top + step * len(rows) + 8
    parts = [_scale(top, down), _legend(legend)]
    for at, row in enumerate(rows):
        here = top + step * at
        words = svg.wrap(row, LEFT - 10, SIZE)
        first = here + step / 2 + 1 - (len(words) - 1) * 0.625 * SIZE
        parts.append(svg.lines(words, LEFT - 10, first, SIZE, class_="chart-row"))
        for number, found in enumerate(series.values()):
            if row in found:
                parts.append(_dot(found[row], here + ROW * number + ROW / 2 + 3, number))
    return svg.element(
        "svg",
        svg.element("title", title),
        *parts,
        class_="chart",
        viewBox=f"0 0 {WIDTH} {down + 18}",
        role="img",
        aria_label=title,
    )


def _x(value: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * value


def _scale(top: float, down: float) -> Markup:
    marks = []
    for tick in TICKS:
        marks.append(svg.element("line", x1=_x(tick), x2=_x(tick), y1=top - 4, y2=down, class_="chart-grid"))
        marks.append(svg.element("text", f"{tick:g}", x=_x(tick), y=down + 14, font_size=SIZE - 2, class_="chart-tick"))
    return svg.element("g", *marks)


def _legend(names: Sequence[Sequence[str]]) -> Markup:
    parts, down = [], 0
    for number, lines in enumerate(names):
        parts.append(svg.element("circle", cx=5, cy=down + 9, r=4, class_=f"chart-{number}"))
        parts.append(svg.lines(lines, 15, down + 13, SIZE))
        down += _LINE * len(lines)
    return svg.element("g", *parts)


def _dot(score: Score, y: float, number: int) -> Markup:
    said = f"{score.value:.3f}"
    parts = []
    if score.low is not None and score.high is not None:
        said += f" ({score.low:.3f} to {score.high:.3f})"
        parts.append(svg.element("line", x1=_x(score.low), x2=_x(score.high), y1=y, y2=y, class_=f"chart-{number}"))
    parts.append(svg.element("circle", cx=_x(score.value), cy=y, r=4.5, class_=f"chart-{number}"))
    return svg.element("g", svg.element("title", said), *parts)
