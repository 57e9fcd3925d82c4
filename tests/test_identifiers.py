"""Row ids: same words, same id; whatever else changes."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.identifiers import PREFIXES, row_id, row_ids
from musnad.spans import Span
from musnad.validate import identity

HASH = "7c812b2d71e2ea23d0254d3725bee2ae51ce4253a38c56a19a76f25a815b2d34"
SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19)), min_size=1, max_size=3)


def test_an_id_is_the_hash_of_article_table_and_spans() -> None:
    digest = hashlib.sha256(f'["{HASH}","claims",[[3,9],[12,20]]]'.encode()).hexdigest()
    assert row_id("claims", HASH, [Span(3, 9), Span(12, 20)]) == f"clm_{digest[:12]}"


def test_the_order_enters_only_for_a_second_claim_on_the_same_spans() -> None:
    digest = hashlib.sha256(f'["{HASH}","claims",[[3,9]],1]'.encode()).hexdigest()
    assert row_ids("claims", HASH, [[(3, 9)], [(3, 9)]]) == [row_id("claims", HASH, [(3, 9)]), f"clm_{digest[:12]}"]


def test_a_claim_between_two_on_the_same_spans_does_not_rename_them() -> None:
    first, _, second = row_ids("claims", HASH, [[(3, 9)], [(1, 2)], [(3, 9)]])
    assert [first, second] == row_ids("claims", HASH, [[(3, 9)], [(3, 9)]])


def test_tables_and_articles_do_not_share_ids() -> None:
    ids = [row_id(table, article, [(0, 5)])[4:] for table in PREFIXES for article in (HASH, HASH[::-1])]
    assert len(set(ids)) == len(ids)


def test_a_table_that_is_not_named_by_spans_has_no_row_ids() -> None:
    with pytest.raises(KeyError):
        row_id("actors", HASH, [(0, 5)])


@settings(deadline=None)
@given(st.lists(SPANS, max_size=6))
def test_ids_are_as_many_as_rows_and_repeat_themselves(span_lists: list[list[tuple[int, int]]]) -> None:
    ids = row_ids("claims", HASH, span_lists)
    assert len(set(ids)) == len(span_lists)
    assert ids == row_ids("claims", HASH, span_lists)


def test_a_single_arabic_name_may_come_with_its_article() -> None:
    assert "الناتو" in set(identity._spellings("ناتو", "ar"))
    assert "الحلف الناتو" not in set(identity._spellings("حلف الناتو", "ar"))
