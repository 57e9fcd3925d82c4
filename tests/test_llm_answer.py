from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llm_texts import claim, sentence

from musnad.llm import answer
from musnad.llm.answer import Unusable

GOOD = {"sentences": [sentence(1, claim())]}
WRITTEN = json.dumps(GOOD, ensure_ascii=False)


@pytest.mark.parametrize(
    "content",
    [
        WRITTEN,
        f"\n  {WRITTEN}\n",
        f"\ufeff{WRITTEN}",
        f"```json\n{WRITTEN}\n```",
        f"```\n{WRITTEN}\n```",
        f"Here is the answer:\n```json\n{WRITTEN}\n```\nI hope it helps.",
        f"<think>\nThe schema is {{...}}.\n</think>\n\n{WRITTEN}",
        f"thoughts without a beginning {{}}</think>{WRITTEN}",
        f"<thinking>hm</thinking>```json\n{WRITTEN}\n```",
        f"Sure. {WRITTEN}",
        f"{WRITTEN}\nDone.",
    ],
)
def test_json_is_found_inside_thoughts_fences_and_remarks(content: str) -> None:
    assert answer.read(content, "stop") == GOOD["sentences"]


def test_words_that_look_like_the_end_of_a_thought_stay_words() -> None:
    quoted = json.dumps({"sentences": [sentence(1, claim(proposition="He wrote </think> and ``` there."))]})
    assert answer.read(quoted, "stop")[0]["claims"][0]["proposition"] == "He wrote </think> and ``` there."


@pytest.mark.parametrize(
    ("content", "finish", "reason"),
    [
        ("", "stop", "empty"),
        ("  \n", "stop", "empty"),
        ("", "length", "truncated"),
        ("<think>I am still thinking", "stop", "truncated"),
        ("<think>done</think>", "stop", "empty"),
        (WRITTEN[:-1], "stop", "truncated"),
        (WRITTEN[: len(WRITTEN) // 2], "stop", "truncated"),
        (WRITTEN[: len(WRITTEN) // 2], "length", "truncated"),
        (f"```json\n{WRITTEN[:80]}", "length", "truncated"),
        ("I cannot help with that.", "stop", "not_json"),
        ("{'sentences': []}", "stop", "not_json"),
        (f"{WRITTEN}\n{WRITTEN}", "stop", "not_json"),
        (WRITTEN.replace('"no_claim": null', '"no_claim": NaN'), "stop", "not_json"),
        (WRITTEN.replace('"no_claim": null', '"no_claim": null, "no_claim": null'), "stop", "not_json"),
        ("[" * 100_000, "stop", "not_json"),
        ('{"sentences":' + "[" * 100_000, "stop", "not_json"),
        ("[]", "stop", "wrong_form"),
        ("null", "stop", "wrong_form"),
        ("{}", "stop", "wrong_form"),
        ('{"claims": []}', "stop", "wrong_form"),
        ('{"sentences": {}}', "stop", "wrong_form"),
        ('{"sentences": [1]}', "stop", "wrong_form"),
        ('{"sentences": [], "note": ""}', "stop", "wrong_form"),
        ('{"sentences": [{"sentence": true, "no_claim": null, "claims": []}]}', "stop", "wrong_form"),
        ('{"sentences": [{"sentence": 1, "no_claim": null, "claims": {}}]}', "stop", "wrong_form"),
        ('{"sentences": [{"sentence": 1, "no_claim": "\\ud800", "claims": []}]}', "stop", "wrong_form"),
    ],
)
def test_what_is_no_answer_is_told_with_its_reason(content: str, finish: str, reason: str) -> None:
    with pytest.raises(Unusable) as told:
        answer.read(content, finish)
    assert told.value.reason == reason


@given(
    st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps),
    st.sampled_from(["stop", "length"]),
)
def test_whatever_a_model_writes_is_an_answer_or_a_reason(content: str, finish: str) -> None:
    try:
        found = answer.read(content, finish)
    except Unusable as unusable:
        assert unusable.reason in answer.REASONS
    else:
        assert isinstance(found, list)


@given(st.integers(0, len(WRITTEN) - 1))
def test_an_answer_that_breaks_off_anywhere_is_never_taken(length: int) -> None:
    with pytest.raises(Unusable) as told:
        answer.read(WRITTEN[:length], "length")
    assert told.value.reason == "truncated"
