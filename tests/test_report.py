"""What commands say: counted, aligned, cut, or written for a machine."""

from __future__ import annotations

import csv
import json

import pytest

from musnad import report
from musnad.diff import Change
from musnad.problems import Problem


def test_problems_stand_apart_and_are_counted() -> None:
    one = Problem("seeds/a.txt", "articles_are_exact_text", "an empty file", "an article", "fill it in")
    two = Problem("seeds/b.txt", "articles_are_exact_text", "an empty file", "an article", "fill it in")
    assert "\n".join(report.problems([one], "nothing was published")).endswith("\n\n1 problem; nothing was published")
    said = "\n".join(report.problems([one, two], "nothing was published")).split("\n\n")
    assert said == [str(one), str(two), "2 problems; nothing was published"]


def test_numbers_end_together_and_words_begin_together() -> None:
    rows = [["claims", "7", "x"], ["sentences", "1,200", "y"]]
    assert list(report.columns(rows, right=frozenset({1}))) == ["claims         7  x", "sentences  1,200  y"]


def test_a_table_keeps_to_one_line_and_changes_nothing_else() -> None:
    lines = list(report.as_table(["text"], [["ב" * 500], ["two\nlines"]]))
    assert lines[2:] == ["ב" * 500, "two lines", "(2 rows)"]


def test_on_a_terminal_a_table_fits_and_isolates_what_runs_right_to_left() -> None:
    lines = list(report.as_table(["id", "text"], [["clm_1", "ב" * 500], ["clm_2", "قال"]], 40))
    assert lines[2] == f"clm_1  \u2067{'ב' * 32}…\u2069"
    assert lines[3] == "clm_2  \u2067قال\u2069"
    assert len(lines[2]) - 2 == 40


def test_two_long_columns_share_what_the_short_ones_leave() -> None:
    (row,) = list(report.as_table(["a", "b", "c"], [["x" * 5, "y" * 90, "z" * 70]], 49))[2:3]
    assert row == f"xxxxx  {'y' * 19}…  {'z' * 19}…"


def test_a_terminal_that_is_too_narrow_still_shows_the_beginning_of_every_cell() -> None:
    (row,) = list(report.as_table(["a", "b"], [["x" * 90, "y" * 90]], 5))[2:3]
    assert row == "xxxxxxx…  yyyyyyy…"


def test_marks_and_isolates_take_no_column() -> None:
    rows = [["ستوقّعه", "x"], [report.isolated("كييف"), "y"]]
    first, second = report.columns(rows)
    assert first == "ستوقّعه  x"
    assert second == "\u2067كييف\u2069    y"


@pytest.mark.parametrize(
    ("text", "isolated"), [("קייב NATO", True), ("«كييف»", True), ("NATO קייב", False), ("5", False)]
)
def test_text_that_begins_right_to_left_is_isolated(text: str, isolated: bool) -> None:
    assert report.isolated(text) == (f"\u2067{text}\u2069" if isolated else text)


def test_a_long_value_is_shown_from_where_it_changed() -> None:
    old, new = ["x" * 200, "old"], ["x" * 200, "new"]
    lines = list(report.changes([Change("claims", "clm_1", "MOD", {"note": (old, new), "time": (None, "2026")})]))
    assert lines[0] == "MOD claims clm_1"
    assert lines[1].startswith("    note: …xxx")
    assert '"old"' in lines[1]
    assert '"new"' in lines[1]
    assert lines[2] == "    time: null → 2026"
    assert lines[3] == "1 row differs: 0 added, 1 modified, 0 deleted"


def test_csv_survives_quotes_commas_and_line_breaks() -> None:
    cells = ['נאט"ו, קייב', "two\nlines", None, [{"start": 0}]]
    (page,) = report.as_csv(["a", "b", "c", "d"], [cells])
    header, row = csv.reader(page.splitlines(keepends=True))
    assert header == ["a", "b", "c", "d"]
    assert row == ['נאט"ו, קייב', "two\nlines", "", '[{"start": 0}]']


def test_json_is_one_array_with_a_line_for_each_row() -> None:
    (page,) = report.as_json(["a"], [["قال"], [None]])
    assert len(page.splitlines()) == 2
    assert json.loads(page) == [{"a": "قال"}, {"a": None}]


def test_no_rows_are_still_json() -> None:
    assert json.loads("".join(report.as_json(["a"], []))) == []
