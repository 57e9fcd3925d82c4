"""Where a Hebrew claim begins and ends: objects of verbs, paired verbs, and the nouns of relative clauses."""

from __future__ import annotations

import pytest

from tests.extract.extracted import extracted


def contents(text: str) -> list[str]:
    found = extracted(text, "he", {}).claims
    return [" … ".join(span.of(text) for span in claim.spans) for claim in found]


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("השר השתתף בנאום שנשא ראש העיר אתמול.", "נאום … נשא ראש העיר אתמול"),
        ("הצוות למד מהשיחה שנערכה עם ההורים בערב.", "השיחה … נערכה עם ההורים בערב"),
        ("המשלחת ביקרה במבצר, בו נחתם ההסכם הראשון, בסוף השבוע.", "מבצר … בו נחתם ההסכם הראשון"),
        ("הדיירים גרים בבית שנבנה לפני המלחמה הגדולה.", "בית … נבנה לפני המלחמה הגדולה"),
    ],
)
def test_the_noun_of_a_relative_clause_stands_without_its_preposition(text: str, relative: str) -> None:
    assert relative in contents(text)


def test_a_letter_that_belongs_to_the_noun_stays() -> None:
    assert "ביקורת … נשמעה אתמול בכנס" in contents("הוא התעלם מדברי ביקורת שנשמעה אתמול בכנס.")


def test_verbs_that_are_one_predicate_are_not_cut() -> None:
    text = "המחלוקת הולכת ופוחתת בין חברי הוועד."
    assert contents(text) == [text.rstrip(".")]


def test_the_objects_of_a_verb_stand_before_the_verb_that_is_joined_to_it() -> None:
    assert not any(one.startswith("פרסים") for one in contents("המורה ביקר ביום חמישי בכפר ונתן את הפרסים לילדים."))


def test_of_whom_something_is_asked_is_no_part_of_it() -> None:
    assert "לעזוב את האולם" in contents("השופט דרש ממנו לעזוב את האולם.")
