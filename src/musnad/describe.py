"""Describe: lays what a record says of its article over what the extractor saw. In: both. Out: layers, described.

What the columns of `sources` cannot hold, because it does not stand in the text (a headline that was stored apart) or
is no registered actor, goes into the note, word for word: nothing that the corpus says is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from musnad import languages
from musnad.folding import fold
from musnad.records import DATE_FIELD, Article, Layers, Registry, Source
from musnad.spans import Span, find

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.,]+(?:Z| ?[+-][0-9:]+| UTC| GMT)?)?")
_URL = re.compile(r"https?://[!-~]+")
_OUTLETS = ("media", "agency")
_WORDS = ("title", "url", "outlet", "byline", "language")
"""Fields that hold words."""


def day(fields: Mapping[str, Any]) -> str | None:
    """The day (ISO) in the field `date` of a record, as it is written there; None where there is no such field.

    Raises:
        ValueError: it is no day of the calendar.
    """
    value = fields.get("date")
    if value is None:
        return None
    if isinstance(value, date):  # also a time, which is one
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        return date.fromisoformat(match[1]).isoformat() if match else _refused(value)
    except ValueError:
        return _refused(value)


def _refused(value: Any) -> str:
    raise ValueError(f"the date «{str(value)[:60]}» is no day such as 2026-01-06")


def words(fields: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a record that hold words, without white space around them; several authors make one byline.

    Raises:
        ValueError: one of them holds something else.
    """
    found = {}
    for name in _WORDS:
        value = fields.get(name, "")
        if name == "byline" and isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = ", ".join(value)
        if not isinstance(value, str):
            raise ValueError(f"the field {name} holds {str(value)[:60]}, not words")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError(f"the field {name} holds half a character (a lone surrogate)") from None
        if value.strip():
            found[name] = value.strip()
    return found


def outlets_of(registry: Registry) -> dict[str, str]:
    """Every name and alias, folded, of an outlet or agency of the registry, with its id."""
    return {
        fold(known).text: actor.actor_id
        for actor in registry.values()
        if actor.type in _OUTLETS
        for known in (actor.name, *actor.names.values(), *(one for all_ in actor.aliases.values() for one in all_))
    }


def described(
    layers: Layers,
    article: Article,
    published: str | None,
    said: Mapping[str, str],
    name: str | None,
    outlets: Mapping[str, str],
) -> Layers:
    """The layers with what the record says of its article.

    Args:
        layers: what the extractor saw.
        article: the article.
        published: its `day`, if the record has one: it counts for more than what the text states.
        said: its `words`.
        name: what the record called itself, if the article is called otherwise.
        outlets: as `outlets_of` gives them.
    """
    source, notes = layers.source, [layers.source.note] if layers.source.note else []
    known: dict[str, Any] = {}
    if name is not None and name != article.source_id:
        notes.append(f"id: {name}")
    proclitics = languages.load(article.language).proclitics
    for field in ("title", "byline"):
        if field in said and find(article.text, said[field], Span(0, len(article.text)), proclitics):
            known[field] = said[field]
        elif field in said:
            notes.append(f"{field}, not in the text: {said[field]}")
    if "url" in said:
        known["url"] = _address(said["url"])
        notes += [] if known["url"] else [f"url: {said['url']}"]
    if "outlet" in said:
        known["outlet_id"] = outlets.get(fold(said["outlet"]).text)
        notes += [] if known["outlet_id"] else [f"outlet, not registered: {said['outlet']}"]
    if published is not None:
        notes += _disagreement(source, published)
        evidence = f"{DATE_FIELD}{published}"
        known |= {"published": published, "published_basis": "stated", "published_evidence": evidence}
        _keep_header(layers, source.published)
    layers.source = replace(source, **known, note=_spelled_out("; ".join(notes)) or None)
    return layers


def _spelled_out(note: str) -> str:
    """`note` on one line, with the characters that nobody sees written as ⟨U+202B⟩."""
    shown = (f"⟨U+{ord(char):04X}⟩" if unicodedata.category(char) in ("Cc", "Cf") else char for char in note)
    return " ".join("".join(shown).split())


def _address(url: str) -> str | None:
    """A URL with what is not ASCII percent-encoded (RFC 3987, section 3.1); None for what is no URL."""
    address = quote(url, safe="".join(map(chr, range(0x21, 0x7F))))
    return address if _URL.fullmatch(address) else None


def _disagreement(source: Source, published: str) -> list[str]:
    if source.published in (None, published):
        return []
    return [f"the text states another date, {source.published}"]


def _keep_header(layers: Layers, stated: str | None) -> None:
    """A date in the header of a text means what stands there, whatever the record says."""
    status = "resolved" if stated else "unresolved"
    layers.dates = [
        replace(one, value=stated, edtf=stated, status=status) if one.rule == "header" and one.value != stated else one
        for one in layers.dates
    ]
