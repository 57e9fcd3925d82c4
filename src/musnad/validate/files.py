"""Files: is the folder what its manifest says it is? In: what was written. Out: problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from musnad import card, croissant, release, schema
from musnad.problems import Problem
from musnad.validate.written import Written

_REBUILD = "Restore the file from where the release came from, or build the release again"


def files_match_manifest(written: Written) -> Iterator[Problem]:
    """Every table file that the manifest lists is there, unchanged to the byte, with the rows and columns it names.

    A table without rows has no file, and no other Parquet file lies in the folder.
    """
    rule = "files_match_manifest"
    entries = written.manifest["tables"]
    for table in [table for table in entries if table not in schema.TABLES]:
        where = f"{release.MANIFEST}: {table}"
        yield Problem(where, rule, "an unknown table", f"one of {', '.join(schema.TABLES)}", _REBUILD)
    listed = {release.parquet_name(table) for table, entry in entries.items() if entry["rows"]}
    for name in sorted(set(written.sha256) - listed):
        yield Problem(name, rule, "a file that the manifest does not list", "no such file", "Move it elsewhere")
    for name in sorted(listed - set(written.sha256)):
        yield Problem(name, rule, "no such file", "the file that the manifest lists", _REBUILD)
    for table, reason in sorted(written.unreadable.items()):
        yield Problem(release.parquet_name(table), rule, f"a file that cannot be read ({reason})", "Parquet", _REBUILD)
    for table, arrow in written.arrow.items():
        entry, name = entries[table], release.parquet_name(table)
        for what, found, expected in (
            ("file", name, entry["file"]),
            ("SHA-256", written.sha256[name], entry["sha256"]),
            ("rows", arrow.num_rows, entry["rows"]),
            ("columns", arrow.column_names, entry["columns"]),
        ):
            if found != expected:
                yield Problem(f"{name}: {what}", rule, str(found), f"{expected}, as {release.MANIFEST} says", _REBUILD)


def contents_match_digests(written: Written) -> Iterator[Problem]:
    """The content digest of every table, and that of the whole release, is what its rows give on any machine."""
    rule, step = "contents_match_digests", _REBUILD
    entries = {table: entry for table, entry in written.manifest["tables"].items() if table in written.rows}
    for table, entry in entries.items():
        if (found := release.content_digest(table, written.rows[table])) != entry["content_digest"]:
            yield Problem(f"{table}: content digest", rule, found, f"{entry['content_digest']}, as listed", step)
    combined = release.combined_digest({table: entry["content_digest"] for table, entry in entries.items()})
    if combined != (listed := written.manifest["content_digest"]):
        yield Problem(
            f"{release.MANIFEST}: content digest", rule, listed, f"{combined}, from those of the tables", step
        )


def rows_stand_in_order(written: Written) -> Iterator[Problem]:
    """The rows of every table stand in the order of their keys, so that the same rows give the same file."""
    for table, rows in written.rows.items():
        keys = [str(row.get(schema.table(table).key)) for row in rows]
        for before, after in pairwise(keys):
            if before > after:
                where = f"{table}[{after}]"
                yield Problem(where, "rows_stand_in_order", f"it follows {before}", "rows sorted by key", _REBUILD)
                break


def schema_is_current(written: Written) -> Iterator[Problem]:
    """The release was made under the schema that it is read with."""
    found = written.manifest["schema_digest"]
    if found != schema.digest():
        step = (
            f"Read it with the musnad it was made with ({written.manifest['version']}), or build it again with this one"
        )
        yield Problem(f"{release.MANIFEST}: schema digest", "schema_is_current", found, schema.digest(), step)


def croissant_matches_manifest(written: Written) -> Iterator[Problem]:
    """The Croissant metadata describes these files: it is what the manifest and the schema give."""
    rule, path = "croissant_matches_manifest", written.folder / release.CROISSANT
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield Problem(release.CROISSANT, rule, f"a file that cannot be read ({error})", "JSON-LD", _REBUILD)
        return
    if found != croissant.metadata(written.manifest):
        yield Problem(release.CROISSANT, rule, "other metadata", "what the manifest and the schema give", _REBUILD)


def card_matches_manifest(written: Written) -> Iterator[Problem]:
    """The card of the release, by which a hub loads its tables, is what the manifest and the schema give."""
    rule, path = "card_matches_manifest", written.folder / release.README
    try:
        found = path.read_bytes()
    except OSError as error:
        yield Problem(release.README, rule, f"a file that cannot be read ({error.strerror})", "the card", _REBUILD)
        return
    if found != card.release_card(written.manifest).encode():
        yield Problem(release.README, rule, "another card", "what the manifest and the schema give", _REBUILD)
