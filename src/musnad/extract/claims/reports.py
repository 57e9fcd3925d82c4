"""Reports: a cue with what it opens. In: the signs of a sentence. Out: for each cue that reports, where its content is.

A cue reports when a complementizer, a colon or a quotation follows (أكد أن, אמר כי), when a quotation stands before it
("…", אמר זלנסקי), when it closes the sentence that it reports, or when a preposition that it governs opens a nominal
content (دعا إلى). A cue without any of these tells of something else: מענה צבאי, النص.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from musnad.extract.claims.drafts import Report
from musnad.extract.claims.lexicon import Sign
from musnad.extract.claims.nominal import find_nominal
from musnad.extract.claims.page import Page, Quoted
from musnad.extract.claims.persons import may_speak
from musnad.extract.claims.sources import find_source
from musnad.extract.claims.speakers import is_fought, is_passed_on, is_shown, is_unvoiced, is_voiced, speaker_of
from musnad.extract.matching import Hit

_WORDS_TO_CONTENT = {True: 16, False: 45}
"""Words between a verb and its content, where the source stands before the verb, and where it stands between them."""
_NEAR = 2
_CLOSING_WORDS = 16
_COLON = re.compile(r":(?![0-9])")
_ENDS = ".,،;؛"
_MARKS = " ،,.!?؟…-"
_WORD = re.compile(r"[^\W_]+")
_SEGMENT = re.compile(r"(?:[،;؛:()]|,(?![0-9])) ?| - ")
_COMMA_VERB = re.compile(r" *[,،] *([^\W\d_]{2,}) ")
_REPORTING = frozenset({"verb", "participle", "masdar", "phrase", "noun", "voiced", "shown", "initial"})


def find_reports(page: Page, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[Report]:
    """The reports of the sentence ``[start, end)``, in order, each with its source where words stand for one.

    What stands in `taken` names a source in another way, and is no cue.
    """
    cues = [hit for hit in page.signs_in(start, end) if _may_report(page, hit) and not is_unvoiced(page, hit, start)]
    cues = [hit for hit in cues if not any(low <= hit.start < high for low, high in taken)]
    if page.rules.bare_content:
        beginnings = {hit.start for hit in cues}
        cues = [hit for hit in cues if hit.end + 1 not in beginnings]
    found: list[Report] = []
    for place, hit in enumerate(cues):
        if found and _is_taken(found[-1], hit.start):
            continue
        after = next((one.start - len(one.proclitic) for one in cues[place + 1 :]), end)
        report = (
            _forward(page, hit, after, end)
            or _backward(page, hit, start, end, found)
            or find_nominal(page, hit, after, end)
        )
        if report is not None:
            report.joined = _is_joined(page, hit)
            if (
                report.nominal
                and not report.joined
                and any(one.end is None and one.anchor <= hit.start for one in found)
                and (page.rules.source_first or not starts_over(page, report, found[-1]))
            ):
                continue
            if not (is_passed_on(page, hit, report, found, start) or is_voiced(page, hit, report, start)):
                report.source = speaker_of(page, hit, report, found, start, end)
            if not (is_fought(page, hit, report) or is_shown(page, hit, report)):
                found.append(report)
    return found or _unlisted_verb(page, start, end)


def starts_over(page: Page, report: Report, before: Report) -> bool:
    """Whether a clause begins with a report that is no part of the content before it: …, فيما أكد."""
    floor = max([before.anchor, *(cut.end() for cut in _SEGMENT.finditer(page.text, before.anchor, report.begin))])
    opened = page.rules.subordination.match(page.text, floor) or page.rules.contrast.match(page.text, floor)
    if opened and opened.end() <= report.begin + 1 and floor > before.anchor:
        return page.rules.source_first or page.n_words(opened.end(), report.begin) == 0
    return before.nominal and floor > before.anchor


def _is_taken(report: Report, at: int) -> bool:
    """Whether a word stands before the content of a report or in its exact quotation: no cue of its own."""
    return report.cue[0][0] < at < report.anchor or (report.end is not None and report.anchor <= at < report.end)


def _may_report(page: Page, hit: Hit[Sign]) -> bool:
    """Whether a sign is a cue at this place: a verb with nothing but a conjunction before it, outside of speech."""
    if hit.meaning.sort not in _REPORTING:
        return False
    if hit.meaning.sort == "initial" and not _is_initial(page, hit):
        return False
    before = page.text[max(0, hit.start - 20) : hit.start - len(hit.proclitic)].split()
    if before and {before[-1], " ".join(before[-2:])} & page.rules.not_before_cue:
        return False
    for quote in page.quoted_in(hit.start - 900, hit.start + 1):
        if quote.is_speech and quote.start <= hit.start < quote.end:
            return page.n_words(quote.start, hit.start) < _NEAR and bool(
                page.rules.complementizer.match(page.text, hit.end + 1)
            )
    return True


def _is_initial(page: Page, hit: Hit[Sign]) -> bool:
    """Whether a sentence begins with a word that is a verb nowhere else: وبيّن الوزير أن (بين: between)."""
    start, begin = page.sentence_at(hit.start)[0], hit.start - len(hit.proclitic)
    subject = _WORD.match(page.text, hit.end + 1)
    definite = subject is not None and (
        subject[0].startswith(page.rules.data["definite"])
        or bool(page.named_in(subject.start(), subject.end()))
        or may_speak(page, *subject.span())
        or page.rules.complementizer.match(page.text, subject.start()) is not None
    )
    return definite and (begin <= start + 1 or page.rules.opener.fullmatch(page.text, start, begin - 1) is not None)


def _is_joined(page: Page, hit: Hit[Sign]) -> bool:
    """Whether the cue goes on with the speaker before it."""
    if hit.meaning.sort == "participle" or hit.proclitic in page.rules.conjunctions:
        return True
    joining = page.rules.data["joining_word"]
    return bool(joining) and page.text.endswith(f"{joining} ", 0, hit.start)


def _forward(page: Page, hit: Hit[Sign], after: int, end: int) -> Report | None:
    """The report whose content follows its cue: behind a complementizer, a colon or an opening quotation mark."""
    begin, cue = hit.start - len(hit.proclitic), [(hit.start, hit.end)]
    options: list[tuple[int, int, int | None]] = []
    if (complementizer := _complementizer(page, hit, after)) is not None:
        options.append((complementizer[0], complementizer[1], None))
    quote = _said_at_once(page, hit.end) or _next_quote(page, hit.end, after)
    if quote is not None and _is_said(page, hit.end, quote):
        options.append((quote.start, quote.start, quote.end))
    if hit.meaning.sort != "masdar" and (colon := _COLON.search(page.text, hit.end, after)):
        speech = _next_quote(page, colon.end(), min(after, colon.end() + 3), short=True)
        options.append((colon.start(), colon.end(), speech.end if speech else None))
    if not options:
        return _bare(page, hit, after, end)
    at, anchor, content_end = min(options, key=_place)
    if page.n_words(hit.end, at) > (3 if hit.meaning.sort == "noun" else _WORDS_TO_CONTENT[page.rules.source_first]):
        return None
    return Report(hit.meaning, cue, begin, anchor, None if content_end is None else min(content_end, end))


def _complementizer(page: Page, hit: Hit[Sign], after: int) -> tuple[int, int] | None:
    """Where the next complementizer begins, and where the content behind it does; of a question its first word."""
    rules = page.rules
    asked = rules.interrogative.search(page.text, hit.end, after) if hit.meaning.group == "ask" else None
    if asked is not None:
        return asked.start(), asked.start()
    for found in rules.complementizer.finditer(page.text, hit.end, after):
        before = page.text[max(hit.end, found.start() - 12) : found.start()].split()
        if found["joined"] or (before and before[-1] in rules.not_before_complementizer):
            continue
        if found["prefixed"] is not None:
            word = _WORD.match(page.text, found.start())
            gap = page.text[hit.end : found.start()].strip(" ,")
            if (
                word is None
                or word[0] in rules.not_complementizers
                or not (not gap or _is_short_source(page, hit.end, found.start()))
            ):
                continue
            return found.start(), found.end()
        if found["fused"] is not None:
            return found.start(), found.start("fused")
        if rules.bare_content and page.n_words(hit.end, found.start()) > 8:
            return None
        return found.start(), found.end()
    return None


def _is_short_source(page: Page, start: int, end: int) -> bool:
    named = [one for one in page.named_in(start, end) if one.end >= end - 2]
    return bool(named) and page.n_words(start, end) <= 5


def _next_quote(page: Page, start: int, end: int, short: bool = False) -> Quoted | None:
    """The first quotation that begins in the stretch and is speech, or short where a colon stands before it."""
    return next(
        (one for one in page.quoted_in(start, end + 1) if (one.is_speech or short) and one.start > start - 1),
        None,
    )


def _said_at_once(page: Page, at: int) -> Quoted | None:
    """A quotation right behind a cue that ends the clause: speech though it is short (הודיע "אני אבנה אותה")."""
    behind = page.quoted_in(at, at + _NEAR)
    ends = [one for one in behind if page.text[one.end : one.end + 2].strip()[:1] in ("", *_ENDS)]
    return next((one for one in ends if one.words > _NEAR or page.predicates_in(one.start, one.end)), None)


def _is_said(page: Page, at: int, quote: Quoted) -> bool:
    """Whether a quotation behind a cue is speech, not the name of something further on in the clause."""
    if page.n_words(at, quote.start) <= _NEAR or page.text[quote.start - 2 : quote.start].strip() in (",", "،", ":"):
        return True
    return page.text[quote.end : quote.end + 3].strip()[:1] in ("", ".", ",", "،", ";", "؛")


def _bare(page: Page, hit: Hit[Sign], after: int, end: int) -> Report | None:
    """English: the content follows its verb directly."""
    text = page.text
    if not (page.rules.bare_content and hit.meaning.bare) or text[hit.end : hit.end + 1] != " ":
        return None
    if page.rules.not_before_bare.search(page.text, max(0, hit.start - 24), hit.start):
        return None
    at = hit.end
    for dated in page.dated_in(at, at + 8):
        at = dated.end
    if page.n_words(at, end) < 4 or (first := _WORD.search(text, at)) is None:
        return None
    if first[0] in page.rules.not_bare:
        return None
    return Report(hit.meaning, [(hit.start, hit.end)], hit.start, at, None)


def _backward(page: Page, hit: Hit[Sign], start: int, end: int, found: list[Report]) -> Report | None:
    """The report whose content stands before its cue: a quotation, or the clause that the cue closes."""
    begin = hit.start - len(hit.proclitic)
    done = max((one.end or one.anchor for one in found), default=start)
    quote = page.last_speech(start - 900, begin) or _short_speech(page, start, begin)
    if quote is not None and quote.end > max(done, start):
        between = page.text[quote.end : begin]
        if between.strip(_MARKS) in page.rules.thus | page.rules.pronouns or (
            page.rules.source_first
            and len(between.split()) <= 9
            and (between.lstrip()[:1] in ",،" or page.text[quote.end - 1] in ",،.!?…")
        ):
            opened = max(quote.start, start)
            if (
                done == start
                and page.n_words(start, opened)
                and page.text[start:opened].strip()
                and not _SEGMENT.search(page.text, start, opened)
            ):
                opened = start
            return Report(hit.meaning, [(hit.start, hit.end)], begin, opened, quote.end)
    return _closing(page, hit, start, end, found)


def _short_speech(page: Page, start: int, begin: int) -> Quoted | None:
    """A quotation of a few words that opens the sentence and is closed by the cue: "לא נוותר", אמר הנשיא."""
    first = next(iter(page.quoted_in(start, start + 2)), None)
    if first is None or first.end > begin or first.words < _NEAR or page.text[start : first.start].strip():
        return None
    return first if page.text[first.end : begin].strip(_MARKS) in page.rules.thus else None


def _closing(page: Page, hit: Hit[Sign], start: int, end: int, found: list[Report]) -> Report | None:
    """The cue that closes its sentence, after a comma: …, כך אמר האדמירל; …, Macron said."""
    text, begin = page.text, hit.start - len(hit.proclitic)
    if not page.rules.clause_final_verbs or found or hit.meaning.group not in ("inform", "assert", "believe"):
        return None
    if hit.proclitic:  # "and boasted" goes on from the clause before it, and does not close it
        return None
    if page.n_words(hit.end, end) > _CLOSING_WORDS:
        return None
    comma = text.rfind(",", start, begin)
    between = text[comma + 1 : begin].split() if comma > 0 else ["x"] * 99
    thus = " ".join(between) in page.rules.thus
    inverted = thus and (bool(between) or text[hit.start : hit.end] not in page.rules.impersonal)
    subject_first = page.rules.bare_content and 0 < len(between) <= 10 and page.n_words(hit.end, end) <= 8
    if not (inverted or subject_first) or page.n_words(start, comma) < 4:
        return None
    return Report(hit.meaning, [(hit.start, hit.end)], comma, start, comma)


def _unlisted_verb(page: Page, start: int, end: int) -> list[Report]:
    """A verb that no list holds, between a quotation and a name: "…", לגלג זלנסקי. Its form alone makes it a cue."""
    for quote in page.quoted_in(start, end):
        if not quote.is_speech or quote.end >= end:
            continue
        between = _COMMA_VERB.match(page.text, quote.end, end)
        if between is None or between[1] in page.rules.not_sources:
            continue
        people = page.named_in(between.end(), between.end() + 30)
        if people and people[0].type == "person" and not people[0].proclitic:
            cue = (between.start(1), between.end(1))
            report = Report(Sign("verb", "inform"), [cue], quote.end, quote.start, quote.end)
            report.source = find_source(page, between.end(), end)
            return [report]
    return []


def _place(option: tuple[int, int, int | None]) -> tuple[int, int]:
    return option[:2]
