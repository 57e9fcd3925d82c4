"""Attribution: who says what. In: a page. Out: drafts of claims with their chains, and for sentences without one why.

Sources nest: the nearest stands in hop 1, who passes it on in hop 2. A cue without words for its source goes on with
the last speaker; a quotation that runs over several sentences keeps its chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.extract.claims.according import According, find_according
from musnad.extract.claims.antecedents import announced, with_antecedent
from musnad.extract.claims.carriers import carried, find_carrier
from musnad.extract.claims.drafts import (
    LAST_SPEAKER,
    NOBODY,
    Chain,
    Draft,
    Link,
    Memory,
    Piece,
    Report,
    chain,
    quotation_at,
    settled,
)
from musnad.extract.claims.lexicon import Sign
from musnad.extract.claims.nominal import deeds
from musnad.extract.claims.owned import owned
from musnad.extract.claims.page import Page
from musnad.extract.claims.relatives import in_frame, with_relatives
from musnad.extract.claims.reports import find_reports, starts_over
from musnad.extract.claims.sources import Source, find_source, source_of
from musnad.extract.claims.speakers import behind_verb
from musnad.extract.claims.voice import apart, beside_phrases, beside_reports, is_question, unattributed

_SILENT_ROLES = {"metadata": "metadata", "dateline": "no_proposition"}
_ACCORDING = Sign("preposition", "inform")
_TOPIC_REACH = _TITLE_REACH = 60
_SUBJECT_REACH = 25
"""Code points in which a state or an organisation begins that a sentence is about; others are named in passing."""
_CREDIT_WORDS = 5
"""Words of a source that stands behind the stop of its sentence."""
_INTRODUCTION = 8
"""Words in which a content may name an inner source and go no further: it is then not a claim of its own."""


def drafts(page: Page) -> tuple[list[Draft], list[str | None]]:
    """The drafts of all sentences in order, and of each sentence the reason for no claim, or ``None``."""
    memory, found, reasons = Memory(), list[Draft](), list[str | None]()
    before = 0
    for around, role in zip(page.sentences, page.roles, strict=True):
        if role in _SILENT_ROLES:
            reasons.append(_SILENT_ROLES[role])
            continue
        here = _sentence(page, around, role, memory, len(found))
        if not here:
            found[before:] = _credited(page, found[before:], around, memory)
        before = len(found)
        found += here
        reasons.append(None if here else _reason(page, around, role))
    for number, quote, speaker in memory.waiting:
        if quote in memory.chains and not found[number].hops:
            hops, sign = memory.chains[quote]
            found[number] = found[number]._replace(hops=hops, sign=sign)
        elif speaker is not None and not found[number].hops:
            found[number] = found[number]._replace(hops=(Link(speaker, ()),))
    found = _once(one for draft in announced(found) for one in with_relatives(page, draft))
    found.sort(key=lambda one: (one.pieces[0][0], one.pieces[-1][1]))
    return found, reasons


def _credited(page: Page, told: list[Draft], around: Piece, memory: Memory) -> list[Draft]:
    """The claims of a sentence, with the source that stands behind its stop as if it were a sentence: وفقا لرويترز."""
    if not told or page.n_words(*around) > _CREDIT_WORDS:
        return told
    phrases = find_according(page, *around)
    links = [Link(with_antecedent(page, settled(one.source, memory), memory), (one.cue,)) for one in phrases]
    return [one._replace(hops=(*one.hops, *_distinct(links, one.hops))) for one in told] if links else told


def _once(found: Iterable[Draft]) -> list[Draft]:
    """Every draft once: a relative clause of a shared subject stands in two."""
    return list({tuple(one.pieces): one for one in reversed(list(found))}.values())


def _reason(page: Page, around: Piece, role: str) -> str:
    """Why a sentence holds no claim."""
    if is_question(page, around):
        return "question"
    return "no_proposition" if role == "boilerplate" else "fragment"


def _sentence(page: Page, around: Piece, role: str, memory: Memory, number: int) -> list[Draft]:
    """The drafts of one sentence; `number` is that of the first of them."""
    phrases = find_according(page, *around)
    reports = find_reports(page, *around, [(one.start, one.end) for one in phrases])
    if not reports and not phrases:
        memory.topic = _topic(page, around) or memory.topic
        return _with_owned(page, unattributed(page, around, role, memory, number), memory, role, around)
    for place, report in enumerate(reports):
        _resolve(page, report, reports[:place], memory, around[0])
    # "In his words" beside a cue says again who speaks.
    named = [one for one in phrases if not (reports and one.source.back)]
    outer = [Link(with_antecedent(page, settled(one.source, memory), memory), (one.cue,)) for one in named]
    memory.topic = None
    if reports:
        _set_contents(page, reports, phrases, around[1])
        made = [
            Draft(pieces, (*chain(report), *_distinct(outer, chain(report))), report.sign, role, around)
            for report in reports
            for pieces in report.contents
        ]
        made += beside_reports(page, reports, role, around, memory)
        made += [Draft(pieces, (), None, role, around) for report in reports for pieces in report.rest]
    else:
        made = beside_phrases(page, phrases, outer, role, around)
        memory.speaker = next((one.source for one in outer if one.source.actor_ids), memory.speaker)
    made = _with_owned(page, made, memory, role, around)
    framed = in_frame(page, made, role, around)
    carrier = find_carrier(page, around, reports)
    made = [
        one._replace(hops=carried(one.hops, carrier, memory)) for one in made if not _says_nothing(page, one.pieces)
    ]
    memory.document = next((one.hops for one in made if one.hops and one.hops[0].source.role == "document"), ())
    _remember(page, reports, outer, made, memory, around)
    return made + framed


def _with_owned(page: Page, made: list[Draft], memory: Memory, role: str, around: Piece) -> list[Draft]:
    """The drafts of a sentence, and behind them those of its nouns; where both begin alike the noun is the nearer."""
    nouns = [
        (one._replace(hops=(_known(page, one.hops[0], memory), *one.hops[1:])), begin)
        for one, begin in owned(page, made, role, around)
    ]
    kept, nearer = list(made), list[Draft]()
    for one, begin in nouns:
        alike = next((other for other in kept if other.hops and other.pieces[0][0] == begin), None)
        noun = one.hops[0].cue[0][0]
        if alike is not None and alike.hops[0].source.start == noun:  # the noun speaks: قرار المحكمة ينص على أن
            continue
        if alike is not None:
            kept.remove(alike)
            tells = alike.sign is not None and alike.sign.group in ("inform", "assert")
            one = one._replace(hops=(one.hops[0], *alike.hops)) if tells else one
        nearer.append(one)
    return [*kept, *nearer]


def _known(page: Page, link: Link, memory: Memory) -> Link:
    return link._replace(source=with_antecedent(page, settled(link.source, memory), memory))


def _says_nothing(page: Page, pieces: Sequence[Piece]) -> bool:
    """Whether a content is a single word that only points or joins: ذلك, לכן."""
    words = [word for piece in pieces for word in page.text[slice(*piece)].split()]
    rules = page.rules
    return len(words) == 1 and (
        words[0] in rules.not_sources | rules.pronouns or rules.opener.fullmatch(words[0]) is not None
    )


def _topic(page: Page, around: Piece) -> Source | None:
    """Whom a sentence is about: the actor that its first words name; a heading without a verb is about nobody."""
    start, end = around
    if quotation_at(page, page.trimmed(start, end)) or _is_heading(page, around):
        return None
    for one in page.named_in(start, min(end, start + _TOPIC_REACH)):
        is_subject = one.type in ("person", "unnamed") or one.start - start <= _SUBJECT_REACH
        if not one.proclitic and one.type != "media" and is_subject:
            return source_of(page, one)
    return None


def _is_heading(page: Page, around: Piece) -> bool:
    """Whether a sentence tells of nothing: a language whose predicates are known has none of them there."""
    return bool(page.rules.predicates) and not page.predicates_in(*around)


def _resolve(page: Page, report: Report, before: Sequence[Report], memory: Memory, start: int) -> None:
    """The source of a report whose words point back, or are missing: who spoke before it in the sentence, or before."""
    last = next((one.source for one in reversed(before) if one.source), None)
    source = report.source
    if source is None and last is not None and report.joined:
        source = last
    elif source is None and report.sign.sort == "participle":
        source = _subject(page, start, report.begin, memory)
    elif source is None and page.text[slice(*report.cue[-1])] in page.rules.nobody:
        source = NOBODY
    elif source is None or source.back:
        source = settled(source or LAST_SPEAKER, memory)
    title = report.cue[-1][1] + 1
    source = with_antecedent(page, source, memory, title if 0 <= source.start - title < _TITLE_REACH else None)
    report.source = source
    if source.actor_ids or source.start >= 0:
        memory.speaker = source


def _subject(page: Page, start: int, end: int, memory: Memory) -> Source:
    """Whom a participle goes on with: who speaks in the quotation before it, else the subject of its sentence.

    One that begins its sentence (موضحاً أن) goes on with the sentence before.
    """
    if not page.n_words(start, end) or any(one.start < start < one.end <= end for one in memory.chains):
        return settled(LAST_SPEAKER, memory)
    subject = find_source(page, start, end)
    if subject and subject.actor_ids:
        return subject
    behind = behind_verb(page, start, end)
    # Where its sentence names nobody, an Arabic participle goes on with who spoke last too.
    return behind or (NOBODY if page.rules.source_first else settled(LAST_SPEAKER, memory))


def _distinct(outer: Sequence[Link], hops: Sequence[Link]) -> list[Link]:
    """The outer sources that are not in the chain already."""
    known = {actor for link in hops for actor in link.source.actor_ids}
    return [one for one in outer if not (one.source.actor_ids and set(one.source.actor_ids) <= known)]


def _set_contents(page: Page, reports: Sequence[Report], phrases: Sequence[According], end: int) -> None:
    """Where the content of each report ends, which reports stand inside others, and the claims that it makes."""
    for place, report in enumerate(reports):
        for other in reports[:place]:
            inside = other.anchor <= report.begin < (other.end or end)
            if inside and not report.joined and not starts_over(page, report, other):
                report.parent = other
    for place, report in enumerate(reports):
        later = reports[place + 1 :]
        inner = next((one for one in later if one.parent is report), None)
        if inner and page.n_words(report.anchor, inner.begin) <= _INTRODUCTION and inner.anchor > report.anchor:
            continue
        claims = apart(
            page, phrases if report.end is None else [], report.anchor, _content_end(page, report, later, end)
        )
        report.contents = [pieces for piece in claims for pieces in piece]
        if report.nominal:
            report.rest = report.contents[1:]
            report.contents = [one for pieces in report.contents[:1] for one in deeds(page, pieces)]


def _content_end(page: Page, report: Report, later: Sequence[Report], end: int) -> int:
    """The end of an exact quotation; else where the next report begins that does not stand inside this one."""
    if report.end is not None:
        return report.end
    beside = [one.begin for one in later if not _descends(one, report)]
    tail = page.rules.tail.search(page.text, report.anchor, end)
    return min([end, *beside, *([tail.start()] if tail else [])])


def _descends(one: Report, report: Report) -> bool:
    """Whether a report stands inside another, at however many removes."""
    return one.parent is not None and (one.parent is report or _descends(one.parent, report))


def _remember(
    page: Page,
    reports: Sequence[Report],
    outer: Sequence[Link],
    made: Sequence[Draft],
    memory: Memory,
    around: Piece,
) -> None:
    """Keeps the chain of every quotation that a cue opens or closes, and of one that ends the sentence."""
    memory.quoting = ((), None)
    if reports:
        memory.paragraph, memory.speech = _opened(page, reports[-1], outer, around)
    speeches = [one for one in page.quoted_in(around[0] - 3000, around[1]) if one.is_speech]
    for quote in speeches:
        lasts = quote.end >= around[1] - 2
        if not reports and made and made[-1].hops and lasts and quote.start >= around[0]:
            memory.chains[quote] = (made[-1].hops, _ACCORDING)
        for report in reports:
            hops = (*chain(report), *_distinct(outer, chain(report)))
            opened = abs(quote.start - report.anchor) <= 2
            closed = report.end is not None and quote.end == report.end
            if opened or closed:
                memory.chains[quote] = memory.quoting = (hops, report.sign)
            elif report.end is None and lasts and quote.start >= report.anchor:
                memory.chains.setdefault(quote, (hops, report.sign))


def _opened(page: Page, report: Report, outer: Sequence[Link], around: Piece) -> tuple[int, Chain]:
    """How far a speech reaches that a colon opens without marks, to the end of its paragraph, and its chain."""
    hops = chain(report)
    marked = any(abs(one.start - report.anchor) <= 2 for one in page.quoted_in(report.anchor - 2, report.anchor + 3))
    if marked or report.end is not None or not page.text[around[0] : report.anchor].rstrip().endswith(":"):
        return 0, ((), None)
    end = page.folded.source.find("\n", page.folded.offset(around[1] - 1))  # folded, a line ends like a word
    reach = page.folded.from_source(end) if end >= 0 else len(page.text)
    return reach, ((*hops, *_distinct(outer, hops)), report.sign)
