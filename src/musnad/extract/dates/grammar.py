"""Grammar: the temporal grammar of one language, compiled from its data. In: a language code. Out: a `Grammar`.

Two steps keep it fast. The words of the lexicon are found first, all in one pass; each becomes one sign. Patterns are
then matched only where a sign stands, over the string of signs, which is some fifty characters for an article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from string import digits
from typing import Any, NamedTuple

import regex

from musnad.extract.matching import Lexicon
from musnad.folding import fold
from musnad.languages import Language, load

Values = dict[str, Any]
"""Class of the lexicon to the value that a word has in it; a word may be in several classes."""

FIGURES = ("small", "year", "number", "clock", "figures", "day_month", "dotted_day", "years")
"""Classes of what is written in figures: 1 to 31, 1300 to 2199, other numbers, 10:30, 6/1/2026, 15/3, 7.10, which
may also be a number, and 2015-16."""
BARRIER = "¦"
"""Stands between two signs that are parted by words outside the lexicon, or by the end of a sentence."""
DEFINITE = "‖"
"""Stands before a barrier where the words that part the signs begin with one that has the article."""
_FIRST_SIGN = 0xE000
_CLASS = re.compile(r"\{(\w+)\}")
_PIECE = re.compile(r"\{=(\w+)\}")
_LOOKAROUND = re.compile(r"\(\?(?:<[=!]|[=!])(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")


class Word(NamedTuple):
    """One word of the lexicon: its sign, its values, and whether its surroundings decide that it is this word."""

    sign: str
    values: Values
    wary: bool


class Pattern(NamedTuple):
    """One pattern: the reading that it gives, its form, and the classes that each of its groups may stand for."""

    reading: str
    form: re.Pattern[str]
    classes: dict[str, tuple[str, ...]]


class Beginnings(dict[str, tuple[Pattern, ...]]):
    """The first sign or two of a string to the patterns that it may match, each found when it is first asked for."""

    def __init__(self, patterns: list[Pattern]) -> None:
        super().__init__()
        # What stands around a match is no part of it; without it a pattern fits at least as often.
        self._forms = [(one, regex.compile(_LOOKAROUND.sub("", one.form.pattern))) for one in patterns]

    def __missing__(self, beginning: str) -> tuple[Pattern, ...]:
        # A partial match tells that more signs could complete it.
        fitting = tuple(one for one, form in self._forms if form.match(beginning, partial=True))
        return self.setdefault(beginning, fitting)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The temporal grammar of one language.

    Attributes:
        language: the language itself.
        lexicon: its temporal words, over folded text.
        signs: class of what is written in figures, or glued behind them, to its sign.
        patterns: a sign, alone or with what follows it, to the patterns that may begin so, in the order of the file.
        future_hints: words that make a bare weekday or month one to come.
        future: the form of verbs that do so, where a language tells them by their form: سيلتقي.
        reporting_verbs: words that make it one that has passed.
        offices: nouns whose adjective is also a word for a period: الأمين العام.
        stands: words to what must stand before and behind them, where their surroundings tell them from other words.
        turn: what makes of such an adjective the period: "last", "next".
    """

    language: Language
    lexicon: Lexicon[Word]
    signs: dict[str, str]
    patterns: Beginnings
    future_hints: frozenset[str]
    future: re.Pattern[str]
    reporting_verbs: frozenset[str]
    offices: frozenset[str]
    stands: dict[str, tuple[re.Pattern[str], re.Pattern[str]]]
    turn: re.Pattern[str]


@lru_cache
def load_grammar(code: str) -> Grammar:
    """The temporal grammar of the language `code`, compiled once."""
    language = load(code)
    data = language.dates
    words = _words(data["lexicon"])
    figures = {name: frozenset([name, *(["number"] if name == "dotted_day" else [])]) for name in FIGURES}
    classes_of = {frozenset(values) for values in words.values()} | set(figures.values())
    signs = {names: chr(_FIRST_SIGN + at) for at, names in enumerate(sorted(classes_of, key=sorted))}
    entries = [(word, Word(signs[frozenset(values)], values, _is_wary(word, data))) for word, values in words.items()]
    patterns = [_pattern(entry["as"], entry["form"], data, signs) for entry in data["patterns"]]
    return Grammar(
        language=language,
        lexicon=Lexicon(entries, language, ignore_case=True, glued=digits),
        signs={name: signs[names] for name, names in figures.items()}
        | {name: signs[frozenset([name])] for name in data["figure_suffixes"].values()},
        patterns=Beginnings(patterns),
        future_hints=frozenset(fold(word).text for word in data["future_hints"]),
        future=re.compile(data["future_verb"]),
        reporting_verbs=frozenset(fold(word).text for word in language.sentences["reporting_verbs"]),
        offices=frozenset(fold(word).text for word in data["adjective_after_definite"]["offices"]),
        stands={
            fold(word).text: (re.compile(f"(?:{before})$"), re.compile(after))
            for word, (before, after) in data["stands"].items()
        },
        turn=_turn(data["lexicon"]),
    )


def _turn(lexicon: dict[str, dict[Any, list[str]]]) -> re.Pattern[str]:
    words = [fold(word).text for name in ("last", "next", "this") for forms in lexicon[name].values() for word in forms]
    return re.compile(rf" (?:{'|'.join(map(re.escape, words))})(?![^\W_])")


def _words(lexicon: dict[str, dict[Any, list[str]]]) -> dict[str, Values]:
    words: dict[str, Values] = defaultdict(dict)
    for name, by_value in lexicon.items():
        for value, forms in by_value.items():
            for form in forms:
                words[fold(form).text][name] = value
    return dict(words)


def _is_wary(word: str, data: Any) -> bool:
    """Whether a word is one only where it stands right: an adjective elsewhere, or a letter before a hyphen."""
    told = [*data["adjective_after_definite"]["words"], *data["stands"]]
    return len(word.split()[-1]) == 1 or any(fold(one).text == word for one in told)


def _pattern(reading: str, form: str, data: Any, signs: dict[frozenset[str], str]) -> Pattern:
    """Compiles one pattern: classes become sets of signs, each in a group of its own; « and » become empty groups."""
    classes: dict[str, tuple[str, ...]] = {}

    def sign_set(match: re.Match[str]) -> str:
        names = tuple(data["groups"].get(match[1], (match[1],)))
        group = f"g{len(classes)}"
        classes[group] = names
        fitting = "".join(sign for held, sign in signs.items() if not held.isdisjoint(names))
        if not fitting:
            raise ValueError(f"the pattern {form!r} asks for {match[1]!r}, and no word of the lexicon is in that class")
        return f"(?P<{group}>[{fitting}])"

    while _PIECE.search(form):
        form = _PIECE.sub(lambda match: str(data["pieces"][match[1]]), form)
    form = _CLASS.sub(sign_set, form).replace("«", "(?P<begin>)").replace("»", "(?P<finish>)")
    return Pattern(reading, re.compile(form), classes)
