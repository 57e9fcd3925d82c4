"""Claims: what an article puts forward, and who stands behind it. In: its layers so far. Out: claims, by rules.

Every sentence gives at least one claim or says why it gives none. A claim that no cue attributes is in the article's
own voice. What rules cannot know (the English proposition, the event type) stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musnad.extract.claims.attribution import drafts
from musnad.extract.claims.drafts import Draft
from musnad.extract.claims.page import Page
from musnad.extract.claims.readings import read_content, read_place, read_times
from musnad.folding import Folded
from musnad.languages import Language
from musnad.records import Claim, Date, Hop, Mention, Registry, Sentence
from musnad.spans import Span

__all__ = ["find_claims"]


def find_claims(
    folded: Folded,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    dates: Sequence[Date],
    language: Language,
    registry: Registry,
) -> tuple[list[Claim], list[Sentence]]:
    """The claims of an article in the order of the text, and its sentences, each with the reason why it has none.

    Local ids are ``c1``, ``c2`` …; date ids are those of `dates`.
    """
    page = Page(folded, sentences, mentions, dates, language, registry)
    found, reasons = drafts(page)
    claims = [_claim(page, draft, f"c{number}") for number, draft in enumerate(found, 1)]
    accounted = [
        one if one.no_claim_reason == reason else replace(one, no_claim_reason=reason)
        for one, reason in zip(sentences, reasons, strict=True)
    ]
    return claims, accounted


def _claim(page: Page, draft: Draft, local_id: str) -> Claim:
    """The row of a draft."""
    nearest = draft.hops[0] if draft.hops else None
    reading = read_content(page, draft)
    cue = nearest.cue[0] if nearest and nearest.cue else None
    times = read_times(page, draft.pieces, cue, page.sentence_at(cue[0]) if cue else draft.around)
    place = read_place(page, draft.pieces)
    return Claim(
        local_id=local_id,
        spans=tuple(page.span(*piece) for piece in draft.pieces),
        proposition=None,
        kind=reading.kind,
        event_type=None,
        actor_ids=(),
        recipient_ids=(),
        attribution=tuple(_hops(page, draft)),
        implicit=False,
        quotation=_quotation(page, draft),
        factuality=reading.factuality,
        condition=page.span(*reading.condition) if reading.condition else None,
        time=times.time,
        date_ids=times.date_ids,
        speech_time=times.speech_time,
        speech_date_id=times.speech_date_id,
        place=page.span(*place) if place else None,
        note=None,
        method="rules",
    )


def _hops(page: Page, draft: Draft) -> list[Hop]:
    """The hops of a draft; an actor stands in one of them at most."""
    seen: set[str] = set()
    hops = []
    for link in draft.hops:
        actor_ids = tuple(one for one in link.source.actor_ids if one not in seen)
        if link.source.actor_ids and not actor_ids:
            continue
        seen.update(actor_ids)
        span = page.span(link.source.start, link.source.end) if link.source.start >= 0 else None
        cues = tuple(Span(*page.folded.to_source(*cue)) for cue in sorted(link.cue))
        if actor_ids or span or cues:
            hops.append(Hop(link.source.role, actor_ids, span, cues))
    return hops


def _quotation(page: Page, draft: Draft) -> str:
    """How the content is quoted: wholly, in part, not at all."""
    if not draft.hops:
        return "none"
    low, high = draft.pieces[0][0], draft.pieces[-1][1]
    around = page.quoted_in(low - 2000, high)
    if any(quote.start <= low and high <= quote.end + 1 for quote in around):
        return "direct"
    return "mixed" if any(quote.start >= low and quote.words > 1 for quote in around) else "indirect"
