"""Relatives: the clauses that say something of a noun. In: a draft. Out: itself and a draft for each of them.

Each is a claim of its own with the chain of the claim in which it stands: its pieces are the noun and the clause. One
that a comma sets off is taken out of the claim that it interrupts. Hebrew joins ש to the first word, Arabic needs no
word behind an indefinite noun (اتفاق يضمن أمن أوكرانيا).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musnad.extract.claims.drafts import Draft, Piece
from musnad.extract.claims.heads import head
from musnad.extract.claims.lexicon import MOODS
from musnad.extract.claims.page import Page, Predicate

_LEAST_WORDS = 3
_LONG = 6
"""Words of a relative clause without which its main clause is told."""
_MAIN_WORDS = 5
_REACH = 6
"""Words in which the predicate of a relative clause is found that does not begin with it."""
_WORD = re.compile(r"[^\W_]+")
_ADJECTIVE = re.compile(r"[يه]\Z")
_OBJECT = re.compile(r"(?:ه|ها|هم)\Z")
_ENDS = re.compile(r"[،؛;)]|[:,](?![0-9])| - ")


class Relative(NamedTuple):
    """A relative clause in folded offsets: the noun it is about, the clause, whether a comma sets it off, and the end
    of what stands before it.
    """

    head: Piece
    clause: Piece
    apart: bool
    before: int


class Opening(NamedTuple):
    """Where the noun before a relative clause ends, and where the clause begins."""

    end: int
    begin: int


def with_relatives(page: Page, draft: Draft) -> list[Draft]:
    """A claim and those of its relative clauses; one that interrupts it is taken out of it."""
    kept: list[Piece] = []
    made: list[Draft] = []
    for begin, high in draft.pieces:
        low = begin
        for noun, clause, apart, before in [] if _is_spoken(page, low, high) else _relatives(page, low, high):
            pieces = [(noun[0], clause[1])] if clause[0] == noun[1] + 1 else [noun, clause]
            made.append(draft._replace(pieces=pieces, sign=None))
            if _is_apposed(page, low, noun) and clause[0] > low:
                kept.append(page.trimmed(low, noun[0]))
                low = page.trimmed(clause[1], high)[0]
            elif apart and clause[0] > low:
                kept.append((low, before))
                low = page.trimmed(clause[1], high)[0]
        if low < high and page.n_words(low, high) and (page.n_words(low, high) > 1 or not kept or low == begin):
            kept.append(page.trimmed(low, high))
    kept = [one for one in kept if one[1] > one[0]]
    return [draft._replace(pieces=kept), *made] if kept else made


def _is_apposed(page: Page, low: int, head: Piece) -> bool:
    """Whether a comma and a noun alone stand before a relative clause, about all that came before: …, מהלך שעשוי."""
    before = page.text[max(low, head[0] - 2) : head[0]]
    named = any(one.end == head[1] for one in page.named_in(head[0], head[1]))
    clause = page.predicates_in(low, head[0])
    return before.strip() in (",", "،") and not named and bool(clause) and page.n_words(*head) == 1


def in_frame(page: Page, made: Sequence[Draft], role: str, around: Piece) -> list[Draft]:
    """What the words around the contents of a sentence say besides: of a source (המסמך, שהוכן …), of when it spoke."""
    found: list[Draft] = []
    for low, high in _gaps(page, made, around):
        for noun, clause, *_ in _relatives(page, low, high):
            pieces = [(noun[0], clause[1])] if clause[0] == noun[1] + 1 else [noun, clause]
            found.append(Draft(pieces, (), None, role, around))
        for opened in page.rules.subordination.finditer(page.text, low, high):
            mark = _ENDS.search(page.text, opened.end(), high)
            start, end = page.trimmed(opened.end(), mark.start() if mark else high)
            if page.predicates_in(start, end) and page.n_words(start, end) > _LEAST_WORDS:
                found.append(Draft([(start, end)], (), None, role, around))
        told = {piece for one in found for piece in one.pieces}
        found += [
            Draft(pieces, (), None, role, around)
            for pieces in _occasions(page, low, high, _speaker(made))
            if not told.intersection(pieces)
        ]
    return found


def _speaker(made: Sequence[Draft]) -> Piece | None:
    """The words for who speaks first."""
    sources = (draft.hops[0].source for draft in made if draft.hops)
    return next(((one.start, one.end) for one in sources if one.start >= 0), None)


def _occasions(page: Page, low: int, high: int, speaker: Piece | None) -> Iterator[list[Piece]]:
    """On what occasion somebody speaks, where it is told with whom or where: في اجتماع مع ماكرون, עם הגעתו לצרפת."""
    for opened in page.rules.occasion.finditer(page.text, low, high) if speaker else ():
        mark = _ENDS.search(page.text, opened.end(), high)
        goes_on = mark is None or not any(one.sure for one in page.predicates_in(mark.end(), high))
        end = high if goes_on else mark.start() if mark else high
        if speaker is not None and opened.end() <= speaker[0] < end:
            end = speaker[0]
        event = page.trimmed(opened.start("event"), end)
        apart = speaker is not None and (speaker[1] <= event[0] or event[1] <= speaker[0])
        if apart and speaker is not None and page.named_in(opened.end(), event[1]):
            yield sorted([speaker, event])


def _gaps(page: Page, made: Sequence[Draft], around: Piece) -> Iterator[Piece]:
    """The stretches of a sentence in which no content stands, nor any speech."""
    taken = [piece for draft in made for piece in draft.pieces]
    taken += [cue for draft in made for link in draft.hops for cue in link.cue]
    taken += [one.span() for one in page.rules.complementizer.finditer(page.text, *around) if one["word"]]
    taken += [(one.start, one.end) for one in page.quoted_in(around[0] - 900, around[1]) if one.is_speech]
    low = around[0]
    for start, end in sorted(taken):
        if start > low:
            yield low, page.word_start(start)
        low = max(low, end)
    if low < around[1]:
        yield low, around[1]


def _is_spoken(page: Page, low: int, high: int) -> bool:
    """Whether all of a piece is an exact quotation: it is left whole."""
    around = page.quoted_in(low - 900, low + 1)
    return any(quote.is_speech and quote.start <= low and high <= quote.end + 1 for quote in around)


def _relatives(page: Page, start: int, end: int) -> list[Relative]:
    """The relative clauses of a clause, in order."""
    found: list[Relative] = []
    openings = sorted({*_by_word(page, start, end), *_by_prefix(page, start, end), *_by_nothing(page, start, end)})
    goes_on = -1
    for place, opened in enumerate(openings):
        if opened.begin == goes_on:
            continue
        noun = _head(page, start, opened)
        if found and _goes_on(page, opened):
            noun = found[-1].head
        following = openings[place + 1] if place + 1 < len(openings) else None
        stop, interrupts = _end(page, start, opened, _before_joined(page, opened, following, end))
        low, high = page.trimmed(opened.begin, stop)
        goes_on = stop if interrupts else goes_on
        if noun is None or not _says_enough(page, low, high):
            continue
        nested = bool(found) and low < found[-1].clause[1]
        apart = not nested and page.text[opened.end : opened.begin].lstrip()[:1] in (",", "،")
        if apart and page.n_words(start, noun[1]) >= _MAIN_WORDS and not interrupts:
            high = page.trimmed(low, end)[1]
        long = page.n_words(low, high) >= _LONG and page.n_words(start, noun[1]) >= _LEAST_WORDS
        apart = apart or (not nested and (interrupts or long))
        found.append(Relative(noun, (low, high), apart, page.trimmed(start, opened.end)[1]))
    return found


def _head(page: Page, start: int, opened: Opening) -> Piece | None:
    """The noun that a clause is about, by the word that opens it: without its comma and its conjunction."""
    opener = page.text[opened.end : opened.begin].strip(" ,،")
    return head(page, start, opened.end, opener[1:] if opener.startswith(page.rules.conjunctions) else opener)


def _says_enough(page: Page, low: int, high: int) -> bool:
    """Whether a clause says something of its own; two words do where the second names what or where: נערך בחיפה."""
    words = page.n_words(low, high)
    if words != _LEAST_WORDS - 1:
        return words >= _LEAST_WORDS
    if any(hit.meaning.sort in MOODS for hit in page.signs_in(low, low + 1)):
        return False
    second = page.word_start(high - 1)
    data = page.rules.data
    known = (*data["in_proclitics"], data["definite"] or page.language.mentions["article"] or " ")
    return high - second > _LEAST_WORDS and page.text.startswith(known, second)


def _goes_on(page: Page, opened: Opening) -> bool:
    """Whether a second clause about the same noun is joined to the first: التي …، والتي."""
    word = _WORD.search(page.text, opened.end, opened.begin)
    return word is not None and word[0][0] in page.rules.conjunctions and len(word[0]) > 1


def _before_joined(page: Page, opened: Opening, following: Opening | None, end: int) -> int:
    """Where a relative clause ends at the latest: before a noun joined to its own that has a clause too."""
    if following is None:
        return end
    noun = _head(page, opened.begin, following)
    joined = noun is not None and page.text[noun[0] - 1] in page.rules.conjunctions
    return page.word_start(noun[0]) if noun is not None and joined else end


def _by_word(page: Page, start: int, end: int) -> Iterator[Opening]:
    """Behind a word for it: الذي, אשר, which."""
    for opened in page.rules.relative.finditer(page.text, start, end):
        yield Opening(opened.start(), opened.end())


def _by_prefix(page: Page, start: int, end: int) -> Iterator[Opening]:
    """Behind a letter joined to its predicate (שהתגלה), to a pronoun (שהם יכולים) or to a name (שישראל שיתפה)."""
    proclitics = page.rules.data["relative_letters"]
    if not proclitics:
        return
    for one in page.predicates_in(start, end):
        if one.start > start and one.prefix in proclitics and not _is_dated(page, one):
            yield _opening(page, one.start, one.start + len(one.prefix))
    yield from _by_article(page, start, end)
    for named in page.named_in(start + 1, end):
        if named.proclitic in proclitics and _predicate_near(page, named.end, end):
            yield _opening(page, named.start - len(named.proclitic), named.start)
    for word in page.rules.relative_word.finditer(page.text, start + 1, end):
        if _predicate_near(page, word.end(), end):
            yield _opening(page, word.start(), word.start("word"))


def _by_article(page: Page, start: int, end: int) -> Iterator[Opening]:
    """Behind a comma and the article of a participle: , הנחשב לדמות מרכזית."""
    article = page.rules.data["participle_article"]
    for mark in _ENDS.finditer(page.text, start, end) if article else ():
        word = _WORD.match(page.text, mark.end() + 1, end)
        if mark[0] == "," and word is not None and word[0].startswith(article):
            form = page.rules.predicates.get(word[0][len(article) :])
            if form is not None and form.participle:
                yield Opening(mark.start(), word.start() + len(article))


def _is_dated(page: Page, one: Predicate) -> bool:
    """Whether a word is part of a date: השבוע שעבר."""
    return any(date.end >= one.end for date in page.dated_in(one.start - 40, one.start))


def _opening(page: Page, at: int, begin: int) -> Opening:
    """With the comma before the letter, if there is one."""
    before = page.text[:at].rstrip() if at < 2 else page.text[at - 2 : at].rstrip()
    return Opening(at - 2 if before.endswith(",") else at, begin)


def _predicate_near(page: Page, start: int, end: int) -> bool:
    mark = _ENDS.search(page.text, start, end)
    near = page.predicates_in(start, mark.start() if mark else end)
    return bool(near) and page.n_words(start, near[0].start) < _REACH


def _by_nothing(page: Page, start: int, end: int) -> Iterator[Opening]:
    """Behind an indefinite noun, where the clause has a predicate already: اتفاق يضمن أمن أوكرانيا."""
    if not page.rules.data["bare_relatives"]:
        return
    before: Predicate | None = None
    for one in page.predicates_in(start, end):
        low = before.end if before is not None else start
        if not one.prefix and _may_tell(page, one, before, end) and _is_behind_noun(page, low, one.start):
            yield Opening(one.start, one.start)
        before = one


def _may_tell(page: Page, one: Predicate, before: Predicate | None, end: int) -> bool:
    """Whether a word can be the predicate of such a clause: the noun before it is no subject, and one follows it."""
    if one.sure:
        return before is not None
    word = _WORD.match(page.text, one.end + 1, end)
    if word is None or word[0] in page.rules.not_relative_heads | page.rules.not_sources:
        return False
    # What is possessed may have an adjective behind it: بنود عقده الاحترافي.
    if _ADJECTIVE.search(word[0]) and word[0].startswith(page.rules.data["definite"]):
        return False
    noun = page.rules.source_end.match(page.text, word.start()) is None and word[0][0] not in page.rules.conjunctions
    return noun and _OBJECT.search(page.text, one.start, one.end) is not None


def _is_behind_noun(page: Page, low: int, at: int) -> bool:
    """Whether an indefinite noun stands before a word, with no mark between."""
    words = _WORD.findall(page.text, max(low, at - 40), at)
    if not words or not page.text[at - 2 : at - 1].isalnum():
        return False
    last, rules = words[-1], page.rules
    if last[0] in rules.conjunctions and last[1:] in rules.not_relative_heads:
        return False
    by_article = last.startswith(rules.data["definite"]) and not rules.own_article.match(last)
    definite = by_article or last.endswith(tuple(rules.data["possessive"]))
    named = any(one.end == at - 1 for one in page.named_in(max(low, at - 60), at))
    return not (definite or named or last in rules.not_relative_heads or rules.predicate(last))


def _end(page: Page, start: int, opened: Opening, end: int) -> tuple[int, bool]:
    """Where a relative clause ends, and whether its main clause goes on there.

    It ends at the next mark; one about a subject that has no predicate yet, before that predicate.
    """
    mark = _ENDS.search(page.text, opened.begin, end)
    stop = mark.start() if mark else end
    before = page.predicates_in(start, opened.end)
    if any(not page.rules.auxiliary.match(page.text, one.start) for one in before):
        return stop, mark is not None and _is_resumed(page, before, start, mark.end(), end)
    own = page.predicates_in(opened.begin, stop)
    later = own[1:] if own and (own[0].start <= opened.begin + 1 or not _begins_unknown(page, opened)) else own
    inside = [
        one for one in later if one.sure and not one.prefix and page.n_words(opened.begin, one.start) >= _LEAST_WORDS
    ]
    if inside:
        verb = inside[0].start
        for auxiliary in page.rules.auxiliary.finditer(page.text, max(opened.begin, verb - _REACH), verb):
            whole = page.word_start(auxiliary.start()) == auxiliary.start()
            verb = auxiliary.start() if whole and auxiliary.end() == verb else verb
        verb = min([verb, *(one.start for one in page.signs_in(verb - _REACH, verb) if one.end + 1 == verb)])
        return verb, page.n_words(verb, end) > 1
    goes_on = mark is not None and bool(page.predicates_in(mark.end(), end))
    return stop, goes_on and bool(own)


def _begins_unknown(page: Page, opened: Opening) -> bool:
    """Whether a clause begins with a word that must be its predicate, though no verb that is listed: الذي صاغته."""
    word = _WORD.search(page.text, opened.begin)
    small = page.rules.not_relative_heads | page.rules.not_sources | page.rules.pronouns
    return page.rules.data["bare_relatives"] and word is not None and word[0] not in small


def _is_resumed(page: Page, before: Sequence[Predicate], start: int, at: int, end: int) -> bool:
    """Whether a main clause that begins with its verb goes on behind the mark: يعطي الاتفاق الذي …، الحق للمفتشين."""
    word = _WORD.search(page.text, at, end)
    if word is None or page.rules.source_first or page.n_words(start, before[0].start) > 1 or len(before) > 1:
        return False
    return page.n_words(at, end) > 1 and not word[0].startswith(page.rules.conjunctions)
