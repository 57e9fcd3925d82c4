"""Harvest: a corpus of any size goes in; a release of what an extractor sees in it, and every failure, come out.

Like `musnad.build` this knows the order of the stages, but it takes no judgements and holds one batch of articles at a
time. Each batch becomes a part (`musnad.parts`), beside the place of the release, and is validated as it was written;
then they are merged in order of their keys, and the whole is validated once more for what concerns it as a whole. So
memory does not grow with the corpus, but for some hundred bytes an article by which repeats are known.

An article that fails at any stage goes to ``failures.jsonl`` with the reason, and the others go on: as many are read
as are written or fail. Speakers that the registry does not know are listed in ``unregistered.yaml``. Whatever happens,
the published folder is either as it was or new and whole.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from musnad import collector, computed, corpus, merge, parts, publish, release, schema
from musnad.assemble import assemble, registry_rows, used_actors
from musnad.corpus import Corpus, Record, Unread
from musnad.describe import day, described, outlets_of, words
from musnad.extract import extract
from musnad.failures import ArticleError, Failure, Ledger, blamed
from musnad.judgements import Judgements
from musnad.problems import Misuse, Problem, ProblemsFound
from musnad.read import read_article
from musnad.records import Article, Layers, Links, Registry, Tables
from musnad.unregistered import Unregistered
from musnad.validate import validate, validate_merged, validate_part

Extractor = Callable[[Article, Registry, str | None], Layers]
"""An article, the registry and the day of publication, if a record states it, to proposed layers: like `extract`."""

Progress = Callable[[Iterator[Record | Unread], int], Iterator[Record | Unread]]
"""Records, and how large their corpus is, to the same records, telling somebody how far they are."""

ARTICLES, BYTES = 200, 4_000_000
"""Most articles of a batch, and the bytes after which it closes early."""


_ENOUGH = 16
"""Bytes of a SHA-256 by which a repeat is known; ids have one less, so that no id passes for a text."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What an extraction made.

    Attributes:
        out: the published folder.
        read: how much there was in the corpus; always `written` and `failed` together.
        written: how many articles the release holds.
        failed: failures by stage and reason.
        unknown: fields of the records that were not read, each with the number of records that have it.
        unregistered: how many speakers no registry knows.
        manifest: of the release.
    """

    out: Path
    read: int
    written: int
    failed: Counter[tuple[str, str]]
    unknown: Counter[str]
    unregistered: int
    manifest: release.Manifest


@dataclass(slots=True)
class _Run:
    """One extraction on its way."""

    registry: Registry
    extractor: Extractor
    staged: Path
    ledger: Ledger
    outlets: Mapping[str, str]
    unregistered: Unregistered = field(default_factory=Unregistered)
    seen: dict[bytes, str] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    read: int = 0
    written: int = 0


def harvest(
    source: Path,
    out: Path,
    registry: Registry,
    *,
    extractor: Extractor = extract,
    workers: int = 1,
    progress: Progress = lambda records, total: records,
    actors_from: str = "actors.yaml",
) -> Harvest:
    """Extract a whole corpus and publish it to `out`.

    Args:
        source: a folder of ``.txt``, a JSONL file or a Parquet file.
        out: the folder to publish to: absent, empty, or an earlier release.
        registry: the actors to look for. Unnamed ones belong to another corpus and are left out.
        extractor: what proposes the layers of an article.
        workers: how many articles are extracted at the same time; more than one only helps where extractors wait.
        progress: is told how far the reading is.
        actors_from: name of the registry's file, for the manifest.

    Raises:
        ProblemsFound: the registry is unsound, or no article could be written; nothing is published then.
        Misuse: `source` cannot be read at all, the extractor cannot work at all, or `out` cannot be written.
    """
    opened = corpus.open_corpus(source)
    named = {actor_id: actor for actor_id, actor in registry.items() if actor.scope is None}
    with publish.staging(out) as staged, release.disk_trouble(out.resolve()):
        _refuse_unsound(named, staged / "registry")
        with Ledger.open(staged / release.FAILURES) as ledger:
            run = _Run(named, extractor, staged, ledger, outlets_of(named))
            with _pool(workers) as pool:
                for batch in _batches(
                    progress(opened.records, opened.total), ARTICLES if workers == 1 else workers * 4
                ):
                    with collector.paused():
                        _harvest_batch(batch, run, pool)
            _part_with_doubles(run)
        if not run.written:
            raise ProblemsFound(ledger.problems(opened.name))
        with collector.paused():
            _finish(run, opened, actors_from)
        run.unregistered.write(staged / release.UNREGISTERED)
        publish.exchange(staged, out)
    speakers = len(run.unregistered.times)
    return Harvest(out, run.read, run.written, ledger.reasons, opened.unknown, speakers, release.read_manifest(out))


def articles(source: Path) -> Iterator[Article]:
    """Every article of a corpus that can be read, one by one; the others are passed over.

    Raises:
        Misuse: `source` cannot be read at all.
    """
    seen: dict[bytes, str] = {}
    for record in corpus.open_corpus(source).records:
        with suppress(ArticleError):
            yield _article(record, seen).article


def _refuse_unsound(registry: Registry, folder: Path) -> None:
    """Raise for a registry that no release could hold, before anything is read."""
    if registry:
        folder.mkdir()
        publish.write({"actors": registry_rows(registry)}, folder)
        problems = list(validate(folder))
        shutil.rmtree(folder)
        if problems:
            raise ProblemsFound(problems)


def _batches(records: Iterable[Record | Unread], most: int) -> Iterator[list[Record | Unread]]:
    """Records in batches of at most `most` that fit into the memory."""
    batch: list[Record | Unread] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.data) if isinstance(record, Record) else 0
        if len(batch) >= most or size >= BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@contextmanager
def _pool(workers: int) -> Iterator[ThreadPoolExecutor | None]:
    """Threads for extractors that wait; an interrupted run does not wait for what they have not begun."""
    if workers == 1:
        yield None
        return
    pool = ThreadPoolExecutor(workers)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_Held = dict[str, tuple[Article, Layers]]
"""Articles by their ids, each with its layers."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A record that is an article: what it is called in the corpus, its day and its words."""

    article: Article
    name: str | None
    published: str | None
    said: Mapping[str, str]


def _harvest_batch(batch: Sequence[Record | Unread], run: _Run, pool: ThreadPoolExecutor | None) -> None:
    """Make a part of what of a batch can be one; tell the ledger of the rest."""
    found = []
    for record in batch:
        run.read += 1
        try:
            found.append(_article(record, run.seen))
        except ArticleError as failure:
            run.ledger.add(failure.told)
    done = pool.map(lambda one: _layers(one, run), found) if pool else (_layers(one, run) for one in found)
    held: _Held = {}
    for one, made in zip(found, done, strict=True):
        if isinstance(made, Failure):
            run.ledger.add(made)
        else:
            held[one.article.source_id] = one.article, made
    _write(held, run)


def _article(record: Record | Unread, seen: dict[bytes, str]) -> _Read:
    """The article of a record, unless it was `seen` already, which is kept up. Raises `ArticleError`."""
    if isinstance(record, Unread):
        raise ArticleError(record.name, record.where, "read", record.reason)
    digest = hashlib.sha256(record.data)
    try:
        source_id = corpus.source_id(record.name or digest.hexdigest()[:16])
    except ValueError as error:
        raise ArticleError(record.name, record.where, "read", str(error)) from None
    try:
        published, said = day(record.fields), words(record.fields)
    except ValueError as error:
        raise ArticleError(source_id, record.where, "read", str(error)) from None
    article, problems = read_article(record.data, source_id, record.where, said.get("language"))
    if article is None:
        reason = "; ".join(f"{one.found}; {one.next_step}" for one in problems)
        raise ArticleError(source_id, record.where, "read", reason)
    of_id = hashlib.sha256(source_id.encode())
    keys = {"text": digest.digest()[:_ENOUGH], "id": of_id.digest()[: _ENOUGH - 1]}
    for what, key in keys.items():
        if key in seen:
            raise ArticleError(source_id, record.where, "read", f"a duplicate: the same {what} as {seen[key]}")
    seen |= dict.fromkeys(keys.values(), record.where)
    return _Read(article, record.name, published, said)


def _layers(one: _Read, run: _Run) -> Layers | Failure:
    """What an extractor sees in one article, and what its record says of it; or why there is nothing."""
    article, stage = one.article, "extract"
    try:
        layers = run.extractor(article, run.registry, one.published)
        stage = "assemble"
        return described(layers, article, one.published, one.said, one.name, run.outlets)
    except Misuse:  # nothing could be extracted from any article
        raise
    except Exception as error:  # whatever an extractor does wrong with one article, the others go on
        return _failure(article, stage, error)


def _failure(article: Article, stage: str, error: Exception) -> Failure:
    return Failure(article.source_id, article.path, stage, f"{type(error).__name__}: {error}")


def _write(held: _Held, run: _Run) -> None:
    """Write the rows of some articles as a part, without those that a check finds at fault."""
    folder = run.staged / "runs" / f"{len(run.folders):06}"
    while held:
        tables, arrow = _assembled(held, run)
        if not (problems := _written(arrow, folder)):
            run.folders.append(folder)
            run.written += len(held)
            order = {source_id: number for number, source_id in enumerate(held)}
            run.unregistered.add(sorted(tables["claims"], key=lambda row: order[row["source_id"]]))
            return
        shutil.rmtree(folder)
        faults = blamed(problems, tables) or _alone(held, run, folder)
        if not faults:
            raise ProblemsFound(problems)
        for source_id, problem in faults.items():
            run.ledger.add(Failure(source_id, held[source_id][0].path, "validate", str(problem)))
            del held[source_id]


def _assembled(held: _Held, run: _Run) -> tuple[Tables, parts.Arrow]:
    """The rows of some articles. Those of which none can be made are taken out, and the ledger is told of them."""
    try:
        if not _misfits(tables := _rows(held.values(), run)):
            return tables, parts.arrow(tables)
    except Exception:  # it shows again below, and of which article
        pass
    made = []
    for source_id, (article, layers) in list(held.items()):
        try:
            tables = _rows([(article, layers)], run)
            problems = [problem for table in tables for problem in release.record_problems(table, tables[table])]
            failure = Failure(source_id, article.path, "assemble", str(min(problems))) if problems else None
        except Exception as error:  # whatever an extractor does wrong with one article, the others go on
            failure = _failure(article, "assemble", error)
        if failure is None:
            made.append(tables)
        else:
            run.ledger.add(failure)
            del held[source_id]
    together = {table: [row for part in made for row in part[table]] for table in schema.TABLES}
    together["actors"] = merge.added_up(together["actors"])
    return together, parts.arrow(together)


def _rows(held: Iterable[tuple[Article, Layers]], run: _Run) -> Tables:
    """The rows of some articles. Raises `ProblemsFound` where two of them would have one id."""
    articles = [article for article, _ in held]
    layers = {article.source_id: of for article, of in held}
    tables, problems = assemble(articles, layers, Links(), Judgements(registry=run.registry))
    if problems:
        raise ProblemsFound(problems)
    return tables


def _misfits(tables: Tables) -> bool:
    """Whether a row does not fit its schema; which one, and why, `release.record_problems` takes longer to say."""
    return not all(all(map(schema.table(table).validator.is_valid, rows)) for table, rows in tables.items())


def _written(tables: parts.Arrow, folder: Path) -> list[Problem]:
    """Write some articles' rows as a part and validate it."""
    parts.write(tables, folder)
    return list(validate_part(folder))


def _alone(held: _Held, run: _Run, folder: Path) -> dict[str, Problem]:
    """Articles that have problems of their own, each with its first."""
    found = {}
    for source_id, one in held.items():
        problems = _written(parts.arrow(_rows([one], run)), folder)
        shutil.rmtree(folder)
        if problems:
            found[source_id] = min(problems)
    return found


def _part_with_doubles(run: _Run) -> None:
    """Take out articles of which a row has, by chance, the id of a row of another article."""
    doubles = merge.shared_by(run.folders, run.staged)
    keys = {table: schema.table(table).key for table in schema.TABLES}
    for folder in run.folders if doubles else ():
        tables = parts.rows(folder)
        places = {row["source_id"]: row["path"] for row in tables["sources"]}
        if not (leave := doubles.keys() & places.keys()):
            continue
        for source_id in sorted(leave):
            reason = f"its row {doubles[source_id]} has the id of a row of another article"
            run.ledger.add(Failure(source_id, places[source_id], "merge", reason))
        for table in merge.OF_ARTICLES:
            tables[table] = [row for row in tables[table] if row["source_id"] not in leave]
        used = used_actors(tables, run.registry)
        tables["actors"] = [row for row in tables["actors"] if row["actor_id"] in used]
        computed.fill(tables, keys)
        shutil.rmtree(folder)
        if problems := _written(parts.arrow(tables), folder):
            raise ProblemsFound(problems)
        run.written -= len(leave)


def _finish(run: _Run, opened: Corpus, actors_from: str) -> None:
    """Merge what was written and describe it; the staged folder is then the release."""
    entries = merge.merge(run.folders, run.staged)
    made_from = {table: [opened.name] for table in merge.OF_ARTICLES} | {"actors": [actors_from]}
    publish.describe(entries, run.staged, made_from=made_from)
    for place in ("runs", "spill"):
        shutil.rmtree(run.staged / place, ignore_errors=True)
    taken = {entry["sha256"]: entry["content_digest"] for entry in entries.values() if entry["rows"]}
    if problems := list(validate_merged(run.staged, taken)):
        raise ProblemsFound(problems)
    if run.read != run.written + run.ledger.count:
        raise Misuse(f"read {run.read}, but wrote {run.written} and {run.ledger.count} failed. Report this")
