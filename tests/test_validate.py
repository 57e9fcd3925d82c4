"""Every promise is kept by what is published, and every way to break one is rejected by the real check path."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from mutations import MUTATIONS, Mutation, break_release

from musnad import computed, publish, release, schema, validate
from musnad.problems import Misuse
from musnad.records import Tables

RELEASE = Path(os.environ.get("MUSNAD_DATA", Path(__file__).parents[1] / "data"))


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The rows of the published release. Never change them: `break_release` copies."""
    return release.read_rows(RELEASE)


def written(tables: Tables, folder: Path) -> Path:
    folder.mkdir()
    publish.write(tables, folder)
    return folder


def test_the_published_release_keeps_every_promise() -> None:
    assert list(validate.validate(RELEASE)) == []


def test_every_check_has_a_name_of_its_own_and_a_promise_to_print() -> None:
    names = [check.name for check in validate.CHECKS]
    assert len(set(names)) == len(names)
    assert [check.name for check in validate.CHECKS if not check.promise.endswith(".")] == []


def test_every_check_has_a_mutation_and_every_mutation_a_check() -> None:
    assert {mutation.rule for mutation in MUTATIONS} == {check.name for check in validate.CHECKS}


def names(mutations: Iterable[Mutation]) -> list[str]:
    return [f"{mutation.rule}: {mutation.says}" for mutation in mutations]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=names(MUTATIONS))
def test_a_broken_promise_is_rejected_by_its_rule_and_at_its_place(
    mutation: Mutation, tables: Tables, tmp_path: Path
) -> None:
    places = break_release(mutation, tables, tmp_path / "broken")
    problems = list(validate.validate(tmp_path / "broken"))
    found = [problem.where for problem in problems if problem.rule == mutation.rule]
    assert places
    assert [place for place in places if not any(where.startswith(place) for where in found)] == []
    for problem in problems:
        assert "│" not in str(problem)
        assert all((problem.where, problem.found, problem.expected, problem.next_step))


def test_a_problem_says_where_what_was_expected_and_what_to_do(tables: Tables, tmp_path: Path) -> None:
    broken = copy.deepcopy(tables)
    row = next(row for row in broken["mentions"] if row["quote"] == "זלנסקי")
    row["quote"] = "זלנסקאי"
    problems = list(validate.validate(written(broken, tmp_path / "broken")))
    (said,) = (str(problem) for problem in problems if problem.rule == "quotes_match_text")
    assert said == (
        f"mentions[{row['mention_id']}].start: «זלנסקאי»; "
        f"expected «זלנסקי», the text at [{row['start']}, {row['end']}). "
        "Correct the words in the annotation, or build the release again. [quotes_match_text]"
    )


def test_no_two_mutations_say_the_same() -> None:
    assert len(set(names(MUTATIONS))) == len(MUTATIONS)


@pytest.mark.parametrize("left_out", schema.TABLES)
def test_a_release_may_leave_a_table_out_and_is_told_what_could_not_be_followed(
    left_out: str, tables: Tables, tmp_path: Path
) -> None:
    folder = written({table: rows for table, rows in tables.items() if table != left_out}, tmp_path / "data")
    assert list(validate.validate(folder)) == []
    keys = [key for table in schema.TABLES if table != left_out for key in schema.table(table).foreign_keys]
    said = validate.not_followed(validate.read(folder))
    assert sum(line.endswith(f"→ {left_out}") for line in said) == sum(key.table == left_out for key in keys)


@pytest.mark.parametrize("only", schema.TABLES)
def test_a_table_alone_is_checked_as_far_as_it_goes(only: str, tables: Tables, tmp_path: Path) -> None:
    assert list(validate.validate(written({only: tables[only]}, tmp_path / "data"))) == []


def test_nothing_is_left_unsaid_of_a_whole_release() -> None:
    assert validate.not_followed(validate.read(RELEASE)) == []


def test_a_release_without_rows_is_a_release(tmp_path: Path) -> None:
    assert list(validate.validate(written({table: [] for table in schema.TABLES}, tmp_path / "data"))) == []


@pytest.mark.parametrize("method", ["rules", "llm"])
def test_a_machine_may_find_the_same_rows_and_then_says_so(method: str, tables: Tables, tmp_path: Path) -> None:
    machine = copy.deepcopy(tables)
    for row in machine["sources"]:
        row |= {"review_status": "unreviewed", "annotator": None, "reviewer": None}
    for row in machine["claims"]:
        row |= {"local_id": None, "proposition": None if method == "rules" else row["proposition"]}
    for table in ("sentences", "claims", "mentions", "dates"):
        for row in machine[table]:
            row["method"] = method
    computed.fill(machine, {table: schema.table(table).key for table in schema.TABLES})
    assert list(validate.validate(written(machine, tmp_path / "data"))) == []


def test_records_without_their_shape_are_not_asked_what_they_mean(tables: Tables, tmp_path: Path) -> None:
    broken = copy.deepcopy(tables)
    broken["claims"][0] |= {"kind": "rumour", "quote": "not there"}
    found = {problem.rule for problem in validate.validate(written(broken, tmp_path / "broken"))}
    assert found == {"records_fit_schema"}


def test_what_is_uncertain_and_approximate_counts_as_marked(tables: Tables, tmp_path: Path) -> None:
    marked = copy.deepcopy(tables)
    for table, columns in (
        ("sources", ["published"]),
        ("claims", ["time", "speech_time"]),
        ("dates", ["edtf", "anchor"]),
    ):
        for row in marked[table]:
            row |= {column: row[column].replace("?", "%") for column in columns if row[column]}
    computed.fill(marked, {table: schema.table(table).key for table in schema.TABLES})
    assert marked != tables
    assert list(validate.validate(written(marked, tmp_path / "data"))) == []


def test_one_mistake_is_told_once(tables: Tables, tmp_path: Path) -> None:
    broken = copy.deepcopy(tables)
    broken["actors"].append(broken["actors"][0])
    found = [problem.rule for problem in validate.validate(written(broken, tmp_path / "broken"))]
    assert found == ["keys_are_unique"]


def test_a_weekday_that_contradicts_the_day_beside_it_is_the_texts_own(tables: Tables, tmp_path: Path) -> None:
    contradicting = copy.deepcopy(tables)
    row = next(row for row in contradicting["dates"] if row["quote"] == "יום שלישי")
    row |= {"rule": "calendar_date", "value": "2025-08-20", "edtf": "2025-08-20"}
    computed.fill(contradicting, {table: schema.table(table).key for table in schema.TABLES})
    found = {problem.rule for problem in validate.validate(written(contradicting, tmp_path / "data"))}
    assert "weekdays_match_dates" not in found


def test_a_broken_file_does_not_hide_what_is_wrong_elsewhere(tables: Tables, tmp_path: Path) -> None:
    broken = copy.deepcopy(tables)
    broken["mentions"][0]["quote"] += "א"
    folder = written(broken, tmp_path / "broken")
    (folder / "provisions.parquet").write_bytes(b"")
    found = {problem.rule for problem in validate.validate(folder)}
    assert {"files_match_manifest", "quotes_match_text"} <= found


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"format": "musnad release 1"}', "\udcff"])
def test_a_manifest_that_is_none_is_told_without_a_traceback(manifest: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(manifest.encode(errors="surrogateescape"))
    with pytest.raises(Misuse, match=r"manifest\.json"):
        validate.validate(tmp_path)


def test_a_folder_that_is_no_release_is_told_without_a_traceback(tmp_path: Path) -> None:
    for folder, said in ((tmp_path, "no release"), (tmp_path / "nowhere", "not a folder")):
        with pytest.raises(Misuse, match=said):
            validate.validate(folder)
