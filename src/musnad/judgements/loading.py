"""Loading: one annotation file becomes plain values that know their lines. In: YAML. Out: an `Entry`, and problems.

A safe subset of YAML: mappings, lists and scalars. Of the scalars only ``null``, ``true``, ``false`` and whole numbers
are more than text, so that ``2026-01-06``, ``000`` and ``no`` stay the words that someone wrote. Keys stand once.
Aliases and tags are refused: a reader should find everything where it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from musnad.problems import Problem

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DEEPEST = 20
"""Levels of nesting; more than any annotation needs, fewer than would exhaust the machine."""


class Entry(dict[str, Any]):
    """A mapping of an annotation file that knows where it stands.

    Attributes:
        line: the line on which it begins, counted from 1.
        lines: the line of each key that was written; a key that is filled in later has none.
        file: the file as problems show it: ``annotations/articles/000….yaml``.
        label: its name as problems show it: ``claim us-leads``; empty for a whole file.
        whole: false where something of it was left out, because a problem was told of it.
    """

    __slots__ = ("file", "label", "line", "lines", "whole")

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line, self.label, self.whole = file, line, "", True
        self.lines: dict[str, int] = {}

    def at(self, key: str = "", part: str = "") -> str:
        """Where the entry stands, or one of its keys: ``annotations/articles/000….yaml:42: claim us-leads, place``."""
        name = ", ".join(filter(None, (self.label, part or key)))
        return f"{self.file}:{self.lines.get(key, self.line)}" + (f": {name}" if name else "")


class UnreadableError(Exception):
    """The file cannot be read on; carries the problem."""


def parse(data: bytes, file: str) -> tuple[Entry | None, list[Problem]]:
    """The mapping that the YAML in `data` holds, or None; `file` names it in the problems."""
    problems: list[Problem] = []
    try:
        # Events, not nodes: composing nodes goes as deep as the file does, and crashes on one that goes too deep.
        events = yaml.parse(data.decode("utf-8-sig"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        value = _Builder(file, problems, events).document()
    except UnicodeDecodeError as error:
        found, step = f"bytes that are not UTF-8, the first at byte {error.start}", "Save the file as UTF-8"
        return None, [Problem(file, "annotations_are_yaml", found, "UTF-8", step)]
    except yaml.YAMLError as error:
        return None, [*problems, _malformed(error, file)]
    except UnreadableError as error:
        return None, [*problems, error.args[0]]
    if value is None or isinstance(value, Entry):
        return (value if value is not None else Entry(file, 1)), problems
    step = "Begin the file with its first key, such as `source_id:` or `actors:`"
    found, expected = "a file that is no mapping", "keys with their values"
    return None, [*problems, Problem(f"{file}:1", "annotations_are_yaml", found, expected, step)]


def _malformed(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "something unreadable"
    step = (
        "Look at this line and the one before it: mind the indentation, close what is opened, and put words that hold "
        "a colon, a hash or quotation marks between single quotes"
    )
    where = f"{file}:{mark.line + 1}" if mark else file
    return Problem(where, "annotations_are_yaml", f"YAML that cannot be read ({said})", "well-formed YAML", step)


class _Builder:
    """Turns events into values; a class because every level reads from one stream and adds to one list of problems."""

    def __init__(self, file: str, problems: list[Problem], events: Iterator[yaml.Event]) -> None:
        self.file, self.problems, self.events = file, problems, events

    def document(self) -> Any:
        value = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if value is not None:
                    found, step = "a second document (---)", "Give it a file of its own, or remove the line"
                    raise UnreadableError(self.problem(event, "annotations_are_yaml", found, "one document", step))
                value = self.value(next(self.events), 0)
        return value

    def value(self, event: yaml.Event, depth: int) -> Any:
        if depth > _DEEPEST:
            found, step = f"more than {_DEEPEST} levels of lists and mappings", "Close what is opened"
            raise UnreadableError(self.problem(event, "annotations_are_yaml", found, "a few levels", step))
        if isinstance(event, yaml.AliasEvent):
            found, expected = f"the alias *{event.anchor}", "everything written where it holds"
            self.tell(event, "annotations_are_yaml", found, expected, "Copy what it stands for to this place")
            return None
        if (tag := getattr(event, "tag", None)) is not None:
            step = "Remove the tag, or put the words between quotes if they begin with an exclamation mark"
            self.tell(event, "annotations_are_yaml", f"the tag {tag}", "values without tags", step)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                items.append(self.value(item, depth + 1))
            return items
        assert isinstance(event, yaml.ScalarEvent)
        return _scalar(event)

    def mapping(self, start: yaml.Event, depth: int) -> Entry:
        entry = Entry(self.file, _line(start))
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, value = self.value(event, depth + 1), self.value(next(self.events), depth + 1)
            if not isinstance(event, yaml.ScalarEvent):
                step = "Put words that begin with a bracket or a brace between quotes"
                self.tell(event, "annotations_are_yaml", "a key that is no plain word", "a word as key", step)
            elif (key := str(event.value)) in entry:
                found = f"the key `{key}` a second time; the first stands on line {entry.lines[key]}"
                step = "Keep one of the two, or begin a new entry with a dash"
                self.tell(event, "keys_stand_once", found, "every key once", step)
            else:
                entry[key] = value
                entry.lines[key] = _line(event)
        return entry

    def tell(self, event: yaml.Event, rule: str, found: str, expected: str, step: str) -> None:
        self.problems.append(self.problem(event, rule, found, expected, step))

    def problem(self, event: yaml.Event, rule: str, found: str, expected: str, step: str) -> Problem:
        return Problem(f"{self.file}:{_line(event)}", rule, found, expected, step)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = str(event.value)
    if event.style or event.tag is not None:  # quoted, or in a block
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text
