"""Dates: what Arabic, Hebrew and English expressions mean, from which anchor, and what is no date at all.

Unless a test says otherwise the article was published on Wednesday, 7 January 2026.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import edtf, languages
from musnad.extract.dates import find_dates
from musnad.extract.roles import find_sentences
from musnad.folding import fold
from musnad.records import Date
from musnad.spans import at_word_edges, grapheme_edges

PUBLISHED = "2026-01-07"


def found(text: str, published: str | None = PUBLISHED, code: str | None = None) -> list[Date]:
    language = languages.load(code or languages.detect(text) or "en")
    folded = fold(text)
    return find_dates(folded, find_sentences(folded, language), language, published)


def quotes(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [one.span.of(text) for one in found(text, published)]


def only(text: str, published: str | None = PUBLISHED) -> Date:
    rows = found(text, published)
    assert len(rows) == 1, [row.span.of(text) for row in rows]
    return rows[0]


@pytest.mark.parametrize(
    ("text", "quote", "value", "rule"),
    [
        ("اجتمع القادة أمس في باريس", "أمس", "2026-01-06", "relative_day"),
        ("وعاد بالأمس من باريس", "الأمس", "2026-01-06", "relative_day"),
        ("اجتمع القادة أول من أمس", "أول من أمس", "2026-01-05", "relative_day"),
        ("اجتمع القادة أمس الأول", "أمس الأول", "2026-01-05", "relative_day"),
        ("تُعقد القمة اليوم في باريس", "اليوم", "2026-01-07", "relative_day"),
        ("يعود المبعوث غداً إلى بلاده", "غداً", "2026-01-08", "relative_day"),
        ("يعود المبعوث بعد غد", "بعد غد", "2026-01-09", "relative_day"),
        ("في وقت لاحق اليوم يجتمعون", "وقت لاحق اليوم", "2026-01-07", "relative_day"),
        ("في وقت سابق من أمس اجتمعوا", "وقت سابق من أمس", "2026-01-06", "relative_day"),
        ("وصل قبل ثلاثة أيام من بلاده", None, None, None),
        ("وصل قبل ثلاثة أيام", "ثلاثة أيام", "2026-01-04", "relative_day"),
        ("نفّذها قبل يومين", "يومين", "2026-01-05", "relative_day"),
        ("אתמול נפגשו השרים", "אתמול", "2026-01-06", "relative_day"),
        ("הם נפגשו שלשום בפריז", "שלשום", "2026-01-05", "relative_day"),
        ("הפסגה תיפתח מחר בבירה", "מחר", "2026-01-08", "relative_day"),
        ("הם נפגשו לפני שלושה ימים", "שלושה ימים", "2026-01-04", "relative_day"),
        ("הפסגה תיפתח בעוד יומיים", "יומיים", "2026-01-09", "relative_day"),
        ("The leaders met yesterday in Paris", "yesterday", "2026-01-06", "relative_day"),
        ("The leaders met three days ago", "three days ago", "2026-01-04", "relative_day"),
    ],
)
def test_relative_days_are_counted_from_the_day_of_publication(
    text: str, quote: str | None, value: str | None, rule: str | None
) -> None:
    rows = found(text)
    resolved = [row for row in rows if row.status == "resolved" and row.type == "DATE"]
    assert [(row.span.of(text), row.value, row.edtf, row.rule) for row in resolved] == (
        [(quote, value, value, rule)] if quote else []
    )
    assert all((row.anchor, row.anchor_basis) == (PUBLISHED, "published") for row in resolved)


@pytest.mark.parametrize(
    ("text", "quote", "value", "rule"),
    [
        ("قال الوزير الثلاثاء إنه مستعد", "الثلاثاء", "2026-01-06", "weekday"),
        ("وصل يوم الأربعاء إلى باريس", "يوم الأربعاء", "2026-01-07", "weekday"),
        ("وصل الخميس إلى باريس", "الخميس", "2026-01-01", "weekday"),
        ("سيلتقي الخميس نظيره", "الخميس", "2026-01-08", "weekday"),
        ("وقع الجمعة الماضية الاتفاق", "الجمعة الماضية", "2026-01-02", "weekday"),
        ("وقع الأربعاء الماضي الاتفاق", "الأربعاء الماضي", "2025-12-31", "weekday"),
        ("يوقع الأربعاء المقبل الاتفاق", "الأربعاء المقبل", "2026-01-14", "weekday"),
        ("اليوم الأربعاء في باريس", "اليوم الأربعاء", "2026-01-07", "weekday_with_relative_day"),
        ("أمس (الثلاثاء) في باريس", "أمس (الثلاثاء)", "2026-01-06", "weekday_with_relative_day"),
        ("يوم أمس، الثلاثاء، في باريس", "يوم أمس، الثلاثاء", "2026-01-06", "weekday_with_relative_day"),
        ("ביום שני נפגשו השרים", "יום שני", "2026-01-05", "weekday"),
        ("ביום ו' נפגשו השרים", "יום ו'", "2026-01-02", "weekday"),
        ("ביום שישי האחרון נפגשו", "יום שישי האחרון", "2026-01-02", "weekday"),
        ("ביום ראשון הבא ייפגשו", "יום ראשון הבא", "2026-01-11", "weekday"),
        ("הם צפויים להיפגש ביום חמישי בפריז", "יום חמישי", "2026-01-08", "weekday"),
        ("דנו אתמול (שלישי) בערבויות", "אתמול (שלישי)", "2026-01-06", "weekday_with_relative_day"),
        ("דנו היום (ד') בערבויות", "היום (ד')", "2026-01-07", "weekday_with_relative_day"),
        ("They met on Tuesday in Paris", "Tuesday", "2026-01-06", "weekday"),
        ("They met last Friday in Paris", "last Friday", "2026-01-02", "weekday"),
        ("They will meet on Thursday in Paris", "Thursday", "2026-01-08", "weekday"),
    ],
)
def test_a_weekday_is_the_nearest_past_one_unless_the_words_say_otherwise(
    text: str, quote: str, value: str, rule: str
) -> None:
    row = only(text)
    assert (row.span.of(text), row.type, row.value, row.edtf, row.rule) == (quote, "DATE", value, value, rule)


def test_a_weekday_that_contradicts_its_relative_day_is_left_unresolved() -> None:
    for text in ("قال أمس الأربعاء إنه مستعد", "דנו אתמול (רביעי) בערבויות"):
        row = only(text)
        assert (row.status, row.value, row.edtf, row.anchor, row.rule) == (
            "unresolved", None, None, None, "weekday_with_relative_day",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote", "value", "edtf_value"),
    [
        ("اجتمعوا بعد ظهر أمس في القصر", "بعد ظهر أمس", "2026-01-06TAF", "2026-01-06"),
        ("وصل صباح اليوم الأربعاء", "صباح اليوم الأربعاء", "2026-01-07TMO", "2026-01-07"),
        ("وصل مساء الثلاثاء إلى باريس", "مساء الثلاثاء", "2026-01-06TEV", "2026-01-06"),
        ("قصفوا المدينة ليل الاثنين", "ليل الاثنين", "2026-01-05TNI", "2026-01-05/2026-01-06"),
        ("في ساعة متأخرة من مساء أمس", "ساعة متأخرة من مساء أمس", "2026-01-06TEV", "2026-01-06"),
        ("وصلوا أمس صباحاً", "أمس صباحاً", "2026-01-06TMO", "2026-01-06"),
        ("وصلوا الليلة الماضية", "الليلة الماضية", "2026-01-06TNI", "2026-01-06/2026-01-07"),
        ("وصلوا هذا الصباح", "هذا الصباح", "2026-01-07TMO", "2026-01-07"),
        ("الساعة 10:30 صباح اليوم بدأ", "الساعة 10:30 صباح اليوم", "2026-01-07T10:30", "2026-01-07"),
        ("נפגש בערב יום שלישי בוושינגטון", "ערב יום שלישי", "2026-01-06TEV", "2026-01-06"),
        ("נפגש ביום שני בבוקר", "יום שני בבוקר", "2026-01-05TMO", "2026-01-05"),
        ("אתמול בערב נפגשו", "אתמול בערב", "2026-01-06TEV", "2026-01-06"),
        ("השיחות הסתיימו אמש בז'נבה", "אמש", "2026-01-06TEV", "2026-01-06"),
        ("הם חדרו הבוקר (רביעי) לרומניה", "הבוקר (רביעי)", "2026-01-07TMO", "2026-01-07"),
        ("הם תקפו הלילה את העיר", "הלילה", "2026-01-06TNI", "2026-01-06/2026-01-07"),
        ("They met on Tuesday evening", "Tuesday evening", "2026-01-06TEV", "2026-01-06"),
        ("They met this morning", "this morning", "2026-01-07TMO", "2026-01-07"),
        ("They attacked last night", "last night", "2026-01-06TNI", "2026-01-06/2026-01-07"),
    ],
)
def test_a_part_of_a_day_is_a_time_on_that_day(text: str, quote: str, value: str, edtf_value: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.type, row.value, row.edtf) == (quote, "TIME", value, edtf_value)
    assert (row.rule, row.status) == ("part_of_day", "resolved")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("בלילה שבין שלישי לרביעי תקפו", "לילה שבין שלישי לרביעי"),
        ("בלילה שבין יום שלישי ליום רביעי", "לילה שבין יום שלישי ליום רביעי"),
        ("قصفوها ليل الثلاثاء - الأربعاء", "ليل الثلاثاء - الأربعاء"),
        ("قصفوها ليل الثلاثاء/الأربعاء", "ليل الثلاثاء/الأربعاء"),
    ],
)
def test_a_night_between_two_days_begins_on_the_first(text: str, quote: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.type, row.rule) == (quote, "TIME", "night_between")
    assert (row.value, row.edtf) == ("2026-01-06TNI", "2026-01-06/2026-01-07")


def test_a_night_between_days_that_do_not_follow_one_another_is_unresolved() -> None:
    assert only("בלילה שבין שלישי לחמישי תקפו").status == "unresolved"


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("في 28 كانون الأول/ديسمبر الفائت، التقيا", "28 كانون الأول/ديسمبر الفائت", "2025-12-28"),
        ("في 28 ديسمبر (كانون الأول) الماضي", "28 ديسمبر (كانون الأول) الماضي", "2025-12-28"),
        ("في ٢٨ ديسمبر ٢٠٢٥ التقيا", "٢٨ ديسمبر ٢٠٢٥", "2025-12-28"),
        ("في السادس من يناير وقعوا", "السادس من يناير", "2026-01-06"),
        ("في السادس والعشرين من كانون الأول", "السادس والعشرين من كانون الأول", "2025-12-26"),
        ("في الرابع عشر من الشهر الماضي", "الرابع عشر من الشهر الماضي", "2025-12-14"),
        ("منذ 24 شباط/فبراير 2022م تتواصل", "24 شباط/فبراير 2022م", "2022-02-24"),
        ("يوم الثلاثاء 6 جانفي 2026 بباريس", "يوم الثلاثاء 6 جانفي 2026", "2026-01-06"),
        ("يوم الثلاثاء الموافق 6/1/2026 اجتمعوا", "يوم الثلاثاء الموافق 6/1/2026", "2026-01-06"),
        ("في 15 مارس المقبل يجتمعون", "15 مارس المقبل", "2026-03-15"),
        ("في 28 ديسمبر من العام الماضي", "28 ديسمبر من العام الماضي", "2025-12-28"),
        ("ב-6 בינואר 2026 נפגשו", "6 בינואר 2026", "2026-01-06"),
        ("עד ה-15 בפברואר יצביעו", "15 בפברואר", "2026-02-15"),
        ("ב-28 בדצמבר נפגשו המנהיגים", "28 בדצמבר", "2025-12-28"),
        ("ביום שלישי, 6 בינואר, נפגשו", "יום שלישי, 6 בינואר", "2026-01-06"),
        ("ב-14.04.26 פורסם הדוח", "14.04.26", "2026-04-14"),
        ("On January 6, 2026 they met", "January 6, 2026", "2026-01-06"),
        ("On Oct. 7 they attacked", "Oct. 7", "2025-10-07"),
        ("On 6 January they met", "6 January", "2026-01-06"),
        ("It was signed 2025-12-28 in Paris", "2025-12-28", "2025-12-28"),
    ],
)
def test_calendar_dates_of_many_forms(text: str, quote: str, value: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.type, row.value, row.edtf) == (quote, "DATE", value, value)
    assert (row.rule, row.status) == ("calendar_date", "resolved")


def test_a_full_date_needs_no_anchor_and_names_none() -> None:
    row = only("في 28 ديسمبر 2025 التقيا", published=None)
    assert (row.value, row.anchor, row.anchor_basis) == ("2025-12-28", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "في 25 شوال 1436هـ عقدت اللجنة",
        "في عام 1436هـ عقدت",
        "منذ شهر رمضان الماضي",
        "بتاريخ 30/8/1436هـ",
        "في 30 فبراير 2026",
    ],
)
def test_a_hijri_or_impossible_date_is_named_and_not_converted(text: str) -> None:
    assert [(row.status, row.value, row.edtf) for row in found(text)] == [("unresolved", None, None)]


def test_figures_that_two_countries_read_differently_stay_open() -> None:
    assert only("It was signed on 6/1/2026 there").status == "unresolved"
    assert only("It was signed on 1/13/2026 there").value == "2026-01-13"


@pytest.mark.parametrize(
    ("text", "quote", "value", "mod", "edtf_value", "rule"),
    [
        ("أوائل الشهر الجاري، أرسلت", "أوائل الشهر الجاري", "2026-01", "START", "2026-01~", "relative_period"),
        ("في الأسبوع المقبل يجتمعون", "الأسبوع المقبل", "2026-W03", None, "2026-01-11/2026-01-17", "relative_period"),
        ("خلال العام الماضي اجتمعوا", "العام الماضي", "2025", None, "2025", "relative_period"),
        ("نهاية العام الحالي يجتمعون", "نهاية العام الحالي", "2026", "END", "2026~", "relative_period"),
        ("هذا الشهر يجتمعون", "هذا الشهر", "2026-01", None, "2026-01", "relative_period"),
        ("القرن الماضي شهد ذلك", "القرن الماضي", "19", None, "19XX", "relative_period"),
        ("وقعها قبل ثلاث سنوات", "ثلاث سنوات", "2023", "APPROX", "2023~", "relative_period"),
        ("وقعها قبل أسبوعين", "أسبوعين", "2025-W52", "APPROX", "2025-12-21~/2025-12-27~", "relative_period"),
        ("בשבוע הבא ייפגשו", "שבוע הבא", "2026-W03", None, "2026-01-11/2026-01-17", "relative_period"),
        ("בשנה שעברה נפגשו", "שנה שעברה", "2025", None, "2025", "relative_period"),
        ("השנה נפגשו פעמיים", "השנה", "2026", None, "2026", "relative_period"),
        ("בסוף החודש ייפגשו", "סוף החודש", "2026-01", "END", "2026-01~", "relative_period"),
        ("They met last month", "last month", "2025-12", None, "2025-12", "relative_period"),
        ("صدر في مارس 2023 عن المحكمة", "مارس 2023", "2023-03", None, "2023-03", "month"),
        ("صدر في مطلع يونيو (حزيران)", "مطلع يونيو (حزيران)", "2025-06", "START", "2025-06~", "month"),
        ("صدر في كانون الأول الماضي", "كانون الأول الماضي", "2025-12", None, "2025-12", "month"),
        ("صو מעצר ממרץ 2023 בגין", "מרץ 2023", "2023-03", None, "2023-03", "month"),
        ("בנובמבר נפגשו השרים", "נובמבר", "2025-11", None, "2025-11", "month"),
        ("בסוף חודש מרץ 2025", "סוף חודש מרץ 2025", "2025-03", "END", "2025-03~", "month"),
        ("منذ عام 2014 تتواصل", "عام 2014", "2014", None, "2014", "year"),
        ("منذ 2014 تتواصل", "2014", "2014", None, "2014", "year"),
        ("بنهاية العام 2025م ارتفعت", "نهاية العام 2025م", "2025", "END", "2025~", "year"),
        ("בשנת 2023 נחתם", "שנת 2023", "2023", None, "2023", "year"),
        ("ב-2014 פלשו לחצי האי", "2014", "2014", None, "2014", "year"),
        ("في أواسط الثمانينات صنعوها", "أواسط الثمانينات", "198", "MID", "198X~", "year"),
        ("עד שנות ה-80 ייצרו", "שנות ה-80", "198", None, "198X", "year"),
        ("It has ruled since 2017 there", "2017", "2017", None, "2017", "year"),
    ],
)
def test_months_years_and_periods_around_the_anchor(
    text: str, quote: str, value: str, mod: str | None, edtf_value: str, rule: str
) -> None:
    row = only(text)
    assert (row.span.of(text), row.type, row.value) == (quote, "DATE", value)
    assert (row.mod, row.edtf, row.rule, row.status) == (mod, edtf_value, rule, "resolved")


@pytest.mark.parametrize(
    ("text", "quote", "value", "mod", "status"),
    [
        ("بعد مرور نحو أربع سنوات على الحرب", "نحو أربع سنوات", "P4Y", "APPROX", "resolved"),
        ("استمرت سبعة وعشرين يوماً", "سبعة وعشرين يوماً", "P27D", None, "resolved"),
        ("خلال الـ48 ساعة الماضية", "الـ48 ساعة الماضية", "PT48H", None, "resolved"),
        ("لمدة عام ونصف", "عام ونصف", "P1.5Y", None, "resolved"),
        ("استمر نحو ساعة ونصف الساعة", "نحو ساعة ونصف الساعة", "PT1.5H", "APPROX", "resolved"),
        ("انتظروا أسبوعاً كاملاً هناك", "أسبوعاً كاملاً", "P1W", None, "resolved"),
        ("It took a year and a half there", "a year and a half", "P1.5Y", None, "resolved"),
        ("منذ شهرين يتفاوضون", "شهرين", "P2M", None, "resolved"),
        ("منذ أشهر يتفاوضون", "أشهر", "PXM", None, "vague"),
        ("دعم عسكري طويل الأجل ومستمر", "طويل الأجل", "PXY", None, "vague"),
        ("التسليح على المدى الطويل للجيش", "المدى الطويل", "PXY", None, "vague"),
        ("המלחמה שנמשכת כארבע שנים", "ארבע שנים", "P4Y", "APPROX", "resolved"),
        ("המלחמה בת שלוש השנים של רוסיה", "שלוש השנים", "P3Y", None, "resolved"),
        ("יותר משלוש שנים אחרי הפלישה", "יותר משלוש שנים", "P3Y", "MORE_THAN", "resolved"),
        ("לפלוש שוב תוך חצי שנה לפחות", "חצי שנה", "P6M", None, "resolved"),
        ("استمرت نصف ساعة فقط", "نصف ساعة", "PT30M", None, "resolved"),
        ("استمر القتال عقودا", "عقودا", "PXDE", None, "vague"),
        ("הם יחכו שניים או שלושה ימים", "שניים או שלושה ימים", "PXD", None, "vague"),
        ("ينتظرون شهرين أو ثلاثة هناك", "شهرين أو ثلاثة", "PXM", None, "vague"),
        ("בתוך 2.5 שנים", "2.5 שנים", "P2.5Y", None, "resolved"),
        ("הם דנו במשך עשרים ושלוש דקות", "עשרים ושלוש דקות", "PT23M", None, "resolved"),
        ("נמשך יומיים בלבד", "יומיים", "P2D", None, "resolved"),
        ("במשך כמה ימים", "כמה ימים", "PXD", None, "vague"),
        ("אנשים מסתכלים 3-4 שנים קדימה", "3-4 שנים", "PXY", None, "vague"),
        ("סיוע צבאי ארוך טווח לצבא", "ארוך טווח", "PXY", None, "vague"),
        ("It lasted 1 minute and 45 seconds there", "1 minute and 45 seconds", "PT1M45S", None, "resolved"),
        ("The four-year war goes on", "four-year", "P4Y", None, "resolved"),
        ("They fought for more than three years there", "more than three years", "P3Y", "MORE_THAN", "resolved"),
    ],
)
def test_durations(text: str, quote: str, value: str, mod: str | None, status: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.type, row.rule) == (quote, "DURATION", "duration")
    assert (row.value, row.mod, row.status, row.edtf, row.anchor) == (value, mod, status, None, None)


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("يحتاجون الآن إلى الدعم", "الآن", "PRESENT_REF"),
        ("يحتاجون حالياً إلى الدعم", "حالياً", "PRESENT_REF"),
        ("هجوماً مسلحاً في المستقبل", "المستقبل", "FUTURE_REF"),
        ("لهجوم روسي مسلّح مستقبلاً،", "مستقبلاً", "FUTURE_REF"),
        ("في الأيام القليلة المقبلة", "الأيام القليلة المقبلة", "FUTURE_REF"),
        ("في السنوات الأخيرة تراجعت", "السنوات الأخيرة", "PAST_REF"),
        ("قال ذلك في الماضي مرارا", "الماضي", "PAST_REF"),
        ("وصلت قبل أيام", "أيام", "PAST_REF"),
        ("שמציעים כעת לפתור", "כעת", "PRESENT_REF"),
        ("לא תותקף שוב בעתיד הן", "עתיד", "FUTURE_REF"),
        ("נגד תוקפנות רוסית עתידית", "עתידית", "FUTURE_REF"),
        ("הפסגה העתידית בפריז", "עתידית", "FUTURE_REF"),
        ("לדברי שגריר רוסיה דאז", "דאז", "PAST_REF"),
        ("עד כה לא נחתם הסכם", "עד כה", "PRESENT_REF"),
        ("دعم القوات المستقبلية للبلاد", "المستقبلية", "FUTURE_REF"),
        ("انتهاك أي اتفاق سلام بالمستقبل", "المستقبل", "FUTURE_REF"),
        ("كان آنذاك وزيرا للخارجية", "آنذاك", "PAST_REF"),
        ("כבר הבהירה בעבר כי", "עבר", "PAST_REF"),
        ("הנוסח הסופי בשעות הקרובות", "שעות הקרובות", "FUTURE_REF"),
        ("פלישה נוספת בשנים הקרובות", "שנים הקרובות", "FUTURE_REF"),
        ("They need support now, he said", "now", "PRESENT_REF"),
        ("They did so in recent months", "recent months", "PAST_REF"),
    ],
)
def test_vague_times(text: str, quote: str, value: str) -> None:
    row = only(text)
    rule = {"PAST_REF": "vague_past", "PRESENT_REF": "vague_present", "FUTURE_REF": "vague_future"}[value]
    assert (row.span.of(text), row.value, row.rule, row.status) == (quote, value, rule, "vague")
    assert (row.edtf, row.anchor) == (None, None)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ضمانات في اليوم الذي يوقعون فيه", "اليوم الذي"),
        ("وفي اليوم التالي غادروا", "اليوم التالي"),
        ("في العام نفسه وقعوا", "العام نفسه"),
        ("ביטחונה ביום שאחרי הפסקת האש", "יום שאחרי"),
        ("למחרת חזרו לבירה", "למחרת"),
        ("באותו יום נחתם ההסכם", "אותו יום"),
        ("كمية من الطمأنينة في الأيام التي تلي الهدنة", "الأيام التي"),
        ("وبعد ذلك غادروا إلى بلادهم", "بعد ذلك"),
        ("في ذلك الوقت لم يكن أحد هناك", "ذلك الوقت"),
        ("عشية القمة وصل الوفد", "عشية"),
        ("השיחה נערכה כמה ימים אחרי ההסכם", "כמה ימים"),
        ("הם נפגשו יומיים לפני תום האולטימטום", "יומיים"),
        ("המבצע התבצע כחודש לאחר ההשבעה", "חודש"),
        ("התגלה לפני כן בבדיקה שגרתית", "לפני כן"),
        ("לאחר מכן חזרו לבירה", "לאחר מכן"),
    ],
)
def test_a_day_fixed_by_an_event_is_not_today_and_unresolved(text: str, quote: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.rule, row.status, row.value) == (quote, "event_relative", "unresolved", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("يجتمعون يومياً", "P1D"),
        ("كل يوم جمعة", "XXXX-WXX-5"),
        ("הם נפגשים מדי שנה", "P1Y"),
        ("في كلمته المصورة اليومية", "P1D"),
        ("التقرير السنوي للمنظمة", "P1Y"),
        ("הישיבה השבועית של הממשלה", "P1W"),
        ("يجتمعون كل أسبوعين", "P2W"),
        ("הם נפגשים אחת לחודש", "P1M"),
    ],
)
def test_what_repeats_is_a_set(text: str, value: str) -> None:
    row = only(text)
    assert (row.type, row.value, row.rule) == ("SET", value, "set")


@pytest.mark.parametrize(
    "text",
    [
        "الأمين العام الحالي للمنظمة",
        "صواريخ بعيدة المدى لأوكرانيا",
        "صواريخ طويلة المدى لأوكرانيا",
        "جدول أعمال اليوم",
        "اليوم الوطني للبلاد",
        "مارس ضغطا كبيرا",
        "نحو ثلاثين دولة أوروبية",
        "ازدواجية المواقف، لئلا يغضبوا",
        "في 2000 موقع",
        "סדר היום של הפסגה",
        "טילים ארוכי טווח",
        "בין שתי המדינות",
        "הבמאי והשחקן, ראשון מסוגו",
        "הפרק השני והשלישי",
        "0:00\nالنص هنا",
        "F16 و G7 و 5+1",
        "He may march on",
    ],
)
def test_what_only_looks_temporal_is_no_date(text: str) -> None:
    assert quotes(text) == []


def test_without_a_date_of_publication_nothing_is_guessed() -> None:
    for text in ("اليوم الثلاثاء", "أوائل الشهر الجاري", "في 28 ديسمبر الفائت", "אתמול (רביעי)", "בשבוע הבא"):
        row = only(text, published=None)
        assert (row.status, row.value, row.edtf, row.anchor, row.anchor_basis) == ("unresolved", None, None, None, None)


@pytest.mark.parametrize("published", ["2026-01", "2026", "2026-01-06/2026-01-07", "2026-99-99", "soon"])
def test_only_a_whole_day_of_publication_anchors_a_day(published: str) -> None:
    assert only("اجتمعوا أمس في باريس", published).status == "unresolved"


def test_an_inferred_date_of_publication_is_passed_on_as_uncertain() -> None:
    row = only("اجتمعوا أمس في باريس", "2026-01-07?")
    assert (row.value, row.edtf, row.anchor, row.anchor_basis) == (
        "2026-01-06", "2026-01-06?", "2026-01-07?", "published_inferred",
    )  # fmt: skip
    assert only("اجتمعوا أمس في باريس", "2026-01-07%").anchor == "2026-01-07%"
    assert only("أوائل الشهر الجاري وصلوا", "2026-01-07?").edtf == "2026-01%"
    assert only("قصفوها ليل الثلاثاء - الأربعاء", "2026-01-07?").edtf == "2026-01-06?/2026-01-07?"
    assert only("منذ عام 2014 تتواصل", "2026-01-07?").edtf == "2014"


def test_inside_a_quotation_the_anchor_is_the_day_of_the_speech() -> None:
    for text in (
        '"אנו מאוחדים היום כמו תמיד", כתב אתמול ברשת.',
        "وقال أمس: «نحن متحدون اليوم كما كنا دائما».",
        '"אנו מאוחדים יותר מתמיד. זה ברור היום לכולנו", אמר ביום שלישי.',
    ):
        told, quoted = sorted(found(text), key=lambda row: row.anchor_basis == "quoted_speech")
        assert (told.value, told.anchor, told.anchor_basis) == ("2026-01-06", PUBLISHED, "published")
        assert (quoted.value, quoted.anchor, quoted.anchor_basis) == ("2026-01-06", "2026-01-06", "quoted_speech")
        assert quoted.anchor_date_id == told.local_id


def test_in_a_quotation_whose_day_is_not_told_today_is_no_day_but_a_year_or_a_date_is_one() -> None:
    row = only('"אנו מאוחדים היום כמו תמיד", כתב ברשת.')
    assert (row.value, row.anchor, row.status) == (None, None, "unresolved")
    assert only("وكتب: «ستنتهي هذه الحرب حتما العام المقبل».").value == "2027"
    assert only("وكتب: «سنلتقي مجددا هنا في 14 يناير إن شاء الله».").value == "2026-01-14"


def test_a_term_in_quotation_marks_is_no_speech() -> None:
    rows = found('אתמול נפתח "כינוס היום" בפריז.')
    assert [row.anchor_basis for row in rows] == ["published", "published"]


def test_years_beyond_the_calendar_are_unresolved_and_break_nothing() -> None:
    assert only("يعود غداً إلى بلاده", "9999-12-31").status == "unresolved"
    assert only("وقعها قبل 3000 سنة", PUBLISHED).status == "unresolved"


PIECES = [
    "اليوم", "أمس", "الثلاثاء", "مساء", "قبل", "ثلاثة", "أيام", "6", "٢٠٢٦", "يناير", "كانون الثاني", "الماضي", "العام",
    "بـ", "و", "היום", "אתמול", "יום", "שלישי", "לפני", "שנים", "ב-", "מרץ", "last", "Tuesday", "1/13/2026",
    "(", ")", "،", "/", "-",
    " ", " ", " ", ".", "\n", '"', "«", "»", "هـ", "2026-01-06", "10:30",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.characters(exclude_categories=["Cs"])), max_size=25)


@settings(deadline=None)  # the first example loads a language
@given(texts.map("".join), st.sampled_from(languages.available()), st.dates(), st.sampled_from(["", "?"]))
def test_every_date_is_well_formed_and_stands_at_word_edges(text: str, code: str, day: object, mark: str) -> None:
    rows = found(text, f"{day}{mark}", code)
    edges = grapheme_edges(text)
    end = 0
    for row in rows:
        assert row.span.start >= end
        end = row.span.end
        assert set(row.span) <= edges
        assert at_word_edges(text, row.span, languages.load(code).proclitics | {"ال"})
        assert row.edtf is None or edtf.is_valid(row.edtf)
        assert (row.value is None) == (row.status == "unresolved")
        assert (row.anchor is None) == (row.anchor_basis is None)
    assert [row.local_id for row in rows] == [f"d{at}" for at in range(1, len(rows) + 1)]


def test_a_date_on_another_weekday_than_the_text_says_is_unresolved() -> None:
    assert only("اجتمعوا يوم الأربعاء 7 يناير 2026 في باريس").value == "2026-01-07"
    row = only("اجتمعوا يوم الثلاثاء 7 يناير 2026 في باريس")
    assert (row.status, row.value, row.edtf) == ("unresolved", None, None)


@pytest.mark.parametrize(
    ("text", "quote", "value", "edtf_value"),
    [
        ("في صيف 2014 اندلعت الحرب", "صيف 2014", "2014-SU", "2014-22"),
        ("في خريف عام 2024 عادوا", "خريف عام 2024", "2024-FA", "2024-23"),
        ("اندلعت في الصيف الماضي", "الصيف الماضي", "2025-SU", "2025-22"),
        ("تنتهي الصيف المقبل", "الصيف المقبل", "2026-SU", "2026-22"),
        ("في الشتاء الماضي انقطعت الكهرباء", "الشتاء الماضي", "2024-WI", "2024-24"),
        ("הלחימה פרצה בקיץ 2014 במזרח", "קיץ 2014", "2014-SU", "2014-22"),
        ("הלחימה פרצה בקיץ האחרון", "קיץ האחרון", "2025-SU", "2025-22"),
        ("نما الاقتصاد في الربع الأول من عام 2025", "الربع الأول من عام 2025", "2025-Q1", "2025-01/2025-03"),
        ("في النصف الثاني من العام الماضي", "النصف الثاني من العام الماضي", "2025-H2", "2025-07/2025-12"),
        ("ברבעון הראשון של 2025 צמח המשק", "רבעון הראשון של 2025", "2025-Q1", "2025-01/2025-03"),
        ("אשתקד נחתם ההסכם", "אשתקד", "2025", "2025"),
    ],
)
def test_seasons_quarters_and_halves_of_years(text: str, quote: str, value: str, edtf_value: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.value, row.edtf) == (quote, value, edtf_value)
    assert (row.rule, row.status) == ("relative_period", "resolved")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("בין השנים 1939-1940 נלחמו", ["1939", "1940"]),
        ("في عامي 2014 و2015 تكرر ذلك", ["2014", "2015"]),
        ("درب الفريق بين 2014 و2016 ثم رحل", ["2014", "2016"]),
        ("המלחמה נמשכה בין 2014 ל-2022 ברצף", ["2014", "2022"]),
        ("في الفترة 2010-2014 تراجعت", ["2010", "2014"]),
    ],
)
def test_each_year_of_a_range_is_a_date(text: str, values: list[str]) -> None:
    assert [one.value for one in found(text) if one.rule == "year"] == values


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("הטבח ב-7.10 שינה הכול", "7.10", "2025-10-07"),
        ("הם ייפגשו ביום חמישי, 8.1, בפריז", "יום חמישי, 8.1", "2026-01-08"),
        ("הישיבה ב-15/3 נדחתה", "15/3", "2026-03-15"),
        ("يوم الخميس 8/1 يجتمعون", "يوم الخميس 8/1", "2026-01-08"),
    ],
)
def test_a_day_in_figures_may_lack_its_year(text: str, quote: str, value: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.value, row.rule) == (quote, value, "calendar_date")


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("اقتحموا أول من أمس نحو الساعة السابعة الفندق", "أول من أمس نحو الساعة السابعة", "2026-01-05T07:00"),
        ("يوم الثلاثاء الساعة 10:30 صباحاً", "يوم الثلاثاء الساعة 10:30 صباحاً", "2026-01-06T10:30"),
        ("אתמול בשעה 20:00 נפתחה הפסגה", "אתמול בשעה 20:00", "2026-01-06T20:00"),
    ],
)
def test_a_clock_time_may_follow_its_day(text: str, quote: str, value: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.type, row.value) == (quote, "TIME", value)


@pytest.mark.parametrize("text", ["הטקס נערך בט' באב תשפ\"ה", 'ההסכם נחתם בי"ד בניסן', "בחודש אדר מרבים בשמחה"])
def test_a_date_of_the_jewish_calendar_is_named_and_not_converted(text: str) -> None:
    row = only(text)
    assert (row.type, row.status, row.value, row.edtf) == ("DATE", "unresolved", None, None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("يومي الثلاثاء والأربعاء", ["2026-01-06", "2026-01-07"]),
        ("يومي 15 و16 مارس", ["2026-03-15", "2026-03-16"]),
        ("ב-15 וב-16 במרץ", ["2026-03-15", "2026-03-16"]),
        ("في يونيو ويوليو الماضيين", ["2025-06", "2025-07"]),
    ],
)
def test_each_of_two_days_that_share_their_month_is_a_date(text: str, values: list[str]) -> None:
    assert [one.value for one in found(text)] == values


@pytest.mark.parametrize(
    ("text", "quote", "value", "mod"),
    [
        ("وصل قبل عامين ونصف العام", "عامين ونصف العام", "2023-07", "APPROX"),
        ("הם נפגשו לפני חצי שנה", "חצי שנה", "2025-07", "APPROX"),
        ("הם נפגשו לפני יותר מעשור", "יותר מעשור", "2016", "MORE_THAN"),
        ("הם ייפגשו בסוף השבוע הקרוב", "סוף השבוע הקרוב", "2026-W02-WE", None),
        ("הם נפגשו בסוף השבוע האחרון", "סוף השבוע האחרון", "2026-W01-WE", None),
        ("הצו נחתם ב-28 לחודש", "28 לחודש", "2026-01-28", None),
    ],
)
def test_periods_that_are_counted_from_the_anchor(text: str, quote: str, value: str, mod: str | None) -> None:
    row = only(text)
    assert (row.span.of(text), row.value, row.mod, row.status) == (quote, value, mod, "resolved")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("سيناقشون الملف يوم الجمعة", "2026-01-09"),
        ("ستتسلم البلاد المعدات الخميس", "2026-01-08"),
        ("ناقشوا الملف يوم الجمعة", "2026-01-02"),
        ("ביום שישי ישוחחו השניים שוב", "2026-01-09"),
        ("ביום שישי שוחחו השניים שוב", "2026-01-02"),
    ],
)
def test_a_verb_in_the_future_makes_a_weekday_one_to_come(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("وصل الوفد يوم الثلاثاء إلى باريس وغادرها مساءً.", ["2026-01-06", "2026-01-06TEV"]),
        ("انتهت العملية ليلة أول من أمس ونقل الجرحى ليلاً إلى العاصمة.", ["2026-01-05TNI", "2026-01-05TNI"]),
        ("ביום שלישי נחת השר בפריז ויצא אחר הצהריים לפגישה.", ["2026-01-06", "2026-01-06TAF"]),
        ("وصل الوفد يوم الثلاثاء. وغادر مساءً.", ["2026-01-06", None]),
    ],
)
def test_a_part_of_a_day_is_of_the_day_before_it_in_its_sentence(text: str, values: list[str | None]) -> None:
    rows = found(text)
    assert [one.value for one in rows] == values
    assert rows[1].anchor_basis == ("event" if values[1] else None)


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("ستنتهي هذه الأزمة العام المقبل", "العام المقبل", "2027"),
        ("خسر الفريق في المسابقة العام الماضي على أرضه", "العام الماضي", "2025"),
        ("هبطت عقود الذهب تسليم ديسمبر كانون الأول", "ديسمبر كانون الأول", "2025-12"),
        ("فاقت مبيعات حزيران (يونيو) التوقعات", "حزيران (يونيو)", "2025-06"),
        ("لم يدفعوا رواتب نوفمبر للعمال", "نوفمبر", "2025-11"),
        ("تباطأ النمو في الربع الثالث", "الربع الثالث", "2025-Q3"),
        ("فاز بالكأس في مونديال البرازيل 2014 قبل أن يعتزل", "2014", "2014"),
        ("يصل الوفد يوم 14 يناير الجاري", "يوم 14 يناير الجاري", "2026-01-14"),
        ("بدأ القصف ليل السادس من يناير", "ليل السادس من يناير", "2026-01-06TNI"),
        ("העובדים לא קיבלו את משכורות נובמבר", "נובמבר", "2025-11"),
    ],
)
def test_a_month_a_quarter_and_a_year_may_stand_without_a_word_before_them(text: str, quote: str, value: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.value) == (quote, value)


@pytest.mark.parametrize(
    "text",
    [
        "طلب الأمين العام الحالي تقريرا",
        "صدر القرار 1995، ورُفض",
        "ألغت ثورة يوليو الألقاب",
        "سجل في النصف الأول من المباراة",
        "משתמשים בהמשך לסיכום",
    ],
)
def test_an_office_a_number_and_a_half_of_a_match_are_no_dates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("في بداية الحرب لجأوا إلى القبو", "بداية الحرب"),
        ("התושבים ירדו למקלט בתחילת המלחמה", "תחילת המלחמה"),
        ("عادت الأرباح إلى مستواها في نفس الفترة", "نفس الفترة"),
        ("وصلته البرقية قبل أيام من الحادث", "أيام"),
        ("בשבועות הראשונים הם חיו מחסכונות", "שבועות הראשונים"),
    ],
)
def test_a_time_that_a_war_or_another_event_fixes_is_unresolved(text: str, quote: str) -> None:
    row = only(text)
    assert (row.span.of(text), row.rule, row.status) == (quote, "event_relative", "unresolved")


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("هبط السعر اليوم الساعة 0947 بتوقيت نيويورك", "اليوم الساعة 0947 بتوقيت نيويورك", "2026-01-07T09:47"),
        ("أغلقت البورصة في الساعة (8:20 بتوقيت لندن)", "الساعة (8:20 بتوقيت لندن)", None),
    ],
)
def test_a_clock_time_may_be_four_figures_and_name_its_zone(text: str, quote: str, value: str | None) -> None:
    row = only(text)
    assert (row.span.of(text), row.value) == (quote, value)


def test_every_morning_is_a_set() -> None:
    row = only("يجري العداء كل صباح")
    assert (row.type, row.value) == ("SET", "XXXX-XX-XXTMO")
