"""Languages: each file of the folder is a language, and a text is known by its script and its commonest words."""

from __future__ import annotations

import pytest

from musnad import languages

PERSIAN = (
    "رئیس جمهور اوکراین روز سه‌شنبه در پاریس با رهبران اروپایی دیدار کرد و درباره تضمین‌های امنیتی گفتگو کرد. او پس از "
    "این نشست به خبرنگاران گفت که کشورش آماده است تا برای پایان جنگ با روسیه به توافق برسد ولی به پشتیبانی همه جانبه "
    "نیاز دارد که دیگر بار مورد تهاجم قرار نگیرد."
)
FRENCH = (
    "Le président ukrainien a rencontré mardi à Paris des dirigeants européens pour discuter des garanties. "
    "Après cette réunion, il a déclaré aux journalistes que son pays était prêt à conclure un accord avec la Russie, "
    "mais que ses alliés devaient le soutenir."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("أوكرانيا", "ar"),
        ("אוקראינה", "he"),
        ("Ukraine", "en"),
        ('שר החוץ של ארה"ב נפגש עם NATO', "he"),
        ("وزير الخارجية NATO", "ar"),
        (PERSIAN, None),
        (FRENCH, None),
        ("Президент Украины", None),
        ("12:30 – 2026", None),
        ("", None),
    ],
)
def test_a_text_is_known_by_its_script_and_its_commonest_words(text: str, code: str | None) -> None:
    assert languages.detect(text) == code


@pytest.mark.parametrize("code", languages.available())
def test_every_language_file_loads_and_says_which_way_it_is_written(code: str) -> None:
    language = languages.load(code)
    assert language.code == code
    assert language.script_direction in ("rtl", "ltr")
    assert language.common_words


def test_proclitics_are_every_combination_in_their_order() -> None:
    hebrew, arabic = languages.load("he").proclitics, languages.load("ar").proclitics
    assert {"ו", "ב", "וב", "שב", "ומה", "כשל"} <= hebrew
    assert {"בו", "הב", ""}.isdisjoint(hebrew)
    assert arabic == {"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"}


def test_a_language_without_a_file_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        languages.load("xx")
