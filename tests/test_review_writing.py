"""Values as an annotation file writes them: whatever they hold, they are read back as they were."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from musnad.judgements.loading import parse
from musnad.review.writing import comment, inline, quoted, scalar, sentence_of, words_at
from musnad.spans import Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    "אب \"'׳״:#,[]{}-?!&*|>%@`\n\t\u0085\u2028\ufeff1.0eynt~"
)


@given(TEXTS)
def test_text_is_read_back_as_it_was(text: str) -> None:
    document, problems = parse(f"a: {{b: {scalar(text)}, c: [{quoted(text)}]}}\nd: {scalar(text)}\n".encode(), "x")
    assert problems == []
    assert document == {"a": {"b": text, "c": [text]}, "d": text}


@pytest.mark.parametrize("text", ["null", "true", "No", "on", "12", "2026-01-06", "1e3", "~", "", "-", "a: b", "a #b"])
def test_what_yaml_would_take_for_something_else_stands_in_quotation_marks(text: str) -> None:
    assert scalar(text)[0] in "\"'"
    assert yaml.safe_load(scalar(text)) == text


def test_words_with_gershayim_stand_as_they_are_or_between_single_quotes() -> None:
    assert scalar('ברית נאט"ו') == 'ברית נאט"ו'
    assert scalar('"דיון כן"') == "'\"דיון כן\"'"
    assert scalar('ז\'נבה, "נאט"ו') == '"ז\'נבה, \\"נאט\\"ו"'


def test_lists_and_mappings_stand_on_one_line() -> None:
    assert inline({"a": ["x", {"words": "y, z", "nth": 2}], "b": None, "c": True}) == (
        '{a: [x, {words: "y, z", nth: 2}], b: null, c: true}'
    )


@given(TEXTS)
def test_a_comment_is_one_line_whatever_it_quotes(text: str) -> None:
    document, problems = parse(f"a: 1  {comment(['rules:', text])}\n".encode(), "x")
    assert (document, problems) == ({"a": 1}, [])


def test_words_name_their_occurrence_and_their_sentence_only_where_they_must() -> None:
    text = "רוסיה ורוסיה. לרוסיה נאמר."
    sentences = [Span(0, 13), Span(14, len(text))]
    proclitics = frozenset({"ו", "ל"})
    assert words_at(text, Span(7, 12), sentences, 0, proclitics) == {"words": "רוסיה", "nth": 2}
    assert words_at(text, Span(7, 12), sentences, 1, proclitics) == {"words": "רוסיה", "nth": 2, "in": 1}
    assert words_at(text, Span(15, 20), sentences, 1, proclitics) == "רוסיה"
    assert words_at(text, Span(8, 12), sentences, 0, proclitics) is None
    assert words_at(text, Span(7, 20), sentences, 0, proclitics) is None
    assert sentence_of(Span(7, 20), sentences) is None
