"""Folding: which spellings are made alike, and that every folded character leads back to where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.folding import fold
from musnad.spans import grapheme_edges


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أُوكرانيا", "اوكرانيا"),
        ("مسوّدة", "مسوده"),
        ("باريـــس", "باريس"),
        ("إسطنبول", "اسطنبول"),
        ("السيسى", "السيسي"),
        ("مسؤول", "مسئول"),
        ("کییف", "كييف"),
        ("٢٠٢٦", "2026"),
        ("תַּחֲלִיף", "תחליף"),
        ('נאט"ו', "נאט״ו"),
        ('ארה"ב', "ארהב"),
        ("ג'ארד", "ג׳ארד"),
        ("רב־לאומי", "רב-לאומי"),
        ('تحالف "الراغبين"', "تحالف «الراغبين»"),
        ("الولايات  المتحدة", "الولايات\u00a0المتحدة"),
        ("Élysée", "Elysee"),
        ("E\u0301lyse\u0301e", "Élysée"),
        ("قال\u200f نعم", "قال نعم"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), [("ז'נבה", "זנבה"), ("لئلا", "ليلا"), ("روسيا", "روسي"), ("US", "us")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_a_folded_word_leads_back_to_its_marks_and_tatweel() -> None:
    source = "في أُوكرانيـا، قال"
    folded = fold(source)
    start = folded.text.index("اوكرانيا")
    assert folded.to_source(start, start + len("اوكرانيا")).of(source) == "أُوكرانيـا"


def test_a_span_takes_in_the_marks_on_its_last_letter_and_nothing_after() -> None:
    source = "بيانٌ جديد"
    assert fold(source).to_source(0, 4).of(source) == "بيانٌ"


def test_a_name_is_found_through_the_quotation_marks_inside_it() -> None:
    source = 'تحالف "الراغبين" يبحث'
    folded = fold(source)
    assert folded.to_source(0, len("تحالف الراغبين")).of(source) == 'تحالف "الراغبين'


texts = st.text(
    st.one_of(
        st.sampled_from(
            "ابتثأإآٱىيةهؤئـًٌٍَُِّْאבגזץ׳״'\"«»“” \t\n\r\u00a0\u200e\u200f\u202a\u202c\u2066\u2069\u0301\u200d۩👩🏽é"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(texts)
def test_every_folded_character_stands_where_its_offset_says(source: str) -> None:
    folded = fold(source)
    offsets = [folded.offset(at) for at in range(len(folded.text))]
    assert offsets == sorted(set(offsets))
    for char, offset in zip(folded.text, offsets, strict=True):
        assert char in (source[offset], *fold(source[offset]).text, "׳")


@given(texts)
def test_the_way_there_and_back_is_the_same_way(source: str) -> None:
    folded = fold(source)
    assert all(folded.from_source(folded.offset(at)) == at for at in range(len(folded.text)))
    back = [folded.from_source(at) for at in range(len(source) + 1)]
    assert back == sorted(back)
    assert back[0] == 0
    assert back[-1] == len(folded.text)


@given(texts)
def test_what_is_deleted_is_nothing_that_a_reader_looks_a_word_up_by(source: str) -> None:
    folded = fold(source)
    kept = {folded.offset(at) for at in range(len(folded.text))}
    dropped = [source[at] for at in range(len(source)) if at not in kept]
    assert not any(char.isalnum() and char != "\uffff" for char in dropped)


@given(texts)
def test_folding_twice_changes_nothing(source: str) -> None:
    once = fold(source).text
    assert fold(once).text.replace("׳", "") == once.replace("׳", "")


@given(texts)
def test_a_span_never_ends_inside_a_grapheme(source: str) -> None:
    folded = fold(source)
    edges = grapheme_edges(source)
    for at, char in enumerate(folded.text):
        if char.isalpha() and char < "\u0700":
            assert folded.to_source(at, at + 1).end in edges
