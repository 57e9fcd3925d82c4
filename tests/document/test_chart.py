"""A chart shows every score at its place on the scale, and says it in words."""

from __future__ import annotations

import re

from musnad.document import Score, scores_chart
from musnad.document.chart import LEFT, RIGHT, WIDTH

SERIES = {"ours": {"cues": Score(0.5, 0.25, 0.75)}, "<b>peer</b>": {"cues": Score(1.0, None, None)}}


def test_a_dot_stands_where_its_score_is_and_its_line_spans_the_interval() -> None:
    picture = scores_chart("F1", ["cues"], SERIES)
    wide = WIDTH - LEFT - RIGHT
    dots = [float(x) for x in re.findall(r'<circle cx="([0-9.]+)" cy="[0-9.]+" r="4.5"', picture)]
    assert dots == [LEFT + wide / 2, LEFT + wide]
    (line,) = re.findall(r'<line x1="([0-9.]+)" x2="([0-9.]+)" y1="[0-9.]+" y2="[0-9.]+" class="chart-0"', picture)
    assert tuple(map(float, line)) == (LEFT + round(wide * 0.25, 1), LEFT + round(wide * 0.75, 1))


def test_a_score_is_said_in_words_and_so_is_the_picture() -> None:
    picture = scores_chart("F1 of all", ["cues"], SERIES)
    assert "<title>0.500 (0.250 to 0.750)</title>" in picture
    assert 'aria-label="F1 of all"' in picture


def test_a_row_without_a_score_has_no_dot() -> None:
    assert scores_chart("F1", ["dates"], SERIES).count('r="4.5"') == 0


def test_names_are_shown_as_text() -> None:
    assert "<b>" not in scores_chart("F1", ["cues"], SERIES)
