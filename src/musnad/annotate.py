"""Annotate: lays the judgement of one article over what the extractor proposed for it.

In: an article, its annotation file, the proposals. Out: the layers, and problems. A layer that the file annotates is
taken from it whole; any other is the extractor's. The file names words; here they are found in the text, inside their
sentence, and nothing is guessed where they are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from musnad import languages
from musnad.judgements import ArticleJudgement, Entry
from musnad.problems import Problem
from musnad.records import ANNOTATED, Article, Claim, Date, Hop, Layers, Mention, Sentence, Source
from musnad.spans import Span
from musnad.words import Page, nearest, place, shown, words_of

Placed = TypeVar("Placed", Mention, Date)


def annotate(article: Article, judgement: ArticleJudgement | None, proposals: Layers) -> tuple[Layers, list[Problem]]:
    """The layers of `article`: those of `judgement` where it has them, otherwise those of `proposals`.

    An article that is not the one that was read keeps its proposals: no word of its annotation can be trusted.
    """
    if judgement is None:
        return proposals, []
    if judgement["sha256"] != article.sha256:
        return proposals, [_changed(article, judgement)]
    problems: list[Problem] = []
    sentences = tuple(_sentence_spans(article.text, judgement, problems))
    page = Page(article.text, sentences, languages.load(article.language).proclitics)
    layers = Layers(
        source=_source(page, judgement, problems),
        claims=_claims(page, judgement, problems),
        mentions=_mentions(page, judgement, problems),
        dates=_dates(page, judgement, problems),
    )
    _leave_to_proposals(layers, page, judgement, proposals)
    layers.sentences = _sentences(page, judgement, layers.claims, proposals, problems)
    return layers, problems


def _changed(article: Article, judgement: Entry) -> Problem:
    return Problem(
        judgement.at("sha256"),
        "articles_are_unchanged",
        f"the hash of another text than {article.path}: the article changed after it was read",
        f"`{article.sha256}`",
        "Read the article again, correct the annotation where it changed, then write its new hash here",
    )


def _sentence_spans(text: str, judgement: Entry, problems: list[Problem]) -> Iterator[Span | None]:
    """The span of each sentence, one right behind the other; None for one that does not stand there."""
    end, lost = 0, False
    for entry in judgement["sentences"]:
        words = entry["text"].strip()
        start = text.find(words, end) if words else -1
        if start < 0:
            problems.append(_lost_sentence(text, words, end, entry))
            lost = True
            yield None
            continue
        if not lost and text[end:start].strip():
            problems.append(_uncovered(text, Span(end, start), entry.at("text"), "before this sentence"))
        end, lost = start + len(words), False
        yield Span(start, end)
    if not lost and text[end:].strip():
        problems.append(_uncovered(text, Span(end, len(text)), judgement.at("sentences"), "after the last sentence"))


def _lost_sentence(text: str, words: str, end: int, entry: Entry) -> Problem:
    """A sentence that does not stand behind the one before it: where it leaves the article, and what stands there."""
    start = end + len(text[end:]) - len(text[end:].lstrip())
    shared = next((at for at, (a, b) in enumerate(zip(words, text[start:], strict=False)) if a != b), 0)
    if words and 0 <= text.find(words) < end:
        found = f"«{shown(words)}», which stands before the end of the sentence above it"
    elif shared:
        shared = words.rfind(" ", 0, shared) + 1  # from the beginning of the word that differs
        at = start + shared
        found = f"«{shown(words[shared:])}», where the article goes on at {at} with «{shown(text[at : at + 80])}»"
    else:
        near = nearest(text, words, Span(start, min(len(text), start + 2 * len(words) + 200))).span
        found = f"«{shown(words)}»; the nearest text at {near.start} is «{shown(near.of(text))}»"
    step = "Copy the whole sentence from the article, right behind the one before"
    return Problem(entry.at("text"), "sentences_cover_text", found, "the exact words of the article", step)


def _uncovered(text: str, gap: Span, where: str, which: str) -> Problem:
    start = gap.start + len(gap.of(text)) - len(gap.of(text).lstrip())
    found = f"«{shown(gap.of(text))}» at {start}, {which}, which belongs to no sentence"
    step = "Add it as a sentence of its own, or to the one it belongs to"
    return Problem(where, "sentences_cover_text", found, "nothing but white space between sentences", step)


def _source(page: Page, judgement: Entry, problems: list[Problem]) -> Source:
    entry, review = judgement["source"], judgement["review"]
    return Source(
        title=_header(page, judgement, "title", problems),
        byline=_header(page, judgement, "byline", problems),
        dateline=_header(page, judgement, "dateline", problems),
        agency_ids=tuple(entry["agency_ids"]),
        outlet_id=entry["outlet_id"],
        url=entry["url"],
        published=entry["published"],
        published_basis=entry["published_basis"],
        published_evidence=entry["published_evidence"],
        review_status=review["status"],
        annotator=review["annotator"],
        reviewer=review["reviewer"],
        rights=entry["rights"],
        note=entry["note"],
    )


def _header(page: Page, judgement: Entry, key: str, problems: list[Problem]) -> str | None:
    """The words of a title (in a sentence of that role), a byline or a dateline (in any), checked against the text."""
    entry = judgement["source"]
    if entry[key] is None:
        return None
    wanted = words_of(entry[key])
    home = [at for at, sentence in enumerate(judgement["sentences"]) if key != "title" or sentence["role"] == "title"]
    # The words are kept, not their place: it does not matter in which of several sentences they stand.
    span = place(page, wanted._replace(nth=wanted.nth or 1), home, entry.at(key), problems)
    return span.of(page.text) if span else None


def _claims(page: Page, judgement: Entry, problems: list[Problem]) -> list[Claim]:
    edtf_of = {date["id"]: date["edtf"] for _, date in _entries(judgement, "dates")}
    found = (_claim(page, at, entry, edtf_of, problems) for at, entry in _entries(judgement, "claims"))
    return [claim for claim in found if claim is not None]


def _claim(page: Page, at: int, entry: Entry, edtf_of: dict[str, str | None], problems: list[Problem]) -> Claim | None:
    pieces = []
    for n, value in enumerate(entry["spans"]):
        pieces.append(place(page, words_of(value), [at], entry.at("spans", f"spans[{n}]"), problems))
    spans = sorted(span for span in pieces if span is not None)
    _tell_overlaps([(span, "", entry.at("spans")) for span in spans], page, problems)
    if len(spans) < len(pieces):
        return None
    return Claim(
        local_id=entry["id"],
        spans=tuple(spans),
        proposition=entry["proposition"],
        kind=entry["kind"],
        event_type=entry["event_type"],
        actor_ids=tuple(entry["actor_ids"]),
        recipient_ids=tuple(entry["recipient_ids"]),
        attribution=tuple(_hop(page, at, hop, problems) for hop in entry["attribution"]),
        implicit=entry["implicit"],
        quotation=entry["quotation"],
        factuality=entry["factuality"],
        condition=_optional(page, at, entry, "condition", problems),
        time=_time(entry, "time", entry["date_ids"], edtf_of, problems),
        date_ids=tuple(entry["date_ids"]),
        speech_time=_time(entry, "speech_time", [entry["speech_date_id"]], edtf_of, problems),
        speech_date_id=entry["speech_date_id"],
        place=_optional(page, at, entry, "place", problems),
        note=entry["note"],
        method=ANNOTATED,
    )


def _hop(page: Page, at: int, entry: Entry, problems: list[Problem]) -> Hop:
    words = None if entry["words"] is None else place(page, words_of(entry), [at], entry.at("words"), problems)
    cue = entry["cue"]
    cues = [] if cue is None else cue if isinstance(cue, list) else [cue]
    spans = [place(page, words_of(value), [at], entry.at("cue"), problems) for value in cues]
    placed = tuple(sorted(span for span in spans if span is not None))
    return Hop(role=entry["role"], actor_ids=tuple(entry["actor_ids"]), span=words, cue_spans=placed)


def _optional(page: Page, at: int, entry: Entry, key: str, problems: list[Problem]) -> Span | None:
    return None if entry[key] is None else place(page, words_of(entry[key]), [at], entry.at(key), problems)


def _time(
    entry: Entry, key: str, date_ids: list[str], edtf_of: dict[str, str | None], problems: list[Problem]
) -> str | None:
    """The time that is written; left out, that of the only date. It is never the day of publication in silence."""
    if key in entry:
        value: str | None = entry[key]
        return value
    if len(date_ids) > 1:
        found, step = f"{len(date_ids)} dates and no `{key}`", f"Add `{key}`: one EDTF value, or null"
        problems.append(Problem(entry.at("date_ids"), "times_are_stated", found, f"`{key}` beside them", step))
        return None
    return edtf_of.get(date_ids[0]) if date_ids else None


def _mentions(page: Page, judgement: Entry, problems: list[Problem]) -> list[Mention]:
    mentions, told = [], []
    for at, entry in _entries(judgement, "mentions"):
        if span := place(page, words_of(entry), [at], entry.at("words"), problems):
            mentions.append(Mention(entry["actor_id"], span, entry["form"], ANNOTATED))
            told.append((span, entry["actor_id"], entry.at("words")))
    _tell_overlaps(told, page, problems)
    return mentions


def _dates(page: Page, judgement: Entry, problems: list[Problem]) -> list[Date]:
    dates, told = [], []
    for at, entry in _entries(judgement, "dates"):
        if span := place(page, words_of(entry), [at], entry.at("words"), problems):
            dates.append(_date(entry, span))
            told.append((span, "", entry.at("words")))
    _tell_overlaps(told, page, problems)
    return dates


def _date(entry: Entry, span: Span) -> Date:
    return Date(
        local_id=entry["id"],
        span=span,
        type=entry["type"],
        value=entry["value"],
        mod=entry["mod"],
        edtf=entry["edtf"],
        anchor=entry["anchor"],
        anchor_date_id=entry["anchor_date_id"],
        anchor_basis=entry["anchor_basis"],
        rule=entry["rule"],
        status=entry["status"],
        method=ANNOTATED,
    )


def _tell_overlaps(placed: Iterable[tuple[Span, str, str]], page: Page, problems: list[Problem]) -> None:
    """Tell of spans that overlap another one of the same actor, and of those that are another one's exactly.

    Each comes as its span, its actor (empty where spans of any kind may not overlap) and where it was annotated.
    """
    last: dict[str, Span] = {}
    seen: set[Span] = set()
    for span, actor_id, where in sorted(placed):
        before = last.get(actor_id)
        if span in seen or (before is not None and span.start < before.end):
            step = "Keep the longest of them; words for two actors at once are a mention of neither"
            found = f"«{shown(span.of(page.text))}» at {span.start}, annotated already"
            problems.append(Problem(where, "words_are_annotated_once", found, "each piece of the text once", step))
        seen.add(span)
        last[actor_id] = max(span, before or span, key=lambda one: one.end)


def _sentences(
    page: Page, judgement: Entry, claims: list[Claim], proposals: Layers, problems: list[Problem]
) -> list[Sentence]:
    """The sentences of the file with their reasons for no claim; those of the proposals if the file leaves them out."""
    if "sentences" not in judgement["layers"]:
        return proposals.sentences
    pieces = sorted(span for claim in claims for span in claim.spans)
    found = []
    for entry, span in zip(judgement["sentences"], page.sentences, strict=True):
        if span is None:
            continue
        holds_claim = bool(entry["claims"]) or any(span.start <= at.start and at.end <= span.end for at in pieces)
        reason = entry.get("no_claim")
        if "claims" not in judgement["layers"]:
            reason = None if holds_claim else reason or "not_extracted"
        elif entry.whole and holds_claim == (reason is not None):
            problems.append(_unaccounted(entry, holds_claim))
        found.append(Sentence(span, entry["role"], reason, ANNOTATED))
    return found


def _unaccounted(entry: Entry, holds_claim: bool) -> Problem:
    if holds_claim:
        found, expected = f"no_claim: {entry['no_claim']}, though a claim stands in the sentence", "one of the two"
        return Problem(entry.at("no_claim"), "sentences_are_accounted_for", found, expected, "Remove `no_claim`")
    expected = "claims, or `no_claim` with the reason"
    step = "Annotate its claims, or add no_claim: metadata, fragment, question or no_proposition"
    return Problem(entry.at(), "sentences_are_accounted_for", "neither claims nor `no_claim`", expected, step)


def _leave_to_proposals(layers: Layers, page: Page, judgement: Entry, proposals: Layers) -> None:
    """Take the layers that the file does not annotate from the proposals, as far as they fit into its sentences."""
    annotated = judgement["layers"]
    sentences = [span for span in page.sentences if span] if "sentences" in annotated else None

    def fits(span: Span) -> bool:
        return sentences is None or any(at.start <= span.start and span.end <= at.end for at in sentences)

    if "mentions" not in annotated:
        layers.mentions = [mention for mention in proposals.mentions if fits(mention.span)]
    if "dates" not in annotated:
        fitting = [date for date in proposals.dates if fits(date.span)]
        layers.dates = _anchored(fitting, layers.source.published)
    if "claims" not in annotated:
        layers.claims = [claim for claim in proposals.claims if all(map(fits, claim.spans))]
        kept = {date.local_id for date in layers.dates} if "dates" not in annotated else set()
        layers.claims = [_without_dates(claim, kept) for claim in layers.claims]


def _without_dates(claim: Claim, kept: set[str]) -> Claim:
    """A proposed claim without references to dates that were not kept, and without the times that rest on them."""
    if not kept.issuperset(claim.date_ids):
        claim = replace(claim, date_ids=tuple(i for i in claim.date_ids if i in kept), time=None)
    if claim.speech_date_id not in kept:
        claim = replace(claim, speech_date_id=None, speech_time=None)
    return claim


def _anchored(dates: list[Date], published: str | None) -> list[Date]:
    """Proposed dates, unresolved where the day that they were resolved from is not there, and all that rests on them.

    That day is `published`, or another of the dates. A day of publication stays one without the date that states it.
    """
    while True:
        there = {date.local_id for date in dates if date.status != "unresolved"}
        again = [_if_anchored(date, there, published) for date in dates]
        if again == dates:
            return dates
        dates = again


def _if_anchored(date: Date, there: set[str], published: str | None) -> Date:
    cited = date.anchor_date_id if date.anchor_date_id in there else None
    rests_on_publication = date.anchor_basis in ("published", "published_inferred")
    if date.anchor == published if rests_on_publication else cited == date.anchor_date_id:
        return replace(date, anchor_date_id=cited)
    bare = replace(date, value=None, mod=None, edtf=None, anchor=None, anchor_date_id=None, anchor_basis=None)
    return replace(bare, status="unresolved")


def _entries(judgement: Entry, layer: str) -> Iterator[tuple[int, Entry]]:
    """Every entry of a layer with the place of its sentence, counted from 0, in order."""
    for at, sentence in enumerate(judgement["sentences"]):
        for entry in sentence[layer]:
            yield at, entry
