"""Examples: annotated articles as a model sees them. In: judgements. Out: questions with the answers to them.

An example is a run of sentences of one annotated article, asked and answered in the form of a request. No example comes
from the article at hand: neither by its id, nor by its text, nor by a sentence that stands in it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from musnad import languages
from musnad.folding import fold
from musnad.judgements import ArticleJudgement, Entry
from musnad.llm.form import claim_schema
from musnad.llm.prompt import BEFORE, described, written
from musnad.records import Article, Registry

_RUN = 4
"""Sentences of an example."""
_TELLING = 40
"""Code points from which on a sentence that stands in two articles makes one of them a copy of the other."""
_READ_TWICE = frozenset({"reviewed", "double_annotated"})


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the article it is from, its language, and the two turns."""

    source_id: str
    language: str | None
    sha256: str
    sentences: tuple[str, ...]
    question: str
    answer: str

    def turns(self) -> tuple[str, str]:
        """The question and its answer."""
        return self.question, self.answer


def gather(judged: Iterable[ArticleJudgement], registry: Registry, allowed: str) -> list[Example]:
    """The best example of each annotated article that may serve as one, in order of their ids.

    `allowed` is ``reviewed``, ``drafted`` (which allows reviewed ones too) or ``none``.
    """
    found = []
    for judgement in sorted(judged, key=lambda one: str(one["source_id"])):
        read_twice = judgement["review"]["status"] in _READ_TWICE
        if allowed != "none" and (read_twice or allowed == "drafted") and "claims" in judgement["layers"]:
            example = _example(judgement, registry)
            found += [example] if example else []
    return found


def fitting(examples: Iterable[Example], article: Article, most: int) -> list[tuple[str, str]]:
    """The turns of at most `most` examples for `article`, those of its language first, none of them from it."""
    text = fold(article.text).text

    def is_other(one: Example) -> bool:
        same = one.source_id == article.source_id or one.sha256 == article.sha256
        return not same and not any(len(words) >= _TELLING and words in text for words in one.sentences)

    others = sorted(filter(is_other, examples), key=lambda one: (one.language != article.language, one.source_id))
    return [one.turns() for one in others[:most]]


def _example(judgement: Entry, registry: Registry) -> Example | None:
    """The run of sentences in which most kinds of things are shown; None where none can be shown as an answer."""
    sentences, dates = judgement["sentences"], _date_words(judgement)
    answered = [_answered(number, sentence, dates) for number, sentence in enumerate(sentences, start=1)]
    best, chosen = 0, range(0)
    for start in range(len(sentences)):
        run = range(start, min(start + _RUN, len(sentences)))
        if any(sentences[at]["role"] == "metadata" for at in run):
            continue
        known = [entry for entry in answered[run.start : run.stop] if entry is not None]
        if len(known) == len(run) and _is_told(known, _before(run)) and len(set(_shown(known))) > best:
            best, chosen = len(set(_shown(known))), run
    if not best:
        return None
    language = languages.detect(" ".join(sentence["text"] for sentence in sentences))
    return Example(
        source_id=judgement["source_id"],
        language=language,
        sha256=judgement["sha256"],
        sentences=tuple(fold(sentence["text"]).text.strip() for sentence in sentences),
        question=_question(judgement, chosen, registry, language),
        answer=written(sentences=answered[chosen.start : chosen.stop]),
    )


def _before(run: range) -> range:
    return range(max(0, run.start - BEFORE), run.start)


def _is_told(answered: Iterable[Mapping[str, Any]], before: range) -> bool:
    """Whether every hop has its words in a sentence that the example shows."""
    shown = {None, *(entry["sentence"] for entry in answered), *(at + 1 for at in before)}
    return all(hop["in"] in shown for entry in answered for claim in entry["claims"] for hop in claim["attribution"])


def _shown(answered: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """What can be learnt from an answer: every value of a closed vocabulary, and what is not empty."""
    for entry in answered:
        yield "no_claim", entry["no_claim"]
        for claim in entry["claims"]:
            yield from ((key, claim[key]) for key in ("kind", "quotation", "factuality", "implicit"))
            yield from ((key, bool(claim[key])) for key in ("condition", "place", "dates", "speech_date"))
            yield "hops", len(claim["attribution"])
            yield from (("role", hop["role"]) for hop in claim["attribution"])


def _question(judgement: Entry, run: range, registry: Registry, language: str | None) -> str:
    sentences = judgement["sentences"]
    asked, before = ([(at + 1, sentences[at]) for at in places] for places in (run, _before(run)))
    shown = [sentence for _, sentence in (*before, *asked)]
    mentioned = {mention["actor_id"] for sentence in shown for mention in sentence["mentions"]}
    for claim in (claim for _, sentence in asked for claim in sentence["claims"]):
        hops = (hop["actor_ids"] for hop in claim["attribution"])
        mentioned.update(claim["actor_ids"], claim["recipient_ids"], *hops)
    return written(
        language=languages.load(language).name if language else None,
        published=judgement["source"]["published"],
        before=[{"sentence": number, "text": sentence["text"]} for number, sentence in before],
        sentences=[
            {"sentence": number, "role": sentence["role"], "text": sentence["text"]} for number, sentence in asked
        ],
        actors=[described(registry[one]) for one in sorted(mentioned) if one in registry],
        dates=[{"words": date["words"], "value": date["value"]} for sentence in shown for date in sentence["dates"]],
    )


def _date_words(judgement: Entry) -> dict[str, tuple[str, str | None]]:
    """Local id of a date to its words and its EDTF value."""
    dates = (date for sentence in judgement["sentences"] for date in sentence["dates"])
    return {date["id"]: (date["words"], date["edtf"]) for date in dates}


def _answered(number: int, sentence: Entry, dates: Mapping[str, tuple[str, str | None]]) -> dict[str, Any] | None:
    """A sentence of an annotation as an answer; None where an answer cannot say it."""
    claims = [_answered_claim(claim, dates) for claim in sentence["claims"]]
    if any(claim is None for claim in claims):
        return None
    return {"sentence": number, "no_claim": sentence.get("no_claim"), "claims": claims}


def _answered_claim(claim: Entry, dates: Mapping[str, tuple[str, str | None]]) -> dict[str, Any] | None:
    """A claim as an answer; None where its words stand in more sentences than an answer can name."""
    hops = [_answered_hop(hop) for hop in claim["attribution"]]
    if None in hops or any(_in(one) for one in (*claim["spans"], claim["condition"], claim["place"])):
        return None
    named = [dates[one] for one in claim["date_ids"]]
    wanted = claim.get("time", named[0][1] if len(named) == 1 else None)
    values = {
        **claim,
        "spans": [_words(one) for one in claim["spans"]],
        "attribution": hops,
        "condition": _words(claim["condition"]),
        "time": next((words for words, edtf in named if edtf is not None and edtf == wanted), None),
        "dates": [words for words, _ in named],
        "speech_date": dates[claim["speech_date_id"]][0] if claim["speech_date_id"] else None,
        "place": _words(claim["place"]),
    }
    return {key: values[key] for key in claim_schema()["properties"]}


def _answered_hop(hop: Entry) -> dict[str, Any] | None:
    """A hop as an answer; None where its source and its cue stand in two sentences."""
    cue = hop["cue"]
    pieces = cue if isinstance(cue, list) else [cue] if cue is not None else []
    stands = {_in(piece) for piece in pieces} | ({hop.get("in")} if hop["words"] is not None else set())
    if len(stands) > 1:
        return None
    return {
        "role": hop["role"],
        "actor_ids": hop["actor_ids"],
        "words": hop["words"],
        "in": next(iter(stands), None),
        "cue": [_words(piece) for piece in pieces],
    }


def _words(value: Any) -> Any:
    return value["words"] if isinstance(value, dict) else value


def _in(value: Any) -> Any:
    return value.get("in") if isinstance(value, dict) else None
