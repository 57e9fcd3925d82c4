"""Sources: to whom a content is attributed. In: a stretch of text before or after a cue. Out: the words and the actors.

A title in front of a name is left out where the name is registered. Words that name nobody in the registry are kept
as they stand, without an actor: the chain is then unresolved, and a reader may add whom they name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from musnad.extract.claims.page import Named, Page
from musnad.extract.claims.persons import bears_title, find_person

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 14
"""Words of a source that is not registered; what is longer is no source."""
_NAME_AFTER_COMMA = 3
_FEW = 3
_ADJECTIVES = 3
_ROLES = {"document": "document", "agency": "agency", "media": "outlet"}


class Source(NamedTuple):
    """A source in folded offsets; `start` is -1 where no words stand for it.

    `back` points at the last speaker; `is_person` says that the words are the name of one whom nobody has registered.
    """

    start: int
    end: int
    actor_ids: tuple[str, ...]
    role: str
    back: bool = False
    is_person: bool = False


def find_source(page: Page, start: int, end: int, loose: bool = False) -> Source | None:
    """The source whose words begin the stretch ``[start, end)``; ``None`` if it begins with something else.

    `loose`: the verb follows, and adjuncts among the words belong to them (היועץ בקרמלין, אמר).
    """
    start = _past_openers(page, start, end)
    first = _WORD.match(page.text, start, end)
    if first is None:
        return None
    if len(first[0]) == 1:
        return None
    named_here = [one for one in page.named_in(start, first.end()) if one.start - len(_joined(one, page)) == start]
    if not named_here and (
        {first[0], _without_conjunction(first[0], page)} & page.rules.not_sources or _is_joined_stop(first[0], page)
    ):
        return None
    if not named_here and _is_verb(page, first) and not bears_title(page, *first.span()):
        return None
    if not named_here and first[0] in page.rules.pronouns:
        return Source(first.start(), first.end(), (), "speaker", back=True)
    if not named_here and (ends := page.rules.source_end.match(page.text, start, end)) and ends.end() > ends.start():
        return None
    stop = _end(page, start, first.end(), end, loose)
    stop = min(end, max([stop, *(one.end for one in named_here)]))
    whole = max((one for one in named_here if one.end <= stop), key=_length, default=None)
    if whole is not None and whole.type != "person" and page.trimmed(whole.end, stop)[0] >= stop:
        return Source(whole.start, whole.end, (whole.actor_id,), _role(page, (whole.actor_id,), ""))
    if (person := _people(page, start, stop) or _person(page, start, end)) is not None:
        return person
    head = _head(page, start, stop, named_here)
    return head if head is None or head.actor_ids else _person_behind(page, head, end) or head


def _person_behind(page: Page, title: Source, end: int) -> Source | None:
    """Whose title the words before a comma are, where the name stands between commas: דובר המשרד, אילן לוי."""
    at = title.end + 2
    if page.text[title.end : at] != ", " or not bears_title(page, title.start, title.end):
        return None
    name = find_person(page, at, end)
    closed = name is not None and page.text[name[1] : name[1] + 1] in ("", ",", ".", ")")
    return (
        Source(*name, (), title.role, is_person=True) if name and closed and page.n_words(at, name[0]) < _FEW else None
    )


def _person(page: Page, start: int, end: int) -> Source | None:
    """Somebody by name of whom the registry knows nothing, or who stands behind a long title."""
    name = find_person(page, start, end)
    if name is None:
        return None
    known = [one for one in page.named_in(start, name[1]) if name[0] < one.end]
    if known:
        return source_of(page, known[0]) if known[0].type in ("person", "unnamed") else None
    head = _WORD.match(page.text, start)
    role = page.rules.heads.get(head[0], "speaker") if head and name[0] > start else "speaker"
    return Source(*name, (), role if role == "spokesperson" else "speaker", is_person=True)


def _is_verb(page: Page, word: re.Match[str]) -> bool:
    return any(one.sure for one in page.predicates_in(word.start(), word.end()))


def definite_words(page: Page, source: Source) -> Source:
    """Of unregistered words those with the article, if they begin with it: المتحدث, not المتحدث هوية القتيل."""
    article = page.rules.data["definite"]
    words = page.text[source.start : source.end].split()
    if source.actor_ids or not article or not words or not words[0].startswith(article):
        return source
    last = next((place for place, word in enumerate(words) if not word.startswith(article)), len(words))
    return source._replace(end=source.start + len(" ".join(words[:last])))


def _is_joined_stop(word: str, page: Page) -> bool:
    return word[:1] in page.rules.conjunctions and word[1:] in page.rules.not_sources


def source_of(page: Page, named: Named) -> Source:
    """A name as a source."""
    return Source(named.start, named.end, (named.actor_id,), _role(page, (named.actor_id,), ""))


def _length(one: Named) -> int:
    return one.end - one.start


def _past_openers(page: Page, start: int, end: int) -> int:
    """Behind "on the other hand", dates and marks."""
    while start < end:
        if (opener := page.rules.opener.match(page.text, start, end)) and opener.end() > start:
            start = opener.end()
        elif dated := [one for one in page.dated_in(start, start + 3) if one.start - start <= 2]:
            start = dated[0].end
        elif auxiliary := page.rules.auxiliary.match(page.text, start, end):
            start = auxiliary.end()
        else:
            break
    return start


def _end(page: Page, start: int, after_first: int, end: int, loose: bool) -> int:
    """Where the words for a source end: at a mark, an adjunct, a date, a speech; a name after a comma still belongs."""
    at = after_first
    dates = [page.word_start(one.start) for one in page.dated_in(at, end)]
    quoted = [one.start for one in page.quoted_in(at, end)]
    speeches = [one.start for one in page.quoted_in(at, end) if one.is_speech]
    verbs = [
        one.start
        for one in page.predicates_in(at, end)
        if one.sure and one.end - one.start > 3 and not page.named_in(one.start, one.end)
    ]
    told = [
        low
        for one in quoted
        if (low := page.word_start(one)) < one and page.text[low:one] == page.rules.data["addressee"]
    ]
    limit = min([end, *dates, *speeches, *verbs[:1], *told])
    while stop := page.rules.source_end.search(page.text, at, limit):
        is_word = stop[0][0] not in " ،,؛;:()"
        fused = stop["prefixed"] is not None and stop["prefixed"] != page.rules.data["definite"]
        is_name = fused and page.named_in(stop.start(), stop.start() + 1)
        if is_name or (loose and is_word):
            at = stop.end()
        elif stop[0] in ",،(" and _name_follows(page, stop.end()):
            person = page.named_in(stop.end(), stop.end() + _NAME_AFTER_COMMA)[0]
            return min(person.end, limit)
        else:
            return stop.start()
    return limit


def _name_follows(page: Page, at: int) -> bool:
    return any(one.type == "person" and one.form != "anaphor" for one in page.named_in(at, at + _NAME_AFTER_COMMA))


def _joined(one: Named, page: Page) -> str:
    """The conjunction before a name, or the article of an anaphor; a preposition makes it no source."""
    return one.proclitic if one.proclitic in page.rules.conjunctions or one.proclitic in page.rules.articles else ""


def _is_free(one: Named, page: Page) -> bool:
    return not one.proclitic or bool(_joined(one, page))


def _people(page: Page, start: int, stop: int) -> Source | None:
    """The person whose name stands among the words; two who are joined by "and" speak together."""
    people = [
        one
        for one in page.named_in(start, stop)
        if one.type in ("person", "unnamed") and _is_free(one, page) and one.end <= stop
    ]
    people = [one for one in people if not _belongs(page, start, one)]
    if not people:
        return None
    first = people[0]
    if page.n_words(start, first.start) > 9:
        return None
    together = [first]
    for other in people[1:]:
        if _are_joined(page, together[-1], other):
            together.append(other)
    actor_ids = tuple(dict.fromkeys(one.actor_id for one in together))
    begin = first.start if len(actor_ids) == 1 else start
    if len(actor_ids) > 1:
        begin, _ = page.trimmed(begin, together[-1].end)
    return Source(begin, together[-1].end if len(actor_ids) > 1 else first.end, actor_ids, _role(page, actor_ids, ""))


def _belongs(page: Page, start: int, one: Named) -> bool:
    """Whether the name says whose somebody else is: יועצו של טראמפ, مبعوث ترامب."""
    before = page.text[start : one.start - len(one.proclitic)].split()
    return bool(before) and one.form in ("name", "alias") and before[-1] in page.rules.belongs


def _are_joined(page: Page, one: Named, other: Named) -> bool:
    between = page.text[one.end : other.start]
    words = [page.rules.data["joining_word"], *page.rules.conjunctions]
    return len(between.split()) <= 6 and any(f" {word}" in between for word in words if word)


def _head(page: Page, start: int, stop: int, named_here: list[Named]) -> Source | None:
    """An actor that heads the words (روسيا, وزارة الدفاع الروسية), or the words themselves, without an actor."""
    start, stop = page.trimmed(start, stop)
    if start >= stop:
        return None
    words = page.text[start:stop].split()
    while len(words) > 1 and words[-1] in page.rules.not_sources:
        stop -= len(words.pop())
        stop = page.trimmed(start, stop)[1]
    joined = page.rules.source_first or not page.text[max(0, start - 2) : start - 1].isalnum()
    head = _without_conjunction(words[0], page) if joined else words[0]  # right behind its verb no "and" stands
    here = max((one for one in named_here if one.end <= stop), key=lambda one: one.end, default=None)
    rest = page.text[here.end : stop].strip() if here else ""
    if here is not None and (
        not rest
        or here.type == "document"
        or here.end - here.start > 12
        or rest[0] in "،,("
        or here.form == "anaphor"
        or len(rest.split()) <= 1
    ):
        return Source(here.start, here.end, (here.actor_id,), _role(page, (here.actor_id,), ""))
    if head in page.rules.generic_heads:
        inside = [one for one in page.named_in(start, stop) if one.end >= stop - 1 and _may_follow(page, start, one)]
        if inside:
            ids = (inside[0].actor_id,)
            return Source(start, stop, ids, _role(page, ids, ""))
    if here is not None and len(rest.split()) > 3:
        return Source(here.start, here.end, (here.actor_id,), _role(page, (here.actor_id,), ""))
    if len(words) > _LONGEST or not any(char.isalpha() for char in words[0]):
        return None
    begin = start + len(words[0]) - len(head)
    return Source(begin, stop, (), _role(page, (), head))


def _may_follow(page: Page, start: int, one: Named) -> bool:
    """Whether a name belongs to the generic noun before it: right behind it, of a medium behind an adjective too."""
    between = page.n_words(start, one.start)
    return between <= 1 or (between <= _ADJECTIVES and one.type in ("media", "agency"))


def _without_conjunction(word: str, page: Page) -> str:
    for letter in page.rules.conjunctions:
        if word.startswith(letter) and len(word) > 3 and not page.rules.lexical_initial.match(word):
            return word[len(letter) :]
    return word


def _role(page: Page, actor_ids: tuple[str, ...], head: str) -> str:
    """The role of a hop: of registered actors what their type and `speaks_for` say, of others what the noun says."""
    if not actor_ids:
        return page.rules.heads.get(head, "speaker")
    actors = [page.registry[actor_id] for actor_id in actor_ids]
    if all(actor.type in _ROLES for actor in actors) and len({actor.type for actor in actors}) == 1:
        return _ROLES[actors[0].type]
    return "spokesperson" if all(actor.speaks_for for actor in actors) else "speaker"
