"""What was written: a release read back from its folder, once, in the forms that the checks need."""

from __future__ import annotations

import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from musnad import parts, release, schema
from musnad.records import Row, Tables
from musnad.schema import SpanColumns
from musnad.spans import Span

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa


class Place(NamedTuple):
    """A span where it stands: in which columns of which row, in which article, and the words it claims to hold.

    `number` counts the spans of these columns in this row from 0.
    """

    table: str
    row: Row
    columns: SpanColumns
    number: int
    source_id: str | None
    span: Span
    quote: str | None

    @property
    def column(self) -> str:
        """The path of its start: ``attribution[].start``."""
        return self.columns.start

    @property
    def path(self) -> str:
        """Where its start stands in the row: ``attribution[0].start``."""
        path, _ = next(islice(schema.locate(self.row, self.columns.start), self.number, None))
        return path

    @property
    def where(self) -> str:
        """The span's place as problems name it: ``claims[clm_18c7a0b1c2d3].attribution[0].start``."""
        return at(self.table, self.row, self.path)

    @property
    def numbers(self) -> list[int]:
        """The indices on the way to it: ``[0]`` for ``attribution[0].start``."""
        return [int(number) for number in re.findall(r"\[([0-9]+)\]", self.path)]


Stretch: TypeAlias = "tuple[str, int, int]"
"""A span wherever it stands: its article, start and end."""


class Names(NamedTuple):
    """What the columns of a span are called: those of the struct `holder`, or of the row itself where there is none.

    `key` leads to the article, and stands in the holder or in the row.
    """

    holder: str
    key_is_inside: bool
    start: str
    end: str
    quote: str
    key: str

    @classmethod
    def of(cls, columns: SpanColumns) -> Names:
        """The names at the end of the paths of a span."""
        holder, _, start = columns.start.rpartition(".")
        above, _, key = columns.article.rpartition(".")
        end, quote = columns.end.rpartition(".")[2], (columns.quote or "").rpartition(".")[2]
        return cls(holder, above != "", start, end, quote, key)


@dataclass(frozen=True)
class Written:
    """One release as it was written. A table that the manifest leaves out, or whose file cannot be read, is not there.

    Attributes:
        folder: where it stands.
        manifest: what ``manifest.json`` says.
        sha256: for each Parquet file in the folder, by name, the digest of its bytes.
        arrow: for each table with a readable file, what it holds.
        unreadable: for each table whose file is missing or broken, why.
    """

    folder: Path
    manifest: release.Manifest
    sha256: dict[str, str]
    arrow: dict[str, pa.Table]
    unreadable: dict[str, str]

    @cached_property
    def rows(self) -> Tables:
        """Rows by table; a table that is listed without rows is an empty list."""
        entries = self.manifest["tables"]
        empty = {table for table in entries if not entries[table]["rows"]}
        return {
            table: self.arrow[table].to_pylist() if table in self.arrow else []
            for table in schema.TABLES
            if table in self.arrow or table in empty
        }

    @cached_property
    def frames(self) -> dict[str, pl.DataFrame]:
        """Every table that has a file as a polars DataFrame."""
        import polars as pl

        frames = {table: pl.from_arrow(arrow) for table, arrow in self.arrow.items()}
        return {table: frame for table, frame in frames.items() if isinstance(frame, pl.DataFrame)}

    @cached_property
    def by_key(self) -> dict[str, dict[str, Row]]:
        """Rows by table and primary key."""
        return {table: {row[schema.table(table).key]: row for row in rows} for table, rows in self.rows.items()}

    @cached_property
    def by_source(self) -> dict[str, dict[str, list[Row]]]:
        """Rows by table and article, in the order of the text; tables whose rows stand in an article only."""
        grouped: dict[str, dict[str, list[Row]]] = {}
        for table in ("sentences", "claims", "mentions", "dates"):
            grouped[table] = {source_id: [] for source_id in self.by_key.get("sources", {})}
            for row in sorted(self.rows.get(table, ()), key=itemgetter("start", "end")):
                grouped[table].setdefault(row["source_id"], []).append(row)
        return grouped

    @cached_property
    def texts(self) -> dict[str, str]:
        """Article to its text."""
        return {row["source_id"]: row["text"] for row in self.rows.get("sources", ())}

    @cached_property
    def spans(self) -> dict[tuple[str, str], set[Stretch]]:
        """The different spans of articles that are there, by table and path of their start; null is none."""
        return {
            (table, columns.start): {
                (source_id, one[names.start], one[names.end])
                for source_id, held in self.holders(table, names)
                for one in held
                if one[names.start] is not None and one[names.end] is not None
            }
            for table in self.rows
            for columns in schema.table(table).spans
            for names in (Names.of(columns),)
        }

    def holders(self, table: str, names: Names) -> Iterator[tuple[str, list[Row]]]:
        """What holds the spans of some columns, together for each article that is there."""
        if names.key_is_inside:
            found: dict[str, list[Row]] = defaultdict(list)
            for one in schema.values(self.rows[table], names.holder):
                found[one[names.key]].append(one)
        else:
            found = self.by_source[table]
        for key, rows in found.items():
            if (source_id := self._source(key)) is not None:
                is_below = names.holder and not names.key_is_inside
                yield source_id, schema.values(rows, names.holder) if is_below else rows

    def astray(self) -> Iterator[Place]:
        """The places of the spans that are empty, or not inside the text of their article."""
        lengths = {source_id: len(text) for source_id, text in self.texts.items()}
        different = set[Stretch]().union(*self.spans.values())
        return self._found({one for one in different if not 0 <= one[1] < one[2] <= lengths[one[0]]})

    def where(
        self, is_wrong: Callable[[str, int, int], bool], aside: Set[tuple[str, str]] = frozenset()
    ) -> Iterator[Place]:
        """The places of the spans inside their text of which `is_wrong` is true: of their article, start and end.

        It is asked once of each different span; those of the columns `aside` are left out.
        """
        lengths = {source_id: len(text) for source_id, text in self.texts.items()}
        different = set[Stretch]().union(*(found for columns, found in self.spans.items() if columns not in aside))
        lying = (one for one in different if 0 <= one[1] < one[2] <= lengths[one[0]])
        return self._found({one for one in lying if is_wrong(*one)}, aside)

    def _found(self, wrong: Set[Stretch], aside: Set[tuple[str, str]] = frozenset()) -> Iterator[Place]:
        """Where some spans stand. Few are ever wrong, and only then all rows are gone through once more."""
        for place in self.places(self.rows) if wrong else ():
            if (place.table, place.column) not in aside and (place.source_id, *place.span) in wrong:
                yield place

    def places(self, tables: Iterable[str]) -> Iterator[Place]:
        """Every span of some tables, also those in lists and structs; a span that is null is none."""
        for table in tables:
            for columns in schema.table(table).spans:
                yield from self._places(table, columns)

    def _places(self, table: str, columns: SpanColumns) -> Iterator[Place]:
        """The spans of one set of columns, which lie in one struct; the key of their article may stand in the row."""
        names = Names.of(columns)
        for row in self.rows.get(table, ()):
            for number, held in enumerate(schema.values([row], names.holder) if names.holder else (row,)):
                start, end = held[names.start], held[names.end]
                if start is not None and end is not None:
                    source_id = self._source((held if names.key_is_inside else row)[names.key])
                    words = held[names.quote] if names.quote else None
                    yield Place(table, row, columns, number, source_id, Span(start, end), words)

    def _source(self, article: str) -> str | None:
        """The article that a source id or a claim id leads to."""
        claim = self.by_key.get("claims", {}).get(article)
        source_id = claim["source_id"] if claim else article
        return source_id if source_id in self.texts else None


def at(table: str, row: Row, path: str) -> str:
    """A place in a table as problems name it: ``claims[clm_18c7a0b1c2d3].quote``."""
    return f"{table}[{row[schema.table(table).key]}].{path}"


def read(folder: Path) -> Written:
    """Read a release back.

    Raises:
        Misuse: the folder is not there, or its manifest says that it is no release.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    manifest = release.read_manifest(folder)
    sha256: dict[str, str] = {}
    arrow: dict[str, Any] = {}
    unreadable: dict[str, str] = {}
    for path in sorted(folder.glob("*.parquet")):
        table = path.stem
        try:
            content = path.read_bytes()
            sha256[path.name] = hashlib.sha256(content).hexdigest()
            if table in schema.TABLES and table in manifest["tables"]:
                arrow[table] = pq.ParquetFile(io.BytesIO(content)).read()  # read_table imports pyarrow.dataset, slowly
        except (OSError, pa.ArrowException) as error:
            unreadable[table] = str(error).splitlines()[0]
    return Written(folder, manifest, sha256, arrow, unreadable)


def read_part(folder: Path) -> Written:
    """Read a part of a release back (`musnad.parts`)."""
    arrow = parts.read(folder)
    held = {table: {"rows": arrow[table].num_rows if table in arrow else 0} for table in schema.TABLES}
    return Written(folder, {"tables": held}, {}, arrow, {})
