"""Sentences: the hard pairs of Arabic and Hebrew news, and that together they cover whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import languages
from musnad.extract.roles import find_sentences
from musnad.folding import fold
from musnad.spans import Span, grapheme_edges, strip


def cut(text: str, code: str) -> list[str]:
    return [one.span.of(text) for one in find_sentences(fold(text), languages.load(code))]


HEBREW = [
    ["סעיף ראשון הושלם.", "סעיף שני נדון."],
    ["האם יחתמו?", "איש אינו יודע!", "הדיון נמשך."],
    ["הסופר א. ב. יהושע נפטר בשנת 2022.", "הוא נולד בירושלים."],
    ['"לא נוותר!" קרא הנשיא בנאומו.', "הקהל הריע."],
    ["פרופ' י. כהן וד\"ר ש. לוי נפגשו.", "הם דנו בהסכם."],
    ['"מתי זה ייגמר?" שאל זלנסקי את האורחים.'],
    ['הוא אמר כי "הסיוע יימשך. אנו לצדכם".', "האולם הריע."],
    ['בטיוטה נכתב כי "תהיה מערכת ניטור.', 'היא תובל על ידי ארה"ב".', "כך לפי הדיווח."],
    ['"זה פשוט לא יעבוד".', "במסיבת עיתונאים הוא הוסיף פרטים."],
    ['"הודיתי לכולם", כתב ברשת X.', '"אנו מאוחדים".'],
    ['מזכ"ל נאט"ו נפגש עם יו"ר הוועדה.', 'צה"ל הגיב.'],
    ["המחיר עלה ב-3.5 אחוזים.", "היצוא ירד."],
    ["ראו עמ. 12 במסמך.", "זו דעתו."],
    ["המפקד גרינקוויץ' השתתף.", "ג'ארד קושנר נעדר."],
    ["ניו יורק (רויטרס) - מועצת הביטחון תתכנס היום."],
    ["הוא היסס...", "לבסוף חתם."],
    ["(הוא לא הגיע.)", "כולם קמו."],
    ["האתר www.gov.il פרסם הודעה.", "היא קצרה."],
    ["הפסגה הסתיימה.המנהיגים עזבו."],
    ["הוא (סוף סוף!) הגיע.", "כולם קמו."],
]
ARABIC = [
    ["انتهت القمة.", "غادر القادة باريس."],
    ["هل يوقعون؟", "لا أحد يعلم!", "المباحثات مستمرة."],
    ["قال د. محمد إن الاتفاق قريب.", "ولم يزد."],
    ["حضر م. خالد ود. سعيد اللقاء.", "ثم غادرا."],
    ["ذكرت الوكالة (أ.ف.ب.) ذلك أمس.", "ولم تزد."],
    ["وأكد أ.د. أحمد علي ذلك.", "وشكره الحضور."],
    ["«كفى!» ثم غادر القاعة.", "تبعه الوفد."],
    ["«لماذا الآن؟» سأل الصحفي.", "لم يجب أحد."],
    ["قال إن التحالف «سيدعم أوكرانيا. ولن يتراجع».", "ثم انصرف."],
    ['وقال: "أمن الحدود أولوية."', "وأضاف أن بلاده مستعدة."],
    ["تركيا.. انفجار يهز إسطنبول", "وقع انفجار صباح اليوم."],
    ["بلغت النسبة 3.5 في المئة.", "وهي الأعلى."],
    ["وقف إطلاق النار قريب.\u200f", "\u200fقال ذلك دبلوماسي."],
    ["أقرّ المجلسُ الاتفاقَ.", "ورحّبت به كييف."],
    ["القاهرة (د ب أ) -", "أعلنت الحكومة القرار.", "ورحبت به المعارضة."],
    ["1. ضمانات ملزمة سياسيا.", "2. قوة متعددة الجنسيات."],
]
ENGLISH = [
    ["The U.S. envoy met Mr. Zelenskyy.", "They talked for hours."],
    ['"Will you sign?" he asked.', "No one answered."],
    ["It fell on Oct. 7 last year.", "Many died."],
    ["J. K. Rowling spoke.", "So did others."],
]
SPLIT_BY_DESIGN = {
    'הוא אמר כי "הסיוע יימשך. אנו לצדכם".': ['הוא אמר כי "הסיוע יימשך.', 'אנו לצדכם".'],
    "قال إن التحالف «سيدعم أوكرانيا. ولن يتراجع».": ["قال إن التحالف «سيدعم أوكرانيا.", "ولن يتراجع»."],
    "הפסגה הסתיימה.המנהיגים עזבו.": ["הפסגה הסתיימה.", "המנהיגים עזבו."],
    "ניו יורק (רויטרס) - מועצת הביטחון תתכנס היום.": ["ניו יורק (רויטרס) -", "מועצת הביטחון תתכנס היום."],
}
"""Two sentences inside one quotation are two, a missing space hides no stop, a dateline is a sentence of its own."""


def expected(pairs: list[str]) -> list[str]:
    return [part for one in pairs for part in SPLIT_BY_DESIGN.get(one, [one])]


@pytest.mark.parametrize("pairs", HEBREW, ids=lambda pairs: pairs[0])
def test_hebrew_sentences_end_where_a_reader_ends_them(pairs: list[str]) -> None:
    assert cut(" ".join(pairs), "he") == expected(pairs)


@pytest.mark.parametrize("pairs", ARABIC, ids=lambda pairs: pairs[0])
def test_arabic_sentences_end_where_a_reader_ends_them(pairs: list[str]) -> None:
    separator = "\n" if ".." in pairs[0] or pairs[0].startswith("1.") else " "
    assert cut(separator.join(pairs), "ar") == expected(pairs)


@pytest.mark.parametrize("pairs", ENGLISH, ids=lambda pairs: pairs[0])
def test_english_sentences_end_where_a_reader_ends_them(pairs: list[str]) -> None:
    assert cut(" ".join(pairs), "en") == pairs


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\n\n", "\u2028"], ids=repr)
def test_every_line_break_ends_a_sentence(line_break: str) -> None:
    assert cut(f"عنوان بلا نقطة{line_break}قال الرئيس إن القمة انتهت.", "ar") == [
        "عنوان بلا نقطة",
        "قال الرئيس إن القمة انتهت.",
    ]


def test_a_line_that_shows_nothing_is_no_sentence_of_its_own() -> None:
    assert cut("انتهت القمة.\n\u200f\nغادر القادة.", "ar") == ["انتهت القمة.\n\u200f", "غادر القادة."]


def test_an_empty_text_has_no_sentence() -> None:
    assert cut(" \n\t", "ar") == []


texts = st.text(
    st.one_of(
        st.sampled_from("אבגם وقالت .!?؟…\"'«»()[]:,،- \t\n\r\u2028\u00a0\u200f\u202b\u0301\u064b\u200d\u0600👩🏽1۩I"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)


@settings(max_examples=300, deadline=None)  # the first example loads a language
@given(texts, st.sampled_from(languages.available()))
def test_sentences_cover_all_that_is_no_white_space_and_split_no_grapheme(text: str, code: str) -> None:
    spans = [one.span for one in find_sentences(fold(text), languages.load(code))]
    covered: set[int] = set()
    for before, span in zip([None, *spans], spans, strict=False):
        assert span.start < span.end
        assert before is None or before.end <= span.start
        covered.update(range(span.start, span.end))
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)
    assert {edge for span in spans for edge in span} <= grapheme_edges(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("وقعت في باريس. \U000e0041\U000e0042", ["وقعت في باريس. \U000e0041\U000e0042"]),
        ("وقعت في باريس. \u0301 قال", ["وقعت في باريس.", " \u0301 قال"]),
        ("\t\u0301قال", ["\u0301قال"]),
    ],
)
def test_a_space_that_carries_a_mark_is_no_white_space(text: str, sentences: list[str]) -> None:
    assert cut(text, "ar") == sentences
    assert all(strip(one, Span(0, len(one))) == (0, len(one)) for one in sentences)
