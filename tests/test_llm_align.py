from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad import languages
from musnad.llm import align
from musnad.spans import Span, at_word_edges


def found(words: str, text: str, language: str = "he") -> list[str]:
    whole = Span(0, len(text))
    return [span.of(text) for span in align.places(words, align.window(text, whole, languages.load(language)))]


@pytest.mark.parametrize(
    ("words", "text", "language", "at"),
    [
        ("נאט״ו", 'שרי נאט"ו דנו', "he", 'נאט"ו'),
        ("רב־לאומי", "כוח רב-לאומי הוקם", "he", "רב-לאומי"),
        ("קייב", "הערבויות לקייב יכללו", "he", "קייב"),
        ("מרץ 2023", "ממרץ 2023 ואילך", "he", "מרץ 2023"),
        ("שָׁלוֹם", "הסכם שלום נחתם", "he", "שלום"),
        ("«كفى»", "قال «كفى» ثم غادر", "ar", "كفى"),
        ("مسودة بيان", "بحسب مسوّدة بيان وزعت", "ar", "مسوّدة بيان"),
        ("اجتماعا", "عقد القادة اجتماعاً أمس", "ar", "اجتماعاً"),
        ("28 كانون الاول/ديسمبر", "في 28 كانون الأول/ديسمبر الفائت", "ar", "28 كانون الأول/ديسمبر"),
        ("اوكرانيا", "جدد دعمه لأوكرانيا أمس", "ar", "أوكرانيا"),
        ("الولايات المتحدة", "تبعاً للولايات المتحدة فقط", "ar", "لولايات المتحدة"),
        ("  قال القائد. ", "قال القائد.", "ar", "قال القائد"),
        ("“We agree”", 'He said "We agree" today', "en", "We agree"),
    ],
)
def test_words_are_found_whatever_marks_they_were_copied_with(words: str, text: str, language: str, at: str) -> None:
    assert found(words, text, language) == [at]


@pytest.mark.parametrize(
    ("words", "text", "language"),
    [
        ("נאט", 'שרי נאט"ו דנו', "he"),  # a piece of an abbreviation
        ("רוסי", "רוסיה תגיב", "he"),  # a piece of a word
        ("ענה", "המענה הצבאי", "he"),  # ה and מ stand before it, and neither the order nor the word fits
        ("روسي", "أكدت روسيا أن", "ar"),  # an adjective, and like the noun
        ("ستقوم كييف بتوقيع الاتفاق", "كييف ستوقّع الاتفاق", "ar"),  # a paraphrase
        ("", "רוסיה", "he"),
        (" . ", "רוסיה.", "he"),
        ('""', 'אמר "רוסיה".', "he"),
    ],
)
def test_words_that_do_not_stand_there_are_not_found(words: str, text: str, language: str) -> None:
    assert found(words, text, language) == []


def test_an_exact_copy_is_not_mistaken_for_words_that_are_only_spelt_alike() -> None:
    assert found("إن", "قال إن أن", "ar") == ["إن"]


def test_a_word_with_a_proclitic_is_found_beside_a_free_one() -> None:
    assert found("קייב", "קייב ולקייב", "he") == ["קייב", "קייב"]


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        (' "לא ניכנע". ', "לא ניכנע"),
        ('התקיים "דיון כן"', 'התקיים "דיון כן"'),
        ('"כן" ו"לא"', '"כן" ו"לא"'),
        ("in the U.S.", "in the U.S."),
        ("«نعم»", "نعم"),
    ],
)
def test_only_what_encloses_the_whole_is_taken_off(words: str, bare: str) -> None:
    assert align.bare(words) == bare


def test_of_two_cues_the_one_beside_source_and_content_is_taken() -> None:
    content, source = [Span(30, 50)], [Span(20, 25)]
    assert align.nearest([content, source, [Span(0, 3), Span(26, 29)]], 1) == (Span(30, 50), Span(20, 25), Span(26, 29))


def test_a_cue_outside_of_the_content_is_preferred_to_one_inside() -> None:
    assert align.nearest([[Span(10, 40)], [Span(20, 23), Span(45, 48)]], 1) == (Span(10, 40), Span(45, 48))


def test_two_places_that_are_equally_near_are_not_chosen_between() -> None:
    assert align.nearest([[Span(10, 20)], [Span(5, 8), Span(22, 25)]], 1) is None


def test_pieces_of_one_content_never_overlap() -> None:
    assert align.nearest([[Span(0, 10)], [Span(5, 15)]], 2) is None
    assert align.nearest([[Span(0, 10)], [Span(5, 15), Span(20, 30)]], 2) == (Span(0, 10), Span(20, 30))


def test_words_that_stand_very_often_are_refused_and_do_not_take_forever() -> None:
    everywhere = [Span(at, at + 1) for at in range(0, 200, 2)]
    assert align.nearest([everywhere] * 4, 1) is None


@given(st.text("אבגדהוזחט \"'.,־ًّاإةو", max_size=40), st.data())
def test_a_piece_at_word_edges_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    proclitics = languages.load("he").proclitics
    places = align.places(span.of(text), align.window(text, Span(0, len(text)), languages.load("he")))
    assert all(at_word_edges(text, one, proclitics) for one in places)
    bare = align.bare(span.of(text))
    if bare == span.of(text) and bare and align._is_whole(text, span) and at_word_edges(text, span, frozenset()):
        assert span in places
