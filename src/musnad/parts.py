"""Parts: the tables of some articles of a large corpus, on disk until all are merged. In: rows. Out: Arrow tables.

A part is no release: nothing describes it, for it is written to be read again soon and to be thrown away. A table
without rows has no file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from musnad import release, schema
from musnad.records import Tables

if TYPE_CHECKING:
    import pyarrow as pa

Arrow: TypeAlias = "dict[str, pa.Table]"
"""Tables by name, of those that have rows."""

_QUICK = {**release.PARQUET, "compression_level": 1, "write_page_index": False}


def arrow(tables: Tables) -> Arrow:
    """The tables that have rows, as Arrow. Raises what pyarrow raises for values that are none of the schema."""
    import pyarrow as pa

    return {table: pa.Table.from_pylist(rows, schema.table(table).arrow) for table, rows in tables.items() if rows}


def write(tables: Arrow, folder: Path) -> None:
    """Write a part into a new folder."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    for table, held in tables.items():
        pq.write_table(held, folder / release.parquet_name(table), **_QUICK)


def read(folder: Path, tables: Iterable[str] = schema.TABLES) -> Arrow:
    """Tables of a part; all of them where none are named."""
    import pyarrow.parquet as pq

    paths = {table: folder / release.parquet_name(table) for table in tables}
    return {table: pq.ParquetFile(path).read() for table, path in paths.items() if path.is_file()}


def rows(folder: Path, tables: Iterable[str] = schema.TABLES) -> Tables:
    """The rows of tables of a part; all of them where none are named."""
    named = tuple(tables)
    held = read(folder, named)
    return {table: held[table].to_pylist() if table in held else [] for table in named}
