"""Which kind a claim is: what was expected, asked, promised, judged, known, and what simply happened."""

from __future__ import annotations

import pytest

from musnad.extract.claims.lexicon import load_rules
from tests.extract.test_claims import claims


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("he", "הוועידה צפויה להימשך עד הערב.", "prediction"),
        ("he", "השביתה עלולה לפגוע בייצוא החיטה.", "prediction"),
        ("he", "הגשר הזה יכול לשאת משאיות כבדות.", "assessment"),
        ("he", "הצוותים מנסים לתקן את קו החשמל.", "event"),
        ("ar", "قال لافروف إن من المتوقع أن يصل الوفد مساء الأحد.", "prediction"),
        ("ar", "قال لافروف إن الفرق الفنية تحاول إصلاح خط الكهرباء.", "event"),
    ],
)
def test_what_is_expected_is_foretold_and_an_attempt_is_made_already(language: str, text: str, kind: str) -> None:
    assert [claim.kind for claim in claims(text, language)] == [kind]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("ar", "رفضت المحكمة التماس أصحاب البيوت يوم الأحد.", "event"),
        ("he", "המפעל משרת את כל תושבי האזור.", "event"),
        ("he", 'לברוב אמר: "המפעל משרת את כל תושבי האזור".', "assessment"),
        ("he", 'לברוב אמר: "המפעל נסגר והעובדים פוטרו ממנו".', "event"),
        ("ar", "قال ماكرون إن إصلاح الميناء يتطلب أموالا كثيرة.", "assessment"),
    ],
)
def test_what_is_so_while_one_speaks_is_judged_and_what_was_done_is_an_event(
    language: str, text: str, kind: str
) -> None:
    assert {claim.kind for claim in claims(text, language)} == {kind}


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("ar", 'قال زيلينسكي: "يجب أن نبني الجسر قبل الشتاء".', "commitment"),
        ("ar", "قال زيلينسكي إنه لن يوقع الوثيقة قبل الربيع.", "commitment"),
        ("ar", 'قال زيلينسكي: "نطالب المجلس بعقد جلسة عاجلة".', "demand"),
        ("he", 'זלנסקי אמר: "אנחנו דורשים לפתוח את הנמל מיד".', "demand"),
    ],
)
def test_who_must_do_it_oneself_promises_and_who_asks_demands(language: str, text: str, kind: str) -> None:
    assert [claim.kind for claim in claims(text, language)] == [kind]


def test_what_happened_years_before_all_else_is_background() -> None:
    old, new = claims("انتقلت الشركة إلى عدن عام 1998. وفتحت الشركة فرعا جديدا عام 2024.")
    assert (old.kind, new.kind) == ("background", "event")


def test_a_ruling_on_what_was_done_plans_nothing() -> None:
    (claim,) = claims("قضت المحكمة بأن الشركة حققت أرباحا كبيرة.")
    assert claim.kind != "plan"


@pytest.mark.parametrize("language", ["ar", "he", "en"])
def test_no_pattern_for_a_kind_fits_the_empty_text(language: str) -> None:
    rules = load_rules(language)
    assert not any(one.match("") for one in (rules.asks, rules.expects, rules.wishes, rules.joins, rules.states))


@pytest.mark.parametrize(
    ("language", "text", "factuality"),
    [
        ("ar", "قال لافروف إن الشركة لن تفتح إلا فرعا واحدا.", "CT+"),
        ("ar", "قال لافروف إن الشركة لن تفتح فرعا جديدا.", "CT-"),
        ("ar", 'قال ماكرون: "نريد أن نبني جسرا فوق النهر".', "Uu"),
        ("he", 'לברוב אמר: "המפעל אינו רק מקום עבודה אלא בית".', "CT+"),
        ("he", "הצוותים מנסים לתקן את קו החשמל.", "CT+"),
    ],
)
def test_an_exception_affirms_a_wish_is_open_and_an_attempt_is_certain(
    language: str, text: str, factuality: str
) -> None:
    assert [claim.factuality for claim in claims(text, language)][-1] == factuality
