"""Speakers: whose the content of a report is. In: a report and its sentence. Out: its source, if words stand for it.

Arabic names the source behind its verb, Hebrew and English before it; each does the other where something else stands
first in the sentence. A verb that goes on with "and" has the subject of the one before it.
"""

from __future__ import annotations

import re

from musnad.extract.claims.drafts import Report
from musnad.extract.claims.lexicon import Sign
from musnad.extract.claims.page import Page
from musnad.extract.claims.persons import find_person, is_written
from musnad.extract.claims.sources import Source, definite_words, find_source, source_of
from musnad.extract.matching import Hit

_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W_]+) *\Z")
_TOPIC_REACH = 60
_FEW = 3
_LONGEST = 4
"""Words of a subject that begins a sentence and that the registry does not know."""
_SEGMENT = re.compile(r"[،;؛:()]|,(?![0-9])| - ")
_TITLE_REACH = 40
_HOUSES = frozenset({"organisation", "state", "armed_force", "coalition", "media", "agency", "group"})
"""Types of actors of whom Hebrew says "in": בקרמלין הבהירו."""
_FEELINGS = frozenset({"voiced", "shown"})
_SHOW_REACH = 90
_VOICE_REACH = 160
"""Code points between the verb and the feeling to which it gives voice."""


def speaker_of(page: Page, hit: Hit[Sign], report: Report, found: list[Report], start: int, end: int) -> Source | None:
    """Whose the content is: behind the cue, before it, or whoever spoke before (a source without words)."""
    is_backward = report.anchor < hit.start
    if hit.meaning.sort == "noun":
        word = _WORD.match(page.text, hit.start)
        return Source(hit.start, word.end() if word else hit.end, (), "speaker")
    stop = end if is_backward else page.word_start(report.anchor)
    behind = (
        find_source(page, _past_addressee(page, hit.end, stop), stop)
        if stop > hit.end and not (_is_governed(page, hit) or has_subject_before(page, hit))
        else None
    )
    if hit.meaning.sort == "participle" and not page.rules.source_first:
        return behind if behind and behind.actor_ids and not behind.back else None
    if behind and not page.rules.source_first:
        return _latter(page, behind, max(0, start - 400))
    floor = max([start, *(one.end or one.anchor for one in found)]) if found else start
    if is_backward:
        floor = report.end or floor
    if hit.proclitic in page.rules.relative_proclitics:
        return _antecedent(page, floor, hit.start - len(hit.proclitic))
    begin = hit.start - len(hit.proclitic)
    if report.joined and (hit.proclitic or hit.meaning.sort == "participle"):
        return behind if behind and behind.actor_ids else None if found else _subject(page, start, begin)
    if behind and page.text[max(0, begin - 2) : begin].strip() in (",", "،"):
        return behind
    before = _before(page, floor, begin, page.text[hit.start : hit.end]) or in_statement(page, floor, begin)
    if before is None or (behind and behind.actor_ids and not before.actor_ids and not before.back):
        return behind
    return before


def _past_addressee(page: Page, at: int, stop: int) -> int:
    """Behind whom a verb addresses, before its subject: أكد لـ«الجريدة» رئيس اللجنة أن."""
    letter = page.rules.data["addressee"]
    if not letter or not page.text.startswith(f" {letter}", at):
        return at
    begin = at + 1 + len(letter)
    named = [one.end for one in page.named_in(begin, begin + 1) if one.type in ("agency", "media")]
    quoted = [one.end for one in page.quoted_in(begin, begin + 2)]
    return next((end for end in (*named, *quoted) if end < stop), at)


def _is_governed(page: Page, hit: Hit[Sign]) -> bool:
    """Whether the word behind a verb is its object, not its subject: تطالب بضمانات."""
    word = _WORD.match(page.text, hit.end + 1)
    letters = tuple(one for one in hit.meaning.objects if len(one) == 1 and one != "0")
    if word is None or not letters or not word[0].startswith(letters):
        return False
    return not any(one.start == word.start() for one in page.named_in(word.start(), word.end()))


def has_subject_before(page: Page, hit: Hit[Sign]) -> bool:
    """Whether the subject of a verb stands before it: its form tells (وأكدا), or the sentence begins with it."""
    told = page.rules.subject_before.search(page.text[hit.start : hit.end]) is not None
    return hit.meaning.sort == "verb" and (told or _begins_with_subject(page, hit))


def _begins_with_subject(page: Page, hit: Hit[Sign]) -> bool:
    """Whether a sentence begins with an actor or a definite noun, and goes on with the verb, as headlines do."""
    start, begin = page.sentence_at(hit.start)[0], hit.start - 1
    if any(not one.proclitic and one.end == begin for one in page.named_in(start, start + 2)):
        return True
    if not page.text.startswith(page.rules.data["definite"] or " ", start) or page.n_words(start, begin) > _LONGEST:
        return False
    subject = find_source(page, start, begin)
    return subject is not None and not subject.back and (subject.start, subject.end) == (start, begin)


def _subject(page: Page, start: int, begin: int) -> Source | None:
    """Of whom a sentence speaks before a cue that goes on with it: the words that begin it, or the first free actor."""
    first = _WORD.search(page.text, start, begin)
    if first and (pronoun := _pronoun(page, first[0])):
        return Source(first.end() - len(pronoun), first.end(), (), "speaker", back=True)
    source = find_source(page, start, begin)
    if source and page.rules.source_first and (source.actor_ids or "," in page.text[source.end : source.end + 2]):
        return source
    if not page.rules.source_first and (behind := behind_verb(page, start, begin)) is not None:
        return behind
    free = [
        one for one in page.named_in(start, begin) if not one.proclitic and one.type in ("person", "unnamed", "state")
    ]
    people = [one for one in free if one.type != "state"]
    return source_of(page, (people or free)[0]) if free else None


def in_statement(page: Page, start: int, begin: int) -> Source | None:
    """Whose statement a sentence begins with, where its verb names nobody: في تصريح لوزير الخارجية كيري قال إن."""
    statement = page.rules.statement_of.search(page.text, start, begin)
    source = find_source(page, statement.end(), begin) if statement else None
    people = source is not None and all(page.registry[one].type not in ("media", "agency") for one in source.actor_ids)
    return source if people else None


def behind_verb(page: Page, start: int, end: int) -> Source | None:
    """The subject behind the verb that begins a sentence: ولم يوضح المتحدث هوية القتيل."""
    verb = next(iter(page.predicates_in(start, min(end, start + _TOPIC_REACH))), None)
    behind = find_source(page, verb.end, end) if verb and page.n_words(start, verb.start) < _FEW else None
    return definite_words(page, behind) if behind and not behind.back else None


def is_passed_on(page: Page, hit: Hit[Sign], report: Report, found: list[Report], start: int) -> bool:
    """Fills in who was quoted by whom, where the cue stands in two parts: نقلت الوكالة عن المتحدث قوله إن."""
    passed = page.rules.passed_on.search(page.text, start, hit.start) if hit.meaning.sort == "masdar" else None
    source = find_source(page, passed.start("who"), passed.end("who")) if passed else None
    if passed is None or source is None:
        return False
    found[:] = [one for one in found if one.begin < passed.start("verb")]
    verb = passed.end("verb") - len(passed["verb"].lstrip("".join(page.rules.conjunctions))), passed.end("verb")
    carrier = find_source(page, passed.start("carrier"), passed.end("carrier")) if passed["carrier"] else None
    report.begin, report.source, report.joined = passed.start("verb"), source, False
    if carrier is None:
        report.cue = [(verb[0], passed.end("from")), *report.cue]
    else:
        report.cue = [passed.span("from"), *report.cue]
        report.parent = Report(report.sign, [verb], report.begin, report.begin, report.begin, carrier)
    return True


def is_unvoiced(page: Page, hit: Hit[Sign], start: int) -> bool:
    """Whether a feeling stands there to which nobody gives voice: تحدث عن رفض إسرائيل."""
    return hit.meaning.sort in _FEELINGS and not _voices(page, hit, start)


def _voices(page: Page, hit: Hit[Sign], start: int) -> list[re.Match[str]]:
    """The verbs before a feeling that give voice to it; one with no link to its verb belongs to whoever shows it."""
    verbs, reach = (page.rules.voice, _VOICE_REACH) if hit.meaning.sort == "voiced" else (page.rules.show, _SHOW_REACH)
    return list(verbs.finditer(page.text, max(start, hit.start - reach), hit.start))


def is_voiced(page: Page, hit: Hit[Sign], report: Report, start: int) -> bool:
    """Fills in the verb and the subject of what somebody gives voice to: أعرب كيري عن أمله في, أبدى إعجابه ب."""
    if hit.meaning.sort not in _FEELINGS:
        return False
    verbs = _voices(page, hit, start)
    if verbs:
        verb = verbs[-1]
        low = verb.end() - len(verb[0].lstrip("".join(page.rules.conjunctions)))
        report.cue, report.begin = [(low, verb.end()), *report.cue], verb.start()
        report.joined = verb[0][0] in (*page.rules.conjunctions, page.rules.data["voiced"]["participle_begins"])
        before = _before(page, start, low, verb[0]) if page.rules.source_first else None
        report.source = before or find_source(page, verb.end(), hit.start)
    return bool(verbs)


def is_fought(page: Page, hit: Hit[Sign], report: Report) -> bool:
    """Whether a verb tells of arms, not of words: its subject is no person, or its object a place or a state."""
    if not report.nominal or not page.rules.by_persons.match(page.text[hit.start : hit.end]):
        return False
    ids = report.source.actor_ids if report.source else ()
    persons = bool(ids) and all(page.registry[one].type == "person" for one in ids)
    return not persons or bool(page.named_in(report.anchor, report.anchor + 3))


def is_shown(page: Page, hit: Hit[Sign], report: Report) -> bool:
    """Whether somebody proves something by deeds, not in words: أثبتوا أنهم قادرون, but not أثبتت الدراسة."""
    if not page.rules.by_writing.match(page.text[hit.start : hit.end]):
        return False
    source = report.source
    return source is None or not (
        source.role == "document" or (source.start >= 0 and is_written(page, source.start, source.end))
    )


def _antecedent(page: Page, start: int, begin: int) -> Source | None:
    """Of whom a relative clause tells: the actor named last, or the words right before it (את הדובר שאמר)."""
    named = _nearest(page, start, begin)
    mark = page.text.rfind(f" {page.rules.data['object_mark']} ", max(start, begin - _TITLE_REACH), begin)
    if mark < 0 or (named and named.start > mark):
        return named
    low = mark + len(page.rules.data["object_mark"]) + 2
    return Source(low, begin - 1, (), "speaker") if 0 < page.n_words(low, begin) <= _FEW else named


def _nearest(page: Page, start: int, begin: int) -> Source | None:
    """The actor named last before a relative clause or "the latter"."""
    named = [one for one in page.named_in(start, begin) if one.end <= begin and one.type != "media"]
    people = [one for one in named if one.type == "person"] or named
    return source_of(page, people[-1]) if people else None


def _before(page: Page, floor: int, begin: int, verb: str) -> Source | None:
    """The source in front of a cue: in the segment next to it, or the one before where that is an insertion."""
    cuts = [floor, *(cut.end() for cut in _SEGMENT.finditer(page.text, floor, begin))]
    if not page.rules.source_first:
        cuts = sorted([*cuts, *(cut.end() + 1 for cut in page.rules.contrast.finditer(page.text, floor, begin - 1))])
    last = _LAST_WORD.search(page.text, max(floor, begin - 24), begin)
    if last and (pronoun := _pronoun(page, last[1])) and not _is_dated(page, last.start(1), last.end(1)):
        source = Source(last.end(1) - len(pronoun), last.end(1), (), "speaker", back=True)
        return _latter(page, source, max(0, floor - 400))
    stop = begin
    for cut in reversed(cuts):
        if page.text[cut:stop].strip(" ,،-"):
            low = _past_in(page, _in_clause(page, cut, stop), stop, verb)
            if verb in page.rules.nobody and low == cut:
                return None
            if found := find_source(page, low, stop, loose=page.n_words(low, stop) <= 12):
                return found if found.actor_ids or found.is_person else _in_apposition(page, floor, cut) or found
            if not page.rules.insertion.match(page.text, cut, stop):
                return None
        stop = cut
        if begin - cut > 220:
            break
    return None


def _in_clause(page: Page, start: int, stop: int) -> int:
    """Behind what opens the last clause before a cue, of which those speak who stand in it: משום שרובם טוענים."""
    opened = list(page.rules.clause_before_source.finditer(page.text, start, stop))
    begin = opened[-1].end() if opened else start
    return start if any(one.sure for one in page.predicates_in(begin + 1, stop)) else begin


def _past_in(page: Page, start: int, stop: int, verb: str) -> int:
    """Behind the letter for "in" or "from" before those who speak: מהבית הלבן נמסר, בצה"ל אמרו; else the beginning."""
    rules, first = page.rules, _WORD.search(page.text, start, stop)
    if first is None or not first[0].startswith(rules.from_letters):
        return start
    if verb in rules.impersonal:
        return first.start() + 1
    if not rules.spoken_by_many.search(verb):
        return start
    named = any(one.type in _HOUSES and len(one.proclitic) == 1 for one in page.named_in(first.start(), first.end()))
    return first.start() + 1 if named or rules.houses.match(page.text, first.start() + 1) else start


def _in_apposition(page: Page, floor: int, cut: int) -> Source | None:
    """The person whose title stands between the name and the verb: אנדרייב, נשיא האיגוד, אמר."""
    named = page.named_in(max(floor, cut - _TITLE_REACH), cut)
    last = next((one for one in reversed(named) if one.type == "person" and cut - 3 <= one.end), None)
    if page.text[cut - 1 : cut] not in (",", "،"):
        return None
    if last is not None:
        return None if last.proclitic else source_of(page, last)
    low = max([max(floor, cut - _TITLE_REACH), *(one.end() for one in _SEGMENT.finditer(page.text, floor, cut - 1))])
    name = find_person(page, low, cut - 1)
    return Source(*name, (), "speaker", is_person=True) if name and name[1] == cut - 1 else None


def _is_dated(page: Page, start: int, end: int) -> bool:
    """Whether a word is part of a date: בחודש יוני האחרון."""
    return any(date.end >= end for date in page.dated_in(start - 40, start))


def _pronoun(page: Page, word: str) -> str | None:
    """The pronoun that a word is, without a conjunction fused to it (وهو, שזה)."""
    rules = page.rules
    for prefix in ("", *rules.conjunctions, *rules.relative_proclitics):
        if word.startswith(prefix) and (bare := word[len(prefix) :]) in rules.pronouns | rules.near_pronouns:
            return bare
    return None


def _latter(page: Page, source: Source, start: int) -> Source:
    """A source that is "the latter" with the actor named last before it; every other as it is."""
    if not source.back or page.text[source.start : source.end] not in page.rules.near_pronouns:
        return source
    nearest = _nearest(page, start, source.start)
    return source._replace(actor_ids=nearest.actor_ids, role=nearest.role, back=False) if nearest else source
