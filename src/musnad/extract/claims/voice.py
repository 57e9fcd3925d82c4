"""Voice: the sentences and clauses that no cue attributes. In: a sentence. Out: drafts.

They are speech that goes on from the sentence before, a headline with its speaker before a colon, or what the article
says itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from musnad.extract.claims.according import According
from musnad.extract.claims.clauses import Clause, clauses
from musnad.extract.claims.drafts import Draft, Link, Memory, Piece, Report, quotation_at
from musnad.extract.claims.lexicon import Sign
from musnad.extract.claims.page import Page
from musnad.extract.claims.sources import Source, find_source

_LEAST_WORDS = 3
_HEADLINE_WORDS = 4
_DUTY_REACH = 40
_COLON = re.compile(r" ?:(?= )")
_QUESTION_MARKS = ("?", "؟")


def is_question(page: Page, piece: Piece) -> bool:
    """Whether a sentence asks."""
    return page.text[slice(*piece)].rstrip(" ).").endswith(_QUESTION_MARKS)


def unattributed(page: Page, around: Piece, role: str, memory: Memory, number: int) -> list[Draft]:
    """The drafts of a sentence without a cue; `number` is that of the first of them."""
    start, end = around[0], _speech_end(page, around, memory)
    quote = quotation_at(page, page.trimmed(start, end))
    hops: tuple[Link, ...] = ()
    sign: Sign | None = None
    if quote is not None:
        goes_on = quote.end < end + 3 and quote.start >= start
        hops, sign = memory.chains.get(quote, memory.quoting if goes_on else ((), None))
    elif (speaker := _headline_speaker(page, start, end)) is not None:
        source, start = speaker
        if not _is_place(page, source, start):
            memory.speaker = source
            hops = (Link(source, ()),)
    if not hops and quote is None and role in ("prose", "lead") and _is_said(page, start, memory):
        hops, sign = memory.speech
    if not hops and quote is None:
        memory.quoting = ((), None)
    if is_question(page, (start, end)):
        return []
    if not hops and memory.document and _goes_on(page, start, end):
        hops = tuple(link._replace(cue=()) for link in memory.document)
    else:
        memory.document = ()
    least = 1 if hops else _LEAST_WORDS if role in ("prose", "lead") else _HEADLINE_WORDS
    cut = clauses(page, *page.trimmed(start, end))
    least = least if len(cut) == 1 else min(least, _LEAST_WORDS)
    found = [one for one in cut if page.n_words(*one[-1]) >= least]
    if quote is not None and not hops:
        whose = _of_whom(page, memory)
        memory.waiting += [(number + place, quote, whose) for place in range(len(found))]
    return [Draft(one, hops, sign, role, around) for one in found]


def _is_said(page: Page, start: int, memory: Memory) -> bool:
    """Whether a sentence stands in a speech that a colon opened before; it ends where the article itself goes on."""
    if start < memory.paragraph and any(one.meaning.sort == "aside" for one in page.signs_in(start, start + 3)):
        memory.paragraph = 0
    return start < memory.paragraph


def _of_whom(page: Page, memory: Memory) -> Source | None:
    """Whose a quotation is that stands alone: of the person of whom the sentence before tells, else who spoke last."""
    topic = memory.topic
    people = {"person", "unnamed"}
    return topic if topic and {page.registry[one].type for one in topic.actor_ids} <= people else memory.speaker


def _goes_on(page: Page, start: int, end: int) -> bool:
    """Whether a sentence without a cue goes on with what a document says: it tells of the future, or of a duty."""
    first = next(iter(page.predicates_in(start, end)), None)
    duty = any(hit.meaning.sort == "must" for hit in page.signs_in(start, min(end, start + _DUTY_REACH)))
    return duty or (first is not None and first.future)


def _speech_end(page: Page, around: Piece, memory: Memory) -> int:
    """Where a sentence ends, or the speech that goes on into it from the one before."""
    start, end = around
    for quote in page.quoted_in(start - 3000, start):
        if quote.is_speech and start < quote.end < page.trimmed(start, end)[1] - 3 and quote in memory.chains:
            return int(quote.end)
    return end


def _headline_speaker(page: Page, start: int, end: int) -> tuple[Source, int] | None:
    """The speaker before a colon: זלנסקי: לא נוותר. A few words, an actor or a word for a report, then the content."""
    colon = _COLON.search(page.text, start, min(end, start + 90))
    if colon is None or not 1 <= page.n_words(start, colon.start()) <= 7 or page.n_words(colon.end(), end) < 3:
        return None
    source = find_source(page, start, colon.start())
    if source is None or source.back:
        return None
    quoted = any(
        one.is_speech and one.start - colon.end() <= 2 for one in page.quoted_in(colon.start(), colon.end() + 3)
    )
    first = page.text[source.start : source.end].split()[0] if source.end > source.start else ""
    if source.actor_ids or quoted or first in page.rules.titles or source.role in ("document", "outlet", "agency"):
        return source, colon.end()
    return None


def _is_place(page: Page, source: Source, start: int) -> bool:
    """Whether a state before the colon tells where an event took place: a noun follows, no clause and no speech."""
    states = all(page.registry[one].type == "state" for one in source.actor_ids)
    return bool(source.actor_ids) and states and page.rules.event_noun.match(page.text, start + 1) is not None


def apart(page: Page, phrases: Sequence[According], low: int, high: int) -> Iterator[list[Clause]]:
    """The claims of ``[low, high)`` around phrases that interrupt it; what goes on behind one is still one claim."""
    held: list[tuple[int, int]] = []
    inside = [one for one in phrases if low <= one.start < high]
    for phrase in inside:
        if page.trimmed(low, phrase.start)[0] < page.trimmed(low, phrase.start)[1]:
            held.append((low, phrase.start))
        low = phrase.end
    held.append((low, high))
    held = [one for one in held if page.trimmed(*one)[0] < page.trimmed(*one)[1]]
    if (
        len(held) == 2
        and not inside[0].joined
        and not page.rules.joint.match(page.text, max(0, held[1][0] - 2))
        and page.n_words(*held[0]) <= 8
    ):
        cut = [clauses(page, *page.trimmed(*one)) for one in held]
        if cut[0] and cut[1]:
            yield [[*cut[0][0], *cut[1][0]], *cut[0][1:], *cut[1][1:]]
            return
    for piece in held:
        yield clauses(page, *page.trimmed(*piece))


def beside_reports(page: Page, reports: Sequence[Report], role: str, around: Piece, memory: Memory) -> list[Draft]:
    """The clause that a cue goes on from: X came to Paris and said; the end of a speech before another cue."""
    if not reports or not _follows_a_clause(page, reports[0], around[0]):
        return []
    start, end = page.trimmed(around[0], reports[0].begin)
    spoken = next((one for one in memory.chains if one.start < start < one.end <= end + 1), None)
    hops, sign = memory.chains[spoken] if spoken else ((), None)
    before = clauses(page, start, end)
    return [Draft(one, hops, sign, role, around) for one in before if page.n_words(*one[-1]) > _LEAST_WORDS]


def beside_phrases(
    page: Page, phrases: Sequence[According], outer: Sequence[Link], role: str, around: Piece
) -> list[Draft]:
    """What a sentence says whose source is named by a phrase alone: according to."""
    made = []
    for claims in apart(page, phrases, *around):
        for pieces in claims:
            own = [
                link for link, phrase in zip(outer, phrases, strict=True) if _covers(page, phrase, pieces, around[0])
            ]
            if page.n_words(pieces[0][0], pieces[-1][1]) >= _LEAST_WORDS:
                made.append(Draft(pieces, tuple(own), None, role, around))
    return made


def _follows_a_clause(page: Page, first: Report, start: int) -> bool:
    """Whether the cue goes on behind a clause of the article's own: X came to Paris and said; X, who promised that."""
    relative = page.text[first.begin : first.cue[0][0]] in page.rules.relative_proclitics
    comma = max(page.text.rfind(",", start, first.begin), page.text.rfind("،", start, first.begin))
    subordinate = comma > 0 and page.rules.subordinator.match(page.text, comma + 2, first.begin) is not None
    goes_on = first.joined or relative or subordinate
    return goes_on and first.anchor > first.begin and page.n_words(start, first.begin) >= 5


def _covers(page: Page, phrase: According, pieces: list[Piece], start: int) -> bool:
    """Whether a phrase names the source of a clause: not of one that it is joined to, nor of a "but" behind it."""
    if pieces[-1][1] <= phrase.start:
        return not phrase.joined
    if pieces[0][0] < phrase.start:
        return True
    opened = page.text[max(0, pieces[0][0] - 12) : pieces[0][0]]
    contrasts = phrase.start > start + 12 and page.rules.contrast.search(opened)
    return phrase.start < pieces[0][0] + 3 and not contrasts
