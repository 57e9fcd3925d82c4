"""Whose a content is: what the claim rules make of titles, appositions, quotations that stand alone, and nouns."""

from __future__ import annotations

import pytest

from musnad.records import Actor, Claim, Registry
from tests.extract.extracted import extracted

ACTORS = [
    Actor("kallas", "Kallas", "person", names={"ar": "كايا كالاس", "he": "קאיה קאלאס"}),
    Actor("fidan", "Fidan", "person", names={"ar": "هاكان فيدان", "he": "האקאן פידאן"}),
    Actor("boeing", "Boeing", "organisation", names={"he": "בואינג", "ar": "بوينغ"}),
    Actor("court", "Constitutional Court", "organisation", names={"ar": "المحكمة الدستورية العليا"}),
    Actor("jordan", "Jordan", "state", names={"ar": "الأردن", "he": "ירדן"}),
    Actor("reuters", "Reuters", "agency", names={"ar": "رويترز", "he": "רויטרס"}),
]
REGISTRY: Registry = {actor.actor_id: actor for actor in ACTORS}


def claims(text: str, language: str) -> list[Claim]:
    return extracted(text, language, REGISTRY).claims


def spoken(text: str, language: str) -> list[tuple[str, tuple[str, ...], str | None, str]]:
    """Of every claim its content, and of its nearest hop the actors, the words and the cue."""
    rows = []
    for claim in claims(text, language):
        content = " … ".join(span.of(text) for span in claim.spans)
        hop = claim.attribution[0] if claim.attribution else None
        words = hop.span.of(text) if hop and hop.span else None
        cue = " … ".join(one.of(text) for one in hop.cue_spans) if hop else ""
        rows.append((content, hop.actor_ids if hop else (), words, cue))
    return rows


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("he", "שרת החוץ האסטונית, קאיה קאלאס, נחתה בעיר. שרת החוץ הדגישה כי השיחות נמשכות.", "שרת החוץ"),
        (
            "ar",
            "وصل وزير الخارجية التركي هاكان فيدان إلى العاصمة. وقال الوزير التركي إن المحادثات مستمرة.",
            "الوزير التركي",
        ),
    ],
)
def test_a_title_means_whom_the_article_named_with_it(language: str, text: str, words: str) -> None:
    content, actors, source, _ = spoken(text, language)[-1]
    assert (len(actors), source) == (1, words), content


def test_a_title_that_fits_two_names_nobody() -> None:
    text = "שרת החוץ קאיה קאלאס נפגשה עם שר החוץ האקאן פידאן. השר הצרפתי אמר כי השיחות נמשכות."
    assert spoken(text, "he")[-1][:3] == ("השיחות נמשכות", (), "השר הצרפתי")


def test_an_organisation_is_meant_by_the_first_words_of_its_name() -> None:
    text = "انعقدت جلسة في المحكمة الدستورية العليا أمس. وأكدت المحكمة أن القانون ساري المفعول."
    assert spoken(text, "ar")[-1] == ("القانون ساري المفعول", ("court",), "المحكمة", "أكدت")


def test_who_bears_a_title_between_commas_is_the_source() -> None:
    text = "קאיה קאלאס, ראש המשלחת של האיגוד, מספרת שהשיחות נמשכות."
    assert spoken(text, "he") == [("השיחות נמשכות", ("kallas",), "קאיה קאלאס", "מספרת")]


def test_a_verb_joined_by_and_does_not_close_the_clause_before_it() -> None:
    text = "קאיה קאלאס הקדישה את הערב לנאום ארוך, והתגאתה בהעברת המטה לעיר."
    assert ("קאיה קאלאס הקדישה את הערב לנאום ארוך", (), None, "") in spoken(text, "he")


def test_a_pronoun_and_a_verb_behind_the_mark_close_a_quotation() -> None:
    text = 'קאיה קאלאס נאמה אתמול בעיר. "לא תהיה כאן שום הפסקת אש בחורף הקרוב" היא אמרה.'
    assert spoken(text, "he")[-1] == ("לא תהיה כאן שום הפסקת אש בחורף הקרוב", ("kallas",), "היא", "אמרה")


def test_a_short_clause_in_marks_right_behind_a_verb_of_saying_is_said() -> None:
    assert ("אני אבנה אותה", ("kallas",), "קאיה קאלאס", "הודיעה") in spoken('קאיה קאלאס הודיעה "אני אבנה אותה".', "he")


def test_a_quotation_alone_is_of_the_person_of_whom_the_sentence_before_tells() -> None:
    text = 'האקאן פידאן אמר כי השיחות נמשכות. קאיה קאלאס הגיעה לגבול עם משפחתה. "עכשיו אנחנו קצת יותר רגועים כאן".'
    assert spoken(text, "he")[-1][1] == ("kallas",)


def test_a_heading_without_a_verb_does_not_change_who_speaks() -> None:
    text = "קאיה קאלאס אמרה כי השיחות נמשכות.\nירדן\nלדבריה, הגבול פתוח לכל הסוחרים."
    assert spoken(text, "he")[-1][1] == ("kallas",)


def test_what_is_built_in_the_name_of_thrift_has_no_source() -> None:
    assert spoken("המשרד צמצם את ההוצאות בשם החיסכון והיעילות.", "he")[0][1:3] == ((), None)


def test_who_is_asked_stands_outside_of_what_is_asked_and_each_deed_is_a_claim() -> None:
    text = "קאיה קאלאס קראה למדינות האיחוד לנקוט צעדים נגד הקרטל ולעצור את המשלוחים."
    assert [row[0] for row in spoken(text, "he")] == ["לנקוט צעדים נגד הקרטל", "לעצור את המשלוחים"]


def test_the_report_is_that_of_the_medium_named_before_it() -> None:
    text = "הפרשה נחשפה ברויטרס. על פי הדיווח, העסקה תושלם השנה."
    assert spoken(text, "he")[-1] == ("העסקה תושלם השנה", ("reuters",), "הדיווח", "על פי")


def test_a_headline_that_announces_a_report_has_the_medium_of_its_text() -> None:
    text = "דיווח: בואינג עומדת למכור מטוסים\n\nבואינג מנהלת משא ומתן עם חברה זרה, כך דיווחה היום רויטרס.\n"
    assert spoken(text, "he")[0] == ("בואינג עומדת למכור מטוסים", ("reuters",), None, "דיווח")


def test_a_name_in_marks_behind_a_verb_that_has_it_as_its_object_is_not_said() -> None:
    text = "تعتبر «جائزة الكتاب السنوية» إحدى أهم الجوائز في المنطقة."
    assert spoken(text, "ar")[0][1:3] == ((), None)


@pytest.mark.parametrize(
    ("language", "text", "row"),
    [
        (
            "ar",
            "استندت اللجنة إلى ادعاء الأردن بأن المنطقة كانت خالية من السكان.",
            ("المنطقة كانت خالية من السكان", ("jordan",), "الأردن", "ادعاء"),
        ),
        (
            "he",
            "האזהרה החריפה של קאיה קאלאס, שלפיה הגבול לא ייפתח, עוררה דאגה.",
            ("הגבול לא ייפתח", ("kallas",), "קאיה קאלאס", "האזהרה"),
        ),
        ("he", "דרישת ירדן לקבל ערבויות נדחתה.", ("לקבל ערבויות", ("jordan",), "ירדן", "דרישת")),
        ("he", "הקריאה של קאיה קאלאס לאחדות נשמעה היטב.", ("אחדות", ("kallas",), "קאיה קאלאס", "הקריאה")),
    ],
)
def test_a_noun_for_something_said_has_whose_it_is_and_what_was_said(language: str, text: str, row: object) -> None:
    assert row in spoken(text, language)


def test_a_decision_with_nobody_behind_it_is_no_cue() -> None:
    assert [row[1:3] for row in spoken("صدر قرار بأن تغلق المدارس أبوابها غدا.", "ar")] == [((), None)]


def test_the_clause_in_which_a_noun_for_something_said_stands_stays_a_claim() -> None:
    assert ("דרישת ירדן לקבל ערבויות נדחתה", (), None, "") in spoken("דרישת ירדן לקבל ערבויות נדחתה.", "he")


def test_a_noun_that_is_itself_the_source_of_a_verb_adds_no_hop() -> None:
    text = "ينص قرار المحكمة الدستورية العليا على أن القانون ساري المفعول."
    (claim,) = claims(text, "ar")
    assert len(claim.attribution) == 1


def test_who_points_at_a_position_passes_it_on() -> None:
    text = "وأشار هاكان فيدان إلى موقف الأردن بأن الحدود مفتوحة."
    (claim,) = claims(text, "ar")
    assert [hop.actor_ids for hop in claim.attribution] == [("jordan",), ("fidan",)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "وافق الأردن بالإجماع على مشروع قرار جديد."),
        ("ar", "رفضت المحكمة الدستورية العليا التماسا قدمته الشركة."),
        ("he", "ירדן דחתה את הבקשה של החברה."),
    ],
)
def test_an_act_of_approval_or_rejection_is_no_attribution(language: str, text: str) -> None:
    assert spoken(text, language)[0][1:] == ((), None, "")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قال هاكان فيدان لوكالة رويترز إن الحدود مفتوحة. وأضاف أن المحادثات مستمرة."),
        ("he", "האקאן פידאן אמר לרויטרס כי הגבול פתוח. עוד הוסיף כי השיחות נמשכות."),
    ],
)
def test_the_agency_to_which_somebody_speaks_carries_what_is_said(language: str, text: str) -> None:
    chains = [[hop.actor_ids for hop in claim.attribution] for claim in claims(text, language)]
    assert chains == [[("fidan",), ("reuters",)]] * 2


def test_after_a_plural_in_the_nominative_another_definite_noun_is_no_source() -> None:
    assert spoken("وطالب المحتجون الحكومة بإلغاء القرار.", "ar") == [("إلغاء القرار", (), "المحتجون", "طالب")]


@pytest.mark.parametrize(
    ("language", "text", "row"),
    [
        ("ar", "تساءل هاكان فيدان متى ستنتهي المحادثات.", ("متى ستنتهي المحادثات", ("fidan",), "هاكان فيدان", "تساءل")),
        ("he", "האקאן פידאן תהה עד מתי תימשך המלחמה.", ("עד מתי תימשך המלחמה", ("fidan",), "האקאן פידאן", "תהה")),
    ],
)
def test_a_question_is_the_content_of_a_verb_of_asking(language: str, text: str, row: object) -> None:
    assert spoken(text, language) == [row]


def test_a_verb_that_names_nobody_has_the_one_whose_statement_it_tells_of() -> None:
    text = "أكدت كايا كالاس أن الحدود مفتوحة. وفي تصريح سابق للوزير هاكان فيدان قال إن المحادثات مستمرة."
    assert spoken(text, "ar")[-1] == ("المحادثات مستمرة", ("fidan",), "هاكان فيدان", "قال")


def test_a_statement_to_a_channel_is_of_whoever_spoke_last() -> None:
    text = "أكدت كايا كالاس أن الحدود مفتوحة. وفي تصريح لقناة تركية قالت إن المحادثات مستمرة."
    assert spoken(text, "ar")[-1][1] == ("kallas",)


def test_a_noun_that_only_ends_like_a_plural_keeps_its_adjective() -> None:
    text = "قالت وكالة التعاون الأمني إن الحدود مفتوحة."
    assert spoken(text, "ar") == [("الحدود مفتوحة", (), "وكالة التعاون الأمني", "قالت")]


def test_she_is_the_person_of_the_sentence_before_and_no_state_named_in_passing() -> None:
    text = (
        "קאיה קאלאס אמרה כי השיחות נמשכות. הסוחרים ממשיכים לחצות את הגבול הסגור עם ירדן. "
        '"לא נפתח את הגבול בשנה הקרובה" היא אמרה.'
    )
    assert spoken(text, "he")[-1][1] == ("kallas",)


def test_a_source_ends_before_the_agency_to_which_it_speaks() -> None:
    assert spoken("قال شاهد عيان لوكالة أنباء محلية إن الحدود مفتوحة.", "ar")[0][2] == "شاهد عيان"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("الأردن يدين هجوم المسلحين على القافلة.", ("هجوم المسلحين على القافلة", ("jordan",), "الأردن", "يدين")),
        ("الأردن يرفض وجود القوات الأجنبية.", ("وجود القوات الأجنبية", ("jordan",), "الأردن", "يرفض")),
        ("الحكومة الجديدة تدين هجوم المسلحين.", ("هجوم المسلحين", (), "الحكومة الجديدة", "تدين")),
    ],
)
def test_a_headline_that_begins_with_its_subject_has_the_object_behind_its_verb(text: str, row: object) -> None:
    assert spoken(text, "ar") == [row]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("ירדן הביעה מוכנות לארח את הפסגה.", ("לארח את הפסגה", ("jordan",), "ירדן", "הביעה … מוכנות")),
        (
            "חברות רבות מביעות, עדיין, דאגה מההשלכות של העסקה.",
            ("ההשלכות של העסקה", (), "חברות רבות", "מביעות … דאגה"),
        ),
    ],
)
def test_a_feeling_that_is_expressed_is_a_cue_with_its_verb(text: str, row: object) -> None:
    assert spoken(text, "he") == [row]


def test_a_person_attacks_a_policy_with_words() -> None:
    text = "האקאן פידאן תקף את התמיכה הרחבה בחקירות."
    assert spoken(text, "he") == [("התמיכה הרחבה בחקירות", ("fidan",), "האקאן פידאן", "תקף")]


@pytest.mark.parametrize("text", ["ירדן תקפה את הנמל הדרומי.", "האקאן פידאן תקף את ירדן בחורף."])
def test_a_state_attacks_and_a_state_is_attacked_with_arms(text: str) -> None:
    assert [row[1:] for row in spoken(text, "he")] == [((), None, "")]


def test_who_is_quoted_as_having_said_is_the_source_though_nobody_knows_him() -> None:
    assert spoken("העיתון ציטט היום את עבדזאדה שאמר כי המגעים נמשכים.", "he")[-1][1:] == ((), "עבדזאדה", "אמר")


def test_a_court_behind_those_who_ask_it_is_no_part_of_them() -> None:
    text = "وطالب المحتجون المحكمة الدستورية العليا بإلغاء القرار."
    assert spoken(text, "ar")[0][1:] == ((), "المحتجون", "طالب")


def test_figures_speak_as_a_document() -> None:
    (claim,) = claims("أظهرت بيانات مؤسسة مستقلة أن الأسعار ارتفعت.", "ar")
    assert claim.attribution[0].role == "document"


def test_what_nobody_did_is_no_cue() -> None:
    text = "غادر هاكان فيدان القاعة دون أن يعترض على القرار."
    assert all(row[1:] == ((), None, "") for row in spoken(text, "ar"))


def test_a_participle_that_begins_its_sentence_goes_on_with_the_sentence_before() -> None:
    text = "وقالت الوزارة إن الطريق الساحلي مغلق. مشيرة إلى أن العمل مستمر منذ أسبوع."
    first, second = claims(text, "ar")
    assert [hop.span.of(text) if hop.span else None for hop in second.attribution] == ["الوزارة"]
    assert first.attribution[0].span == second.attribution[0].span


COLON = (
    "وقال هاكان فيدان: استطاعت القوات حماية الحدود من المهربين. ولكن يقظة الحراس ستقضي على التهريب. {}"
    "\nوصلت سفينة جديدة إلى الميناء أمس."
)


def test_a_speech_that_a_colon_opens_without_marks_lasts_to_the_end_of_its_paragraph() -> None:
    assert [actors for _, actors, _, _ in spoken(COLON.format(""), "ar")] == [("fidan",), ("fidan",), ()]


def test_such_a_speech_ends_where_the_article_speaks_itself() -> None:
    rows = spoken(COLON.format("يذكر أن الحدود طويلة جدا في الشمال."), "ar")
    assert [actors for _, actors, _, _ in rows] == [("fidan",), ("fidan",), (), ()]


@pytest.mark.parametrize("credit", ["وفقا لرويترز.", "بحسب رويترز."])
def test_a_source_behind_the_stop_of_a_sentence_is_that_of_the_sentence(credit: str) -> None:
    text = f"حصلت الحكومة على دعم قوي من الحلف أمس. {credit}"
    assert [actors for _, actors, _, _ in spoken(text, "ar")] == [("reuters",)]
