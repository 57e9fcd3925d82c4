"""The schema: one JSON Schema per table and per annotation file goes in, everything computed from it comes out.

`schema/<table>.json` describes a table, `schema/annotations/<name>.json` an annotation file. From a table's schema
come its validator, Arrow schema, pandera schema, Hugging Face features, keys, foreign keys, spans and computed columns.
A keyword that the compiler does not know is refused, so that no rule is dropped in silence.

A path names a value inside a row: ``attribution[].cue_spans[].start`` is the start of each cue span of each hop.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from musnad.schema import findings, forms
from musnad.schema.findings import Finding
from musnad.schema.forms import kind, vocabulary
from musnad.schema.load import SCHEMA_DIR, Node, SchemaError, load_annotation, load_table, walk

if TYPE_CHECKING:
    import jsonschema.protocols
    import jsonschema_rs
    import pandera.polars
    import polars as pl
    import pyarrow as pa

__all__ = [
    "ANNOTATIONS",
    "SCHEMA_DIR",
    "TABLES",
    "Finding",
    "ForeignKey",
    "Node",
    "SchemaError",
    "SpanColumns",
    "TableSchema",
    "annotation_findings",
    "annotation_schema",
    "annotation_validator",
    "digest",
    "kind",
    "locate",
    "table",
    "values",
    "vocabulary",
    "walk",
]

TABLES = ("sources", "sentences", "claims", "actors", "mentions", "dates", "clusters", "provisions")
"""The tables, in the order in which people read about them."""

ANNOTATIONS = ("article", "actors", "clusters", "provisions")
"""The kinds of annotation file."""


class ForeignKey(NamedTuple):
    """The values at path `column` are values of `key` in `table`."""

    column: str
    table: str
    key: str


class SpanColumns(NamedTuple):
    """Paths of a span: `start` and `end` count code points of an article's text, and `quote` holds its words.

    `quote` is ``None`` where no column repeats the words. `article` leads to the article: it is a foreign key to
    `sources`, or to `claims`, whose source it then is.
    """

    start: str
    end: str
    quote: str | None
    article: str


@dataclass(frozen=True)
class TableSchema:
    """One table, and what is computed from its schema."""

    name: str
    node: Node

    @property
    def key(self) -> str:
        """The column that identifies a row."""
        return str(self.node["x-primary-key"])

    @property
    def properties(self) -> dict[str, Node]:
        """Column name to its schema, in order."""
        return dict(self.node["properties"])

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(self.node["properties"])

    @cached_property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """What points to other tables, or to other rows of this one."""
        keys = self.node.get("x-foreign-keys", ())
        return tuple(ForeignKey(key["column"], *key["references"].split(".")) for key in keys)

    @cached_property
    def spans(self) -> tuple[SpanColumns, ...]:
        """What points into a text."""
        spans = self.node.get("x-spans", ())
        return tuple(SpanColumns(span["start"], span["end"], span.get("quote"), span["article"]) for span in spans)

    @cached_property
    def computed(self) -> tuple[str, ...]:
        """Paths of what the build derives and no annotation file may hold."""
        return tuple(path for path, node in walk(self.node) if "x-computed" in node)

    @cached_property
    def arrow(self) -> pa.Schema:
        """The Arrow schema: a field is nullable exactly where its JSON Schema allows null."""
        return forms.arrow(self.node)

    @cached_property
    def validator(self) -> jsonschema_rs.Draft202012Validator:
        """The validator of one row (a plain ``dict``), fast enough for every row of a build."""
        import jsonschema_rs

        return jsonschema_rs.Draft202012Validator(self.node, validate_formats=True)

    def findings(self, row: Any) -> Iterator[Finding]:
        """What is wrong with one row, in words."""
        return findings.of_row(self.validator, self.node, row)

    @cached_property
    def pandera(self) -> pandera.polars.DataFrameSchema:
        """The schema of the whole table. Give it a polars DataFrame: on a LazyFrame pandera checks no data."""
        return forms.pandera(self.node, self.name)

    @cached_property
    def sound(self) -> pl.Expr:
        """Whether a polars DataFrame with the columns and types of `arrow` passes `pandera`, asked in one go."""
        return forms.sound(self.node)

    def features(self) -> list[Node]:
        """The features as a Hugging Face dataset card lists them under ``dataset_info``."""
        return forms.features(self.node)


@cache
def table(name: str) -> TableSchema:
    """The schema of table `name`. Raises `SchemaError` for one that cannot be compiled."""
    return TableSchema(name, load_table(name))


@cache
def annotation_schema(name: str) -> Node:
    """The schema of annotation file `name`, every reference put in its place. Raises `SchemaError`."""
    return load_annotation(name)


@cache
def annotation_validator(name: str) -> jsonschema.protocols.Validator:
    """The validator of a whole annotation file, as read from YAML with dates as strings."""
    import jsonschema

    extend: Any = jsonschema.validators.extend
    validator: jsonschema.protocols.Validator = extend(jsonschema.Draft202012Validator, {"pattern": _pattern})(
        annotation_schema(name)
    )
    return validator


def annotation_findings(name: str, document: Any) -> Iterator[Finding]:
    """What is wrong with a whole annotation file, in words."""
    return findings.of_file(annotation_validator(name), document)


def digest() -> str:
    """SHA-256 over the table schemas, in hexadecimal: it changes with any word of them, and not with their layout."""
    schemas = {name: table(name).node for name in TABLES}
    canonical = json.dumps(schemas, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def locate(row: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value of `row` at `path` with the place where it stands, such as ``("spans[0].start", 104)``."""
    found = [("", row)]
    for name, is_list in _steps(path):
        below = [(f"{place}.{name}" if place else name, item[name]) for place, item in found if item is not None]
        found = (
            [(f"{place}[{at}]", one) for place, item in below for at, one in enumerate(item or ())]
            if is_list
            else below
        )
    yield from found


def values(rows: Iterable[Any], path: str) -> list[Any]:
    """Every value of `rows` at `path`, one row after the other, as `locate` finds them, without their places."""
    found = list(rows)
    for number, (name, is_list) in enumerate(_steps(path)):
        found = [item[name] for item in found if number == 0 or item is not None]
        if is_list:
            found = [one for item in found for one in item or ()]
    return found


@cache
def _steps(path: str) -> tuple[tuple[str, bool], ...]:
    """The columns on the way to the end of a path, each with whether it is a list."""
    return tuple((step.removesuffix("[]"), step.endswith("[]")) for step in path.split("."))


def _pattern(_: Any, pattern: str, instance: Any, __: Node) -> Iterator[Any]:
    # Python's $ also matches before a final line break; ECMAScript's does not.
    import jsonschema

    if isinstance(instance, str) and not re.fullmatch(pattern, instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")
