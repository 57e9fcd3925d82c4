"""Two small articles with a registry, and answers to questions about them, for the tests of the language model."""

from __future__ import annotations

import hashlib
from typing import Any

from musnad.records import Actor, Article, Layers, Registry
from musnad.spans import Span

HEBREW = 'אוקראינה הודיעה אתמול כי תחתום על ההסכם אם תקבל ערבויות. "לא ניכנע", אמר זלנסקי בקייב.'
ARABIC = "أعلنت أوكرانيا أنها ستوقّع الاتفاق. وأكدت روسيا أن كييف ستوقّعه."

REGISTRY: Registry = {
    "ukraine": Actor("ukraine", "Ukraine", "state", {"ar": "أوكرانيا", "he": "אוקראינה"}, metonyms={"ar": ("كييف",)}),
    "russia": Actor("russia", "Russia", "state", {"ar": "روسيا", "he": "רוסיה"}),
    "zelenskyy": Actor("zelenskyy", "Volodymyr Zelenskyy", "person", {"he": "זלנסקי"}),
    "reuters": Actor("reuters", "Reuters", "agency", {"he": "רויטרס", "ar": "رويترز"}),
}


def article(text: str = HEBREW, language: str = "he", source_id: str = "a_he") -> Article:
    """An article of this text."""
    return Article(source_id, f"{source_id}.txt", text, hashlib.sha256(text.encode()).hexdigest(), language, "rtl")


def hop(words: str | None = "אוקראינה", cue: list[str] | None = None, **members: Any) -> dict[str, Any]:
    """A hop of an answer."""
    default = {"role": "speaker", "actor_ids": ["ukraine"], "words": words, "in": None, "cue": cue or []}
    return default | members


def claim(**members: Any) -> dict[str, Any]:
    """A claim of an answer: that Ukraine will sign, as the first Hebrew sentence says."""
    default = {
        "spans": ["תחתום על ההסכם אם תקבל ערבויות"],
        "proposition": "Ukraine will sign the agreement if it gets guarantees.",
        "kind": "commitment",
        "event_type": "AGREE",
        "actor_ids": ["ukraine"],
        "recipient_ids": [],
        "attribution": [hop(cue=["הודיעה"])],
        "implicit": False,
        "quotation": "indirect",
        "factuality": "CT+",
        "condition": "אם תקבל ערבויות",
        "time": None,
        "dates": [],
        "speech_date": "אתמול",
        "place": None,
    }
    return default | members


def own_voice(words: str, **members: Any) -> dict[str, Any]:
    """A claim in the article's own voice."""
    plain = {"attribution": [], "quotation": "none", "condition": None, "speech_date": None}
    return claim(spans=[words], **plain) | members


def sentence(number: int, *claims: Any, no_claim: str | None = None) -> dict[str, Any]:
    """A sentence of an answer."""
    return {"sentence": number, "no_claim": no_claim, "claims": list(claims)}


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    """The words at these spans."""
    return [span.of(text) for span in spans]


def contents(text: str, layers: Layers) -> list[list[str]]:
    """The words of every claim."""
    return [words(text, one.spans) for one in layers.claims]
