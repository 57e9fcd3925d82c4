"""The build: the only place that knows the order of the stages. In: folders of articles and judgements. Out: a release.

Problems are collected for as long as the next stage can say something true without what failed, and raised together.
Whatever happens, the published folder is either as it was or new and whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from musnad import document, publish, release
from musnad.annotate import annotate
from musnad.assemble import assemble
from musnad.compare import Difference, differences
from musnad.extract import extract
from musnad.judgements import ArticleJudgement, Judgements, read_judgements
from musnad.link import link
from musnad.problems import Misuse, Problem, ProblemsFound
from musnad.read import read_articles
from musnad.records import Article, Tables
from musnad.unregistered import Unregistered
from musnad.validate import CHECKS, validate

FOLDERS = ("seeds", "annotations", "data")
"""Where a repository keeps its articles, its judgements and what is published."""

Progress = Callable[[Sequence[Article]], Iterable[Article]]
"""The articles to the same articles one after the other, telling somebody how far it is."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made.

    Attributes:
        out: the published folder.
        manifest: its manifest.
        methods: for each table, how many of its rows arose in which way; empty where rows have no `method`.
        differences: for each annotated article, where the extractor alone would have differed.
        n_unannotated: how many articles nobody annotated.
        n_unregistered: how many speakers in them no registry knows; ``unregistered.yaml`` lists them.
    """

    out: Path
    manifest: release.Manifest
    methods: dict[str, Counter[str]]
    differences: dict[str, list[Difference]]
    n_unannotated: int
    n_unregistered: int


def build(seeds: Path, annotations: Path, out: Path, progress: Progress = iter) -> Summary:
    """Build the release of one corpus and publish it to `out`, all or nothing.

    Args:
        seeds: folder of articles, ``*.txt``.
        annotations: folder of ``articles/<source_id>.yaml``, ``actors.yaml``, ``clusters.yaml``, ``provisions.yaml``.
        out: folder to publish to: absent, empty, or an earlier release.
        progress: wraps the articles while they are read closely.

    Raises:
        ProblemsFound: the articles, the annotations or the tables have problems: all that could be found at once.
        Misuse: a folder is not there, no article is, or `out` cannot be written.
    """
    release.restore(out)
    found: list[Problem] = []

    def kept(result: tuple[T, Iterable[Problem]]) -> T:
        value, problems = result
        found.extend(problems)
        return value

    articles = kept(read_articles(_folder(seeds, "seeds")))
    if not articles and not found:
        raise Misuse(f"no *.txt in {seeds}. Name the folder of the articles with --seeds DIR")
    judgements = kept(read_judgements(_folder(annotations, "annotations")))
    judged = judgements.articles
    proposed = {
        article.source_id: extract(article, judgements.registry, _published(judged.get(article.source_id)))
        for article in progress(articles)
    }
    layers = {
        article.source_id: kept(annotate(article, judged.get(article.source_id), proposed[article.source_id]))
        for article in articles
    }
    _stop_at(found)
    links = kept(link(articles, layers, judgements))
    tables = kept(assemble(articles, layers, links, judgements))
    _stop_at(found)
    with publish.stage(tables, out, made_from=_made_from(articles, judgements, annotations)) as staged:
        _stop_at(validate(staged))
        speakers = Unregistered()
        speakers.add(tables["claims"])
        speakers.write(staged / release.UNREGISTERED)
        publish.exchange(staged, out)
    compared = {
        article.source_id: differences(article, layers[article.source_id], proposed[article.source_id])
        for article in articles
        if article.source_id in judged
    }
    unannotated = len(articles) - len(compared)
    return Summary(out, release.read_manifest(out), _methods(tables), compared, unannotated, len(speakers.times))


def pages(data: Path, root: Path) -> dict[str, str]:
    """Every page of the repository at `root` that follows from the release in `data`: path from `root` to content."""
    return document.render(data, (root / release.README).read_text(encoding="utf-8"), guards())


def guards() -> list[document.Guard]:
    """Every check as the handbook prints it."""
    return [document.Guard(check.name, check.promise, check.guards) for check in CHECKS]


def write_pages(root: Path) -> list[str]:
    """Write those pages from the repository's own ``data/``; returns their paths."""
    written = pages(root / FOLDERS[-1], root)
    for name, text in written.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(written)


def _folder(path: Path, option: str) -> Path:
    """`path`, if it is a folder."""
    if not path.is_dir():
        raise Misuse(f"{path} is not a folder. Name the folder of the {option} with --{option} DIR")
    return path


def _published(judgement: ArticleJudgement | None) -> str | None:
    """The date of publication that was judged, from which the extractor may then resolve what is relative to it."""
    return judgement["source"]["published"] if judgement else None


def _stop_at(problems: Iterable[Problem]) -> None:
    """Raise all of them together, if there are any."""
    if found := list(problems):
        raise ProblemsFound(found)


def _made_from(articles: Sequence[Article], judgements: Judgements, annotations: Path) -> dict[str, list[str]]:
    """For each table the files that its rows come from, as the manifest lists them."""
    place = annotations.resolve().name
    judged = [f"{place}/articles/{source_id}.yaml" for source_id in judgements.articles]
    of_text = [*(article.path for article in articles), *judged]
    tables = dict.fromkeys(("sources", "sentences", "claims", "mentions", "dates"), of_text)
    registries = {table: annotations / f"{table}.yaml" for table in ("actors", "clusters", "provisions")}
    return tables | {table: [f"{place}/{path.name}"] for table, path in registries.items() if path.is_file()}


def _methods(tables: Tables) -> dict[str, Counter[str]]:
    """How many rows of each table arose in which way."""
    return {table: Counter(row["method"] for row in rows if "method" in row) for table, rows in tables.items()}
