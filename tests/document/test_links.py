"""Links to rows: stable, relative, and within a page nothing but the anchor."""

from __future__ import annotations

from musnad.document import links


def test_a_link_within_a_page_is_its_anchor() -> None:
    assert links.href("articles/a", "articles/a", "at-7") == "#at-7"
    assert links.href("articles/a", "articles/a") == "../articles/a.html"


def test_a_link_to_another_page_climbs_out_of_its_folder() -> None:
    assert links.href("articles/a", "corroboration", "pledges") == "../corroboration.html#pledges"
    assert links.href("corroboration", "articles/ا b", "at-7") == "articles/%D8%A7%20b.html#at-7"


def test_words_are_linked_by_where_they_begin() -> None:
    assert links.words_anchor(880) == "at-880"
