"""One place in a YAML file changes; every character that no patch covers stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import yaml

from musnad.review.layout import Patch, compose, drop, edit_items, items_of, patched, put, replace, value_of

ORDER = ("a", "b", "c", "d")


def root(text: str) -> yaml.MappingNode:
    node = compose(text)
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("text", "key", "after"),
    [
        ("{a: 1, c: 3}", "b", "{a: 1, b: x, c: 3}"),
        ("{a: 1, b: 'q' , c: 3}", "b", "{a: 1, b: x , c: 3}"),
        ("a: 1  # one\n\n# two\nc: 3\n", "b", "a: 1  # one\nb: x\n\n# two\nc: 3\n"),
        ("a: >\n  long\n  text\n\nc: 3\n", "b", "a: >\n  long\n  text\nb: x\n\nc: 3\n"),
        ("a:\n- 1\n- 2 # two\n# three\nd: 4\n", "c", "a:\n- 1\n- 2 # two\nc: x\n# three\nd: 4\n"),
        ("a: 1\nb:\nc: 3\n", "b", "a: 1\nb: x\nc: 3\n"),
        ("a: 1", "b", "a: 1\nb: x"),
    ],
)
def test_a_key_is_put_behind_those_before_it(text: str, key: str, after: str) -> None:
    assert patched(text, [put(text, root(text), key, "x", ORDER)]) == after


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("{a: 1, b: 2, c: 3}", ["b"], "{a: 1, c: 3}"),
        ("{a: 1, b: 2, c: 3}", ["a", "b"], "{c: 3}"),
        ("{a: 1, b: 2, c: 3}", ["b", "c"], "{a: 1}"),
        ("{a: 1, b: 2, c: 3}", ["d"], "{a: 1, b: 2, c: 3}"),
        ("a: 1\n# of b\nb: 2 # two\nc: 3\n", ["b"], "a: 1\n# of b\nc: 3\n"),
        ("a: 1\nb:\n- x\n- y\nc: 3\n", ["a", "b"], "c: 3\n"),
    ],
)
def test_a_key_is_dropped_with_its_value_alone(text: str, keys: list[str], after: str) -> None:
    assert patched(text, drop(text, root(text), keys)) == after


def test_the_dash_of_an_item_stays_when_its_first_key_goes() -> None:
    text = "l:\n- a: 1\n  # of b\n  b: 2\n  c: 3\n"
    (item,) = items_of(root(text), "l")
    assert isinstance(item, yaml.MappingNode)
    assert patched(text, drop(text, item, ["a"])) == "l:\n- b: 2\n  c: 3\n"
    assert patched(text, drop(text, item, ["a", "c"])) == "l:\n- b: 2\n"


@pytest.mark.parametrize(
    ("text", "dropped", "added", "after"),
    [
        ("b: [1, 2, 3]\n", [1], [], "b: [1, 3]\n"),
        ("b: [1, 2, 3]\n", [0, 1], [], "b: [3]\n"),
        ("b: [1, 2]\n", [], [(0, ["x"]), (1, ["y"]), (2, ["z"])], "b: [x, 1, y, 2, z]\n"),
        ("b: []\n", [], [(0, ["x"])], "b: [x]\n"),
        ("b: [1, {w: 2}]\n", [0], [(1, ["x"]), (2, ["k: 1", "l: 2"])], "b: [x, {w: 2}, {k: 1, l: 2}]\n"),
        ("b:\n  - 1 # one\n  - 2\n", [0], [(2, ["k: 1", "l: 2"])], "b:\n  - 2\n  - k: 1\n    l: 2\n"),
        ("b: # these\n# one\n- 1\n- 2\n", [0, 1], [(0, ["x"])], "b: # these\n- x\n# one\n"),
        ("a: 1\nb:\n# one\n- 1\n- 2\nc: 3\n", [0, 1], [], "a: 1\n# one\nc: 3\n"),
        ("a: 1\nc: 3\n", [], [(0, ["x"]), (0, ["y"])], "a: 1\nb:\n- x\n- y\nc: 3\n"),
        ("{a: 1, c: 3}", [], [(0, ["x"]), (0, ["k: 1", "l: 2"])], "{a: 1, b: [x, {k: 1, l: 2}], c: 3}"),
        ("a: 1\nc: 3\n", [], [], "a: 1\nc: 3\n"),
        ("{a: 1, b: [1]}", [0], [], "{a: 1}"),
    ],
)
def test_items_come_and_go_in_the_style_of_their_list(
    text: str, dropped: list[int], added: Sequence[tuple[int, Sequence[str]]], after: str
) -> None:
    assert patched(text, edit_items(text, root(text), "b", dropped, added, ORDER)) == after


def test_a_value_is_replaced_wherever_it_stands() -> None:
    text = "# 😀 ا\na: {b: 'אב', c: 2}\n"
    mapping = value_of(root(text), "a")
    assert isinstance(mapping, yaml.MappingNode)
    node = value_of(mapping, "b")
    assert node is not None
    assert patched(text, [replace(node, "x")]) == "# 😀 ا\na: {b: x, c: 2}\n"


def test_patches_that_write_over_each_other_are_refused() -> None:
    assert patched("abc", [Patch(1, 2, "x"), Patch(2, 2, "y"), Patch(2, 2, "z")]) == "axyzc"
    with pytest.raises(ValueError, match="overlap at 1"):
        patched("abc", [Patch(0, 2, ""), Patch(1, 3, "")])
