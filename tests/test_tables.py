"""`musnad.load` and where it finds a release."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import musnad
from musnad import schema
from musnad.problems import Misuse
from musnad.tables import data_folder


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("cwd"))
    monkeypatch.delenv("MUSNAD_DATA", raising=False)


def test_a_table_has_the_columns_of_its_schema(published: Path) -> None:
    for table in schema.TABLES:
        assert musnad.load(table, published).columns == list(schema.table(table).columns)


def test_a_table_without_rows_is_an_empty_frame_with_its_columns(corpus: Path) -> None:
    from musnad.build import build

    (corpus / "annotations" / "clusters.yaml").write_text("clusters: []\n", encoding="utf-8")
    (corpus / "annotations" / "provisions.yaml").write_text("provisions: []\n", encoding="utf-8")
    build(corpus / "seeds", corpus / "annotations", corpus / "data")
    assert not (corpus / "data" / "clusters.parquet").exists()
    clusters = musnad.load("clusters", corpus / "data")
    assert clusters.height == 0
    assert clusters.schema["n_roots"] == pl.Int64


def test_an_unknown_table_names_the_nearest(published: Path) -> None:
    with pytest.raises(Misuse, match="no table «claim»; did you mean claims"):
        musnad.load("claim", published)


def test_a_folder_that_is_no_release_is_told(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="no release"):
        musnad.load("claims", tmp_path)


def test_the_named_folder_comes_before_the_variable_and_that_before_the_working_folder(
    published: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(published.parent)
    assert data_folder() == Path("data")
    monkeypatch.setenv("MUSNAD_DATA", str(published))
    assert data_folder() == published
    with pytest.raises(Misuse):
        data_folder(tmp_path / "elsewhere")


def test_the_package_shows_what_it_offers() -> None:
    assert {"load", "__version__"} <= set(dir(musnad))


def test_an_unknown_attribute_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="laod"):
        musnad.laod  # noqa: B018
