"""Shapes and words become a picture whose words are escaped and whose lines fit."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from musnad.document import svg

WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1)


@given(WORDS, st.floats(40, 300), st.floats(8, 20))
def test_no_line_is_wider_than_it_may_be_unless_it_is_one_word(words: str, most: float, size: float) -> None:
    lines = svg.wrap(words, most, size)
    assert " ".join(lines).split() == words.split()
    assert all(svg.width(line, size) <= most or " " not in line for line in lines)


def test_markup_in_words_and_attributes_is_shown_and_not_obeyed() -> None:
    shape = svg.element("text", "<script>x</script>", class_='a" onload="x')
    assert ET.fromstring(shape).text == "<script>x</script>"
    assert ET.fromstring(shape).attrib == {"class": 'a" onload="x'}


def test_a_mark_that_turns_the_line_is_named_in_a_picture() -> None:
    assert "[U+202E]" in svg.lines(["קייב\u202e"], 0, 0, 12)


def test_a_picture_says_in_words_what_it_shows() -> None:
    root = ET.fromstring(svg.picture("p", (10, 20), "Roots", "Kyiv → Reuters", svg.box(0, 0, 5, 5)))
    title, description = root[0], root[1]
    assert (title.text, description.text) == ("Roots", "Kyiv → Reuters")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
