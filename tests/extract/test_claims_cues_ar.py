"""Arabic cues: which words tell that somebody said something, which only look so, and where their source ends."""

from __future__ import annotations

import pytest

from musnad.records import Actor, Registry
from tests.extract.extracted import extracted

ACTORS = [Actor("reuters", "Reuters", "agency", names={"ar": "رويترز"})]
REGISTRY: Registry = {actor.actor_id: actor for actor in ACTORS}


def said(text: str) -> list[tuple[str, str | None, str]]:
    """Of every attributed claim the cue and the words of its nearest hop, and the content."""
    rows = []
    for claim in extracted(text, "ar", REGISTRY).claims:
        if claim.attribution:
            hop = claim.attribution[0]
            cue = " … ".join(one.of(text) for one in hop.cue_spans)
            content = " … ".join(span.of(text) for span in claim.spans)
            rows.append((cue, hop.span.of(text) if hop.span else None, content))
    return rows


@pytest.mark.parametrize("participle", ["مبينا", "مبيناً", "مبينة", "مبينين", "لافتا النظر إلى", "لافتة الانتباه إلى"])
def test_participles_of_telling_open_a_content_in_every_form(participle: str) -> None:
    text = f"قالت المديرة إن الدورة بدأت، {participle} أن المقاعد محدودة."
    assert [row[2] for row in said(text)] == ["الدورة بدأت", "المقاعد محدودة"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("وأبان الخازن أن الدفاتر ستراجع.", ("أبان", "الخازن", "الدفاتر ستراجع")),
        (
            "وأجمع عدد من ملاك الفنادق على أن الموسم ضعيف.",
            ("أجمع", "عدد من ملاك الفنادق", "الموسم ضعيف"),
        ),
        (
            "ولفت رئيس اللجنة التنفيذية النظر إلى أن العقد سينتهي قريبا.",
            ("لفت", "رئيس اللجنة التنفيذية", "العقد سينتهي قريبا"),
        ),
        ("وتدعي الشركة أن الجهاز آمن.", ("تدعي", "الشركة", "الجهاز آمن")),
        ("أثبتت الأبحاث أن الشاي مفيد.", ("أثبتت", "الأبحاث", "الشاي مفيد")),
    ],
)
def test_verbs_that_are_nouns_too_are_cues_where_they_have_a_subject_and_a_clause(
    text: str, row: tuple[str, str, str]
) -> None:
    assert said(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "وأثبت رجال الإطفاء دوما أنهم قادرون على القيام بعملهم.",
        "ذكر المدرب في تصريحات صحفية سابقة أسماء اللاعبين.",
        "توزع المقاعد وفق الاختصاص والمعدل.",
        "تباع الأجهزة حسب المواصفات العالمية.",
        "يعمل المصنع وفقا للمعايير الدولية.",
        "تختلف الأسعار بحسب عادات المستهلكين.",
    ],
)
def test_deeds_and_measures_are_no_speech(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("وفق مصادر طبية", "مصادر طبية"),
        ("بحسب دراسة بريطانية", "دراسة بريطانية"),
        ("بحسب ليندكفيست", "ليندكفيست"),
        ("وفقا لرويترز", "رويترز"),
        ("حسب «الميدان»", "الميدان"),
    ],
)
def test_who_or_what_tells_something_is_according_to(phrase: str, words: str) -> None:
    assert [row[1] for row in said(f"وصل عشرون جريحا إلى المستشفى، {phrase}.")] == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('ذكرت مصادر طبية لـ"الميدان" أن عشرين جريحا وصلوا.', "مصادر طبية"),
        ("ذكرت مصادر طبية لـ«عقود» أن عشرين جريحا وصلوا.", "مصادر طبية"),
        ("قالت وسائل إعلام محلية إن الحريق أخمد.", "وسائل إعلام محلية"),
        ("قال فوريلاند إن الحريق أخمد.", "فوريلاند"),
    ],
)
def test_a_source_ends_before_whom_it_tells_and_begins_with_its_first_letter(text: str, words: str) -> None:
    assert [row[1] for row in said(text)] == [words]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("أكد الوزير حرص الدولة على سلامة الطرق.", ("أكد", "الوزير", "حرص الدولة على سلامة الطرق")),
        (
            "أكد شاهر التمار وكيل المحافظة تطهير المجرى من العوائق.",
            ("أكد", "شاهر التمار", "تطهير المجرى من العوائق"),
        ),
        ("وأكد وقوف النقابة خلف أعضائها.", ("أكد", None, "وقوف النقابة خلف أعضائها")),
    ],
)
def test_a_stance_that_a_verb_of_stressing_governs_is_its_content(text: str, row: tuple[str, str, str]) -> None:
    assert said(text) == [row]


def test_a_participle_that_begins_its_sentence_goes_on_with_who_spoke_last() -> None:
    text = "قال شاهر التمار إن السوق مغلقة.\nمشيرا إلى أن الباعة انتقلوا إلى الشارع المجاور."
    assert [row[1] for row in said(text)] == ["شاهر التمار", "شاهر التمار"]


def test_behind_but_a_subject_of_its_own_stands_before_its_verb() -> None:
    text = "خسر الفريق أمام بطل الدوري لكن المدرب نايجل هارت أكد أن اللاعبين لم يتعبوا."
    assert [row[1] for row in said(text)] == ["نايجل هارت"]


def test_a_verb_that_ends_like_a_dual_has_its_subject_behind_it() -> None:
    assert [row[1] for row in said("أدان المتحدث ما جرى في السوق، مؤكدا أن الفاعل سيحاسب.")][-1] == "المتحدث"


def test_a_pronoun_behind_the_verb_that_points_at_a_text_is_no_source() -> None:
    assert [row[1] for row in said("وقالت فيها إن المعرض سيمدد.")] == [None]


def test_what_a_colon_opens_goes_on_to_the_end_of_the_paragraph() -> None:
    text = (
        "يقول شاهر التمار: إن الحي كان هادئا. وجميعنا نعرف أهله. يذكر أن الحي بني قبل سنوات.\n"
        "وصلت الشاحنات إلى السوق عند الفجر."
    )
    assert [(row[1], row[2]) for row in said(text)] == [
        ("شاهر التمار", "الحي كان هادئا"),
        ("شاهر التمار", "جميعنا نعرف أهله"),
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "وأبدى الخازن إعجابه الشديد بترتيب الرفوف.",
            ("أبدى … إعجابه", "الخازن", "ترتيب الرفوف"),
        ),
        (
            "عبر الحضور عن سعادتهم بعودة المسرح.",
            ("عبر … عن سعادتهم", "الحضور", "عودة المسرح"),
        ),
        (
            "أعربت النقابة عن بالغ قلقها إزاء تأخر الرواتب.",
            ("أعربت … عن بالغ قلقها", "النقابة", "تأخر الرواتب"),
        ),
    ],
)
def test_who_shows_a_feeling_speaks_with_and_without_a_preposition(text: str, row: tuple[str, str, str]) -> None:
    assert said(text) == [row]


def test_a_feeling_that_nobody_shows_is_no_cue() -> None:
    assert said("زاد إعجابه بترتيب الرفوف في المكتبة.") == []
