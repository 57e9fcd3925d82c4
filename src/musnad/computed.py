"""Computed columns: what follows from the judged columns of the tables, and may therefore never be judged by hand.

In: the tables with at least their judged columns. Out: for each row, by its key, the computed columns. The build fills
them in with these functions, and the check of a published folder compares them with these functions. A row whose
references lead nowhere is left out: that is the finding of another check.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import regex

from musnad import edtf, spans
from musnad.chains import hops_of, registry_of, trace
from musnad.corroboration import Member, corroborate
from musnad.records import ANNOTATED, Registry, Row, Tables
from musnad.spans import Span

GAP = " … "
"""Stands between words that stand apart in the text."""

Columns = dict[str, Row]
"""Key of a row to its computed columns."""

_MARKS = regex.compile(r"[\p{M}\u0640]+")
_LETTER = r"[^\W\d_]"
_QUOTED_NAME = re.compile(rf"(?<!{_LETTER})['‘](.+?)['’](?!{_LETTER})")
_ANY_QUOTE = re.compile("['‘’\"“”„‟«»‹›]")
# Between two letters the mark belongs to the word: gershayim in נאט"ו.
_QUOTATION_MARK = re.compile(rf"(?<!{_LETTER})[\"“”„‟«»‹›]|[\"“”„‟«»‹›](?!{_LETTER})")


@lru_cache(maxsize=16_384)
def surface(quote: str | None) -> str | None:
    """The words of a source as one looks them up: without combining marks, tatweel, quotation marks and line breaks.

    Kept, for a source has the same words again and again.
    """
    if quote is None:
        return None
    bare = _MARKS.sub("", quote)
    if _ANY_QUOTE.search(bare):
        bare = _QUOTATION_MARK.sub("", _QUOTED_NAME.sub(r"\1", bare))
    return " ".join(bare.split())


def words(text: str, pieces: Iterable[Row]) -> str | None:
    """The words of several spans of `text`, joined where they stand apart; None where there are no spans."""
    return GAP.join([text[piece["start"] : piece["end"]] for piece in pieces]) or None


def sources(tables: Tables) -> Columns:
    """Counts of every article: code points, sentences, claims."""
    n_sentences = Counter(row["source_id"] for row in tables["sentences"])
    n_claims = Counter(row["source_id"] for row in tables["claims"])
    return {
        row["source_id"]: {
            "n_characters": len(row["text"]),
            "n_sentences": n_sentences[row["source_id"]],
            "n_claims": n_claims[row["source_id"]],
        }
        for row in tables["sources"]
    }


def claims(tables: Tables) -> Columns:
    """Everything that follows from a claim's spans, hops and dates, its article, its cluster and its provisions."""
    registry = registry_of(tables["actors"])
    pages = _pages(tables)
    memberships = {member["claim_id"]: (c["cluster_id"], member) for c in tables["clusters"] for member in c["members"]}
    provision_ids: defaultdict[str, list[str]] = defaultdict(list)
    for row in sorted(tables["provisions"], key=lambda row: str(row["provision_id"])):
        for claim_id in row["claim_ids"]:
            provision_ids[claim_id].append(row["provision_id"])
    found = {}
    for row in tables["claims"]:
        if (page := pages.get(row["source_id"])) is None:
            continue
        cluster_id, member = memberships.get(row["claim_id"], (None, None))
        found[row["claim_id"]] = {
            **_claim_text(row, page),
            **_claim_chain(row, page.text, registry),
            **_bounds("time_earliest", "time_latest", row["time"]),
            "provision_ids": provision_ids.get(row["claim_id"], []),
            "cluster_id": cluster_id,
            "relation": member["relation"] if member else None,
            "language": page.source["language"],
            "published": page.source["published"],
        }
    return found


def _claim_text(row: Row, page: _Page) -> Row:
    """The columns that follow from where a claim stands."""
    pieces, text = row["spans"], page.text
    start, end = pieces[0]["start"], pieces[0]["end"]
    if len(pieces) == 1:
        touched = page.touching(start, end)
    else:
        start, end = min([piece["start"] for piece in pieces]), max([piece["end"] for piece in pieces])
        touched = sorted({place for piece in pieces for place in page.touching(piece["start"], piece["end"])})
    sentences = [page.sentences[place] for place in touched]
    quote = text[start:end]
    return {
        "sentence_ids": [sentence["sentence_id"] for sentence in sentences],
        "start": start,
        "end": end,
        "quote": quote,
        "content": words(text, pieces) if len(pieces) > 1 else quote or None,
        "in_boilerplate": "boilerplate" in [sentence["role"] for sentence in sentences],
    }


def _claim_chain(row: Row, text: str, registry: Registry) -> Row:
    """The columns that follow from a claim's hops; whether a chain is implicit is judged, and kept in its status."""
    annotated, implicit = row["method"] == ANNOTATED, row.get("chain_status") == "implicit"
    chain = trace(hops_of(row["attribution"]), registry, implicit=implicit, annotated=annotated)
    attribution = [_hop(hop, text) for hop in row["attribution"]]
    nearest = attribution[0]
    cue_spans = nearest["cue_spans"]
    return {
        "attribution": attribution,
        "chain_status": chain.status,
        "speaker_ids": list(chain.speaker_ids),
        "root_ids": list(chain.root_ids),
        "cue": nearest["cue"],
        "cue_start": min([cue["start"] for cue in cue_spans]) if cue_spans else None,
        "cue_end": max([cue["end"] for cue in cue_spans]) if cue_spans else None,
    }


def _hop(hop: Row, text: str) -> Row:
    """A hop with its computed columns: itself where it has them, as that of the article always does."""
    quote, cue_spans = hop["quote"], hop["cue_spans"]
    found = {"surface": surface(quote) if quote else quote, "cue": words(text, cue_spans) if cue_spans else None}
    return hop if found.items() <= hop.items() else hop | found


def actors(tables: Tables) -> Columns:
    """How often an actor is named, and of how many claims it is the nearest source."""
    n_mentions = Counter(row["actor_id"] for row in tables["mentions"])
    registry = registry_of(tables["actors"])
    n_claims_spoken = Counter(
        actor_id
        for row in tables["claims"]
        if len(row["attribution"]) > 1
        for actor_id in trace(hops_of(row["attribution"]), registry, annotated=row["method"] == ANNOTATED).speaker_ids
    )
    return {
        row["actor_id"]: {
            "n_mentions": n_mentions[row["actor_id"]],
            "n_claims_spoken": n_claims_spoken[row["actor_id"]],
        }
        for row in tables["actors"]
    }


def mentions(tables: Tables) -> Columns:
    """The sentence and the whole words that hold a mention."""
    return _inside(tables, "mentions", "mention_id")


def dates(tables: Tables) -> Columns:
    """The sentence and the whole words that hold a temporal expression, and the days that it spans."""
    held = _inside(tables, "dates", "date_id")
    for row in tables["dates"]:
        if row["date_id"] in held:
            held[row["date_id"]] |= _bounds("earliest", "latest", row["edtf"])
    return held


def clusters(tables: Tables) -> Columns:
    """What the members of a cluster amount to: how many claims, articles, roots, carriers and languages."""
    articles, registry = _by_key(tables["sources"], "source_id"), registry_of(tables["actors"])
    claims_by_id = _by_key(tables["claims"], "claim_id")
    found = {}
    for row in tables["clusters"]:
        cited = [(claims_by_id.get(member["claim_id"]), member["relation"]) for member in row["members"]]
        members = [
            _member(claim, articles[claim["source_id"]], relation, registry)
            for claim, relation in cited
            if claim is not None and claim["source_id"] in articles
        ]
        if len(members) < len(cited):
            continue
        of = corroborate(members, registry)
        found[row["cluster_id"]] = {
            "n_claims": of.n_claims,
            "n_sources": of.n_sources,
            "n_roots": of.n_roots,
            "root_ids": list(of.root_ids),
            "n_carriers": of.n_carriers,
            "languages": list(of.languages),
            "support": of.support,
        }
    return found


def _member(claim: Row, article: Row, relation: str, registry: Registry) -> Member:
    hops = hops_of(claim["attribution"])
    return Member(
        source_id=claim["source_id"],
        language=article["language"],
        outlet_id=article["outlet_id"],
        agency_ids=tuple(article["agency_ids"]),
        relation=relation,
        factuality=claim["factuality"],
        hops=hops,
        chain=trace(hops, registry, annotated=claim["method"] == ANNOTATED),
    )


def provisions(tables: Tables) -> Columns:
    """The claims that speak of a provision: those of its evidence, and those that it lists already."""
    return {
        row["provision_id"]: {
            "claim_ids": sorted({cell["claim_id"] for cell in row["evidence"]} | set(row.get("claim_ids") or ()))
        }
        for row in tables["provisions"]
    }


COMPUTED: dict[str, Callable[[Tables], Columns]] = {
    "sources": sources,
    "provisions": provisions,
    "claims": claims,
    "actors": actors,
    "mentions": mentions,
    "dates": dates,
    "clusters": clusters,
}
"""Table to the function that computes its columns, in an order in which each finds what it needs."""

NEEDS: dict[str, tuple[str, ...]] = {
    "sources": ("sources", "sentences", "claims"),
    "provisions": ("provisions",),
    "claims": ("claims", "sources", "sentences", "actors", "clusters", "provisions"),
    "actors": ("actors", "mentions", "claims"),
    "mentions": ("mentions", "sources", "sentences"),
    "dates": ("dates", "sources", "sentences"),
    "clusters": ("clusters", "claims", "sources", "actors"),
}
"""Table to the tables that its columns are computed from."""


def fill(tables: Tables, keys: dict[str, str]) -> None:
    """Write the computed columns into the rows of `tables`; `keys` names the key column of each table."""
    for table, compute in COMPUTED.items():
        columns = compute(tables)
        for row in tables[table]:
            row.update(columns.get(row[keys[table]], {}))


def _inside(tables: Tables, table: str, key: str) -> Columns:
    pages = _pages(tables)
    found = {}
    for row in tables[table]:
        if (page := pages.get(row["source_id"])) is None:
            continue
        start, end = row["start"], row["end"]
        place = page.holding(start, end)
        host_start, host_end = spans.host(page.text, Span(start, end))
        found[row[key]] = {
            "sentence_id": None if place is None else page.sentences[place]["sentence_id"],
            "host_start": host_start,
            "host_end": host_end,
        }
    return found


class _Page(NamedTuple):
    """An article with its sentences in the order of the text, and where these start."""

    source: Row
    text: str
    sentences: list[Row]
    starts: list[int]

    def touching(self, start: int, end: int) -> list[int]:
        """Places of the sentences that share a character with ``[start, end)``."""
        place = max(bisect_right(self.starts, start) - 1, 0)
        found = []
        while place < len(self.starts) and self.starts[place] < end:
            if self.sentences[place]["end"] > start:
                found.append(place)
            place += 1
        return found

    def holding(self, start: int, end: int) -> int | None:
        """The place of the sentence that holds the whole of ``[start, end)``."""
        place = bisect_right(self.starts, start) - 1  # sentences do not overlap
        return place if place >= 0 and end <= self.sentences[place]["end"] else None


def _pages(tables: Tables) -> dict[str, _Page]:
    """Every article by its id."""
    held: defaultdict[str, list[Row]] = defaultdict(list)
    for row in sorted(tables["sentences"], key=itemgetter("start")):
        held[row["source_id"]].append(row)
    return {
        row["source_id"]: _Page(
            row, row["text"], held[row["source_id"]], [one["start"] for one in held[row["source_id"]]]
        )
        for row in tables["sources"]
    }


def _bounds(earliest: str, latest: str, value: str | None) -> Row:
    """The first and the last day of an EDTF value; None where a side is open, or the value is none or invalid."""
    if value is None:
        return {earliest: None, latest: None}
    try:
        first, last = edtf.bounds(value)
    except ValueError:
        first, last = None, None
    return {earliest: first, latest: last}


def _by_key(rows: Iterable[Row], key: str) -> dict[str, Row]:
    return {row[key]: row for row in rows}
