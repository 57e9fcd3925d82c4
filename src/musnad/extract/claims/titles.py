"""Titles: who is meant by an office, or by the first words of a name. In: the words for a source. Out: its actor.

Hebrew and Arabic news name a speaker once with the title (שר החוץ הירדני, איימן ספדי), then by the title, or by a part
of it (שר החוץ, השר); an organisation once by its whole name, then by its first words. Nobody is meant whom the article
has not named before, nor anybody where the words fit two.
"""

from __future__ import annotations

import re

from musnad.extract.claims.page import Named, Page
from musnad.extract.claims.sources import Source, source_of

_WORD = re.compile(r"[^\W_]+")
_BEFORE = re.compile(r"[^،,;؛:().]*[،,]? ?\Z")
_BEHIND = re.compile(r", ([^،,;؛:().]*)")
_REACH = 6_000
"""Code points behind its last naming after which nobody is meant: a text without end costs no more for it."""
_TITLE_REACH = 80
_LONGEST = 6
"""Words of a title; what is longer says more than who somebody is."""
_STEM = 4
"""Letters that two words share at least, of which one is an adjective: צרפת, צרפתי."""
_PROCLITICS = 2


def titled(page: Page, source: Source, speaker: Source | None) -> Source | None:
    """The source with the actor to whom its words fit; of two that fit, the one who spoke last."""
    words = [_bare(page, word) for word in _WORD.findall(page.text[source.start : source.end])]
    if not 1 <= len(words) <= _LONGEST or (len(words) == 1 and not _is_definite(page, source)):
        return None
    named = page.named_in(max(0, source.start - _REACH), source.start)
    before = [one for one in named if one.end <= source.start and one.form in ("name", "alias")]
    fitting = {one.actor_id: one for one in before if _fits(page, words, one)}
    spoke = [one for one in fitting.values() if speaker is not None and speaker.actor_ids == (one.actor_id,)]
    meant = spoke or list(fitting.values())
    return (
        source._replace(actor_ids=(meant[0].actor_id,), role=source_of(page, meant[0]).role)
        if len(meant) == 1
        else None
    )


def _fits(page: Page, words: list[str], one: Named) -> bool:
    """Whether a person bears the title, or the name of something else begins with the words."""
    if one.type != "person":
        name = [_bare(page, word) for word in _WORD.findall(page.text[one.start : one.end])]
        return len(name) > len(words) and name[: len(words)] == words
    return any(_is_title(page, words, title) for title in _titles(page, one))


def _titles(page: Page, one: Named) -> list[list[str]]:
    """The words before a name, with or without a comma, and those in apposition behind it."""
    begin = one.start - len(one.proclitic)
    low = max(page.sentence_at(one.start)[0], begin - _TITLE_REACH)
    before = _BEFORE.search(page.text, low, begin)
    behind = _BEHIND.match(page.text, one.end)
    return [_WORD.findall(found) for found in (before[0] if before else "", behind[1] if behind else "") if found]


def _is_title(page: Page, words: list[str], title: list[str]) -> bool:
    """Whether a title begins with the head of the words and holds the rest of them."""
    for place, word in enumerate(title):
        bare = _bare(page, word)
        if not (bare == words[0] or (word.endswith(words[0]) and len(word) - len(words[0]) <= _PROCLITICS)):
            continue
        if place and title[place - 1] in page.rules.belongs:
            continue
        rest = [_bare(page, other) for other in title[place + 1 :]]
        if all(any(_are_alike(word, other) for other in rest) for word in words[1:]):
            return True
    return False


def _are_alike(one: str, other: str) -> bool:
    return one == other or (len(one) >= _STEM and one[:_STEM] == other[:_STEM])


def _is_definite(page: Page, source: Source) -> bool:
    article = _article(page)
    return bool(article) and page.text.startswith(article, source.start)


def _bare(page: Page, word: str) -> str:
    article = _article(page)
    return word[len(article) :] if article and word.startswith(article) and len(word) > len(article) + 1 else word


def _article(page: Page) -> str:
    return str(page.rules.data["definite"] or page.language.mentions["article"])
