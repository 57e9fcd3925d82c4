"""What existing parts find on the same articles, beside musnad, measured by the same code.

python benchmarks/peers.py                                    the five articles of this repository
python benchmarks/peers.py --seeds DIR --annotations DIR      another annotated folder
python benchmarks/peers.py --json FILE                        also write the reports, one for each system

`dateparser.search` for dates; for all layers the assembled pipeline of ``pipeline.py``. Needs the extra ``bench``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pipeline

from musnad import cli, evaluate, measure
from musnad.evaluate.page import label, number, title
from musnad.extract import extract
from musnad.report import columns

ROOT = Path(__file__).resolve().parents[1]
EVERY_LAYER = frozenset(one.layer for one in evaluate.MEASURES)
SYSTEMS: tuple[tuple[str, measure.Extractor, frozenset[str]], ...] = (
    ("musnad", extract, EVERY_LAYER),
    ("dateparser.search", pipeline.dates_alone, frozenset({"dates"})),
    ("assembled pipeline", pipeline.extract, EVERY_LAYER),
)
"""Name, extractor, and the layers that it takes part in."""


def main() -> int:
    """Measure every system and print their figures side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", metavar="DIR")
    parser.add_argument("--annotations", type=Path, default=ROOT / "annotations", metavar="DIR")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the reports there")
    arguments = parser.parse_args()
    reports = [
        evaluate.report(
            name,
            measure.cases(arguments.seeds, arguments.annotations, extractor),
            [one for one in evaluate.MEASURES if one.layer in layers],
        )
        for name, extractor, layers in SYSTEMS
    ]
    print("\n".join(lines(reports)))
    if arguments.json:
        text = json.dumps([evaluate.to_json(one) for one in reports], ensure_ascii=False, indent=1)
        arguments.json.write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0


def lines(reports: Sequence[evaluate.Report]) -> Iterator[str]:
    """F1 of every system, for each group and measure; the share, for a measure that is one."""
    for name in reports[0].groups:
        rows = [[title(name), *(one.system for one in reports)]]
        for one in evaluate.MEASURES:
            figures = [found.groups[name].figures.get(one.name) for found in reports]
            rows.append([label(one), *(number(figure.score) if figure else "–" for figure in figures)])
        yield from columns(rows, right=frozenset(range(1, len(reports) + 1)))
        yield ""
    yield from evaluate.remarks(reports[0])
    yield "Peers take names and aliases from the same registry, and the same day of publication where it is given."


if __name__ == "__main__":
    sys.exit(cli.guarded(main, "benchmarks/peers.py"))
