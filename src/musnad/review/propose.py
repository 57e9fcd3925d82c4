"""Propose: the draft of an annotation file. In: an article and what an extractor found in it. Out: YAML to correct.

The draft has the form of a finished annotation, and beside every entry a comment with what the machine proposed, which
stays readable when the entry is corrected. What a machine cannot know is left for the reader, so that the build asks
for it: the English proposition and the annotator are empty, a source that no registered actor fits is
``to-be-registered-1``, and a sentence in which nothing was found has neither claims nor a reason for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from musnad import languages
from musnad.records import ANNOTATED, Article, Claim, Date, Hop, Layers, Mention, Sentence, Source
from musnad.review.writing import SCHEMA_LINE, comment, inline, quoted, scalar, sentence_of, words_at
from musnad.spans import Span, host

LAYERS = ("sentences", "claims", "mentions", "dates")
UNREGISTERED = "to-be-registered"
"""Stands, with a number, where the words for a source fit no registered actor; the build asks for an id."""

_INTRODUCTION = """\
# A draft: beside every entry stands, as a comment, what the machine proposed. The entries are yours to correct.
# Read the article first. Fill in the annotator (person or language_model) and the empty propositions, give the claims
# telling ids, and find the claims of sentences without any, or say why (no_claim: fragment, question, no_proposition).
"""
_NOT_OF_THE_TEXT = ("agency_ids", "outlet_id", "url", "published", "published_basis", "published_evidence", "rights")


@dataclass(slots=True)
class _Page:
    """What every part of a draft needs to know of its article, and the sources that nobody has registered so far."""

    article: Article
    sentences: list[Span]
    roles: list[str]
    proclitics: frozenset[str]
    edtf_of: dict[str, str | None]
    unregistered: dict[str, str] = field(default_factory=dict)

    def words(self, span: Span, home: int) -> Any:
        """The words of `span` as an entry names them, or of its whole words where it cuts one; None if neither."""
        for one in (span, host(self.article.text, span)):
            named = words_at(self.article.text, one, self.sentences, home, self.proclitics)
            if named is not None:
                return named
        return None

    def quote(self, span: Span | None) -> str:
        """The words of `span` for a comment."""
        return f"«{span.of(self.article.text)}»" if span else ""

    def pieces(self, span: Span) -> Iterator[Span]:
        """`span`, cut where a sentence ends."""
        for sentence in self.sentences:
            start, end = max(span.start, sentence.start), min(span.end, sentence.end)
            words = self.article.text[start:end]
            if words.strip():
                yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def draft(article: Article, layers: Layers, annotator: str | None = None) -> str:
    """The draft of the annotation file of `article`, from the `layers` that an extractor proposed."""
    page = _Page(
        article,
        [one.span for one in layers.sentences],
        [one.role for one in layers.sentences],
        languages.load(article.language).proclitics,
        {date.local_id: date.edtf for date in layers.dates},
    )
    held = _by_sentence(page, layers)
    body = [line for at, one in enumerate(layers.sentences) for line in _sentence(page, at, one, held[at])]
    head = [
        f"source_id: {_identifier(article.source_id)}",
        f"sha256: {article.sha256}",
        f"review: {inline({'status': 'drafted', 'annotator': annotator, 'reviewer': None})}",
        f"layers: {inline(LAYERS)}",
        *_source(page, layers.source),
    ]
    introduction = _INTRODUCTION.splitlines()
    return "\n".join([SCHEMA_LINE, *introduction, *_unregistered(page), *head, "sentences:", *body, ""])


def _identifier(source_id: str) -> str:
    """An id as it is, unless it could be taken for a number."""
    try:
        float(source_id)
    except ValueError:
        return source_id
    return quoted(source_id)


def _by_sentence(page: _Page, layers: Layers) -> list[Layers]:
    """The claims, mentions and dates of each sentence: a claim belongs to the one in which it begins."""
    held = [Layers(layers.source) for _ in page.sentences]
    for claim in layers.claims:
        first = next(page.pieces(claim.spans[0]), None)
        at = sentence_of(first, page.sentences) if first else None
        if at is not None:
            held[at].claims.append(claim)
    for mention in layers.mentions:
        if (at := sentence_of(mention.span, page.sentences)) is not None:
            held[at].mentions.append(mention)
    for date in layers.dates:
        if (at := sentence_of(date.span, page.sentences)) is not None:
            held[at].dates.append(date)
    return held


def _unregistered(page: _Page) -> Iterator[str]:
    if page.unregistered:
        yield "# The registry does not know these sources. Add each to actors.yaml and write its id instead, or []"
        yield "# where the words name nobody:"
        yield from (comment([f"  {name}: «{words}»"]) for words, name in page.unregistered.items())


def _source(page: _Page, source: Source) -> Iterator[str]:
    """What the machine read about the article."""
    entry = {key: words for key in ("title", "byline", "dateline") if (words := _line(page, source, key))}
    defaults = {one.name: one.default for one in fields(Source)}
    for key in _NOT_OF_THE_TEXT:
        value = getattr(source, key)
        if value != defaults[key]:
            entry[key] = value
    if entry:
        yield "source:"
        yield from (f"  {key}: {inline(value)}" for key, value in entry.items())


def _line(page: _Page, source: Source, key: str) -> str | None:
    """The words of a headline, byline or dateline, or the first sentence of them if they are several."""
    words: str | None = getattr(source, key)
    start = page.article.text.find(words) if words else -1
    if words is None or start < 0:
        return None
    for piece in page.pieces(Span(start, start + len(words))):
        at = sentence_of(piece, page.sentences)
        if at is not None and (key != "title" or page.roles[at] == "title") and page.words(piece, at) is not None:
            return piece.of(page.article.text)
    return None


def _sentence(page: _Page, at: int, sentence: Sentence, held: Layers) -> Iterator[str]:
    reason = sentence.no_claim_reason
    yield f"- text: {_prose(sentence.span.of(page.article.text))}"
    yield f"  role: {sentence.role}  {comment([sentence.method + ':', sentence.role])}"
    if reason == "not_extracted" and not held.claims:
        yield f"  {comment([sentence.method + ':', 'no claim found'])}"
    elif reason is not None and not held.claims:
        yield f"  no_claim: {reason}  {comment([sentence.method + ':', reason])}"
    if held.claims:
        yield "  claims:"
        for claim in held.claims:
            yield from _claim(page, at, claim)
    yield from _entries("mentions", (_mention(page, at, one) for one in held.mentions))
    yield from _entries("dates", (_date(page, at, one) for one in held.dates))


def _entries(layer: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"  {layer}:"
        yield from found


def _mention(page: _Page, at: int, mention: Mention) -> str:
    proposal = comment([mention.method + ":", mention.actor_id, page.quote(mention.span), mention.form])
    named = page.words(mention.span, at)
    if named is None:
        return f"  {proposal} (cuts a word)"
    return f"  - {inline({'actor_id': mention.actor_id, **_spread(named), 'form': mention.form})}  {proposal}"


def _date(page: _Page, at: int, date: Date) -> str:
    judged = ("type", "value", "mod", "edtf", "anchor", "anchor_date_id", "anchor_basis", "rule", "status")
    told = {key: value for key in judged if (value := getattr(date, key)) is not None}
    shown_values = [value for key, value in told.items() if key not in ("anchor", "anchor_date_id", "anchor_basis")]
    proposal = comment([f"{date.method}:", page.quote(date.span), *dict.fromkeys(shown_values)])
    named = page.words(date.span, at)
    if named is None:
        return f"  {proposal} (cuts a word)"
    return f"  - {inline({'id': date.local_id, **_spread(named), **told})}  {proposal}"


def _spread(named: Any) -> dict[str, Any]:
    """Words as keys of the entry itself."""
    return named if isinstance(named, dict) else {"words": named}


def _claim(page: _Page, at: int, claim: Claim) -> Iterator[str]:
    yield f"  {comment(_told(page, claim))}"
    pieces = (page.words(piece, at) for span in claim.spans for piece in page.pieces(span))
    written: dict[str, str] = {
        "id": claim.local_id,
        "spans": inline([piece for piece in pieces if piece is not None]),
        "proposition": quoted(claim.proposition or ""),
        "kind": claim.kind,
    }
    for key in ("event_type", "actor_ids", "recipient_ids"):
        if value := getattr(claim, key):
            written[key] = inline(value)
    if claim.attribution:
        written["attribution"] = "".join(
            f"\n    - {inline(_hop(page, at, hop, claim.method))}" for hop in claim.attribution
        )
    if claim.implicit:
        written["implicit"] = "true"
    written |= {"quotation": claim.quotation, "factuality": claim.factuality}
    for key in ("condition", "place"):
        if (span := getattr(claim, key)) and (named := page.words(span, at)) is not None:
            written[key] = inline(named)
    written |= _times(page, claim)
    if claim.note:
        written["note"] = quoted(claim.note)
    for n, (key, value) in enumerate(written.items()):
        yield f"  {'  ' if n else '- '}{key}:{'' if value.startswith(chr(10)) else ' '}{value}"


def _times(page: _Page, claim: Claim) -> Iterable[tuple[str, str]]:
    """When it happens and when it was said; a time is written where it does not follow from the only date."""
    dates = claim.date_ids
    if dates:
        yield "date_ids", inline(dates)
    if claim.time != (page.edtf_of.get(dates[0]) if len(dates) == 1 else None) or len(dates) > 1:
        yield "time", _prose(claim.time)
    if claim.speech_date_id:
        yield "speech_date_id", claim.speech_date_id
    if claim.speech_time != page.edtf_of.get(claim.speech_date_id or ""):
        yield "speech_time", _prose(claim.speech_time)


def _hop(page: _Page, at: int, hop: Hop, method: str) -> dict[str, Any]:
    words = page.words(hop.span, at) if hop.span else None
    actor_ids = list(hop.actor_ids)
    if hop.span and not actor_ids and method != ANNOTATED:
        name = f"{UNREGISTERED}-{len(page.unregistered) + 1}"
        actor_ids = [page.unregistered.setdefault(hop.span.of(page.article.text), name)]
    cues = [named for span in hop.cue_spans if (named := page.words(span, at)) is not None]
    written: dict[str, Any] = {"role": hop.role, "actor_ids": actor_ids}
    written |= _spread(words) if words is not None else {"words": None}
    return written | {"cue": cues if len(cues) > 1 else cues[0] if cues else None}


def _told(page: _Page, claim: Claim) -> Iterator[str]:
    """What the machine made of a claim, in the order in which one reads it."""
    yield f"{claim.method}:"
    yield from filter(None, (claim.kind, claim.factuality, claim.quotation, claim.event_type))
    yield " … ".join(page.quote(span) for span in claim.spans)
    for hop in claim.attribution:
        yield f"| {hop.role} {page.quote(hop.span)} = {', '.join(hop.actor_ids) or '?'}"
        if hop.cue_spans:
            yield f"cue {' '.join(page.quote(span) for span in hop.cue_spans)}"
    for name in ("condition", "place"):
        if span := getattr(claim, name):
            yield f"| {name} {page.quote(span)}"
    for name in ("actor_ids", "recipient_ids", "time", "speech_time", "proposition"):
        if value := getattr(claim, name):
            yield f"| {name} {value if isinstance(value, str) else ', '.join(value)}"


def _prose(text: str | None) -> str:
    """A sentence or a value that may look like a number, between quotation marks."""
    return scalar(text) if text is None else quoted(text)
