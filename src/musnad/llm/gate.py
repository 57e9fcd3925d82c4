"""Gate: what a model answered becomes claims, or is refused. In: answered sentences and their page. Out: claims.

Everything that a model names has to stand in the text: content, sources and cues together in their sentence,
conditions, places and dates by their words, actors among those whom the article names. A claim whose content, source,
cue or condition does not is refused whole: without its source it would become the article's own. A date, a place or an
id that does not is left out. Both are counted with the reason (`musnad.llm.tally`), and nothing is put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from musnad import languages
from musnad.llm import align
from musnad.llm.align import Window
from musnad.llm.form import answer_schema, claim_schema
from musnad.llm.tally import Tally
from musnad.records import Actor, Article, Claim, Date, Hop, Layers, Sentence
from musnad.spans import Span, grapheme_edges

METHOD = "llm"

_LONGEST_PROPOSITION = 1_000
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Characters that a line of English does not need, and that would show it other than it is stored."""
_TYPES = {"agency": ("agency",), "outlet": ("media", "agency")}


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer may speak of: the article, its proposals, and the actors that were shown."""

    article: Article
    proposals: Layers
    actors: dict[str, Actor]
    edges: frozenset[int]
    tally: Tally

    def window(self, number: int) -> Window:
        """The window on sentence `number`, counted from 1."""
        language = languages.load(self.article.language)
        return align.window(self.article.text, self.proposals.sentences[number - 1].span, language)


class Refused(Exception):
    """A claim is refused; `reason` is one of `musnad.llm.tally.REFUSED`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def page_of(article: Article, proposals: Layers, actors: dict[str, Actor], tally: Tally) -> Page:
    """The page of one article."""
    return Page(article, proposals, actors, frozenset(grapheme_edges(article.text)), tally)


def judge(
    page: Page, answered: Sequence[dict[str, Any]], asked: Sequence[int], before: Sequence[int]
) -> tuple[list[Claim], dict[int, str]]:
    """The claims that hold of one answer, and for sentences without any the reason that the model gave.

    `asked` and `before` are the numbers of the sentences that were asked about and shown, counted from 1.
    """
    claims: list[Claim] = []
    reasons: dict[int, str] = {}
    shown = {*asked, *before}
    for entry in answered:
        number = entry["sentence"]
        if number not in asked:
            page.tally.add("sentence_not_asked", max(1, len(entry["claims"])))
            continue
        for value in entry["claims"]:
            try:
                claims.append(_claim(page, value, number, shown))
            except Refused as refused:
                page.tally.add(refused.reason)
        if (reason := entry["no_claim"]) is not None and not entry["claims"]:
            if reason in _reasons():
                reasons[number] = reason
            else:
                page.tally.add("reason_unknown")
    page.tally.add("sentence_unanswered", len(set(asked) - {entry["sentence"] for entry in answered}))
    return claims, reasons


def lay(page: Page, claims: Iterable[Claim], reasons: dict[int, str]) -> Layers:
    """The proposals with these claims in place of theirs, each claim once and named, each sentence accounted for."""
    kept: dict[Any, Claim] = {}
    for claim in sorted(claims, key=lambda one: one.spans):
        if kept.setdefault((claim.spans, claim.attribution), claim) is not claim:
            page.tally.add("repeated")
    named = [replace(claim, local_id=f"c{n}") for n, claim in enumerate(kept.values(), start=1)]
    page.tally.add("claims", len(named))
    pieces = [piece for claim in named for piece in claim.spans]
    proposals = page.proposals
    sentences = [_accounted(one, pieces, reasons.get(n)) for n, one in enumerate(proposals.sentences, start=1)]
    return Layers(proposals.source, sentences, named, proposals.mentions, proposals.dates)


def _accounted(sentence: Sentence, pieces: Iterable[Span], reason: str | None) -> Sentence:
    if any(sentence.span.start <= piece.start and piece.end <= sentence.span.end for piece in pieces):
        return replace(sentence, no_claim_reason=None)
    if reason is not None:
        return replace(sentence, no_claim_reason=reason, method=METHOD)
    return replace(sentence, no_claim_reason=sentence.no_claim_reason or "not_extracted")


@cache
def _reasons() -> frozenset[str]:
    sentence = answer_schema()["properties"]["sentences"]["items"]
    return frozenset(value for value in sentence["properties"]["no_claim"]["enum"] if value is not None)


@cache
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(claim_schema())


def _claim(page: Page, value: Any, number: int, shown: set[int]) -> Claim:
    """One claim with all its words placed. Raises `Refused`."""
    if not _validator().is_valid(value):
        raise Refused("form")
    _check_judgements(value)
    spans, hops = _relation(page, value, number, shown)
    home = page.window(number)
    dates = _dates(page, value["dates"], home, spans)
    known = [date for date in dates if date is not None]
    time = _date(page, value["time"], home, spans) if value["time"] is not None and None not in dates else None
    speech = _date(page, value["speech_date"], home, ()) if value["speech_date"] is not None else None
    return Claim(
        local_id="",
        spans=spans,
        proposition=_proposition(page, value["proposition"]),
        kind=value["kind"],
        event_type=value["event_type"],
        actor_ids=_actors(page, value["actor_ids"]),
        recipient_ids=_actors(page, value["recipient_ids"]),
        attribution=hops,
        implicit=value["implicit"],
        quotation=value["quotation"],
        factuality=value["factuality"],
        condition=_condition(page, value["condition"], home, spans),
        time=time.edtf if time in known and time is not None else None,
        date_ids=tuple(dict.fromkeys(date.local_id for date in known)),
        speech_time=speech.edtf if speech else None,
        speech_date_id=speech.local_id if speech else None,
        place=_place(page, value["place"], home, spans),
        note=None,
        method=METHOD,
    )


def _check_judgements(value: dict[str, Any]) -> None:
    """Refuse what contradicts itself whatever the text says."""
    if bool(value["attribution"]) != (value["quotation"] != "none"):
        raise Refused("quotation_without_source")
    if value["implicit"] and not value["attribution"]:
        raise Refused("implicit_without_source")
    if value["kind"] == "demand" and value["factuality"] != "Uu":
        raise Refused("demand_committed")


def _relation(
    page: Page, value: dict[str, Any], number: int, shown: set[int]
) -> tuple[tuple[Span, ...], tuple[Hop, ...]]:
    """Content, sources and cues, placed together. Words of one hop stand in one sentence, mostly that of the claim."""
    if not value["spans"]:
        raise Refused("no_content")
    parts = [_found(page, words, number, "content_not_found") for words in value["spans"]]
    content = len(parts)
    homes = []
    for hop in value["attribution"]:
        home = number if hop["in"] is None else hop["in"]
        if home not in shown:
            raise Refused("source_not_found")
        homes.append([] if home == number else _hop_places(page, hop, home))
        parts += _hop_places(page, hop, number) if home == number else []
    placed = list(_together(page, parts, content))
    spans, rest = tuple(sorted(placed[:content])), placed[content:]
    hops: list[Hop] = []
    for hop, elsewhere in zip(value["attribution"], homes, strict=True):
        size = (hop["words"] is not None) + len(hop["cue"])
        here = list(_together(page, elsewhere, 0)) if elsewhere else rest[:size]
        rest = rest if elsewhere else rest[size:]
        hops.append(_hop(page, hop, here, hops))
    return spans, tuple(hops)


def _hop_places(page: Page, hop: dict[str, Any], number: int) -> list[list[Span]]:
    source = [] if hop["words"] is None else [_found(page, hop["words"], number, "source_not_found")]
    return source + [_found(page, words, number, "cue_not_found") for words in hop["cue"]]


def _found(page: Page, words: str, number: int, reason: str) -> list[Span]:
    found = align.places(words, page.window(number))
    if not found:
        raise Refused(reason)
    return found


def _together(page: Page, parts: Sequence[Sequence[Span]], content: int) -> tuple[Span, ...]:
    placed = align.nearest(parts, content)
    if placed is None:
        raise Refused("ambiguous")
    if any(offset not in page.edges for span in placed for offset in span):
        raise Refused("cut_letter")
    return placed


def _hop(page: Page, hop: dict[str, Any], placed: Sequence[Span], nearer: Sequence[Hop]) -> Hop:
    """One hop with its words at `placed`: the source, where it has words, then the pieces of the cue."""
    source = placed[0] if hop["words"] is not None else None
    cues = tuple(sorted(placed[1:] if source else placed))
    actor_ids = _as_named(page, _actors(page, hop["actor_ids"]), source)
    fitting = tuple(one for one in actor_ids if _fits(hop["role"], page.actors[one]))
    page.tally.add("role_does_not_fit", len(actor_ids) - len(fitting))
    if not fitting and source is None and not cues:
        raise Refused("hop_says_nothing")
    if set(fitting) & {one for other in nearer for one in other.actor_ids}:
        raise Refused("chain_circles")
    return Hop(hop["role"], fitting, source, cues)


def _as_named(page: Page, actor_ids: tuple[str, ...], source: Span | None) -> tuple[str, ...]:
    """The actors of a hop; none where its words are a name that the registry gives somebody else."""
    named = {
        mention.actor_id
        for mention in page.proposals.mentions
        if mention.span == source and mention.form in ("name", "alias")
    }
    if not actor_ids or not named or named & set(actor_ids):
        return actor_ids
    page.tally.add("actor_of_another_name", len(actor_ids))
    return ()


def _fits(role: str, actor: Actor) -> bool:
    """Whether an actor can have the role, by its type, as the check `roles_fit_actors` asks."""
    if "document" in (role, actor.type):
        return role == actor.type
    if actor.type == "unnamed":
        return True
    if role == "spokesperson":
        return actor.speaks_for is not None
    return role not in _TYPES or actor.type in _TYPES[role]


def _actors(page: Page, actor_ids: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(one for one in actor_ids if one in page.actors))
    page.tally.add("actor_not_shown", len(set(actor_ids) - set(found)))
    return found


def _proposition(page: Page, words: str) -> str | None:
    if words.strip() and len(words) <= _LONGEST_PROPOSITION and not _UNFIT.search(words):
        return words.strip()
    page.tally.add("proposition_unfit")
    return None


def _dates(page: Page, all_words: Sequence[str], home: Window, spans: Sequence[Span]) -> list[Date | None]:
    return [_date(page, words, home, spans) for words in all_words]


def _date(page: Page, words: str, home: Window, spans: Sequence[Span]) -> Date | None:
    """The proposed date that these words are part of; of several, the one inside the content."""
    found = align.places(words, home)
    for candidates in (list(align.inside(found, spans)), found):
        meant = [date for date in page.proposals.dates if any(_meets(date.span, span) for span in candidates)]
        if len(meant) == 1:
            return meant[0]
    page.tally.add("date_not_found")
    return None


def _meets(one: Span, other: Span) -> bool:
    """Whether one of the two holds the other."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    return (start, end) in (tuple(one), tuple(other))


def _condition(page: Page, words: str | None, home: Window, spans: Sequence[Span]) -> Span | None:
    if words is None:
        return None
    if (span := _only(words, home, spans)) is None or not page.edges.issuperset(span):
        raise Refused("condition_not_found")
    return span


def _place(page: Page, words: str | None, home: Window, spans: Sequence[Span]) -> Span | None:
    if words is None:
        return None
    if (span := _only(words, home, spans)) is None or not page.edges.issuperset(span):
        page.tally.add("place_not_found")
        return None
    return span


def _only(words: str, home: Window, spans: Sequence[Span]) -> Span | None:
    """The one place of the words inside the content, or the only one in its sentence."""
    found = align.places(words, home)
    for candidates in (list(align.inside(found, spans)), found):
        if len(candidates) == 1:
            return candidates[0]
    return None
