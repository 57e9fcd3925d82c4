"""The metadata of a release, read by mlcroissant, gives back the rows that were written."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from musnad import croissant, publish, release, schema
from musnad.records import Tables

mlcroissant = pytest.importorskip("mlcroissant")

NOT_SHOWN = {"attribution[].cue_spans"}
"""Lists of structs inside structs, of which Croissant's reader would show the first item only."""


def example_tables() -> Tables:
    """Two rows a table: the first examples of its columns, and the same with every column null that may be."""
    tables: Tables = {}
    for name in schema.TABLES:
        table = schema.table(name)
        full = {column: deepcopy(node["examples"][0]) for column, node in table.properties.items()}
        bare = deepcopy(full) | {table.key: str(full[table.key])[:-1] + "0"}
        bare |= {column: None for column, node in table.properties.items() if schema.kind(node)[1]}
        tables[name] = [full, bare]
    tables["clusters"][0]["conflicts"] = [
        {
            "claim_id_a": "clm_5d3c8e01b7fa",
            "claim_id_b": "clm_a90b3e77d215",
            "cause": "value",
            **{"start_a": 1, "end_a": 9, "quote_a": "32 שרים", "start_b": 4, "end_b": 9, "quote_b": "30 دولة"},
        }
    ] * 2
    return tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the example tables."""
    out = tmp_path_factory.mktemp("release") / "data"
    with publish.stage(example_tables(), out) as staged:
        publish.exchange(staged, out)
    return out


def as_read(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row as mlcroissant gives it: fields under their full names, text as bytes."""

    def field(value: Any, steps: list[str]) -> Any:
        if isinstance(value, list):
            return [field(item, steps) for item in value]
        if isinstance(value, dict):
            shown = {column: below for column, below in value.items() if f"{steps[-1]}[].{column}" not in NOT_SHOWN}
            return {"/".join([*steps, column]): field(below, [*steps, column]) for column, below in shown.items()}
        return value.encode() if isinstance(value, str) else value

    return {f"{name}/{column}": field(value, [name, column]) for column, value in row.items()}


def test_mlcroissant_finds_no_fault(folder: Path) -> None:
    issues = mlcroissant.Dataset(jsonld=str(folder / "croissant.json")).metadata.ctx.issues
    assert not issues.errors
    assert all("datePublished" in warning for warning in issues.warnings)


@pytest.mark.parametrize("name", schema.TABLES)
def test_the_records_come_back_as_they_were_written(folder: Path, name: str) -> None:
    records = list(mlcroissant.Dataset(jsonld=str(folder / "croissant.json")).records(name))
    expected = [as_read(name, row) for row in release.sorted_rows(name, example_tables()[name])]
    assert records == expected


def test_all_tables_can_be_read_one_after_the_other(folder: Path) -> None:
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    counts = {name: sum(1 for _ in dataset.records(name)) for name in reversed(schema.TABLES)}
    assert counts == dict.fromkeys(schema.TABLES, 2)


def test_a_file_that_was_changed_is_refused(folder: Path, tmp_path: Path) -> None:
    metadata = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    (tmp_path / "croissant.json").write_text(json.dumps(metadata), encoding="utf-8")
    for path in folder.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = (folder / "sentences.parquet").read_bytes()
    (tmp_path / "mentions.parquet").write_bytes(changed)
    dataset = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json"))
    with pytest.raises(Exception, match=r"Download\(mentions\.parquet\)"):
        list(dataset.records("mentions"))


def manifest(**rows: int) -> dict[str, Any]:
    """A manifest of tables with so many rows."""
    tables = {
        name: {"file": f"{name}.parquet" if count else None, "rows": count, "sha256": "0" * 64 if count else None}
        for name, count in rows.items()
    }
    return {"version": "1.2.3", "tables": tables}


def test_a_table_without_rows_is_left_out_with_every_reference_to_it() -> None:
    metadata = croissant.metadata(manifest(claims=3, sources=1, clusters=0))
    assert [record_set["@id"] for record_set in metadata["recordSet"]] == ["claims", "sources"]
    assert [file["@id"] for file in metadata["distribution"]] == ["claims.parquet", "sources.parquet"]
    assert "clusters/cluster_id" not in json.dumps(metadata)


def test_a_foreign_key_is_a_reference_where_readers_can_follow_it_and_is_named_everywhere() -> None:
    metadata = croissant.metadata(manifest(**dict.fromkeys(schema.TABLES, 1)))
    fields = {field["@id"]: field for record_set in metadata["recordSet"] for field in record_set["field"]}
    references = {name: field["references"]["field"]["@id"] for name, field in fields.items() if "references" in field}
    assert references == {
        "sentences/source_id": "sources/source_id",
        "claims/source_id": "sources/source_id",
        "claims/cluster_id": "clusters/cluster_id",
        "mentions/source_id": "sources/source_id",
        "mentions/actor_id": "actors/actor_id",
        "dates/source_id": "sources/source_id",
    }
    assert fields["claims/root_ids"]["description"].endswith("Holds `actor_id` of `actors`.")


def test_a_list_that_cannot_be_shown_is_named() -> None:
    metadata = croissant.metadata(manifest(claims=1))
    fields = {field["name"]: field for field in metadata["recordSet"][0]["field"]}
    assert fields["attribution"]["description"].endswith("In the file each item also has the list `cue_spans`.")
    assert "cue_spans" not in {field["name"] for field in fields["attribution"]["subField"]}


def test_the_metadata_names_the_version_and_every_column() -> None:
    metadata = croissant.metadata(manifest(**dict.fromkeys(schema.TABLES, 1)))
    assert metadata["version"] == "1.2.3"
    for record_set in metadata["recordSet"]:
        assert [field["name"] for field in record_set["field"]] == list(schema.table(record_set["name"]).columns)
        assert record_set["key"] == {"@id": f"{record_set['name']}/{schema.table(record_set['name']).key}"}
