"""Dates: the temporal expressions of an article. In: its folded text, sentences and date of publication. Out: dates.

The grammar is that of the language's YAML file. An expression is resolved from the date of publication; inside a
direct quotation from the day of the speech, which its reporting clause tells; where it tells none, only years and days
with their month are resolved. Without an anchor it stays unresolved: nothing falls back in silence. Values are TIMEX3
(TimeML), with EDTF beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from musnad import edtf
from musnad.extract.dates.calendar import Reading, on_day, uncertain
from musnad.extract.dates.expression import PARTS, Expression
from musnad.extract.dates.grammar import Grammar, Pattern, load_grammar
from musnad.extract.dates.readings import read
from musnad.extract.dates.signs import Signs, sign_string
from musnad.extract.quotations import find_quotations
from musnad.folding import Folded
from musnad.languages import Language
from musnad.records import Date, Sentence
from musnad.spans import Span, is_whole

_LONGEST_NAME = 200
_SPEECH_WORDS = 4
"""A quotation of fewer words is a name or a term, no speech."""
_DAY_RULES = ("relative_day", "weekday", "weekday_with_relative_day", "part_of_day", "calendar_date")
_TENSED = frozenset(["day", "date", "month", "night", "this_part", "clock"])
"""Readings that the words around may make past or to come."""
_YEARS = re.compile(r"[0-9]{2,4}")
"""The value of a year, a decade or a century."""
_HINT_REACH = 8
"""How many words before an expression may say whether it is past or to come."""


class Anchor(NamedTuple):
    """The day from which an expression is resolved, as it is written in EDTF, and where it comes from."""

    day: date
    edtf: str
    date_id: str | None
    basis: str


class _Match(NamedTuple):
    span: Span
    folded: Span
    pattern: Pattern
    words: tuple[tuple[str, object], ...]
    mods: tuple[str, ...]


def find_dates(
    folded: Folded,
    sentences: list[Sentence],
    language: Language,
    published: str | None,
    header: Span | None = None,
    stated: Span | None = None,
    names: Sequence[Span] = (),
) -> list[Date]:
    """The temporal expressions of an article, in order. Local ids are ``d1``, ``d2`` … in the order of the text.

    `published` is the date of publication (EDTF; only a whole day anchors anything, an uncertain one is inferred),
    `header` the date in the header of the file, if it has one, and `stated` where the text states `published`. What
    stands in one of `names` (in order) is no date, and dates nothing: a newspaper called Today.
    """
    rules = load_grammar(language.code)
    begin = header.end if header else 0
    matches = [
        match
        for match in _matches(folded, sentences, rules)
        if match.span.start >= begin
        and not _inside_name(match.span, names)
        and is_whole(folded.source, match.span, language.proclitics)
    ]
    first = 1 if header is None else 2
    ids = {match.span: f"d{at}" for at, match in enumerate(matches, first)} | {header: "d1"}
    anchor = _published_anchor(published, ids.get(stated) if stated else None)
    speeches = _speeches(folded, sentences, language)
    told = [(match, _speech_at(match.span, speeches)) for match in matches]
    rows = {match.span: _row(ids[match.span], match, anchor, folded, rules) for match, speech in told if not speech}
    days = [row for row in rows.values() if row and row.status == "resolved" and row.rule in _DAY_RULES]
    for match, speech in told:
        if speech:
            basis = _speech_anchor(*speech, days)
            row = _row(ids[match.span], match, basis or anchor, folded, rules)
            if row and row.anchor and not basis and not _is_steady(row):
                row = _row(ids[match.span], match, None, folded, rules)
            rows[match.span] = row
    starts = [one.span.start for one in sentences]
    for match in matches:
        row = rows[match.span]
        if row and match.pattern.reading == "part" and row.status == "unresolved":
            rows[match.span] = _on_day_beside(row, match, days, starts[bisect_right(starts, match.span.start) - 1])
    found = [row for match in matches if (row := rows[match.span])]
    return _renumbered([_header(header, folded.source)] if header is not None else [], found)


def _is_steady(row: Date) -> bool:
    """Whether a few days between speech and publication change nothing: of a day with its month, and of a year."""
    return row.rule == "calendar_date" or _YEARS.fullmatch(row.value or "") is not None


def _inside_name(span: Span, names: Sequence[Span]) -> bool:
    # Names are short: only those that begin shortly before can hold it.
    first = bisect_right(names, span.start - _LONGEST_NAME, key=lambda name: name.start)
    last = bisect_right(names, span.start, key=lambda name: name.start)
    return any(name.start <= span.start and span.end <= name.end for name in names[first:last])


def _header(span: Span, text: str) -> Date:
    """The date that a header states, whatever day of publication was judged."""
    day = span.of(text) if _whole_day(span.of(text)) else None
    status = "resolved" if day else "unresolved"
    return Date("d1", span, "DATE", day, None, day, None, None, None, "header", status, "rules")


def _renumbered(header: list[Date], rows: list[Date]) -> list[Date]:
    """Local ids without gaps: d1, d2 …"""
    ids = {row.local_id: f"d{at}" for at, row in enumerate(header + rows, 1)}
    return header + [
        Date(
            ids[row.local_id], row.span, row.type, row.value, row.mod, row.edtf, row.anchor,
            ids.get(row.anchor_date_id or ""), row.anchor_basis, row.rule, row.status, row.method,
        )
        for row in rows
    ]  # fmt: skip


def _row(date_id: str, match: _Match, anchor: Anchor | None, folded: Folded, rules: Grammar) -> Date | None:
    data = rules.language.dates
    expression = Expression(
        words=match.words,
        anchor=anchor.day if anchor else None,
        to_come=match.pattern.reading in _TENSED and _to_come(folded.text, match.folded, rules),
        following=_following(match, folded),
        mods=match.mods,
        week_begins=data["week_begins"],
        figures=data["figures"],
    )
    reading = read(match.pattern.reading, expression)
    return _dated(date_id, match.span, reading, anchor) if reading else None


def _following(match: _Match, folded: Folded) -> str:
    """The character or two after an expression, and nothing where its line ends."""
    ends_line = folded.source[match.span.end : match.span.end + 2].lstrip(" ").startswith(("\n", "\r"))
    return "" if ends_line else folded.text[match.folded.end : match.folded.end + 2].strip()


def _dated(date_id: str, span: Span, reading: Reading, anchor: Anchor | None) -> Date:
    used = anchor if reading.anchored else None
    return Date(
        local_id=date_id,
        span=span,
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        edtf=uncertain(reading.edtf) if used and edtf.is_uncertain(used.edtf) else reading.edtf,
        anchor=used.edtf if used else None,
        anchor_date_id=used.date_id if used else None,
        anchor_basis=used.basis if used else None,
        rule=reading.rule,
        status=reading.status,
        method="rules",
    )


def _on_day_beside(row: Date, match: _Match, days: list[Date], start: int) -> Date:
    """A part of a day that stands alone, on the day named before it in its sentence, which begins at `start`."""
    before = [one for one in days if start <= one.span.start and one.span.end <= row.span.start]
    part = next((str(value) for name, value in match.words if name in PARTS), None)
    day = _whole_day((before[-1].value or "").split("T")[0]) if before else None
    if day is None or part is None:
        return row
    qualifier = "?" if edtf.is_uncertain(before[-1].edtf or "") else ""
    anchor = Anchor(day, day.isoformat() + qualifier, before[-1].local_id, "event")
    return _dated(row.local_id, row.span, on_day(day, "part_of_day", part), anchor)


def _published_anchor(published: str | None, date_id: str | None) -> Anchor | None:
    """The anchor that the date of publication gives; none if it is not a whole day."""
    day = _whole_day(published)
    if published is None or day is None:
        return None
    return Anchor(day, published, date_id, "published_inferred" if edtf.is_uncertain(published) else "published")


def _whole_day(written: str | None) -> date | None:
    """The day that an EDTF date names, whatever qualifies it; none if it names anything but one day."""
    try:
        return date.fromisoformat((written or "").rstrip("?%~"))
    except ValueError:
        return None


def _speeches(folded: Folded, sentences: list[Sentence], language: Language) -> list[tuple[Span, Span]]:
    """The quoted speeches, each with the span of the sentences that it shares with its reporting clause."""
    starts = [one.span.start for one in sentences]
    ends = [one.span.end for one in sentences]
    text = folded.source
    return [
        (speech, Span(starts[bisect_right(starts, speech.start) - 1], ends[bisect_left(ends, speech.end)]))
        for speech in find_quotations(text, language)
        if len(speech.of(text).split()) >= _SPEECH_WORDS
    ]


def _speech_at(span: Span, speeches: list[tuple[Span, Span]]) -> tuple[Span, Span] | None:
    at = bisect_right(speeches, span.start, key=lambda pair: pair[0].start) - 1
    return speeches[at] if at >= 0 and span.end <= speeches[at][0].end else None


def _speech_anchor(speech: Span, clause: Span, days: list[Date]) -> Anchor | None:
    """The day of a quoted speech: of the `days` (in order) the nearest outside the quotation, in its sentences."""
    first = bisect_left(days, clause.start, key=lambda row: row.span.start)
    last = bisect_right(days, clause.end, key=lambda row: row.span.start)
    outside = [row for row in days[first:last] if row.span.end <= speech.start or row.span.start >= speech.end]
    nearest = sorted(outside, key=lambda row: max(speech.start - row.span.end, row.span.start - speech.end))
    for row in nearest:
        if day := _whole_day((row.value or "").split("T")[0]):
            qualifier = "?" if edtf.is_uncertain(row.edtf or "") else ""
            return Anchor(day, day.isoformat() + qualifier, row.local_id, "quoted_speech")
    return None


def _to_come(text: str, span: Span, rules: Grammar) -> bool:
    """Whether the words around speak of what is to come: the nearest telling word before, or the next one after.

    A reporting verb before the expression dates the report, so what it reports is no hint.
    """
    for word in reversed(text[max(0, span.start - 90) : span.start].split()[-_HINT_REACH:]):
        if word.endswith((".", "؟", "?", "!")):
            break
        bare = word.strip("،,:;()")
        if bare in rules.reporting_verbs or bare[1:] in rules.reporting_verbs:
            return False
        if bare in rules.future_hints or bare[1:] in rules.future_hints or rules.future.fullmatch(bare):
            return True
    following = (word.strip("،,:;()") for word in text[span.end : span.end + 40].split()[:1])
    return any(word in rules.future_hints or rules.future.fullmatch(word) for word in following)


def _matches(folded: Folded, sentences: list[Sentence], rules: Grammar) -> Iterator[_Match]:
    """The longest match at each sign, from left to right."""
    found = sign_string(folded, sentences, rules)
    at = 0
    for start, place in enumerate(found.places):
        if start < at or place[2] is None:
            continue
        at = start
        best = _longest(found, at, rules)
        if best is None:
            continue
        match, pattern = best
        begin = _bound(match, "begin", match.start())
        inner = _longest(found, begin, rules) if begin > at else None
        if inner and inner[0].end() > match.end():
            at = begin  # the words after the cue are more than the cue asked for
            continue
        made = _match(match, pattern, found, folded, rules)
        if made:
            yield made
        at = match.end()


def _longest(found: Signs, at: int, rules: Grammar) -> tuple[re.Match[str], Pattern] | None:
    token = found.places[at][2]
    if token is None:
        return None
    best: tuple[re.Match[str], Pattern] | None = None
    for pattern in rules.patterns[found.text[at : at + 2]]:
        match = pattern.form.match(found.text, at)
        if match and (best is None or match.end() > best[0].end()):
            best = match, pattern
    return best


def _bound(match: re.Match[str], group: str, default: int) -> int:
    at = match.start(group) if group in match.re.groupindex else -1
    return default if at < 0 else at


def _match(match: re.Match[str], pattern: Pattern, found: Signs, folded: Folded, rules: Grammar) -> _Match | None:
    begin, finish = _bound(match, "begin", match.start()), _bound(match, "finish", match.end())
    while begin < finish and found.places[begin][2] is None:
        begin += 1
    start, end = found.places[begin][0] if begin < finish else 0, found.places[finish - 1][1]
    if folded.text[start - 1 : start] == "(" and folded.text.count(")", start, end) > folded.text.count(
        "(", start, end
    ):
        start -= 1  # (14) يوما begins with its bracket
    if begin == finish or folded.text[end : end + 1].isalnum():
        return None
    words, mods = [], []
    added = rules.language.dates["proclitic_mods"]
    for group, classes in pattern.classes.items():
        token = found.places[match.start(group)][2] if match[group] else None
        if token is None:
            continue
        words += [(name, token.values[name]) for name in classes if name in token.values][:1]
        mods += [mod for letter, mod in added.items() if token.proclitic.endswith(letter)]
    span = _with_geresh(folded.source, folded.to_source(start, end))
    return _Match(span, Span(start, end), pattern, tuple(words), tuple(mods))


def _with_geresh(text: str, span: Span) -> Span:
    """A span with the geresh of the letter that ends it (יום ה'), which the fold took off."""
    is_letter = text[span.end - 2 : span.end - 1] == " " and text[span.end - 1 : span.end].isalpha()
    return Span(span.start, span.end + 1) if is_letter and text[span.end : span.end + 1] in ("'", "׳", "’") else span
