"""Where one claim ends and the next begins: coordinated, subordinate and relative clauses, told by their predicates."""

from __future__ import annotations

import hashlib

import pytest

from musnad.extract import extract
from musnad.extract.claims.lexicon import load_rules
from musnad.extract.claims.predicates import Form
from musnad.records import Actor, Article, Registry
from tests.extract.extracted import extracted

REGISTRY: Registry = {
    actor.actor_id: actor
    for actor in (
        Actor("macron", "Macron", "person", names={"ar": "ماكرون", "he": "מקרון"}),
        Actor("israel", "Israel", "state", names={"ar": "إسرائيل", "he": "ישראל"}),
    )
}


def contents(text: str, language: str) -> list[str]:
    found = extracted(text, language, REGISTRY).claims
    return [" … ".join(span.of(text) for span in claim.spans) for claim in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "he",
            "הנציג נפגש עם השר בעיר והציג לו את התוכנית החדשה.",
            ["הנציג נפגש עם השר בעיר", "הנציג … הציג לו את התוכנית החדשה"],
        ),
        (
            "ar",
            "أطلقت الحكومة برنامجا للإسكان، وستفتح مكاتب جديدة في الشمال.",
            ["أطلقت الحكومة برنامجا للإسكان", "الحكومة … ستفتح مكاتب جديدة في الشمال"],
        ),
        (
            "ar",
            "أغلق الجيش الطريق الساحلي، ووصلت التعزيزات إلى الميناء صباحا.",
            ["أغلق الجيش الطريق الساحلي", "وصلت التعزيزات إلى الميناء صباحا"],
        ),
    ],
)
def test_a_conjunction_before_a_predicate_opens_a_claim_that_may_share_its_subject(
    language: str, text: str, expected: list[str]
) -> None:
    assert contents(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("he", "החבילה כוללת תרופות ומזון ואוהלים ושמיכות למשפחות העקורות."),
        ("ar", "تشمل المساعدات أدوية وأغذية وخياما ودعما طبيا للعائلات النازحة."),
    ],
)
def test_a_conjunction_before_a_noun_lists(language: str, text: str) -> None:
    assert len(contents(text, language)) == 1


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "he",
            "לאחר שישראל העבירה את המסמכים, החליטה הוועדה לדחות את הדיון.",
            ["ישראל העבירה את המסמכים", "החליטה הוועדה לדחות את הדיון"],
        ),
        (
            "ar",
            "توقفت المفاوضات في العاصمة بعدما رفضت اللجنة مسودة الاتفاق.",
            ["توقفت المفاوضات في العاصمة", "رفضت اللجنة مسودة الاتفاق"],
        ),
    ],
)
def test_a_subordinate_clause_is_a_claim_without_the_word_that_opens_it(
    language: str, text: str, expected: list[str]
) -> None:
    assert contents(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "relative"),
    [
        ("he", "הצוות חקר את המידע שהתגלה במהלך החקירה הארוכה.", "המידע … התגלה במהלך החקירה הארוכה"),
        ("he", "הוועדה דנה בהצעות שהם יכולים להביא לממשלה.", "הצעות … הם יכולים להביא לממשלה"),
        ("ar", "تدرس اللجنة المقترحات التي قدمتها البلديات الصغيرة.", "المقترحات … قدمتها البلديات الصغيرة"),
        ("ar", "وقعت الحكومة على اتفاق يضمن حقوق العمال في المصانع.", "اتفاق يضمن حقوق العمال في المصانع"),
    ],
)
def test_a_relative_clause_is_a_claim_about_its_noun(language: str, text: str, relative: str) -> None:
    main, found = contents(text, language)
    assert found == relative
    assert main == text.rstrip(".")


def test_a_relative_clause_about_the_subject_is_taken_out_of_its_main_clause() -> None:
    text = "وقال ماكرون إن القوة التي تجري دراستها منذ أشهر تهدف إلى طمأنة السكان."
    assert contents(text, "ar") == ["القوة … تجري دراستها منذ أشهر", "القوة … تهدف إلى طمأنة السكان"]


def test_a_noun_for_an_event_is_what_a_verb_of_saying_reports() -> None:
    assert contents("وأكد مصدر في الشرطة مقتل ثلاثة أشخاص في الحريق.", "ar") == ["مقتل ثلاثة أشخاص في الحريق"]


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("ar", "وستقدم", ("و", Form(sure=True, future=True))),
        ("ar", "تستضيفه", ("", Form(sure=True))),
        ("ar", "فساد", None),
        ("ar", "دعم", ("", Form(sure=False))),
        ("he", "והציג", ("ו", Form(sure=True))),
        ("he", "שהתגלה", ("ש", Form(sure=True))),
        ("he", "יכתבו", ("", Form(sure=True, future=True))),
        ("he", "מציגים", ("", Form(sure=True, participle=True))),
        ("he", "שומר", ("", Form(sure=False))),
        ("he", "שולחן", None),
        ("he", "שמונה", None),
    ],
)
def test_a_form_of_a_listed_verb_is_a_predicate(language: str, word: str, expected: tuple[str, Form] | None) -> None:
    assert load_rules(language).predicate(word) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ar",
            "تعثرت المحادثات بعد أيام من انطلاقها لكن الوفد عاد إلى القاعة.",
            ["تعثرت المحادثات بعد أيام من انطلاقها", "الوفد عاد إلى القاعة"],
        ),
        (
            "he",
            "המפעיל, בעבר עורך דין ומפיק סרטים, הקים את התחנה השנה.",
            ["המפעיל, בעבר עורך דין ומפיק סרטים, הקים את התחנה השנה"],
        ),
        (
            "ar",
            "وقد تم إغلاق الجسر القديم، وقامت البلدية ببناء جسر جديد.",
            ["قد تم إغلاق الجسر القديم", "قامت البلدية ببناء جسر جديد"],
        ),
    ],
)
def test_a_clause_is_cut_only_where_both_sides_are_clauses(language: str, text: str, expected: list[str]) -> None:
    assert contents(text, language) == expected


def test_a_first_person_inside_a_speech_reports_nothing_of_its_own() -> None:
    text = 'מקרון אמר: "אני מקווה שהשיחות יסתיימו בהצלחה השבוע".'
    assert contents(text, "he") == ["אני מקווה שהשיחות יסתיימו בהצלחה השבוע"]


def test_a_verb_ends_the_words_for_a_source() -> None:
    text = "وقالت السلطات المحلية ومصادر أمنية اتصلت بها الصحيفة إن الطريق مغلق منذ الصباح."
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = extract(Article("a", "a.txt", text, digest, "ar", "rtl"), REGISTRY, None).claims[0].attribution[0].span
    assert source is not None
    assert source.of(text) == "السلطات المحلية ومصادر أمنية"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "הוועידה הייתה קצרה, הצדדים סיכמו על המשך המגעים.",
            ["הוועידה הייתה קצרה", "הצדדים סיכמו על המשך המגעים"],
        ),
        ("הקרן אישרה סיוע ל-5,000 עובדים במפעל.", ["הקרן אישרה סיוע ל-5,000 עובדים במפעל"]),
        ("בסוף השבוע שעבר ביקר הנשיא במפעל.", ["בסוף השבוע שעבר ביקר הנשיא במפעל"]),
    ],
)
def test_a_comma_divides_clauses_but_neither_numbers_nor_dates(text: str, expected: list[str]) -> None:
    assert contents(text, "he") == expected


def test_an_infinitive_keeps_its_letter() -> None:
    assert contents("המדינה מקווה לייצר מקומות עבודה חדשים בתעשייה.", "he") == ["לייצר מקומות עבודה חדשים בתעשייה"]


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("he", "המסמך, שהוכן עבור הכינוס בעיר, קובע כי הסיוע יימשך.", "המסמך … הוכן עבור הכינוס בעיר"),
        ("ar", "وأكد ماكرون خلال المؤتمر الذي استضافته العاصمة أمس أن الدعم مستمر.", "المؤتمر … استضافته العاصمة أمس"),
        ("he", '"המגעים יימשכו השבוע כמתוכנן", אמר מקרון לאחר שהנציגים חתמו על המסמך.', "הנציגים חתמו על המסמך"),
    ],
)
def test_a_clause_about_the_source_or_its_time_is_the_articles_own(language: str, text: str, claim: str) -> None:
    assert claim in contents(text, language)


def test_a_noun_in_apposition_takes_its_clause_out_of_what_came_before() -> None:
    assert contents("הוועדה צפויה לאשר את המתווה, מהלך שעשוי לעורר מחלוקת.", "he") == [
        "הוועדה צפויה לאשר את המתווה",
        "מהלך … עשוי לעורר מחלוקת",
    ]


def test_leaders_are_no_clause_of_those_who_lead() -> None:
    assert len(contents("השר אירח את ראש הממשלה ומנהיגים בולטים בלשכתו.", "he")) == 1


def test_two_dots_divide_a_headline() -> None:
    text = "انتهاء عملية احتجاز الرهائن في الفندق.. ومقتل عشرة أشخاص\n\nوصل الوفد إلى المدينة مساء أمس."
    assert contents(text, "ar")[:2] == ["انتهاء عملية احتجاز الرهائن في الفندق", "مقتل عشرة أشخاص"]


def test_a_state_before_a_colon_and_an_event_is_where_it_happened() -> None:
    text = "إسرائيل: مقتل ثلاثة أشخاص في حريق كبير\n\nوصل الوفد إلى المدينة مساء أمس."
    digest = hashlib.sha256(text.encode()).hexdigest()
    first = extract(Article("a", "a.txt", text, digest, "ar", "rtl"), REGISTRY, None).claims[0]
    assert first.attribution == ()
    assert first.spans[0].of(text) == "مقتل ثلاثة أشخاص في حريق كبير"


def test_a_participle_with_its_article_behind_a_comma_is_a_relative_clause() -> None:
    text = "הנשיא התפטר מתפקידו בלחץ מקרון, הנחשב לדמות מרכזית בממשל."
    assert "מקרון … נחשב לדמות מרכזית בממשל" in contents(text, "he")


def test_a_semicolon_between_nouns_lists() -> None:
    text = "تشمل القائمة خمسة أجانب على الأقل؛ ثلاثة مهندسين وطبيبا وسائقا."
    assert contents(text, "ar") == [text.rstrip(".")]


def test_a_clause_of_the_frame_ends_before_the_word_in_which_a_content_begins() -> None:
    text = "واتهم ماكرون الحكومة التي يقودها جنرالات سابقون بالتقليل من أهمية الكارثة."
    found = contents(text, "ar")
    assert "الحكومة … يقودها جنرالات سابقون" in found
    assert "التقليل من أهمية الكارثة" in found


def test_the_end_of_another_word_is_no_auxiliary() -> None:
    text = "انتقل اللاعب الذي يرتبط مع النادي بعقد يمتد لعامين إلى الدوري الجديد."
    assert not any(content.startswith("قد ") or " … قد " in content for content in contents(text, "ar"))


def test_what_is_likely_besides_is_a_claim_of_its_own() -> None:
    text = "افتتح الوزير المعرض يوم الأحد، ومن المتوقع أن يزوره آلاف الطلاب، على أن يغلق أبوابه في الربيع."
    assert contents(text, "ar") == [
        "افتتح الوزير المعرض يوم الأحد",
        "من المتوقع أن يزوره آلاف الطلاب",
        "يغلق أبوابه في الربيع",
    ]


def test_a_reason_and_what_comes_otherwise_are_claims_of_their_own() -> None:
    assert contents("העירייה סגרה את הגשר הישן, כי המים עלו מאוד.", "he") == [
        "העירייה סגרה את הגשר הישן",
        "המים עלו מאוד",
    ]
    assert contents("התושבים יפנו את הבתים, אחרת תגיע המשטרה לרחוב.", "he") == [
        "התושבים יפנו את הבתים",
        "אחרת תגיע המשטרה לרחוב",
    ]


def test_a_verb_of_the_first_person_shares_no_subject() -> None:
    assert contents("הרופא בדק את הילד, ולקחתי את התרופה מהבית.", "he") == [
        "הרופא בדק את הילד",
        "לקחתי את התרופה מהבית",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سجل المصنع أرباحا كبيرة هذا العام وهو ما يرفع الأجور.", "هو ما يرفع الأجور"),
        ("زار الوزير المدرسة الجديدة في المدينة ثم افتتح المستشفى الكبير.", "افتتح المستشفى الكبير"),
        ("فتحت البلدية ثلاث مدارس في الشمال، وهذه المدارس تستقبل البنات.", "هذه المدارس تستقبل البنات"),
    ],
)
def test_a_clause_begins_at_a_word_that_opens_one(text: str, expected: str) -> None:
    assert expected in contents(text, "ar")


def test_a_particle_is_no_subject_to_share() -> None:
    text = "وقد قام الضيف عند وصوله بقص الشريط في القاعة، واطلع على جميع المنتجات المعروضة فيها."
    assert contents(text, "ar")[1] == "اطلع على جميع المنتجات المعروضة فيها"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استقر مؤشر السوق أمس عند ألف نقطة وهو أعلى مستوى في خمس سنوات.", "هو أعلى مستوى في خمس سنوات"),
        ("شكر الخطباء رجال الأمن على جهودهم الكبيرة، فهم العين الساهرة على الحدود.", "هم العين الساهرة على الحدود"),
        ("فالفترة الماضية شهدت إنجازات كبيرة في التعليم.", "الفترة الماضية شهدت إنجازات كبيرة في التعليم"),
        ("تعلمت النساء الحرفة في المركز، وبالتالي لديهن فرصة جديدة.", "لديهن فرصة جديدة"),
    ],
)
def test_a_nominal_clause_begins_at_its_pronoun_or_connective(text: str, expected: str) -> None:
    assert expected in contents(text, "ar")


def test_a_verb_of_the_other_gender_shares_no_subject() -> None:
    text = "زار الضيف القاعة الكبيرة، وتستمر في المدينة أعمال البناء."
    assert "الضيف … تستمر في المدينة أعمال البناء" not in contents(text, "ar")
    assert "تستمر في المدينة أعمال البناء" in contents(text, "ar")


def test_a_verb_joined_to_a_clause_without_one_begins_a_clause_about_its_subject() -> None:
    assert contents("النظام القضائي مستقل في البلاد ويتوافق مع القانون الدولي.", "ar") == [
        "النظام القضائي مستقل في البلاد",
        "النظام القضائي … يتوافق مع القانون الدولي",
    ]
