"""Align: where the words that a model copied stand. In: words and one sentence. Out: every place, best likeness first.

Models copy words with other quotation marks, other hamza seats, without marks or proclitics. So words are looked for
as they are, then folded as whole words, then folded behind a proclitic; the first of these that finds any place is
taken. Places are chosen together: the words of one relation stand near one another, and where two choices are equally
near, neither is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import prod

from musnad import spans
from musnad.folding import Folded, fold
from musnad.languages import Language
from musnad.spans import Span

_MOST_CHOICES = 20_000
"""Choices of places that are compared; words that stand so often are not told apart by standing near."""
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'", "‘": "’", "״": "״"}
_MARKS = frozenset(_QUOTES) | frozenset(_QUOTES.values())
_NO_PROCLITIC: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """One sentence of an article, in which words are looked for: its span, its folded words, its language."""

    text: str
    span: Span
    folded: Folded
    language: Language


def window(text: str, span: Span, language: Language) -> Window:
    """The window on one sentence."""
    return Window(text, span, fold(span.of(text)), language)


def bare(words: str) -> str:
    """Words without what the codebook leaves outside of any span: white space, the final stop, quotes around all."""
    words = words.strip()
    if words.endswith(".") and "." not in words.split()[-1][:-1]:  # U.S. ends with a stop of its own
        words = words[:-1].rstrip()
    close = _QUOTES.get(words[:1])
    if close and len(words) > 2 and words.endswith(close):
        inner = words[1:-1]
        if close not in inner and words[0] not in inner:
            return inner.strip()
    return words


def places(words: str, within: Window) -> list[Span]:
    """Every place of `words` in the window, at word edges or behind a proclitic, in order; empty without one."""
    words = bare(words)
    if not words:
        return []
    proclitics = within.language.proclitics
    exact = [span for span in spans.find(within.text, words, within.span, proclitics) if _is_whole(within.text, span)]
    if exact:
        return exact
    folded = [_with_marks(words, span, within) for span in _folded(fold(words).text.strip(), within)]
    folded = [span for span in folded if _is_whole(within.text, span)]
    whole = [span for span in folded if spans.at_word_edges(within.text, span, _NO_PROCLITIC)]
    return whole or [span for span in folded + _fused(words, within) if _stands_apart(span, within)]


def _folded(words: str, within: Window) -> list[Span]:
    found, at = [], within.folded.text.find(words) if words else -1
    while at >= 0:
        start, end = within.folded.to_source(at, at + len(words))
        found.append(Span(start + within.span.start, end + within.span.start))
        at = within.folded.text.find(words, at + 1)
    return found


def _fused(words: str, within: Window) -> list[Span]:
    """Places of words whose article is fused with a proclitic: الولايات in للولايات, of which لولايات is left."""
    found = []
    for article, fused in within.language.fused_articles.items():
        if words.startswith(article):
            for proclitic, remnant in fused.items():
                for span in _folded(fold(remnant + words[len(article) :]).text, within):
                    if within.text[: span.start].endswith(proclitic) and _is_whole(within.text, span):
                        found.append(span)
    return found


def _with_marks(words: str, span: Span, within: Window) -> Span:
    """A span with the quotation marks at its edges, which the fold took off, where the words have marks there too."""
    text, (start, end) = within.text, span
    if words[0] in _MARKS and start > within.span.start and text[start - 1] in _MARKS:
        start -= 1
    if words[-1] in _MARKS and end < within.span.end and text[end] in _MARKS:
        end += 1
    return Span(start, end)


def _stands_apart(span: Span, within: Window) -> bool:
    return spans.at_word_edges(within.text, span, within.language.proclitics)


def _is_whole(text: str, span: Span) -> bool:
    """Whether `span` does not end inside an abbreviation: נאט is no part of נאט"ו."""
    mark, after = text[span.end : span.end + 1], text[span.end + 1 : span.end + 2]
    return not (mark in ('"', "״", "”") and after.isalpha() and text[span.end - 1].isalpha())


def nearest(parts: Sequence[Sequence[Span]], content: int) -> tuple[Span, ...] | None:
    """One place for each part, so that together they stand nearest; None where two choices are equally good.

    The first `content` parts are the pieces of the content, which may not overlap one another; the others are words
    for sources and cues, which rather stand outside of it.
    """
    if prod(map(len, parts)) > _MOST_CHOICES:
        return None
    ranked = sorted(
        (_rank(choice, content), choice) for choice in product(*parts) if not _overlap_any(choice[:content])
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _rank(choice: tuple[Span, ...], content: int) -> tuple[int, int, int]:
    """How far apart a choice stands: attribution inside the content, the extent of all, the gaps between neighbours."""
    inside = sum(_overlap(one, piece) for one in choice[content:] for piece in choice[:content])
    extent = max(span.end for span in choice) - min(span.start for span in choice)
    gaps = sum(_gap(one, other) for one, other in pairwise(choice))
    return inside, extent, gaps


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _overlap_any(pieces: Sequence[Span]) -> bool:
    ordered = sorted(pieces)
    return any(_overlap(one, other) for one, other in pairwise(ordered))


def _gap(one: Span, other: Span) -> int:
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def inside(candidates: Sequence[Span], content: Sequence[Span]) -> Iterator[Span]:
    """Those candidates that stand within one piece of the content."""
    return (span for span in candidates if any(one.start <= span.start and span.end <= one.end for one in content))
