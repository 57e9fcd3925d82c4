"""Quotations: which marks open and close, and which are part of a word."""

from __future__ import annotations

import pytest

from musnad import languages
from musnad.extract.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "code", "inside"),
    [
        ('נאט"ו הודיע: "אנו מאוחדים", כתב יו"ר הוועדה.', "he", ["אנו מאוחדים"]),
        ('הכינוס של "קואליציית המוכנים" נפתח', "he", ["קואליציית המוכנים"]),
        ('הסיוע ל"קואליציית המוכנים" יימשך', "he", ["קואליציית המוכנים"]),
        ('ב"בלומברג" פורסם תמליל', "he", ["בלומברג"]),
        ("קרא “לא נוותר” והלך", "he", ["לא נוותר"]),
        ("קרא „לא נוותר“ והלך", "he", ["לא נוותר"]),
        ("قال «لن نتراجع» ثم «كفى»", "ar", ["لن نتراجع", "كفى"]),
        ('وصف الاتفاق بـ"التاريخي" أمس', "ar", ["التاريخي"]),
        ('اجتماع ل"تحالف الراغبين" اليوم', "ar", ["تحالف الراغبين"]),
        ('قال "نعم\nثم "لا" بعدها', "ar", ["لا"]),
        ('צה"ל ומנכ"לית ודו"חות', "he", []),
        ('לא נסגר: "פתוח', "he", []),
    ],
)
def test_quotations_are_what_stands_between_paired_marks(text: str, code: str, inside: list[str]) -> None:
    assert [span.of(text) for span in find_quotations(text, languages.load(code))] == inside
