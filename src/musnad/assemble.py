"""Assemble: makes the rows of the eight tables.

In: the articles, their layers, what was linked, and the judgements. Out: the tables as the schema describes them, every
column present, plain values, sorted by key; and problems. Judged columns are written here; the computed ones follow
from them (`musnad.computed`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from musnad import computed, schema
from musnad.chains import ARTICLE
from musnad.identifiers import row_id, row_ids
from musnad.judgements import Judgements
from musnad.problems import Problem
from musnad.records import (
    ANNOTATED,
    Actor,
    Article,
    Claim,
    ClaimKey,
    Cluster,
    Date,
    Hop,
    Layers,
    Links,
    Mention,
    Provision,
    Registry,
    Row,
    Tables,
)
from musnad.spans import Span


@dataclass(frozen=True, slots=True)
class _Ids:
    """What the rows of all articles are called: claims by key, dates by source id and local id."""

    claims: dict[ClaimKey, str]
    dates: dict[tuple[str, str], str]


def assemble(
    articles: Sequence[Article], layers: Mapping[str, Layers], links: Links, judgements: Judgements
) -> tuple[Tables, list[Problem]]:
    """The eight tables, in the order of ``schema.TABLES``. A problem is told of every id that two rows would share."""
    ids = _ids(articles, layers)
    tables: Tables = {table: [] for table in schema.TABLES}
    texts = {article.source_id: article.text for article in articles}
    for article in articles:
        of = layers[article.source_id]
        tables["sources"].append(_source(article, of))
        tables["sentences"] += _sentences(article, of)
        tables["claims"] += [_claim(article, claim, ids) for claim in of.claims]
        tables["mentions"] += [_mention(article, mention) for mention in of.mentions]
        tables["dates"] += [_date(article, date, ids) for date in of.dates]
    tables["clusters"] = [_cluster(cluster, texts, ids) for cluster in links.clusters]
    tables["provisions"] = [_provision(provision, texts, ids) for provision in links.provisions]
    used = used_actors(tables, judgements.registry)
    tables["actors"] = [_actor(actor) for actor_id, actor in judgements.registry.items() if actor_id in used]
    keys = {table: schema.table(table).key for table in tables}
    tables = {table: _whole(table, rows) for table, rows in tables.items()}
    problems = list(_shared_ids(tables, keys))
    computed.fill(tables, keys)
    return tables, problems


def registry_rows(registry: Registry) -> list[Row]:
    """Rows of all actors of a registry, of which no text has said anything yet."""
    rows = [_actor(actor) | {"n_mentions": 0, "n_claims_spoken": 0} for actor in registry.values()]
    return _whole("actors", rows)


def _whole(table: str, rows: Iterable[Row]) -> list[Row]:
    """Rows sorted by key, each with the columns of the schema in that order; the computed ones are None."""
    compiled = schema.table(table)
    blank = dict.fromkeys(compiled.columns)
    return [blank | row for row in sorted(rows, key=itemgetter(compiled.key))]


def _ids(articles: Iterable[Article], layers: Mapping[str, Layers]) -> _Ids:
    ids = _Ids({}, {})
    for article in articles:
        of = layers[article.source_id]
        named = row_ids("claims", article.sha256, [claim.spans for claim in of.claims])
        for claim, claim_id in zip(of.claims, named, strict=True):
            ids.claims[article.source_id, claim.local_id] = claim_id
        for date in of.dates:
            ids.dates[article.source_id, date.local_id] = row_id("dates", article.sha256, [date.span])
    return ids


def _shared_ids(tables: Tables, keys: Mapping[str, str]) -> Iterator[Problem]:
    for table, rows in tables.items():
        if len({row[keys[table]] for row in rows}) == len(rows):
            continue
        first: dict[str, Row] = {}
        for row in rows:
            row_key = row[keys[table]]
            if (other := first.setdefault(row_key, row)) is not row:
                quotes = [f"«{one.get('quote', one.get('name'))}»" for one in (other, row)]
                found = f"one id for {' and '.join(quotes)}"
                step = "Remove one of the two rows; if their words differ, report it: the ids have become too short"
                yield Problem(f"{table}[{row_key}]", "keys_are_unique", found, "an id for one row", step)


def _source(article: Article, of: Layers) -> Row:
    source = of.source
    return {
        "source_id": article.source_id,
        "path": article.path,
        "url": source.url,
        "sha256": article.sha256,
        "language": article.language,
        "script_direction": article.script_direction,
        "title": source.title,
        "byline": source.byline,
        "dateline": source.dateline,
        "agency_ids": list(source.agency_ids),
        "outlet_id": source.outlet_id,
        "published": source.published,
        "published_basis": source.published_basis,
        "published_evidence": source.published_evidence,
        "review_status": source.review_status,
        "annotator": source.annotator,
        "reviewer": source.reviewer,
        "rights": source.rights,
        "note": source.note,
        "text": article.text,
    }


def _sentences(article: Article, of: Layers) -> Iterator[Row]:
    for position, sentence in enumerate(of.sentences, start=1):
        yield {
            "sentence_id": row_id("sentences", article.sha256, [sentence.span]),
            "source_id": article.source_id,
            "position": position,
            **_quoted(article.text, sentence.span),
            "role": sentence.role,
            "no_claim_reason": sentence.no_claim_reason,
            "method": sentence.method,
        }


def _claim(article: Article, claim: Claim, ids: _Ids) -> Row:
    speech = claim.speech_date_id
    return {
        "claim_id": ids.claims[article.source_id, claim.local_id],
        "source_id": article.source_id,
        "local_id": claim.local_id if claim.method == ANNOTATED else None,
        "spans": [_quoted(article.text, span) for span in claim.spans],
        "proposition": claim.proposition,
        "kind": claim.kind,
        "event_type": claim.event_type,
        "actor_ids": list(claim.actor_ids),
        "recipient_ids": list(claim.recipient_ids),
        "attribution": _attribution(article.text, claim.attribution),
        # Judged here and kept by the computed column: nothing else in a row tells an implicit chain.
        "chain_status": "implicit" if claim.implicit else None,
        "quotation": claim.quotation,
        "factuality": claim.factuality,
        **_optional(article.text, "condition", claim.condition),
        "time": claim.time,
        "date_ids": [ids.dates[article.source_id, local_id] for local_id in claim.date_ids],
        "speech_time": claim.speech_time,
        "speech_date_id": None if speech is None else ids.dates[article.source_id, speech],
        **_optional(article.text, "place", claim.place),
        "note": claim.note,
        "method": claim.method,
    }


def _attribution(text: str, hops: Sequence[Hop]) -> list[Row]:
    """The chain from the origin outwards, closed by the article."""
    closed = [*hops, _CLOSING]
    return [
        {
            "hop": n,
            "role": hop.role,
            "actor_ids": list(hop.actor_ids),
            "surface": None,
            "start": hop.span.start if hop.span else None,
            "end": hop.span.end if hop.span else None,
            "quote": hop.span.of(text) if hop.span else None,
            "cue": None,
            "cue_spans": [{"start": span.start, "end": span.end} for span in hop.cue_spans],
        }
        for n, hop in enumerate(closed, start=1)
    ]


_CLOSING = Hop(role=ARTICLE, actor_ids=(), span=None, cue_spans=())


def _mention(article: Article, mention: Mention) -> Row:
    return {
        "mention_id": row_id("mentions", article.sha256, [mention.span]),
        "source_id": article.source_id,
        "actor_id": mention.actor_id,
        **_quoted(article.text, mention.span),
        "form": mention.form,
        "method": mention.method,
    }


def _date(article: Article, date: Date, ids: _Ids) -> Row:
    anchor = date.anchor_date_id
    return {
        "date_id": ids.dates[article.source_id, date.local_id],
        "source_id": article.source_id,
        **_quoted(article.text, date.span),
        "type": date.type,
        "value": date.value,
        "mod": date.mod,
        "edtf": date.edtf,
        "anchor": date.anchor,
        "anchor_date_id": None if anchor is None else ids.dates[article.source_id, anchor],
        "anchor_basis": date.anchor_basis,
        "rule": date.rule,
        "status": date.status,
        "method": date.method,
    }


def _actor(actor: Actor) -> Row:
    names = {"en": actor.name, **actor.names}
    aliases = [
        {"language": language, "alias": alias, "metonym": metonym}
        for metonym, by_language in ((False, actor.aliases), (True, actor.metonyms))
        for language, words in by_language.items()
        for alias in words
    ]
    return {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "names": [{"language": language, "name": names[language]} for language in sorted(names)],
        "aliases": sorted(aliases, key=lambda row: str(row["language"])),
        "descriptions": [
            {"language": one.language, "description": one.words, "since": one.since, "until": one.until}
            for one in actor.descriptions
        ],
        "type": actor.type,
        "part_of": actor.part_of,
        "speaks_for": actor.speaks_for,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "scope": actor.scope,
    }


def _cluster(cluster: Cluster, texts: Mapping[str, str], ids: _Ids) -> Row:
    return {
        "cluster_id": cluster.cluster_id,
        "proposition": cluster.proposition,
        "part_of": cluster.part_of,
        "members": [{"claim_id": ids.claims[key], "relation": relation} for key, relation in cluster.members],
        "conflicts": [
            {
                "claim_id_a": ids.claims[one.a],
                "claim_id_b": ids.claims[one.b],
                "cause": one.cause,
                **{f"{column}_a": value for column, value in _quoted(texts[one.a[0]], one.span_a).items()},
                **{f"{column}_b": value for column, value in _quoted(texts[one.b[0]], one.span_b).items()},
            }
            for one in cluster.conflicts
        ],
        "note": cluster.note,
    }


def _provision(provision: Provision, texts: Mapping[str, str], ids: _Ids) -> Row:
    return {
        "provision_id": provision.provision_id,
        "name": provision.name,
        "kind": provision.kind,
        "part_of": provision.part_of,
        "lead_ids": list(provision.lead_ids),
        "participant_ids": list(provision.participant_ids),
        "beneficiary_ids": list(provision.beneficiary_ids),
        "triggers": list(provision.triggers),
        "legal_forces": list(provision.legal_forces),
        "status": provision.status,
        "contested_by_ids": list(provision.contested_by_ids),
        "pax_category": provision.pax_category,
        "atop_obligations": list(provision.atop_obligations),
        "event_type": provision.event_type,
        "evidence": [
            {
                "field": one.field,
                "value": one.value,
                "claim_id": ids.claims[one.claim],
                "source_id": one.claim[0],
                **_quoted(texts[one.claim[0]], one.span),
            }
            for one in provision.evidence
        ],
        "claim_ids": [ids.claims[key] for key in provision.claims],
        "note": provision.note,
    }


def used_actors(tables: Tables, registry: Registry) -> set[str]:
    """Every actor that a row names, and whom it is part of or speaks for, at however many removes."""
    waiting = [
        str(actor_id)
        for table, rows in tables.items()
        for key in schema.table(table).foreign_keys
        if key.table == "actors" and key.column.removesuffix("[]").rpartition(".")[2] not in _COMPUTED_IDS
        for actor_id in dict.fromkeys(schema.values(rows, key.column))
        if actor_id is not None
    ]
    used: set[str] = set()
    while waiting:
        if (actor_id := waiting.pop()) not in used and actor_id in registry:
            used.add(actor_id)
            waiting += [up for up in (registry[actor_id].part_of, registry[actor_id].speaks_for) if up is not None]
    return used


_COMPUTED_IDS = frozenset({"speaker_ids", "root_ids"})
"""Columns that name actors and are not filled in yet; whom they name, the hops and the registry name as well."""


def _quoted(text: str, span: Span) -> Row:
    return {"start": span.start, "end": span.end, "quote": span.of(text)}


def _optional(text: str, column: str, span: Span | None) -> Row:
    """The three columns of words that may not be there."""
    if span is None:
        return {column: None, f"{column}_start": None, f"{column}_end": None}
    return {column: span.of(text), f"{column}_start": span.start, f"{column}_end": span.end}
