"""What is wrong with a record, in words: a record and its schema go in, findings come out.

jsonschema (annotation files) and jsonschema-rs (rows) word their errors differently and shorten lists of values. Here
both are led back to the keyword that failed and the part of the schema that holds it; the phrases are made from these.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from musnad.schema.load import VISIBLE, Node

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}
_LONGEST = 80
_HIDDEN = re.compile("[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Finding(NamedTuple):
    """One thing that is wrong: the place in the record (``spans[0].start``; empty for all of it) and two phrases."""

    place: str
    found: str
    expected: str


_HALF = Finding("", "half a character (a lone surrogate)", "text that can be written as UTF-8")


def of_row(validator: Any, node: Node, row: Any) -> Iterator[Finding]:
    """What jsonschema-rs finds in one row, each thing once, in order."""
    if _holds_half_a_character(row):
        yield _HALF  # jsonschema-rs passes over it or raises, as the schema happens to be
        return
    found: set[Finding] = set()
    for error in validator.iter_errors(row):
        *steps, keyword = error.schema_path
        part = node
        for step in steps:
            part = part[step]
        found.update(_explain(part, str(keyword), error.instance, error.instance_path))
    yield from sorted(found)


def of_file(validator: Any, document: Any) -> Iterator[Finding]:
    """What jsonschema finds in one annotation file, each thing once, in order."""
    if _holds_half_a_character(document):
        yield _HALF
        return
    found: set[Finding] = set()
    for error in validator.iter_errors(document):
        found.update(_explain(error.schema, error.validator, error.instance, error.absolute_path))
    yield from sorted(found)


def _holds_half_a_character(record: Any) -> bool:
    try:
        json.dumps(record, ensure_ascii=False, default=repr).encode()
    except UnicodeEncodeError:
        return True
    return False


def place(path: Sequence[str | int]) -> str:
    """A path as people read it: ``["spans", 0, "start"]`` is ``spans[0].start``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _explain(node: Node, keyword: str, value: Any, path: Sequence[str | int]) -> Iterator[Finding]:
    at = place(path)
    if keyword == "required":
        for name in node["required"]:
            if name not in value:
                yield Finding(at, f"no `{name}`", f"`{name}`{_meaning(node, name)}")
    elif keyword == "additionalProperties":
        for name in sorted(set(value) - set(node["properties"])):
            yield Finding(at, f"an unknown key `{name}`", _known(name, list(node["properties"])))
    elif keyword == "dependentRequired":
        for name, needed in node[keyword].items():
            for missing in needed:
                if name in value and missing not in value:
                    yield Finding(at, f"`{name}` without `{missing}`", f"`{missing}`{_meaning(node, missing)}")
    elif not (keyword == "type" and "oneOf" in node):  # the list of values says more than the type
        yield Finding(at, _show(value), _EXPECTED.get(keyword, _anything)(node, value) + _example(node, keyword))


def _meaning(node: Node, name: str) -> str:
    title = node.get("properties", {}).get(name, {}).get("title")
    return f" ({title})" if title else ""


def _known(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, n=1)
    return f"`{near[0]}`" if near else "one of " + ", ".join(f"`{known}`" for known in names)


def _show(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
        return f"«{_HIDDEN.sub(_spelled, short.replace(chr(10), '⏎'))}»" if value else "empty text"
    if isinstance(value, list):
        twice = [item for item, times in Counter(map(repr, value)).items() if times > 1]
        return f"a list with {twice[0]} more than once" if twice else f"a list of {len(value)}"
    return "a mapping" if isinstance(value, dict) else str(value).lower()


def _spelled(hidden: re.Match[str]) -> str:
    return f"⟨U+{ord(hidden[0]):04X}⟩"


def _types(node: Node, _: Any) -> str:
    types = node["type"] if isinstance(node["type"], list) else [node["type"]]
    return " or ".join(_TYPES[name] for name in types)


def _form(node: Node, _: Any) -> str:
    if node["pattern"] == VISIBLE:
        return "one line of text, without blanks at its edges, control characters and characters that reorder it"
    return f"text of the form {node['pattern']}"


def _values(node: Node, value: Any) -> str:
    values = ["nothing" if option["const"] is None else str(option["const"]) for option in node["oneOf"]]
    near = get_close_matches(value, values, n=1) if isinstance(value, str) else []
    return "one of " + ", ".join(values) + (f"; the nearest is {near[0]}" if near else "")


def _but(node: Node, _: Any) -> str:
    refused = node["not"].get("enum", [node["not"].get("const")])
    left = [option["const"] for option in node.get("oneOf", ()) if option["const"] not in refused]
    return "one of " + ", ".join(map(str, left)) if left else "anything but " + " or ".join(map(_show, refused))


def _anything(node: Node, _: Any) -> str:
    return f"what the schema says of {node.get('title', 'it')}"


def _example(node: Node, keyword: str) -> str:
    examples = [example for example in node.get("examples", ()) if isinstance(example, str)]
    return f", such as {examples[0]}" if examples and keyword in {"pattern", "minLength", "type"} else ""


_EXPECTED: dict[str, Callable[[Node, Any], str]] = {
    "type": _types,
    "oneOf": _values,
    "not": _but,
    "const": lambda node, _: _show(node["const"]),
    "enum": lambda node, _: "one of " + ", ".join(map(_show, node["enum"])),
    "pattern": _form,
    "minLength": lambda *_: "some text",
    "minimum": lambda node, _: f"{node['minimum']} or more",
    "minItems": lambda node, _: f"a list of {node['minItems']} or more",
    "uniqueItems": lambda *_: "each item once",
}
