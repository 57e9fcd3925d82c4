"""Kinds: what sort of thing a claim puts forward. In: a draft and how its predicate is put. Out: its kind.

Where two fit, the first in the order of the codebook: commitment, demand, plan, prediction, position, assessment,
event, background.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from musnad.extract.claims.drafts import Draft
from musnad.extract.claims.page import Page

ORDER = ("commitment", "demand", "plan", "prediction", "position", "assessment", "event", "background")
"""The order of precedence."""
_REACH = 40
_WORD = re.compile(r"[^\W_]+")


class Head(NamedTuple):
    """The part of a content about its predicate, in folded offsets, with its modality; `whole` is where it all ends."""

    start: int
    end: int
    whole: int
    mood: str
    will: bool
    denied: bool


def kind_of(page: Page, draft: Draft, head: Head) -> str:
    """The first kind that something speaks for: the cue, the modality, the words about the predicate."""
    found = {_of_cue(draft), _of_mood(page, draft, head), _of_verb(page, head), _of_words(page, draft, head)}
    return next((one for one in ORDER if one in found), "event")


def _of_cue(draft: Draft) -> str | None:
    """What the cue makes of its content: a promise a commitment, a refusal a position."""
    return draft.sign.kind if draft.sign is not None else None


def _of_mood(page: Page, draft: Draft, head: Head) -> str | None:
    """What modality and tense make of it: must a demand, a future a plan, of what is beyond anybody a prediction."""
    if head.mood in ("must", "unclear", "probable", "possible"):
        return {"must": "demand", "unclear": "assessment", "probable": "plan", "possible": "assessment"}[head.mood]
    if not head.will:
        return None
    by_document = bool(draft.hops) and draft.hops[0].source.role == "document"
    if draft.hops and not by_document:
        if page.rules.foretells.search(page.text, head.start, head.end):
            return "prediction"
        if head.denied:
            return "position" if _is_of_source(page, head) else "prediction"
    return "plan" if page.rules.data["future_is_plan"] else None


def _is_of_source(page: Page, head: Head) -> bool:
    """Whether no subject stands before the predicate, so that the source speaks of itself: לא תקבל חיילים."""
    first = next(iter(page.predicates_in(head.start, head.end)), None)
    return first is not None and page.n_words(head.start, first.start) <= 1


def _of_verb(page: Page, head: Head) -> str | None:
    """What a predicate that is itself a cue makes of it: we believe, we hope, is opposed to."""
    first = next(iter(page.predicates_in(head.start, head.end)), None)
    if first is None or page.text[first.start : first.end] in page.language.mentions["place"]["visits"]:
        return None
    kinds = (
        hit.meaning.kind for hit in page.signs_in(first.start, first.end) if hit.meaning.sort in ("verb", "participle")
    )
    return next((one for one in kinds if one in ("position", "assessment", "prediction")), None)


def _of_words(page: Page, draft: Draft, head: Head) -> str | None:
    """What nouns and adjectives with the predicate make of it, and what a clause is that has none."""
    rules, text = page.rules, page.text
    start, end = page.word_start(head.start), min(head.whole, head.end + _REACH)
    if draft.hops and (rules.we_will.search(text, start, head.end) or rules.commits.search(text, start, end)):
        return "commitment"
    if rules.plans.search(text, start, head.end):
        return "plan"
    if draft.hops and rules.stands.search(text, start, head.end):
        return "position"
    if rules.lasts.search(text, start, head.end):
        return "assessment" if draft.hops else "background"
    if rules.judges.search(text, start, end):
        return "assessment"
    if draft.hops and draft.sign is not None and rules.predicates and _is_nominal(page, head):
        return "assessment"
    return None


def _is_nominal(page: Page, head: Head) -> bool:
    """Whether a clause has a subject and no verb: بوتين جاد في السلام; a noun for an event is no such clause."""
    if page.predicates_in(head.start, head.whole):
        return False
    word = _WORD.match(page.text, head.start)
    definite = page.rules.data["definite"] or page.rules.data["definite_before_judgement"]
    named = bool(page.named_in(head.start, head.start + 1))
    return named or (word is not None and word[0].startswith(definite))
