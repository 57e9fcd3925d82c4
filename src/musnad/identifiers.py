"""Row ids: the name that a row of text keeps for as long as its words stay where they are.

In: the hash of the article, the table and the spans. Out: a prefix and 12 hexadecimal digits. No judged field enters,
so a corrected judgement changes a row and never renames it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

PREFIXES = {"sentences": "sen_", "claims": "clm_", "mentions": "men_", "dates": "dat_"}
"""Tables whose rows are named by their spans, each with the prefix of its ids."""

DIGITS = 12


def row_id(table: str, article_sha256: str, spans: Iterable[Sequence[int]], order: int = 0) -> str:
    """The id of a row of `table`: SHA-256 over the article's hash, the table and the spans, cut to 12 digits.

    `order` tells claims on identical spans apart: 0 for the first, 1 for the next. It enters only when it is not 0.
    Raises KeyError for a table whose rows are not named by their spans.
    """
    prefix = PREFIXES[table]
    listed = ",".join([f"[{start},{end}]" for start, end in spans])
    # JSON: none of this needs an escape.
    canonical = f'["{article_sha256}","{table}",[{listed}]{f",{order}" if order else ""}]'
    return prefix + hashlib.sha256(canonical.encode("ascii")).hexdigest()[:DIGITS]


def row_ids(table: str, article_sha256: str, span_lists: Sequence[Sequence[Sequence[int]]]) -> list[str]:
    """The ids of several rows of one article, in order; rows on identical spans are counted as they come."""
    seen: Counter[tuple[tuple[int, ...], ...]] = Counter()
    ids = []
    for spans in span_lists:
        key = tuple(tuple(span) for span in spans)
        ids.append(row_id(table, article_sha256, spans, order=seen[key]))
        seen[key] += 1
    return ids
