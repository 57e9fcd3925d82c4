"""The page of the evaluation: reports go in, the Markdown of ``docs/evaluation.md`` comes out, as text.

The same remarks stand under the tables of the command line: a figure is never shown without what it was measured on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from musnad import languages
from musnad.evaluate.figures import ALL, ENOUGH_ARTICLES, LEVEL, READING, RESAMPLES, SEED, Figure, Group, Report
from musnad.evaluate.measures import MEASURES, Measure

FIRST_LINE = "<!-- generated from seeds/ and annotations/ by musnad evaluate; do not edit -->"

_HEAD = ["Measure", "Annotated", "Extracted", "Right", "Precision", "Recall", "F1", "95 %"]
_SHARE_HEAD = ["Of pairs of claims", "Pairs", "Of them", "Share", "95 %"]
_READINGS = {"Annotated": "First", "Extracted": "Second", "Right": "Alike"}
"""What the columns are called where two annotations are compared."""

_ABOUT = """\
What the extractor finds by itself is compared with what was annotated by reading, one article after the other. Only an
annotated layer is measured.

- A piece of the annotation is paired with one piece of the extraction at most, and the other way round. Where pieces
  need only overlap, the pair that is most alike is taken first; among equals, for claims the one whose source agrees
  too; then the one that comes first in the text. The figures depend on nothing else.
- **Precision** is the share of extracted pieces that are right, **recall** the share of annotated ones that were found,
  **F1** their harmonic mean.
- Of pairs of claims whose contents are alike: the share with a wrong chain, which is to be low, and the shares that
  agree in factuality, kind of quotation and kind, which are to be high."""


class Elsewhere(NamedTuple):
    """Figures that were measured on other articles, or of another reader: their heading, what they are, the report."""

    heading: str
    about: str
    report: Report


def page(found: Report, peers: Sequence[Report] = (), elsewhere: Sequence[Elsewhere] = (), picture: str = "") -> str:
    """The page.

    Args:
        found: the rules on the articles that are published.
        peers: other systems measured on the same articles by the same code; they stand beside.
        elsewhere: what was measured otherwise; it comes first, since it says what to expect.
        picture: HTML that shows the figures at a glance.
    """
    blocks = [FIRST_LINE, "# Evaluation", *[picture] * bool(picture), _ABOUT]
    for one in elsewhere:
        blocks += [f"## {one.heading}", one.about, *_groups(one.report)]
    blocks += [f"## On the {_count(len(found.articles), 'published article')}", *_groups(found), *_peers(found, peers)]
    meanings = [[f"`{label(one)}`", one.about] for one in MEASURES]
    blocks += ["## What is right", "\n".join(_table(["Measure", "Right are"], meanings))]
    return "\n\n".join(blocks) + "\n"


def _groups(found: Report) -> Iterator[str]:
    """What a report says: remarks, then the figures of all articles with the scores of each language beside."""
    yield "\n".join(f"- {line}" for line in remarks(found))
    languages_apart = {name: group for name, group in found.groups.items() if name != ALL}
    counts = (f"{title(name)}: {_count(group.articles, 'article')}" for name, group in found.groups.items())
    yield f"{'; '.join(counts)}."
    yield from _tables(found.groups[ALL], languages_apart, _READINGS if found.system == READING else {})


def remarks(found: Report) -> Iterator[str]:
    """What has to be known to read the figures, a sentence or two each."""
    n_articles, n_seen = len(found.articles), len(found.in_sample)
    if found.system == READING:
        yield (
            f"How far two readings of {_count(n_articles, 'article')} agree, made without sight of one another: the "
            "first counts as annotated, the second as extracted, so precision and recall only say on which side a "
            "piece is missing."
        )
    elif n_seen:
        which = "All of them are" if n_seen == n_articles else f"{n_seen:,} of them {'is' if n_seen == 1 else 'are'}"
        yield (
            f"Measured on {_count(n_articles, 'article')}. {which} in-sample: the people who wrote the rules, the "
            "lexicons and the actor registry had read them. These figures show what the rules were made to do, not "
            "what to expect of another text."
        )
    else:
        measured = _count(n_articles, "article")
        yield f"Measured on {measured}; the authors of the rules are not known to have read any."
    yield f"Review status of the annotation: {_numbers(found.review)}. Annotator: {_numbers(found.annotators)}."
    for layer, articles in found.not_measured.items():
        yield f"Not measured, because not annotated: {layer} of {_listed(articles)}."
    yield _resampling({group.units for group in found.groups.values()})


def _resampling(units: Set[str]) -> str:
    """How the interval was made, and what it leaves out."""
    how = (
        f"The interval is a percentile bootstrap: {' or '.join(sorted(units))} drawn with replacement, "
        f"{RESAMPLES:,} times, from seed {SEED}; the middle {LEVEL:.0%} of the scores."
    )
    if "sentences" not in units:
        return how
    return f"{how} Below {ENOUGH_ARTICLES} articles sentences are drawn, which understates how articles differ."


def title(group: str) -> str:
    """How a group is headed: the English name of its language."""
    if group == ALL:
        return "All articles"
    return languages.load(group).name if group in languages.available() else group


def label(measure: Measure) -> str:
    """How a measure is called in print."""
    return measure.name.replace("_", " ")


def cells(figure: Figure, kind: str) -> list[str]:
    """A figure as the cells of a row: counts, then scores; a dash where there is nothing to divide."""
    counts = [f"{number:,}" for number in (figure.annotated, figure.extracted, figure.right)]
    if kind == "share":
        return [counts[0], counts[2], number(figure.score), interval(figure)]
    return [*counts, *(number(one) for one in (figure.precision, figure.recall, figure.score)), interval(figure)]


def number(value: float | None) -> str:
    """A share to three decimals: ``.912``, ``1.000``, or a dash."""
    if value is None:
        return "–"
    shown = f"{value:.3f}"
    return shown.removeprefix("0")


def interval(figure: Figure) -> str:
    """The interval of a figure: ``.85–.95``, or a dash."""
    if figure.low is None or figure.high is None:
        return "–"
    return f"{number(figure.low)}–{number(figure.high)}"


def _tables(group: Group, apart: Mapping[str, Group], names: Mapping[str, str]) -> Iterator[str]:
    """The figures of a group, with the scores of groups within it; `names` are what columns are called otherwise."""
    for kind, head in (("f1", _HEAD), ("share", _SHARE_HEAD)):
        rows = [
            [
                label(one),
                *cells(group.figures[one.name], kind),
                *(number(part.figures[one.name].score) if one.name in part.figures else "–" for part in apart.values()),
            ]
            for one in MEASURES
            if one.kind == kind and one.name in group.figures
        ]
        if rows:
            yield "\n".join(_table([names.get(name, name) for name in [*head, *map(title, apart)]], rows))
    lacking = sorted({one.layer for one in MEASURES if one.name not in group.figures})
    if lacking:
        yield f"Not measured: {', '.join(lacking)}."


def _peers(found: Report, peers: Sequence[Report]) -> Iterator[str]:
    """F1 of every system beside ours, for the measures that it takes part in."""
    if not peers:
        return
    yield "## Beside others"
    yield (
        "The same articles and the same code of measurement. A dash is a measure that a system takes no part in. The "
        "others were not made for this annotation: they show what can be had by putting existing parts together."
    )
    ours = found.groups[ALL].figures
    rows = []
    for measure in MEASURES:
        if measure.kind == "f1" and measure.name in ours:
            theirs = [one.groups[ALL].figures.get(measure.name) for one in peers]
            beside = [number(one.score) if one and one.extracted else "–" for one in theirs]
            rows.append([label(measure), number(ours[measure.name].score), *beside])
    yield "\n".join(_table(["F1", found.system, *(one.system for one in peers)], rows))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    aligned = ["---", *["---:"] * (len(head) - 1)] if len(head) > 2 else ["---", "---"]
    return [f"| {' | '.join(row)} |" for row in (head, aligned, *rows)]


def _count(articles: int, noun: str) -> str:
    return f"{articles:,} {noun}{'' if articles == 1 else 's'}"


def _numbers(of: Mapping[str, int]) -> str:
    return ", ".join(f"{times:,} {name}" for name, times in of.items()) or "none"


def _listed(articles: Sequence[str]) -> str:
    shown = ", ".join(f"`{one}`" for one in articles[:5])
    return shown if len(articles) <= 5 else f"{shown} and {len(articles) - 5:,} more"
