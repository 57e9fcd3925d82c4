"""Clauses: where a content begins and ends, and where it is cut in two. In: a stretch of a sentence. Out: its claims.

Coordinated clauses are told apart where a word says so (لكن, בעוד, while; a second complementizer), or where a
conjunction stands before a predicate (…, وتطلق; והציג); a comma alone lists nouns more often than it joins clauses. A
clause that begins with its verb shares the subject of the one before, which is an extra piece of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from musnad.extract.claims.drafts import Piece
from musnad.extract.claims.page import Page, Predicate
from musnad.extract.claims.sources import definite_words, find_source

Clause = list[Piece]
"""The pieces of a clause in folded offsets, in order: a shared subject, if there is one, and its words."""

_LEAST_WORDS, _SHORTEST = 4, 3
_SUBJECT_WORDS = 9
_BARE_SUBJECT_WORDS = 3
_BEFORE_PREDICATE = 7
"""Words of a subject that may stand between a conjunction and its predicate: והאיחוד האירופי ביקש."""
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]+\Z")
_MARK = re.compile(r"[،؛;()]|[:,](?![0-9])| - ")


class Cut(NamedTuple):
    """Where a clause ends and where the next one begins; `shares` if that may have the subject of the one before."""

    end: int
    begin: int
    shares: bool


def clauses(page: Page, start: int, end: int, shortest: int = _LEAST_WORDS) -> list[Clause]:
    """The clauses of ``[start, end)``, each without leading conjunction and openers, marks and final stop."""
    found: list[Clause] = []
    subject: tuple[int, int] | None = None
    opened = Cut(start, start, False)
    for cut in [*_cuts(page, start, end, shortest), Cut(end, end, False)]:
        low, high = bare(page, opened.begin, cut.end)
        if high > low:
            shares = opened.shares and subject is not None and _begins_with_its_verb(page, low, high)
            shared = subject if shares and subject and _agrees(page, subject, low) else None
            subject = shared or _subject(page, low, high)
            found.append([shared, (low, high)] if shared else [(low, high)])
        opened = cut
    return found


def _cuts(page: Page, start: int, end: int, shortest: int) -> list[Cut]:
    """Where the stretch is cut, in order; nothing shorter than a few words is cut off."""
    least = min(_SHORTEST, shortest)
    options = [
        *(
            Cut(one.start(), one.end(), True)
            for one in page.rules.joint.finditer(page.text, start, end)
            if one[0][0] not in ";؛" or _both_predicate(page, start, one.start(), end)
        ),
        *(Cut(one.start(), one.end(), False) for one in page.rules.second.finditer(page.text, start, end)),
        *(
            Cut(one.start, one.start, False)
            for one in page.quoted_in(start + 1, end)
            if one.is_speech and page.text[max(0, one.start - 2) : one.start] == ": "
        ),
        *(Cut(one.start(), one.end(), False) for one in page.rules.event_after.finditer(page.text, start, end)),
        *_coordinated(page, start, end),
        *_subordinate(page, start, end),
    ]
    cuts: list[Cut] = []
    for cut in sorted(options):
        begun = cuts[-1].begin if cuts else start
        fronted = cut.end <= start + 1 and not cuts
        if cut.begin > begun and (
            fronted
            or (page.n_words(begun, cut.end) >= _least(page, cut, least) and page.n_words(cut.begin, end) >= least)
        ):
            cuts.append(cut)
    return cuts


def _both_predicate(page: Page, start: int, at: int, end: int) -> bool:
    """Whether there is a predicate on both sides: a semicolon lists as well. Of a language that lists none, always."""
    return not page.rules.predicates or bool(page.predicates_in(start, at) and page.predicates_in(at, end))


def _least(page: Page, cut: Cut, least: int) -> int:
    """How many words a clause has at least: behind a mark one fewer is enough."""
    return least - 1 if page.text[max(0, cut.end - 2) : cut.end].strip() in (",", "،") else least


def _coordinated(page: Page, start: int, end: int) -> list[Cut]:
    """Before a predicate that a conjunction joins, or a few words of its subject: והציג; , והאיחוד האירופי ביקש."""
    found = []
    conjunctions = page.rules.conjunctions
    for one in page.predicates_in(start, end):
        if one.start <= start:
            continue
        after_mark = page.text[max(start, one.start - 2) : one.start].strip() in ("،", ",", ";", "؛")
        if one.prefix in conjunctions and _joins(page, one, start, end, after_mark):
            found.append(Cut(one.start, one.start, True))
        elif not one.prefix and (
            particle := page.rules.particle.search(page.text, max(start, one.start - 8), one.start)
        ):
            if _joins(page, one, start, end, after_mark=False):
                found.append(Cut(particle.start(), particle.start(), True))
        elif not one.prefix:
            subjects = (_joined_subject(page, one, start), _bare_subject(page, one, start))
            found += [Cut(at, at, False) for at in subjects if at is not None]
    return found


def _joins(page: Page, one: Predicate, start: int, end: int, after_mark: bool) -> bool:
    """Whether a predicate behind a conjunction begins a clause: one stands before it too, and no phrase spans both."""
    if after_mark and (page.n_words(start, one.start) > _LEAST_WORDS or page.predicates_in(start, one.start)):
        return one.sure or _is_followed_by_subject(page, one, end)
    near = max(start, one.start - 12)
    phrase = any(hit.end >= one.end for hit in page.signs_in(near, one.start))
    phrase = phrase or page.rules.paired.search(page.text, near, one.start) is not None
    before = page.predicates_in(start, one.start)
    if one.participle and not any(other.participle for other in before):
        return False
    if not before and page.rules.only_verb.fullmatch(page.text, one.start + len(one.prefix), one.end):
        return True  # a clause without a verb comes before: النظام مستقل ويتوافق مع القانون.
    return one.sure and not phrase and any(other.sure or other.start <= start for other in before)


def _is_followed_by_subject(page: Page, one: Predicate, end: int) -> bool:
    article = page.rules.data["definite"] or page.language.mentions["article"]
    word = _WORD.match(page.text, one.end + 1, end)
    if word is not None and page.dated_in(word.start(), word.end()):
        return False
    named = word is not None and any(other.start == word.start() for other in page.named_in(word.start(), word.end()))
    return word is not None and (named or bool(article and word[0].startswith(article)))


def _joined_subject(page: Page, one: Predicate, start: int) -> int | None:
    """Where the subject of a predicate begins, if a mark and a conjunction stand before it."""
    floor = max(start, one.start - 90)
    marks = list(_MARK.finditer(page.text, floor, one.start))
    if not marks or marks[-1][0] not in ("،", ","):
        return None
    word = _WORD.search(page.text, marks[-1].end(), one.start)
    if word is None or word[0][0] not in page.rules.conjunctions or page.rules.lexical_initial.match(word[0]):
        return None
    if page.n_words(word.start(), one.start) > _BEFORE_PREDICATE or page.predicates_in(word.start(), one.start):
        return None
    before = _LAST_WORD.search(page.text, word.start(), one.start - 1)
    if not one.sure or (before is not None and before[0] in page.rules.not_relative_heads):
        return None
    if page.rules.relative.search(page.text, marks[-1].start(), one.start):
        return None
    return word.start()


def _bare_subject(page: Page, one: Predicate, start: int) -> int | None:
    """Where a subject begins right behind a comma and right before its predicate: הוועידה הייתה טובה, הצדדים סיכמו."""
    if not (page.rules.source_first and one.sure):
        return None
    marks = list(_MARK.finditer(page.text, max(start, one.start - 50), one.start))
    if not marks or marks[-1][0] != ",":
        return None
    word = _WORD.search(page.text, marks[-1].end(), one.start)
    before = [other for other in page.predicates_in(start, marks[-1].start()) if other.sure]
    if word is None or not before or page.n_words(word.start(), one.start) > _BARE_SUBJECT_WORDS:
        return None
    if any(hit.meaning.sort == "condition" for hit in page.signs_in(start, marks[-1].start())):
        return None
    named = any(other.start == word.start() for other in page.named_in(word.start(), word.end()))
    definite = word[0].startswith(page.language.mentions["article"] or " ") or word[0] in page.rules.pronouns
    return word.start() if named or definite else None


def _subordinate(page: Page, start: int, end: int) -> list[Cut]:
    """Around a clause that a word subordinates: לאחר שישראל שיתפה את המידע, החליט המשרד."""
    found = []
    for opened in page.rules.subordination.finditer(page.text, start, end):
        if not page.predicates_in(opened.end(), end):
            continue
        found.append(Cut(opened.start(), opened.end(), False))
        if not any(one.sure for one in page.predicates_in(start, opened.start())):
            marks = (one for one in _MARK.finditer(page.text, opened.end(), end) if one[0] in ("،", ","))
            begin = page.word_start(opened.end())
            mark = next((one for one in marks if page.predicates_in(begin, one.start())), None)
            if mark and page.predicates_in(mark.end(), end):
                found.append(Cut(mark.start(), mark.end(), False))
    return found


def _begins_with_its_verb(page: Page, low: int, high: int) -> bool:
    """Whether the first word of a clause is its predicate, and no subject follows nor hides in it: לקחתי."""
    first = next(iter(page.predicates_in(low, low + 1)), None)
    if first is None or page.rules.shares_nothing.search(page.text, first.start, first.end):
        return False
    return not _is_followed_by_subject(page, first, high)


def _agrees(page: Page, subject: Piece, low: int) -> bool:
    """Whether the gender of a verb lets it have a subject; of one that has no article it is not told."""
    verb, noun = page.predicates_in(low, low + 1)[0], _WORD.match(page.text, *subject)
    if noun is None or not noun[0].startswith(page.rules.data["definite"] or " "):
        return True
    gender = page.rules.verb_gender.fullmatch(page.text, verb.start + len(verb.prefix), verb.end)
    other = page.rules.not_agreeing.get(gender.lastgroup or "") if gender else None
    return other is None or other.fullmatch(noun[0]) is None


def _subject(page: Page, low: int, high: int) -> tuple[int, int] | None:
    """The words for the subject of a clause: what stands before its predicate, else an actor named right behind it."""
    first = next(iter(page.predicates_in(low, high)), None)
    if first is None:
        nominal = page.rules.nominal_subject.match(page.text, low, high)
        return nominal.span() if nominal and nominal.end() < high else None
    if first.start > low:
        end = page.trimmed(low, first.start)[1]
        # A particle may begin the clause in the middle of its word, behind a conjunction: و|قد أعلن.
        while low < end and (last := page.text[low:end].split()[-1]) in page.rules.no_subjects:
            end = page.trimmed(low, end - len(last))[1]
        adverbial = page.rules.adverbial.match(page.text, low, end) or page.dated_in(low, low + 1)
        return (low, end) if end > low and page.n_words(low, end) <= _SUBJECT_WORDS and not adverbial else None
    source = find_source(page, first.end, high)
    if source is None or source.back:
        return None
    known = bool(source.actor_ids) or page.text.startswith(page.rules.data["definite"] or " ", source.start)
    source = definite_words(page, source)
    return (source.start, source.end) if known else None


def bare(page: Page, start: int, end: int) -> tuple[int, int]:
    """A clause without what stands outside a content: openers, a joined complementizer, a conjunction, marks."""
    start, end = page.trimmed(start, end)
    if dangling := page.rules.dangling.search(page.text, max(start, end - 24), end):
        end = dangling.start()
    while start < end:
        aside = next(
            (
                hit
                for hit in page.signs_in(start, start + 3)
                if hit.meaning.sort == "aside" and hit.start - len(hit.proclitic) == start
            ),
            None,
        )
        if aside is not None:
            start = aside.end
        elif (
            (opener := page.rules.opener.match(page.text, start, end))
            and opener.end() > start
            and _is_opener(page, opener, start, end)
        ):
            start = opener.end()
        elif (
            (found := page.rules.complementizer.match(page.text, start, end))
            and found["prefixed"] is None
            and (found["joined"] or not found["fused"])
        ):
            start = found.start("fused") if found["fused"] else found.end()
        else:
            break
        start, end = page.trimmed(start, end)
    start = past_conjunction(page, start, end)
    return page.trimmed(start, end)


def _is_opener(page: Page, opener: re.Match[str], start: int, end: int) -> bool:
    """An opener that a name covers is that name; one that leaves nothing is the clause."""
    named = page.named_in(start, start + 1)
    return opener.end() < end and not any(one.end >= opener.end() for one in named)


def _is_noun(page: Page, word: str) -> bool:
    """Whether a word can only be a noun or a pronoun: a conjunction before it is none of its letters."""
    return word in page.rules.pronouns or word.startswith(page.rules.data["definite"] or " ")


def past_conjunction(page: Page, start: int, end: int) -> int:
    """Behind a conjunction fused to the first word, unless its letter belongs to the word."""
    word = _WORD.match(page.text, start, end)
    if word is None or page.text[start - 1 : start].isalnum():
        return start
    if (found := page.rules.predicate(word[0])) is not None:
        return start + len(found[0]) if found[0] in page.rules.conjunctions and page.may_begin(start + 1) else start
    for place, letter in enumerate(page.rules.conjunctions):
        if not word[0].startswith(letter) or len(word[0]) < 3 or page.rules.lexical_initial.match(word[0]):
            continue
        if place and not _is_noun(page, word[0][len(letter) :]):  # only the first is as good as always a conjunction
            continue
        # A letter with its vowel written is no proclitic of the data: the word is left whole.
        named = any(one.start == start for one in page.named_in(start, start + 1))
        if not named and page.may_begin(start + 1):
            return start + len(letter)
    return start
