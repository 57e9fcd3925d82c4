"""Judgements: what people (or a language model in their place) decided, as the annotation files say it.

In: a folder with ``articles/<source_id>.yaml``, ``actors.yaml``, ``clusters.yaml`` and ``provisions.yaml``, any of
which may be missing. Out: the judgements, each entry with its file and line, and every problem of every file. Words are
looked for in the articles later (`musnad.annotate`, `musnad.link`); here the files are checked against their schemas
and against one another.
"""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from musnad.judgements import references
from musnad.judgements.loading import Entry, parse
from musnad.judgements.references import Files
from musnad.judgements.shape import fit
from musnad.problems import Problem
from musnad.records import Actor, ClaimKey, Description, Registry

__all__ = ["REGISTRY", "RULES", "ArticleJudgement", "Entry", "Judgements", "read_judgements", "read_registry"]

ArticleJudgement = Entry
"""The annotation file of one article, shaped as ``schema/annotations/article.json`` says."""

RULES = {
    "annotation_files_are_known": "Every file among the annotations is read by the build, and can be read.",
    "annotations_are_yaml": "An annotation file is UTF-8 and YAML: mappings, lists and words, no aliases, no tags.",
    "annotations_fit_their_schema": "An annotation file fits its schema: known keys, all required ones, known values.",
    "annotations_name_their_article": "An annotation file has the name of its article, and the article is there.",
    "articles_are_unchanged": "An article is, byte for byte, the one that was read when it was annotated.",
    "keys_stand_once": "A key stands once in its entry.",
    "ids_stand_once": references.ids_stand_once.__doc__ or "",
    "references_exist": references.references_exist.__doc__ or "",
    "hierarchies_have_no_cycle": references.hierarchies_have_no_cycle.__doc__ or "",
    "chains_do_not_circle": references.chains_do_not_circle.__doc__ or "",
    "edtf_is_valid": references.edtf_is_valid.__doc__ or "",
    "layers_are_named": references.layers_are_named.__doc__ or "",
    "unnamed_actors_keep_to_one_article": references.unnamed_actors_keep_to_one_article.__doc__ or "",
    "words_stand_in_the_text": "The words of an entry stand in its sentence, at the edges of words.",
    "words_are_unambiguous": "Words that stand more than once in their sentence say which ones are meant.",
    "sentences_cover_text": "The sentences of an article, in order, cover every character that is not white space.",
    "sentences_are_accounted_for": "A sentence holds a claim, or it says why it holds none; never both.",
    "times_are_stated": "A claim with several dates says which time is that of its content.",
    "words_are_annotated_once": "Mentions of one actor do not overlap, nor do dates, nor the pieces of a claim.",
    "claims_are_in_one_cluster": "A claim is a member of one cluster at most: the most specific.",
    "conflicts_are_between_members": "A conflict is between two different members of its cluster.",
    "judgements_have_evidence": "Every judged cell of a provision, and every value of a list, has words as evidence.",
    "evidence_supports_a_judgement": "Every piece of evidence is for a value that stands in its cell.",
    "status_is_the_highest_rung": "The status of a provision is the highest rung of the ladder in its evidence.",
    "keys_are_unique": "No two rows of a table have one key.",
}
"""Rules that hold for annotations, each as the handbook prints it; `Problem.rule` names one of them."""

_HERE = Path(__file__).resolve().parents[1]
# An installed package carries the registry inside it; a checkout keeps it among its annotations.
REGISTRY = next(
    (path for path in (_HERE / "_actors.yaml", _HERE.parents[1] / "annotations" / "actors.yaml") if path.is_file()),
    _HERE / "_actors.yaml",
)
"""The project's own registry of actors."""

_KINDS = ("actors", "clusters", "provisions")
_FOLDER = "a folder"


@dataclass(frozen=True, slots=True)
class Judgements:
    """All that was judged: the actor registry, and entries by article, of clusters and of provisions."""

    registry: Registry = field(default_factory=dict)
    articles: dict[str, ArticleJudgement] = field(default_factory=dict)
    clusters: list[Entry] = field(default_factory=list)
    provisions: list[Entry] = field(default_factory=list)

    def claim(self, citation: str) -> ClaimKey | None:
        """The claim that a citation such as ``000#us-leads`` means; None where it means none or several."""
        means = references.sources_of(citation, self.articles)
        return (means[0], citation.partition("#")[2]) if len(means) == 1 else None


def read_judgements(folder: Path) -> tuple[Judgements, list[Problem]]:
    """Read every annotation file below `folder`; what can be read is returned, whatever else is wrong."""
    problems: list[Problem] = []
    files = Files()
    for path in _annotation_files(folder, problems):
        inside = path.relative_to(folder)
        kind = "article" if inside.parts[0] == "articles" else path.stem
        _read(path, f"{folder.resolve().name}/{inside.as_posix()}", kind, files, problems)
    problems += references.check(files)
    registry = {entry["id"]: _actor(entry) for entry in files.actors}
    return Judgements(registry, files.articles, files.clusters, files.provisions), sorted(set(problems))


def read_registry(path: Path) -> tuple[Registry, list[Problem]]:
    """Read a registry of actors alone, from a file like ``annotations/actors.yaml``."""
    problems: list[Problem] = []
    files = Files()
    _read(path, path.name, "actors", files, problems)
    problems += references.check(files)
    return {entry["id"]: _actor(entry) for entry in files.actors}, sorted(set(problems))


def _annotation_files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The files that the build reads, in order; what it would pass over in silence is a problem."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        kind = _not_a_file(path)
        if kind == _FOLDER or path.name == "README.md" or any(part.startswith(".") for part in inside.parts):
            continue
        is_article = len(inside.parts) == 2 and inside.parts[0] == "articles"
        if path.suffix == ".yaml" and (is_article or (len(inside.parts) == 1 and path.stem in _KINDS)):
            yield path
        else:
            expected = "articles/<source_id>.yaml, actors.yaml, clusters.yaml or provisions.yaml"
            found, step = kind or "a file that the build does not read", "Rename it, or move it out of this folder"
            where = f"{folder.resolve().name}/{inside.as_posix()}"
            problems.append(Problem(where, "annotation_files_are_known", found, expected, step))


def _not_a_file(path: Path) -> str | None:
    """What `path` is where it is no plain file; a link is one that the build does not follow."""
    mode = path.lstat().st_mode
    kinds = ((stat.S_ISREG, None), (stat.S_ISDIR, _FOLDER), (stat.S_ISLNK, "a symbolic link"))
    return next((kind for test, kind in (*kinds, (stat.S_ISFIFO, "a named pipe")) if test(mode)), "a special file")


def _read(path: Path, shown: str, kind: str, files: Files, problems: list[Problem]) -> None:
    """Read one annotation file into `files`; `shown` is how problems name it."""
    try:
        if irregular := _not_a_file(path):  # a named pipe would let the build wait for ever
            raise OSError(errno.EINVAL, irregular)
        document, found = parse(path.read_bytes(), shown)
    except OSError as error:
        what = f"a file that cannot be read ({error.strerror or type(error).__name__})"
        step = "Put a file there that can be read, or remove it"
        document, found = None, [Problem(shown, "annotation_files_are_known", what, "a readable file", step)]
    problems += found
    layers = ("claims", "dates") if kind == "article" else ()
    kinds = {layer: f"{layer.removesuffix('s')} {path.stem}" for layer in layers} or {kind: kind.removesuffix("s")}
    for layer, name in kinds.items():
        files.known[name] = _ids(document, layer)
        if document is None:
            files.unread.add(name)
    if document is None:
        return
    document, found = fit(document, kind)
    problems += found
    if document is None:
        return
    if kind == "article":
        files.articles[path.stem] = document
        if document["source_id"] != path.stem:
            step = "Give the file the name of its article, or correct `source_id`"
            found_id, where = f"`{document['source_id']}`", document.at("source_id")
            problems.append(Problem(where, "annotations_name_their_article", found_id, f"`{path.stem}`", step))
    else:
        setattr(files, kind, document[kind])


def _ids(document: Entry | None, layer: str) -> set[str]:
    """Every id that entries of `layer` bear, also in a file that does not fit its schema."""
    if document is None:
        return set()
    holders = [document, *(item for item in _list(document.get("sentences")) if isinstance(item, Entry))]
    entries = [entry for holder in holders for entry in _list(holder.get(layer)) if isinstance(entry, Entry)]
    return {entry["id"] for entry in entries if isinstance(entry.get("id"), str)}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _actor(entry: Entry) -> Actor:
    return Actor(
        actor_id=entry["id"],
        name=entry["name"],
        type=entry["type"],
        names=dict(entry["names"]),
        aliases={language: tuple(words) for language, words in entry["aliases"].items()},
        metonyms={language: tuple(words) for language, words in entry["metonyms"].items()},
        descriptions=tuple(
            Description(description["language"], description["words"], description["since"], description["until"])
            for description in entry["descriptions"]
        ),
        anaphors={language: tuple(words) for language, words in entry["anaphors"].items()},
        part_of=entry["part_of"],
        speaks_for=entry["speaks_for"],
        country=entry["country"],
        wikidata=entry["wikidata"],
        scope=entry["scope"],
    )
