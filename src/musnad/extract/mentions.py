"""Mentions: where an article names the actors of the registry. In: its folded text and the registry. Out: mentions.

Names and aliases fire wherever they stand; capitals that may stand for their state, where they are no place;
descriptions, while they denote their actor at the date of publication; anaphors, once the article has named theirs.
The proclitic stays outside the span. Of one actor the longest mention counts; mentions of different actors may nest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from musnad import edtf
from musnad.extract.matching import Hit, Lexicon
from musnad.extract.namings import adjective_of, anaphors_of, descriptions_of
from musnad.extract.places import is_adjective, is_agreeing, is_narrowed, is_other_office, is_place, stands_alone
from musnad.folding import Folded, fold
from musnad.languages import Language
from musnad.records import Actor, Mention, Registry, Sentence
from musnad.spans import Span, is_whole

_CLOSERS = {"«": "»", "“": "”", "„": "“", '"': '"', "״": "״", "(": ")"}
_GERESH, _GERESH_LETTERS = "'׳’", "גזצץתדטחער"
_LAST_MARKS = frozenset([*_CLOSERS.values(), *_GERESH])
_BESIDE = " ,،("
_SHORTEST_FOREIGN = 2
_NEAR_NAME = 200
"""Code points behind the name of a state in which "the country" may be it, and not one that the registry lacks."""


class Name(NamedTuple):
    """One way of naming an actor.

    Attributes:
        actor_id: the actor.
        type: the actor's type.
        form: ``name``, ``alias``, ``metonym`` (recorded as alias), ``description`` or ``anaphor``.
        since: first ISO date on which a description denotes its actor, or ``None``.
        until: last one, or ``None``.
        after: proclitics of which one must end what stands before it; empty for no such need.
        wary: whether what follows must show that it is the whole noun phrase, or that it is no adjective (مالي).
    """

    actor_id: str
    type: str
    form: str
    since: str | None = None
    until: str | None = None
    after: tuple[str, ...] = ()
    wary: bool = False


_Candidate = Hit[Name]
_CACHED: dict[str, tuple[Registry, Lexicon[Name]]] = {}
_RANK = {"name": 0, "alias": 1, "metonym": 2, "description": 3, "anaphor": 4}


def find_mentions(
    folded: Folded, sentences: list[Sentence], language: Language, registry: Registry, published: str | None
) -> list[Mention]:
    """The mentions in a text, in order. `published` (EDTF) decides which descriptions fire."""
    day = _days(published)
    hits = _lexicon(registry, language).hits(folded.text)
    candidates = list(_candidates(folded, hits, language, day))
    named = [one for one in candidates if one.meaning.form != "anaphor"]
    named = _without_titles(_without_repeats(named), folded.text)
    found = _with_anaphors(named, [one for one in candidates if one.meaning.form == "anaphor"], folded.text)
    spans = _spans(folded, sentences, _unambiguous(_without_fragments(found)))
    mentions = [
        Mention(one.meaning.actor_id, span, "alias" if one.meaning.form == "metonym" else one.meaning.form, "rules")
        for one, span in spans
        if is_whole(folded.source, span, language.proclitics) and _reads_as(one, span, folded)
    ]
    return _nested(mentions)


def _reads_as(one: _Candidate, span: Span, folded: Folded) -> bool:
    """Whether the words that stand there are those that were found, and nothing that clings to them."""
    if span.end - span.start == one.end - one.start:
        return True
    return fold(span.of(folded.source)).text == folded.text[one.start : one.end]


def _nested(mentions: list[Mention]) -> list[Mention]:
    """Mentions of which none begins inside another and ends outside it: of two that cross, the first is kept."""
    kept: list[Mention] = []
    ends: list[int] = []
    for one in sorted(mentions, key=lambda one: (one.span.start, -one.span.end, one.actor_id)):
        while ends and ends[-1] <= one.span.start:
            ends.pop()
        if not ends or one.span.end <= ends[-1]:
            ends.append(one.span.end)
            kept.append(one)
    return kept


def _days(published: str | None) -> tuple[str, str] | None:
    """First and last day (ISO) on which the article may have been published."""
    try:
        first, last = edtf.bounds(published) if published else (None, None)
    except ValueError:
        return None
    return (first, last) if first and last else None


def _lexicon(registry: Registry, language: Language) -> Lexicon[Name]:
    """The automaton of a registry, built once: the same registry object is the same automaton."""
    cached = _CACHED.get(language.code)
    if cached is None or cached[0] is not registry:
        entries = [entry for actor in registry.values() for entry in _names(actor, language)]
        cached = _CACHED[language.code] = (registry, Lexicon(entries, language))
    return cached[1]


def _names(actor: Actor, language: Language) -> Iterator[tuple[str, Name]]:
    """The words of an actor in `language`, and its names in Latin letters, which any text may hold."""
    code = language.code
    id_type = (actor.actor_id, actor.type)
    proper = [("name", word) for word in [actor.names.get(code)] if word]
    proper += [("alias", word) for word in actor.aliases.get(code, ())]
    if code != "en":
        latin = [actor.names.get("en") or actor.name, *actor.aliases.get("en", ())]
        proper += [("alias", word) for word in latin if len(word) > _SHORTEST_FOREIGN]
    else:
        proper.append(("name", actor.name))
    for form, word in proper:
        is_own_adjective = actor.type == "state" and form == "name" and adjective_of(word, language) == word
        yield from _spellings(word, Name(*id_type, form, wary=is_own_adjective), language)
    for word in actor.metonyms.get(code, ()):
        yield from _spellings(word, Name(*id_type, "metonym"), language)
    for one in actor.descriptions:
        if one.language == code:
            name = Name(*id_type, "description", one.since, one.until)
            if " " not in one.words:
                name = name._replace(after=_needs_article(one.words, language))
            yield from _spellings(one.words, name, language)
    for word in descriptions_of(actor, language):
        after = _needs_article(word, language) if " " not in word else ()
        yield word, Name(*id_type, "description", after=after)
    given = actor.anaphors.get(code, ())
    for word in dict.fromkeys([*given, *anaphors_of(actor, language)]):
        yield word, Name(*id_type, "anaphor", after=_needs_article(word, language), wary=word not in given)


def _spellings(word: str, name: Name, language: Language) -> Iterator[tuple[str, Name]]:
    """A word as it may stand in a text, without the Hebrew article, which is no part of a name and hides in ב, ל and כ.

    A first ה is the article where a later word has one too (הבית הלבן). Of a single name (הודו) nothing tells, and it
    is left as it stands: the registry gives Hebrew names without their article.
    """
    article = language.mentions["article"]
    if article and word.startswith(article) and f" {article}" in word:
        yield word[len(article) :], name._replace(after=(article, *language.mentions["article_hides_in"]))
        return
    yield word, name
    # A single Arabic name may come with or without its article (ناتو, الناتو), but nobody's own name gets one.
    for fusing in language.fused_articles:
        if (
            name.type != "person"
            and name.form in ("name", "alias")
            and word.isalpha()
            and not word.isascii()
            and not word.startswith(fusing)
        ):
            yield fusing + word, name


def _needs_article(word: str, language: Language) -> tuple[str, ...]:
    """The proclitics of which one must stand before a Hebrew common noun: it denotes somebody only with its article.

    A construct phrase has the article on its second word (בית הדין) and needs none.
    """
    article = language.mentions["article"]
    return (article, *language.mentions["article_hides_in"]) if article and f" {article}" not in word else ()


def _candidates(
    folded: Folded, hits: list[Hit[Name]], language: Language, day: tuple[str, str] | None
) -> Iterator[_Candidate]:
    """The hits that name their actor where they stand."""
    text = folded.text
    # Without a day a description denotes its holder where the article names him.
    named = {hit.meaning.actor_id for hit in hits if hit.meaning.form in ("name", "alias")} if day is None else set()
    for hit in hits:
        name = hit.meaning
        if name.after and not hit.proclitic.endswith(name.after):
            continue
        if name.form == "metonym" and is_place(text, hit, language):
            continue
        if name.form == "description" and is_other_office(text, hit, language):
            continue
        if name.form == "description" and name.after and is_agreeing(text, hit, language):
            continue
        if name.form == "description" and not (name.actor_id in named or _in_office(name, day)):
            continue
        if name.wary and name.form == "name" and is_adjective(text, hit, language):
            continue
        if name.wary and name.form == "anaphor" and not stands_alone(text, hit, name.type == "person", language):
            continue
        if name.form == "anaphor" and (is_narrowed(text, hit, language) or is_other_office(text, hit, language)):
            continue
        yield hit


def _in_office(name: Name, day: tuple[str, str] | None) -> bool:
    """Whether a description denotes its actor on every day on which the article may have been published."""
    if name.since is None and name.until is None:
        return True
    if day is None:
        return False
    return (name.since is None or name.since <= day[0]) and (name.until is None or day[1] <= name.until)


def _without_repeats(candidates: list[_Candidate]) -> list[_Candidate]:
    """Of overlapping mentions of one actor the longest, of equal ones the plainest form."""
    last: dict[str, _Candidate] = {}
    kept: list[_Candidate] = []
    dropped: set[int] = set()
    for one in sorted(candidates, key=lambda one: (one.start, -one.end, _RANK[one.meaning.form])):
        before = last.get(one.meaning.actor_id)
        if before is not None and one.start < before.end:
            if one.end - one.start <= before.end - before.start:
                continue
            dropped.add(id(before))
        last[one.meaning.actor_id] = one
        kept.append(one)
    return sorted((one for one in kept if id(one) not in dropped), key=_place)


def _place(one: _Candidate) -> tuple[int, int, str]:
    return one.start, -one.end, one.meaning.actor_id


def _without_titles(candidates: list[_Candidate], text: str) -> list[_Candidate]:
    """A description beside the name of its actor is a title, and no mention: الرئيس الأوكراني، فولوديمير زيلينسكي."""
    names = {(one.meaning.actor_id, one.start): one for one in candidates if one.meaning.form in ("name", "alias")}
    starts = {start for _, start in names}
    ends = {(one.meaning.actor_id, one.end) for one in names.values()}
    people = {start for (_, start), one in names.items() if one.meaning.type == "person"}

    def is_title(one: _Candidate) -> bool:
        after = _skip(text, one.end, 1)
        before = _skip(text, one.start - 1, -1) + 1
        if (one.meaning.actor_id, after) in names or (one.meaning.actor_id, before) in ends:
            return True
        return after in starts and after in people and text[one.end : after] == " "

    return [one for one in candidates if one.meaning.form != "description" or not is_title(one)]


def _skip(text: str, at: int, step: int) -> int:
    while 0 <= at < len(text) and text[at] in _BESIDE:
        at += step
    return at


def _with_anaphors(named: list[_Candidate], anaphors: list[_Candidate], text: str) -> list[_Candidate]:
    """Adds anaphors to the right of the first mention of their actor; where two could be meant, the latest named.

    One that shares a letter with another mention, or stands right before a person's name (a title), points back at
    nothing: in لتحالف الراغبين the article hides in a letter that the name does not hold, and the noun begins first.
    """
    people = {one.start for one in named if one.meaning.type == "person" and one.meaning.form in ("name", "alias")}
    ends = {one.end for one in named if one.meaning.type == "person" and one.meaning.form in ("name", "alias")}
    times = Counter(one.meaning.actor_id for one in named if one.meaning.type == "state")
    told = max(times.values(), default=0)
    by_end = sorted(named, key=lambda one: one.end)
    latest: dict[str, int] = {}
    added: list[_Candidate] = []
    passed = begun = covered = 0
    for (start, end), rivals in groupby(_without_repeats(anaphors), key=lambda one: (one.start, one.end)):
        while passed < len(by_end) and by_end[passed].end <= start:
            latest[by_end[passed].meaning.actor_id] = by_end[passed].start
            passed += 1
        while begun < len(named) and named[begun].start <= start:
            covered = max(covered, named[begun].end)
            begun += 1
        free = covered <= start and (begun == len(named) or named[begun].start >= end)
        if free and not (end + 1 in people and text[end] == " ") and start - 1 not in ends:
            likely = (one for one in rivals if _is_likely(one, latest, times[one.meaning.actor_id], told))
            added += _latest_named(list(likely), latest)
    return sorted([*named, *added], key=_place)


def _is_likely(one: _Candidate, latest: dict[str, int], times: int, most: int) -> bool:
    """Whether "the country" may be this one: the article names none more often, this one twice and just before."""
    if not one.meaning.wary or one.meaning.type != "state":
        return True
    begun = latest.get(one.meaning.actor_id, -_NEAR_NAME - 1)
    return times > 1 and times == most and one.start - begun <= _NEAR_NAME


def _latest_named(rivals: list[_Candidate], latest: dict[str, int]) -> list[_Candidate]:
    """Of the actors that an anaphor could mean, the one named last; none if none was named, or two at one place."""
    pointing = [one for one in rivals if one.meaning.actor_id in latest]
    last = max((latest[one.meaning.actor_id] for one in pointing), default=-1)
    best = [one for one in pointing if latest[one.meaning.actor_id] == last]
    return best if len(best) == 1 else []


def _same(one: _Candidate, other: _Candidate) -> bool:
    return one.meaning.actor_id == other.meaning.actor_id


def _without_fragments(candidates: list[_Candidate]) -> list[_Candidate]:
    """Mentions of different actors may nest, but a city in the name of a newspaper or a surname in another does not.

    In the name of a group a capital stands for its state: حلفاء كييف.
    """

    def is_fragment(one: _Candidate, host: _Candidate) -> bool:
        if _same(one, host) or not (host.start <= one.start and one.end <= host.end):
            return False
        if one.end - one.start == host.end - host.start:
            return False
        proper = host.meaning.form in ("name", "alias")
        is_city = one.meaning.form == "metonym" and host.meaning.type not in ("group", "coalition")
        return proper and (is_city or one.meaning.type == host.meaning.type == "person")

    kept: list[_Candidate] = []
    hosts: list[_Candidate] = []
    for one in candidates:
        hosts = [host for host in hosts if host.end > one.start]
        if not any(is_fragment(one, host) for host in hosts):
            kept.append(one)
        hosts.append(one)
    return kept


def _unambiguous(candidates: list[_Candidate]) -> list[_Candidate]:
    """Where the same words name several actors, the plainest form wins; a tie is left out, not guessed."""
    by_span: dict[tuple[int, int], list[_Candidate]] = {}
    for one in candidates:
        by_span.setdefault((one.start, one.end), []).append(one)
    kept = []
    for ones in by_span.values():
        best = min(_RANK[one.meaning.form] for one in ones)
        plainest = [one for one in ones if _RANK[one.meaning.form] == best]
        if len(plainest) == 1:
            kept += plainest
    return kept


def _spans(
    folded: Folded, sentences: list[Sentence], candidates: list[_Candidate]
) -> Iterator[tuple[_Candidate, Span]]:
    """The source spans of mentions that lie in one sentence. The city of a dateline is a place."""
    at = 0
    for one in candidates:
        span = _with_last_mark(folded.source, folded.to_source(one.start, one.end))
        while at < len(sentences) and sentences[at].span.end <= span.start:
            at += 1
        if at == len(sentences) or sentences[at].span.end < span.end:
            continue
        if one.meaning.form != "metonym" or sentences[at].role not in ("dateline", "metadata"):
            yield one, span


def _with_last_mark(text: str, span: Span) -> Span:
    """A span with the mark that the fold took off its end: of a quotation that it opens, or a geresh (גרינקוויץ')."""
    mark = text[span.end : span.end + 1]
    if mark not in _LAST_MARKS:
        return span
    words = span.of(text)
    opened = next((char for char in words if char in _CLOSERS), "")
    closes = bool(opened) and mark == _CLOSERS[opened] and words.count(mark) % 2 == (mark == opened)
    is_geresh = mark in tuple(_GERESH) and words[-1] in _GERESH_LETTERS and text[span.start - 1 : span.start] != mark
    return Span(span.start, span.end + 1) if closes or is_geresh else span
