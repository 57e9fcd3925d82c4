"""Predicates: which words can be the predicate of a clause. In: a language's data. Out: words, each with its form.

There is no tagger: a word is a finite verb if it is a form of one that the data lists. Forms that are nouns as well
(دعم: support, he supported; שומר: a guard, he guards) are weak: they do not open a clause by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from musnad.extract.claims.conjugation import forms
from musnad.folding import fold


class Form(NamedTuple):
    """What is known of a predicate by its form.

    Attributes:
        sure: whether it is a predicate wherever it stands.
        future: whether it tells of the future.
        participle: whether it is a present that is a noun in form (מנהיגים: leaders, they lead).
    """

    sure: bool
    future: bool = False
    participle: bool = False


_SURE, _WEAK, _FUTURE, _PARTICIPLE = Form(True), Form(False), Form(True, future=True), Form(True, participle=True)


def predicates(data: Mapping[str, Any]) -> dict[str, Form | None]:
    """Every listed predicate, folded, with its form; ``None``: it looks like one and is none.

    Empty for a language that lists none.
    """
    finite = data.get("finite")
    if finite is None:
        return {}
    found: dict[str, Form | None] = {}
    slots = {"future": _FUTURE} | ({finite["participle"]: _PARTICIPLE} if finite["participle"] else {})
    for group in data["verbs"]:
        stems = (entry.split(" +")[0] for entry in group["stems"])
        verbs = ((slot, word) for one in stems if " " not in one for slot, word in forms(data, one))
        found.update((folded(word), slots.get(slot, _SURE)) for slot, word in verbs if slot in finite["slots"])
    for stems in finite.get("verbs", ()):
        spelled = forms(finite | {"spelling": data["spelling"]}, stems)
        found.update((folded(word), slots.get(slot, _SURE)) for slot, word in spelled)
    for row in finite.get("affixed", ()):
        form = _WEAK if row.get("weak") else _FUTURE if row.get("future") else _SURE
        found.update(dict.fromkeys(_affixed(row), form))
    found.update((folded(word), _SURE) for word in finite["words"])
    found.update((folded(word), _WEAK) for word in finite["weak"])
    found.update((folded(word), None) for word in finite["none"])
    return found


def _affixed(row: Mapping[str, Any]) -> Iterator[str]:
    """The stems of a row with everything that may stand before and behind them."""
    for prefix, stem, ending in product(*(_folded(row[part]) for part in ("prefixes", "stems", "endings"))):
        yield prefix + stem + ending


def _folded(words: Iterable[str]) -> list[str]:
    return [folded(word) for word in words]


def folded(word: str) -> str:
    """A word of the data as the text has it: folded, lower case."""
    return fold(word).text.strip().lower()
