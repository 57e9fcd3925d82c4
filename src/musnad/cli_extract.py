"""The command `musnad extract`: a dataset from any articles. In: arguments. Out: a release, and what became of them.

What it needs is imported inside it, so that ``musnad --help`` answers at once.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from musnad.problems import Misuse, ProblemsFound

if TYPE_CHECKING:
    from musnad.harvest import Extractor, Harvest
    from musnad.judgements import ArticleJudgement
    from musnad.llm import Tally
    from musnad.records import Registry

ABOUT = "extract a dataset from a folder of .txt, a JSONL file or a Parquet file"
EXAMPLE = "musnad extract articles.jsonl.xz --out extracted"
EXTRACTORS = ("rules", "llm")
_REASONS = 10
"""Most kinds of failure that the summary lists."""


def options(add: Callable[..., argparse.Action]) -> None:
    """Add the options of the command."""
    from musnad.llm import declare_options

    fields = "text and optional id, date, title, url, outlet, byline, language"
    kinds = f"folder of .txt; .jsonl, also .gz, .xz, .zst, or .parquet with {fields}"
    add("input", type=Path, metavar="INPUT", help=kinds)
    add("--out", type=Path, metavar="DIR", help="folder to publish in")
    add("--actors", type=Path, metavar="FILE", help="registry of actors (default: annotations/actors.yaml, else ours)")
    add("--extractor", choices=EXTRACTORS, default=EXTRACTORS[0], help=f"who reads (default: {EXTRACTORS[0]})")
    declare_options(add)


def run_extract(arguments: argparse.Namespace) -> int:
    """Extract a dataset and say what became of the articles."""
    started = time.perf_counter()
    from musnad import progress
    from musnad.extract import extract
    from musnad.harvest import harvest
    from musnad.llm import Tally

    registry, actors_from = _registry(arguments.actors)
    tally = Tally()
    extractor: Extractor = extract
    if arguments.dry_run:
        print("\n".join(_estimate(arguments, registry)))
        return 0
    if arguments.out is None:
        raise Misuse("name the folder to publish in with --out DIR")
    if arguments.extractor == "llm":
        extractor = _language_model(arguments, tally)
    made = harvest(
        arguments.input,
        arguments.out,
        registry,
        extractor=extractor,
        workers=arguments.concurrency if arguments.extractor == "llm" else 1,
        progress=progress.through,
        actors_from=actors_from,
    )
    print("\n".join([*lines(made, time.perf_counter() - started), *tally.lines()]))
    return 0


def _language_model(arguments: argparse.Namespace, tally: Tally) -> Extractor:
    """The extractor that asks a language model, with examples from the annotations at hand."""
    from musnad import llm
    from musnad.extract import extract

    return llm.extractor(llm.options_of(arguments), extract, _judged(), tally)


def _estimate(arguments: argparse.Namespace, registry: Registry) -> list[str]:
    """What asking a language model would take; nothing is asked and nothing written."""
    from musnad import llm
    from musnad.extract import extract
    from musnad.harvest import articles

    if arguments.extractor != "llm":
        raise Misuse("--dry-run is for a language model: the rules cost nothing. Add --extractor llm")
    found = llm.estimate(llm.options_of(arguments), extract, articles(arguments.input), registry, _judged())
    return found.lines(arguments.price_in, arguments.price_out)


def _judged() -> list[ArticleJudgement]:
    """The articles that are annotated in this folder, if it has annotations."""
    from musnad.judgements import read_judgements

    folder = Path("annotations")
    return list(read_judgements(folder)[0].articles.values()) if folder.is_dir() else []


def _registry(path: Path | None) -> tuple[Registry, str]:
    """The registry and the name of its file: the one that is named, the repository's, or the installed one."""
    from musnad.judgements import REGISTRY, read_registry

    chosen = path or next((one for one in (Path("annotations/actors.yaml"),) if one.is_file()), REGISTRY)
    if not chosen.is_file():
        raise Misuse(f"{chosen} is no file. Name a registry of actors with --actors FILE")
    registry, problems = read_registry(chosen)
    if problems:
        raise ProblemsFound(problems)
    return registry, chosen.name


def lines(made: Harvest, seconds: float) -> Iterator[str]:
    """What an extraction made, for a terminal."""
    failed = made.read - made.written
    yield f"{made.out}: read {made.read:,} = written {made.written:,} + failed {failed:,}"
    tables = made.manifest["tables"]
    yield "  " + ", ".join(f"{entry['rows']:,} {table}" for table, entry in tables.items() if entry["rows"])
    if failed:
        yield f"failed, with every reason in {made.out}/failures.jsonl:"
        yield from (f"  {count:,} {stage}: {reason}" for (stage, reason), count in made.failed.most_common(_REASONS))
        if len(made.failed) > _REASONS:
            yield f"  … and {len(made.failed) - _REASONS} more kinds"
    if made.unregistered:
        yield f"speakers that the registry does not know: {made.unregistered:,}, listed in {made.out}/unregistered.yaml"
    if made.unknown:
        fields = ", ".join(f"{name} ({count:,})" for name, count in sorted(made.unknown.items()))
        yield f"fields that were not read: {fields}"
    yield f"{seconds:.1f} s, {made.read / seconds:,.0f} articles a second"
