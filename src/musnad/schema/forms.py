"""What other libraries know of a table: a schema goes in, its Arrow, pandera and Hugging Face forms come out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from musnad.schema.load import Node, SchemaError

if TYPE_CHECKING:
    import pandera.polars as pap
    import polars as pl
    import pyarrow as pa

Rule: TypeAlias = "Callable[[pl.Expr], pl.Expr]"
"""A column to whether its values are as they are to be, in polars; null where the value is null."""

_FEATURES = {"string": "string", "integer": "int64", "boolean": "bool"}


def kind(node: Node) -> tuple[str, bool]:
    """The JSON type of a column and whether it may be null: ``["string", "null"]`` is ``("string", True)``."""
    types = node["type"] if isinstance(node["type"], list) else [node["type"]]
    named = [name for name in types if name != "null"]
    if len(named) != 1:
        raise SchemaError(f"a column has one type, or one and null; found {node['type']!r}")
    return named[0], "null" in types


def vocabulary(node: Node) -> dict[str | None, str]:
    """The values of a closed vocabulary with what each one means; empty for anything else."""
    return {value["const"]: value["description"] for value in node.get("oneOf", ())}


def arrow(node: Node) -> pa.Schema:
    """The Arrow schema: strings, 64-bit integers, booleans, lists, structs; nullable exactly where null is allowed."""
    import pyarrow as pa

    return pa.schema([_arrow_field(name, part) for name, part in node["properties"].items()])


def features(node: Node) -> list[Node]:
    """The features as a Hugging Face dataset card lists them under ``dataset_info``."""
    return [_feature(name, part) for name, part in node["properties"].items()]


def pandera(node: Node, name: str) -> pap.DataFrameSchema:
    """The schema of a whole table as polars reads it: columns in order, their types and rules, and the key."""
    import pandera.polars as pap
    import polars as pl

    empty: Any = pl.from_arrow(arrow(node).empty_table())

    def check(name: str, rule: Rule) -> pap.Check:
        return pap.Check(lambda data: data.lazyframe.select(rule(pl.col(data.key))), name=name)

    columns = {
        column: pap.Column(
            empty.schema[column],
            [check(*rule) for rule in _rules(part).items()],
            nullable=kind(part)[1],
            unique=column == node["x-primary-key"],
        )
        for column, part in node["properties"].items()
    }
    return pap.DataFrameSchema(columns, strict=True, ordered=True, name=name)


def sound(node: Node) -> pl.Expr:
    """Whether a data frame that has the columns of a table in order, and their types, passes its pandera schema.

    One question for the whole frame: pandera, which says what is wrong, takes a hundred times as long to ask.
    """
    import polars as pl

    columns = node["properties"].items()
    rules = [rule(pl.col(column)).all() for column, part in columns for rule in _rules(part).values()]
    filled = [pl.col(column).null_count() == 0 for column, part in columns if not kind(part)[1]]
    return pl.all_horizontal(pl.col(node["x-primary-key"]).is_unique().all(), *filled, *rules)


def _arrow_field(name: str, node: Node) -> pa.Field:
    import pyarrow as pa

    return pa.field(name, _arrow_type(node), nullable=kind(node)[1])


def _arrow_type(node: Node) -> pa.DataType:
    import pyarrow as pa

    match kind(node)[0]:
        case "string":
            return pa.string()
        case "integer":
            return pa.int64()
        case "boolean":
            return pa.bool_()
        case "array":
            return pa.list_(_arrow_field("element", node["items"]))
        case "object":
            return pa.struct([_arrow_field(name, part) for name, part in node["properties"].items()])
        case other:
            raise SchemaError(f"no Arrow type stands for the JSON type {other!r}")


def _feature(name: str, node: Node) -> Node:
    json_type = kind(node)[0]
    if json_type != "array":
        return {"name": name, "dtype": _FEATURES[json_type]}
    items = node["items"]
    item_type = kind(items)[0]
    if item_type == "object":
        return {"name": name, "list": features(items)}
    return {"name": name, "list": _FEATURES[item_type]}


def _rules(node: Node) -> dict[str, Rule]:
    """What is to be true of every value of a column, but for null; by the names that pandera gives the rules."""
    rules: dict[str, Rule] = {}
    if values := [value for value in vocabulary(node) if value is not None]:
        rules[f"isin({values})"] = lambda column: column.is_in(values)
    if "pattern" in node:
        rules[f"str_matches('{node['pattern']}')"] = lambda column: column.str.contains(node["pattern"])
    if "minLength" in node:
        rules[f"str_length({node['minLength']}, None)"] = lambda column: column.str.len_chars() >= node["minLength"]
    if "minimum" in node:
        rules[f"greater_than_or_equal_to({node['minimum']})"] = lambda column: column >= node["minimum"]
    if "minItems" in node:
        rules[f"at_least({node['minItems']})"] = lambda column: column.list.len() >= node["minItems"]
    return rules
