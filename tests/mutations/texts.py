"""Ways to break what `musnad.validate.texts` promises."""

from __future__ import annotations

from musnad import schema
from musnad.records import Tables
from mutations.breaking import Where, at, holders, move, of, rows, some


@rows("texts_match_hashes", "a misprint of an article that was mended in its text")
def _(tables: Tables) -> Where:
    row = some(tables["sources"])
    row["text"] = row["text"][:-2] + row["text"][-1] + row["text"][-2]
    return at("sources", row, "sha256")


@rows("texts_match_hashes", "an article that is there twice, under two names")
def _(tables: Tables) -> Where:
    row = some(tables["sources"])
    tables["sources"].append(row | {"source_id": f"{row['source_id']}-again"})
    return f"sources[{row['source_id']}-again].text"


@rows("headers_stand_in_text", "a headline that was tidied up")
def _(tables: Tables) -> Where:
    row = some(tables["sources"], lambda row: row["title"])
    row["title"] = row["title"].replace('"', "'") + "!"
    return at("sources", row, "title")


@rows("headers_stand_in_text", "an author of one letter, cut out of a word")
def _(tables: Tables) -> Where:
    row = of(tables["sources"], "language", "he")
    row["byline"] = "ה"
    return at("sources", row, "byline")


@rows("languages_are_known", "an alias in a language that there is not")
def _(tables: Tables) -> Where:
    row = some(tables["actors"], lambda row: row["aliases"])
    row["aliases"][0]["language"] = "xx"
    return at("actors", row, "aliases[0].language")


@rows("languages_are_known", "a Hebrew article that runs from left to right")
def _(tables: Tables) -> Where:
    row = of(tables["sources"], "language", "he")
    row["script_direction"] = "ltr"
    return at("sources", row, "script_direction")


@rows("spans_are_whole", "a place with words and without its start")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["place"])
    row["place_start"] = None
    return at("claims", row, "place_start")


@rows("spans_are_whole", "the words of a condition lost, and its offsets kept")
def _(tables: Tables) -> Where:
    row = some(tables["claims"], lambda row: row["condition"])
    row["condition"] = None
    return at("claims", row, "condition_start")


@rows("spans_lie_in_their_text", "a mention beyond the end of the text")
def _(tables: Tables) -> Where:
    row = some(tables["mentions"])
    row["start"], row["end"] = 10**6, 10**6 + len(row["quote"])
    return at("mentions", row, "start")


@rows("spans_lie_in_their_text", "a host that ends before it begins")
def _(tables: Tables) -> Where:
    row = some(tables["dates"], lambda row: row["start"] > 0)
    row["host_end"] = row["host_start"]
    return at("dates", row, "host_start")


def _misquote(table: str) -> None:
    """Register: a span of every kind that the table has holds other words than its quote."""

    @rows("quotes_match_text", f"every quote of {table} in turn with a letter too many")
    def _(tables: Tables) -> list[Where]:
        places = []
        for span in schema.table(table).spans:
            if span.quote is None:
                continue
            row = some(tables[table], lambda row: any(value for _, value in schema.locate(row, span.quote)))  # noqa: B023
            found, last = holders(row, span.quote)
            holder = some(found, lambda one: one[last])  # noqa: B023
            holder[last] += "א"
            places.append(at(table, row, span.start.split("[")[0]))
        return places


for _table in schema.TABLES:
    if any(_span.quote for _span in schema.table(_table).spans):
        _misquote(_table)


@rows("quotes_match_text", "a mention that was measured in UTF-8 bytes")
def _(tables: Tables) -> Where:
    row = tables["mentions"][-1]
    text = of(tables["sources"], "source_id", row["source_id"])["text"]
    row["start"], row["end"] = (len(text[:offset].encode()) for offset in (row["start"], row["end"]))
    return at("mentions", row, "start")


@rows("spans_keep_graphemes_whole", "a mention that ends between a letter and the mark upon it")
def _(tables: Tables) -> Where:
    marks = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
    source = some(tables["sources"], lambda row: any(mark in row["text"] for mark in marks))
    offset = next(place for place, letter in enumerate(source["text"]) if letter in marks)
    row = some(tables["mentions"], lambda row: row["source_id"] == source["source_id"])
    move(tables, row, (offset - 3, offset))
    return at("mentions", row, "start")


@rows("spans_keep_words_whole", "a mention without the last letter of the name")
def _(tables: Tables) -> Where:
    row = some(tables["mentions"], lambda row: len(row["quote"]) > 4 and row["quote"][-3:].isalpha())
    move(tables, row, (row["start"], row["end"] - 1))
    return at("mentions", row, "start")


@rows("spans_keep_words_whole", "a mention without the first letter of the name, which is no proclitic")
def _(tables: Tables) -> Where:
    row = some(tables["mentions"], lambda row: row["quote"].startswith(("אוקראינה", "أوكرانيا")))
    move(tables, row, (row["start"] + 2, row["end"]))
    return at("mentions", row, "start")


@rows("spans_stay_in_one_sentence", "the place of a claim runs on into the next sentence")
def _(tables: Tables) -> Where:
    first = {row["sentence_id"] for row in tables["sentences"] if row["position"] < 5}
    row = some(tables["claims"], lambda row: row["place"] and first & set(row["sentence_ids"]))
    text = of(tables["sources"], "source_id", row["source_id"])["text"]
    move(tables, row, (row["place_start"], len(text.rstrip())), ("place_start", "place_end", "place"))
    return at("claims", row, "place_start")
