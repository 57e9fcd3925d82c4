"""Persons: the name of somebody whom no registry knows. In: the words for a source. Out: where the name stands.

A name is told by what stands around it (a rank, "son of"), by a given name that the data lists, or by its place: a
title ends with its last definite word, and what goes on behind it without the article is the name of who bears it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from musnad.extract.claims.page import Page
from musnad.extract.claims.predicates import folded
from musnad.languages import load

_WORD = re.compile(r"[^\W_]+")
_TITLE_WORDS = 24
"""Words of a title and a name."""
_NAME_WORDS = 9
_BEFORE_TITLE = 4
_FEW = 2
_SHORTEST = 3
_HAMZA = "أإ"
_LOOK_BACK = 24
"""Code points in which the word before a word begins."""


class _Word(NamedTuple):
    """A word, where it stands, whether it ends in a pronoun; folded, but for what folding makes look like a name."""

    text: str
    start: int
    end: int
    suffixed: bool


_Words = Sequence[_Word]


@dataclass(frozen=True, slots=True)
class _Names:
    """What a language knows of names and titles, folded.

    Attributes:
        speaking: nouns for who tells something, besides these.
        told: nouns for what is told.
        posts: nouns for an office or a trade, without the article.
        ranks: words that stand right before a name.
        given: given names.
        links: words inside a name: son of, father of, house of.
        houses: nouns that a name may follow that is then no speaker's: university, city.
        never: nouns that begin no name.
        kept: words that are a name only where they are spelled otherwise (على, علي).
        servant: how a name begins that is made with "servant of".
        definite: how a definite word begins, fused letters included.
        fused: a letter that is more often fused to a word than the first of a name.
        ends: how words begin, or what they are, that are no part of a title or a name.
        feminine: the ending of nouns for houses and groups.
        to: letters before whom somebody speaks to or of.
        common: how a word ends that begins no name.
        nisba: how a definite word ends that says whence somebody is, or an agency.
        plural: how a definite word ends that is no name.
        suffix: how a word ends, as it is written, that has a pronoun.
        skipped: what may stand in brackets between a rank and the name.
    """

    speaking: frozenset[str]
    told: frozenset[str]
    posts: frozenset[str]
    ranks: frozenset[str]
    given: frozenset[str]
    links: frozenset[str]
    houses: frozenset[str]
    never: frozenset[str]
    kept: frozenset[str]
    servant: re.Pattern[str]
    definite: re.Pattern[str]
    fused: re.Pattern[str]
    ends: re.Pattern[str]
    common: re.Pattern[str]
    plural: re.Pattern[str]
    nisba: re.Pattern[str]
    suffix: re.Pattern[str]
    skipped: re.Pattern[str]
    article: str
    feminine: str
    to: tuple[str, ...]

    def is_title(self, word: str) -> bool:
        """Whether a word is an office or a rank, with or without the article."""
        return word in self.ranks or word.removeprefix(self.article) in self.posts

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name."""
        return word in self.given or self.servant.match(word) is not None

    def may_name(self, word: str) -> bool:
        """Whether a word can be part of a name that nothing announces."""
        return (
            len(word) >= _SHORTEST
            and not self.is_title(word)
            and not self.definite.match(word)
            and word not in self.never
            and word not in self.kept
            and not self.common.search(word)
        )


@lru_cache
def _names(code: str) -> _Names | None:
    claims = load(code).claims
    data: Mapping[str, Any] | None = claims.get("persons")
    if data is None:
        return None
    made: dict[str, Any] = {
        name: frozenset(map(folded, data[name])) for name in ("posts", "ranks", "given", "links", "houses", "never")
    }
    made["never"] |= frozenset(folded(word) for words in claims["heads"].values() for word in words)
    made |= {name: frozenset(map(folded, claims[name])) for name in ("speaking", "told")}
    for name in ("servant", "definite", "fused", "ends", "common", "plural", "nisba", "suffix", "skipped"):
        made[name] = re.compile(data[name])
    return _Names(
        **made,
        kept=frozenset(data["kept"]),
        article=data["article"],
        feminine=folded(data["feminine"]),
        to=tuple(data["to"]),
    )


def may_speak(page: Page, start: int, end: int) -> bool:
    """Whether words that nobody has registered stand for somebody, or something written, that can tell something."""
    names = _names(page.language.code)
    first = _WORD.search(page.text, start, end)
    if names is None or first is None or not names.speaking:
        return names is None or not names.speaking
    word = names.definite.sub("", first[0], count=1)
    bare = {
        word,
        first[0],
        first[0].removeprefix(names.article),
        *(first[0][1:] for one in names.to if first[0][0] == one),
    }
    heads = names.speaking | names.told | names.posts | names.ranks | page.rules.generic_heads | page.rules.heads.keys()
    return bool(bare & heads) or find_person(page, start, end) is not None


def is_written(page: Page, start: int, end: int) -> bool:
    """Whether words that nobody has registered stand for what is told, not for who tells it: الأبحاث."""
    names = _names(page.language.code)
    first = _WORD.search(page.text, start, end)
    if names is None or not names.told:
        return True
    return first is not None and names.definite.sub("", first[0], count=1) in names.told


def may_be_name(page: Page, start: int, end: int) -> bool:
    """Whether one or two words can be a name, of a person or of a house, though nothing tells so."""
    names = _names(page.language.code)
    words = _WORD.findall(page.text, start, end)
    if names is None or not 1 <= len(words) <= _FEW:
        return False
    if words[0].startswith(names.article):
        return len(words) == 1 and names.nisba.search(words[0]) is not None
    return all(names.may_name(word) for word in words)


def bears_title(page: Page, start: int, end: int) -> bool:
    """Whether the words begin with an office or a rank."""
    names = _names(page.language.code)
    first = _WORD.search(page.text, start, end)
    return names is not None and first is not None and names.is_title(first[0])


def find_person(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The name of a person with which the stretch begins, or with whose title it begins; ``None`` if it tells none."""
    names = _names(page.language.code)
    words = _words(page, names, start, end) if names else []
    if names is None or not words:
        return None
    if not names.is_title(words[0].text):
        begins = _is_listed(names, words, 0) or _is_before_title(names, words) or _is_known(page, names, words[0])
        return _name(page, names, words, 0) if begins else None
    places = range(1, len(words))
    first = next((place for place in places if _begins(page, names, words, place)), None)
    if first is None:
        first = next((place for place in places if _is_family(names, words, place)), None)
    return None if first is None else _name(page, names, words, first)


def _words(page: Page, names: _Names, start: int, end: int) -> list[_Word]:
    """The words of a title and a name: up to a mark, a date, a verb, a cue, or a word that no title holds."""
    words: list[_Word] = []
    for word in _WORD.finditer(page.text, start, end):
        between = page.text[words[-1].end : word.start()] if words else ""
        if words and (skipped := names.skipped.match(page.text, words[-1].end)):
            if word.start() < skipped.end():
                continue
            between = page.text[skipped.end() : word.start()]
        if len(words) == _TITLE_WORDS or between.strip(" .") or word[0].isdigit() or names.ends.fullmatch(word[0]):
            break
        if word[0] not in names.given and _tells(page, word):
            break
        if (
            words
            and word[0].startswith(names.to)
            and (names.is_title(word[0][1:]) or page.quoted_in(word.start() + 1, word.end()))
        ):
            break
        words.append(_word(page, names, word))
    return words


def _word(page: Page, names: _Names, word: re.Match[str]) -> _Word:
    source, at = page.folded.source, page.folded.offset
    first, last = source[at(word.start())], source[at(word.end() - 1)]
    written = word[0][:-1] + last
    suffixed = names.suffix.search(written) is not None
    if written in names.kept:
        return _Word(written, *word.span(), suffixed)
    no_article = word[0].startswith(names.article) and first in _HAMZA and word[0] not in names.given
    return _Word(first + word[0][1:] if no_article else word[0], *word.span(), suffixed)


def _tells(page: Page, word: re.Match[str]) -> bool:
    """Whether a word is the verb of a clause, a cue or a date."""
    start, end = word.span()
    if page.named_in(start, end):
        return False
    verb = any(one.sure and one.start == start for one in page.predicates_in(start, end))
    cue = any(hit.meaning.sort in ("participle", "masdar", "preposition") for hit in page.signs_in(start, end))
    return verb or cue or bool(page.dated_in(start, end))


def _is_listed(names: _Names, words: _Words, place: int) -> bool:
    """Whether a name begins with a word that the data lists, or that a link behind it shows to be one (بن, آل)."""
    word = words[place].text
    following = words[place + 1].text if place + 1 < len(words) else ""
    if names.is_given(word):
        return True
    return bool(following) and (word in names.links or (following in names.links and names.may_name(word)))


def _is_before_title(names: _Names, words: _Words) -> bool:
    """Whether a title follows a few words that can be a name: ريتشارد تيسون المتحدث باسم."""
    place = next((at for at, word in enumerate(words[:_BEFORE_TITLE]) if names.is_title(word.text)), 0)
    before = [word.text for word in words[:place]]
    if not before or not names.may_name(before[0]):
        return False
    if not names.is_given(before[0]) and (
        before[0].endswith(names.feminine) or (place == 1 and words[1].text.startswith(names.article))
    ):  # what goes with the title instead: مزاج السائق
        return False
    return all(names.may_name(one) or one.startswith(names.article) for one in before)


def _is_known(page: Page, names: _Names, word: _Word) -> bool:
    """Whether a definite word ended a name before: المنيع, behind ناصر بن سليمان المنيع."""
    if not word.text.startswith(names.article):
        return False
    at = page.text.find(f" {word.text}", 0, max(0, word.start - 1))
    before = page.text[max(0, at - _LOOK_BACK) : at].split() if at > 0 else []
    return bool(before) and (names.is_given(before[-1]) or before[-1] in names.links | names.ranks)


def _begins(page: Page, names: _Names, words: _Words, place: int) -> bool:
    """Whether a name begins at a word of a title: a listed one, or a plain one behind a rank or a definite word."""
    word, before = words[place].text, words[place - 1].text
    if names.is_title(word) or before in page.rules.belongs or _is_in_a_name(names, words, place):
        return False
    if _is_listed(names, words, place):
        return True
    if before in names.ranks:
        return names.may_name(word) and word[1:] not in names.never and not page.rules.occasion.match(word)
    return (
        names.definite.match(before) is not None
        and names.may_name(word)
        and not names.fused.match(word)
        and not words[place].suffixed
        and page.rules.event_noun.fullmatch(word) is None
    )


def _is_family(names: _Names, words: _Words, place: int) -> bool:
    """Whether a definite word behind a rank is the name of a family: الدكتور السديس."""
    word, before = words[place].text, words[place - 1].text
    family = word.startswith(names.article) and word not in names.never and not names.is_title(word)
    return family and before in names.ranks and not names.plural.search(word) and not _is_in_a_name(names, words, place)


def _is_in_a_name(names: _Names, words: _Words, place: int) -> bool:
    """Whether a name is part of that of a house: جامعة الملك سعود, مستشفى الأمير سلطان بن عبدالعزيز."""
    linked, first = names.ranks | names.links, place - 1
    if words[first].text in linked:
        while first > 0 and (words[first].text in linked or names.is_given(words[first].text)):
            first -= 1
    elif first > 0 and names.is_given(words[first].text):
        first -= 1
    word = words[first].text
    return word in names.houses or word[1:] in names.houses


def _name(page: Page, names: _Names, words: _Words, first: int) -> tuple[int, int]:
    """A name from its first word on: what is listed or linked, a few plain words, and a definite one that ends it."""
    place = first if words[first].text in names.links else first + 1
    closed = words[first].text.startswith(names.article)
    while place < min(len(words), first + _NAME_WORDS):
        word, last = words[place].text, place + 1 == len(words)
        if word in names.links and not last:
            place += 1 if words[place + 1].text in names.links else 2
            closed = False
            continue
        if word.startswith(names.article):
            surname = not names.is_title(word) or (place == first + 1 and last)
            if not surname or (closed and not word.endswith("ي")) or names.plural.search(word):
                break
            closed = True
        elif closed or not (names.is_given(word) or _goes_on(page, names, words, first, place)):
            break
        place += 1
    return words[first].start, words[min(place, len(words)) - 1].end


def _goes_on(page: Page, names: _Names, words: _Words, first: int, place: int) -> bool:
    """Whether a plain word belongs to a name: the second, or a third that ends the words or stands before a title."""
    word = words[place]
    if word.suffixed or word.text in names.never | names.kept or page.rules.event_noun.fullmatch(word.text):
        return False
    ends = place + 1 == len(words) or names.is_title(words[place + 1].text)
    if names.is_title(word.text):
        return place == first + 1 and place + 1 < len(words) and ends
    return not names.definite.match(word.text) and (place == first + 1 or ends)
