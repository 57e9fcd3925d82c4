from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from llm_texts import claim, hop, sentence

from musnad import schema
from musnad.llm import form, gate


def parts(node: dict[str, Any]) -> list[dict[str, Any]]:
    below = [*node.get("properties", {}).values(), *([node["items"]] if "items" in node else [])]
    return [node, *(part for one in below for part in parts(one))]


def test_an_answer_has_the_judged_fields_of_a_claim_and_words_instead_of_offsets() -> None:
    judged = set(schema.table("claims").columns) - set(schema.table("claims").computed)
    fields = set(form.claim_schema()["properties"])
    assert (
        {"spans", "proposition", "kind", "event_type", "attribution", "quotation", "factuality"}
        <= fields
        <= (judged | {"dates", "speech_date", "implicit"})
    )
    assert not any("start" in node.get("properties", {}) for node in parts(form.answer_schema()))


def test_the_vocabularies_are_those_of_the_schema() -> None:
    columns, properties = schema.table("claims").properties, form.claim_schema()["properties"]
    for name in ("kind", "event_type", "quotation", "factuality"):
        assert properties[name]["enum"] == list(schema.vocabulary(columns[name]))
    roles = schema.vocabulary(columns["attribution"]["items"]["properties"]["role"])
    assert properties["attribution"]["items"]["properties"]["role"]["enum"] == [
        one for one in roles if one != "article"
    ]


def test_every_object_is_closed_and_requires_every_key_as_strict_endpoints_ask() -> None:
    objects = [node for node in parts(form.answer_schema()) if node.get("type") == "object"]
    assert len(objects) == 4
    for node in objects:
        assert node["required"] == list(node["properties"]) and node["additionalProperties"] is False


def test_the_form_is_a_schema_that_takes_an_answer() -> None:
    jsonschema.Draft202012Validator.check_schema(form.answer_schema())
    jsonschema.validate({"sentences": [sentence(1, claim())]}, form.answer_schema())


@pytest.mark.parametrize(
    "wrong",
    [
        claim(kind="rumour"),
        claim(extra=1),
        claim(spans="words"),
        claim(attribution=[hop(role="article")]),
        "words",
        None,
    ],
)
def test_a_claim_of_another_form_is_told_from_one_of_this(wrong: Any) -> None:
    assert gate._validator().is_valid(claim())
    assert not gate._validator().is_valid(wrong)


def test_the_instructions_hold_what_the_schema_says_of_every_field_and_value() -> None:
    said, columns = form.explanation(), schema.table("claims").properties
    for name in ("kind", "event_type", "quotation", "factuality"):
        assert columns[name]["description"] in said
        for value, meaning in schema.vocabulary(columns[name]).items():
            assert f"  {'null' if value is None else value}: {meaning}" in said
    for name in form.claim_schema()["properties"]:
        assert f"claims[].{name}: " in said
