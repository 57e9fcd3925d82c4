"""Owned words: a noun for something said, with whose it is. In: a sentence. Out: drafts beside those of its verbs.

The warning of the minister that …, Ukraine's demand to receive …: hop 1 is whose the noun is. The clause in which the
noun stands is a claim of its own, and stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from musnad.extract.claims.clauses import clauses
from musnad.extract.claims.drafts import Draft, Link, Piece
from musnad.extract.claims.lexicon import Sign
from musnad.extract.claims.nominal import deeds, is_infinitive
from musnad.extract.claims.page import Page
from musnad.extract.claims.persons import may_speak
from musnad.extract.claims.sources import Source, find_source
from musnad.extract.matching import Hit

_WORD = re.compile(r"[^\W_]+")
_COMMA = re.compile(r"[،؛;]|,(?![0-9])")
_REACH = 90
_LONGEST = {True: 9, False: 4}
"""Words of whose a noun is, where the registry knows them and where it does not."""


def owned(page: Page, made: Sequence[Draft], role: str, around: Piece) -> Iterator[tuple[Draft, int]]:
    """The drafts of the nouns of a sentence that stand for what somebody said, each with where its content begins."""
    for hit in page.signs_in(*around):
        if hit.meaning.sort != "owned":
            continue
        owner = owner_of(page, hit.end, min(around[1], hit.end + _REACH))
        content = _content(page, hit, owner, around[1]) if owner else None
        if owner is None or content is None:
            continue
        link = Link(owner, ((hit.start, hit.end),))
        outer = next((one.hops for one in made if one.hops and _holds(one, hit)), ())
        for pieces in content:
            yield Draft(pieces, (link, *outer), hit.meaning, role, around), content[0][0][0]


def owner_of(page: Page, start: int, stop: int) -> Source | None:
    """Whose a noun is: the words behind it, or behind the word for "of"; a pronoun points back."""
    of = page.rules.data["owned"]["of"]
    first = _WORD.match(page.text, start + 1)
    if first is None:
        return None
    if first[0] in page.rules.data["owned"]["pronouns"]:
        return Source(first.start(), first.end(), (), "speaker", back=True)
    described = [first, *([_WORD.match(page.text, first.end() + 1)] if of else [])]
    begin = next((word.end() for word in described if word and word[0] == of), start)
    opened = page.rules.complementizer.search(page.text, begin, stop)
    source = find_source(page, begin, opened.start() if opened and opened["prefixed"] is None else stop)
    if source is None or source.back or page.n_words(source.start, source.end) > _LONGEST[bool(source.actor_ids)]:
        return None
    if not (source.actor_ids or page.rules.source_first or _may_own(page, source)):
        return None
    return None if any(hit.meaning.sort == "verb" for hit in page.signs_in(source.start, source.end)) else source


def _may_own(page: Page, source: Source) -> bool:
    """Whether words that nobody has registered are whose a noun is, not its adjective: تصريحات صحفية سابقة."""
    definite = page.text.startswith(page.rules.data["definite"] or " ", source.start)
    return definite or may_speak(page, source.start, source.end)


def _content(page: Page, hit: Hit[Sign], owner: Source, end: int) -> list[list[Piece]] | None:
    """What was said: behind a complementizer, or what a preposition or an infinitive right behind the owner opens."""
    at = page.trimmed(owner.end, end)[0]
    comma = _COMMA.search(page.text, at, end)
    stop = comma.start() if comma else end
    opened = page.rules.complementizer.match(page.text, at)
    if opened and not opened["joined"] and opened["prefixed"] is None:
        anchor = opened.start("fused") if opened["fused"] else opened.end()
        return [*clauses(page, *page.trimmed(anchor, stop))]
    word = _WORD.match(page.text, at)
    if word is None or not hit.meaning.objects:
        return None
    verb = next((one.start for one in page.predicates_in(word.end(), stop) if one.sure), stop)
    if is_infinitive(page, word[0]):
        return deeds(page, [page.trimmed(word.start(), verb)])
    for preposition in hit.meaning.objects:
        if word[0] == preposition:
            return [[page.trimmed(word.end(), verb)]]
        if len(preposition) == 1 and word[0].startswith(preposition) and page.may_begin(word.start() + 1):
            return [[page.trimmed(word.start() + 1, verb)]]
    return None


def _holds(one: Draft, hit: Hit[Sign]) -> bool:
    """Whether a content holds the noun."""
    return any(low <= hit.start < high for low, high in one.pieces)
