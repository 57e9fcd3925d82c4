"""The cue lexicon: how stems become words, and that every language has enough of them."""

from __future__ import annotations

import pytest

from musnad import languages
from musnad.extract.claims.conjugation import forms, principal_parts
from musnad.extract.claims.lexicon import load_rules
from musnad.extract.claims.predicates import Form, folded


def words(code: str, stems: str) -> set[str]:
    return {word for _, word in forms(languages.load(code).claims, stems)}


def sort_of(code: str, text: str) -> set[str]:
    rules = load_rules(code)
    return {hit.meaning.sort for hit in rules.lexicon.hits(folded(text)) if hit.proclitic in rules.verb_proclitics}


@pytest.mark.parametrize(
    ("code", "stems", "expected"),
    [
        (
            "ar",
            "قال/قول/قائل/قول",
            {"قال", "قالت", "قالوا", "يقول", "تقول", "يقولون", "قائلا", "قائلة", "قوله", "قولها"},
        ),
        ("ar", "نفى/نفي/-/-", {"نفى", "نفت", "نفوا", "ينفي", "تنفي", "ينفون"}),
        ("he", "אמר/אומר", {"אמר", "אמרה", "אמרו", "אומר", "אומרת", "אומרים", "אומרות"}),
        ("he", "טען/טוען", {"טען", "טענה", "טענו", "טוען", "טוענת", "טוענים"}),
        ("he", "קיווה/מקווה", {"קיווה", "קיוותה", "קיוו", "מקווה", "מקווים", "מקוות"}),
        ("he", "הדגיש/מדגיש", {"הדגיש", "הדגישה", "הדגישו", "מדגיש", "מדגישה", "מדגישים"}),
        ("he", "הביע תקווה/מביע תקווה", {"הביע תקווה", "הביעה תקווה", "הביעו תקווה", "מביעה תקווה"}),
        ("he", "-/-/-/באומר", {"באומרו", "באומרה", "באומרם"}),
        ("he", "איים/מאיים", {"איימה", "איימו", "מאיימת"}),
        ("ar", "أبلغ/-/-/إبلاغ/أبلغ/بلغ", {"أبلغت", "أبلغه", "أبلغتهم", "يبلغها", "تبلغه"}),
        ("ar", "دعا/دعو/داعي/دعوة/دعا/دعو", {"دعت", "دعوا", "يدعو", "داعيا", "داعين", "دعوته", "دعاه", "يدعوهم"}),
        ("en", "point out/pointed out/pointing out", {"points out", "pointed out"}),
        ("en", "deny/denied/denying", {"deny", "denies", "denied", "denying"}),
        ("en", "stress/stressed/stressing", {"stress", "stresses", "stressed", "stressing"}),
    ],
)
def test_a_stem_becomes_the_forms_of_its_verb(code: str, stems: str, expected: set[str]) -> None:
    assert expected <= words(code, stems)


@pytest.mark.parametrize(
    ("past", "parts"),
    [
        ("הפתיע", "הפתיע/מפתיע/פתיע/-"),
        ("התגבש", "התגבש/מתגבש/תגבש/-"),
        ("הורכב", "הורכב/-/ורכב/מורכב"),
        ("נחקר", "נחקר/נחקר/יחקר/-"),
        ("פיגר", "פיגר/מפגר/פגר/-"),
        ("ניווט", "ניווט/מנווט/נווט/-"),
        ("דייק", "דייק/מדייק/דייק/-"),
        ("גורש", "גורש/-/גורש/מגורש"),
        ("תרגם", "תרגם/מתרגם/תרגם/-"),
        ("קלט/קולט/קלוט", "קלט/קולט/קלוט"),
    ],
)
def test_the_stems_of_a_regular_hebrew_verb_follow_from_its_past(past: str, parts: str) -> None:
    assert principal_parts(languages.load("he").claims["finite"], past) == parts


@pytest.mark.parametrize(
    ("word", "prefix", "form"),
    [
        ("הדגשנו", "", Form(sure=True)),
        ("ואמשיך", "ו", Form(sure=True, future=True)),
        ("שנחקרו", "ש", Form(sure=True)),
        ("כרוכה", "", Form(sure=False)),
        ("מוגבלים", "", Form(sure=True, participle=True)),
        ("מורכבות", "", Form(sure=False)),
        ("רשאיות", "", Form(sure=True)),
        ("מדובר", "", Form(sure=True)),
    ],
)
def test_a_hebrew_predicate_is_known_in_every_person_and_voice(word: str, prefix: str, form: Form) -> None:
    assert load_rules("he").predicate(word) == (prefix, form)


@pytest.mark.parametrize("word", ["חיים", "צהל", "אחרים", "תקציב", "מאשר", "מחדש", "מפלגת", "תפקיד"])
def test_a_hebrew_noun_that_is_spelled_like_a_rare_verb_form_is_no_sure_predicate(word: str) -> None:
    found = load_rules("he").predicate(word)
    assert found is None or not found[1].sure


def test_a_final_letter_stands_only_at_the_end_of_a_word() -> None:
    assert not [word for word in words("he", "טען/טוען") if "ן" in word[:-1]]


@pytest.mark.parametrize("code", languages.available())
def test_every_language_knows_many_verbs_of_every_group(code: str) -> None:
    data = languages.load(code).claims
    assert sum(len(group["stems"]) for group in data["verbs"]) >= 180
    assert {group["group"] for group in data["verbs"]} == {
        "inform", "assert", "believe", "expect", "doubt", "deny", "refuse", "support", "demand", "promise", "propose",
        "threaten", "hope", "warn", "accuse", "decree", "ask",
    }  # fmt: skip


@pytest.mark.parametrize("code", languages.available())
def test_no_verb_is_listed_twice_in_a_group(code: str) -> None:
    for group in languages.load(code).claims["verbs"]:
        assert len(set(group["stems"])) == len(group["stems"]), group["group"]


@pytest.mark.parametrize("code", languages.available())
def test_every_language_knows_several_hundred_cues(code: str) -> None:
    data = languages.load(code).claims
    cues = {
        word for group in data["verbs"] for entry in group["stems"] for _, word in forms(data, entry.split(" +")[0])
    }
    assert len(cues) > 600


@pytest.mark.parametrize("code", languages.available())
def test_no_word_of_the_data_was_read_as_another_type(code: str) -> None:
    def scalars(value: object) -> list[object]:
        if isinstance(value, dict):
            return [one for item in value.values() for one in scalars(item)]
        return [one for item in value for one in scalars(item)] if isinstance(value, list) else [value]

    lists = {key: value for key, value in languages.load(code).claims.items() if isinstance(value, list)}
    assert all(isinstance(one, str | bool) or one is None for one in scalars(lists))
    assert not [
        one for key, value in lists.items() if key != "verbs" for one in scalars(value) if isinstance(one, bool)
    ]


@pytest.mark.parametrize(
    ("code", "text", "sort"),
    [
        ("ar", "وقالت", "verb"),
        ("ar", "مشيراً", "participle"),
        ("ar", "على حد تعبيره", "pronominal"),
        ("ar", "بحسب", "preposition"),
        ("ar", "عن أمله", "voiced"),
        ("ar", "بحسب تصريحات", "preposition"),
        ("ar", "باعتقادهم", "pronominal"),
        ("ar", "يطالبها", "verb"),
        ("ar", "قيل", "phrase"),
        ("he", "והדגישה", "verb"),
        ("he", "בציינה", "participle"),
        ("he", "חזרה ואמרה", "phrase"),
        ("he", "לטענתם", "pronominal"),
        ("he", "לדבריו", "pronominal"),
        ("he", "לפי", "preposition"),
        ("en", "according to", "preposition"),
    ],
)
def test_a_cue_is_of_its_sort(code: str, text: str, sort: str) -> None:
    assert sort in sort_of(code, text)


HOMOGRAPHS = ["מענה", "משיח", "שופט", "ערב"]
"""Answer, messiah, judge, evening: none is a form of a verb of saying."""
ARABIC_HOMOGRAPHS = [
    "النصر", "نصر", "مدينة", "مذكرات", "يعد", "شك", "رداً", "مجدداً", "مبلغاً", "حلف", "هنا", "أبرز", "دون", "نادي",
    "أمراً", "ضمن", "مقراً", "متابعة", "المحن", "أخطر",
    "تفاؤلاً", "خافت", "تامر", "رأياً", "استشهدوا", "طرح", "عرض", "حكم", "بلغ",
]  # fmt: skip
"""Victory, Nasr, city, memoirs, is counted, doubt, in answer to, again, a sum, pact, here, foremost, without, club …"""


@pytest.mark.parametrize(
    ("code", "text"),
    [*(("he", one) for one in HOMOGRAPHS), *(("ar", one) for one in ARABIC_HOMOGRAPHS), ("en", "unsaid")],
)
def test_a_word_that_only_looks_like_a_cue_is_none(code: str, text: str) -> None:
    assert not sort_of(code, text) & {"verb", "participle"}
