"""The handbook: a repository goes in; what mkdocs needs beside the committed pages comes out, and goes to `docs/`.

Nothing of it is committed. Like `musnad.build` this knows more than one stage, so that no stage has to know another.
"""

from __future__ import annotations

import importlib
import json
import os
import pickle
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import yaml

from musnad import collector, document, evaluate, measure, release
from musnad.build import FOLDERS as PLACES
from musnad.build import guards
from musnad.problems import ProblemsFound
from musnad.records import Tables

DOCS = "docs"
FOLDERS = ("articles", "actors", "data", "reference")
"""Folders below ``docs/`` in which everything is generated: what nothing makes any more is removed from them."""
CHANGES = "changes"
"""Folder below ``docs/`` with one file a version, ``0.2.0.json``: the rows that differ from the version before."""
WIDTH = "100"
"""Columns in which help texts are printed."""
MODULES = (
    *("musnad", "musnad.tables", "musnad.build", "musnad.harvest", "musnad.corpus", "musnad.records"),
    *("musnad.extract", "musnad.validate", "musnad.problems", "musnad.diff", "musnad.measure", "musnad.evaluate"),
)
"""Modules that one calls from one's own code, which the reference describes; the others are the inside of the house."""

MEASURED = "benchmarks/measured"
"""Where figures are kept that a build cannot measure anew: ``musnad evaluate --json`` writes them."""
ELSEWHERE = {
    "unseen": (
        "On articles that the rules were not made from",
        "Sixteen texts, eleven Arabic and five Hebrew, annotated by the beginning of the last round on the rules and "
        "measured once after it; nobody who wrote rules in that round had read them. A language model annotated them "
        "by reading; "
        "their actors were added to the registry for this measurement. Their texts are their publishers' and no part "
        "of this project, so the figures cannot be computed again from it. **They say what to expect.** Seven Arabic "
        "texts are of 2015, from one collection of Saudi newspapers; the Hebrew ones are parts of three articles, one "
        "of them readers' comments. Single claims extracted from some of the other Arabic and Hebrew texts had been "
        "looked at, in a sample, before an earlier round; and the annotators had seen totals of a comparison with what "
        "the rules find, though no row of it.",
    ),
    "unseen-earlier": (
        "On the same texts before that round",
        "The rules as they were before: what lies between the two tables is what a round of work on other articles "
        "brings to texts that nobody looked at.",
    ),
    "agreement-unseen": (
        "How far two readers agree on such texts",
        "Five of the sixteen, three Arabic and two Hebrew, annotated a second time, by a language model of the same "
        "family that saw nothing of the first annotation and began with the registry of this project alone; actors "
        "that both added under different ids were then given one. Two runs of one family of models are no two people: "
        "this shows that the codebook settles most of what they could settle differently, and no more.",
    ),
    "agreement": (
        "How far two readings of the published articles agree",
        "Two of the published articles, one in each language, annotated a second time by a language model that had "
        "seen neither the first annotation nor what the rules find. It is of the same family as the first; it had the "
        "codebook, which cites cases of these articles, and the registry, which was made from them. So this is no "
        "agreement of two strangers, least of all for mentions and dates, but a ceiling for what to expect.",
    ),
}
"""Those files, each with its heading and what it is."""

_LINK = re.compile(r"(?<=\]\()(?!https?:)([^)#]+)")
_PAGES = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}


@collector.paused()
def pages(root: Path, data: Path) -> dict[str, bytes]:
    """Every file of the handbook that is generated and not committed, by its path below ``docs/``.

    The release that the pages in a browser read stands among them, under ``data/``.

    Args:
        root: the repository.
        data: the release that the pages show.

    Raises:
        Misuse: `data` is no release.
    """
    tables = release.read_rows(data)
    found = document.handbook(data)
    found["checks.md"] = document.checks_page(tables, guards(), list(_broken(root, tables)))
    found |= {"reference/command.md": _commands(), "reference/python.md": _python()}
    with suppress(ProblemsFound):  # a repository without articles that are annotated measures nothing
        found["evaluation.md"] = _evaluation(root)
    if (path := root / "CONTRIBUTING.md").is_file():
        found["contributing.md"] = _moved(path.name, path.read_text(encoding="utf-8"))
    if (path := root / "CHANGELOG.md").is_file():
        text = document.changelog_page(path.read_text(encoding="utf-8"), _deltas(root))
        found["changelog.md"] = _moved(path.name, text)
    manifest = release.read_manifest(data)
    if (cff := root / "CITATION.cff").is_file():
        found["cite.md"] = document.citing_page(yaml.safe_load(cff.read_text(encoding="utf-8")), manifest)
    entries = manifest["tables"].values()
    files = {f"data/{one['file']}": (data / one["file"]).read_bytes() for one in entries if one["file"]}
    return {name: text.encode() for name, text in found.items()} | files


def _evaluation(root: Path) -> str:
    """The page of the evaluation: what is measured now, and what was measured and kept in `MEASURED`."""
    seeds, annotations, _ = PLACES
    found = evaluate.report("musnad rules", measure.cases(root / seeds, root / annotations))
    kept = {name: root / MEASURED / f"{name}.json" for name in (*ELSEWHERE, "peers")}
    read = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in kept.items() if path.is_file()}
    peers = [evaluate.from_json(one) for one in read.get("peers", ()) if not one["system"].startswith("musnad")]
    elsewhere = [
        evaluate.Elsewhere(*words, evaluate.from_json(read[name])) for name, words in ELSEWHERE.items() if name in read
    ]
    named = {one.heading: one.report for one in elsewhere} | {"On the published articles": found}
    return evaluate.page(found, peers, elsewhere, _chart(named | {one.system: one for one in peers}))


def _chart(reports: Mapping[str, evaluate.Report]) -> str:
    """F1 of every report at a glance, all languages together; a system for one layer stands in the tables only."""
    rows = {one.name: one.name.replace("_", " ") for one in evaluate.MEASURES if one.kind == "f1"}
    series = {
        name: {
            rows[measure]: document.Score(figure.score, figure.low, figure.high)
            for measure, figure in found.groups["all"].figures.items()
            if measure in rows and figure.score is not None and figure.extracted
        }
        for name, found in reports.items()
        if found.groups["all"].figures.keys() >= rows.keys() and found.system != evaluate.READING
    }
    title = f"F1 with its 95 % interval by measure: {', '.join(series)}. The figures stand in the tables below."
    picture = document.scores_chart(title, list(rows.values()), series)
    said = "F1 of each measure, from 0 to 1, with its 95 % interval; all languages together."
    return f'<figure class="wide">{picture}<figcaption>{said}</figcaption></figure>'


def _commands() -> str:
    """The page of the command line: as wide on every machine, without colour, and with nobody's home in it."""
    from musnad import cli

    with _environment(COLUMNS=WIDTH, NO_COLOR="1", XDG_CACHE_HOME="~/.cache"):
        return document.command_page(cli.parser())


def _python() -> str:
    return document.python_page([importlib.import_module(name) for name in MODULES])


def _moved(name: str, text: str) -> str:
    """A page that stands at the root of the repository, as a page of the handbook: its links lead on from there."""
    moved = _LINK.sub(lambda found: _PAGES.get(found[0], found[0].removeprefix(f"{DOCS}/")), text)
    return f"<!-- generated from {name} by the document stage; do not edit -->\n\n{moved}"


def _deltas(root: Path) -> dict[str, Any]:
    """For each version that has one, what ``musnad diff --json`` said of it and the release before."""
    files = (root / DOCS / CHANGES).glob("*.json")
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}


def _broken(root: Path, tables: Tables) -> Iterator[document.Broken]:
    """What the tests break, as they break it; nothing where a repository has no tests or its data no such row."""
    if not (root / "tests" / "mutations").is_dir():
        return
    with _importable(root / "tests"):
        mutations: Any = importlib.import_module("mutations")
    kept = pickle.dumps(tables)
    for mutation in mutations.MUTATIONS:
        if not mutation.change_rows:
            yield document.Broken(mutation.rule, mutation.says, None)
            continue
        changed = pickle.loads(kept)
        with suppress(Exception):  # the data has no such row to break; of the published data the tests prove it
            mutation.change_rows(changed)
            yield document.Broken(mutation.rule, mutation.says, changed)


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def write(root: Path, found: Mapping[str, bytes]) -> None:
    """Write those files below the ``docs/`` of `root`; what was generated earlier and is not among them is removed."""
    docs = root / DOCS
    for folder in FOLDERS:
        for path in (docs / folder).rglob("*"):
            if path.is_file() and path.relative_to(docs).as_posix() not in found:
                path.unlink()
    for name, content in found.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:  # else `mkdocs serve` would build again for nothing
            path.write_bytes(content)
