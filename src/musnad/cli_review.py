"""The commands of review: `propose`, `review`, `label-studio`. In: arguments. Out: drafts, lists, tasks, corrections.

They read articles and annotations as the build does, and write annotation files only: a draft where there is none, and
in one that is there what was changed in the annotation tool, and nothing else.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musnad.problems import Misuse, Problem, ProblemsFound

if TYPE_CHECKING:
    from musnad.records import Article
    from musnad.review.regions import Marked

Add = Callable[..., argparse.Action]
"""`add_argument` of a command's parser."""

ANNOTATORS = ("person", "language_model")
TASKS, CONFIG = "tasks.json", "labelling_config.xml"
"""The files of an export: the tasks, and the labelling interface to paste into the project's settings."""


def _folders(add: Add) -> None:
    for name, about in (("seeds", "articles, *.txt"), ("annotations", "judgements")):
        add(f"--{name}", type=Path, default=Path(name), metavar="DIR", help=f"folder of {about} (default: {name})")


def _propose_options(add: Add) -> None:
    add("article", metavar="ARTICLE", help="its source id, the beginning of it, or its file")
    _folders(add)
    add("--annotator", choices=ANNOTATORS, help="who will answer for the entries (default: to be filled in)")


def run_propose(arguments: argparse.Namespace) -> int:
    """Write the draft of an article's annotation, unless it has one."""
    from musnad.extract import extract
    from musnad.judgements import read_judgements
    from musnad.review.propose import draft

    (article,) = _named(_articles(arguments.seeds), [arguments.article])
    path = arguments.annotations / "articles" / f"{article.source_id}.yaml"
    judgements, problems = read_judgements(_folder(arguments.annotations, "annotations"))
    if of_registry := [problem for problem in problems if "/actors.yaml" in problem.where]:
        raise ProblemsFound(of_registry)  # with half a registry the draft would lack half of its actors
    text = draft(article, extract(article, judgements.registry), arguments.annotator)
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Misuse(
            f"{path} is there already, and is left as it is. Remove it first if you want a new draft"
        ) from None
    print(f"{path}: a draft; correct it, then run musnad build")
    return 0


def _review_options(add: Add) -> None:
    _folders(add)


def run_review(arguments: argparse.Namespace) -> int:
    """List how far every article has come, and what is next."""
    from musnad.annotate import annotate
    from musnad.judgements import read_judgements
    from musnad.judgements.loading import parse
    from musnad.records import Layers, Source
    from musnad.review import status

    articles = _articles(arguments.seeds)
    folder = _folder(arguments.annotations, "annotations")
    judgements, problems = read_judgements(folder)
    for article in articles:
        judgement = judgements.articles.get(article.source_id)
        if judgement is not None and judgement["sha256"] == article.sha256:
            problems += annotate(article, judgement, Layers(Source()))[1]
    numbers = Counter(problem.where.split(".yaml")[0].rpartition("/")[2] for problem in set(problems))
    files = {path.stem: parse(path.read_bytes(), path.name)[0] for path in (folder / "articles").glob("*.yaml")}
    print("\n".join(status.lines(status.standings(articles, files, numbers))))
    return 0


def _label_studio_options(add: Add) -> None:
    add("action", choices=("export", "import"), help="export annotations as tasks, or import what came back")
    add("names", nargs="*", metavar="NAME", help="export: articles (default: all annotated); import: the JSON file")
    _folders(add)
    add("--out", type=Path, default=Path("label_studio"), metavar="DIR", help="export to (default: label_studio)")
    add("--as", dest="kind", choices=("annotations", "predictions"), default="annotations", help="how tasks hold them")
    add("--offsets", choices=("code-points", "utf-16"), default="code-points", help="utf-16 for a Label Studio of 2021")


def run_label_studio(arguments: argparse.Namespace) -> int:
    """Carry spans and labels to Label Studio, or back into the annotation files."""
    return _export(arguments) if arguments.action == "export" else _import(arguments)


def _export(arguments: argparse.Namespace) -> int:
    from musnad.judgements import read_judgements
    from musnad.review import label_studio

    folder = _folder(arguments.annotations, "annotations")
    annotated = [one for one in _articles(arguments.seeds) if _file(folder, one).is_file()]
    chosen = _named(annotated, arguments.names) if arguments.names else annotated
    marked = _marked(folder, chosen)
    registry = read_judgements(folder)[0].registry
    tasks = [
        label_studio.task(
            one,
            [key for key, actor in registry.items() if actor.scope in (None, one.article.source_id)],
            arguments.kind,
            arguments.offsets,
        )
        for one in marked
    ]
    arguments.out.mkdir(parents=True, exist_ok=True)
    _write(arguments.out / TASKS, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    _write(arguments.out / CONFIG, label_studio.labelling_config())
    regions = sum(len(one.held) for one in marked)
    print(f"{arguments.out / TASKS}: {len(tasks)} tasks, {regions} regions; the labelling interface is {CONFIG}")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    """Lay what came back over the annotation files: all of it, or, where there are problems, nothing."""
    from musnad.review import changes, label_studio

    if len(arguments.names) != 1:
        raise Misuse("import takes one file: the export of Label Studio, as JSON")
    path, folder = Path(arguments.names[0]), _folder(arguments.annotations, "annotations")
    articles = {article.source_id: article for article in _articles(arguments.seeds)}
    found, waiting, problems = label_studio.returned(_json(path), articles, path.name)
    texts: dict[Path, str] = {}
    for one in _marked(folder, [articles[source_id] for source_id in sorted(found)]):
        back, file = found[one.article.source_id], _file(folder, one.article)
        text, told = changes.merge(one, back.exported, back.regions, f"{path.name}: {one.article.source_id}")
        problems += told
        if text != one.text:
            texts[file] = text
    if problems:
        raise ProblemsFound(problems)
    for file, text in texts.items():
        _write(file, text)
        print(f"{file}: changed")
    told_waiting = f", {len(waiting)} not submitted yet" if waiting else ""
    print(f"{len(found)} annotations read, {len(texts)} files changed{told_waiting}")
    return 0


def _articles(seeds: Path) -> list[Article]:
    from musnad.read import read_articles

    articles, problems = read_articles(_folder(seeds, "seeds"))
    if problems:
        raise ProblemsFound(problems)
    return articles


def _folder(path: Path, option: str) -> Path:
    if not path.is_dir():
        raise Misuse(f"{path} is not a folder. Name the folder of the {option} with --{option} DIR")
    return path


def _file(folder: Path, article: Article) -> Path:
    return folder / "articles" / f"{article.source_id}.yaml"


def _named(articles: Sequence[Article], names: Iterable[str]) -> list[Article]:
    """The articles of those names: a source id, the beginning of one, or a file."""
    found = []
    for name in names:
        stem = Path(name).stem if name.endswith((".txt", ".yaml")) else name
        means = [one for one in articles if one.source_id == stem]
        means = means or [one for one in articles if one.source_id.startswith(stem)]
        if len(means) != 1:
            said = "no article is" if not means else f"{len(means)} articles are"
            known = ", ".join(article.source_id for article in means or articles) or "none"
            raise Misuse(f"{said} called {name}. There are: {known}")
        found += means
    return found


def _marked(folder: Path, articles: Iterable[Article]) -> list[Marked]:
    """The annotation files of `articles` with their regions."""
    from musnad.review.regions import mark

    found, problems = [], list[Problem]()
    for article in articles:
        path = _file(folder, article)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise Misuse(f"{path} is not there. Write it with musnad propose {article.source_id}") from None
        marked, told = mark(article, data, f"{folder.resolve().name}/articles/{path.name}")
        problems += told
        found += [marked] if marked else []
    if problems:
        raise ProblemsFound(problems)
    return found


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Misuse(f"{path} cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise Misuse(f"{path} is no JSON ({error}). Export from Label Studio in the format JSON") from None


def _write(path: Path, text: str) -> None:
    """Write a file whole: whoever reads it meanwhile sees the old one or the new one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="")
    beside.replace(path)


COMMANDS: tuple[tuple[Any, ...], ...] = (
    (run_propose, _propose_options, "write the draft of an annotation", "musnad propose 005_0f3a9c2e11d4b687"),
    (run_review, _review_options, "list how far every article has come", "musnad review"),
    (
        run_label_studio,
        _label_studio_options,
        "carry spans and labels to Label Studio and back",
        "musnad label-studio export 000 --out label_studio",
    ),
)
"""What runs each command, what adds its options, what the help says, an example."""
