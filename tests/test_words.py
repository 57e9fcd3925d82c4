"""Words: an annotation names them, and they are found exactly or told of."""

from __future__ import annotations

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import languages
from musnad.problems import Problem
from musnad.spans import Span, at_word_edges
from musnad.words import Page, Words, nearest, place, words_of

TEXT = "זלנסקי אמר כי רוסיה תחתום. ורוסיה סירבה, אמר זלנסקי."
SENTENCES = (Span(0, 26), Span(27, len(TEXT)))
PAGE = Page(TEXT, SENTENCES, languages.load("he").proclitics)


def find(wanted: Words, *home: int, page: Page = PAGE) -> tuple[Span | None, list[Problem]]:
    problems: list[Problem] = []
    return place(page, wanted, home, "a.yaml:7: claim c", problems), problems


def test_words_are_found_in_their_sentence_and_in_no_other() -> None:
    span, problems = find(Words("זלנסקי"), 1)
    assert span is not None and span.start > 40
    assert problems == []


def test_a_proclitic_is_left_outside() -> None:
    assert find(Words("רוסיה"), 1) == (Span(28, 33), [])


def test_words_may_stand_in_another_sentence_that_is_named() -> None:
    assert find(words_of({"words": "רוסיה", "in": 1}), 1) == (Span(14, 19), [])


def test_words_that_stand_twice_need_their_nth() -> None:
    _, (problem,) = find(Words("אמר"), 0, 1)
    assert problem.rule == "words_are_unambiguous"
    assert "twice" in problem.found
    assert "nth: 1 for the first of them (at 7)" in problem.next_step
    assert find(Words("אמר", nth=2), 0, 1) == (Span(41, 44), [])


def test_an_nth_beyond_the_last_is_told() -> None:
    _, (problem,) = find(Words("אמר", nth=3), 0, 1)
    assert problem.next_step == "Correct nth: it may be 1 or 2"


def test_absent_words_show_the_nearest_text_and_where_it_stands() -> None:
    _, (problem,) = find(Words("רוסיא תחתום"), 0)
    assert problem.rule == "words_stand_in_the_text"
    assert "the nearest text at 14 is «רוסיה תחתום»" in problem.found


def test_words_of_another_sentence_are_told_by_its_number() -> None:
    _, (problem,) = find(Words("סירבה"), 0)
    assert "which stands in sentence 2" in problem.found
    assert problem.next_step.startswith("Add in: 2")


def test_a_piece_of_a_word_is_no_word() -> None:
    _, (problem,) = find(Words("רוסי"), 0)
    assert "a piece of «רוסיה»" in problem.found


def test_a_sentence_that_is_not_there_is_told_by_how_many_there_are() -> None:
    _, (problem,) = find(Words("רוסיה", sentence=3), 0)
    assert (problem.found, problem.expected) == ("in: 3", "a sentence from 1 to 2")


def test_nothing_is_said_of_words_in_a_sentence_that_was_lost() -> None:
    lost = Page(TEXT, (None, SENTENCES[1]), PAGE.proclitics)
    assert find(Words("רוסיה"), 0, page=lost) == (None, [])


def test_the_search_for_the_nearest_text_is_bounded() -> None:
    text = "אבגד " * 200_000
    assert nearest(text, "אבגה " * 200_000, Span(0, len(text))).span.end < 10_000


def test_a_message_stays_on_one_line() -> None:
    _, (problem,) = find(Words("שורה\nראשונה " * 40), 0)
    assert "\n" not in str(problem)
    assert len(problem.found) < 400


ARABIC = "وقال المتحدّث إنّ «تحالف الراغبين» سيجتمع، وإنّ الراغبين كثيرون."
EDGES = [(match.start(), match.end()) for match in regex.finditer(r"[\p{L}\p{M}]+", ARABIC)]


@settings(deadline=None)
@given(st.integers(0, len(EDGES) - 1), st.integers(0, len(EDGES) - 1))
def test_whole_words_are_found_where_they_were_taken_from(first: int, last: int) -> None:
    taken = Span(EDGES[min(first, last)][0], EDGES[max(first, last)][1])
    page = Page(ARABIC, (Span(0, len(ARABIC)),), languages.load("ar").proclitics)
    places = [find(Words(taken.of(ARABIC), nth), 0, page=page)[0] for nth in (1, 2)]
    assert taken in places


def test_a_mark_that_stands_on_a_space_is_no_letter_of_the_word_behind_it() -> None:
    text = "مساء \u064fتعرض المسرحية"
    assert at_word_edges(text, Span(6, len(text)), frozenset("و"))
    assert not at_word_edges("مساء ستعرض", Span(6, 10), frozenset("و"))
