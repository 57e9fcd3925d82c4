"""Book: a release as its pages read it. In: the folder of a release. Out: its rows, by key and by what they belong to.

Every page is made from one of these and from nothing else, so that no page can say what the tables do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from musnad import release, schema
from musnad.records import Row, Tables

OF_ARTICLES = ("sentences", "claims", "mentions", "dates")
"""Tables whose rows are pieces of the text of one article."""

BODY = ("lead", "prose")
"""Roles of sentences that belong to the report itself."""

OPENING = 70
"""Code points, at most, of the words that stand for a headline that is missing."""


@dataclass(frozen=True)
class Book:
    """A release, read once.

    Attributes:
        manifest: what the release says about itself.
        tables: its rows, by table, in the order of their keys; every table is there, with or without rows.
    """

    manifest: release.Manifest
    tables: Tables

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Row]]:
        """Table to key to row."""
        return {table: {row[schema.table(table).key]: row for row in rows} for table, rows in self.tables.items()}

    def row(self, table: str, key: str) -> Row:
        """One row by its key."""
        return self.by_key[table][key]

    @cached_property
    def articles(self) -> Sequence[Row]:
        """The rows of `sources`, in the order of their ids."""
        return sorted(self.tables["sources"], key=lambda row: str(row["source_id"]))

    def of_article(self, table: str, source_id: str) -> Sequence[Row]:
        """The rows of one article in a table of `OF_ARTICLES`, in the order in which one reads them."""
        return self._of_article[table].get(source_id, ())

    def headline(self, source_id: str) -> str:
        """What an article is called in a list: its headline, or the words with which its report opens."""
        source = self.row("sources", source_id)
        body = (row["quote"] for row in self.of_article("sentences", source_id) if row["role"] in BODY)
        return str(source["title"] or _opening(next(body, source_id)))

    @cached_property
    def _of_article(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        found: dict[str, dict[str, list[Row]]] = {table: defaultdict(list) for table in OF_ARTICLES}
        for table, by_source in found.items():
            key = schema.table(table).key
            for row in sorted(self.tables[table], key=lambda row: (row["start"], row["end"], row[key])):
                by_source[row["source_id"]].append(row)
        return found


def _opening(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= OPENING else f"{line[:OPENING].rsplit(' ', 1)[0]} …"


def read(folder: Path) -> Book:
    """The release in `folder`.

    Raises:
        Misuse: `folder` is no release.
    """
    tables = release.read_rows(folder)
    return Book(release.read_manifest(folder), {table: tables.get(table, []) for table in schema.TABLES})
