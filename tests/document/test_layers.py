"""Layers of a text: the words of every row, and every place to which a table points."""

from __future__ import annotations

from pathlib import Path

from musnad import schema
from musnad.document import book, layers
from musnad.document.book import Book
from musnad.document.segments import Mark, Segment

ROOT = Path(__file__).parents[2]


def test_a_hop_is_called_by_its_claim_and_its_place(released: Book) -> None:
    claim = next(row for row in released.tables["claims"] if len(row["attribution"]) > 2)
    marked = {mark.row for mark in layers.marks(released, claim["source_id"]) if mark.layer == "speaker"}
    for hop in claim["attribution"]:
        assert (f"{claim['claim_id']}.{hop['hop']}" in marked) == (hop["start"] is not None)


def test_words_that_any_table_points_to_begin_a_place_of_their_own(released: Book) -> None:
    conflict = next(one for row in released.tables["clusters"] for one in row["conflicts"])
    for side in ("a", "b"):
        claim = released.row("claims", conflict[f"claim_id_{side}"])
        assert conflict[f"start_{side}"] in layers.starts(released)[claim["source_id"]]
    for row in released.tables["provisions"]:
        for one in row["evidence"]:
            assert one["start"] in layers.starts(released)[one["source_id"]]


def test_every_row_of_an_article_begins_a_place_inside_its_text(released: Book) -> None:
    for source in released.articles:
        rows = [row for table in book.OF_ARTICLES for row in released.of_article(table, source["source_id"])]
        known = {row["start"] for row in rows} | {span["start"] for row in rows for span in row.get("spans", ())}
        starts = layers.starts(released)[source["source_id"]]
        assert known <= starts
        assert all(0 <= start < len(source["text"]) for start in starts)


def test_a_layer_counts_rows_and_not_the_pieces_of_their_words() -> None:
    marks = [Mark(0, 3, "claim", "clm_a"), Mark(5, 8, "claim", "clm_a"), Mark(1, 2, "cue", "clm_a.1")]
    assert layers.counts(marks) == {"claim": 1, "cue": 1}


def test_words_tell_their_rows_layer_by_layer() -> None:
    marks = (Mark(0, 4, "claim", "clm_a"), Mark(0, 4, "date", "dat_a"), Mark(0, 4, "claim", "clm_b"))
    assert layers.by_layer(Segment(0, "أمس ", marks)) == {"claim": ["clm_a", "clm_b"], "date": ["dat_a"]}


def test_every_layer_names_a_column_or_a_table_that_the_schema_describes() -> None:
    for layer in layers.LAYERS:
        paths = {path for path, _ in schema.walk(schema.table(layer.table).node)}
        assert layer.column in paths
