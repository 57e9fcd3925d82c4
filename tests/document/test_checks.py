"""The page of the checks shows, for every promise, what was broken and where, and nothing that was not."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from musnad import release
from musnad.document import checks
from musnad.document.tables import Guard
from musnad.records import Tables

GUARD = Guard("quotes_match_text", "Every quote\nis its text.", ("mentions",))


@pytest.fixture
def tables(built_corpus: Path) -> Tables:
    return release.read_rows(built_corpus)


def test_a_changed_value_is_shown_with_its_place_and_both_values(tables: Tables) -> None:
    broken = copy.deepcopy(tables)
    row = broken["mentions"][0]
    row["quote"] = "זלנסקאי"
    (change,) = checks.changes(tables, broken)
    assert change == (f"mentions[{row['mention_id']}].quote", tables["mentions"][0]["quote"], "זלנסקאי")
    page = checks.page(tables, [GUARD], [checks.Broken(GUARD.name, "another quote", broken)])
    assert '<bdi lang="he">זלנסקאי</bdi>' in page
    assert "**Rejected:** another quote." in page
    assert "[mentions](tables/mentions.md)" in page


def test_a_changed_value_inside_a_list_is_shown_alone(tables: Tables) -> None:
    broken = copy.deepcopy(tables)
    row = next(row for row in broken["claims"] if len(row["attribution"]) > 1)
    row["attribution"][0]["role"] = "agency"
    (change,) = checks.changes(tables, broken)
    assert change.where == f"claims[{row['claim_id']}].attribution[0].role"
    assert change.new == "agency"


def test_a_row_that_went_and_a_row_that_came_are_told(tables: Tables) -> None:
    broken = copy.deepcopy(tables)
    gone = broken["sentences"].pop(0)
    came = copy.deepcopy(broken["dates"][0]) | {"date_id": "dat_000000000000"}
    broken["dates"].append(came)
    found = {change.where: change for change in checks.changes(tables, broken)}
    assert found[f"sentences[{gone['sentence_id']}]"].old == gone["quote"]
    assert found[f"sentences[{gone['sentence_id']}]"].new is None
    assert found["dates[dat_000000000000]"].new == came["quote"]


def test_a_row_that_stands_twice_is_told(tables: Tables) -> None:
    broken = copy.deepcopy(tables)
    broken["claims"].append(copy.deepcopy(broken["claims"][0]))
    (change,) = checks.changes(tables, broken)
    assert (change.where, change.new) == ("claims", "1 of them twice")


def test_a_null_that_became_false_is_a_change(tables: Tables) -> None:
    broken = copy.deepcopy(tables)
    row = next(row for row in broken["claims"] if row["in_boilerplate"] is False)
    row["in_boilerplate"] = 0
    # 0 == False in Python: rows that compare equal hold no difference that a table could store
    assert list(checks.changes(tables, broken)) == []


def test_a_broken_file_is_said_to_be_one(tables: Tables) -> None:
    page = checks.page(tables, [GUARD], [checks.Broken(GUARD.name, "a file cut in the middle", None)])
    assert "**Rejected:** a file cut in the middle. A file of the release was changed." in page


def test_without_tests_the_page_lists_the_rules_alone(tables: Tables) -> None:
    page = checks.page(tables, [GUARD], [])
    assert "## quotes_match_text" in page
    assert "Every quote is its text." in page
    assert "Rejected" not in page
