"""Identity: do ids follow from the text, and is every actor one actor? In: what was written. Out: problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from musnad import identifiers, languages, schema
from musnad.folding import fold
from musnad.problems import Problem
from musnad.records import Row
from musnad.validate.countries import ALPHA_3
from musnad.validate.written import Written, at

_REGISTRY = "Correct the entry in annotations/actors.yaml"


def ids_are_reproducible(written: Written) -> Iterator[Problem]:
    """The id of a sentence, claim, mention or date follows from the article's hash and the spans, and nothing else."""
    hashes = {row["source_id"]: row["sha256"] for row in written.rows["sources"]}
    for table in identifiers.PREFIXES:
        key = schema.table(table).key
        rows = [row for row in written.rows.get(table, ()) if row["source_id"] in hashes]
        odd = [row for row in rows if row[key] != identifiers.row_id(table, hashes[row["source_id"]], _spans(row))]
        # Only claims on identical spans are told apart by their order.
        same = Counter((row["source_id"], str(_spans(row))) for row in rows) if odd else Counter[tuple[str, str]]()
        for row in odd:
            source_id, place = row["source_id"], _spans(row)
            times = same[source_id, str(place)]
            expected = set(identifiers.row_ids(table, hashes[source_id], [place] * times))
            if row[key] not in expected:
                step = "Build the release again; an id is never chosen"
                yield Problem(
                    at(table, row, key), "ids_are_reproducible", row[key], " or ".join(sorted(expected)), step
                )


def _spans(row: Row) -> list[tuple[int, int]]:
    pieces = row.get("spans") or [row]
    return [(piece["start"], piece["end"]) for piece in pieces]


def mentions_nest(written: Written) -> Iterator[Problem]:
    """Of one actor the longest mention counts, so no two of its mentions share a character.

    Mentions of different actors may lie inside one another; none begins inside another and ends outside it.
    """
    step = "Keep the longest words for one actor; cut the others where they end"
    for rows in written.by_source["mentions"].values():
        for number, row in enumerate(rows):
            for following in range(number + 1, len(rows)):  # a slice would copy all the rest for each row
                other = rows[following]
                if other["start"] >= row["end"]:
                    break
                crosses = other["start"] > row["start"] and other["end"] > row["end"]
                if other["actor_id"] == row["actor_id"] or crosses:
                    found = f"«{other['quote']}» ({other['actor_id']}), on «{row['quote']}» ({row['actor_id']})"
                    expected = "mentions apart, or of different actors and one inside the other"
                    yield Problem(at("mentions", other, "start"), "mentions_nest", found, expected, step)


def named_mentions_are_registered(written: Written) -> Iterator[Problem]:
    """A mention by name or alias holds, but for spelling variants, one that the registry gives its actor."""
    known = {
        actor_id: {
            spelling
            for column, key in (("names", "name"), ("aliases", "alias"))
            for words in row[column]
            for spelling in _spellings(words[key], words["language"])
        }
        for actor_id, row in written.by_key["actors"].items()
    }
    for row in written.rows["mentions"]:
        names = known.get(row["actor_id"])
        if names is not None and row["form"] in ("name", "alias") and _folded(row["quote"]) not in names:
            where, found = at("mentions", row, "actor_id"), f"«{row['quote']}», by {row['form']}, of {row['actor_id']}"
            expected, step = "a name that the registry gives this actor", "Correct the actor, the form or the registry"
            yield Problem(where, "named_mentions_are_registered", found, expected, step)


@lru_cache(maxsize=16_384)
def _folded(words: str) -> str:
    """Words as they are compared. Kept, for a name stands in a corpus many times."""
    return fold(words).text


def _spellings(words: str, code: str) -> Iterator[str]:
    """A name, folded; what is left where its article is fused with a proclitic, لولايات in للولايات; and without ה."""
    folded = _folded(words)
    yield folded
    if code not in languages.available():
        return
    language = languages.load(code)
    yield folded.removeprefix(language.mentions["article"])
    for article, left in language.fused_articles.items():
        if folded.isalpha() and not folded.isascii():
            yield article + folded.removeprefix(article)  # a single name may come with its article: ناتو, الناتو
        if folded.startswith(article):
            yield from (rest + folded.removeprefix(article) for rest in left.values())


def mentions_by_name_say_so(written: Written) -> Iterator[Problem]:
    """Words that the registry gives an actor as its name in the article's language are a `name`, its alias an `alias`.

    Where they are both, they are a name.
    """
    actors, step = written.by_key["actors"], "Correct the form of the mention, or the registry"
    registered: dict[tuple[str, str], dict[str, str]] = {}
    for row in written.rows["mentions"]:
        actor, source = actors.get(row["actor_id"]), written.by_key["sources"].get(row["source_id"])
        if actor is None or source is None:
            continue
        key = (row["actor_id"], source["language"])
        if key not in registered:
            registered[key] = _forms(actor, source["language"])
        form = registered[key].get(_folded(row["quote"]), row["form"])
        if form != row["form"]:
            where, found = at("mentions", row, "form"), f"{row['form']}, of «{row['quote']}»"
            expected = f"{form}, as which the registry gives it to {row['actor_id']}"
            yield Problem(where, "mentions_by_name_say_so", found, expected, step)


def _forms(actor: Row, language: str) -> dict[str, str]:
    """Folded words that the registry gives an actor in one language to their form."""
    aliases = {_folded(one["alias"]): "alias" for one in actor["aliases"] if one["language"] == language}
    return aliases | {_folded(one["name"]): "name" for one in actor["names"] if one["language"] == language}


def actors_are_needed(written: Written) -> Iterator[Problem]:
    """No actor is an orphan: a row of another table refers to it, or a needed actor is part of it or speaks for it."""
    needed = {
        value
        for table, rows in written.rows.items()
        for key in schema.table(table).foreign_keys
        if key.table == "actors" and table != "actors"
        for value in schema.values(rows, key.column)
    }
    actors, waiting = written.by_key["actors"], list(needed)
    while waiting:
        row = actors.get(waiting.pop(), {})
        for above in (row.get("part_of"), row.get("speaks_for")):
            if above is not None and above not in needed:
                needed.add(above)
                waiting.append(above)
    for actor_id, row in actors.items():
        if actor_id not in needed:
            found, step = "an actor that no row refers to", "Annotate where the corpus names it, or take it out"
            yield Problem(at("actors", row, "actor_id"), "actors_are_needed", found, "an actor in use", step)


def identifiers_are_sound(written: Written) -> Iterator[Problem]:
    """A Wikidata item or a country belongs to one actor; a country is the ISO 3166-1 alpha-3 code of a state."""
    rule = "identifiers_are_sound"
    for column in ("wikidata", "country"):
        holders: dict[str, str] = {}
        for row in written.rows["actors"]:
            if (value := row[column]) is None:
                continue
            if (first := holders.setdefault(value, row["actor_id"])) != row["actor_id"]:
                where, found = at("actors", row, column), f"{value}, which {first} has too"
                yield Problem(where, rule, found, "an identifier of one actor", _REGISTRY)
            if column == "country" and (value not in ALPHA_3 or row["type"] != "state"):
                found, expected = f"{value}, of a {row['type']}", "the ISO 3166-1 alpha-3 code of a state"
                yield Problem(at("actors", row, column), rule, found, expected, _REGISTRY)


def names_denote_one_actor(written: Written) -> Iterator[Problem]:
    """A name or an alias of one language denotes one actor, and the English name is among the names of each.

    An unnamed speaker is known by its article, and may be called like another.
    """
    rule, holders = "names_denote_one_actor", dict[tuple[str, str], str]()
    for row in written.rows["actors"]:
        names = {(name["language"], name["name"]) for name in row["names"]}
        if ("en", row["name"]) not in names:
            yield Problem(
                at("actors", row, "names"), rule, f"no English «{row['name']}»", "the name among them", _REGISTRY
            )
        if row["type"] == "unnamed":
            continue
        for language, words in sorted(names | {(alias["language"], alias["alias"]) for alias in row["aliases"]}):
            if (first := holders.setdefault((language, words), row["actor_id"])) != row["actor_id"]:
                where, found = at("actors", row, "names"), f"«{words}» ({language}), a name of {first} too"
                yield Problem(where, rule, found, "names that denote one actor", _REGISTRY)


def unnamed_actors_keep_to_one_article(written: Written) -> Iterator[Problem]:
    """An unnamed actor belongs to one article, and only that article refers to it; no other actor has a scope."""
    rule, actors = "unnamed_actors_keep_to_one_article", written.by_key["actors"]
    for row in actors.values():
        if (row["type"] == "unnamed") != (row["scope"] is not None):
            found = f"scope {row['scope']}, type {row['type']}"
            yield Problem(at("actors", row, "scope"), rule, found, "a scope exactly for an unnamed actor", _REGISTRY)
    scoped = any(row["scope"] is not None for row in actors.values())
    for table in ("sources", "claims", "mentions"):
        for key in schema.table(table).foreign_keys if scoped else ():
            for row in written.rows.get(table, ()) if key.table == "actors" else ():
                for path, value in schema.locate(row, key.column):
                    scope = actors.get(value, {}).get("scope")
                    if scope is not None and scope != row["source_id"]:
                        found, expected = f"{value} of article {scope}", "an actor of this article, or a named one"
                        yield Problem(at(table, row, path), rule, found, expected, _REGISTRY)
