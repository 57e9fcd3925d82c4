"""Figures: outcomes become numbers. In: cases. Out: a `Report`, with counts, scores and intervals, as data and as JSON.

An interval is the percentile bootstrap of Efron (1979): units are drawn with replacement as often as there are units,
`RESAMPLES` times from a fixed seed, and the middle 95 % of the scores are kept. Units are articles where there are
`ENOUGH_ARTICLES`; otherwise sentences, which understates how much articles differ from one another.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from musnad.evaluate.measures import MEASURES, Case, Measure
from musnad.problems import Misuse
from musnad.spans import Span

FORMAT = "musnad evaluation 1"
"""What `format` of the JSON says."""
RESAMPLES = 1_000
SEED = 20_260_101
LEVEL = 0.95
ENOUGH_ARTICLES = 20
"""So many articles are resampled as they are; of fewer, their sentences."""
READING = "second reading"
"""The system of a report that compares two annotations."""
ALL = "all"
"""The group of all languages together."""

IN_SAMPLE = frozenset(
    {
        "7c812b2d71e2ea23d0254d3725bee2ae51ce4253a38c56a19a76f25a815b2d34",
        "7fa7c366f7e7f9dd1a59f62cb655f3e0e8977c43a94064f13ed8aadc8a81e338",
        "0600c715e099c3e54e3ffa826c91fe00dac435acbd2af7c48148f638d3d04438",
        "eb2d0513d211d8f3668024f3ace4d2804b36f2bb77ce925b33297ca7f2a4f2c1",
        "cc1343b7174590fbe114374091bf1e4e41299be8cc582011fe6f300857e52359",
    }
)
"""SHA-256 of the articles that the authors of the rules had read: what is measured on them is no forecast."""


class Tally(NamedTuple):
    """How many pieces are annotated, how many extracted, and how many of them right."""

    annotated: int = 0
    extracted: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure on one group of articles.

    Attributes:
        annotated: pieces annotated; of a ``share``, pairs.
        extracted: pieces extracted; of a ``share``, pairs again.
        right: pieces that are right; of a ``share``, pairs of which it holds.
        precision: ``right / extracted``; None where nothing was extracted, and of a ``share``.
        recall: ``right / annotated``; None where nothing is annotated, and of a ``share``.
        score: F1, ``2 right / (annotated + extracted)``; of a ``share``, ``right / pairs``. None where nothing counts.
        low: lower end of the interval of `score`; None where fewer than two units count.
        high: upper end.
    """

    annotated: int
    extracted: int
    right: int
    precision: float | None
    recall: float | None
    score: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one language, or all.

    Attributes:
        articles: how many articles.
        units: what was resampled, ``articles`` or ``sentences``.
        n_units: how many of those.
        figures: figure by name of the measure; only of measures whose layer is annotated in some article.
    """

    articles: int
    units: str
    n_units: int
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured.

    Attributes:
        system: what extracted: ``musnad rules``.
        articles: source ids of the articles that were measured.
        in_sample: those that the authors of the rules had read.
        review: how many articles have which review status.
        annotators: how many articles were annotated by whom, ``language_model`` or ``person``.
        not_measured: for each layer, the articles in which it is not annotated.
        groups: ``all``, then by language.
    """

    system: str
    articles: tuple[str, ...]
    in_sample: tuple[str, ...]
    review: dict[str, int]
    annotators: dict[str, int]
    not_measured: dict[str, tuple[str, ...]]
    groups: dict[str, Group]


def report(system: str, cases: Sequence[Case], measures: Sequence[Measure] = MEASURES) -> Report:
    """Measure `cases`, all together and by language. Articles without any annotated layer belong among them too."""
    layers = dict.fromkeys(measure.layer for measure in measures)
    missing = {layer: tuple(one.article.source_id for one in cases if layer not in one.layers) for layer in layers}
    languages = sorted({one.article.language for one in cases})
    measured = [one for one in cases if one.layers]
    groups = {ALL: _group(measured, measures)}
    for language in languages:
        groups[language] = _group([one for one in measured if one.article.language == language], measures)
    return Report(
        system=system,
        articles=tuple(one.article.source_id for one in measured),
        in_sample=tuple(one.article.source_id for one in measured if one.article.sha256 in IN_SAMPLE),
        review=_numbers(one.annotated.source.review_status for one in measured),
        annotators=_numbers(one.annotated.source.annotator or "not told" for one in measured),
        not_measured={layer: articles for layer, articles in missing.items() if articles},
        groups={name: group for name, group in groups.items() if group.articles},
    )


def _numbers(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _group(cases: Sequence[Case], measures: Sequence[Measure]) -> Group:
    by_article = len(cases) >= ENOUGH_ARTICLES
    offsets = [[0] if by_article else [span.start for span in _sentences(case)] for case in cases]
    first_unit = [sum(map(len, offsets[:at])) for at in range(len(cases))]
    n_units = sum(map(len, offsets))
    draws = _draws(n_units)
    figures = {}
    for measure in measures:
        tallies: dict[int, Tally] = {}
        for case, starts, first in zip(cases, offsets, first_unit, strict=True):
            if measure.layer in case.layers:
                _count(measure, case, starts, first, tallies)
        if any(measure.layer in case.layers for case in cases):
            figures[measure.name] = _figure(measure.kind, tallies, draws)
    return Group(len(cases), "articles" if by_article else "sentences", n_units, figures)


def _sentences(case: Case) -> list[Span]:
    return [one.span for one in case.annotated.sentences] or [Span(0, len(case.article.text))]


def _count(measure: Measure, case: Case, starts: list[int], first: int, tallies: dict[int, Tally]) -> None:
    """Add the outcomes of one article, each to the unit that it begins in; `first` is the article's first unit."""
    for outcome in measure.outcomes(case):
        unit = first + max(0, bisect_right(starts, outcome.start) - 1)
        before = tallies.get(unit, Tally())
        tallies[unit] = Tally(
            before.annotated + (outcome.annotated is not None),
            before.extracted + (outcome.extracted is not None),
            before.right + outcome.right,
        )


def _draws(n_units: int) -> list[Counter[int]]:
    """How often each unit was drawn, for every resample."""
    chance = random.Random(SEED)
    return [Counter(chance.choices(range(n_units), k=n_units)) for _ in range(RESAMPLES)] if n_units > 1 else []


def _figure(kind: str, tallies: Mapping[int, Tally], draws: Iterable[Counter[int]]) -> Figure:
    total = _sum(tallies.values())
    drawn = (_score(kind, _resampled(tallies, draw)) for draw in draws) if len(tallies) > 1 else ()
    scores = sorted(score for score in drawn if score is not None)
    is_f1 = kind == "f1"
    return Figure(
        *total,
        precision=_ratio(total.right, total.extracted) if is_f1 else None,
        recall=_ratio(total.right, total.annotated) if is_f1 else None,
        score=_score(kind, total),
        low=scores[int(len(scores) * (1 - LEVEL) / 2)] if scores else None,
        high=scores[len(scores) - 1 - int(len(scores) * (1 - LEVEL) / 2)] if scores else None,
    )


def _resampled(tallies: Mapping[int, Tally], draw: Mapping[int, int]) -> Tally:
    annotated = extracted = right = 0
    for unit, tally in tallies.items():
        times = draw[unit]
        annotated += times * tally.annotated
        extracted += times * tally.extracted
        right += times * tally.right
    return Tally(annotated, extracted, right)


def _sum(tallies: Iterable[Tally]) -> Tally:
    rows = list(tallies)
    return Tally(*(sum(column) for column in zip(*rows, strict=True))) if rows else Tally()


def _score(kind: str, tally: Tally) -> float | None:
    """F1 of pieces, or the share of pairs."""
    if kind == "f1":
        return _ratio(2 * tally.right, tally.annotated + tally.extracted)
    return _ratio(tally.right, tally.annotated)


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def to_json(found: Report) -> dict[str, Any]:
    """The report as plain JSON data; shares and scores from 0 to 1, four decimals."""
    resampling = {"resamples": RESAMPLES, "seed": SEED, "level": LEVEL}
    return {"format": FORMAT, "bootstrap": resampling, **asdict(found)}


def from_json(data: Mapping[str, Any]) -> Report:
    """A report that `to_json` made. Raises `Misuse` for anything else."""
    if data.get("format") != FORMAT:
        raise Misuse(f"not a report of musnad evaluate: its format is {data.get('format')!r}, not {FORMAT!r}")
    groups = {
        name: Group(**{**group, "figures": {one: Figure(**figure) for one, figure in group["figures"].items()}})
        for name, group in data["groups"].items()
    }
    return Report(
        system=data["system"],
        articles=tuple(data["articles"]),
        in_sample=tuple(data["in_sample"]),
        review=dict(data["review"]),
        annotators=dict(data["annotators"]),
        not_measured={layer: tuple(articles) for layer, articles in data["not_measured"].items()},
        groups=groups,
    )
