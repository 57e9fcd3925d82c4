"""Markup: words of the data or of the schema go in, Markdown that shows exactly these words comes out.

Markdown is read by mkdocs, GitHub and the Hugging Face hub. What comes from data is escaped for all of them, and words
in a right-to-left script stand in a ``<bdi>``, so that they cannot reorder the line around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

import regex

from musnad import languages

LONGEST = 90
"""Code points of a value that are shown before it is cut."""

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|#!~^$:@]")
_CONTROLS = regex.compile(r"[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}--\n]", regex.VERSION1)
_OF_TEXT = regex.compile(r"([\t\u00ad\u061c\u200c-\u200f])")
"""Controls that belong to a text: tab, soft hyphen, the Arabic letter mark, joiners, the two marks of direction."""
_CODE = re.compile(r"`([^`]+)`")
_PLAIN = re.compile(r"[A-Za-z0-9_.:/?~%+-]+")
_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[ ،]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)


def text(words: str) -> str:
    """Words from the data, so that no markup, script or control character in them has any effect."""
    shown = visible(words).replace("\n", " ↵ ")
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", shown)


def visible(words: str) -> str:
    """The same words, in which marks that turn the direction of a line, and other controls, are named, not obeyed.

    Line ends stay.
    """
    return _CONTROLS.sub(lambda found: f"[U+{ord(found[0]):04X}]", words)


def value(words: str) -> str:
    """A value from the data: as code where it is a plain name or number, else as text, right-to-left words isolated."""
    if len(words) <= LONGEST and _PLAIN.fullmatch(words):
        return f"`{words}`"
    short = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
    language = languages.detect(short)
    if _RIGHT_TO_LEFT.search(short) and (not language or languages.load(language).script_direction == "rtl"):
        return _isolated(short, text(short))
    return f"“{prose(text(short))}”"


def prose(words: str) -> str:
    """Words from the schema, which are Markdown already: only right-to-left words are isolated."""
    return _RIGHT_TO_LEFT.sub(lambda found: _isolated(found[0], found[0]), words)


def html(words: str) -> str:
    """Words from the schema as HTML, for places that Markdown does not read: code and right-to-left words marked."""
    return _CODE.sub(r"<code>\1</code>", prose(escape(words, quote=False)))


def exact(words: str) -> str:
    """Words of an article as HTML: every character, but for controls that could mislead, which are named.

    Joiners and marks of direction are letters of a text; naming them would part what they join. Line breaks and tabs
    become references, which Markdown leaves alone.
    """
    shown = "".join(part if _OF_TEXT.fullmatch(part) else visible(part) for part in _OF_TEXT.splititer(words))
    return escape(shown).replace("\n", "&#10;").replace("\t", "&#9;")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table, one line per row."""
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows)]


def anchor(heading: str) -> str:
    """The name that mkdocs and GitHub give to a heading: ``spans[].start`` is found under ``spansstart``."""
    return re.sub(r"[^a-z0-9_ -]", "", heading.lower()).replace(" ", "-")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _isolated(words: str, shown: str) -> str:
    language = languages.detect(words)
    return f'<bdi lang="{language}">{shown}</bdi>' if language else f"<bdi>{shown}</bdi>"
