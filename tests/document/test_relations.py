"""The diagram of the relations holds every table and every key, and no box lies on another or beyond the border."""

from __future__ import annotations

import itertools

from musnad import schema
from musnad.document import book, relations


def test_every_key_between_two_tables_is_an_edge_and_stands_in_the_table(small: book.Book) -> None:
    placed = relations.boxes(small)
    drawn = {(edge.source, column, edge.target) for edge in relations.edges(placed) for column in edge.columns}
    keys = {(name, key.column, key.table) for name in schema.TABLES for key in schema.table(name).foreign_keys}
    assert drawn == {key for key in keys if key[0] != key[2]}
    page = relations.pages(small)["relations.md"]
    for name, column, _ in drawn:
        assert f"[`{column}`](tables/{name}.md#" in page


def test_no_two_boxes_overlap_and_none_leaves_the_picture(small: book.Book) -> None:
    placed = list(relations.boxes(small).values())
    assert {box.name for box in placed} == set(schema.TABLES)
    for box in placed:
        assert relations.BOX_WIDTH / 2 <= box.x <= relations.WIDTH - relations.BOX_WIDTH / 2
        assert relations.BOX_HEIGHT / 2 <= box.y <= relations.HEIGHT - relations.BOX_HEIGHT / 2
    for one, other in itertools.combinations(placed, 2):
        apart = abs(one.x - other.x) >= relations.BOX_WIDTH or abs(one.y - other.y) >= relations.BOX_HEIGHT
        assert apart, (one.name, other.name)


def test_the_picture_is_told_in_words(small: book.Book) -> None:
    page = relations.pages(small)["relations.md"]
    assert 'role="group" aria-labelledby="relations-title"' in page
    assert "claims leads to sources" in page
