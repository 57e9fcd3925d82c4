"""Measures: what is compared, and when a pair is right. In: a case, one article annotated and extracted. Out: outcomes.

Every measure is a function from a case to outcomes; `MEASURES` lists them all, in the order in which they are printed.
Precision, recall and F1 of spans are those of TempEval-3 (UzZaman et al. 2013: relaxed, strict, and attributes over
relaxed pairs), source, cue and content are those of PARC (Pareti 2016) and PolNeAR (Newell et al. 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from musnad.evaluate.matching import Piece, align, same, shared
from musnad.records import Article, Claim, Date, Hop, Layers, Mention, Registry

ALIKE = 0.5
"""Least Jaccard index of two contents that are taken for one claim."""
NAMED = frozenset({"name", "alias"})
"""Forms of a mention that names its actor."""


@dataclass(frozen=True, slots=True)
class Case:
    """One article, as it was annotated and as it was extracted.

    Attributes:
        article: the article.
        annotated: its layers as they were annotated.
        extracted: its layers as they were extracted from the text alone.
        informed: its layers as they were extracted with the annotated day of publication given; None if they were not.
        layers: the names of the layers that are annotated; no other one is measured.
        registry: the actors that both know.
    """

    article: Article
    annotated: Layers
    extracted: Layers
    informed: Layers | None
    layers: frozenset[str]
    registry: Registry


class Outcome(NamedTuple):
    """One piece of the text as a measure sees it: annotated, extracted or both, and if both, whether they agree."""

    annotated: Piece | None
    extracted: Piece | None
    right: bool

    @property
    def start(self) -> int:
        """Offset of the outcome: where the annotation has it, or else the extraction."""
        return (self.annotated or self.extracted or ())[0].start


class Measure(NamedTuple):
    """One measure.

    Attributes:
        name: ``cues``; how JSON calls it.
        layer: the layer that has to be annotated.
        kind: ``f1``: precision, recall and F1 of pieces found. ``share``: of pairs that were found, a share.
        about: what is counted and when it is right, as the handbook prints it.
        outcomes: the function.
    """

    name: str
    layer: str
    kind: str
    about: str
    outcomes: Callable[[Case], Iterable[Outcome]]


def _same(annotated: Sequence[tuple[Piece, object]], extracted: Sequence[tuple[Piece, object]]) -> Iterator[Outcome]:
    """Right are pieces that both have with the same spans and with the same said of them."""
    for a, b in same(annotated, extracted):
        yield Outcome(
            None if a is None else annotated[a][0],
            None if b is None else extracted[b][0],
            a is not None and b is not None,
        )


def sentences(case: Case) -> Iterator[Outcome]:
    """Sentences with exactly the same span."""
    ours, theirs = case.annotated.sentences, case.extracted.sentences
    return _same([((one.span,), None) for one in ours], [((one.span,), None) for one in theirs])


def sentence_roles(case: Case) -> Iterator[Outcome]:
    """Sentences with exactly the same span and the same role."""
    ours, theirs = case.annotated.sentences, case.extracted.sentences
    return _same([((one.span,), one.role) for one in ours], [((one.span,), one.role) for one in theirs])


def mentions_exact(case: Case) -> Iterator[Outcome]:
    """Mentions with exactly the same span, whoever is meant."""
    ours, theirs = case.annotated.mentions, case.extracted.mentions
    return _same([((one.span,), None) for one in ours], [((one.span,), None) for one in theirs])


def mentions_linked(case: Case) -> Iterator[Outcome]:
    """Mentions with exactly the same span and the right actor."""
    return _same(_linked(case.annotated.mentions), _linked(case.extracted.mentions))


def mentions_named(case: Case) -> Iterator[Outcome]:
    """As linked, of the names and aliases of actors that the registry knows beyond one article.

    A span that is annotated as this actor's description or anaphor, and extracted as a name, counts neither way; a name
    that is extracted as one of those is found.
    """
    named = [one for one in case.annotated.mentions if one.form in NAMED and _is_registered(one, case.registry)]
    others = {(one.span, one.actor_id) for one in case.annotated.mentions} - {(one.span, one.actor_id) for one in named}
    wanted = {(one.span, one.actor_id) for one in named}
    found = [
        one
        for one in case.extracted.mentions
        if (one.span, one.actor_id) in wanted
        or (one.form in NAMED and _is_registered(one, case.registry) and (one.span, one.actor_id) not in others)
    ]
    return _same(_linked(named), _linked(found))


def _linked(mentions: Iterable[Mention]) -> list[tuple[Piece, object]]:
    return [((one.span,), one.actor_id) for one in mentions]


def _is_registered(mention: Mention, registry: Registry) -> bool:
    return mention.actor_id in registry and registry[mention.actor_id].scope is None


def dates_relaxed(case: Case) -> Iterator[Outcome]:
    """Temporal expressions that share a code point; the date header of a file is left out."""
    return _dates(case, case.extracted, lambda ours, theirs: True)


def dates_strict(case: Case) -> Iterator[Outcome]:
    """Temporal expressions with exactly the same span."""
    return _dates(case, case.extracted, lambda ours, theirs: ours.span == theirs.span)


def dates_type(case: Case) -> Iterator[Outcome]:
    """Temporal expressions that share a code point and have the same TIMEX3 type."""
    return _dates(case, case.extracted, lambda ours, theirs: ours.type == theirs.type)


def dates_value(case: Case) -> Iterator[Outcome]:
    """Temporal expressions that share a code point and have the same TIMEX3 value, or rightly none."""
    return _dates(case, case.extracted, lambda ours, theirs: ours.value == theirs.value)


def dates_value_informed(case: Case) -> Iterator[Outcome]:
    """The same, extracted with the annotated day of publication given, as a corpus with metadata gives it."""
    return _dates(case, case.informed or case.extracted, lambda ours, theirs: ours.value == theirs.value)


def _dates(case: Case, extraction: Layers, right: Callable[[Date, Date], bool]) -> Iterator[Outcome]:
    headers = [(one.span,) for one in case.annotated.dates if one.rule == "header"]
    ours = [one for one in case.annotated.dates if one.rule != "header"]
    theirs = [one for one in extraction.dates if not any(shared((one.span,), header) for header in headers)]
    for a, b in align([(one.span,) for one in ours], [(one.span,) for one in theirs]):
        yield Outcome(
            None if a is None else (ours[a].span,),
            None if b is None else (theirs[b].span,),
            a is not None and b is not None and right(ours[a], theirs[b]),
        )


def cues(case: Case) -> Iterator[Outcome]:
    """Cues that share a code point. A cue counts once, however many claims stand under it."""
    return _overlapping(_cues(case.annotated.claims), _cues(case.extracted.claims))


def sources(case: Case) -> Iterator[Outcome]:
    """The words of sources that share a code point, of any hop. A source counts once, however many claims it has."""
    return _overlapping(_sources(case.annotated.claims), _sources(case.extracted.claims))


def _cues(claims: Iterable[Claim]) -> list[Piece]:
    return sorted({hop.cue_spans for claim in claims for hop in claim.attribution if hop.cue_spans})


def _sources(claims: Iterable[Claim]) -> list[Piece]:
    return sorted({(hop.span,) for claim in claims for hop in claim.attribution if hop.span})


def _overlapping(ours: list[Piece], theirs: list[Piece]) -> Iterator[Outcome]:
    for a, b in align(ours, theirs):
        yield Outcome(None if a is None else ours[a], None if b is None else theirs[b], a is not None and b is not None)


def _claims(case: Case, right: Callable[[Claim, Claim], bool], *, attributed: bool = False) -> Iterator[Outcome]:
    """Claims, one with one, where their contents are alike."""
    for ours, theirs in _paired(case, attributed=attributed):
        yield Outcome(
            ours.spans if ours else None,
            theirs.spans if theirs else None,
            ours is not None and theirs is not None and right(ours, theirs),
        )


def _paired(case: Case, *, attributed: bool = False) -> Iterator[tuple[Claim | None, Claim | None]]:
    """Claims whose contents are alike; where several are equally alike, those whose sources agree come together."""
    ours, theirs = (
        [_as_registered(claim, case.registry) for claim in layers.claims if claim.attribution or not attributed]
        for layers in (case.annotated, case.extracted)
    )

    def agreeing(a: int, b: int) -> int:
        return same_source(ours[a], theirs[b]) + same_speaker(ours[a], theirs[b])

    pairs = align([one.spans for one in ours], [one.spans for one in theirs], ALIKE, agreeing)
    return ((None if a is None else ours[a], None if b is None else theirs[b]) for a, b in pairs)


def _as_registered(claim: Claim, registry: Registry) -> Claim:
    """The claim without actors that only its article knows: nobody else can know their ids, so their words decide."""
    hops = (
        replace(hop, actor_ids=tuple(one for one in hop.actor_ids if one in registry and registry[one].scope is None))
        for hop in claim.attribution
    )
    return replace(claim, attribution=tuple(hops))


def same_source(one: Claim, other: Claim) -> bool:
    """Whether the nearest hops agree: their words share a code point, or they name the same actors, or there are none.

    A pronoun and a name that lead to one actor agree, wherever they stand.
    """
    return _same_hop(_nearest(one), _nearest(other), loose=True)


def same_speaker(one: Claim, other: Claim) -> bool:
    """Whether the nearest hops lead to the same actors; with no actor on either side, whether their words overlap."""
    return _same_hop(_nearest(one), _nearest(other), loose=False)


def _nearest(claim: Claim) -> Hop | None:
    return claim.attribution[0] if claim.attribution else None


def _same_hop(one: Hop | None, other: Hop | None, *, loose: bool) -> bool:
    if one is None or other is None:
        return one is other
    overlap = bool(one.span and other.span and shared((one.span,), (other.span,)))
    if one.actor_ids or other.actor_ids:
        return set(one.actor_ids) == set(other.actor_ids) or (loose and overlap)
    return overlap or one.span is other.span is None


def content_overlap(case: Case) -> Iterator[Outcome]:
    """Claims of any kind, the article's own included, whose contents are alike: a Jaccard index of .5 or more."""
    return _claims(case, lambda ours, theirs: True)


def content_exact(case: Case) -> Iterator[Outcome]:
    """The same with exactly the same spans."""
    return _claims(case, lambda ours, theirs: ours.spans == theirs.spans)


def source_and_content(case: Case) -> Iterator[Outcome]:
    """Claims with alike contents and agreeing sources: overlapping words, the same actors, or none in both."""
    return _claims(case, same_source)


def speaker_and_content(case: Case) -> Iterator[Outcome]:
    """Claims with alike contents whose nearest hop leads to the same actors; of an unnamed one the words decide."""
    return _claims(case, same_speaker)


def attributed_overlap(case: Case) -> Iterator[Outcome]:
    """Claims that are attributed, in both, whose contents are alike."""
    return _claims(case, lambda ours, theirs: True, attributed=True)


def attributed_exact(case: Case) -> Iterator[Outcome]:
    """The same with exactly the same spans."""
    return _claims(case, lambda ours, theirs: ours.spans == theirs.spans, attributed=True)


def attributed_source_and_content(case: Case) -> Iterator[Outcome]:
    """Claims that are attributed, in both, with alike contents and agreeing sources."""
    return _claims(case, same_source, attributed=True)


def chains_wrong(case: Case) -> Iterator[Outcome]:
    """Chains with another number of hops, or a hop to other actors; those of the article's own voice are left out."""
    return _agreement(case, _chain_differs, chained=True)


def chains_or_roles_wrong(case: Case) -> Iterator[Outcome]:
    """The same, a wrong role of a hop (spokesperson for speaker) counted as a wrong hop."""
    return _agreement(case, lambda one, other: _chain_differs(one, other) or _roles(one) != _roles(other), chained=True)


def factuality(case: Case) -> Iterator[Outcome]:
    """Claims with the same factuality, of those whose contents are alike."""
    return _agreement(case, lambda ours, theirs: ours.factuality == theirs.factuality)


def quotation(case: Case) -> Iterator[Outcome]:
    """Claims with the same kind of quotation, of those whose contents are alike."""
    return _agreement(case, lambda ours, theirs: ours.quotation == theirs.quotation)


def kind(case: Case) -> Iterator[Outcome]:
    """Claims of the same kind, of those whose contents are alike."""
    return _agreement(case, lambda ours, theirs: ours.kind == theirs.kind)


def _agreement(case: Case, holds: Callable[[Claim, Claim], bool], *, chained: bool = False) -> Iterator[Outcome]:
    """Pairs of claims, and whether `holds` of them; with `chained` only where either has a hop before the article."""
    for ours, theirs in _paired(case):
        if ours and theirs and (not chained or ours.attribution or theirs.attribution):
            yield Outcome(ours.spans, theirs.spans, holds(ours, theirs))


def _chain_differs(one: Claim, other: Claim) -> bool:
    if len(one.attribution) != len(other.attribution):
        return True
    pairs = zip(one.attribution, other.attribution, strict=True)
    return not all(_same_hop(ours, theirs, loose=False) for ours, theirs in pairs)


def _roles(claim: Claim) -> list[str]:
    return [hop.role for hop in claim.attribution]


def _measure(layer: str, kind: str, outcomes: Callable[[Case], Iterable[Outcome]]) -> Measure:
    about = " ".join((outcomes.__doc__ or "").split())
    return Measure(outcomes.__name__, layer, kind, about, outcomes)


MEASURES = (
    *(_measure("sentences", "f1", function) for function in (sentences, sentence_roles)),
    *(_measure("mentions", "f1", function) for function in (mentions_exact, mentions_linked, mentions_named)),
    *(
        _measure("dates", "f1", function)
        for function in (dates_relaxed, dates_strict, dates_type, dates_value, dates_value_informed)
    ),
    *(_measure("claims", "f1", function) for function in (cues, sources)),
    *(
        _measure("claims", "f1", function)
        for function in (content_overlap, content_exact, source_and_content, speaker_and_content)
    ),
    *(
        _measure("claims", "f1", function)
        for function in (attributed_overlap, attributed_exact, attributed_source_and_content)
    ),
    *(
        _measure("claims", "share", function)
        for function in (chains_wrong, chains_or_roles_wrong, factuality, quotation, kind)
    ),
)
"""Every measure, in the order in which they are printed."""
