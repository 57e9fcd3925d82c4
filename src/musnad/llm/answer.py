"""Answer: the text that a model wrote becomes an answer, or a reason why it is none. Nothing is put right.

Models wrap JSON in thoughts, fences and remarks; these are taken off. What is inside has to be one JSON object that
lists sentences. Claims are looked at one by one later (`musnad.llm.gate`), so that a wrong one does not take the rest.
"""

from __future__ import annotations

import json
import re
from typing import Any

_THOUGHTS = re.compile(r"\s*(?:<think(?:ing)?>)?.*?</think(?:ing)?>", re.DOTALL)
_OPEN_THOUGHT = re.compile(r"\s*<think(?:ing)?>")
_FENCE = re.compile(r"```[a-zA-Z]*[ \t]*\r?\n(.*?)\r?\n?[ \t]*```", re.DOTALL)

REASONS = {
    "empty": "The model answered nothing.",
    "truncated": "The answer breaks off.",
    "not_json": "The answer is no JSON object.",
    "wrong_form": "The answer is JSON, and lists no sentences as it was asked to.",
}
"""Why an answer cannot be used."""


class Unusable(Exception):
    """An answer cannot be used; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason])
        self.reason = reason


def read(content: str, finish: str) -> list[dict[str, Any]]:
    """The sentences of an answer, each with `sentence`, `no_claim` and a list of `claims` of any form.

    Raises:
        Unusable: there is no such answer in `content`.
    """
    inside = _inside(content)
    if not inside:
        unfinished = bool(_OPEN_THOUGHT.match(content)) and not _THOUGHTS.match(content)
        cut = finish == "length" or unfinished
        raise Unusable("truncated" if cut else "empty")
    try:
        value = _loads(inside)
    except (ValueError, RecursionError) as error:
        cut = finish == "length" or _breaks_off(inside, error)
        raise Unusable("truncated" if cut else "not_json") from None
    return _sentences(value)


def _inside(content: str) -> str:
    """The part of an answer that should be JSON: without thoughts, fences, and remarks before and after."""
    text = content.strip().removeprefix("\ufeff")
    if not text.startswith(("{", "`")) and (thoughts := _THOUGHTS.match(text)):
        text = text[thoughts.end() :].strip()
    elif _OPEN_THOUGHT.match(text):
        return ""
    if not text.startswith("{"):
        fenced = [str(block).strip() for block in _FENCE.findall(text)]
        objects = [block for block in fenced if block.startswith("{")]
        if len(objects) == 1:
            return objects[0]
        start = text.find("{")
        text = text[start:] if start >= 0 else text
    return text


def _loads(text: str) -> Any:
    """The JSON value that `text` begins with. Remarks after it are passed over, a second object is not."""
    value, end = _DECODER.raw_decode(text)
    if "{" in text[end:]:
        raise ValueError("two objects")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)


def _breaks_off(text: str, error: Exception) -> bool:
    """Whether JSON was well up to its end, and goes no further."""
    if not isinstance(error, json.JSONDecodeError) or not text.startswith("{"):
        return False
    return error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated string")


def _sentences(value: Any) -> list[dict[str, Any]]:
    found = value.get("sentences") if isinstance(value, dict) and set(value) == {"sentences"} else None
    if not isinstance(found, list) or not all(map(_is_sentence, found)):
        raise Unusable("wrong_form")
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a character, which no article holds and no file can
        raise Unusable("wrong_form") from None
    return found


def _is_sentence(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != {"sentence", "no_claim", "claims"}:
        return False
    number, reason = value["sentence"], value["no_claim"]
    return (
        isinstance(number, int)
        and not isinstance(number, bool)
        and (reason is None or isinstance(reason, str))
        and isinstance(value["claims"], list)
    )
