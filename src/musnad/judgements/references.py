"""References: do the annotation files agree with one another? In: all of them, in shape. Out: problems.

What was left out of a file because it did not fit is still known by its id, so that one mistake is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from musnad import edtf
from musnad.hierarchies import circles
from musnad.judgements.loading import Entry
from musnad.problems import Problem


@dataclass(slots=True)
class Files:
    """The annotation files by what they hold, each in shape.

    `known` holds the ids that were written, by kind (for claims and dates: ``claim 000_2b3c…``), also of entries that
    were left out. A kind of which a file could not be read at all is in `unread`.
    """

    articles: dict[str, Entry] = field(default_factory=dict)
    actors: list[Entry] = field(default_factory=list)
    clusters: list[Entry] = field(default_factory=list)
    provisions: list[Entry] = field(default_factory=list)
    known: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)


class Reference(NamedTuple):
    """One entry's mention of another by its id."""

    entry: Entry
    key: str
    kind: str
    id: str
    source_id: str | None = None


_ACTORS_OF = {
    "source": ("agency_ids", "outlet_id"),
    "claim": ("actor_ids", "recipient_ids"),
    "hop": ("actor_ids",),
    "mention": ("actor_id",),
    "actor": ("part_of", "speaks_for"),
    "provision": ("lead_ids", "participant_ids", "beneficiary_ids", "contested_by_ids"),
}
"""Kind of entry to those of its keys that hold ids of actors."""

_WHERE_IDS_STAND = {
    "actor": "actors.yaml",
    "cluster": "clusters.yaml",
    "provision": "provisions.yaml",
    "claim": "the article's claims",
    "date": "the article's dates",
}


def check(files: Files) -> Iterator[Problem]:
    """Every problem between entries: ids, references, circles, dates, layers and scopes."""
    yield from ids_stand_once(files)
    yield from references_exist(files)
    yield from hierarchies_have_no_cycle(files)
    yield from chains_do_not_circle(files)
    yield from edtf_is_valid(files)
    yield from layers_are_named(files)
    yield from unnamed_actors_keep_to_one_article(files)


def ids_stand_once(files: Files) -> Iterator[Problem]:
    """An id names one actor, cluster or provision, and in an article one claim or one date."""
    groups: list[Iterable[Entry]] = [files.actors, files.clusters, files.provisions]
    for article in files.articles.values():
        groups += [list(_each(article, "claims")), list(_each(article, "dates"))]
    for group in groups:
        first: dict[str, Entry] = {}
        for entry in group:
            if (earlier := first.setdefault(entry["id"], entry)) is not entry:
                found = f"the id `{entry['id']}` a second time; the first stands on line {earlier.line}"
                yield Problem(entry.at("id"), "ids_stand_once", found, "an id of its own", "Give it another id")


def references_exist(files: Files) -> Iterator[Problem]:
    """Whatever an entry refers to by its id is there: actors, claims, dates, clusters, provisions."""
    for reference in _references(files):
        kind, known = reference.kind, files.known.get(reference.kind, set())
        if reference.id in known or kind in files.unread:
            continue
        noun = kind.split(" ")[0]
        near = get_close_matches(reference.id, sorted(known), n=1)
        expected = f"an id of {_WHERE_IDS_STAND[noun]}" + (f"; the nearest is `{near[0]}`" if near else "")
        found, step = f"the {noun} `{reference.id}`, which is not there", f"Correct the id, or add the {noun}"
        yield Problem(reference.entry.at(reference.key), "references_exist", found, expected, step)
    for entry, key, citation in citations(files):
        if problem := _uncited(files, entry, key, citation):
            yield problem


def hierarchies_have_no_cycle(files: Files) -> Iterator[Problem]:
    """Nothing is part of itself, speaks for itself or is anchored in itself, at however many removes."""
    groups: list[tuple[Iterable[Entry], str]] = [
        (files.actors, "part_of"),
        (files.actors, "speaks_for"),
        (files.clusters, "part_of"),
        (files.provisions, "part_of"),
    ]
    groups += [(list(_each(article, "dates")), "anchor_date_id") for article in files.articles.values()]
    for group, key in groups:
        entries = {entry["id"]: entry for entry in group}
        for circle in circles({name: entry[key] for name, entry in entries.items()}):
            found = f"a circle: {' → '.join([*circle, circle[0]])}"
            step = f"Remove `{key}` from one of them"
            yield Problem(entries[circle[0]].at(key), "hierarchies_have_no_cycle", found, "an end to it", step)


def chains_do_not_circle(files: Files) -> Iterator[Problem]:
    """A chain of attribution goes from the origin outwards: no actor comes a second time in it."""
    for article in files.articles.values():
        for claim in _each(article, "claims"):
            passed: set[str] = set()
            for hop in claim["attribution"]:
                for actor_id in sorted(passed & set(hop["actor_ids"])):
                    found, step = f"`{actor_id}`, who stands nearer to the content already", "Keep one of the two hops"
                    yield Problem(hop.at("actor_ids"), "chains_do_not_circle", found, "every actor in one hop", step)
                passed |= set(hop["actor_ids"])


def edtf_is_valid(files: Files) -> Iterator[Problem]:
    """Every date is valid EDTF (ISO 8601-2): levels 0 and 1, and the sets of level 2."""
    for article in files.articles.values():
        dated = [(article["source"], "published"), *((date, "edtf") for date in _each(article, "dates"))]
        dated += [(claim, key) for claim in _each(article, "claims") for key in ("time", "speech_time")]
        for entry, key in dated:
            try:
                edtf.bounds(entry.get(key) or "2000")
            except ValueError as error:
                step = "Write the date as EDTF, or null where EDTF cannot say it"
                yield Problem(entry.at(key), "edtf_is_valid", f"`{entry[key]}`", f"EDTF: {error}", step)


def layers_are_named(files: Files) -> Iterator[Problem]:
    """A layer is annotated completely and then named in `layers`, or it is left out; claims need sentences."""
    for article in files.articles.values():
        layers = article["layers"]
        for layer in ("claims", "mentions", "dates"):
            if layer not in layers and (entry := next(_each(article, layer), None)):
                found = f"{layer}, though `layers` names only {', '.join(layers)}"
                step = f"Add {layer} to `layers` once all of them are annotated, or remove them"
                yield Problem(entry.at(), "layers_are_named", found, "only entries of a layer that is named", step)
        if "claims" in layers and "sentences" not in layers:
            step = "Add sentences to `layers`"
            yield Problem(article.at("layers"), "layers_are_named", "claims without sentences", "both", step)


def unnamed_actors_keep_to_one_article(files: Files) -> Iterator[Problem]:
    """An anonymous source belongs to one article: that two of them are the same person is never known."""
    scopes = {actor["id"]: actor["scope"] for actor in files.actors if actor["type"] == "unnamed"}
    for reference in _references(files):
        scope = scopes.get(reference.id) if reference.kind == "actor" else None
        if scope is not None and reference.source_id not in (None, scope):
            found, step = f"the unnamed actor `{reference.id}` of {scope}", "Add an actor of its own for this article"
            where = reference.entry.at(reference.key)
            yield Problem(where, "unnamed_actors_keep_to_one_article", found, "actors of this article", step)


def citations(files: Files) -> Iterator[tuple[Entry, str, str]]:
    """Every claim that clusters and provisions cite: the entry, its key, and what stands there."""
    for cluster in files.clusters:
        yield from ((member, "claim", member["claim"]) for member in cluster["members"])
        yield from ((conflict, key, conflict[key]) for conflict in cluster["conflicts"] for key in ("a", "b"))
    for provision in files.provisions:
        yield from ((evidence, "claim", evidence["claim"]) for evidence in provision["evidence"])
        yield from ((provision, "claims", citation) for citation in provision["claims"])


def sources_of(citation: str, source_ids: Iterable[str]) -> list[str]:
    """The articles that a citation such as ``000#us-leads`` can mean: those whose id begins like it, or is it."""
    beginning = citation.partition("#")[0]
    found = [source_id for source_id in source_ids if source_id.startswith(beginning)]
    return [beginning] if beginning in found else found


def _uncited(files: Files, entry: Entry, key: str, citation: str) -> Problem | None:
    source_ids = sorted(kind.removeprefix("claim ") for kind in files.known if kind.startswith("claim "))
    means, name = sources_of(citation, source_ids), citation.partition("#")[2]
    step = "Copy the id of the claim from its annotation file, behind the beginning of the source's id"
    if len(means) != 1:
        found = f"`{citation}`, which {'no annotated article begins with' if not means else 'could be any of several'}"
        expected = f"the beginning of one of {', '.join(means or source_ids) or 'the annotated articles'}"
        return Problem(entry.at(key), "references_exist", found, expected, step)
    kind = f"claim {means[0]}"
    if name in files.known[kind] or kind in files.unread:
        return None
    near = get_close_matches(name, sorted(files.known[kind]), n=1)
    expected = f"a claim of {means[0]}" + (f"; the nearest is `{near[0]}`" if near else "")
    return Problem(entry.at(key), "references_exist", f"the claim `{citation}`, which is not there", expected, step)


def _references(files: Files) -> Iterator[Reference]:
    for source_id, article in files.articles.items():
        yield from _actors_of("source", article["source"], source_id)
        for claim in _each(article, "claims"):
            yield from _actors_of("claim", claim, source_id)
            for hop in claim["attribution"]:
                yield from _actors_of("hop", hop, source_id)
            for key in ("date_ids", "speech_date_id"):
                yield from _ids(claim, key, f"date {source_id}", source_id)
        for mention in _each(article, "mentions"):
            yield from _actors_of("mention", mention, source_id)
        for date in _each(article, "dates"):
            yield from _ids(date, "anchor_date_id", f"date {source_id}", source_id)
    for actor in files.actors:
        yield from _actors_of("actor", actor)
    for kind, group in (("cluster", files.clusters), ("provision", files.provisions)):
        for entry in group:
            yield from _ids(entry, "part_of", kind)
    for provision in files.provisions:
        yield from _actors_of("provision", provision)


def _actors_of(kind: str, entry: Entry, source_id: str | None = None) -> Iterator[Reference]:
    for key in _ACTORS_OF[kind]:
        yield from _ids(entry, key, "actor", source_id)


def _ids(entry: Entry, key: str, kind: str, source_id: str | None = None) -> Iterator[Reference]:
    value = entry[key]
    for name in value if isinstance(value, list) else [value]:
        if name is not None:
            yield Reference(entry, key, kind, name, source_id)


def _each(article: Entry, layer: str) -> Iterator[Entry]:
    """Every entry of a layer of an article, in order."""
    for sentence in article["sentences"]:
        yield from sentence[layer]
