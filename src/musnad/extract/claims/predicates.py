"""Predicates: which words can be the predicate of a clause. In: a language's data. Out: words, each with its form.

There is no tagger: a word is a finite verb if it is a form of one that the data lists. Forms that are nouns as well
(دعم: support, he supported; שומר: a guard, he guards) are weak: they do not open a clause by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from musnad.extract.claims.conjugation import forms, principal_parts
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


_PARTS = ("prefixes", "stems", "endings")
_SURE, _WEAK, _FUTURE, _PARTICIPLE = Form(True), Form(False), Form(True, future=True), Form(True, participle=True)


def predicates(data: Mapping[str, Any]) -> dict[str, Form | None]:
    """Every listed predicate, folded, with its form; ``None``: it looks like one and is none.

    Empty for a language that lists none.
    """
    finite = data.get("finite")
    if finite is None:
        return {}
    slots = {"future": _FUTURE, "adjective": _WEAK, finite["participle"]: _PARTICIPLE}
    # What is a participle as well (נחשב: is considered, we shall reckon) is one above all.
    verbs = sorted(_verbs(data, finite), key=lambda one: one[0] == finite["participle"])
    found = _folded((word, slots.get(slot, _SURE)) for slot, word in verbs)
    for row in finite.get("affixed", ()):
        found.update(_affixed(row, _WEAK if row.get("weak") else _FUTURE if row.get("future") else _SURE))
    for words, form in (("words", _SURE), ("weak", _WEAK), ("none", None)):
        found.update(_folded((word, form) for word in finite[words]))
    return found


def _verbs(data: Mapping[str, Any], finite: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The slots and the finite forms of the verbs of saying, and of the other verbs that are given by their stems."""
    for group in data["verbs"]:
        for stems in (entry.split(" +")[0] for entry in group["stems"]):
            yield from (one for one in forms(data, stems) if one[0] in finite["slots"] and " " not in one[1])
    spelled = {**finite, "spelling": data["spelling"]}
    for stems in finite.get("verbs", ()):
        yield from forms(spelled, principal_parts(finite, stems))


def _affixed(row: Mapping[str, Any], form: Form) -> dict[str, Form | None]:
    """The stems of a row with everything that may stand before and behind them."""
    return _folded((prefix + stem + end, form) for prefix, stem, end in product(*(row[part] for part in _PARTS)))


def _folded(forms_of: Iterable[tuple[str, Form | None]]) -> dict[str, Form | None]:
    """Words without spaces, folded in one go, with their forms."""
    listed = dict(forms_of)
    return dict(zip(fold(" ".join(listed)).text.lower().split(), listed.values(), strict=True))


def folded(word: str) -> str:
    """A word of the data as the text has it: folded, lower case."""
    return fold(word).text.strip().lower()
