"""The nouns that stages hand to one another: an article, its four layers, and the rows of a table.

Spans are offsets in Unicode code points into ``Article.text``, logical order, end exclusive. Dates are EDTF strings.
A field is named as the column that it becomes; ``schema/`` says what each one means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from musnad.spans import Span

Row = dict[str, Any]
"""One record of a table: column name to plain Python value, every column present, absence is ``None``."""

Tables = dict[str, list[Row]]
"""Table name to its rows."""

ANNOTATED = "annotated"
"""The `method` of a row that was judged, not found by a machine."""

DATE_FIELD = "the field date of the record: "
"""How the evidence begins of a day of publication that came beside the text of an article, not in it."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read: the exact text of its file and what the bytes alone tell about it."""

    source_id: str
    path: str
    text: str
    sha256: str
    language: str
    script_direction: str


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of an article beside its text. `review_status` says who stands behind its rows."""

    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    agency_ids: tuple[str, ...] = ()
    outlet_id: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: str = "none"
    published_evidence: str | None = None
    review_status: str = "unreviewed"
    annotator: str | None = None
    reviewer: str | None = None
    rights: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its role; `no_claim_reason` is set exactly when no claim stands in it."""

    span: Span
    role: str
    no_claim_reason: str | None
    method: str


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain of attribution, without the article itself, which closes every chain."""

    role: str
    actor_ids: tuple[str, ...]
    span: Span | None
    cue_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim as it was judged. `local_id` names it inside its article; date ids are local ids of `Date`."""

    local_id: str
    spans: tuple[Span, ...]
    proposition: str | None
    kind: str
    event_type: str | None
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    attribution: tuple[Hop, ...]
    implicit: bool
    quotation: str
    factuality: str
    condition: Span | None
    time: str | None
    date_ids: tuple[str, ...]
    speech_time: str | None
    speech_date_id: str | None
    place: Span | None
    note: str | None
    method: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names an actor."""

    actor_id: str
    span: Span
    form: str
    method: str


@dataclass(frozen=True, slots=True)
class Date:
    """One temporal expression. `anchor_date_id` is the local id of the date that it was resolved from."""

    local_id: str
    span: Span
    type: str
    value: str | None
    mod: str | None
    edtf: str | None
    anchor: str | None
    anchor_date_id: str | None
    anchor_basis: str | None
    rule: str
    status: str
    method: str


@dataclass(slots=True)
class Layers:
    """What is held of one article: each layer either proposed by the extractor or laid over by a judgement."""

    source: Source
    sentences: list[Sentence] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Description:
    """A role description such as "the US president": it denotes its actor between two dates (ISO, inclusive)."""

    language: str
    words: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of the actor registry. `names` and `aliases` map a language to its words."""

    actor_id: str
    name: str
    type: str
    names: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    metonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: tuple[Description, ...] = ()
    anaphors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    part_of: str | None = None
    speaks_for: str | None = None
    country: str | None = None
    wikidata: str | None = None
    scope: str | None = None


Registry = dict[str, Actor]
"""Actor id to its entry, in the order of the file."""

ClaimKey = tuple[str, str]
"""A claim by its source id and its local id."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims of a cluster that disagree, and the words of each in which they do."""

    a: ClaimKey
    b: ClaimKey
    cause: str
    span_a: Span
    span_b: Span


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims about the same thing. `members` holds each claim with its relation to the proposition."""

    cluster_id: str
    proposition: str
    part_of: str | None
    members: tuple[tuple[ClaimKey, str], ...]
    conflicts: tuple[Conflict, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a claim's sentences that show one value of one cell of a provision."""

    field: str
    value: str
    claim: ClaimKey
    span: Span


@dataclass(frozen=True, slots=True)
class Provision:
    """One component of the security-guarantee system. `claims` speak of it and evidence no cell."""

    provision_id: str
    name: str
    kind: str
    part_of: str | None
    lead_ids: tuple[str, ...]
    participant_ids: tuple[str, ...]
    beneficiary_ids: tuple[str, ...]
    triggers: tuple[str, ...]
    legal_forces: tuple[str, ...]
    status: str | None
    contested_by_ids: tuple[str, ...]
    pax_category: str | None
    atop_obligations: tuple[str, ...]
    event_type: str | None
    evidence: tuple[Evidence, ...]
    claims: tuple[ClaimKey, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Links:
    """What holds across articles: clusters of claims, and the provisions that claims speak of."""

    clusters: tuple[Cluster, ...] = ()
    provisions: tuple[Provision, ...] = ()
