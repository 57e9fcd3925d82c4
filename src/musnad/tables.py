"""The published tables, for a reader. In: a release and a table's name or a query. Out: a polars frame, an Arrow table.

Only reading happens here. `musnad.load` is `load`; the command line's ``musnad query`` is `query`.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musnad import release, schema
from musnad.problems import Misuse

if TYPE_CHECKING:
    import polars as pl

DATA_VARIABLE = "MUSNAD_DATA"
"""Environment variable that names the folder to read when none is given."""

_REPOSITORY = Path(__file__).resolve().parents[2]


def data_folder(data: str | os.PathLike[str] | None = None) -> Path:
    """The release to read: `data`, else ``$MUSNAD_DATA``, else ``./data``, else the ``data/`` of an editable install.

    Raises:
        Misuse: nothing of that is a release.
    """
    named = data if data is not None else os.environ.get(DATA_VARIABLE)
    if named:
        release.read_manifest(Path(named))
        return Path(named)
    for folder in (Path("data"), _REPOSITORY / "data"):
        release.restore(folder)
        if (folder / release.MANIFEST).is_file():
            return folder
    raise Misuse(
        f"there is no release in ./data. Name its folder (--data DIR, load(…, data=DIR) or ${DATA_VARIABLE}), "
        "or build one with musnad build"
    )


def load(table: str = "claims", data: str | os.PathLike[str] | None = None) -> pl.DataFrame:
    """One table as a polars DataFrame, its columns and types those of the schema; no rows is an empty frame.

    Args:
        table: one of the eight: sources, sentences, claims, actors, mentions, dates, clusters, provisions.
        data: a folder that the build wrote; `data_folder` says what is taken when it is left out.

    Raises:
        Misuse: there is no such table or no release, or the release leaves the table out.

    Example:
        >>> claims = musnad.load("claims")
        >>> claims.filter(claims["factuality"] == "CT+").select("claim_id", "proposition")
    """
    import polars as pl

    frame = pl.from_arrow(_arrow(_known(table), data_folder(data)))
    assert isinstance(frame, pl.DataFrame)
    return frame


def query(sql: str, data: str | os.PathLike[str] | None = None) -> Any:
    """The answer to one SELECT over the tables of a release, as a `pyarrow.Table`. Nothing can be written or fetched.

    Args:
        sql: DuckDB's SQL; ``DESCRIBE claims``, ``SUMMARIZE claims`` and ``SHOW TABLES`` count as a SELECT.
        data: as for `load`.

    Raises:
        Misuse: the query is not one SELECT, or DuckDB refuses it; the message says where.
    """
    import duckdb

    folder = data_folder(data)
    with duckdb.connect(":memory:") as connection:
        for table in release.read_manifest(folder)["tables"]:
            connection.register(table, _arrow(table, folder))
        connection.execute("SET enable_external_access = false; SET lock_configuration = true")
        try:
            statements = connection.extract_statements(sql)
            if [statement.type.name for statement in statements] != ["SELECT"]:
                raise Misuse("a query is one SELECT, and nothing else; the tables are read only")
            return connection.sql(sql).to_arrow_table()
        except duckdb.Error as error:
            raise Misuse(f"the query cannot be answered. {error}") from None


def _known(table: str) -> str:
    """`table`, if it is one; else a Misuse that names the nearest."""
    if table in schema.TABLES:
        return table
    near = difflib.get_close_matches(table, schema.TABLES, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise Misuse(f"there is no table «{table}»{hint} The tables are {', '.join(schema.TABLES)}")


def _arrow(table: str, folder: Path) -> Any:
    """The table as Arrow, read from its file, or without rows where the manifest says that it has none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    entry = release.read_manifest(folder)["tables"].get(table)
    if entry is None:
        raise Misuse(f"the release in {folder} has no table {table}")
    if entry["rows"] == 0:
        return schema.table(table).arrow.empty_table()
    path = folder / release.parquet_name(table)
    try:
        return pq.ParquetFile(path).read()  # read_table would import pyarrow.dataset, slowly
    except (OSError, pa.ArrowException) as error:
        raise Misuse(f"{path} cannot be read ({error}). Run musnad check {folder}") from None
