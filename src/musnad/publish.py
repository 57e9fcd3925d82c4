"""Publish: tables in; a release out, written beside its place, checked there by the caller, and exchanged in one step.

Nothing under the published folder is ever changed in place: a build that fails or is killed at any moment leaves it as
it was. What such a build left behind (``<out>.staging-<pid>``, ``<out>.previous``) the next one clears or restores.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import musnad
from musnad import card, croissant, release, schema
from musnad.problems import Misuse, Problem, ProblemsFound
from musnad.records import Row, Tables

ROW_GROUP = 50_000
"""Rows to a row group: small enough for a dataset viewer to fetch a page without the file."""


@contextmanager
def stage(
    tables: Tables,
    out: Path,
    *,
    made_from: Mapping[str, Iterable[str]] | None = None,
    version: str = musnad.__version__,
    patience: float = release.PATIENCE,
) -> Iterator[Path]:
    """Write a release beside `out` and hold the lock of `out` for as long as the ``with`` block lasts.

    The block checks the folder it is given and calls `exchange`; without that nothing is published. Either way the
    staging folder is gone afterwards.

    Args:
        tables: rows by table; a table without rows is listed in the manifest and gets no file.
        out: the folder to publish to: absent, empty, or an earlier release.
        made_from: for each table, the files it was made from, as the manifest lists them.
        version: version of the dataset.
        patience: seconds to wait for another build.

    Raises:
        ProblemsFound: a row does not fit its schema.
        Misuse: `out` cannot be written, holds something else than a release, or another build holds it.
    """
    with staging(out, patience) as staged:
        _raise_all(problem for table in tables for problem in release.record_problems(table, tables[table]))
        with release.disk_trouble(out.resolve()):
            write(tables, staged, made_from=made_from, version=version)
        yield staged


@contextmanager
def staging(out: Path, patience: float = release.PATIENCE) -> Iterator[Path]:
    """An empty folder beside `out`, and the lock of `out`, for as long as the ``with`` block lasts.

    For a release that is too large to be written at once: the block fills the folder and calls `exchange`.

    Raises:
        Misuse: `out` cannot be written, holds something else than a release, or another build holds it.
    """
    target = out.resolve()
    with release.lock(target, patience):
        release.recover(target)
        _refuse_foreign(target)
        staged = _staging(target)
        try:
            with release.disk_trouble(target):
                staged.mkdir()
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def exchange(staged: Path, out: Path) -> None:
    """Put the staged folder in the place of `out`, in one step; what stood there is removed afterwards.

    Call it inside the block of `stage`. Where the system cannot exchange two folders, `out` is set aside as
    ``<out>.previous`` for a moment; a build that is killed in that moment is undone by the next command
    (`release.restore`).

    Raises:
        Misuse: the system refuses; `out` is as it was.
    """
    target = out.resolve()
    with release.disk_trouble(target):
        _sync(staged)
        if not target.exists():
            staged.rename(target)
        elif not _exchange_folders(staged, target):
            _set_aside_and_rename(staged, target)
    with suppress(OSError):  # it is published by now, whatever becomes of this
        _sync_folder(target.parent)


def write(
    tables: Tables,
    folder: Path,
    *,
    made_from: Mapping[str, Iterable[str]] | None = None,
    version: str = musnad.__version__,
) -> None:
    """Write every file of a release into an empty folder, and ask nothing; `stage` is what asks and protects.

    The arguments are those of `stage`.
    """
    entries = {table: write_table(table, rows, folder) for table, rows in tables.items()}
    describe(entries, folder, made_from=made_from, version=version)


def describe(
    entries: Mapping[str, dict[str, Any]],
    folder: Path,
    *,
    made_from: Mapping[str, Iterable[str]] | None = None,
    version: str = musnad.__version__,
) -> None:
    """Write what describes tables that were written: the manifest, which has `entries`, Croissant and the card.

    The other arguments are those of `stage`.
    """
    for table, entry in entries.items():
        entry["made_from"] = sorted((made_from or {}).get(table, ()))
    digests = {table: str(entry["content_digest"]) for table, entry in entries.items()}
    manifest: release.Manifest = {
        "format": release.FORMAT,
        "version": version,
        "schema_digest": schema.digest(),
        "content_digest": release.combined_digest(digests),
        "tables": dict(entries),
    }
    _write_json(folder / release.MANIFEST, manifest)
    _write_json(folder / release.CROISSANT, croissant.metadata(manifest))
    _write_text(folder / release.README, card.release_card(manifest))


def write_table(table: str, rows: list[Row], folder: Path) -> dict[str, Any]:
    """One table as Parquet, one chunk sorted by key under the compiled schema. Returns its entry in the manifest."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / release.parquet_name(table)
    if rows:
        arrow = pa.Table.from_pylist(
            release.sorted_rows(table, rows), schema=schema.table(table).arrow
        ).combine_chunks()
        pq.write_table(
            arrow,
            path,
            row_group_size=ROW_GROUP,
            **release.PARQUET,
        )
    return release.entry(table, path if rows else None, len(rows), release.content_digest(table, rows))


def _write_json(path: Path, value: Any) -> None:
    _write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _raise_all(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise ProblemsFound(found)


def _staging(target: Path) -> Path:
    return target.with_name(f"{target.name}{release.STAGING}{os.getpid()}")


def _refuse_foreign(target: Path) -> None:
    """Raise rather than replace a folder that someone else filled."""
    if not target.exists():
        return
    if not target.is_dir():
        raise Misuse(f"{target} is a file, not a folder. Name another folder to publish to")
    with release.disk_trouble(target):
        names = {entry.name for entry in target.iterdir()}
    if names and not _is_release(target):
        raise Misuse(f"{target} is not empty and holds no release that can be read. Move it elsewhere first")
    if foreign := sorted(names - release.file_names()):
        raise Misuse(f"{target} holds {', '.join(foreign)}, which publishing would remove. Move that elsewhere first")


def _is_release(folder: Path) -> bool:
    """Whether `folder` holds a release, also one of another format than today's."""
    try:
        manifest = json.loads((folder / release.MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and str(manifest.get("format")).startswith(release.FORMAT.rstrip("0123456789"))


def _sync(folder: Path) -> None:
    """Have the disk hold every file of `folder` before its name changes: a crash must not publish empty files."""
    for path in sorted(folder.iterdir()):
        with path.open("r+b") as file:  # some systems sync only what may be written
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.ENOTSUP}


def _exchange_folders(one: Path, other: Path) -> bool:
    """Swap two names in one step (Linux, ``renameat2`` with ``RENAME_EXCHANGE``). False where the system cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _set_aside_and_rename(staged: Path, target: Path) -> None:
    """The exchange in three steps. Killed after the first, `release.recover` undoes it; later, the new one stands."""
    target.rename(release.set_aside(target))
    try:
        staged.rename(target)
    except OSError:
        with suppress(OSError):
            release.set_aside(target).rename(target)
        raise
    shutil.rmtree(release.set_aside(target), ignore_errors=True)
