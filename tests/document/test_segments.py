"""Pieces of marked text: joined they are the text, a row's joined are its quote, and no letter loses its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.document.segments import Mark, segments
from musnad.spans import Span, grapheme_edges

TEXTS = st.text(st.sampled_from('وافق ستُقدّم ל"וֹע 1\n👨\u200d👩\u0301'), min_size=1, max_size=40)
"""Arabic with its marks, Hebrew with its points, what an emoji is joined by."""


@st.composite
def marked(draw: st.DrawFn, whole: bool) -> tuple[str, list[Mark]]:
    """A text and marks over it, which begin and end between letters or anywhere."""
    text = draw(TEXTS)
    places = sorted(grapheme_edges(text)) if whole else list(range(len(text) + 1))
    spans = st.tuples(st.sampled_from(places), st.sampled_from(places)).map(sorted)
    found = draw(st.lists(spans, max_size=8))
    return text, [Mark(start, end, "claim", f"clm_{at}") for at, (start, end) in enumerate(found)]


@given(marked(whole=False), st.sets(st.integers(0, 50)))
def test_the_pieces_joined_are_the_text(case: tuple[str, list[Mark]], cuts: set[int]) -> None:
    text, marks = case
    pieces = segments(text, Span(0, len(text)), marks, cuts)
    assert "".join(piece.text for piece in pieces) == text
    assert all(text.startswith(piece.text, piece.start) and piece.text for piece in pieces)


@given(marked(whole=True))
def test_the_pieces_of_a_row_joined_are_its_quote(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    pieces = segments(text, Span(0, len(text)), marks)
    for mark in marks:
        assert "".join(piece.text for piece in pieces if mark in piece.marks) == text[mark.start : mark.end]


@given(marked(whole=False), st.sets(st.integers(0, 50)))
def test_no_piece_begins_inside_a_letter(case: tuple[str, list[Mark]], cuts: set[int]) -> None:
    text, marks = case
    assert {piece.start for piece in segments(text, Span(0, len(text)), marks, cuts)} <= grapheme_edges(text)


@given(marked(whole=True), st.data())
def test_a_part_of_the_text_has_the_pieces_of_that_part(case: tuple[str, list[Mark]], data: st.DataObject) -> None:
    text, marks = case
    start, end = sorted(data.draw(st.tuples(*[st.sampled_from(sorted(grapheme_edges(text)))] * 2)))
    pieces = segments(text, Span(start, end), marks)
    assert "".join(piece.text for piece in pieces) == text[start:end]
    for mark in marks:
        shown = text[max(mark.start, start) : min(mark.end, end)]
        covered = (piece.text for piece in pieces for one in piece.marks if one.row == mark.row)
        assert "".join(covered) == shown


def test_marks_that_overlap_are_cut_at_every_edge() -> None:
    claim, cue = Mark(0, 10, "claim", "clm_a"), Mark(7, 16, "cue", "clm_b.1")
    pieces = segments("وافق المجلس على القانون", Span(0, 16), [claim, cue])
    assert [(piece.text, piece.marks) for piece in pieces] == [
        ("وافق ال", (claim,)),
        ("مجل", (claim, cue)),
        ("س على ", (cue,)),
    ]


def test_a_mark_that_parts_a_letter_from_its_vowel_is_shown_around_both() -> None:
    assert [piece.text for piece in segments("قدّم", Span(0, 4), [Mark(0, 2, "cue", "clm_a.1")])] == ["قدّ", "م"]


def test_a_place_of_its_own_begins_where_one_asks_for_it() -> None:
    assert [piece.start for piece in segments("على القانون", Span(0, 11), [], {4, 99})] == [0, 4]
