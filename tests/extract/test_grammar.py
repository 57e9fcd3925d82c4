"""Grammar: every pattern of every language file compiles, asks for words that are there, and is read by a function."""

from __future__ import annotations

import re

import pytest

from musnad import languages
from musnad.extract.dates.grammar import load_grammar
from musnad.extract.dates.readings import READINGS


@pytest.mark.parametrize("code", languages.available())
def test_every_pattern_is_read_by_a_function_and_can_begin_with_some_word(code: str) -> None:
    grammar = load_grammar(code)
    signs = map(chr, range(0xE000, 0xE800))  # of private use, far more than there are classes
    reachable = {pattern.form.pattern for sign in signs for pattern in grammar.patterns[sign]}
    assert len(reachable) == len({entry["form"] for entry in grammar.language.dates["patterns"]})
    assert {entry["as"] for entry in grammar.language.dates["patterns"]} <= set(READINGS)


@pytest.mark.parametrize("code", languages.available())
def test_every_class_of_the_lexicon_is_asked_for_by_some_pattern(code: str) -> None:
    data = languages.load(code).dates
    asked = set(
        re.findall(r"\{(\w+)\}", " ".join([*data["pieces"].values(), *(one["form"] for one in data["patterns"])]))
    )
    asked |= {name for group in asked & set(data["groups"]) for name in data["groups"][group]}
    assert set(data["lexicon"]) <= asked
    assert set(data["groups"]) <= asked


def test_every_reading_is_used_by_some_language() -> None:
    used = {entry["as"] for code in languages.available() for entry in languages.load(code).dates["patterns"]}
    assert set(READINGS) == used


@pytest.mark.parametrize("code", ["ar", "he", "en"])
def test_months_and_weekdays_are_complete(code: str) -> None:
    lexicon = languages.load(code).dates["lexicon"]
    assert set(lexicon["month"]) | set(lexicon.get("ambiguous_month", {})) == set(range(1, 13))
    assert set(lexicon["weekday"]) == set(range(1, 8))
