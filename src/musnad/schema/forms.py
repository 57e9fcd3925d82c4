"""What other libraries know of a table: a schema goes in, its Arrow, pandera and Hugging Face forms come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from musnad.schema.load import Node, SchemaError

if TYPE_CHECKING:
    import pandera.polars as pap
    import pyarrow as pa

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
    columns = {
        column: pap.Column(
            empty.schema[column], _checks(part), nullable=kind(part)[1], unique=column == node["x-primary-key"]
        )
        for column, part in node["properties"].items()
    }
    return pap.DataFrameSchema(columns, strict=True, ordered=True, name=name)


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


def _checks(node: Node) -> list[pap.Check]:
    import pandera.polars as pap

    checks = []
    if values := [value for value in vocabulary(node) if value is not None]:
        checks.append(pap.Check.isin(values))
    if "pattern" in node:
        checks.append(pap.Check.str_matches(node["pattern"]))
    if "minLength" in node:
        checks.append(pap.Check.str_length(min_value=node["minLength"]))
    if "minimum" in node:
        checks.append(pap.Check.ge(node["minimum"]))
    if "minItems" in node:
        checks.append(_at_least(node["minItems"]))
    return checks


def _at_least(items: int) -> pap.Check:
    import pandera.polars as pap
    import polars as pl

    def long_enough(data: Any) -> Any:
        return data.lazyframe.select(pl.col(data.key).list.len() >= items)

    return pap.Check(long_enough, name=f"at_least({items})")
