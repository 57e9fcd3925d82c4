"""Compare: where the extractor differs from the annotation of an article.

In: an article, its annotated layers, the extractor's proposals. Out: one `Difference` for each layer that was
annotated. Two rows are the same only if their spans are exactly the same, and in a mention the actor, in a date the
value, in a sentence the role as well: a count of how far the extractor is from a reader, not a score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from musnad.records import ANNOTATED, Article, Date, Layers, Mention, Sentence
from musnad.spans import Span


class Differing(NamedTuple):
    """A row that only one of the two has: where it stands, its words, and what it says of them."""

    start: int
    end: int
    words: str
    says: str | None


class Difference(NamedTuple):
    """One layer: how many rows are annotated, proposed, and the same; which were missed, and which are extra."""

    layer: str
    n_annotated: int
    n_proposed: int
    n_same: int
    missed: tuple[Differing, ...]
    extra: tuple[Differing, ...]


_Compared = Sentence | Mention | Date
_Keyed = tuple[Span, str | None]


def differences(article: Article, annotated: Layers, proposals: Layers) -> list[Difference]:
    """How `proposals` differ from `annotated`, layer by layer; a layer that is not annotated is left out.

    Claims are not compared: the extractor proposes none.
    """
    pairs: list[tuple[str, Sequence[_Compared], Sequence[_Compared]]] = [
        ("sentences", annotated.sentences, proposals.sentences),
        ("mentions", annotated.mentions, proposals.mentions),
        ("dates", annotated.dates, proposals.dates),
    ]
    return [
        _difference(article.text, layer, [_keyed(row) for row in ours], [_keyed(row) for row in theirs])
        for layer, ours, theirs in pairs
        if ours and all(row.method == ANNOTATED for row in ours)
    ]


def _keyed(row: _Compared) -> _Keyed:
    """What must be the same for two rows to be the same."""
    if isinstance(row, Sentence):
        return row.span, row.role
    return row.span, row.actor_id if isinstance(row, Mention) else row.value


def _difference(text: str, layer: str, ours: Sequence[_Keyed], theirs: Sequence[_Keyed]) -> Difference:
    annotated, proposed = Counter(ours), Counter(theirs)
    return Difference(
        layer=layer,
        n_annotated=len(ours),
        n_proposed=len(theirs),
        n_same=(annotated & proposed).total(),
        missed=_differing(text, (annotated - proposed).elements()),
        extra=_differing(text, (proposed - annotated).elements()),
    )


def _differing(text: str, rows: Iterable[_Keyed]) -> tuple[Differing, ...]:
    found = [Differing(span.start, span.end, span.of(text), says) for span, says in rows]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.says or "")))
