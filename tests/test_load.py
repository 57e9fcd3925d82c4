"""The committed dataset loads as a user loads it: all eight tables, in memory and streaming, with no network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"  # `datasets` reads this once, when it is imported

import datasets
import pyarrow.parquet as pq
import pytest

import musnad
from musnad import schema

ROOT = Path(__file__).parents[1]
FOLDERS = {"repository": ROOT, "data folder": ROOT / "data"}


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    datasets.disable_progress_bars()
    yield
    datasets.enable_progress_bars()


def published(table: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pq.read_table(ROOT / "data" / f"{table}.parquet").to_pylist()
    return rows


@pytest.mark.parametrize("table", schema.TABLES)
@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_a_table_loads_with_every_row_and_the_types_of_the_schema(folder: Path, table: str, tmp_path: Path) -> None:
    # a fresh cache each time: the cache's key is the folder's name, not its content
    loaded = datasets.load_dataset(str(folder), table, split="train", cache_dir=str(tmp_path))
    assert loaded.to_list() == published(table)
    assert loaded.features == datasets.Features.from_arrow_schema(schema.table(table).arrow)


@pytest.mark.parametrize("table", schema.TABLES)
def test_a_table_streams_the_same_rows(table: str, tmp_path: Path) -> None:
    loaded = datasets.load_dataset(str(ROOT), table, split="train", streaming=True, cache_dir=str(tmp_path))
    assert list(loaded) == published(table)


def test_claims_are_what_loads_when_no_table_is_named(tmp_path: Path) -> None:
    loaded = datasets.load_dataset(str(ROOT), split="train", cache_dir=str(tmp_path))
    assert "claim_id" in loaded.column_names


@pytest.mark.parametrize("table", schema.TABLES)
def test_musnad_load_gives_the_same_rows(table: str) -> None:
    assert musnad.load(table, ROOT / "data").to_dicts() == published(table)
