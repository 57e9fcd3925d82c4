"""Writing: values as an annotation file writes them. In: plain values. Out: YAML on one line, read back as they were.

Words stand as they are wherever YAML lets them; otherwise between single quotes, if they hold double ones, as the
gershayim of Hebrew do; otherwise between double quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from musnad import spans
from musnad.spans import Span

SCHEMA_LINE = "# yaml-language-server: $schema=../../schema/annotations/article.json"
"""The first line of an annotation file: it tells an editor which schema to check the file against."""

_PLAIN = re.compile(r"""[^\W\d_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff:#,\[\]{}]*[^\s:#,\[\]{}])?""")
_MEANT_OTHERWISE = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(value: str | int | bool | None) -> str:
    """One value, as it may stand in a list or a mapping on one line."""
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _MEANT_OTHERWISE and not _UNPRINTABLE.search(value):
        return value
    return quoted(value)


def quoted(text: str) -> str:
    """Text between quotation marks, whatever it holds."""
    if '"' in text and "'" not in text and not _UNPRINTABLE.search(text):
        return f"'{text}'"
    escaped = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)


def inline(value: Any) -> str:
    """A value on one line: a scalar, a list, or a mapping."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(inline, value)) + "]"
    return scalar(value)


def comment(words: Iterable[str]) -> str:
    """Words as a comment: on one line, and without what YAML lets stand nowhere."""
    return "# " + " ".join(_UNPRINTABLE.sub(" ", " ".join(words)).split())


def words_at(text: str, span: Span, sentences: Sequence[Span], home: int, proclitics: frozenset[str]) -> Any:
    """The words of `span` as an entry of the sentence `home` names them; None where it cannot.

    Plain words, or a mapping with `nth` where they stand more than once in their sentence, and `in` (counted from 1)
    where that is another than `home` (counted from 0). Words that cross a sentence, or begin or end inside a word, have
    no such name.
    """
    at = sentence_of(span, sentences)
    if at is None:
        return None
    hits = spans.find(text, span.of(text), sentences[at], proclitics)
    if span not in hits:
        return None
    named: dict[str, str | int] = {"words": span.of(text)}
    if len(hits) > 1:
        named["nth"] = hits.index(span) + 1
    if at != home:
        named["in"] = at + 1
    return named if len(named) > 1 else span.of(text)


def sentence_of(span: Span, sentences: Sequence[Span]) -> int | None:
    """The place of the sentence that holds all of `span`, counted from 0."""
    for at, sentence in enumerate(sentences):
        if sentence.start <= span.start and span.end <= sentence.end:
            return at
    return None
