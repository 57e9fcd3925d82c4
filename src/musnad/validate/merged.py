"""Merged: is a release that is too large for the memory what its parts were? In: its folder. Out: problems.

Every promise that concerns one article (spans, quotes, sentences, chains, dates, computed columns, references, …) was
asked of the parts, by all of ``CHECKS`` but those of files, as they were written. Here follows, over row
groups, what can only be said of the whole, as it was written: that its files are what the manifest says, that rows
stand in the order of their keys, that no two have one key, that no article is there twice, that the rows of text are as
many as their articles count, and that the actors, taken all together, are sound and are counted rightly.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from musnad import release, schema
from musnad.problems import Problem
from musnad.records import Row
from musnad.validate import files, identity, references, shapes
from musnad.validate.written import Written

_STEP = "Extract again; if it happens again, report it"


@dataclass(slots=True)
class _Counts:
    """What is counted on the way through the tables."""

    rows: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)
    texts: dict[bytes, str] = field(default_factory=dict)


def validate_merged(folder: Path, taken: Mapping[str, str] = MappingProxyType({})) -> Iterator[Problem]:
    """Every problem of a merged release that its parts did not have.

    Args:
        folder: the release.
        taken: content digests that were taken from files as they stand on the disk, by the SHA-256 of these files. The
            rows of a file that is still the same are not spelled out again.

    Raises:
        Misuse: the folder is no release, or one of its files cannot be read.
    """
    import pyarrow.parquet as pq

    manifest, counts = release.read_manifest(folder), _Counts()
    shells: dict[str, Any] = {}
    for table, entry in manifest["tables"].items():
        path = folder / release.parquet_name(table)
        if entry["rows"] and path.is_file():
            shells[table] = pq.ParquetFile(path).schema_arrow.empty_table()
        yield from _table(table, entry, path, counts, taken)
    written = Written(folder, manifest, {}, shells, {})
    yield from shapes.stored_types_match_schema(written)
    yield from files.schema_is_current(written)
    yield from files.croissant_matches_manifest(written)
    yield from files.card_matches_manifest(written)
    yield from _whole(manifest, counts)
    if "actors" in shells:
        yield from _actors(folder, manifest, counts)


def _table(table: str, entry: Any, path: Path, counts: _Counts, taken: Mapping[str, str]) -> Iterator[Problem]:
    """One table, read a row group at a time."""
    rule, digest, last = "files_match_manifest", release.Digest(table), ""
    key = schema.table(table).key
    sha256 = release.file_digest(path) if path.is_file() else None
    if (entry["rows"] > 0) != path.is_file() or (sha256 and sha256 != entry["sha256"]):
        yield Problem(path.name, rule, "another file", "the one that the manifest lists", _STEP)
        return
    known = taken.get(sha256 or "")
    columns = [key, *_COUNTED.get(table, ())] if known else None
    for rows in _row_groups(path, columns) if entry["rows"] else ():
        if known is None:
            digest.add(rows)
        counts.rows[table] += len(rows)
        for row in rows:
            if last and row[key] <= last:
                name = "keys_are_unique" if row[key] == last else "rows_stand_in_order"
                yield Problem(f"{table}[{row[key]}]", name, f"it follows {last}", "keys that rise", _STEP)
            last = row[key]
        if table in _COUNTED:
            yield from _count(table, rows, counts)
    if counts.rows[table] != entry["rows"]:
        yield Problem(f"{path.name}: rows", rule, str(counts.rows[table]), f"{entry['rows']}, as listed", _STEP)
    if (found := known or digest.name) != entry["content_digest"]:
        where, expected = f"{table}: content digest", f"{entry['content_digest']}, as listed"
        yield Problem(where, "contents_match_digests", found, expected, _STEP)


_COUNTED = {"sources": ("n_sentences", "n_claims", "text"), "mentions": ("actor_id",), "claims": ("speaker_ids",)}
"""Columns of which `_count` takes account, beside the key."""


def _row_groups(path: Path, columns: list[str] | None) -> Iterator[list[Row]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, columns).to_pylist()


def _count(table: str, rows: list[Row], counts: _Counts) -> Iterator[Problem]:
    """Count what rows say of other rows."""
    if table == "mentions":
        counts.named.update([row["actor_id"] for row in rows])
    elif table == "claims":
        counts.spoken.update([actor_id for row in rows for actor_id in row["speaker_ids"]])
    for row in rows if table == "sources" else ():
        counts.told.update(sentences=row["n_sentences"], claims=row["n_claims"])
        digest = hashlib.sha256(row["text"].encode()).digest()[:16]
        if (first := counts.texts.setdefault(digest, row["source_id"])) != row["source_id"]:
            where, found = f"sources[{row['source_id']}].text", f"the text of {first}"
            yield Problem(where, "texts_match_hashes", found, "an article once", _STEP)


def _whole(manifest: release.Manifest, counts: _Counts) -> Iterator[Problem]:
    """What the tables say of one another."""
    for table, told in sorted(counts.told.items()):
        if told != counts.rows[table]:
            found, expected = f"{counts.rows[table]} rows", f"{told}, as the articles count them"
            yield Problem(table, "computed_columns_agree", found, expected, _STEP)
    digests = {table: entry["content_digest"] for table, entry in manifest["tables"].items()}
    if (combined := release.combined_digest(digests)) != (listed := manifest["content_digest"]):
        where = f"{release.MANIFEST}: content digest"
        yield Problem(where, "contents_match_digests", listed, f"{combined}, from those of the tables", _STEP)


def _actors(folder: Path, manifest: release.Manifest, counts: _Counts) -> Iterator[Problem]:
    """The registry as a whole: two actors that no part held together may still share a name."""
    import pyarrow.parquet as pq

    actors = pq.ParquetFile(folder / release.parquet_name("actors")).read()
    alone = {**manifest, "tables": {"actors": manifest["tables"]["actors"]}}
    written = Written(folder, alone, {}, {"actors": actors}, {})
    for row in written.rows["actors"]:
        for column, counted in (("n_mentions", counts.named), ("n_claims_spoken", counts.spoken)):
            if row[column] != (expected := counted[row["actor_id"]]):
                where = f"actors[{row['actor_id']}].{column}"
                yield Problem(where, "computed_columns_agree", str(row[column]), f"{expected}, as counted", _STEP)
    for check in (
        references.references_exist,
        references.hierarchies_have_no_cycle,
        identity.identifiers_are_sound,
        identity.names_denote_one_actor,
    ):
        yield from check(written)
