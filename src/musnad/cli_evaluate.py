"""The command `musnad evaluate`: measures the extractor. In: arguments. Out: tables on the terminal, and JSON.

What it needs is imported inside it, so that ``musnad --help`` answers at once.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from musnad.problems import Misuse

if TYPE_CHECKING:
    from musnad.evaluate import Case, Report

ABOUT = "compare extraction with annotation"
EXAMPLE = "musnad evaluate --seeds seeds --annotations annotations --json evaluation.json"

_HEAD = ["", "annotated", "extracted", "right", "P", "R", "F1", "95 %"]
_SHARE_HEAD = ["of pairs of claims", "pairs", "such", "share", "95 %"]


def options(add: Callable[..., argparse.Action]) -> None:
    """Add the options of the command."""
    for name, about in (("seeds", "articles, *.txt"), ("annotations", "judgements")):
        add(f"--{name}", type=Path, default=Path(name), metavar="DIR", help=f"folder of {about} (default: {name})")
    add("--json", type=Path, metavar="FILE", help="also write the figures there, as JSON")
    add("--page", type=Path, metavar="FILE", help="also write the page of the handbook there, as Markdown")
    add(
        "--second", type=Path, metavar="DIR", help="measure another annotation there instead: how far two readers agree"
    )
    add("--mistakes", metavar="MEASURE", help="list what a measure counts as missed, extra or wrong instead: cues")


def run_evaluate(arguments: argparse.Namespace) -> int:
    """Measure, print, and write what was asked for."""
    from musnad import evaluate
    from musnad.extract import extract
    from musnad.measure import cases, second_reading

    second, folders = arguments.second, (arguments.seeds, arguments.annotations)
    measured = cases(*folders, second_reading(arguments.seeds, second)) if second else cases(*folders, extract)
    if arguments.mistakes:
        print("\n".join(mistakes(measured, arguments.mistakes)))
        return 0
    found = evaluate.report(evaluate.READING if second else "musnad rules", measured)
    print("\n".join(lines([found])))
    if arguments.json:
        _write(arguments.json, json.dumps(evaluate.to_json(found), ensure_ascii=False, indent=1) + "\n")
    if arguments.page:
        _write(arguments.page, evaluate.page(found))
    return 0


def lines(reports: Sequence[Report]) -> Iterator[str]:
    """Reports on the same articles as lines of text: a table for each group and system, then the remarks."""
    from musnad.evaluate import remarks
    from musnad.evaluate.page import title
    from musnad.report import count

    for name in reports[0].groups:
        for found in reports:
            group = found.groups[name]
            yield f"{title(name)}: {count(group.articles, 'article')}, {found.system}"
            yield from _table(found, name)
            yield ""
    yield from remarks(reports[0])


def _table(found: Report, group: str) -> Iterator[str]:
    from musnad.evaluate import MEASURES
    from musnad.evaluate.page import cells, label
    from musnad.report import columns

    figures = found.groups[group].figures
    for kind, head in (("f1", _HEAD), ("share", _SHARE_HEAD)):
        rows = [
            [label(one), *cells(figures[one.name], kind)]
            if one.name in figures
            else [label(one), "not measured", *[""] * (len(head) - 2)]
            for one in MEASURES
            if one.kind == kind
        ]
        yield from columns([head, *rows], right=frozenset(range(1, len(head))))


def mistakes(measured: Sequence[Case], name: str) -> Iterator[str]:
    """Every outcome that a measure does not count as right, with the words of both; of a share, those it counts."""
    from musnad.evaluate import MEASURES
    from musnad.report import isolated

    measure = next((one for one in MEASURES if one.name == name.replace(" ", "_")), None)
    if measure is None:
        raise Misuse(f"there is no measure {name}. Name one of {', '.join(one.name for one in MEASURES)}")
    for case in measured:
        if measure.layer not in case.layers:
            continue
        for outcome in sorted(measure.outcomes(case), key=lambda one: one.start):
            if outcome.right == (measure.kind == "share"):
                ours, theirs = (
                    " … ".join(isolated(span.of(case.article.text)) for span in piece) if piece else "–"
                    for piece in (outcome.annotated, outcome.extracted)
                )
                yield f"{case.article.source_id}:{outcome.start}  annotated {ours}  extracted {theirs}"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Misuse(f"{path} cannot be written ({error.strerror}). Name a file in a folder that is there") from None
