"""The difference between two releases is told row by row and field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from publisher import actor

from musnad import diff, publish, release
from musnad.diff import Change
from musnad.problems import Misuse
from musnad.records import Tables


def published(out: Path, tables: Tables) -> Path:
    with publish.stage(tables, out) as staged:
        publish.exchange(staged, out)
    return out


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return published(tmp_path / "old", {"actors": [actor(number) for number in range(4)], "mentions": []})


def test_the_same_release_has_no_changes(old: Path) -> None:
    assert diff.changes(old, old) == []


def test_rows_are_added_modified_and_deleted_by_key(old: Path, tmp_path: Path) -> None:
    rows = [actor(0), actor(2, country="UKR", type="organisation"), actor(3), actor(4)]
    found = diff.changes(old, published(tmp_path / "new", {"actors": rows, "mentions": []}))
    assert [(change.table, change.key, change.kind) for change in found] == [
        ("actors", "actor-001", "DEL"),
        ("actors", "actor-002", "MOD"),
        ("actors", "actor-004", "ADD"),
    ]
    assert found[1].fields == {"type": ("state", "organisation"), "country": (None, "UKR")}
    assert found[0].fields == {column: (value, None) for column, value in actor(1).items()}
    assert found[2].fields == {column: (None, value) for column, value in actor(4).items()}
    assert diff.counts(found) == {"actors": {"ADD": 1, "MOD": 1, "DEL": 1}}


def test_a_change_inside_a_list_is_a_change_of_its_column(old: Path, tmp_path: Path) -> None:
    names = [{"language": "he", "name": "אוקראינה"}]
    rows = [actor(0), actor(1), actor(2), actor(3, names=names)]
    (change,) = diff.changes(old, published(tmp_path / "new", {"actors": rows, "mentions": []}))
    assert change.fields == {"names": (actor(3)["names"], names)}


def test_there_and_back_again_is_the_mirror_image(old: Path, tmp_path: Path) -> None:
    new = published(tmp_path / "new", {"actors": [actor(0), actor(1, wikidata="Q212"), actor(9)], "mentions": []})
    mirrored = {"ADD": "DEL", "DEL": "ADD", "MOD": "MOD"}
    there, back = diff.changes(old, new), diff.changes(new, old)
    assert [(one.key, mirrored[one.kind]) for one in there] == [(one.key, one.kind) for one in back]
    assert [{name: pair[::-1] for name, pair in one.fields.items()} for one in there] == [one.fields for one in back]


def test_a_table_that_one_release_leaves_out_counts_as_one_without_rows(old: Path, tmp_path: Path) -> None:
    new = published(tmp_path / "new", {"mentions": []})
    assert [change.kind for change in diff.changes(old, new)] == ["DEL"] * 4
    assert [change.kind for change in diff.changes(new, old)] == ["ADD"] * 4


def test_tables_of_equal_digest_are_not_read(old: Path, tmp_path: Path) -> None:
    new = published(tmp_path / "new", {"actors": [actor(number) for number in range(4)], "mentions": []})
    (new / "actors.parquet").unlink()
    assert diff.changes(old, new) == []


def test_a_manifest_stands_for_its_release(old: Path, tmp_path: Path) -> None:
    new = published(tmp_path / "new", {"actors": [actor(0)], "mentions": []})
    assert diff.changes(old / release.MANIFEST, new / release.MANIFEST) == diff.changes(old, new)


def test_changes_become_plain_values() -> None:
    change = Change("actors", "ukraine", "MOD", {"country": (None, "UKR"), "part_of": ("europe", None)})
    assert json.loads(json.dumps(diff.to_json([change]))) == [
        {
            "table": "actors",
            "key": "ukraine",
            "kind": "MOD",
            "fields": {"country": {"old": None, "new": "UKR"}, "part_of": {"old": "europe", "new": None}},
        }
    ]


def test_what_is_no_release_is_refused(old: Path, tmp_path: Path) -> None:
    for nothing in (tmp_path, tmp_path / "not there"):
        with pytest.raises(Misuse, match=str(nothing)):
            diff.changes(old, nothing)


def test_a_broken_file_is_refused_with_its_name(old: Path, tmp_path: Path) -> None:
    new = published(tmp_path / "new", {"actors": [actor(0)], "mentions": []})
    (new / "actors.parquet").write_bytes(b"PAR1 is not enough")
    with pytest.raises(Misuse, match=r"actors\.parquet cannot be read"):
        diff.changes(old, new)
