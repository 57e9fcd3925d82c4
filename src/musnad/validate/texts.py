"""Texts: does every span hold the words it says, cut where words may be cut? In: what was written. Out: problems."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator

from musnad import languages, schema
from musnad.problems import Problem
from musnad.spans import Span, at_word_edges, find, is_grapheme_edge
from musnad.validate.written import Place, Written, at

_CORRECT = "Correct the words in the annotation, or build the release again"


def texts_match_hashes(written: Written) -> Iterator[Problem]:
    """The text of every article has the SHA-256 that is recorded for its file, and no article is there twice."""
    rule, seen = "texts_match_hashes", dict[str, str]()
    for row in written.rows["sources"]:
        found = hashlib.sha256(row["text"].encode()).hexdigest()
        if found != row["sha256"]:
            step = "Never change a text; read the article's file again"
            yield Problem(at("sources", row, "sha256"), rule, row["sha256"], f"{found}, from the text", step)
        if (first := seen.setdefault(row["sha256"], row["source_id"])) != row["source_id"]:
            yield Problem(
                at("sources", row, "text"), rule, f"the text of {first}", "an article once", "Remove one of the two"
            )


def headers_stand_in_text(written: Written) -> Iterator[Problem]:
    """The title, byline and dateline of an article are words of its text, whole ones."""
    for row in written.rows["sources"]:
        text, language = row["text"], row["language"]
        proclitics = languages.load(language).proclitics if language in languages.available() else frozenset()
        for column in ("title", "byline", "dateline"):
            if row[column] is not None and not find(text, row[column], Span(0, len(text)), proclitics):
                found, expected = f"«{row[column]}»", "whole words that stand in the text"
                yield Problem(at("sources", row, column), "headers_stand_in_text", found, expected, _CORRECT)


def languages_are_known(written: Written) -> Iterator[Problem]:
    """Every language is one that musnad reads, and the script of an article runs in the direction of its language."""
    known, rule = languages.available(), "languages_are_known"
    for table, path in _LANGUAGES:
        for row in written.rows.get(table, ()):
            for place, code in schema.locate(row, path):
                if code not in known:
                    step = "Correct the tag, or describe the language in a file of src/musnad/languages"
                    yield Problem(at(table, row, place), rule, code, f"one of {', '.join(known)}", step)
    for row in written.rows.get("sources", ()):
        direction = languages.load(row["language"]).script_direction if row["language"] in known else None
        if direction not in (None, row["script_direction"]):
            where, expected = at("sources", row, "script_direction"), f"{direction}, as {row['language']} is written"
            yield Problem(where, rule, row["script_direction"], expected, "Build the release again")


_LANGUAGES = (
    ("sources", "language"),
    ("actors", "names[].language"),
    ("actors", "aliases[].language"),
    ("actors", "descriptions[].language"),
)


def spans_are_whole(written: Written) -> Iterator[Problem]:
    """A span has a start, an end and, where there is a column for it, a quote, or none of them."""
    for table, rows in written.rows.items():
        for columns in schema.table(table).spans:
            paths = [path for path in (columns.start, columns.end, columns.quote) if path]
            holder = columns.start.rpartition(".")[0]
            names = [path.rpartition(".")[2] for path in paths]
            for row in rows:
                for number, held in enumerate(schema.values([row], holder) if holder else (row,)):
                    values = [held[name] for name in names]
                    if None in values and any(value is not None for value in values):
                        missing = [path for path, value in zip(paths, values, strict=True) if value is None]
                        places = [place for place, _ in schema.locate(row, columns.start)]
                        where, found = at(table, row, places[number]), f"no {' and no '.join(missing)}"
                        yield Problem(where, "spans_are_whole", found, "a whole span or none", _CORRECT)


def spans_lie_in_their_text(written: Written) -> Iterator[Problem]:
    """Every span holds at least one character, and lies inside the text of its article."""
    for place in _known(written):
        start, end = place.span
        length = len(written.texts[place.source_id or ""])
        if not 0 <= start < end <= length:
            expected = f"a span inside the {length} characters of its article that is not empty"
            yield Problem(place.where, "spans_lie_in_their_text", f"[{start}, {end})", expected, _CORRECT)


def quotes_match_text(written: Written) -> Iterator[Problem]:
    """`text[start:end] == quote`, for every span in every table, counted in Unicode code points."""
    for place in _known(written):
        if place.quote is not None and (words := _words(written, place)) != place.quote:
            start, end = place.span
            expected = f"«{words}», the text at [{start}, {end})"
            yield Problem(place.where, "quotes_match_text", f"«{place.quote}»", expected, _CORRECT)


def spans_keep_graphemes_whole(written: Written) -> Iterator[Problem]:
    """No span begins or ends inside a grapheme cluster, between a letter and the marks upon it (Unicode UAX #29)."""
    for place in _inside(written):
        text = written.texts[place.source_id or ""]
        inside = [offset for offset in place.span if not is_grapheme_edge(text, offset)]
        if inside:
            found, expected = f"an edge at {inside[0]}, inside a letter with its marks", "edges between letters"
            yield Problem(place.where, "spans_keep_graphemes_whole", found, expected, _CORRECT)


def spans_keep_words_whole(written: Written) -> Iterator[Problem]:
    """A span ends where a word ends, and begins where a word begins or behind a proclitic of its language."""
    proclitics = {
        row["source_id"]: languages.load(row["language"]).proclitics
        for row in written.rows["sources"]
        if row["language"] in languages.available()
    }
    for place in _inside(written):
        source_id = place.source_id or ""
        if source_id in proclitics and not at_word_edges(written.texts[source_id], place.span, proclitics[source_id]):
            found = f"«{_words(written, place)}», cut out of «{_around(written, place)}»"
            expected = "words whole, but for a proclitic before them"
            yield Problem(place.where, "spans_keep_words_whole", found, expected, _CORRECT)


def spans_stay_in_one_sentence(written: Written) -> Iterator[Problem]:
    """No span crosses from one sentence into another, but for the envelope of a claim, whose pieces may lie apart."""
    edges = {
        source_id: ([row["start"] for row in rows], [row["end"] for row in rows])
        for source_id, rows in written.by_source["sentences"].items()
    }
    for place in _inside(written):
        if (place.table, place.column) in _MAY_CROSS:
            continue
        starts, ends = edges[place.source_id or ""]
        number = bisect_right(starts, place.span.start) - 1
        if number < 0 or place.span.end > ends[number]:
            found = f"«{_words(written, place)}», beyond the end of its sentence"
            yield Problem(place.where, "spans_stay_in_one_sentence", found, "words of one sentence", _CORRECT)


_MAY_CROSS = {("claims", "start"), ("claims", "cue_start")}


def _known(written: Written) -> Iterator[Place]:
    """The spans of articles that are there; what is wrong with the others, `references_exist` says."""
    return (place for place in written.places if place.source_id is not None)


def _inside(written: Written) -> Iterator[Place]:
    """The spans that lie in the text of an article; what is wrong with the others, another check says."""
    for place in _known(written):
        if 0 <= place.span.start < place.span.end <= len(written.texts[place.source_id or ""]):
            yield place


def _words(written: Written, place: Place) -> str:
    return place.span.of(written.texts[place.source_id or ""])


def _around(written: Written, place: Place) -> str:
    start, end = place.span
    return Span(max(0, start - 12), end + 12).of(written.texts[place.source_id or ""])
