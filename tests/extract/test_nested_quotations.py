"""Which marks open and close a quotation."""

from __future__ import annotations

import pytest

from musnad import languages
from musnad.extract.quotations import find_quotations


def quotations(text: str, code: str) -> list[str]:
    return [span.of(text) for span in find_quotations(text, languages.load(code))]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("he", 'נאט"ו וצה"ל בארה"ב', []),
        ("he", 'ב"קואליציית המוכנים" נאמר', ["קואליציית המוכנים"]),
        ("ar", "قال: «سنعمل مع “تحالف الراغبين” معا»", ["سنعمل مع “تحالف الراغبين” معا"]),
        ("he", 'אמר: "הוא קרא לזה "ניצחון" אתמול"', ['הוא קרא לזה "ניצחון" אתמול']),
        ("he", "הוא אמר „שלום“ והלך", ["שלום"]),
        ("ar", 'قال: "كلام بلا نهاية\nثم مضى', []),
        ("ar", 'قال: "كلام عن «السلام» بلا نهاية\nثم مضى', ["السلام"]),
        ("en", "He said “yes” and “no”.", ["yes", "no"]),
    ],
)
def test_a_quotation_stands_between_its_own_marks(code: str, text: str, expected: list[str]) -> None:
    assert quotations(text, code) == expected
