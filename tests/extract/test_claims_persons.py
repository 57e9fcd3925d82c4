"""Who speaks that no registry knows: what the claim rules make of titles, ranks and names in Arabic."""

from __future__ import annotations

import pytest

from musnad.records import Actor, Registry
from tests.extract.extracted import extracted

ACTORS = [Actor("rawi", "Rawi", "person", names={"ar": "سلوى الراوي"})]
REGISTRY: Registry = {actor.actor_id: actor for actor in ACTORS}


def speakers(text: str) -> list[tuple[tuple[str, ...], str | None, str]]:
    """Of every attributed claim the actors, the words and the role of its nearest hop."""
    hops = [claim.attribution[0] for claim in extracted(text, "ar", REGISTRY).claims if claim.attribution]
    return [(hop.actor_ids, hop.span.of(text) if hop.span else None, hop.role) for hop in hops]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أكد مدير عام المياه بمنطقة جازان حمزة بن علي القناوي أن الشبكة ستصل إلى القرى كلها.", "حمزة بن علي القناوي"),
        ("أوضح مدير فرع جمعية الخط العربي في حائل عقيل آل رشود أن المعرض هو الأول من نوعه.", "عقيل آل رشود"),
        ("ذكرت المشرفة على المتحف عضوة اللجنة النسائية بالفرع رزان الدوسي أن الزوار بلغوا المئات.", "رزان الدوسي"),
        ("قال عضو لجنة الزراعة بغرفة الأحساء التجارية شاهر التمار إن الموسم ضعيف هذا العام.", "شاهر التمار"),
        ("صرح العميد الركن المهندس ثنيان بن عبد الرحمن السبيل بأن الطريق فتح من جديد.", "ثنيان بن عبد الرحمن السبيل"),
        ("أفاد صاحب السمو الملكي الأمير فواز بن سطام بن مشعل بأن المشروع اكتمل قبل موعده.", "فواز بن سطام بن مشعل"),
        ("أوضح الدكتور السلمان أن اللقاح متوفر في المراكز كلها.", "السلمان"),
        ("قال روبن هالستروم المتحدث باسم اتحاد الملاحين إن الإضراب سيستمر أسبوعا.", "روبن هالستروم"),
        ("أكد نواف الشاعر أن المصنع سينقل إلى الشمال.", "نواف الشاعر"),
        ("قال أبو عبدالله أحد كبار السن في الحي إن السوق كان هنا.", "أبو عبدالله"),
    ],
)
def test_of_a_title_and_a_name_the_name_is_the_source(text: str, name: str) -> None:
    assert speakers(text) == [((), name, "speaker")]


def test_who_speaks_for_somebody_is_a_spokesperson_by_name() -> None:
    text = "أوضح الناطق الإعلامي لشرطة منطقة الجوف العقيد راشد العودان أن الحريق أخمد."
    assert speakers(text) == [((), "راشد العودان", "spokesperson")]


def test_a_registered_name_behind_a_long_title_is_found() -> None:
    text = "أكدت مديرة قسم الترجمة في مكتبة الملك فهد سلوى الراوي أن الفهرس سينشر قريبا."
    assert speakers(text) == [(("rawi",), "سلوى الراوي", "speaker")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قال مدير جامعة الملك عبدالعزيز إن القبول يبدأ غدا.", "مدير جامعة الملك عبدالعزيز"),
        ("أكد المشرف على البرنامج أن الدورة ستعاد.", "المشرف"),
        ("قالت شركة التأمين إن العقد انتهى في موعده.", "شركة التأمين"),
    ],
)
def test_a_house_that_bears_a_name_and_a_title_without_one_stay_as_they_are(text: str, words: str) -> None:
    assert speakers(text) == [((), words, "speaker")]


def test_the_last_part_of_a_name_is_the_whole_source_later() -> None:
    text = "أكد مدير الميناء ناصر بن حمد الفاران أن الأرصفة جاهزة.\nودعا الفاران الشركات إلى الالتزام بالمواعيد."
    assert [words for _, words, _ in speakers(text)] == ["ناصر بن حمد الفاران", "الفاران"]


def test_a_name_does_not_swallow_what_its_bearer_stresses() -> None:
    text = "أكد الوزير سامي ياسين حرصه على أن تنتهي الأعمال قبل الشتاء."
    assert [words for _, words, _ in speakers(text)] == ["سامي ياسين"]
