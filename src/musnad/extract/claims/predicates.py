"""Predicates: which words can be the predicate of a clause. In: a language's data. Out: word to how sure that is.

There is no tagger: a word is a finite verb if it is a form of one that the data lists. Forms that are nouns as well
(دعم: support, he supported; שומר: a guard, he guards) are weak: they do not open a clause by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from musnad.extract.claims.conjugation import forms
from musnad.folding import fold


def predicates(data: Mapping[str, Any]) -> dict[str, bool | None]:
    """Every listed predicate, folded, with whether it is sure to be one; ``None``: it looks like one and is none.

    Empty for a language that lists none.
    """
    finite = data.get("finite")
    if finite is None:
        return {}
    found: dict[str, bool | None] = {}
    for group in data["verbs"]:
        stems = (entry.split(" +")[0] for entry in group["stems"])
        verbs = ((slot, word) for one in stems if " " not in one for slot, word in forms(data, one))
        found.update((folded(word), True) for slot, word in verbs if slot in finite["slots"])
    for stems in finite.get("verbs", ()):
        found.update((folded(word), True) for _, word in forms(finite | {"spelling": data["spelling"]}, stems))
    for row in finite.get("affixed", ()):
        found.update(dict.fromkeys(_affixed(row), not row.get("weak")))
    found.update((folded(word), True) for word in finite["words"])
    found.update((folded(word), False) for word in finite["weak"])
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
