"""Shape: does an annotation file fit its schema? In: an `Entry` as loaded. Out: one that fits, and problems.

What does not fit is told and left out, as little of it as possible, so that everything beside it is still read; what
was left out without being required is filled in with the schema's default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from musnad import schema
from musnad.judgements.loading import Entry
from musnad.problems import Problem

_NAMED = {
    "sentences": "sentence {n}",
    "claims": "claim {id}",
    "mentions": "mention «{words}»",
    "dates": "date {id}",
    "attribution": "hop {n}",
    "actors": "actor {id}",
    "descriptions": "description «{words}»",
    "clusters": "cluster {id}",
    "provisions": "provision {id}",
    "members": "member {claim}",
    "conflicts": "conflict {a} and {b}",
    "evidence": "evidence for {field} {value}",
}
"""List of an annotation file to the name of an entry in it; ``n`` is its place, counted from 1."""

_LEFT_OUT_SINGLY = frozenset(_NAMED) - {"sentences", "attribution"}
"""Lists of which one entry can be left out and the others still be read."""

_STAND_ALONE = frozenset({"sentences", "claims", "dates", "mentions", "actors", "clusters", "provisions"})
"""Lists whose entries are found by their own name, without that of the entry around them."""

_ROUNDS = 5
"""How often what was left out may leave something behind that does not fit either."""


def fit(document: Entry, kind: str) -> tuple[Entry | None, list[Problem]]:
    """The annotation file as its schema wants it, every default filled in; None where too much of it does not fit.

    `kind` is one of ``schema.ANNOTATIONS``.
    """
    _name(document)
    problems = []
    if not _fast_validator(kind).is_valid(document):
        problems = [_problem(document, finding) for finding in _findings(document, kind)]
        if not _left_out(document, kind):
            return None, problems
    _fill_in(document, schema.annotation_schema(kind))
    return document, problems


@cache
def _fast_validator(kind: str) -> Any:
    import jsonschema_rs

    # jsonschema says what is wrong, but takes a hundred times as long to say that nothing is.
    return jsonschema_rs.Draft202012Validator(schema.annotation_schema(kind), validate_formats=True)


def _name(entry: Entry) -> None:
    """Give every entry below `entry` its label."""
    for key, value in entry.items():
        for n, item in enumerate(value if isinstance(value, list) else [value], start=1):
            if isinstance(item, Entry):
                own = _NAMED.get(key, key).format_map(_Known({**item, "n": n}))
                around = "" if key in _STAND_ALONE else entry.label
                item.label = ", ".join(filter(None, (around, own)))
                _name(item)


class _Known(dict[str, Any]):
    """What is known of an entry for its name; an entry without an id is named by its place in the list."""

    def __missing__(self, _: str) -> Any:
        return self["n"]


def _findings(document: Entry, kind: str) -> list[schema.Finding]:
    """What does not fit; that a key is missing is not said where it is only misspelt."""
    findings = list(schema.annotation_findings(kind, document))
    misspelt = {(finding.place, f"no {finding.expected}") for finding in findings if _is_unknown_key(finding)}
    return [finding for finding in findings if (finding.place, finding.found) not in misspelt]


def _is_unknown_key(finding: schema.Finding) -> bool:
    return finding.found.startswith("an unknown key")


def _problem(document: Entry, finding: schema.Finding) -> Problem:
    entry, inside, value = _reach(document, finding.place)
    where, step = entry.at(re.split(r"[.\[]", inside)[0], inside), "Correct it"
    if _is_unknown_key(finding):
        where, step = entry.at(finding.found.split("`")[1], inside), "Rename it, or remove it"
    elif finding.found.startswith("no `"):
        step = "Add it"
    elif "without `verified`" in finding.found:
        step = "Say how it was verified, or leave the identifier out: a wrong one is worse than none"
    elif isinstance(value, int) and finding.expected.startswith("text"):
        step = "Put it between quotes"
    return Problem(where, "annotations_fit_their_schema", finding.found, finding.expected, step)


def _reach(document: Entry, place: str) -> tuple[Entry, str, Any]:
    """The innermost entry that holds `place`, the path inside it, and the value at the place."""
    value: Any = document
    entry, inside = document, ""
    for part in filter(None, re.split(r"[.\[]", place)):
        try:
            value = value[int(part[:-1]) if part.endswith("]") else part]
        except (KeyError, IndexError, TypeError, ValueError):  # a key with a dot or a bracket of its own
            return entry, inside, None
        inside += f"[{part}" if part.endswith("]") else f".{part}"
        if isinstance(value, Entry):
            entry, inside = value, ""
    return entry, inside.removeprefix("."), value


def _left_out(document: Entry, kind: str) -> bool:
    """Leave out of `document` what does not fit its schema; false where the rest could not be read without it."""
    node = schema.annotation_schema(kind)
    _strip(document, node)
    for _ in range(_ROUNDS):
        paths = [list(error.absolute_path) for error in schema.annotation_validator(kind).iter_errors(document)]
        if not all(paths):
            return False
        for entry, key, item in [_removable(document, path) for path in paths]:
            _remove(entry, key, item)
        if not paths:
            return True
    return False


def _strip(entry: Entry, node: schema.Node) -> None:
    """Remove unknown keys, at every level."""
    for key in [key for key in entry if key not in node["properties"]]:
        del entry[key]
        entry.whole = False
    for below, part in _below(entry, node):
        _strip(below, part)


def _removable(document: Entry, path: Sequence[str | int]) -> tuple[Entry, str, Any]:
    """The least that can be left out to be rid of what stands at `path`: an item of a list, or (item None) a key."""
    value: Any = document
    entry, key, found = document, "", None
    for step in path:
        if isinstance(value, Entry):
            entry, key = value, str(step)
        value = value[step]
        if isinstance(step, int) and key in _LEFT_OUT_SINGLY:
            found = entry, key, value
    if key == "sentences" and isinstance(value, Entry):  # one without its role would take all others with it
        return value, "role", None
    return found or (entry, key, None)


def _remove(entry: Entry, key: str, item: Any) -> None:
    entry.whole = False
    if item is not None and isinstance(entry.get(key), list):
        entry[key] = [other for other in entry[key] if other is not item]
    elif key == "role":
        entry[key] = "prose"
    else:
        entry.pop(key, None)


def _fill_in(entry: Entry, node: schema.Node) -> None:
    """Give every key that was left out the default of the schema, at every level."""
    for key, part in node["properties"].items():
        if key not in entry and "default" in part:
            entry[key] = deepcopy(part["default"])
            if "properties" in part and isinstance(entry[key], dict):
                entry[key] = Entry(entry.file, entry.line)
    for below, part in _below(entry, node):
        _fill_in(below, part)


def _below(entry: Entry, node: schema.Node) -> Iterator[tuple[Entry, schema.Node]]:
    """The entries directly below `entry`, each with its part of the schema."""
    for key, value in entry.items():
        part = node["properties"].get(key, {})
        for item in value if isinstance(value, list) else [value]:
            own = part.get("items", {}) if isinstance(value, list) else part
            if isinstance(item, Entry) and "properties" in own:
                yield item, own
