"""Croissant: the manifest of a release goes in, its ``croissant.json`` comes out as plain data (Croissant 1.1).

Each Parquet file is a file object with its SHA-256, each table a record set, each column a field; a list of structs has
sub-fields, a foreign key is named, and is a reference where readers can follow it. The tests read it with mlcroissant.
Source of the terms: the MLCommons Croissant specification.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad import schema
from musnad.schema import ForeignKey, Node, TableSchema

NAME = "musnad"
DESCRIPTION = (
    "Claims from news articles: every row leads to the exact characters that it came from, "
    "every claim carries its chain of attribution."
)
LICENSE = "The annotations: CC BY 4.0. The texts of the articles: their publishers'; see `rights` in `sources`."

_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean"}
_CONTEXT: Node = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "equivalentProperty": "cr:equivalentProperty",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def metadata(manifest: Mapping[str, Any]) -> Node:
    """The metadata of a release. Tables without rows have no file and are left out, and so is every reference to them.

    Args:
        manifest: its `tables` name each table's `file`, `rows` and `sha256`, its `version` the dataset's.
    """
    tables = {name: entry for name, entry in manifest["tables"].items() if entry["rows"]}
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": NAME,
        "description": DESCRIPTION,
        "license": LICENSE,
        "version": manifest["version"],
        "citeAs": f"{NAME} {manifest['version']}: claims from multilingual news",
        "keywords": ["attribution", "claims", "news"],
        "distribution": [_file(entry) for entry in tables.values()],
        "recordSet": [_record_set(name, entry["file"], frozenset(tables)) for name, entry in tables.items()],
    }


def _file(entry: Mapping[str, Any]) -> Node:
    return {
        "@type": "cr:FileObject",
        "@id": entry["file"],
        "name": entry["file"],
        "contentUrl": entry["file"],
        "encodingFormat": "application/x-parquet",
        "sha256": entry["sha256"],
    }


def _record_set(name: str, file: str, tables: frozenset[str]) -> Node:
    table = schema.table(name)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table.node["description"],
        "key": {"@id": f"{name}/{table.key}"},
        "field": [_field(table, file, (column,), tables) for column in table.columns],
    }


def _field(table: TableSchema, file: str, steps: tuple[str, ...], tables: frozenset[str]) -> Node:
    """One column, or one field of the structs in a list column: `steps` lead to it."""
    node = table.node
    for step in steps:
        node = node.get("items", node)["properties"][step]
    is_list = schema.kind(node)[0] == "array"
    value = node["items"] if is_list else node
    field: Node = {"@type": "cr:Field", "@id": "/".join((table.name, *steps)), "name": steps[-1]}
    field["description"] = _description(table, node, "[].".join(steps) + "[]" * is_list)
    if is_list:
        field |= {"isArray": True, "arrayShape": "-1"}
    field["source"] = {"fileObject": {"@id": file}, "extract": {"column": steps[0]}}
    if len(steps) > 1:
        field["source"]["transform"] = {"jsonPath": steps[-1]}
    if schema.kind(value)[0] == "object":
        shallow = [name for name, part in value["properties"].items() if not _holds_structs(part)]
        field["subField"] = [_field(table, file, (*steps, name), tables) for name in shallow]
    else:
        field["dataType"] = _TYPES[schema.kind(value)[0]]
    for key in _references(table.name):
        if steps == (key.column,) and key.table in tables:
            field["references"] = {"field": {"@id": f"{key.table}/{key.key}"}}
    return field


def _description(table: TableSchema, node: Node, path: str) -> str:
    """What the schema says, which key it holds, and what of it Croissant cannot show."""
    said = [node["description"]]
    said += [f"Holds `{key.key}` of `{key.table}`." for key in table.foreign_keys if key.column == path]
    deep = [name for name, part in node.get("items", {}).get("properties", {}).items() if _holds_structs(part)]
    said += [f"In the file each item also has the list `{name}`." for name in deep]
    return " ".join(said)


def _holds_structs(node: Node) -> bool:
    # A jsonPath is read up to its first match: of a list of structs inside a struct, all but the first would be lost.
    return "items" in node and schema.kind(node["items"])[0] == "object"


def _references(name: str) -> list[ForeignKey]:
    """The foreign keys that are written as references.

    mlcroissant joins along references when it reads: it fails on a cycle and on lists, and a table that is joined to
    while it has references itself comes back empty. So: plain columns, to tables without references of their own.
    """
    return [key for key in _plain(name) if name not in _reachable(key.table) and not _references(key.table)]


def _plain(name: str) -> list[ForeignKey]:
    return [key for key in schema.table(name).foreign_keys if "[]" not in key.column]


def _reachable(name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The table itself and every table that plain foreign keys lead to."""
    seen |= {name}
    for key in _plain(name):
        if key.table not in seen:
            seen |= _reachable(key.table, seen)
    return seen
