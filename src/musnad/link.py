"""Link: finds what clusters and provisions cite, across all articles.

In: the articles, their layers, and the judgements. Out: `Links`, and problems. Clusters get their members and the words
on which members conflict; provisions get the words that evidence each cell, and their rung of the ladder is held
against that evidence. Who stands at the root of a chain, and how many independent roots a cluster has, follows from
the members alone and is computed in `musnad.chains` and `musnad.corroboration`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musnad import languages
from musnad.judgements import Entry, Judgements
from musnad.problems import Problem
from musnad.records import Article, Claim, ClaimKey, Cluster, Conflict, Evidence, Layers, Links, Provision
from musnad.spans import Span
from musnad.words import Page, place, words_of

LADDER = ("proposed", "drafted", "pledged", "signed", "allocated", "deployed")
"""Rungs of a provision's status, from the lowest: put forward, in a draft, promised, in force, paid for, in place."""

WITHOUT_RUNG = frozenset({"demand", "objection"})
"""Kinds of provision that have no status: nobody sets about them."""

LISTS = (
    "lead_ids",
    "participant_ids",
    "beneficiary_ids",
    "triggers",
    "legal_forces",
    "contested_by_ids",
    "atop_obligations",
)
CELLS = ("pax_category", "event_type")
"""Judged cells of a provision that need evidence, beside its status: those with a list, and those with one value."""


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What citations lead to: every annotated article as a page, and every claim."""

    judgements: Judgements
    pages: Mapping[str, Page]
    claims: Mapping[ClaimKey, Claim]

    def cited(self, citation: str) -> ClaimKey | None:
        key = self.judgements.claim(citation)
        return key if key in self.claims else None


def link(
    articles: Sequence[Article], layers: Mapping[str, Layers], judgements: Judgements
) -> tuple[Links, list[Problem]]:
    """Follow every citation of `judgements`. What leads to no claim is left out; a problem tells of it elsewhere."""
    problems = list(_annotations_have_their_article(articles, judgements))
    corpus = _Corpus(
        judgements,
        {article.source_id: _page(article, layers[article.source_id]) for article in articles},
        {
            (source_id, claim.local_id): claim
            for source_id, of_article in layers.items()
            if source_id in judgements.articles
            for claim in of_article.claims
        },
    )
    clusters = [_cluster(entry, corpus, problems) for entry in judgements.clusters]
    problems += _claims_are_in_one_cluster(judgements.clusters, corpus)
    problems += _conflicts_are_between_members(judgements.clusters, corpus)
    provisions = [_provision(entry, corpus, problems) for entry in judgements.provisions]
    for entry in judgements.provisions:
        problems += _evidence_fits(entry)
        problems += _status_is_the_highest_rung(entry)
    return Links(tuple(clusters), tuple(provisions)), problems


def _page(article: Article, layers: Layers) -> Page:
    spans = tuple(sentence.span for sentence in layers.sentences)
    return Page(article.text, spans, languages.load(article.language).proclitics)


def _annotations_have_their_article(articles: Sequence[Article], judgements: Judgements) -> Iterator[Problem]:
    known = {article.source_id for article in articles}
    for source_id, entry in judgements.articles.items():
        if source_id not in known:
            found, expected = f"an annotation of `{source_id}`, of which there is no article", f"{source_id}.txt"
            step = "Add the article, or remove its annotation"
            yield Problem(entry.at("source_id"), "annotations_name_their_article", found, expected, step)


def _cluster(entry: Entry, corpus: _Corpus, problems: list[Problem]) -> Cluster:
    members = [(corpus.cited(member["claim"]), member["relation"]) for member in entry["members"]]
    conflicts = [_conflict(conflict, corpus, problems) for conflict in entry["conflicts"]]
    return Cluster(
        cluster_id=entry["id"],
        proposition=entry["proposition"],
        part_of=entry["part_of"],
        members=tuple((key, relation) for key, relation in members if key is not None),
        conflicts=tuple(conflict for conflict in conflicts if conflict is not None),
        note=entry["note"],
    )


def _conflict(entry: Entry, corpus: _Corpus, problems: list[Problem]) -> Conflict | None:
    a, b = corpus.cited(entry["a"]), corpus.cited(entry["b"])
    if a is None or b is None:
        return None
    span_a = _words(entry, "words_a", a, corpus, problems)
    span_b = _words(entry, "words_b", b, corpus, problems)
    return Conflict(a, b, entry["cause"], span_a, span_b) if span_a and span_b else None


def _provision(entry: Entry, corpus: _Corpus, problems: list[Problem]) -> Provision:
    evidence = []
    for row in entry["evidence"]:
        key = corpus.cited(row["claim"])
        span = _words(row, "words", key, corpus, problems) if key else None
        if key and span:
            evidence.append(Evidence(row["field"], row["value"], key, span))
    keys = [corpus.cited(citation) for citation in entry["claims"]]
    return Provision(
        provision_id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        part_of=entry["part_of"],
        lead_ids=tuple(entry["lead_ids"]),
        participant_ids=tuple(entry["participant_ids"]),
        beneficiary_ids=tuple(entry["beneficiary_ids"]),
        triggers=tuple(entry["triggers"]),
        legal_forces=tuple(entry["legal_forces"]),
        status=entry["status"],
        contested_by_ids=tuple(entry["contested_by_ids"]),
        pax_category=entry["pax_category"],
        atop_obligations=tuple(entry["atop_obligations"]),
        event_type=entry["event_type"],
        evidence=tuple(evidence),
        claims=tuple(key for key in keys if key is not None),
        note=entry["note"],
    )


def _words(entry: Entry, name: str, key: ClaimKey, corpus: _Corpus, problems: list[Problem]) -> Span | None:
    """The span of an entry's words in the sentences that the claim stands in."""
    page, claim = corpus.pages[key[0]], corpus.claims[key]
    home = [
        at
        for at, sentence in enumerate(page.sentences)
        if sentence and any(span.start < sentence.end and span.end > sentence.start for span in claim.spans)
    ]
    return place(page, words_of(entry[name]), home, entry.at(name), problems)


def _claims_are_in_one_cluster(entries: Sequence[Entry], corpus: _Corpus) -> Iterator[Problem]:
    first: dict[ClaimKey, Entry] = {}
    for entry in entries:
        for member in entry["members"]:
            key = corpus.cited(member["claim"])
            if key in first:
                found, step = f"a member of `{first[key]['id']}` already", "Keep it in the most specific of them"
                where = member.at("claim")
                yield Problem(where, "claims_are_in_one_cluster", found, "a claim of no other cluster", step)
            elif key is not None:
                first[key] = entry


def _conflicts_are_between_members(entries: Sequence[Entry], corpus: _Corpus) -> Iterator[Problem]:
    for entry in entries:
        members = {corpus.cited(member["claim"]) for member in entry["members"]}
        for conflict in entry["conflicts"]:
            for key in ("a", "b"):
                if entry.whole and (corpus.cited(conflict[key]) not in members or conflict["a"] == conflict["b"]):
                    found, step = f"a conflict of `{conflict[key]}`", "Correct the claim, or make it a member"
                    where, expected = conflict.at(key), "two different members of this cluster"
                    yield Problem(where, "conflicts_are_between_members", found, expected, step)


def _evidence_fits(entry: Entry) -> Iterator[Problem]:
    """Every judged cell has words as evidence, and all evidence is for a value of its cell."""
    cells = {(name, value) for name in LISTS for value in entry[name]}
    cells |= {(name, entry[name]) for name in CELLS if entry[name] is not None}
    shown = {(row["field"], row["value"]) for row in entry["evidence"]}
    for name, value in sorted(cells - shown):
        if entry.whole:
            found, expected = f"{value} without evidence", "words of a claim that show it"
            step = f"Add {{field: {name}, value: {value}, claim: …, words: …}} to its evidence, or remove the value"
            yield Problem(entry.at(name), "judgements_have_evidence", found, expected, step)
    for row in entry["evidence"]:
        if row["field"] != "status" and (row["field"], row["value"]) not in cells:
            found, expected = (
                f"evidence for {row['value']}, which `{row['field']}` does not hold",
                "a value of the cell",
            )
            step = "Add the value to the cell, or correct it here"
            yield Problem(row.at("value"), "evidence_supports_a_judgement", found, expected, step)


def _status_is_the_highest_rung(entry: Entry) -> Iterator[Problem]:
    rungs = [row["value"] for row in entry["evidence"] if row["field"] == "status"]
    highest: Any = max(rungs, key=_rung, default=None)
    rule, where = "status_is_the_highest_rung", entry.at("status")
    if entry["kind"] in WITHOUT_RUNG:
        if entry["status"] is not None or rungs:
            found, step = f"a status for a provision of kind {entry['kind']}", "Remove it and its evidence"
            yield Problem(where, rule, found, "none: nobody sets about it", step)
    elif entry.whole and entry["status"] != highest:
        found = f"status {entry['status'] or 'null'}, where the evidence reaches {highest or 'no rung'}"
        step = "Correct the status, or add or correct the evidence for it"
        yield Problem(where, rule, found, f"{highest or 'null, or evidence'}", step)


def _rung(value: str) -> int:
    return LADDER.index(value) if value in LADDER else -1
