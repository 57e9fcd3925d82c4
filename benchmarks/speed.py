"""How fast the whole extractor is beside the assembled pipeline, on the same articles, one core each.

python benchmarks/speed.py                            five rounds of each, interleaved, each in a process of its own
python benchmarks/speed.py --profile extractor        where its time goes; also: command, pipeline

- ``extractor``: every file of a folder read, extracted, made rows, every span verified, written as Parquet.
- ``command``: `musnad extract` on the same folder, which beside that makes a release: every check of `musnad check` on
  what was written, digests, failures, manifest, card.
- ``pipeline``: the assembled pipeline (``pipeline.py``) on the same folder, what it found written as Parquet.

Imports and a first run over a few articles are left out of all; registry and models are ready. The command reads the
registry again. Needs the extra ``bench``.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import json
import os
import pstats
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import varied

from musnad import cli, collector
from musnad.judgements import read_judgements
from musnad.problems import Misuse
from musnad.records import Registry, Row
from musnad.report import columns

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = ("extractor", "command", "pipeline")
QUOTED = (
    ("quote", "start", "end"),
    ("condition", "condition_start", "condition_end"),
    ("place", "place_start", "place_end"),
)
"""Columns of words, each with those of their offsets."""
FEW = 10
"""Articles of the first run, which is not measured."""
ONE_CORE = dict.fromkeys(("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS", "ARROW_NUM_THREADS"), "1")

Run = Callable[[Path, Path, Path], tuple[int, int]]
"""Folder of articles, folder to write to, actor registry, to the number of articles and of rows written."""


def main() -> int:
    """Make the articles, run both systems in turn, print how they compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400, metavar="N", help="how many articles (default: 400)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each system runs (default: 5)")
    parser.add_argument("--profile", choices=SYSTEMS, help="say instead where the time of this one goes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every run there")
    parser.add_argument("--worker", choices=SYSTEMS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        print(json.dumps(measured(arguments.worker, arguments.folder)))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = varied.articles(ROOT / "seeds", folder / "articles", arguments.articles)
        varied.articles(ROOT / "seeds", folder / "few", FEW)
        aliases = varied.registry(ROOT / "annotations" / "actors.yaml", folder / "actors.yaml")
        print(f"{arguments.articles:,} articles, {size / 1e6:.1f} MB, over {aliases:,} names a language")
        if arguments.profile:
            print("\n".join(profile(RUNS[arguments.profile], folder)))
            return 0
        runs = [run for _ in range(arguments.rounds) for run in one_round(folder)]
    print("\n".join(comparison(runs)))
    if arguments.json:
        arguments.json.write_text(json.dumps(runs, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


def one_round(folder: Path) -> Iterator[dict[str, Any]]:
    """One run of every system, one after the other, each in a process of its own."""
    for system in SYSTEMS:
        command = [sys.executable, __file__, "--worker", system, "--folder", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | ONE_CORE, check=False)
        if done.returncode:
            raise Misuse(f"the run of {system} failed:\n{done.stderr}")
        run: dict[str, Any] = json.loads(done.stdout)
        print(f"{system:10} {run['articles_per_s']:9,.1f} articles/s  {run['cpu_s']:7.2f} CPU-s", file=sys.stderr)
        yield run


def measured(system: str, folder: Path) -> dict[str, Any]:
    """Run one system in this process and say how long it took and how much it needed."""
    run = RUNS[system]
    run(folder / "few", folder / f"few-{os.getpid()}", folder / "actors.yaml")
    wall, cpu = time.perf_counter(), time.process_time()
    with collector.paused():  # as `musnad extract` does; for all, so that it makes no difference between them
        written, rows = run(folder / "articles", folder / f"out-{os.getpid()}", folder / "actors.yaml")
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    number = len(list((folder / "articles").glob("*.txt")))
    return {
        "system": system,
        "articles": number,
        "written": written,
        "rows": rows,
        "wall_s": round(wall, 3),
        "cpu_s": round(cpu, 3),
        "articles_per_s": round(number / wall, 1),
        "articles_per_cpu_s": round(number / cpu, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def _extractor(articles: Path, out: Path, actors: Path) -> tuple[int, int]:
    """The stages themselves, over all articles, and one file for each table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from musnad import schema
    from musnad.assemble import assemble
    from musnad.extract import extract
    from musnad.judgements import Judgements
    from musnad.read import read_articles
    from musnad.records import Links

    judgements = Judgements(registry(actors))
    found = read_articles(articles)[0]
    layers = {article.source_id: extract(article, judgements.registry) for article in found}
    tables, _ = assemble(found, layers, Links(), judgements)
    texts = {article.source_id: article.text for article in found}
    out.mkdir()
    for table, rows in tables.items():
        for row in rows:
            verify(row, texts.get(row.get("source_id", ""), ""))
        pq.write_table(pa.Table.from_pylist(rows, schema=schema.table(table).arrow), out / f"{table}.parquet")
    return len(tables["sources"]), sum(map(len, tables.values()))


def verify(row: Row, text: str) -> None:
    """Compare every quote of a row with the words that stand at its offsets. Raises `ValueError` where they differ."""
    for column, start, end in QUOTED:
        if (quote := row.get(column)) is not None and text[row[start] : row[end]] != quote:
            raise ValueError(f"«{quote}» does not stand at {row[start]}")
    for column in ("spans", "attribution"):
        for span in row.get(column, ()):
            verify(span, text)


def _command(articles: Path, out: Path, actors: Path) -> tuple[int, int]:
    """The command itself, as a person would call it."""
    from musnad import release

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = cli.main(["extract", str(articles), "--out", str(out), "--actors", str(actors)])
    if code:
        raise Misuse(f"musnad extract ended with {code}:\n{said.getvalue()}")
    tables = release.read_manifest(out)["tables"]
    return tables["sources"]["rows"], sum(entry["rows"] for entry in tables.values())


@cache
def registry(actors: Path) -> Registry:
    """The registry of a file, read once."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(actors, Path(folder) / "actors.yaml")
        return read_judgements(Path(folder))[0].registry


def _pipeline(articles: Path, out: Path, actors: Path) -> tuple[int, int]:
    """The assembled pipeline, its documents streamed through spaCy, its rows written as one table."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pipeline import rows_of_folder

    rows = list(rows_of_folder(articles, registry(actors)))
    names = ("source_id", "layer", "start", "end", "quote", "value")
    out.mkdir()
    pq.write_table(pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))), out / "rows.parquet")
    return len({row[0] for row in rows}), len(rows)


RUNS: Mapping[str, Run] = {"extractor": _extractor, "command": _command, "pipeline": _pipeline}


def comparison(runs: list[dict[str, Any]]) -> Iterator[str]:
    """The medians of every system, and the ratio of the two."""
    of = {system: [run for run in runs if run["system"] == system] for system in SYSTEMS}
    median = {
        system: {key: statistics.median(run[key] for run in of[system]) for key in of[system][0] if key != "system"}
        for system in SYSTEMS
    }
    rows = [
        ["median of the rounds", "articles/s", "least–most", "CPU-s", "articles/CPU-s", "peak MB", "written", "rows"]
    ]
    for system, row in median.items():
        speeds = sorted(run["articles_per_s"] for run in of[system])
        rows.append(
            [
                system,
                f"{row['articles_per_s']:,.1f}",
                f"{speeds[0]:,.1f}–{speeds[-1]:,.1f}",
                f"{row['cpu_s']:.2f}",
                f"{row['articles_per_cpu_s']:,.1f}",
                f"{row['peak_mb']:,.0f}",
                f"{row['written']:,.0f}",
                f"{row['rows']:,.0f}",
            ]
        )
    yield from columns(rows, right=frozenset(range(1, 8)))
    for system in SYSTEMS[:-1]:
        wall, cpu = (median[system][key] / median["pipeline"][key] for key in ("articles_per_s", "articles_per_cpu_s"))
        yield f"{system}: {wall:.1f} times the pipeline's articles per second, {cpu:.1f} times per CPU-second"


def profile(run: Run, folder: Path) -> Iterator[str]:
    """Where the time goes, by module and by function of musnad. The profiler slows calls down: read the shares."""
    run(folder / "few", folder / "few-out", folder / "actors.yaml")
    profiler = cProfile.Profile()
    profiler.enable()
    run(folder / "articles", folder / "out", folder / "actors.yaml")
    profiler.disable()
    stats = pstats.Stats(profiler)
    own: Counter[str] = Counter()
    functions = []
    for (file, _, function), (_, calls, seconds, cumulated, _) in stats.stats.items():  # type: ignore[attr-defined]
        own[_module(file)] += seconds
        functions.append((cumulated, seconds, calls, f"{_module(file)}.{function}"))
    total = sum(own.values())
    rows = [["own time by module", "s", "share"]]
    rows += [[module, f"{seconds:.2f}", f"{seconds / total:.1%}"] for module, seconds in own.most_common(30)]
    yield from columns(rows, right=frozenset({1, 2}))
    yield ""
    rows = [["function", "with what it calls, s", "share", "own, s", "calls"]]
    for cumulated, seconds, calls, name in sorted(functions, reverse=True):
        if name.startswith("musnad.") and cumulated / total >= 0.01:
            rows.append([name, f"{cumulated:.2f}", f"{cumulated / total:.1%}", f"{seconds:.2f}", f"{calls:,}"])
    yield from columns(rows[:60], right=frozenset(range(1, 5)))


def _module(file: str) -> str:
    """The module that a file is, of musnad; the package, of others."""
    parts = Path(file).with_suffix("").parts
    if "musnad" in parts:
        return ".".join(parts[len(parts) - 1 - parts[::-1].index("musnad") :]).removesuffix(".__init__")
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "built in" if file == "~" else "Python"


if __name__ == "__main__":
    sys.exit(cli.guarded(main, "benchmarks/speed.py"))
