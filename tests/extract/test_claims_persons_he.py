"""Who speaks that no registry knows: what the claim rules make of titles, ranks and names in Hebrew."""

from __future__ import annotations

import pytest

from musnad.records import Actor, Registry
from tests.extract.extracted import extracted

REGISTRY: Registry = {"fidan": Actor("fidan", "Fidan", "person", names={"he": "האקאן פידאן"})}


def speakers(text: str) -> list[tuple[tuple[str, ...], str | None]]:
    """Of every attributed claim the actors and the words of its nearest hop."""
    hops = [claim.attribution[0] for claim in extracted(text, "he", REGISTRY).claims if claim.attribution]
    return [(hop.actor_ids, hop.span.of(text) if hop.span else None) for hop in hops]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('סא"ל גיל ברזילי מסר כי הגשר נפתח לתנועה.', "גיל ברזילי"),
        ('"אין טעם לחכות עוד לתקציב", אומר אל"מ (מיל\') דני רותם, לשעבר קצין הקשר.', "דני רותם"),
        ('מנכ"ל רשת החנויות יוסי שחם אמר כי המחירים יירדו.', "יוסי שחם"),
        ('יוסי שחם, מנכ"ל רשת החנויות, אמר כי המחירים יירדו.', "יוסי שחם"),
        ('יו"ר ועדת התרבות, ח"כ משה קדרון, טען כי התיאטרון ייסגר.', "משה קדרון"),
        ('"לא נוותר על הפארק הזה", אמר דובר המועצה, אילן לויט.', "אילן לויט"),
        ('לדברי מנהלת הספרייה, ד"ר נורית אלון, האוסף יוצג לציבור בחינם.', "נורית אלון"),
    ],
)
def test_of_a_title_and_a_name_the_name_is_the_source(text: str, name: str) -> None:
    assert speakers(text) == [((), name)]


def test_behind_a_title_and_a_comma_a_registered_name_is_the_source() -> None:
    assert speakers("לדברי שר החוץ הטורקי, האקאן פידאן, הכביש ייפתח בקרוב מאוד.") == [(("fidan",), "האקאן פידאן")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("הוועדה נסגרה משום שהמורים טענו כי אין תקציב.", "המורים"),
        ('הקושי הוא שיו"ר הוועד הודיע כי לא ייפגש איש.', 'יו"ר הוועד'),
    ],
)
def test_in_a_clause_that_is_opened_those_speak_who_stand_in_it(text: str, words: str) -> None:
    assert ((), words) in speakers(text)


def test_of_what_turned_out_nobody_is_the_source_who_spoke_before() -> None:
    text = "המורה דינה אמרה כי הספרים אבדו. כעבור שבוע התברר כי הספרים נשארו במחסן."
    assert speakers(text)[1] == ((), None)


@pytest.mark.parametrize(
    "text",
    ["הצטרפת לקבוצה, וזה אומר שהמנוי שלך לא יפוג השנה.", "אילו שינויים אתה צופה בשוק הדירות?"],
)
def test_what_a_thing_means_and_what_an_interviewer_asks_is_no_attribution(text: str) -> None:
    assert speakers(text) == []
