"""Merge: parts of different articles become one release. In: their folders. Out: its tables, and what to say of them.

The rows are sorted by key outside the memory (DuckDB spills to disk) and written in row groups, so that memory does not
grow with the corpus. Actors are the exception: a registry fits into memory, and their counts add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from musnad import parts, release, schema
from musnad.problems import Misuse
from musnad.records import Row

OF_ARTICLES = ("sources", "sentences", "claims", "mentions", "dates")
"""Tables in which every row belongs to one article."""
_GROUP = {"sources": 1_000}
_ROWS_OF_GROUP = 10_000
"""Rows of a row group: few enough to be held as plain values, and of whole texts fewer still."""
_MEMORY = "512MB"
"""What DuckDB may hold before it spills."""
_COUNTS = ("n_mentions", "n_claims_spoken")

Entries = dict[str, dict[str, Any]]
"""Table to what the manifest says of it."""


def merge(runs: Sequence[Path], folder: Path) -> Entries:
    """Write the tables of all `runs` into `folder`; returns their entries of the manifest. Raises `Misuse`.

    No two runs may hold the same article or the same row: see `shared_by`.
    """
    entries: Entries = {}
    with _duckdb(folder) as connection:
        for table in schema.TABLES:
            if table == "actors":
                groups = _actor_groups(runs)
            else:
                groups = _groups(table, _files(runs, table) if table in OF_ARTICLES else [], connection)
            entries[table] = _written(table, groups, folder)
    return entries


def shared_by(runs: Sequence[Path], folder: Path) -> dict[str, str]:
    """Articles that have a row whose id an earlier article has too, each with that id.

    Ids are cut to 48 bits: among hundreds of millions of rows a few coincide. `folder` is for what does not fit into
    the memory.
    """
    found: dict[str, str] = {}
    if len(runs) < 2:  # that no two rows of one run share an id was asked of it
        return found
    with _duckdb(folder) as connection:
        for table in OF_ARTICLES[1:]:
            if not (files := _files(runs, table)):
                continue
            key = schema.table(table).key
            rows = connection.sql(
                f"SELECT {key}, list(DISTINCT source_id ORDER BY source_id) FROM read_parquet($files) "
                f"GROUP BY {key} HAVING count(*) > 1 ORDER BY {key}",
                params={"files": files},
            ).fetchall()
            found |= {source_id: row_id for row_id, source_ids in rows for source_id in source_ids[1:]}
    return found


def added_up(actors: Iterable[Row]) -> list[Row]:
    """Rows of `actors` from several places, one for each actor, with the sums of their counts, by key."""
    found: dict[str, Row] = {}
    for row in actors:
        first = found.setdefault(row["actor_id"], row | dict.fromkeys(_COUNTS, 0))
        for count in _COUNTS:
            first[count] += row[count]
    return release.sorted_rows("actors", found.values())


def _files(runs: Sequence[Path], table: str) -> list[str]:
    files = [run / release.parquet_name(table) for run in runs]
    return [str(file) for file in files if file.exists()]


def _duckdb(folder: Path) -> Any:
    import duckdb

    spill = folder / "spill"
    return duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": str(spill)})


def _actor_groups(runs: Sequence[Path]) -> Iterator[Any]:
    import pyarrow as pa

    rows = added_up(row for run in runs for row in parts.rows(run, ["actors"])["actors"])
    if rows:
        yield pa.Table.from_pylist(rows, schema=schema.table("actors").arrow)


def _groups(table: str, files: Sequence[str], connection: Any) -> Iterator[Any]:
    """The rows of `files` in the order of their keys, as Arrow tables of one row group each."""
    import pyarrow as pa

    if not files:
        return
    compiled, size = schema.table(table), _GROUP.get(table, _ROWS_OF_GROUP)
    query = f"SELECT * FROM read_parquet($files) ORDER BY {compiled.key}"
    reader = connection.sql(query, params={"files": list(files)}).to_arrow_reader(size)
    held = reader.schema.empty_table()
    for batch in reader:
        held = pa.concat_tables([held, pa.Table.from_batches([batch])])
        while held.num_rows >= size:
            yield held.slice(0, size).combine_chunks().cast(compiled.arrow)
            held = held.slice(size).combine_chunks()
    if held.num_rows:
        yield held.combine_chunks().cast(compiled.arrow)


def _written(table: str, groups: Iterator[Any], folder: Path) -> dict[str, Any]:
    """Write one table, a row group at a time; what the manifest says of it is taken from what then stands there.

    Raises `Misuse` where other rows stand there than were to be written.
    """
    import pyarrow.parquet as pq

    path, digest = folder / release.parquet_name(table), release.Digest(table)
    first = next(groups, None)
    if first is None:
        return release.entry(table, None, 0, digest.name)
    written = _Sum()
    with pq.ParquetWriter(path, schema.table(table).arrow, **release.PARQUET) as writer:
        for group in chain([first], groups):
            writer.write_table(group, row_group_size=group.num_rows)
            written.add(group)
    found = _Sum()
    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            found.add(group := file.read_row_group(number))
            digest.add(group.to_pylist())
    if found != written:
        raise Misuse(f"{path} does not hold the rows that were written to it. Look after the disk, and extract again")
    return release.entry(table, path, found.rows, digest.name)


@dataclass
class _Sum:
    """By which rows that were written are compared with those that are read back: how many, and the sum of hashes."""

    rows: int = 0
    hashes: int = 0

    def add(self, group: Any) -> None:
        """Take in some rows of an Arrow table."""
        import polars as pl

        frame: Any = pl.from_arrow(group)
        self.rows += frame.height
        self.hashes += int(frame.hash_rows().sum())
