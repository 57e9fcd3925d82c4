"""The assembled pipeline: what one would put together from existing parts. In: an article. Out: its layers.

spaCy's blank model of the language with its sentencizer and its EntityRuler (names and aliases of the registry, as they
stand), `dateparser.search`, and a regular expression for quotations with a reporting verb near them. Needs the extra
``bench``.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast

import spacy
from dateparser.search import search_dates
from spacy.language import Language
from spacy.pipeline import EntityRuler
from spacy.tokens import Doc

from musnad.read import read_articles
from musnad.records import Actor, Article, Claim, Date, Hop, Layers, Mention, Registry, Sentence, Source
from musnad.spans import Span

METHOD = "rules"
NO_DAY = datetime(2000, 1, 1)
"""From which relative days are counted where no day of publication is known: dateparser itself takes the clock."""

_HEADER = re.compile(r"\s*date (\d{4}-\d\d-\d\d)\b")
_QUOTED = re.compile(r'«([^»]{2,600})»|“([^”]{2,600})”|(?<!\w)"([^"\n]{2,600})"(?!\w)')
_SAYING = {
    "ar": "قال|قالت|قالوا|وقال|وقالت|يقول|تقول|أضاف|أضافت|وأضاف|وأضافت|أكد|أكدت|وأكد|وأكدت|أعلن|أعلنت|وأعلن|أوضح|وأوضح|"
    "صرح|وصرح|ذكر|ذكرت|أشار|أشارت|وأشار|كتب|وكتب|بحسب|وبحسب|وفق|وفقا|وفقاً",
    "he": "אמר|אמרה|אמרו|אומר|הוסיף|הוסיפה|הוסיפו|הודיע|הודיעה|מסר|מסרה|טען|טענה|טוען|כתב|כתבה|ציין|ציינה|הדגיש|הבהיר|"
    "הצהיר|הסביר|נכתב|נאמר|נמסר|לדברי|לדבריו|לדבריה|לפי",
    "en": "said|says|added|adds|announced|told|stated|wrote|claimed|insisted|according to",
}
_FEWEST_WORDS = 3
"""Shorter quotations are names and scare quotes."""

warnings.filterwarnings("ignore", module="dateparser")


def extract(article: Article, registry: Registry, published: str | None = None) -> Layers:
    """The layers that the pipeline finds in `article`; has the form of `musnad.measure.Extractor`."""
    nlp = build(article.language, aliases(registry, article.language))
    return layers(article, nlp(article.text), published)


def dates_alone(article: Article, registry: Registry, published: str | None = None) -> Layers:
    """`dateparser.search` and nothing else."""
    return Layers(Source(), dates=list(_dates(article, published)))


def layers(article: Article, doc: Doc, published: str | None = None) -> Layers:
    """The layers that follow from what spaCy found in an article."""
    found = (_trimmed(article.text, one.start_char, one.end_char) for one in doc.sents)
    sentences = [Sentence(span, "prose", None, METHOD) for span in found if span.end > span.start]
    mentions = [Mention(one.ent_id_, Span(one.start_char, one.end_char), "name", METHOD) for one in doc.ents]
    return Layers(
        Source(),
        sentences=sentences,
        claims=list(_claims(article, sentences, mentions)),
        mentions=mentions,
        dates=list(_dates(article, published)),
    )


@cache
def build(language: str, aliases: tuple[tuple[str, str], ...]) -> Language:
    """The spaCy part of the pipeline for one language; `aliases` are pairs of actor id and words."""
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    ruler = cast(EntityRuler, nlp.add_pipe("entity_ruler"))
    ruler.add_patterns([{"label": "ACTOR", "pattern": words, "id": actor_id} for actor_id, words in aliases])
    return nlp


def aliases(registry: Registry, language: str) -> tuple[tuple[str, str], ...]:
    """Every name of every actor in one language, with the actor's id."""
    return tuple((one.actor_id, words) for one in registry.values() for words in names(one, language))


def rows_of_folder(articles: Path, registry: Registry) -> Iterator[tuple[str, str, int, int, str, str | None]]:
    """What the pipeline finds in the articles of a folder: article, layer, start, end, quote, actor or value or cue."""
    found = read_articles(articles)[0]
    for language in sorted({one.language for one in found}):
        nlp = build(language, aliases(registry, language))
        of = [(one.text, one) for one in found if one.language == language]
        for doc, article in nlp.pipe(of, as_tuples=True, batch_size=64):
            yield from _rows(article, layers(article, doc))


def _rows(article: Article, found: Layers) -> Iterator[tuple[str, str, int, int, str, str | None]]:
    spans: list[tuple[str, Span, str | None]] = [("sentences", one.span, None) for one in found.sentences]
    spans += [("mentions", one.span, one.actor_id) for one in found.mentions]
    spans += [("dates", one.span, one.value) for one in found.dates]
    spans += [("claims", one.spans[0], one.quotation) for one in found.claims]
    for layer, span, value in spans:
        yield article.source_id, layer, span.start, span.end, span.of(article.text), value


def names(actor: Actor, language: str) -> list[str]:
    """Every name of an actor in one language, once."""
    name = [actor.names[language]] if language in actor.names else []
    return list(dict.fromkeys([*name, *actor.aliases.get(language, ()), *actor.metonyms.get(language, ())]))


def _dates(article: Article, published: str | None) -> Iterator[Date]:
    header = _HEADER.match(article.text)
    day = published or (header[1] if header else None)
    base = datetime.fromisoformat(day.rstrip("?~%")) if day else NO_DAY
    found = search_dates(article.text, languages=[article.language], settings={"RELATIVE_BASE": base}) or []
    end = 0
    for at, (words, value) in enumerate(found):
        start = article.text.find(words, end)  # dateparser tells no offsets
        if start >= 0:
            end = start + len(words)
            iso = value.date().isoformat()
            yield Date(f"d{at}", Span(start, end), "DATE", iso, None, iso, None, None, None, "", "resolved", METHOD)


def _claims(article: Article, sentences: list[Sentence], mentions: list[Mention]) -> Iterator[Claim]:
    """A claim for each quotation with a reporting verb near it, and for each sentence without one."""
    quoted = []
    for at, found in enumerate(_QUOTED.finditer(article.text)):
        cue = _cue(article, Span(*found.span()))
        if cue and len(found[found.lastindex or 0].split()) >= _FEWEST_WORDS:
            quoted.append(Span(*found.span()))
            content = Span(*found.span(found.lastindex or 0))
            near = min(mentions, key=lambda one: abs(one.span.start - cue.start), default=None)
            hop = Hop("speaker", (near.actor_id,) if near else (), near.span if near else None, (cue,))
            yield _claim(f"q{at}", content, (hop,), "direct")
    for at, one in enumerate(sentences):
        span = _trimmed(article.text, one.span.start, one.span.end, " .\n")
        if span.end > span.start and not any(span.start < other.end and other.start < span.end for other in quoted):
            yield _claim(f"s{at}", span, (), "none")


def _cue(article: Article, quotation: Span) -> Span | None:
    """The reporting verb in the 60 characters behind a quotation, or else in the 80 before it."""
    saying = re.compile(rf"(?<!\w)(?:{_SAYING[article.language]})(?!\w)")
    behind = saying.search(article.text, quotation.end, quotation.end + 60)
    before = saying.search(article.text, max(0, quotation.start - 80), quotation.start)
    found = behind or before
    return Span(*found.span()) if found else None


def _claim(name: str, span: Span, hops: tuple[Hop, ...], quotation: str) -> Claim:
    return Claim(
        local_id=name,
        spans=(span,),
        proposition=None,
        kind="event",
        event_type=None,
        actor_ids=(),
        recipient_ids=(),
        attribution=hops,
        implicit=False,
        quotation=quotation,
        factuality="CT+",
        condition=None,
        time=None,
        date_ids=(),
        speech_time=None,
        speech_date_id=None,
        place=None,
        note=None,
        method=METHOD,
    )


def _trimmed(text: str, start: int, end: int, chars: str | None = None) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip(chars))
    return Span(start, max(start, start + len(words.strip(chars))))
