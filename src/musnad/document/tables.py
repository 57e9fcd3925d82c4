"""The pages of the tables: schemas, rows and checks go in, one Markdown page per table and their index come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from musnad import schema
from musnad.document import figures, markup
from musnad.records import Row, Tables
from musnad.schema import Node, TableSchema

_TYPES = {"string": "text", "integer": "integer", "boolean": "true or false"}
_LISTS = {"string": "texts", "integer": "integers", "object": "records"}

_CONVENTIONS = """\
- **Absence** is null, never an empty text and never a missing column; an empty list says that there is nothing to list.
  Each column tells what null, or the empty list, means for it.
- **Offsets** count Unicode code points of the article's `text`, in logical order, from 0; the end is exclusive. So
  `text[start:end]` in Python gives exactly the words, also in Arabic and Hebrew.
- **Dates** are [EDTF](https://www.loc.gov/standards/datetime/) texts, bounds are ISO 8601 days. Nothing is resolved in
  silence: an inferred date carries `?`.
- **IDs** of sentences, claims, mentions and dates are computed from the article and the place of the words, so a
  corrected judgement keeps its row. IDs of articles, actors, clusters and provisions are names, and permanent.
- **Computed** columns follow from the others; a check computes each of them again.
- **One of its values** is plain text out of a closed vocabulary; each value is explained on the table's page."""


class Guard(NamedTuple):
    """One check as the handbook prints it: its name, its rule in words, the tables it guards (none: all)."""

    name: str
    rule: str
    tables: tuple[str, ...]


def table_page(name: str, rows: Sequence[Row], guards: Sequence[Guard]) -> str:
    """The page of one table."""
    table = schema.table(name)
    columns = [(path, node) for path, node in schema.walk(table.node) if path and not path.endswith("[]")]
    blocks = [
        f"<!-- generated from schema/{name}.json and data/ by the document stage; do not edit -->",
        f"# {name}",
        markup.prose(table.node["description"]),
        f"{_rows(len(rows))} in this release. The key is [`{table.key}`](#{markup.anchor(table.key)}).",
        "## Columns",
        "\n".join(markup.table(["Column", "Type", "Meaning"], [_overview(table, *column) for column in columns])),
        *_links(table),
        *_spans(table),
        *_checks(name, guards),
        "## Each column",
    ]
    for path, node in columns:
        blocks += _column(table, path, node, rows)
    return "\n\n".join(blocks) + "\n"


def index_page(tables: Tables) -> str:
    """The page that leads to the tables."""
    lines = markup.table(
        ["Table", "Rows", "What one row is"],
        [
            [
                f"[{name}]({name}.md)",
                f"{len(tables.get(name, ())):,}",
                markup.prose(schema.table(name).node["description"]),
            ]
            for name in schema.TABLES
        ],
    )
    blocks = [
        "<!-- generated from schema/ and data/ by the document stage; do not edit -->",
        "# Tables",
        "\n".join(lines),
        "## How to read them",
        _CONVENTIONS,
        "## How they hang together",
        "\n".join(markup.table(["Column", "Leads to"], [_key_row(table, key) for table, key in _all_keys()])),
    ]
    return "\n\n".join(blocks) + "\n"


def _overview(table: TableSchema, path: str, node: Node) -> list[str]:
    return [f"[`{path}`](#{markup.anchor(path)})", _type(table, path, node), markup.prose(node["description"])]


def _type(table: TableSchema, path: str, node: Node) -> str:
    json_type, nullable = schema.kind(node)
    if json_type == "array":
        words = [f"list of {'values' if 'oneOf' in node['items'] else _LISTS[schema.kind(node['items'])[0]]}"]
    else:
        words = ["one of its values" if "oneOf" in node else _TYPES[json_type]]
    words += ["or null"] * nullable
    marks = ["key"] * (path == table.key) + ["computed"] * ("x-computed" in node)
    return ", ".join([" ".join(words), *marks])


def _column(table: TableSchema, path: str, node: Node, rows: Sequence[Row]) -> Iterator[str]:
    yield f"### {path}"
    yield f"**{node['title']}.** {markup.prose(node['description'])}"
    yield "\n".join(f"- **{name}:** {words}" for name, words in _facts(table, path, node, rows))
    if counted := figures.counts(node, rows, path):
        values = [[f"`{name}`" if name else "null", markup.prose(said), f"{count:,}"] for name, said, count in counted]
        yield "\n".join(markup.table(["Value", "Meaning", "In the data"], values))


def _facts(table: TableSchema, path: str, node: Node, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """What is to be known of a column beside its description, each with its name."""
    yield "Type", _type(table, path, node)
    for keyword, name in (("x-unit", "Unit"), ("x-null", "Null"), ("x-empty", "Empty"), ("x-computed", "Computed")):
        if keyword in node:
            yield name, markup.prose(node[keyword])
    for key in table.foreign_keys:
        if key.column.removesuffix("[]") == path:
            yield "Leads to", _target(key)
    for keyword, name in (("x-when-in-doubt", "When in doubt"), ("x-standard", "Follows")):
        if keyword in node:
            yield name, markup.prose(node[keyword])
    if said := figures.said(node, rows, path):
        yield "In the data", said


def _links(table: TableSchema) -> Iterator[str]:
    """Where the table leads, and from where others lead to it."""
    outwards = [_key_row(table, key) for key in table.foreign_keys]
    inwards = [_key_row(other, key) for other, key in _all_keys() if key.table == table.name and other != table]
    if outwards or inwards:
        yield "## Links"
        yield "\n".join(markup.table(["Column", "Leads to"], outwards + inwards))


def _spans(table: TableSchema) -> Iterator[str]:
    if table.spans:
        yield "## Where it points into the text"
        yield "Each of these points into the `text` of an article; a check compares the words, character by character."
        rows = [
            [f"`{span.start}`, `{span.end}`", f"`{span.quote}`" if span.quote else "", f"`{span.article}`"]
            for span in table.spans
        ]
        yield "\n".join(markup.table(["From, to", "The words", "The article"], rows))


def _checks(name: str, guards: Sequence[Guard]) -> Iterator[str]:
    mine = [guard for guard in guards if not guard.tables or name in guard.tables]
    if mine:
        yield "## Checks"
        yield "Nothing is published before all of these hold."
        yield "\n".join(f"- `{guard.name}`: {markup.prose(' '.join(guard.rule.split()))}" for guard in mine)


def _all_keys() -> list[tuple[TableSchema, Any]]:
    return [(table, key) for table in map(schema.table, schema.TABLES) for key in table.foreign_keys]


def _key_row(table: TableSchema, key: schema.ForeignKey) -> list[str]:
    place = markup.anchor(key.column)
    return [f"[`{table.name}.{key.column}`]({table.name}.md#{place})", _target(key)]


def _target(key: schema.ForeignKey) -> str:
    return f"[`{key.table}.{key.key}`]({key.table}.md#{markup.anchor(key.key)})"


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"


def table_pages(tables: Tables, guards: Sequence[Guard]) -> Mapping[str, str]:
    """Every page of the tables by its name in `docs/tables/`."""
    return {"index.md": index_page(tables)} | {
        f"{name}.md": table_page(name, tables.get(name, []), guards) for name in schema.TABLES
    }
