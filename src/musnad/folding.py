"""Folding: spellings of one word made alike, with a way back. In: a text. Out: the folded text and its offset map.

Every replacement is one code point for one; what does not matter for looking a name up (marks, tatweel, direction
marks, quotation marks, gershayim, the second of two spaces) is deleted. So the way back is a list of deletions, each
held as the folded offset at which it falls, which makes both directions a binary search.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from musnad.spans import Span

_SAME = {
    "ا": "أإآٱ",
    "ه": "ة",
    "ي": "ىی",
    "ء": "ئؤ",
    "ك": "ک",
    "-": "־‐‑‒–—−",
    "'": "׳’‘‚‛´`ʼ′",
    "/": "⁄∕",
    " ": "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000",
}
"""Letter to the letters written for it: alef and hamza seats, teh marbuta, final yeh, dashes, apostrophes, spaces."""
_DIGITS = {digit: str(value) for zero in ("٠", "۰") for value in range(10) for digit in [chr(ord(zero) + value)]}
_LATIN = {
    letter: base
    for letter in map(chr, range(0xC0, 0x180))
    if (base := unicodedata.normalize("NFD", letter)[0]).isascii()
}
_REPLACEMENTS = tuple((old, new) for new, olds in _SAME.items() for old in olds) + tuple(_DIGITS.items())
_ACCENTED = re.compile("[\u00c0-\u017f]")
_ACCENTS = str.maketrans(_LATIN)
# After these letters an apostrophe is a geresh and makes another sound (ז'נבה is Geneva, זנבה is her tail).
_GERESH = re.compile("'(?<=[גזצתדטחער]')(?=[א-ת])")
_KEPT_GERESH = "׳"
_GONE = "\uffff"  # a code point that is no character: stands for what is to be deleted
_SILENT = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"
    "\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff"
    "'\"״“”„‟«»‹›″]"
)
_SPACES = re.compile("(?<= ) +")
_GAPS = re.compile(f"{_GONE}[{_GONE} ]*")
# A span may not end inside a grapheme cluster, nor leave the tatweel that lengthens its last letter outside.
_TAIL = regex.compile("[\\p{GCB=Extend}\\p{GCB=SpacingMark}\\p{GCB=ZWJ}\u0640]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows its source.

    Attributes:
        text: the folded text.
        source: the text that was folded.
    """

    text: str
    source: str
    _deleted: list[int]
    _deleted_at: list[int]

    def offset(self, at: int) -> int:
        """Where in the source the folded code point `at` stands."""
        return at + bisect_right(self._deleted, at)

    def from_source(self, at: int) -> int:
        """Where in the folded text the source offset `at` falls; a deleted code point falls on the next one kept."""
        return at - bisect_left(self._deleted_at, at)

    def to_source(self, start: int, end: int) -> Span:
        """The source span of ``text[start:end]`` (not empty), widened to take in the marks on its last letter."""
        deleted = self._deleted
        last = end + bisect_right(deleted, end - 1)
        # No mark lies below U+0300: most spans end before a space or a stop.
        tail = _TAIL.match(self.source, last) if self.source[last : last + 1] >= "\u0300" else None
        return Span(start + bisect_right(deleted, start), tail.end() if tail else last)


def fold(text: str) -> Folded:
    """`text` with its spellings made alike, as this module's tables say, and the map back to `text`."""
    folded = text
    for old, new in _REPLACEMENTS:
        if old in folded:
            folded = folded.replace(old, new)
    if _ACCENTED.search(folded):
        folded = folded.translate(_ACCENTS)
    if "'" in folded:
        folded = _GERESH.sub(_KEPT_GERESH, folded)
    for silent in set(_SILENT.findall(folded)):
        folded = folded.replace(silent, _GONE)
    if "  " in folded:
        folded = _SPACES.sub(lambda run: _GONE * len(run[0]), folded)
    return _without_gaps(folded, text)


def _without_gaps(marked: str, source: str) -> Folded:
    """`marked` without the code points that are to go; of the spaces around and among them, one stays."""
    pieces: list[str] = []
    deleted: list[int] = []
    done = 0
    for gap in _GAPS.finditer(marked):
        start, end = gap.span()
        kept = end if start and marked[start - 1] == " " else marked.find(" ", start, end)
        kept = end if kept < 0 else kept
        # A deletion stands at its own offset less all that was deleted before it.
        at = start - len(deleted)
        deleted.extend([at] * (kept - start))
        deleted.extend([at + 1] * (end - kept - 1))
        pieces += marked[done:start], marked[kept : min(kept + 1, end)]
        done = end
    pieces.append(marked[done:])
    return Folded("".join(pieces), source, deleted, [at + place for place, at in enumerate(deleted)])
