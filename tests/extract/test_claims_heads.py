"""Heads: a relative clause is told of the whole noun phrase that its opener can be about."""

from __future__ import annotations

import pytest

from tests.extract.test_claims import contents


def head(text: str) -> str:
    """The first piece of the claim that a relative clause makes."""
    return contents(text)[1].split(" … ")[0]


def test_a_definite_noun_is_taken_with_the_adjectives_that_agree_with_it() -> None:
    text = "زار الوزير الجسر الخشبي القديم الذي بناه سكان القرية قبل قرن."
    assert head(text) == "الجسر الخشبي القديم"


def test_a_noun_before_another_one_is_no_part_of_its_phrase() -> None:
    assert head("وقع الوزير الاتفاق الذي توصلت إليه الشركات العشر مع نقابة العمال في الشتاء.") == "الاتفاق"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تضرر قطاع الطاقة الذي أضعفه القصف في الشتاء الماضي.", "قطاع الطاقة"),
        ("أحبطت الشرطة مخططات الشر التي استهدفت سكان المدينة.", "مخططات الشر"),
    ],
)
def test_a_noun_of_the_other_gender_is_passed_over_for_the_one_to_which_it_is_annexed(text: str, expected: str) -> None:
    assert head(text) == expected


def test_a_noun_of_the_other_gender_is_passed_over_for_the_one_before_its_preposition() -> None:
    text = "افتتح الأمير السوق الجديد بالمنطقة الذي بدأ العمل فيه قبل ستة أعوام."
    assert head(text) == "السوق الجديد"


def test_a_plural_of_things_can_be_meant_by_a_feminine_opener() -> None:
    assert head("استعاد الجيش المواقع التي سيطرت عليها الميليشيات قبل شهر.") == "المواقع"


def test_an_indefinite_noun_is_taken_with_its_adjectives() -> None:
    assert "برامج تدريبية متخصصة تساعد النساء في القرية" in contents(
        "أطلقت الجمعية برامج تدريبية متخصصة تساعد النساء في القرية."
    )


def test_a_noun_with_a_possessive_is_definite() -> None:
    assert head("تشكر البلدة أجهزتها الأمنية التي تعمل على مدار الساعة.") == "أجهزتها الأمنية"


def test_what_stands_between_a_noun_and_its_clause_stays_in_the_main_clause() -> None:
    text = "افتتح الأمير السوق الجديد بالمنطقة الذي بدأ العمل فيه قبل ستة أعوام."
    assert contents(text)[0] == "افتتح الأمير السوق الجديد بالمنطقة"
