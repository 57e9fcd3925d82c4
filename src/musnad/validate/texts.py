"""Texts: does every span hold the words it says, cut where words may be cut? In: what was written. Out: problems."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator

from musnad import languages, schema
from musnad.problems import Problem
from musnad.records import Row
from musnad.schema import SpanColumns
from musnad.spans import Span, at_word_edges, find, inside_graphemes
from musnad.validate.written import Names, Place, Written, at

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
            absent = [[value is None for value in schema.values(rows, path)] for path in paths]
            if any(one != absent[0] for one in absent):
                yield from _torn(table, rows, paths)


def _torn(table: str, rows: list[Row], paths: list[str]) -> Iterator[Problem]:
    """The spans at `paths` of which some parts are missing, and others not."""
    for row in rows:
        for parts in zip(*(schema.locate(row, path) for path in paths), strict=True):
            missing = [path for path, (_, value) in zip(paths, parts, strict=True) if value is None]
            if 0 < len(missing) < len(paths):
                where, found = at(table, row, parts[0][0]), f"no {' and no '.join(missing)}"
                yield Problem(where, "spans_are_whole", found, "a whole span or none", _CORRECT)


def spans_lie_in_their_text(written: Written) -> Iterator[Problem]:
    """Every span holds at least one character, and lies inside the text of its article."""
    for place in written.astray():
        (start, end), length = place.span, len(written.texts[place.source_id or ""])
        expected = f"a span inside the {length} characters of its article that is not empty"
        yield Problem(place.where, "spans_lie_in_their_text", f"[{start}, {end})", expected, _CORRECT)


def quotes_match_text(written: Written) -> Iterator[Problem]:
    """`text[start:end] == quote`, for every span in every table, counted in Unicode code points."""
    for table in written.rows:
        if not any(_misquotes(written, table, columns) for columns in schema.table(table).spans if columns.quote):
            continue
        for place in written.places([table]):
            if None in (place.source_id, place.quote) or (words := _words(written, place)) == place.quote:
                continue
            start, end = place.span
            expected = f"«{words}», the text at [{start}, {end})"
            yield Problem(place.where, "quotes_match_text", f"«{place.quote}»", expected, _CORRECT)


def _misquotes(written: Written, table: str, columns: SpanColumns) -> bool:
    """Whether some words of these columns may be others than the text has there."""
    names = Names.of(columns)
    start, end, quote = names.start, names.end, names.quote
    for source_id, held in written.holders(table, names):
        text = written.texts[source_id]
        if any(text[one[start] : one[end]] != one[quote] for one in held if one[quote] is not None):
            return True
    return False


def spans_keep_graphemes_whole(written: Written) -> Iterator[Problem]:
    """No span begins or ends inside a grapheme cluster, between a letter and the marks upon it (Unicode UAX #29)."""
    inside = {source_id: inside_graphemes(text) for source_id, text in written.texts.items()}
    for place in written.where(lambda source_id, start, end: start in inside[source_id] or end in inside[source_id]):
        cut = next(offset for offset in place.span if offset in inside[place.source_id or ""])
        found, expected = f"an edge at {cut}, inside a letter with its marks", "edges between letters"
        yield Problem(place.where, "spans_keep_graphemes_whole", found, expected, _CORRECT)


def spans_keep_words_whole(written: Written) -> Iterator[Problem]:
    """A span ends where a word ends, and begins where a word begins or behind a proclitic of its language."""
    proclitics = {
        row["source_id"]: languages.load(row["language"]).proclitics
        for row in written.rows["sources"]
        if row["language"] in languages.available()
    }

    texts = written.texts

    def cuts(source_id: str, start: int, end: int) -> bool:
        known = proclitics.get(source_id)
        return known is not None and not at_word_edges(texts[source_id], Span(start, end), known)

    for place in written.where(cuts):
        found = f"«{_words(written, place)}», cut out of «{_around(written, place)}»"
        expected = "words whole, but for a proclitic before them"
        yield Problem(place.where, "spans_keep_words_whole", found, expected, _CORRECT)


def spans_stay_in_one_sentence(written: Written) -> Iterator[Problem]:
    """No span crosses from one sentence into another, but for the envelope of a claim, whose pieces may lie apart."""
    edges = {
        source_id: ([row["start"] for row in rows], [row["end"] for row in rows])
        for source_id, rows in written.by_source["sentences"].items()
    }

    def crosses(source_id: str, start: int, end: int) -> bool:
        starts, ends = edges[source_id]
        number = bisect_right(starts, start) - 1
        return number < 0 or end > ends[number]

    for place in written.where(crosses, aside=_MAY_CROSS):
        found = f"«{_words(written, place)}», beyond the end of its sentence"
        yield Problem(place.where, "spans_stay_in_one_sentence", found, "words of one sentence", _CORRECT)


_MAY_CROSS = frozenset({("claims", "start"), ("claims", "cue_start")})


def _words(written: Written, place: Place) -> str:
    return place.span.of(written.texts[place.source_id or ""])


def _around(written: Written, place: Place) -> str:
    start, end = place.span
    return Span(max(0, start - 12), end + 12).of(written.texts[place.source_id or ""])
