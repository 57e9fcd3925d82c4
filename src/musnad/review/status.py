"""Status: how far every article has come. In: articles, judgements and problems. Out: one line for each, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from musnad.judgements import Entry
from musnad.records import Article

STATES = {
    "unreviewed": "musnad propose {source_id}",
    "unfinished": "correct the draft; musnad build lists its problems",
    "drafted": "have it read a second time, then set status: reviewed and the reviewer",
    "reviewed": "nothing to do",
    "double_annotated": "nothing to do",
    "stale": "the article changed after it was read: read it again, correct the annotation, write its new hash",
    "unreadable": "mend the annotation file; musnad build says where",
    "orphaned": "the annotation has no article: save the article, or remove the file",
}
"""How far an article can have come, and what is to be done next. `unfinished` and `stale` stop the build."""


class Standing(NamedTuple):
    """One article: how far it has come, how many claims and open problems its annotation has, what is next."""

    source_id: str
    state: str
    claims: int
    problems: int
    next_step: str


def standings(
    articles: Sequence[Article], files: Mapping[str, Entry | None], problems: Mapping[str, int]
) -> list[Standing]:
    """How far every article has come, sorted by id.

    `files` holds the annotation file of each article that has one, as it was parsed (None: it could not be), and
    `problems` how many the build would find in it.
    """
    texts = {article.source_id: article.sha256 for article in articles}
    found = []
    for source_id in sorted({*texts, *files}):
        entry, open_problems = files.get(source_id), problems.get(source_id, 0)
        if source_id not in texts:
            state = "orphaned"
        elif entry is None:
            state = "unreadable" if source_id in files else "unreviewed"
        elif entry.get("sha256") != texts[source_id]:
            state = "stale"
        else:
            review = entry.get("review")
            status = review.get("status") if isinstance(review, dict) else None
            state = status if status in STATES and not open_problems else "unfinished"
        next_step = STATES[state].format(source_id=source_id)
        found.append(Standing(source_id, state, _claims(entry or {}), open_problems, next_step))
    return found


def _claims(entry: Mapping[str, Any]) -> int:
    """How many claims a file holds, whatever shape it is in."""
    sentences = entry.get("sentences")
    held = [one.get("claims") for one in sentences if isinstance(one, dict)] if isinstance(sentences, list) else []
    return sum(len(claims) for claims in held if isinstance(claims, list))


def lines(found: Iterable[Standing]) -> list[str]:
    """The list as text: columns, then how many articles have come how far."""
    rows = list(found)
    table = [("article", "state", "claims", "problems", "next step")]
    table += [(one.source_id, one.state, str(one.claims), str(one.problems), one.next_step) for one in rows]
    widths = [max(len(row[column]) for row in table) for column in range(4)]
    said = [
        "  ".join([row[0].ljust(widths[0]), row[1].ljust(widths[1]), row[2].rjust(widths[2]), row[3].rjust(widths[3])])
        + f"  {row[4]}"
        for row in table
    ]
    counts = Counter(one.state for one in rows)
    told = ", ".join(f"{counts[state]} {state.replace('_', ' ')}" for state in STATES if counts[state])
    return [*said, f"{len(rows)} article{'s' if len(rows) != 1 else ''}" + (f": {told}" if told else "")]
