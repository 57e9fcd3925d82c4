"""Reading the schema files: a file's name goes in, one schema without references comes out, or `SchemaError`.

A schema file below `schema/` is JSON Schema 2020-12. An annotation file's schema points into the tables' schemas for
what is described there; here each ``$ref`` is replaced by what it points to, so that nobody else needs a resolver.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Node = dict[str, Any]
"""A JSON Schema, whole or a part of one."""

_HERE = Path(__file__).resolve().parents[1]
# An installed package carries the schemas inside it; a checkout keeps them at its root.
SCHEMA_DIR = next((p for p in (_HERE / "_schema", _HERE.parents[1] / "schema") if p.is_dir()), _HERE / "_schema")
"""The folder of the schema files."""

PROSE = frozenset({"title", "description", "examples", "default"}) | {
    "x-unit",  # what a number or a date counts in
    "x-null",  # what null means
    "x-empty",  # what an empty list, or a key that is left out, means
    "x-when-in-doubt",  # how to decide where people hesitate
    "x-standard",  # the standard or the work that the term comes from
    "x-computed",  # how the build derives the value; no annotation file may hold it
}
RULES = frozenset({"type", "const", "oneOf", "pattern", "minLength", "minimum", "minItems", "uniqueItems", "items"}) | {
    "properties",
    "required",
    "additionalProperties",
}
OF_TABLES = frozenset({"$schema", "x-primary-key", "x-foreign-keys", "x-spans"})
OF_FILES = frozenset({"enum", "not", "if", "then", "else", "propertyNames", "dependentRequired"})

_ONE_BELOW = ("items", "not", "if", "then", "else", "propertyNames", "additionalProperties")


_BREAKS = r"\u0000-\u001F\u007F-\u009F\u2028\u2029\u202D\u202E"
_BLANKS = r"\u0000- \u007F-\u00A0\u00AD\u061C\u1680\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFEFF"
VISIBLE = f"^[^{_BLANKS}]([^{_BREAKS}]*[^{_BLANKS}])?$"
"""The pattern of what people write in their own words: one line that begins and ends with something to see.

It holds no control characters, and no U+202D and U+202E, which show words in another order than they are stored.
"""


class SchemaError(Exception):
    """A schema file says something that the compiler does not understand, or leaves out what it needs."""


def load_table(name: str) -> Node:
    """The schema of a table. Raises `SchemaError` for a keyword or a form that no validator would be computed from."""
    node = expand(SCHEMA_DIR / f"{name}.json")
    refuse_unknown(node, name, PROSE | RULES | OF_TABLES, PROSE | RULES)
    for path, part in walk(node):
        _refuse_loose_object(part, f"{name}.{path}".rstrip("."))
    return node


def load_annotation(name: str) -> Node:
    """The schema of an annotation file. Raises `SchemaError` for a keyword that the compiler does not know."""
    node = expand(SCHEMA_DIR / "annotations" / f"{name}.json")
    node.pop("$defs", None)
    known = PROSE | RULES | OF_FILES
    refuse_unknown(node, name, known | {"$schema"}, known)
    return node


def expand(file: Path) -> Node:
    """A schema file with every ``$ref`` replaced by what it points to, in the same file or in one beside it."""
    expanded: Node = _expand(_read(file), file, ())
    return expanded


def walk(node: Node, path: str = "") -> Iterator[tuple[str, Node]]:
    """A schema and every schema below it, each with its path, from the outside inwards."""
    yield path, node
    for name, child in node.get("properties", {}).items():
        yield from walk(child, f"{path}.{name}" if path else name)
    if "items" in node:
        yield from walk(node["items"], f"{path}[]")


def refuse_unknown(node: Node, where: str, known: frozenset[str], below: frozenset[str]) -> None:
    """Raise `SchemaError` for a keyword that is not `known` (further down: not `below`), at any level."""
    if unknown := sorted(set(node) - known):
        raise SchemaError(f"{where}: the compiler does not know {', '.join(unknown)}")
    if "pattern" in node:
        _refuse_unportable(node["pattern"], where)
    for keyword in _ONE_BELOW:
        if isinstance(node.get(keyword), dict):
            refuse_unknown(node[keyword], f"{where}/{keyword}", below, below)
    for name, child in node.get("properties", {}).items():
        refuse_unknown(child, f"{where}/{name}", below, below)
    for child in node.get("oneOf", ()):
        if set(child) != {"const", "description"}:
            raise SchemaError(f"{where}: each value of oneOf is a const with its description, and nothing else")


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _expand(node: Any, file: Path, seen: tuple[str, ...]) -> Any:
    if isinstance(node, list):
        return [_expand(item, file, seen) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" not in node:
        return {key: value if key == "examples" else _expand(value, file, seen) for key, value in node.items()}
    name, _, pointer = node["$ref"].partition("#")
    target = (file.parent / name).resolve() if name else file
    if (place := f"{target}#{pointer}") in seen:
        raise SchemaError(f"{file.name}: the reference {node['$ref']} comes back to itself")
    found = _read(target)
    for step in pointer.strip("/").split("/"):
        found = found[step]
    expanded = _expand(found, target, (*seen, place))
    beside = {key: value for key, value in node.items() if key != "$ref"}
    if clash := sorted((set(beside) & set(expanded)) - PROSE):
        raise SchemaError(f"{file.name}: {', '.join(clash)} beside {node['$ref']} would overrule what it points to")
    return expanded | beside


def _refuse_unportable(pattern: str, where: str) -> None:
    # \d, \w, \s, \b and \p mean other characters in Python than in ECMAScript, and an unanchored pattern is a search.
    # What names a code point, such as \u202E, is read alike.
    if re.search(r"\\(?!u[0-9A-F]{4})[A-Za-mo-z]", pattern) or not (pattern.startswith("^") and pattern.endswith("$")):
        raise SchemaError(f"{where}: the pattern {pattern} is not anchored, or not read alike by every engine")


def _refuse_loose_object(node: Node, where: str) -> None:
    # Absence is null, never a missing key: Arrow drops a key that it does not know and fills in one that is missing.
    if "properties" not in node:
        return
    if node.get("additionalProperties") is not False or node.get("required") != list(node["properties"]):
        raise SchemaError(f"{where}: an object closes its properties and requires each of them, in order")
