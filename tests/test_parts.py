"""A part holds what was written into it, and is checked by every promise that concerns its rows."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from musnad import parts, release, schema
from musnad.records import Tables
from musnad.validate import validate_part

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def tables() -> Tables:
    return release.read_rows(DATA)


def written(tables: Tables, folder: Path) -> Path:
    parts.write(parts.arrow(tables), folder)
    return folder


def test_a_part_holds_the_rows_that_were_written(tmp_path: Path, tables: Tables) -> None:
    folder = written(tables | {"dates": []}, tmp_path / "part")
    assert parts.rows(folder) == tables | {"dates": []}
    assert parts.rows(folder, ["claims", "dates"]) == {"claims": tables["claims"], "dates": []}
    assert not (folder / release.parquet_name("dates")).exists()


def test_a_part_without_mistakes_has_no_problems(tmp_path: Path, tables: Tables) -> None:
    assert list(validate_part(written(tables, tmp_path / "part"))) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("mentions", "quote", "كييف", "quotes_match_text"),
        ("claims", "content", "הסכם", "computed_columns_agree"),
        ("sentences", "role", "poem", "records_fit_schema"),
        ("dates", "sentence_id", "sen_000000000000", "references_exist"),
    ],
)
def test_a_mistake_in_a_part_is_found_as_it_was_written(
    tmp_path: Path, tables: Tables, table: str, column: str, value: str, rule: str
) -> None:
    tables[table][0][column] = value
    assert rule in {problem.rule for problem in validate_part(written(tables, tmp_path / "part"))}


def test_half_a_character_becomes_no_part(tables: Tables) -> None:
    tables["sources"][0]["note"] = "\ud800"
    with pytest.raises((UnicodeEncodeError, pa.ArrowException)):
        parts.arrow({table: tables[table] for table in schema.TABLES})
