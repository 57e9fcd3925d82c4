"""Extract: what rules can see in an article. In: an article and the actor registry. Out: proposals for its layers.

Proposes and never decides.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import islice

from musnad import languages
from musnad.extract.claims import find_claims
from musnad.extract.dates import find_dates
from musnad.extract.mentions import find_mentions
from musnad.extract.roles import HEADER, find_sentences
from musnad.folding import Folded, fold
from musnad.languages import Language
from musnad.records import Article, Layers, Registry, Sentence, Source
from musnad.spans import Span

__all__ = ["extract"]

_STAMPS, _SHORTEST_STAMP = 8, 5
"""How many lines of metadata may state the date of publication, and the characters that it takes at least."""
_FIGURES = re.compile(r"[0-9٠-٩۰-۹]{2}")


def extract(article: Article, registry: Registry, published: str | None = None) -> Layers:
    """The proposed layers of `article`: its source, sentences with roles, mentions, dates and claims, by ``rules``.

    `published` is the date of publication (EDTF) where it is known from elsewhere; otherwise it is what the article
    states, in a date header or in a line that holds nothing but a date, and nothing if it states none.
    """
    language = languages.load(article.language)
    folded = fold(article.text)
    found_sentences = find_sentences(folded, language)
    source, stated = _source(folded, found_sentences, language)
    day = published or source.published
    found_mentions = find_mentions(folded, found_sentences, language, registry, day)
    names = [one.span for one in found_mentions if one.form in ("name", "alias")]
    header = stated if HEADER.match(article.text) else None
    found_dates = find_dates(folded, found_sentences, language, day, header, None if published else stated, names)
    found_claims, found_sentences = find_claims(
        folded, found_sentences, found_mentions, found_dates, language, registry
    )
    return Layers(source, found_sentences, found_claims, found_mentions, found_dates)


def _source(folded: Folded, found: list[Sentence], language: Language) -> tuple[Source, Span | None]:
    """What the article says of itself, and where it states its date of publication."""
    text = folded.source
    published, stated = _published(folded, found, language)
    source = Source(
        title=_first(text, found, "title"),
        dateline=_first(text, found, "dateline"),
        published=published,
        published_basis="stated" if published else "none",
        published_evidence=f"the article states it: {_shown(stated.of(text))}" if published and stated else None,
    )
    return source, stated


def _shown(words: str) -> str:
    """`words` without the characters that nobody sees."""
    return "".join(char for char in words if not unicodedata.category(char).startswith("C"))


def _first(text: str, found: list[Sentence], role: str) -> str | None:
    """The words of the first line of that role."""
    spans = [one.span for one in found if one.role == role]
    if not spans:
        return None
    end = spans[0].end
    for span in spans[1:]:
        if "\n" in text[end : span.start] or text[end : span.start].strip():
            break
        end = span.end
    return text[spans[0].start : end]


def _published(folded: Folded, found: list[Sentence], language: Language) -> tuple[str | None, Span | None]:
    """The date of publication that the article states, and where: its header, or a whole date in a line of metadata."""
    text = folded.source
    header = HEADER.match(text)
    if header:
        return (header["date"] if _is_day(header["date"]) else None), Span(*header.span("date"))
    stamps = (one for one in found if one.role in ("metadata", "dateline") and _FIGURES.search(text, *one.span))
    for one in islice(stamps, _STAMPS):
        if one.span.end - one.span.start > _SHORTEST_STAMP:
            line = replace(one, span=Span(0, one.span.end - one.span.start))
            for row in find_dates(fold(one.span.of(text)), [line], language, None):
                if row.rule == "calendar_date" and row.value:
                    return row.value, Span(one.span.start + row.span.start, one.span.start + row.span.end)
    return None, None


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
