from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llm_texts import ARABIC, HEBREW, REGISTRY, article, claim, contents, hop, own_voice, sentence, words

from musnad.extract import extract
from musnad.llm import gate, prompt
from musnad.llm.form import claim_schema
from musnad.llm.gate import Page
from musnad.llm.tally import DROPPED, REFUSED, Tally
from musnad.records import Article, Claim


def page(of: Article | None = None) -> Page:
    of = of or article()
    proposals = extract(of, REGISTRY)
    return gate.page_of(of, proposals, prompt.shown_actors(of, proposals, REGISTRY), Tally())


def judged(*values: Any, of: Article | None = None, number: int = 1) -> tuple[list[Claim], dict[str, int]]:
    """The claims that the gate takes from one sentence, and what it counted."""
    at = page(of)
    numbers = list(range(1, len(at.proposals.sentences) + 1))
    claims, _ = gate.judge(at, [sentence(number, *values)], numbers, [])
    counts = dict(at.tally.counts)
    counts.pop("sentence_unanswered", None)
    return claims, counts


def test_every_word_of_a_claim_is_placed_in_the_text() -> None:
    [taken], counts = judged(claim())
    assert words(HEBREW, taken.spans) == ["תחתום על ההסכם אם תקבל ערבויות"]
    assert taken.condition and taken.condition.of(HEBREW) == "אם תקבל ערבויות"
    [only] = taken.attribution
    assert only.span and only.span.of(HEBREW) == "אוקראינה" and words(HEBREW, only.cue_spans) == ["הודיעה"]
    assert only.actor_ids == ("ukraine",) and taken.proposition and taken.method == "llm"
    assert counts == {}


def test_a_date_that_is_named_is_the_one_that_the_rules_resolved() -> None:
    of = article(f" date 2026-01-06 {HEBREW}")
    found = extract(of, REGISTRY)
    [taken], counts = judged(claim(), of=of, number=2)
    yesterday = next(date for date in found.dates if date.span.of(of.text) == "אתמול")
    assert (taken.speech_date_id, taken.speech_time) == (yesterday.local_id, "2026-01-05")
    assert taken.time is None and counts == {}


def test_the_time_of_a_claim_is_one_of_its_dates_or_nothing() -> None:
    of = article(f" date 2026-01-06 {HEBREW}")
    said = own_voice("אוקראינה הודיעה אתמול", dates=["אתמול"], time="אתמול")
    [taken], _ = judged(said, of=of, number=2)
    assert taken.time == "2026-01-05" and len(taken.date_ids) == 1
    [other], counts = judged(said | {"dates": ["מחר"]}, of=of, number=2)
    assert (other.time, other.date_ids) == (None, ()) and counts == {"date_not_found": 1}
    [none], _ = judged(said | {"dates": []}, of=of, number=2)
    assert none.time is None


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (claim(spans=["תחתום מחר"]), "content_not_found"),
        (claim(spans=[]), "no_content"),
        (claim(spans=["  "]), "content_not_found"),
        (claim(spans=["לא ניכנע"]), "content_not_found"),  # words of another sentence
        (claim(attribution=[hop("רוסיה", ["הודיעה"])]), "source_not_found"),
        (claim(attribution=[hop("זלנסקי", ["הודיעה"])]), "source_not_found"),
        (claim(attribution=[hop(**{"in": 99})]), "source_not_found"),
        (claim(attribution=[hop(cue=["הצהירה"])]), "cue_not_found"),
        (claim(condition="אם תרצה"), "condition_not_found"),
        (claim(attribution=[hop(None, actor_ids=[])]), "hop_says_nothing"),
        (claim(attribution=[hop(cue=["הודיעה"]), hop(None)]), "chain_circles"),
        (claim(attribution=[]), "quotation_without_source"),
        (claim(quotation="none"), "quotation_without_source"),
        (own_voice("תחתום על ההסכם", implicit=True), "implicit_without_source"),
        (claim(kind="demand"), "demand_committed"),
        (claim(kind="rumour"), "form"),
        (claim(extra="x"), "form"),
        ({"spans": ["תחתום"]}, "form"),
        ("תחתום", "form"),
        (None, "form"),
    ],
)
def test_what_does_not_hold_is_refused_whole_and_counted(value: Any, reason: str) -> None:
    taken, counts = judged(value)
    assert taken == [] and counts[reason] == 1 and sum(counts[one] for one in counts if one in REFUSED) == 1


def test_a_wrong_claim_does_not_take_the_right_one_beside_it() -> None:
    taken, counts = judged(claim(spans=["דברים שלא נאמרו"]), claim())
    assert len(taken) == 1 and counts == {"content_not_found": 1}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (claim(actor_ids=["ukraine", "nato"]), "actor_not_shown"),
        (claim(recipient_ids=["russia"]), "actor_not_shown"),  # registered, and not named by this article
        (claim(speech_date="מחר"), "date_not_found"),
        (claim(speech_date="ההסכם"), "date_not_found"),
        (claim(place="פריז"), "place_not_found"),
        (claim(proposition="  "), "proposition_unfit"),
        (claim(proposition="two\nlines"), "proposition_unfit"),
        (claim(proposition="turned \u202ednuora"), "proposition_unfit"),
        (claim(proposition="long " * 300), "proposition_unfit"),
        (claim(attribution=[hop(cue=["הודיעה"], role="spokesperson")]), "role_does_not_fit"),
        (claim(attribution=[hop(cue=["הודיעה"], role="document")]), "role_does_not_fit"),
        (claim(attribution=[hop(cue=["הודיעה"], role="agency")]), "role_does_not_fit"),
    ],
)
def test_a_value_that_does_not_hold_is_left_out_and_counted(value: Any, reason: str) -> None:
    [taken], counts = judged(value)
    assert counts == {reason: 1} and reason in DROPPED
    assert taken.recipient_ids == () and set(taken.actor_ids) <= {"ukraine"} and taken.place is None


def test_a_source_whom_nobody_registered_keeps_its_words() -> None:
    [taken], counts = judged(claim(attribution=[hop(cue=["הודיעה"], actor_ids=[])]))
    assert taken.attribution[0].span and taken.attribution[0].actor_ids == () and counts == {}


def test_a_name_is_not_given_to_somebody_else() -> None:
    [taken], counts = judged(claim(attribution=[hop(cue=["הודיעה"], actor_ids=["zelenskyy"])]))
    assert taken.attribution[0].actor_ids == () and taken.attribution[0].span and counts == {"actor_of_another_name": 1}


def test_words_of_a_hop_may_stand_in_another_sentence_that_is_named() -> None:
    said = claim(
        spans=["לא ניכנע"],
        attribution=[hop(cue=["הודיעה"], **{"in": 1})],
        condition=None,
        speech_date=None,
        implicit=True,
    )
    [taken], counts = judged(said, number=2)
    assert taken.attribution[0].span and taken.attribution[0].span.of(HEBREW) == "אוקראינה" and counts == {}


def test_a_cue_that_stands_twice_is_the_one_of_this_relation() -> None:
    text = "قالت روسيا إن الاتفاق ميت. قالت أوكرانيا إن الاتفاق حي، قالت روسيا إنه ميت."
    of = article(text, "ar", "b_ar")
    said = claim(
        spans=["الاتفاق حي"],
        attribution=[hop("أوكرانيا", ["قالت"])],
        condition=None,
        speech_date=None,
        factuality="CT+",
    )
    [taken], _ = judged(said, of=of, number=2)
    assert taken.attribution[0].cue_spans[0].start == text.index("قالت أوكرانيا")


def test_content_that_stands_twice_and_is_nearer_to_nothing_is_refused() -> None:
    of = article("الاتفاق حي، الاتفاق حي.", "ar", "b_ar")
    assert judged(own_voice("الاتفاق حي"), of=of) == ([], {"ambiguous": 1})


def test_folded_words_lead_to_the_words_of_the_text() -> None:
    of = article(ARABIC, "ar", "b_ar")
    said = claim(spans=["ستوقع الاتفاق"], attribution=[hop("اوكرانيا", ["اعلنت"])], condition=None, speech_date=None)
    [taken], _ = judged(said, of=of)
    assert words(ARABIC, taken.spans) == ["ستوقّع الاتفاق"]
    assert taken.attribution[0].span and taken.attribution[0].span.of(ARABIC) == "أوكرانيا"


def test_a_sentence_that_was_not_asked_about_is_counted_and_not_read() -> None:
    at = page()
    claims, _ = gate.judge(at, [sentence(2, own_voice("לא ניכנע")), sentence(77, claim())], [1], [2])
    assert claims == [] and at.tally.counts == {"sentence_not_asked": 2, "sentence_unanswered": 1}


def test_every_sentence_is_accounted_for_by_a_claim_or_a_reason() -> None:
    at = page(article(f" date 2026-01-06 {HEBREW} תודה רבה!"))
    answered = [sentence(2, claim()), sentence(4, no_claim="no_proposition")]
    layers = gate.lay(at, *gate.judge(at, answered, [2, 3, 4], []))
    assert [(one.no_claim_reason, one.method) for one in layers.sentences] == [
        ("metadata", "rules"),
        (None, "rules"),
        ("not_extracted", "rules"),
        ("no_proposition", "llm"),
    ]


@pytest.mark.parametrize("reason", ["not_extracted", "because", ""])
def test_a_reason_that_is_none_is_not_taken(reason: str) -> None:
    at = page()
    assert gate.judge(at, [sentence(1, no_claim=reason)], [1], []) == ([], {})
    assert at.tally.counts["reason_unknown"] == 1


def test_the_same_claim_twice_is_one() -> None:
    at = page()
    layers = gate.lay(at, *gate.judge(at, [sentence(1, claim(), claim())], [1], []))
    assert contents(HEBREW, layers) == [["תחתום על ההסכם אם תקבל ערבויות"]] and at.tally.counts["repeated"] == 1


def test_the_claims_of_the_rules_give_way_to_those_of_the_model() -> None:
    layers = gate.lay(page(), [], {})
    assert layers.claims == [] and {one.no_claim_reason for one in layers.sentences} == {"not_extracted"}


FIELDS = list(claim_schema()["properties"])
PIECES = st.sampled_from(["אוקראינה", "הודיעה", "אתמול", "תחתום", "על ההסכם", "לא ניכנע", "זלנסקי", "קייב", "", "פריז"])
VALUES = PIECES | st.none() | st.booleans() | st.integers(-1, 3) | st.lists(PIECES, max_size=3)


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4))
def test_whatever_is_changed_in_an_answer_each_claim_is_taken_or_refused(changes: dict[str, Any]) -> None:
    taken, counts = judged(claim(**changes))
    assert len(taken) + sum(counts[one] for one in counts if one in REFUSED) == 1
    for one in taken:
        assert all(HEBREW[span.start : span.end].strip() for span in one.spans)
