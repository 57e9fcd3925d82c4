"""Kinds: what sort of thing a claim puts forward. In: a draft and how its predicate is put. Out: its kind.

Where two fit, the first in the order of the codebook: commitment, demand, plan, prediction, position, assessment,
event, background.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from musnad.extract.claims.drafts import Draft
from musnad.extract.claims.page import Dated, Page

ORDER = ("commitment", "demand", "plan", "prediction", "position", "assessment", "event", "background")
"""The order of precedence."""
_REACH = 40
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"\d{4}")


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
    found = {
        _of_cue(page, draft, head),
        _of_mood(page, draft, head),
        _of_verb(page, draft, head),
        _of_words(page, draft, head),
        _of_state(page, draft, head),
    }
    return next((one for one in ORDER if one in found), "event")


def _of_cue(page: Page, draft: Draft, head: Head) -> str | None:
    """What the cue makes of its content: a promise a commitment. A ruling plans nothing that is or was so already."""
    if draft.sign is None:
        return None
    first = next(iter(page.predicates_in(head.start, head.end)), None)
    is_so = draft.sign.group == "decree" and first is not None and first.sure and not head.will
    return None if is_so else draft.sign.kind


def _of_mood(page: Page, draft: Draft, head: Head) -> str | None:
    """What modality and tense make of it: must a demand, a future a plan, of what is beyond anybody a prediction."""
    if head.mood in ("must", "unclear"):
        return {"must": "demand", "unclear": "assessment"}[head.mood]
    if head.mood in ("probable", "possible"):
        return _of_likelihood(page, head)
    if not head.will:
        return None
    by_document = bool(draft.hops) and draft.hops[0].source.role == "document"
    if page.rules.foretells.search(page.text, head.start, head.end) and not by_document:
        return "prediction"
    if draft.hops and not by_document and head.denied:
        return "position" if _is_of_source(page, head) else "prediction"
    return "plan" if page.rules.data["future_is_plan"] else None


def _of_likelihood(page: Page, head: Head) -> str:
    """What is expected or may come is a prediction, what can be an assessment, what is intended a plan."""
    if page.rules.expects.search(page.text, page.word_start(head.start), head.end):
        return "prediction"
    return "plan" if head.mood == "probable" else "assessment"


def _is_of_source(page: Page, head: Head) -> bool:
    """Whether no subject stands before the predicate, so that the source speaks of itself: לא תקבל חיילים."""
    first = next(iter(page.predicates_in(head.start, head.end)), None)
    return first is not None and page.n_words(head.start, first.start) <= 1


def _of_verb(page: Page, draft: Draft, head: Head) -> str | None:
    """What a predicate that is itself a cue makes of it: we believe, we hope. That a court refused is an event."""
    first = next(iter(page.predicates_in(head.start, head.end)), None)
    if first is None or page.text[first.start : first.end] in page.language.mentions["place"]["visits"]:
        return None
    kinds = (
        hit.meaning.kind
        for hit in page.signs_in(first.start, first.end)
        if hit.meaning.sort in ("verb", "participle") and (draft.hops or hit.meaning.kind != "position")
    )
    return next((one for one in kinds if one in ("position", "assessment", "prediction")), None)


def _of_words(page: Page, draft: Draft, head: Head) -> str | None:
    """What nouns and adjectives with the predicate make of it."""
    rules, text = page.rules, page.text
    start, end = page.word_start(head.start), min(head.whole, head.end + _REACH)
    if draft.hops and (rules.we_will.search(text, start, head.end) or rules.commits.search(text, start, end)):
        return "commitment"
    if draft.hops and rules.asks.search(text, start, head.end):
        return "demand"
    if rules.plans.search(text, start, head.end):
        return "plan"
    if draft.hops and rules.stands.search(text, start, head.end):
        return "position"
    if rules.lasts.search(text, start, head.end):
        return "assessment" if draft.hops else "background"
    return "assessment" if rules.judges.search(text, start, end) else None


def _of_state(page: Page, draft: Draft, head: Head) -> str | None:
    """What is so while somebody speaks is what the speaker thinks of it; what was so long before is background."""
    if not draft.hops:
        return "background" if _is_known(page, head) else None
    if page.rules.predicates and _is_nominal(page, head):
        return "assessment"
    speaks = draft.hops[0].source.role not in ("outlet", "agency")
    first = next(iter(page.predicates_in(head.start, head.end)), None)
    if not speaks or first is None or head.will or _is_dated(page, head):
        return None
    at = first.start + len(first.prefix)
    lasts = page.rules.states.match(page.text, at) or page.rules.joins.match(page.text, at)
    return "assessment" if lasts else None


def _is_dated(page: Page, head: Head) -> bool:
    """Whether a clause says when."""
    return any(one.date.type in ("DATE", "TIME") for one in page.dated_in(head.start, head.whole))


def _is_known(page: Page, head: Head) -> bool:
    """Whether a clause says who somebody is (وهي منظمة), or tells of years before all else that is dated."""
    first = next(iter(page.predicates_in(head.start, head.end)), None)
    word = _WORD.match(page.text, head.start)
    if word is not None and word[0] in page.rules.pronouns and first is None:
        return True
    years = _years(page.dated_in(head.start, head.whole))
    return not head.will and bool(years) and min(years) < max(_years(page.dated)) - 1


def _years(dated: Iterable[Dated]) -> list[int]:
    """The years of dates, of those that are known."""
    return [int(year[0]) for one in dated if (year := _YEAR.match(one.date.edtf or ""))]


def _is_nominal(page: Page, head: Head) -> bool:
    """Whether a clause has a subject and no verb: بوتين جاد في السلام; a noun for an event is no such clause."""
    verb = next((one.start for one in page.predicates_in(head.start, head.whole)), head.whole)
    copula = page.rules.joins.search(page.text, head.start, min(verb, head.whole))
    if verb < head.whole and copula is None:
        return False
    word = _WORD.match(page.text, head.start)
    definite = page.rules.data["definite"] or page.rules.data["definite_before_judgement"]
    named = bool(page.named_in(head.start, head.start + 1))
    return copula is not None or named or (word is not None and word[0].startswith(definite))
