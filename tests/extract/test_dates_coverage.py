"""Dates: rates, rows of days, spans of years, holidays and vague references, as Arabic and Hebrew news tell them.

The article was published on Wednesday, 7 January 2026.
"""

from __future__ import annotations

import pytest

from musnad import languages
from musnad.extract.dates import find_dates
from musnad.extract.roles import find_sentences
from musnad.folding import fold
from musnad.records import Date


def found(text: str) -> list[Date]:
    language = languages.load(languages.detect(text) or "en")
    folded = fold(text)
    return find_dates(folded, find_sentences(folded, language), language, "2026-01-07")


def told(text: str) -> list[tuple[str, str, str | None]]:
    """Words, type and value of each expression."""
    return [(row.span.of(text), row.type, row.value) for row in found(text)]


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("تنتج الحقول مليون برميل في اليوم، حسب الوزارة", "اليوم", "P1D"),
        ("بلغ الإنتاج مليون برميل في اليوم خلال الصيف", "اليوم", "P1D"),
        ("يجتمع المجلس مرتين في الأسبوع", "مرتين في الأسبوع", "P1W"),
        ("يزور المعرض ألف شخص في اليوم الواحد", "اليوم الواحد", "P1D"),
        ("הצוות נפגש פעמיים בשבוע", "פעמיים בשבוע", "P1W"),
        ("הם מתאמנים שלוש פעמים בשבוע", "שלוש פעמים בשבוע", "P1W"),
        ("בכל ערב משודרת תוכנית", "כל ערב", "XXXX-XX-XXTEV"),
        ("הוועדה מתכנסת אחת לשלושה חודשים", "אחת לשלושה חודשים", "P3M"),
        ("הם חוזרים לכאן שנה אחר שנה", "שנה אחר שנה", "P1Y"),
        ("يصدر التقرير نصف السنوي قريبا جدا", "نصف السنوي", "P6M"),
    ],
)
def test_a_rate_is_a_set(text: str, quote: str, value: str) -> None:
    assert (quote, "SET", value) in told(text)


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("تظاهر العمال لليوم الثاني على التوالي", "ليوم الثاني على التوالي", "P2D"),
        ("هبطت الأسعار للأسبوع الخامس على التوالي", "لأسبوع الخامس على التوالي", "P5W"),
        ("استمر القصف طوال اليوم.", "اليوم", "P1D"),
        ("انتظروا سبعة أعوام، ثم عقد من الزمن", "عقد من الزمن", "P1DE"),
        ("أمضوا عاما ونصف عام من المفاوضات", "عاما ونصف عام", "P1.5Y"),
        ("يبلغ من العمر (28) سنة", "(28) سنة", "P28Y"),
        ("خلال الـ 24 ساعة الماضية", "الـ 24 ساعة الماضية", "PT24H"),
        ("الذكريات تعود إلى عشرات السنين", "عشرات السنين", "PXY"),
        ("הקרבות נמשכו כל היום", "כל היום", "P1D"),
        ("במהלך היממה האחרונה נורו רקטות", "היממה האחרונה", "P1D"),
        ("ההסכם תקף לחמש שנים קדימה", "חמש שנים קדימה", "P5Y"),
        ("הוא חי כאן מזה עשרות שנים", "עשרות שנים", "PXY"),
    ],
)
def test_a_row_of_days_and_a_whole_period_are_durations(text: str, quote: str, value: str) -> None:
    assert (quote, "DURATION", value) in told(text)


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("أقر المجلس ميزانية 2014-15", "P2Y", "2014/2015"),
        ("הממשלה אישרה את תקציב 2017-18", "P2Y", "2017/2018"),
        ("עונת 2023/24 נפתחה", "P2Y", "2023/2024"),
    ],
)
def test_two_years_written_as_one_figure_are_the_time_from_the_first_to_the_second(
    text: str, value: str, edtf: str
) -> None:
    (row,) = found(text)
    assert (row.type, row.value, row.edtf, row.rule) == ("DURATION", value, edtf, "year")


def test_a_year_and_its_month_are_no_span_of_years() -> None:
    assert all(row.type == "DATE" for row in found("הדוח של 2015-08 פורסם"))


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("تأسس النادي عام2014 في جدة", "عام2014", "2014"),
        ("انتهى المشروع في يونيو2011", "يونيو2011", "2011-06"),
        ("يعود البناء إلى القرن الـ 19", "القرن الـ 19", "18"),
    ],
)
def test_a_figure_glued_to_its_word_or_apart_from_its_article_is_read(text: str, quote: str, value: str) -> None:
    assert told(text) == [(quote, "DATE", value)]


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("تراجع عن الفترة السابقة كثيرا", "الفترة السابقة", "PAST_REF"),
        ("سجل أهدافا في الموسم الماضي", "الموسم الماضي", "PAST_REF"),
        ("يستعد الفريق للموسم الكروي المقبل", "لموسم الكروي المقبل", "FUTURE_REF"),
        ("تتوسع القناة الحالية", "الحالية", "PRESENT_REF"),
        ("התנאים אז לא היו טובים", "אז", "PAST_REF"),
        ("זו מטרת המהלך הנוכחי", "נוכחי", "PRESENT_REF"),
    ],
)
def test_a_vague_reference_says_past_present_or_future(text: str, quote: str, value: str) -> None:
    assert (quote, "DATE", value) in told(text)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("يسافرون خلال إجازة عيد الفطر المبارك", "إجازة عيد الفطر المبارك"),
        ("افتتح المعرض في رمضان", "رمضان"),
        ("ينطلق الأسبوع مع بداية العام الدراسي الجديد", "بداية العام الدراسي الجديد"),
        ("وصل القطار في موعده المحدد", "موعده المحدد"),
        ("مقارنة بنفس الفترة من العام الماضي", "نفس الفترة من العام الماضي"),
        ("בסוף שנת הלימודים ייסגר המוסד", "סוף שנת הלימודים"),
        ("מאז פרוץ המלחמה השתנה הכול", "פרוץ המלחמה"),
        ("הצבא מכין את הציוד לזמני מלחמה", "זמני מלחמה"),
        ("הטקס ייערך בערב יום העצמאות", "ערב יום העצמאות"),
    ],
)
def test_what_an_event_or_another_calendar_fixes_stays_unresolved(text: str, quote: str) -> None:
    assert quote in [row.span.of(text) for row in found(text) if row.status == "unresolved"]


def test_of_two_calendars_the_one_that_is_counted_here_gives_the_day() -> None:
    text = "افتتح المعرض يوم الثلاثاء 12 شوال 1436هـ الموافق 28 يوليو 2015م في جدة"
    assert told(text) == [("يوم الثلاثاء 12 شوال 1436هـ الموافق 28 يوليو 2015م", "DATE", "2015-07-28")]


def test_both_ends_of_a_range_of_days_have_its_month() -> None:
    text = "تقام الدورة من 1 إلى 15 مارس المقبل"
    assert told(text) == [("1", "DATE", "2026-03-01"), ("15 مارس المقبل", "DATE", "2026-03-15")]


def test_a_month_of_last_year_may_be_told_by_one_word() -> None:
    assert told("הדוח הוגש במאי אשתקד") == [("מאי אשתקד", "DATE", "2025-05")]


def test_the_first_hours_of_a_day_part_belong_to_it() -> None:
    text = "اندلع القتال منذ الساعات الأولى من فجر الثلاثاء"
    assert told(text) == [("الساعات الأولى من فجر الثلاثاء", "TIME", "2026-01-06TMO")]


@pytest.mark.parametrize(
    "text",
    [
        "قال ظافر الشهري للصحيفة",
        "من خلال عقد شراكات جديدة",
        "بدقة 1920×1080 بكسل",
        "وقعت الشركة العقد الجديد",
        "شارك اللاعب رمضان صبحي في المباراة",
        "تغيرت المنطقة بعد الربيع العربي",
        "ואז הלכנו הביתה",
        "הספר עוסק במלחמת ששת הימים",
        "אם כך, אז מה הבעיה?",
    ],
)
def test_a_family_name_a_means_and_a_consequence_are_no_dates(text: str) -> None:
    assert told(text) == []
