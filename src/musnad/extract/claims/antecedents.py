"""Antecedents: whom a definite noun means that stands for a source. In: a source without an actor. Out: with one.

The mission, the authorities, the spokesperson: whoever was named before with that noun. The report, the paper: the
last medium named; the text, the draft: the last document. Nobody is meant whom the article has not named.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.claims.drafts import NOBODY, Draft, Memory
from musnad.extract.claims.page import Page
from musnad.extract.claims.sources import Source, source_of
from musnad.extract.claims.titles import titled

_REACH = 3_000
"""Code points in which a medium must have been named that is meant by "the report"."""
_MEDIA = frozenset({"outlet", "agency"})
_WRITTEN = {"document": "document", "outlet": "medium", "agency": "medium"}


def with_antecedent(page: Page, source: Source, memory: Memory, begin: int | None = None) -> Source:
    """The source with the actors of its antecedent; one with actors is remembered by its noun.

    `begin`: where its title begins, if it has one (المتحدث باسم الوزارة فلان).
    """
    if source.start < 0:
        return source
    noun = _noun(page, source.start if begin is None else begin, source.end)
    kind = _WRITTEN.get(source.role)
    if source.actor_ids:
        memory.antecedents[noun] = source
        if kind:
            memory.antecedents[kind] = source
        return source
    alone = len(page.text[source.start : source.end].split()) == 1
    known = memory.antecedents.get(noun) if alone else None
    if known is None and kind and _is_definite(page, source):
        known = memory.antecedents.get(kind)
    if known is None and kind == "medium":
        known = _medium(page, source)
    if known is None:
        return titled(page, source, memory.speaker) or source
    return source._replace(actor_ids=known.actor_ids, role=known.role)


def _medium(page: Page, source: Source) -> Source | None:
    """The medium that the words for a report name (הדיווח של רויטרס), or that was named last before them."""
    inside = page.named_in(source.start, source.end)
    before = page.named_in(max(0, source.start - _REACH), source.start) if _is_definite(page, source) else []
    named = [one for one in inside or before if one.type in ("media", "agency")]
    return source_of(page, named[-1]) if named else None


def announced(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; those of a headline that only announces a report (דיווח: …) with the medium of the text.

    The first that stands behind a claim is meant.
    """
    media = [hop.source for one in drafts for hop in one.hops if hop.source.actor_ids and hop.source.role in _MEDIA]
    if not media:
        return list(drafts)
    known = NOBODY._replace(actor_ids=media[0].actor_ids, role=media[0].role)
    return [
        one._replace(hops=(one.hops[0]._replace(source=known), *one.hops[1:])) if _is_announced(one) else one
        for one in drafts
    ]


def _is_announced(one: Draft) -> bool:
    """Whether the draft of a headline has a cue and nobody who speaks."""
    nearest = one.hops[0] if one.hops and one.role == "title" else None
    return nearest is not None and bool(nearest.cue) and nearest.source.start < 0 and not nearest.source.actor_ids


def _noun(page: Page, start: int, end: int) -> str:
    """The first word, without its article."""
    words = page.text[start:end].split()
    word = words[0] if words else ""
    article = _article(page)
    return word[len(article) :] if article and word.startswith(article) else word


def _is_definite(page: Page, source: Source) -> bool:
    """Whether the noun has the article, or ends in one for something written that has it: נוסח הטיוטה."""
    article = _article(page)
    last = page.text[source.start : source.end].split()[-1]
    written = page.rules.heads.get(last) == source.role and last.startswith(article)
    return bool(article) and (page.text.startswith(article, source.start) or written)


def _article(page: Page) -> str:
    return str(page.rules.data["definite"] or page.language.mentions["article"])
