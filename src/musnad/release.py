"""A release: the folder that is published, what its manifest says about it, and the lock that guards its place.

In: rows of tables, or a folder as it was written. Out: names of files, the manifest, digests, rows read back. A release
holds ``<table>.parquet`` for every table with rows, ``manifest.json``, ``croissant.json`` and a ``README.md``. Beside
it, while a build publishes, stand ``<out>.staging-<pid>``, ``<out>.previous`` and the lock ``.<out>.lock``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from musnad import schema
from musnad.problems import Misuse, Problem
from musnad.records import Row, Tables

MANIFEST = "manifest.json"
CROISSANT = "croissant.json"
README = "README.md"
FAILURES = "failures.jsonl"
"""Beside the tables of an extraction: what of its input became no article, and why."""
UNREGISTERED = "unregistered.yaml"
"""Beside the tables of an extraction: speakers that its registry does not know, for whoever keeps the registry."""
FORMAT = "musnad release 1"
"""What the manifest's `format` says: marks a folder as a release that a later build may replace."""

Manifest = dict[str, Any]
"""The parsed ``manifest.json``: format, version, schema and content digest, and per table what was written."""
_MANIFEST_KEYS = {"format", "version", "schema_digest", "content_digest", "tables"}
_ENTRY_KEYS = {"file", "rows", "columns", "sha256", "content_digest", "made_from"}

PARQUET: Mapping[str, Any] = {
    "compression": "zstd",
    "compression_level": 9,
    "version": "2.6",
    "data_page_version": "1.0",
    "write_page_index": True,
}
"""How pyarrow is to write a table."""

STAGING = ".staging-"
"""Stands in the name of a staging folder, between the name of the published one and the number of the process."""
PATIENCE = 60.0
"""Seconds that a command waits for another one that is publishing to the same folder."""


def parquet_name(table: str) -> str:
    """The file that holds `table`: ``claims.parquet``."""
    return f"{table}.parquet"


def file_names() -> frozenset[str]:
    """Every name that a file of a release may have."""
    return frozenset({MANIFEST, CROISSANT, README, FAILURES, UNREGISTERED, *map(parquet_name, schema.TABLES)})


def sorted_rows(table: str, rows: Iterable[Row]) -> list[Row]:
    """The rows in the order in which they are published: by primary key."""
    key = schema.table(table).key
    return sorted(rows, key=lambda row: str(row.get(key)))


def canonical_json(value: Any) -> str:
    """One JSON spelling for one value: keys sorted, no spaces, no escapes beyond those JSON needs.

    What JSON cannot spell, and the schema therefore refuses, is spelled as Python prints it.
    """
    return _CANONICAL.encode(value)


_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=str, check_circular=False
)


def content_digest(table: str, rows: Iterable[Row]) -> str:
    """SHA-256 over the table's name and columns and then its rows by key, each as one line of canonical JSON.

    The same on any machine and under any version of pyarrow, whatever the compression: compare this across machines,
    and a file's own SHA-256 only for a download.
    """
    return Digest(table).add(sorted_rows(table, rows)).name


class Digest:
    """The content digest of a table whose rows come in the order of their keys, some at a time."""

    def __init__(self, table: str):
        self._lines = hashlib.sha256(canonical_json([table, *schema.table(table).columns]).encode() + b"\n")

    def add(self, rows: Iterable[Row]) -> Digest:
        """Take in the next rows."""
        for row in rows:
            self._lines.update(canonical_json(row).encode() + b"\n")
        return self

    @property
    def name(self) -> str:
        """The digest of the rows so far."""
        return f"sha256:{self._lines.hexdigest()}"


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def entry(table: str, path: Path | None, rows: int, digest: str) -> dict[str, Any]:
    """What the manifest says of a table: `path` is its file, or None where it has no rows."""
    return {
        "file": path.name if path else None,
        "rows": rows,
        "columns": list(schema.table(table).columns),
        "sha256": file_digest(path) if path else None,
        "content_digest": digest,
    }


def combined_digest(digests: Mapping[str, str]) -> str:
    """SHA-256 over ``<table> <content digest>`` lines, sorted: one name for the content of a whole release."""
    lines = "".join(f"{table} {digest}\n" for table, digest in sorted(digests.items()))
    return f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release; one that a killed build left set aside is brought back first.

    Raises:
        Misuse: the folder is not there, or is no release.
    """
    path = folder / MANIFEST
    restore(folder)
    if not folder.is_dir():
        raise Misuse(f"{folder} is not a folder. Name the folder of a release, such as data")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Misuse(f"{folder} is no release: it holds no {MANIFEST}. Name a folder that musnad build wrote") from None
    except (OSError, ValueError) as error:
        raise Misuse(f"{path} cannot be read ({error}). Build the release again") from None
    if not _is_manifest(manifest):
        raise Misuse(f"{path} is not the manifest of a release ({FORMAT}). Name a folder that musnad build wrote")
    checked: Manifest = manifest
    return checked


def _is_manifest(value: Any) -> bool:
    """Whether parsed JSON has the form that `publish` gives a manifest."""
    if not isinstance(value, dict) or not value.keys() >= _MANIFEST_KEYS or value["format"] != FORMAT:
        return False
    entries = value["tables"]
    return isinstance(entries, dict) and all(
        isinstance(one, dict)
        and one.keys() >= _ENTRY_KEYS
        and (type(one["rows"]), type(one["content_digest"])) == (int, str)
        for one in entries.values()
    )


def read_rows(folder: Path, tables: Iterable[str] | None = None) -> Tables:
    """Tables of a release as plain rows; a table without rows is an empty list.

    Args:
        folder: the release.
        tables: which tables, of those that the manifest lists; all of them where this is left out.

    Raises:
        Misuse: the folder is no release, or one of its files cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    entries = read_manifest(folder)["tables"]
    rows: Tables = {}
    for table, entry in entries.items():
        if tables is not None and table not in tables:
            continue
        path = folder / parquet_name(table)
        try:
            rows[table] = pq.ParquetFile(path).read().to_pylist() if entry["rows"] else []
        except (OSError, KeyError, TypeError, pa.ArrowException) as error:
            raise Misuse(f"{path} cannot be read ({error}). Run musnad check {folder}") from None
    return rows


def record_problems(table: str, rows: Iterable[Row]) -> Iterator[Problem]:
    """What keeps rows from fitting the JSON Schema of their table, under the rule `records_fit_schema`.

    Ask this before rows become Arrow, which drops unknown columns and writes a null list as an empty one in silence.
    """
    compiled = schema.table(table)
    for number, row in enumerate(rows):
        name = f"{table}[{row.get(compiled.key) or f'row {number}'}]"
        for place, found, expected in compiled.findings(row):
            where = f"{name}.{place}" if place else name
            step = f"Correct it where it comes from; schema/{table}.json describes the column"
            yield Problem(where, "records_fit_schema", found, expected, step)


def restore(out: Path, patience: float = PATIENCE) -> None:
    """Bring back what a killed build had set aside; does nothing, and needs no right to write, where all is well.

    Raises:
        Misuse: it cannot be brought back, or another build is publishing.
    """
    target = out.resolve()
    if target.name and set_aside(target).exists() and not target.exists():
        with lock(target, patience):
            recover(target)


def set_aside(target: Path) -> Path:
    """Where the release stands for a moment while another one takes its place in steps."""
    return target.with_name(f"{target.name}.previous")


@contextmanager
def lock(target: Path, patience: float) -> Iterator[None]:
    """Hold ``.<out>.lock`` beside `target`. The system lets go of it when its holder ends, however that happens.

    Raises:
        Misuse: `target` is the root of a disk, another build holds it for more than `patience` seconds, or the place
            cannot be written.
    """
    import filelock

    if not target.name:
        raise Misuse(f"{target} has nothing beside it to publish from. Name another folder to publish to")
    path = target.with_name(f".{target.name}.lock")
    with disk_trouble(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            held = filelock.FileLock(path).acquire(timeout=patience)
        except filelock.Timeout:
            pids = sorted(folder.name.rpartition("-")[2] for folder in _stagings(target))
            holder = f"process {pids[0]}" if pids else "another build"
            raise Misuse(
                f"{holder} is publishing to {target} and did not finish within {patience:g} seconds. "
                "Wait for it to end, or end it, and build again"
            ) from None
    with held:
        yield


def recover(target: Path) -> None:
    """Undo what a killed build left. Only under the lock: then no staging folder has a living owner."""
    with disk_trouble(target):
        if set_aside(target).exists():
            if target.exists():
                shutil.rmtree(set_aside(target))
            else:
                set_aside(target).rename(target)
        for folder in _stagings(target):
            shutil.rmtree(folder, ignore_errors=True)


def _stagings(target: Path) -> list[Path]:
    return [path for path in target.parent.iterdir() if path.name.startswith(target.name + STAGING)]


@contextmanager
def disk_trouble(target: Path) -> Iterator[None]:
    """Turn what the disk refuses (full, read-only, not allowed) into a Misuse that says what became of `target`."""
    try:
        yield
    except OSError as error:
        place = error.filename or target
        raise Misuse(
            f"{place} cannot be written: {error.strerror or error}. Nothing was published, {target} is as it was. "
            "Make room there, or name another folder to publish to"
        ) from None
