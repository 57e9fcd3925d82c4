"""Roles: the forms of the seeds (header, title, lead, player clock, caption, dateline) and of other news pages."""

from __future__ import annotations

import pytest

from musnad import languages
from musnad.extract.roles import find_sentences
from musnad.folding import fold

BODY = "قال الرئيس إن القمة انتهت في باريس وإن القادة وقعوا الإعلان بعد مشاورات استمرت يومين."
BODY_HE = "נשיא אוקראינה אמר כי הפסגה הסתיימה וכי המנהיגים חתמו על ההצהרה לאחר התייעצות של יומיים."


def roles(text: str, code: str = "ar") -> list[tuple[str, str]]:
    return [(one.role, one.span.of(text)) for one in find_sentences(fold(text), languages.load(code))]


def test_a_date_header_is_metadata_and_the_text_after_it_is_not() -> None:
    assert roles(f" date 2026-01-06 {BODY_HE}", "he") == [("metadata", "date 2026-01-06"), ("prose", BODY_HE)]


def test_a_header_in_the_middle_of_a_text_is_no_header() -> None:
    assert roles(f"{BODY} date 2026-01-06")[0][0] == "prose"


def test_place_byline_and_agency_on_their_own_line_are_a_dateline() -> None:
    dateline = "ابوظبي - سيف اليزيد - باريس (وكالات)"
    assert roles(f" date 2026-01-07 {dateline}\n\n{BODY}") == [
        ("metadata", "date 2026-01-07"),
        ("dateline", dateline),
        ("prose", BODY),
    ]


def test_a_dateline_before_the_first_words_is_a_sentence_of_its_own() -> None:
    for dateline in ("كييف - (أ ف ب):", "باريس (رويترز) -", "سبق- الوكالات:"):
        assert roles(f"{dateline} {BODY}") == [("dateline", dateline), ("prose", BODY)]


def test_title_lead_clock_and_captions_stand_apart_from_the_text() -> None:
    title = 'تحالف "الراغبين" يبحث ضمانات أمنية لأوكرانيا'
    lead = "مسوّدة بيان تشير إلى تعهّدات أمنية، وذلك خلال قمة تُعقد اليوم في باريس."
    caption = 'من الاجتماع الذي يحضره تحالف "الراغبين" في باريس يوم الثلاثاء (وكالات)'
    text = f"{title}\n\n{lead}\n\n0:00\n  • من الاجتماع الذي يحضره تحالف\n    {caption}\n\n{BODY}\n"
    assert roles(text) == [
        ("title", title),
        ("lead", lead),
        ("metadata", "0:00"),
        ("caption", "• من الاجتماع الذي يحضره تحالف"),
        ("caption", caption),
        ("prose", BODY),
    ]


def test_an_article_without_header_or_title_is_prose_from_the_first_line() -> None:
    assert [role for role, _ in roles(f"{BODY}\n{BODY}")] == ["prose", "prose"]


def test_a_title_is_a_first_line_without_a_full_stop() -> None:
    assert [role for role, _ in roles(f"מנהיגי אירופה התכנסו בפריז\n\n{BODY_HE}", "he")] == ["title", "prose"]
    assert [role for role, _ in roles(f"מה עומד מאחורי ההצהרה?\n\n{BODY_HE}", "he")] == ["title", "prose"]
    assert [role for role, _ in roles("מנהיגי אירופה התכנסו בפריז", "he")] == ["prose"]


def test_a_heading_between_paragraphs_is_a_title() -> None:
    assert [role for role, _ in roles(f"{BODY_HE}\n\nהמשוכה החדשה\n\n{BODY_HE}", "he")] == ["prose", "title", "prose"]


def test_a_line_of_nothing_but_a_publication_stamp_is_metadata() -> None:
    for stamp in ("6 يناير 2026", "آخر تحديث: الثلاثاء 6 كانون الثاني 2026 - 10:30 بتوقيت غرينتش"):
        assert roles(f"{stamp}\n\n{BODY}")[0] == ("metadata", stamp)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("דורון פסקין | 29 בנובמבר 2025 | חדשות | 2 דק׳", "he"),
        ("דורון פסקין | 29 בנובמבר 2025", "he"),
        ("רויטרס", "he"),
        ("מאת דורון פסקין", "he"),
        ("كتب: أحمد سالم", "ar"),
        ("لندن: «الشرق الأوسط»", "ar"),
        ("باريس - أ ف ب", "ar"),
        ("بيروت / الأناضول", "ar"),
    ],
)
def test_who_wrote_and_where_stands_in_a_dateline_also_under_a_title(line: str, code: str) -> None:
    title, body = ("מנהיגי אירופה התכנסו בפריז", BODY_HE) if code == "he" else ("قمة في باريس", BODY)
    assert roles(f"{title}\n{line}\n{body}", code)[:2] == [("title", title), ("dateline", line)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("מקרון וזלנסקי בפריז (צילום: AP)", "he"),
        ("צילום: רויטרס", "he"),
        ("זלנסקי בפריז | צילום: רויטרס", "he"),
        ("زيلينسكي لدى وصوله إلى باريس (أ.ف.ب)", "ar"),
    ],
)
def test_a_line_that_credits_its_picture_is_a_caption(line: str, code: str) -> None:
    title, body = ("מנהיגי אירופה התכנסו בפריז", BODY_HE) if code == "he" else ("قمة في باريس", BODY)
    assert roles(f"{title}\n{line}\n{body}", code)[:2] == [("title", title), ("caption", line)]


def test_page_furniture_is_boilerplate() -> None:
    assert roles(f"{BODY}\nاقرأ أيضاً: قمة باريس في صور\nتابعنا على تلغرام")[1:] == [
        ("boilerplate", "اقرأ أيضاً: قمة باريس في صور"),
        ("boilerplate", "تابعنا على تلغرام"),
    ]


def test_rules_say_why_no_claim_stands_only_where_the_role_tells() -> None:
    text = f" date 2026-01-07 باريس - رويترز\n\n{BODY}"
    found = find_sentences(fold(text), languages.load("ar"))
    assert [one.no_claim_reason for one in found] == ["metadata", "no_proposition", "not_extracted"]
    assert {one.method for one in found} == {"rules"}


def test_a_first_line_too_long_for_a_title_is_a_lead_if_the_text_tells_it_again() -> None:
    lead = (
        "ראשי המדינות ייפגשו היום בבירה כדי לדון בערבויות הביטחון ובכוח הרב-לאומי, לאחר שהשיחות הקודמות "
        "בין הצדדים הסתיימו בלי הסכמה ובלי הודעה משותפת"
    )
    again = "ראשי המדינות יתכנסו היום בבירה וידונו בערבויות הביטחון לאחר שהשיחות הקודמות הסתיימו."
    assert roles(f"{lead}\n\n{again}\n\n{BODY_HE}", "he")[0] == ("lead", lead)
    assert roles(f"{lead}\n\n{BODY_HE}", "he")[0] == ("prose", lead)


def test_an_ellipsis_in_a_headline_parts_nothing() -> None:
    title = "الوزير يلتقي نظيره في العاصمة... وهذا ما بحثاه"
    assert roles(f"{title}\n\n{BODY}")[0] == ("title", title)


@pytest.mark.parametrize(
    "line", ["سالم العلي – الدمام", "عين اليوم – بيروت", "صنعاء 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس"]
)
def test_a_name_with_its_place_or_a_place_with_its_day_is_a_dateline(line: str) -> None:
    assert roles(f"{line}\n{BODY}")[0] == ("dateline", line)
