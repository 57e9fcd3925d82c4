"""Nominal contents: a noun that a verb governs. In: a cue. Out: a report, where the noun's beginning can be told.

Demands, hopes and refusals often have one (تطالب بضمانات, דחה את ההצעה); so has a participle (مشيراً إلى اقتراب).
"""

from __future__ import annotations

import itertools
import re

from musnad.extract.claims.drafts import Piece, Report
from musnad.extract.claims.lexicon import Sign
from musnad.extract.claims.page import Page
from musnad.extract.claims.sources import Source, find_source
from musnad.extract.claims.speakers import has_subject_before
from musnad.extract.matching import Hit

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"[،؛;:]|,(?![0-9])")
_SOURCE_WORDS = 9
_ADDRESSEE_WORDS = 4
_ASKED_WORDS = 7
_PREPOSITION_REACH = 60


def find_nominal(page: Page, hit: Hit[Sign], after: int, end: int) -> Report | None:
    """The report whose content is a noun that a preposition of the verb opens: تطالب بضمانات, דחה את ההצעה."""
    text = page.text
    if (asked := _asked(page, hit, after)) is not None:
        return _nominal_report(page, hit, asked, end)
    if page.rules.source_first and "0" not in hit.meaning.objects:
        stop = _clause_end(page, hit.end, min(after, hit.end + _PREPOSITION_REACH))
        found = [_preposition(page, one, hit.end, stop) for one in hit.meaning.objects]
        first = min((at for at in found if at is not None), default=None)
        return None if first is None else _nominal_report(page, hit, first, end)
    event = _event(page, hit, after) if "0" in hit.meaning.objects else None
    for preposition in hit.meaning.objects:
        at = hit.end
        source = None if text[at : at + 1] == "" else find_source(page, at, after)
        if source and not source.back and page.n_words(at, source.end) <= 14:
            at = source.end
        if preposition == "0":
            if (anchor := _object(page, hit, source, at)) is not None:
                return _nominal_report(page, hit, anchor, end)
            if event is not None:
                return _nominal_report(page, hit, event, end)
            continue
        if (opened := _preposition(page, preposition, hit.end, min(after, at + 60))) is not None:
            if event is not None and event < opened:
                return _nominal_report(page, hit, event, end)
            return _nominal_report(page, hit, opened, end)
    return None


def _asked(page: Page, hit: Hit[Sign], after: int) -> int | None:
    """What somebody is asked to do: the infinitive behind the addressee of a demand (קרא לאירופה לפעול)."""
    if hit.meaning.group != "demand" or not page.rules.data["infinitive_letters"]:
        return None
    mark = _MARK.search(page.text, hit.end, after)
    words = list(itertools.islice(_WORD.finditer(page.text, hit.end, mark.start() if mark else after), _ASKED_WORDS))
    asked = next((place for place, word in enumerate(words) if is_infinitive(page, word[0])), 0)
    return words[asked].start() if asked else None


def _object(page: Page, hit: Hit[Sign], source: Source | None, at: int) -> int | None:
    """Where an object without a preposition begins: behind its verb, or behind a subject whose end can be told."""
    if page.rules.source_first:
        return (
            _offer(page, hit.end)
            if hit.meaning.group == "propose" and page.rules.data["infinitive_letters"]
            else _past_pronoun(page, hit.end)
        )
    if source is None or has_subject_before(page, hit):
        word = _WORD.match(page.text, hit.end + 1)
        return None if word is None or word[0] in page.rules.not_sources else hit.end
    told = source.actor_ids or page.text[source.end : source.end + 1] in ("،", ",")
    if not told:
        return None
    while at < len(page.text):
        dated = page.dated_in(at, at + 4)
        if page.text[at] in " ،,":
            at += 1
        elif dated and dated[0].start == at:
            at = dated[0].end
        else:
            return at
    return None


def _past_pronoun(page: Page, at: int) -> int | None:
    """Behind a pronoun that says of whom something is asked (ביקש ממנו); ``None`` where nothing follows it."""
    word = _WORD.match(page.text, at + 1)
    if word is None or word[0] not in page.rules.addressed:
        return at
    return word.end() if page.text[word.end() : word.end() + 1] == " " else None


def _clause_end(page: Page, start: int, end: int) -> int:
    """Where a predicate is joined behind a verb, whose objects stand before it: ביקר בלבנון | ונתן את האישור."""
    joined = [one.start for one in page.predicates_in(start, end) if one.sure and one.prefix in page.rules.conjunctions]
    return min([end, *(at for at in joined if at > start)])


def _offer(page: Page, at: int) -> int | None:
    """What somebody proposes, not hands to another: behind the addressee an infinitive, or an object with its mark."""
    text, mark = page.text, page.rules.data["object_mark"]
    for word in itertools.islice(_WORD.finditer(text, at), _ADDRESSEE_WORDS):
        if is_infinitive(page, word[0]):
            return word.start()
        if word[0] == mark:
            return word.end()
        if not any(one.start <= word.end() and one.end >= word.start() for one in page.named_in(at, word.end())):
            return None
    return None


def _event(page: Page, hit: Hit[Sign], end: int) -> int | None:
    """Where the noun begins that a verb governs, of an event or a stance: أكد مصدر عسكري مقتل خمسة جنود."""
    start = hit.end
    mark = _MARK.search(page.text, start, end)
    found = page.rules.governed_noun.search(page.text, start, mark.start() if mark else end)
    words = page.n_words(start, found.start()) if found else 0
    if found is None or words > _SOURCE_WORDS:
        return None
    # Right behind its verb stands the subject, unless the verb goes on with the one before: وأكد وقوف البرلمان خلف.
    return (
        found.start() if words or hit.proclitic in page.rules.conjunctions or hit.meaning.sort == "participle" else None
    )


def _preposition(page: Page, preposition: str, start: int, end: int) -> int | None:
    """Behind the preposition; a single letter is fused to its word, and a name that begins with it is no such word."""
    if len(preposition) > 1:
        found = re.compile(rf"(?<![^\W_]){preposition}(?![^\W_])").search(page.text, start, end)
        word = _WORD.search(page.text, found.end()) if found else None
        return found.end() if found and word and word[0] not in page.rules.not_objects else None
    for found in re.finditer(rf"(?<![^\W_]){preposition}(?=[^\W_]{{2}})", page.text[start:end]):
        at = start + found.start()
        word = _WORD.match(page.text, at)
        if word is None or word[0] in page.rules.not_objects:
            continue
        if is_infinitive(page, word[0]):
            return at
        if page.may_begin(at + 1) and not any(one.start == at for one in page.named_in(at, at + 1)):
            return at + 1
    return None


def is_infinitive(page: Page, word: str) -> bool:
    """Whether a word is the infinitive of a verb that the data lists, told by its future: לבנות, לפעול (יפעל)."""
    prefix, letter, vowel = page.rules.data["infinitive_letters"] or ("", "", "")
    if not prefix or not word.startswith(prefix):
        return False
    futures = [word[1:], letter + word[1:], letter + word[2:]]
    if word[-2:-1] == vowel:
        futures.append(letter + word[1:-2] + word[-1])
    ending, future = page.rules.data["infinitive_ending"]
    futures += [one[: -len(ending)] + future for one in futures if one.endswith(ending)]
    return any((form := page.rules.predicates.get(one)) is not None and form.future for one in futures)


def _nominal_report(page: Page, hit: Hit[Sign], anchor: int, end: int) -> Report | None:
    if not page.n_words(anchor, end) or _is_infinitive(page, hit, anchor) or _is_act(page, hit, anchor):
        return None
    return Report(hit.meaning, [(hit.start, hit.end)], hit.start - len(hit.proclitic), anchor, None, nominal=True)


def _is_act(page: Page, hit: Hit[Sign], anchor: int) -> bool:
    """Whether somebody approves or rejects by an act, and tells nothing by it: وافق المجلس على مشروع القرار."""
    first = _WORD.search(page.text, anchor)
    acts = page.rules.acts.match(page.text[hit.start : hit.end]) is not None
    return acts and first is not None and page.rules.acts_on.match(page.text, first.start()) is not None


def _is_infinitive(page: Page, hit: Hit[Sign], anchor: int) -> bool:
    """Who asks to do something demands nothing: מבקש למנוע."""
    first = _WORD.search(page.text, anchor)
    prefix = page.rules.data["infinitive"]
    return bool(prefix and first and hit.meaning.kind == "demand" and re.match(prefix, first[0]) and anchor == hit.end)


def deeds(page: Page, pieces: list[Piece]) -> list[list[Piece]]:
    """A content that begins with an infinitive, divided where another is joined to it: לנקוט צעדים | ולעצור את ירי."""
    start, end = pieces[0]
    first = _WORD.match(page.text, start)
    if len(pieces) > 1 or first is None or not is_infinitive(page, first[0]):
        return [pieces]
    cuts = [start]
    for word in _WORD.finditer(page.text, first.end(), end):
        joined = word[0][:1] in page.rules.conjunctions
        listed = page.text[word.start() - 2 : word.start()] == ", "
        if (joined or listed) and is_infinitive(page, word[0][1:] if joined else word[0]):
            cuts.append(word.start() + joined)
    ends = [*(cut - 1 for cut in cuts[1:]), end]
    return [[page.trimmed(*piece)] for piece in zip(cuts, ends, strict=True)]
