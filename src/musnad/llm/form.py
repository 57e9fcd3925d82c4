"""Form: what a model is asked for, computed from the schema. Out: the JSON Schema of an answer, and its explanation.

An answer holds, for each sentence, its claims as an annotation file would (``schema/annotations/article.json``): the
judged fields, and words, never offsets. Where an annotation names a date by its local id, an answer copies its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from musnad import schema
from musnad.schema import Node, vocabulary

_LEFT_OUT = frozenset({"id", "note", "speech_time", "nth"})
"""What a model does not judge: names of rows, remarks, and what follows from the dates."""

_RENAMED = {"date_ids": "dates", "speech_date_id": "speech_date"}
"""Ids of dates, for which an answer has words."""

_WORDS: Node = {"type": "string"}
_WORDS_OR_NULL: Node = {"type": ["string", "null"]}
_OWN_FORMS: dict[str, Node] = {
    "proposition": _WORDS,
    "date_ids": {"type": "array", "items": _WORDS},
    "speech_date_id": _WORDS_OR_NULL,
    "time": _WORDS_OR_NULL,
    "cue": {"type": "array", "items": _WORDS},
    "in": {"type": ["integer", "null"]},
}
"""Fields whose form in an answer differs from that in an annotation file."""

_OWN_WORDS = {
    "time": "When what the claim tells of takes place: the words of that one of `dates`. Never the day of publication.",
    "cue": "The words that mark the attribution, one item for each piece where they stand apart; empty without a cue.",
    "in": "The number of the sentence in which `words` and `cue` stand, where it is not that of the claim; else null.",
    "date_ids": "The words of each temporal expression in the content, as they stand in the `dates` of the request.",
    "speech_date_id": "The words of the temporal expression that tells when it was said, as they stand in `dates`.",
}

_ABSENT = {"x-null": "Null", "x-empty": "Empty"}


@cache
def answer_schema() -> Node:
    """The JSON Schema of an answer, in the subset that endpoints hold a model to: closed objects, all keys required."""
    sentence = _object(
        {
            "sentence": {"type": "integer"},
            "no_claim": _form("no_claim", _sentence()["no_claim"], nullable=True),
            "claims": {"type": "array", "items": claim_schema()},
        }
    )
    return _object({"sentences": {"type": "array", "items": sentence}})


@cache
def claim_schema() -> Node:
    """The JSON Schema of one claim of an answer."""
    return _form("claims", _sentence()["claims"]["items"])


def explanation() -> str:
    """Every field of an answer with the schema's own words for it, and every value with its meaning."""
    lines = ["sentences[].sentence: The number of the sentence, as in the request."]
    lines += _explained("sentences[].no_claim", "no_claim", _sentence()["no_claim"])
    lines.append("sentences[].claims: The claims that begin in the sentence; empty where `no_claim` gives the reason.")
    lines.append(f"  A claim: {schema.table('claims').node['description']}")
    lines += _fields("claims[]", _sentence()["claims"]["items"])
    return "\n".join(lines)


def _sentence() -> dict[str, Node]:
    """The schema of a sentence of an annotation file, key by key."""
    node = schema.annotation_schema("article")["properties"]["sentences"]["items"]
    return dict(node["properties"])


def _object(properties: dict[str, Node]) -> Node:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _form(name: str, node: Node, nullable: bool = False) -> Node:
    """The form that a field of an annotation file has in an answer."""
    if name in _OWN_FORMS:
        return _OWN_FORMS[name]
    types = node["type"] if isinstance(node["type"], list) else [node["type"]]
    if "string" in types:  # also words that an annotation may write as an object with `nth` and `in`
        types = ["string", "null"] if nullable or "null" in types else ["string"]
        form: Node = {"type": types if len(types) > 1 else types[0]}
        if values := _values(node):
            form["enum"] = values + [None] * ("null" in types and None not in values)
        return form
    if "array" in types:
        return {"type": "array", "items": _form(name, node["items"])}
    if "object" in types:
        kept = {key: part for key, part in node["properties"].items() if key not in _LEFT_OUT}
        return _object({_RENAMED.get(key, key): _form(key, part) for key, part in kept.items()})
    return {"type": node["type"]}


def _values(node: Node) -> list[str | None]:
    """The values of a closed vocabulary, without those that an annotation may not use."""
    refused: Node = node.get("not", {})
    gone = refused.get("enum", [refused["const"]] if "const" in refused else [])
    return [value for value in vocabulary(node) if value not in gone]


def _fields(path: str, node: Node) -> Iterator[str]:
    for key, part in node["properties"].items():
        if key in _LEFT_OUT:
            continue
        yield from _explained(f"{path}.{_RENAMED.get(key, key)}", key, part)
        items: Any = part.get("items", {})
        if key not in _OWN_FORMS and "properties" in items and items["properties"].keys() != {"words", "nth", "in"}:
            yield from _fields(f"{path}.{key}[]", items)


def _explained(path: str, key: str, node: Node) -> Iterator[str]:
    """The lines on one field."""
    said = [_OWN_WORDS.get(key, node["description"])]
    if key not in _OWN_FORMS:
        said += [f"{label}: {node[keyword]}" for keyword, label in _ABSENT.items() if keyword in node]
    # What the annotation schema says of such words is how to number them, which an answer never does.
    if "x-when-in-doubt" in node and key not in ("condition", "place"):
        said.append(f"When in doubt: {node['x-when-in-doubt']}")
    yield f"{path}: {' '.join(map(str, said))}"
    meanings = vocabulary(node)
    for value in _values(node):
        yield f"  {'null' if value is None else value}: {meanings[value]}"
