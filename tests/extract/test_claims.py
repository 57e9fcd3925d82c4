"""What the claim rules see in real sentences: every failure that was seen once is a fact here."""

from __future__ import annotations

import pytest

from musnad import languages
from musnad.records import Actor, Claim, Layers, Registry
from musnad.spans import is_whole
from tests.extract.extracted import extracted

ACTORS = [
    Actor("zelenskyy", "Zelenskyy", "person", names={"ar": "زيلينسكي", "he": "זלנסקי", "en": "Zelenskyy"}),
    Actor("lavrov", "Lavrov", "person", names={"ar": "لافروف", "he": "לברוב", "en": "Lavrov"}),
    Actor("macron", "Macron", "person", names={"ar": "ماكرون", "he": "מקרון", "en": "Macron"}),
    Actor("starmer", "Starmer", "person", names={"ar": "ستارمر", "he": "סטארמר", "en": "Starmer"}),
    Actor("trump", "Trump", "person", names={"ar": "ترامب", "he": "טראמפ", "en": "Trump"}),
    Actor("putin", "Putin", "person", names={"ar": "بوتين", "he": "פוטין", "en": "Putin"}),
    Actor("russia", "Russia", "state", names={"ar": "روسيا", "he": "רוסיה", "en": "Russia"}),
    Actor("ukraine", "Ukraine", "state", names={"ar": "أوكرانيا", "he": "אוקראינה", "en": "Ukraine"}),
    Actor("reuters", "Reuters", "agency", names={"ar": "رويترز", "he": "רויטרס", "en": "Reuters"}),
    Actor("office", "Starmer's office", "organisation", names={"ar": "مكتب ستارمر"}, speaks_for="starmer"),
    Actor("draft", "Draft", "document", names={"ar": "مسودة إعلان", "he": "טיוטת הצהרה"}),
]
REGISTRY: Registry = {actor.actor_id: actor for actor in ACTORS}


def layers(text: str, language: str = "ar", published: str | None = "2025-09-04") -> Layers:
    return extracted(text, language, REGISTRY, published)


def claims(text: str, language: str = "ar") -> list[Claim]:
    return layers(text, language).claims


def contents(text: str, language: str = "ar") -> list[str]:
    return [" … ".join(span.of(text) for span in claim.spans) for claim in claims(text, language)]


def chain(claim: Claim, text: str) -> list[tuple[str, tuple[str, ...], str | None, str]]:
    return [
        (
            hop.role,
            hop.actor_ids,
            hop.span.of(text) if hop.span else None,
            " … ".join(cue.of(text) for cue in hop.cue_spans),
        )
        for hop in claim.attribution
    ]


def only(text: str, language: str = "ar") -> Claim:
    found = claims(text, language)
    assert len(found) == 1, contents(text, language)
    return found[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("he", "הערבויות יכללו מענה צבאי וסיוע לוגיסטי נרחב."),
        ("ar", "يبحث القادة اليوم النص النهائي للإعلان المشترك في باريس."),
        ("he", "הצבא מציג היום את תוצאות התרגיל הגדול בצפון."),
        ("en", "The report will be discussed at a meeting in Paris next week."),
    ],
)
def test_a_word_that_looks_like_a_cue_reports_nothing_without_a_content(language: str, text: str) -> None:
    assert only(text, language).attribution == ()


def test_of_two_cues_the_one_with_the_complementizer_reports() -> None:
    text = "עם הגעתו לצרפת התייחס זלנסקי למגעים ואמר כי המלחמה חייבת להסתיים."
    reported = claims(text, "he")[-1]
    assert reported.spans[0].of(text) == "המלחמה חייבת להסתיים"
    assert chain(reported, text) == [("speaker", ("zelenskyy",), "זלנסקי", "אמר")]


def test_each_sentence_of_a_quotation_is_a_claim_with_the_same_chain() -> None:
    text = '"אי אפשר להסכים עם ההצעה הזאת. זה פשוט לא יעבוד", אמר לברוב אתמול.'
    assert contents(text, "he") == ["אי אפשר להסכים עם ההצעה הזאת", "זה פשוט לא יעבוד"]
    assert [one.attribution[0].actor_ids for one in claims(text, "he")] == [("lavrov",), ("lavrov",)]


def test_a_quotation_that_goes_on_in_the_next_sentence_keeps_its_speaker() -> None:
    text = '"אי אפשר להסכים עם ההצעה הזאת", אמר לברוב. "זה פשוט לא יעבוד".'
    assert [one.attribution[0].actor_ids for one in claims(text, "he")] == [("lavrov",), ("lavrov",)]


def test_a_participle_opens_a_second_content_of_the_same_speaker() -> None:
    text = 'وأكد ترامب أن بوتين "جاد في السلام"، مشيراً إلى اقتراب إبرام اتفاق يضمن أمن أوكرانيا.'
    first, second = claims(text)
    assert contents(text) == ['بوتين "جاد في السلام"', "اقتراب إبرام اتفاق يضمن أمن أوكرانيا"]
    assert chain(first, text) == [("speaker", ("trump",), "ترامب", "أكد")]
    assert chain(second, text) == [("speaker", ("trump",), "ترامب", "مشيراً")]


def test_the_agency_that_passes_on_is_the_outer_source() -> None:
    text = '"אי אפשר להסכים עם ההצעה הזאת", אמר לברוב אתמול, לפי רויטרס.'
    assert chain(only(text, "he"), text) == [
        ("speaker", ("lavrov",), "לברוב", "אמר"),
        ("agency", ("reuters",), "רויטרס", "לפי"),
    ]


def test_whom_a_spokesperson_quotes_is_the_inner_source() -> None:
    text = 'وقال مكتب ستارمر بعد الاجتماع، إن ماكرون "أكد أن الحلفاء قطعوا تعهدًا لا يمكن نقضه لأوكرانيا".'
    assert chain(only(text), text) == [
        ("speaker", ("macron",), "ماكرون", "أكد"),
        ("spokesperson", ("office",), "مكتب ستارمر", "قال"),
    ]


def test_the_hebrew_complementizer_may_be_one_letter() -> None:
    text = "זלנסקי אמר שהמלחמה חייבת להסתיים."
    assert contents(text, "he") == ["המלחמה חייבת להסתיים"]


def test_a_word_that_begins_with_that_letter_is_no_complementizer() -> None:
    text = "אמר שר החוץ הרוסי לברוב כי המלחמה תימשך."
    assert contents(text, "he") == ["המלחמה תימשך"]
    assert chain(only(text, "he"), text)[0][1] == ("lavrov",)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("he", 'לברוב אמר כי המשא ומתן יימשך. הוא הוסיף כי התקיים "דיון כן" בשיחה.', "הוא"),
        ("he", "לברוב אמר כי המשא ומתן יימשך. לדבריו, השיחות היו טובות ומועילות.", "לדבריו"),
        ("ar", "قال لافروف إن المفاوضات مستمرة. وأضاف أن المحادثات كانت جيدة ومفيدة.", "لافروف"),
        ("ar", "قال لافروف إن المفاوضات مستمرة. وهو يرى أن المحادثات كانت جيدة ومفيدة.", "هو"),
        ("en", "Lavrov said that talks would go on. He added that they had been useful.", "He"),
    ],
)
def test_a_pronoun_or_no_word_at_all_goes_on_with_the_last_speaker(language: str, text: str, words: str) -> None:
    source = claims(text, language)[-1].attribution[0]
    assert source.actor_ids == ("lavrov",)
    assert source.span is not None
    assert source.span.of(text) == words


def test_the_latter_is_the_actor_named_last() -> None:
    text = "اجتمع زيلينسكي مع ترامب أمس حيث أكد الأخير أن الاتفاق قريب جداً من نهايته."
    assert claims(text)[-1].attribution[0].actor_ids == ("trump",)


def test_a_cue_without_any_known_source_still_reports() -> None:
    text = "וצוין כי השיחות נמשכות כמתוכנן בימים אלה."
    assert contents(text, "he") == ["השיחות נמשכות כמתוכנן בימים אלה"]
    assert only(text, "he").attribution[0].cue_spans


def test_an_adverb_between_cue_and_complementizer_is_no_source() -> None:
    text = "רוסיה טוענת שוב ושוב כי לא תקבל חיילים זרים באוקראינה."
    assert chain(only(text, "he"), text) == [("speaker", ("russia",), "רוסיה", "טוענת")]


def test_the_clause_before_according_to_does_not_swallow_the_outer_cue() -> None:
    text = "وقال لافروف، إن زيلينسكي عقد اجتماعًا سريًا مع ترامب، بحسب رويترز."
    assert contents(text) == ["زيلينسكي عقد اجتماعًا سريًا مع ترامب"]
    assert chain(only(text), text) == [
        ("speaker", ("lavrov",), "لافروف", "قال"),
        ("agency", ("reuters",), "رويترز", "بحسب"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "content", "cue"),
    [
        ("ar", "قد يشهد الإعلان تعديلات طفيفة، بحسب ماكرون.", "قد يشهد الإعلان تعديلات طفيفة", "بحسب"),
        ("ar", "تشبه الضمانات تفويض الناتو، بحسب ما قاله ماكرون.", "تشبه الضمانات تفويض الناتو", "بحسب ما قاله"),
        ("ar", "ووفق ماكرون، ستبدأ المهمة بعد وقف إطلاق النار.", "ستبدأ المهمة بعد وقف إطلاق النار", "وفق"),
        ("he", "לפי מקרון, המחויבות תכלול סיוע צבאי נרחב.", "המחויבות תכלול סיוע צבאי נרחב", "לפי"),
        ("he", "הגנרל השתתף בשיחות הוירטואליות, לדברי מקרון.", "הגנרל השתתף בשיחות הוירטואליות", "לדברי"),
        ("he", "השרים דנו אתמול בערבויות הביטחון, כך אמר מקרון.", "השרים דנו אתמול בערבויות הביטחון", "אמר"),
        (
            "en",
            "The mission will begin after a ceasefire, according to Macron.",
            "The mission will begin after a ceasefire",
            "according to",
        ),
        (
            "en",
            "The mission will begin after a ceasefire, Macron said.",
            "The mission will begin after a ceasefire",
            "said",
        ),
    ],
)
def test_a_source_may_stand_at_either_end(language: str, text: str, content: str, cue: str) -> None:
    assert contents(text, language) == [content]
    role, actor_ids, words, found = chain(only(text, language), text)[0]
    assert (role, actor_ids, found) == ("speaker", ("macron",), cue)
    assert words


def test_a_law_that_is_followed_is_no_source() -> None:
    assert only("תתקיים הצבעה בפרלמנט לפי החוק בשבוע הבא.", "he").attribution == ()


def test_a_name_in_quotation_marks_is_no_speech() -> None:
    text = 'קואליציית "המוכנים" תיפגש היום בפריז עם נשיא אוקראינה.'
    assert contents(text, "he") == ['קואליציית "המוכנים" תיפגש היום בפריז עם נשיא אוקראינה']
    assert only(text, "he").quotation == "none"


def test_gershayim_open_no_quotation() -> None:
    text = 'מקרון אמר: "צה"ל וארה"ב ימשיכו לפעול יחד באזור", וציין כי נאט"ו תסייע להם.'
    assert contents(text, "he") == ['צה"ל וארה"ב ימשיכו לפעול יחד באזור', 'נאט"ו תסייע להם']


def test_a_nested_quotation_stays_inside_its_speech() -> None:
    text = "وقال ماكرون: «سنعمل مع “تحالف الراغبين” من أجل السلام الدائم»."
    assert contents(text) == ["سنعمل مع “تحالف الراغبين” من أجل السلام الدائم"]
    assert only(text).quotation == "direct"


def test_an_unclosed_quotation_ends_with_its_sentence() -> None:
    text = 'وقال ماكرون: "سنعمل معا من أجل السلام الدائم في أوروبا.\nوغادر الوفد باريس مساء أمس.'
    assert contents(text)[0] == "سنعمل معا من أجل السلام الدائم في أوروبا"
    assert claims(text)[-1].attribution == ()


def test_whole_and_partial_quotation_are_told_apart() -> None:
    direct, mixed, indirect = (
        only(f"وقال ماكرون إن {content}.").quotation
        for content in ('"القوة ستصل إلى كييف قريبا"', 'القوة "ستصل إلى كييف" قريبا', "القوة ستصل إلى كييف قريبا")
    )
    assert (direct, mixed, indirect) == ("direct", "mixed", "indirect")


def test_a_second_complementizer_opens_a_second_claim() -> None:
    text = "وقال ماكرون إن العمل التحضيري على الضمانات اكتمل، وإنه يتعين الآن الموافقة عليه."
    assert contents(text) == ["العمل التحضيري على الضمانات اكتمل", "إنه يتعين الآن الموافقة عليه"]


def test_but_divides_a_sentence() -> None:
    text = "وصل زيلينسكي إلى العاصمة الفرنسية باريس، لكن المحادثات لم تبدأ بعد."
    assert contents(text) == ["وصل زيلينسكي إلى العاصمة الفرنسية باريس", "المحادثات لم تبدأ بعد"]


def test_nouns_in_a_list_are_one_claim() -> None:
    text = "המחויבות תכלול יכולות צבאיות, מודיעין, תמיכה לוגיסטית ויוזמות דיפלומטיות."
    assert len(claims(text, "he")) == 1


def test_a_relative_clause_behind_a_comma_is_a_claim_of_its_own() -> None:
    text = "הצוות הגיע אתמול אל היעד המרכזי בסוריה, שפעל להשגת נשק קטלני."
    assert contents(text, "he") == ["הצוות הגיע אתמול אל היעד המרכזי בסוריה", "סוריה … פעל להשגת נשק קטלני"]


def test_a_verb_that_begins_like_a_relative_clause_is_none() -> None:
    assert len(claims("השליח, סטיב ויטקוף, שוחח אתמול עם יועצו של פוטין.", "he")) == 1


@pytest.mark.parametrize(
    ("text", "content", "cue", "kind"),
    [
        ("وتطالب روسيا بضمانات أمنية واضحة.", "ضمانات أمنية واضحة", "تطالب", "demand"),
        ("وتأمل أوكرانيا في استمرار الدعم الجوي من واشنطن.", "استمرار الدعم الجوي من واشنطن", "تأمل", "position"),
        ("ودعا ماكرون إلى وقف فوري لإطلاق النار.", "وقف فوري لإطلاق النار", "دعا", "demand"),
        ("ونفى لافروف أن تكون بلاده قد هاجمت المدينة.", "تكون بلاده قد هاجمت المدينة", "نفى", "position"),
        ("وتعهد ماكرون بتقديم مساعدات جديدة لكييف.", "تقديم مساعدات جديدة لكييف", "تعهد", "commitment"),
    ],
)
def test_demands_hopes_denials_and_promises_report(text: str, content: str, cue: str, kind: str) -> None:
    claim = only(text)
    assert (contents(text)[0], chain(claim, text)[0][3], claim.kind) == (content, cue, kind)


def test_what_one_gives_voice_to_has_a_cue_in_two_parts() -> None:
    text = "وأعرب ماكرون عن أمله في التوصل إلى اتفاق سريع."
    assert chain(only(text), text) == [("speaker", ("macron",), "ماكرون", "أعرب … عن أمله")]


def test_what_an_agency_takes_from_somebody_has_a_cue_in_two_parts() -> None:
    text = "ونقلت رويترز عن لافروف قوله إن المحادثات ستستأنف قريبا في جنيف."
    assert [hop[:2] for hop in chain(only(text), text)] == [("speaker", ("lavrov",)), ("agency", ("reuters",))]
    assert chain(only(text), text)[0][3] == "عن … قوله"


def test_speakers_who_speak_jointly_stand_in_one_hop() -> None:
    text = "وأصر الرئيس الفرنسي ماكرون ورئيس الوزراء ستارمر على أن القوة تحتاج إلى دعم."
    assert only(text).attribution[0].actor_ids == ("macron", "starmer")


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ar", "وقال نائب وزير الخارجية ميخائيل بوغدانوف إن المحادثات مستمرة.", "ميخائيل بوغدانوف"),
        ("he", "שר החוץ גדעון סער אמר כי המחויבות תכלול סיוע.", "גדעון סער"),
    ],
)
def test_a_speaker_who_is_not_registered_is_kept_in_words(language: str, text: str, words: str) -> None:
    role, actor_ids, found, _ = chain(only(text, language), text)[0]
    assert (role, actor_ids, found) == ("speaker", (), words)


def test_a_verb_that_no_list_holds_is_a_cue_between_a_quotation_and_a_name() -> None:
    text = '"אנחנו לא נוותר לעולם על האדמה שלנו", שאג זלנסקי בפריז.'
    assert chain(only(text, "he"), text) == [("speaker", ("zelenskyy",), "זלנסקי", "שאג")]


def test_a_headline_names_its_speaker_before_a_colon() -> None:
    text = "זלנסקי: המלחמה תסתיים השנה בעזרת השותפים שלנו\n\nהנשיא נאם אתמול."
    assert contents(text, "he")[0] == "המלחמה תסתיים השנה בעזרת השותפים שלנו"
    assert claims(text, "he")[0].attribution[0].actor_ids == ("zelenskyy",)


@pytest.mark.parametrize(
    ("language", "content", "factuality"),
    [
        ("ar", "القوة ستصل إلى كييف", "CT+"),
        ("ar", "القوة لن تصل إلى كييف", "CT-"),
        ("ar", "القوة قد تصل إلى كييف", "PS+"),
        ("ar", "القوة يجب أن تصل إلى كييف", "Uu"),
        ("he", "הכוח הגיע לאוקראינה", "CT+"),
        ("he", "הכוח לא יגיע לאוקראינה", "CT-"),
        ("he", "הכוח צפוי להגיע לאוקראינה", "PR+"),
        ("he", "הכוח עשוי להגיע לאוקראינה", "PS+"),
        ("he", "לא ברור אם הכוח יגיע לאוקראינה", "Uu"),
        ("en", "the force may reach Kyiv", "PS+"),
        ("en", "the force did not reach Kyiv", "CT-"),
        ("en", "the force must reach Kyiv", "Uu"),
    ],
)
def test_modals_and_negation_make_the_factuality(language: str, content: str, factuality: str) -> None:
    frame = {"ar": "وقال ماكرون إن {}.", "he": "מקרון אמר כי {}.", "en": "Macron said that {}."}[language]
    assert only(frame.format(content), language).factuality == factuality


@pytest.mark.parametrize(
    ("language", "text", "condition"),
    [
        ("ar", "ستتشكل القوة بمجرد دخول وقف إطلاق النار حيز التنفيذ.", "بمجرد دخول وقف إطلاق النار حيز التنفيذ"),
        ("he", "בעלות הברית יסייעו במקרה של תוקפנות רוסית עתידית.", "במקרה של תוקפנות רוסית עתידית"),
        ("en", "The force will deploy if a ceasefire takes effect.", "if a ceasefire takes effect"),
    ],
)
def test_a_condition_is_kept_in_its_words(language: str, text: str, condition: str) -> None:
    found = only(text, language).condition
    assert found is not None
    assert found.of(text) == condition


def test_the_day_beside_the_cue_is_that_of_the_speech() -> None:
    text = "وقال ماكرون، اليوم الخميس، إن القوة ستصل إلى كييف غدا."
    claim = only(text)
    assert (claim.speech_time, claim.time) == ("2025-09-04", "2025-09-05")


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("ar", "كما يشارك زيلينسكي في الاجتماع المقرر.", "يشارك زيلينسكي في الاجتماع المقرر"),
        ("ar", "وفي هذا السياق، وصل زيلينسكي إلى قصر الإليزيه.", "وصل زيلينسكي إلى قصر الإليزيه"),
        ("ar", "ويذكر أن القمة عقدت في باريس.", "القمة عقدت في باريس"),
        ("he", "עם זאת, הפסגה תתקיים כמתוכנן בפריז.", "הפסגה תתקיים כמתוכנן בפריז"),
        ("he", "יצוין כי הפסגה תתקיים כמתוכנן בפריז.", "הפסגה תתקיים כמתוכנן בפריז"),
    ],
)
def test_conjunctions_openers_and_asides_stay_outside(language: str, text: str, content: str) -> None:
    assert contents(text, language) == [content]
    assert only(text, language).attribution == ()


def test_a_letter_that_belongs_to_the_word_is_no_conjunction() -> None:
    assert contents("وزير الدفاع زار العاصمة أمس.") == ["وزير الدفاع زار العاصمة أمس"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("מה יקרה עכשיו באוקראינה?", "question"), ("date 2025-09-04", "metadata"), ("הפסגה בפריז", "fragment")],
)
def test_a_sentence_without_a_claim_says_why(text: str, reason: str) -> None:
    found = layers(
        f"כותרת ארוכה למדי של הידיעה הזאת\n\nהפסגה נפתחה היום בפריז.\n\n{text}\n\nהדיונים יימשכו מחר."
        if reason != "metadata"
        else text + "\nהפסגה נפתחה היום בפריז.",
        "he",
    )
    assert reason in {one.no_claim_reason for one in found.sentences}


def test_no_actor_stands_twice_in_a_chain() -> None:
    text = "وقال ماكرون إن القوة ستصل قريبا إلى أوكرانيا، بحسب ماكرون."
    assert [hop.actor_ids for hop in only(text).attribution] == [("macron",)]


def test_a_noun_that_begins_like_a_relative_clause_is_none() -> None:
    text = "הערבויות יכללו מענה צבאי, שיתוף פעולה מודיעיני וסיוע לוגיסטי נרחב."
    assert contents(text, "he") == ["הערבויות יכללו מענה צבאי, שיתוף פעולה מודיעיני וסיוע לוגיסטי נרחב"]


@pytest.mark.parametrize(
    ("language", "content", "kind"),
    [
        ("ar", "بلاده مستعدة لتقديم قوات جديدة", "commitment"),
        ("ar", "القوة ستصل إلى كييف", "plan"),
        ("ar", "الحرب ستنتهي قريبا", "prediction"),
        ("ar", "بوتين جاد في السلام", "assessment"),
        ("ar", "الوفد وصل إلى كييف", "event"),
        ("he", "צרפת מוכנה לשלוח כוח לאזור", "commitment"),
        ("he", "אין להכתיב תנאים לממשלה", "demand"),
        ("he", "הוא שוקל ביקור בקייב", "plan"),
        ("he", "לא תקבל כוחות זרים בשטחה", "position"),
        ("he", "ההסכם נחשב להישג נדיר", "assessment"),
    ],
)
def test_the_words_about_the_predicate_tell_the_kind(language: str, content: str, kind: str) -> None:
    frame = {"ar": "وقال ماكرون إن {}.", "he": "מקרון אמר כי {}."}[language]
    assert only(frame.format(content), language).kind == kind


@pytest.mark.parametrize(
    ("language", "text"),
    [("he", "העיר שוכנת על גדות הנהר ליד הגבול."), ("ar", "تقع المدينة على ضفاف النهر قرب الحدود.")],
)
def test_a_standing_state_in_the_articles_voice_is_background(language: str, text: str) -> None:
    assert only(text, language).kind == "background"


def test_what_is_still_so_is_not_denied() -> None:
    assert only("وقال ماكرون إن المحادثات لا تزال مستمرة في باريس.").factuality == "CT+"


def test_a_modal_behind_the_predicate_says_nothing_of_it() -> None:
    text = "הקבינט אישר את התקציב לתוכניות שאפשר להציע."
    assert only(text, "he").factuality == "CT+"


def test_a_cue_in_a_new_clause_stands_in_no_content_before_it() -> None:
    text = "وقال لافروف إن المحادثات مستمرة، فيما أكد زيلينسكي أن المدينة تعرضت للقصف."
    assert [[hop.actor_ids for hop in one.attribution] for one in claims(text)] == [[("lavrov",)], [("zelenskyy",)]]


def test_a_source_named_by_a_phrase_in_the_middle_of_its_claim_is_its_source() -> None:
    text = "תוצאות הבדיקה המקיפה, כך לפי רויטרס, הובילו לסגירת המפעל הישן."
    assert only(text, "he").attribution[0].actor_ids == ("reuters",)


def test_a_pronoun_that_begins_the_sentence_speaks_in_its_second_half() -> None:
    text = "זלנסקי אמר כי המלחמה תימשך. הוא הודה לצוות על העבודה מול רוסיה, והדגיש כי השיחות הועילו."
    assert claims(text, "he")[-1].attribution[0].actor_ids == ("zelenskyy",)


def test_a_participle_behind_a_verb_goes_on_with_the_subject_of_the_verb() -> None:
    text = "ولم يوضح المتحدث هوية القتيل، مشيرا إلى أن التحقيق مستمر في المدينة."
    source = claims(text)[-1].attribution[0].span
    assert source is not None
    assert source.of(text) == "المتحدث"


def test_an_agency_that_received_a_statement_carries_it_while_its_source_speaks() -> None:
    text = "وقال لافروف في بيان تلقته رويترز إن المحادثات مستمرة. وأضاف أن الوفد باق في جنيف."
    assert [[hop.actor_ids for hop in one.attribution] for one in claims(text)] == [[("lavrov",), ("reuters",)]] * 2


def test_a_future_behind_a_document_goes_on_with_what_the_document_says() -> None:
    text = "ستشرف اللجنة على الهدنة، بحسب مسودة إعلان. وستكون القوة بقيادة مشتركة. ووصل الوفد إلى باريس أمس."
    assert [[hop.actor_ids for hop in one.attribution] for one in claims(text)] == [[("draft",)], [("draft",)], []]


def test_what_somebody_reports_as_an_agency_says_stands_under_both() -> None:
    text = "كما تقول رويترز إن المحادثات مستمرة في جنيف."
    assert contents(text) == ["المحادثات مستمرة في جنيف"]


def test_a_speech_without_a_cue_belongs_to_who_spoke_last() -> None:
    text = 'לברוב סבור כי המהלך יעורר כעס רב. "הם עושים צעד חמור מאוד שלא יישכח".'
    assert claims(text, "he")[-1].attribution[0].actor_ids == ("lavrov",)


def test_a_verb_may_address_somebody_before_its_subject() -> None:
    text = "وأكد لـ«الجريدة» رئيس اللجنة أن الأعمال ستبدأ قريبا في الميناء."
    source = only(text).attribution[0].span
    assert source is not None
    assert source.of(text) == "رئيس اللجنة"


@pytest.mark.parametrize(
    ("language", "text", "content", "cue"),
    [
        ("he", '"אנחנו לא נוותר", אמר זלנסקי בפריז.', "אנחנו לא נוותר", "אמר"),
        ("ar", "«لن نستسلم»، هكذا قال زيلينسكي في باريس.", "لن نستسلم", "قال"),
    ],
)
def test_a_short_quotation_that_opens_its_sentence_is_speech(language: str, text: str, content: str, cue: str) -> None:
    claim = only(text, language)
    assert claim.spans[0].of(text) == content
    assert chain(claim, text)[0][1:] == (("zelenskyy",), "זלנסקי" if language == "he" else "زيلينسكي", cue)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("وأعربت دول الخليج عن مخاوف من هذا الاتفاق.", "أعربت … عن مخاوف"),
        ("وأعرب عن استعداد بلاده للتفاوض مع روسيا.", "أعرب … عن استعداد"),
    ],
)
def test_a_feeling_without_a_pronoun_is_given_voice_too(text: str, cues: str) -> None:
    assert chain(only(text), text)[0][3] == cues


def test_a_feeling_to_which_nobody_gives_voice_is_no_cue() -> None:
    text = "كشف التقرير عن رفض إسرائيل للمقترح الأخير."
    assert "عن رفض" not in [cue for one in claims(text, "ar") for cue in (hop[3] for hop in chain(one, text))]


def test_the_letter_of_a_preposition_is_no_part_of_the_source() -> None:
    text = "ووفقاً لزيلينسكي، ستنشر أوروبا قوات في أوكرانيا."
    assert chain(only(text), text)[0][1:] == (("zelenskyy",), "زيلينسكي", "وفقاً")


def test_behind_the_letter_of_a_preposition_no_conjunction_stands() -> None:
    text = "ووفقاً لفريق التحقيق الأممي، قتل عشرة مدنيين في الهجوم."
    assert chain(only(text), text)[0][2:] == ("فريق التحقيق الأممي", "وفقاً")


def test_who_will_not_be_named_demands_nothing() -> None:
    text = "وقال مصدر دبلوماسي، طلب عدم الكشف عن هويته، إن المحادثات مع روسيا تعثرت."
    assert chain(claims(text, "ar")[-1], text)[0][3] == "قال"


@pytest.mark.parametrize(
    ("language", "text", "actor_id"),
    [
        ("ar", "وقال المتحدث الرسمي لافروف إن المحادثات مستمرة. وأكد المتحدث أن الوفد باق في جنيف.", "lavrov"),
        ("he", "לפי טיוטת הצהרה, הכוח יוצב בעיר. לפי המסמך, הסיוע יימשך שנים רבות.", "draft"),
        ("he", "רויטרס דיווחה כי המגעים נמשכים. לפי הדיווח, ההסכם קרוב מאוד לחתימה.", "reuters"),
    ],
)
def test_a_definite_noun_for_a_source_is_whom_the_article_named_before(language: str, text: str, actor_id: str) -> None:
    assert claims(text, language)[-1].attribution[0].actor_ids == (actor_id,)


def test_a_definite_noun_is_nobody_whom_the_article_has_not_named() -> None:
    assert only("وأكد المتحدث أن الوفد باق في جنيف.").attribution[0].actor_ids == ()


def test_a_speech_that_goes_on_keeps_who_passed_it_on() -> None:
    text = '"אי אפשר להסכים עם ההצעה הזאת", אמר לברוב אתמול, לפי רויטרס. "זה פשוט לא יעבוד".'
    assert [[hop.actor_ids for hop in one.attribution] for one in claims(text, "he")] == [
        [("lavrov",), ("reuters",)]
    ] * 2


def test_the_day_of_a_speech_holds_for_its_next_sentence() -> None:
    text = '"אי אפשר להסכים עם ההצעה הזאת", אמר לברוב אתמול. "זה פשוט לא יעבוד".'
    assert {one.speech_time for one in claims(text, "he")} == {"2025-09-03"}


def test_a_content_may_be_joined_to_the_source_of_a_preposition() -> None:
    text = "ووفقا لمصادر مطلعة فإن الاتفاق مع روسيا بات وشيكا جدا."
    claim = only(text)
    assert chain(claim, text)[0][2:] == ("مصادر مطلعة", "وفقا")
    assert contents(text, "ar") == ["الاتفاق مع روسيا بات وشيكا جدا"]


def test_who_will_not_comment_rejects_nothing() -> None:
    assert only("הקרמלין סירב להגיב לדיווחים על הפגישה.", "he").attribution == ()


def test_a_word_that_is_a_verb_only_where_a_sentence_begins() -> None:
    first, second = "وبيّن لافروف أن المحادثات مستمرة في جنيف.", "المحادثات بين لافروف والوفد مستمرة في جنيف."
    assert chain(only(first), first)[0][3] == "بيّن"
    assert only(second).attribution == ()


def test_a_relative_clause_ends_before_the_verb_of_an_auxiliary() -> None:
    text = "وكانت القوات التي تقودها الحكومة منذ أشهر قد أغلقت الميناء."
    assert contents(text) == ["كانت القوات … قد أغلقت الميناء", "القوات … تقودها الحكومة منذ أشهر"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("פוטין הציע לטראמפ להעלות את רמת הייצוג.", "להעלות את רמת הייצוג"),
        ("מקרון הציע את העיר פריז למפגש הבא.", "העיר פריז למפגש הבא"),
    ],
)
def test_what_somebody_proposes_is_an_act_or_a_marked_object(text: str, content: str) -> None:
    assert contents(text, "he") == [content]
    assert only(text, "he").attribution[0].cue_spans[0].of(text) == "הציע"


def test_who_offers_tea_proposes_nothing() -> None:
    assert only("זלנסקי הציע לאורחים כוס תה חמה בתום הפגישה.", "he").attribution == ()


def test_no_claim_and_no_source_is_cut_out_of_a_word() -> None:
    text = "اتهم القضاء تشافيز الذي يشغل منصب رئيس الاتحاد البوليفي لكرة القدم أيضا بالفساد والاحتيال."
    proclitics = languages.load("ar").proclitics
    spans = [span for claim in claims(text, "ar") for span in claim.spans]
    assert spans
    assert all(is_whole(text, span, proclitics) for span in spans)
