"""Relative clauses: what is told of a noun is a claim of its own, and its main clause goes on without it."""

from __future__ import annotations

from tests.extract.test_claims import claims, contents


def test_a_long_relative_clause_is_no_part_of_its_main_clause() -> None:
    text = "وقع الوزير الاتفاق الذي توصلت إليه الشركات العشر مع نقابة العمال في الشتاء."
    assert contents(text) == ["وقع الوزير الاتفاق", "الاتفاق … توصلت إليه الشركات العشر مع نقابة العمال في الشتاء"]


def test_a_short_relative_clause_stays_in_its_main_clause() -> None:
    text = "وقع الوزير الاتفاق الذي أعدته الشركات العشر."
    assert contents(text)[0] == "وقع الوزير الاتفاق الذي أعدته الشركات العشر"


def test_a_main_clause_that_begins_with_its_verb_goes_on_behind_the_relative_clause_about_its_subject() -> None:
    text = "يمنح القانون الذي أقره البرلمان قبل أسبوع، سكان القرى قروضا طويلة الأجل."
    assert contents(text) == [
        "يمنح القانون … سكان القرى قروضا طويلة الأجل",
        "القانون … أقره البرلمان قبل أسبوع",
    ]


def test_a_verb_with_its_object_tells_of_an_indefinite_noun_and_a_possessed_noun_does_not() -> None:
    found = contents("انسحب السكان من القرية بعد هجوم شنه مسلحون على الجسر القديم.")
    assert "هجوم شنه مسلحون على الجسر القديم" in found
    assert contents("غادر اللاعب النادي بعد نهاية عقده في الصيف.") == ["غادر اللاعب النادي بعد نهاية عقده في الصيف"]


def test_the_occasion_on_which_somebody_speaks_is_a_claim_of_the_articles_own() -> None:
    text = "وقال لافروف خلال اجتماع مع ماكرون في موسكو إن السفينة وصلت إلى الميناء."
    first, second = claims(text)
    assert [span.of(text) for span in first.spans] == ["لافروف", "اجتماع مع ماكرون في موسكو"]
    assert not first.attribution
    assert second.attribution


def test_an_occasion_that_names_nobody_and_no_place_is_none() -> None:
    text = "وقال لافروف خلال مؤتمر صحافي إن السفينة وصلت إلى الميناء."
    assert contents(text) == ["السفينة وصلت إلى الميناء"]


def test_a_relative_clause_of_two_words_is_a_claim_unless_it_only_says_what_can_be() -> None:
    assert "הוועידה השנתית … נערכה בחיפה" in contents("העיתון סיקר את הוועידה השנתית שנערכה בחיפה.", "he")
    assert contents("המועצה אישרה את הכסף לתוכניות שאפשר להציע.", "he") == ["המועצה אישרה את הכסף לתוכניות שאפשר להציע"]


def test_a_main_clause_keeps_its_negation_behind_a_relative_clause_about_its_subject() -> None:
    text = "الوثيقة التي صاغها الخبراء قبل شهر لم تنشر بعد في الصحف."
    assert contents(text) == ["الوثيقة … صاغها الخبراء قبل شهر", "الوثيقة … لم تنشر بعد في الصحف"]


def test_a_noun_that_begins_like_the_article_can_be_indefinite() -> None:
    assert "آلية تضمن أجور العمال" in contents("أنشأت الوزارة آلية تضمن أجور العمال.")
