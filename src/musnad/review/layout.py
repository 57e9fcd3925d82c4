"""Layout: one place in a YAML file changes and everything else stays as it is. In: text and nodes. Out: patches.

A patch replaces characters of the text. Whatever no patch covers, every comment, blank line, quotation mark and line
break, is the same afterwards, because it is never written anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import yaml

from musnad.review.writing import inline


class Patch(NamedTuple):
    """The characters ``[start, end)`` of a file, and what stands there instead."""

    start: int
    end: int
    words: str


def compose(text: str) -> yaml.MappingNode | None:
    """The file's nodes with their places in `text`, in characters; None if it holds no mapping."""
    # Not the C loader: its places count bytes in some versions.
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return node if isinstance(node, yaml.MappingNode) else None


def patched(text: str, patches: Iterable[Patch]) -> str:
    """The text with all patches applied; those that insert at one place do so in the order given.

    Raises ValueError where two of them would write over each other.
    """
    pieces, at = [], 0
    for patch in sorted(patches, key=lambda patch: (patch.start, patch.end)):
        if patch.start < at:
            raise ValueError(f"two patches overlap at {patch.start}")
        pieces += [text[at : patch.start], patch.words]
        at = patch.end
    return "".join([*pieces, text[at:]])


def value_of(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    """The node of the value of `key`."""
    return next((value for name, value in mapping.value if name.value == key), None)


def items_of(mapping: yaml.MappingNode, key: str) -> list[yaml.Node]:
    """The items of the list at `key`; none where there is no list."""
    node = value_of(mapping, key)
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def replace(node: yaml.Node, words: str) -> Patch:
    """`words` in the place of a value."""
    return Patch(node.start_mark.index, _end(node), words)


def put(text: str, mapping: yaml.MappingNode, key: str, value: object, order: Sequence[str]) -> Patch:
    """`key` with `value` in `mapping`: instead of its value, or behind the last of the keys before it in `order`."""
    if (node := value_of(mapping, key)) is not None:
        return replace(node, inline(value) if node.start_mark.index < _end(node) else f" {inline(value)}")
    before = order[: order.index(key)]
    pairs = [pair for pair in mapping.value if pair[0].value in before] or mapping.value[:1]
    name, last = pairs[-1]
    if mapping.flow_style is True:
        return Patch(_end(last), _end(last), f", {key}: {inline(value)}")
    at = _next_line(text, max(_end(last), _end(name)))
    return _lines(text, at, [f"{' ' * mapping.start_mark.column}{key}: {inline(value)}"])


def drop(text: str, mapping: yaml.MappingNode, keys: Sequence[str]) -> list[Patch]:
    """The patches that take `keys` with their values out of `mapping`; those that it does not have are passed over."""
    pairs = mapping.value
    dropped = [at for at, (name, _) in enumerate(pairs) if name.value in keys]
    if mapping.flow_style is True:
        return _out_of_a_line([name for name, _ in pairs], [value for _, value in pairs], dropped)
    patches = []
    for at in dropped:
        start, end = pairs[at][0].start_mark.index, max(map(_end, pairs[at]))
        if not at and text[_line(text, start) : start].strip():
            kept = next(n for n in range(len(pairs)) if n not in dropped)
            # The dash of the list item stays, and the next key moves up to it.
            patches.append(Patch(start, pairs[kept][0].start_mark.index, ""))
            dropped = [n for n in dropped if n > kept]
        elif at in dropped:
            patches.append(Patch(_line(text, start), _next_line(text, end), ""))
    return patches


def edit_items(
    text: str,
    mapping: yaml.MappingNode,
    key: str,
    dropped: Collection[int],
    added: Sequence[tuple[int, Sequence[str]]],
    order: Sequence[str],
) -> list[Patch]:
    """The patches that take items out of the list at `key` and put others in, each before the item of its number.

    An added item is its lines, without dash and indentation. A list that is left empty goes, and one that is not there
    begins, behind the keys before it in `order`.
    """
    sequence = value_of(mapping, key)
    if not isinstance(sequence, yaml.SequenceNode):
        return [_begun(text, mapping, key, [lines for _, lines in added], order)] if added else []
    if not added and len(dropped) == len(sequence.value) and sequence.flow_style is True:
        return drop(text, mapping, [key])
    edit = _edit_line if sequence.flow_style is True else _edit_block
    return edit(text, mapping, key, dropped, added)


def _edit_line(
    text: str,
    mapping: yaml.MappingNode,
    key: str,
    dropped: Collection[int],
    added: Sequence[tuple[int, Sequence[str]]],
) -> list[Patch]:
    sequence, items = value_of(mapping, key), items_of(mapping, key)
    assert sequence is not None
    if not added:
        return _out_of_a_line(items, items, dropped)
    if items and not dropped:
        return [
            Patch(_end(items[at - 1]), _end(items[at - 1]), f", {_on_a_line(lines)}")
            if at
            else Patch(items[0].start_mark.index, items[0].start_mark.index, f"{_on_a_line(lines)}, ")
            for at, lines in added
        ]
    written = []
    for n in range(len(items) + 1):
        written += [_on_a_line(lines) for at, lines in added if at == n]
        if n < len(items) and n not in dropped:
            written.append(text[items[n].start_mark.index : _end(items[n])])
    return [replace(sequence, f"[{', '.join(written)}]")]


def _edit_block(
    text: str,
    mapping: yaml.MappingNode,
    key: str,
    dropped: Collection[int],
    added: Sequence[tuple[int, Sequence[str]]],
) -> list[Patch]:
    items = items_of(mapping, key)
    name = next(name for name, _ in mapping.value if name.value == key)
    patches = [Patch(_dash(text, items[n]), _next_line(text, _end(items[n])), "") for n in dropped]
    indent = " " * (text.index("-", _dash(text, items[0])) - _dash(text, items[0]))
    for at, lines in added:
        place = _next_line(text, _end(items[at - 1]) if at else name.end_mark.index)
        patches.append(_lines(text, place, _as_item(lines, indent)))
    if len(dropped) == len(items) and not added:
        patches.append(Patch(_line(text, name.start_mark.index), _next_line(text, name.end_mark.index), ""))
    return patches


def _begun(
    text: str, mapping: yaml.MappingNode, key: str, items: Sequence[Sequence[str]], order: Sequence[str]
) -> Patch:
    """A list that is not there yet, with its first items."""
    before = order[: order.index(key)]
    name, last = ([pair for pair in mapping.value if pair[0].value in before] or mapping.value[:1])[-1]
    if mapping.flow_style is True:
        return Patch(_end(last), _end(last), f", {key}: [{', '.join(map(_on_a_line, items))}]")
    indent = " " * mapping.start_mark.column
    lines = [line for item in items for line in _as_item(item, indent)]
    return _lines(text, _next_line(text, max(_end(last), _end(name))), [f"{indent}{key}:", *lines])


def _as_item(lines: Sequence[str], indent: str) -> list[str]:
    return [f"{indent}{'- ' if not n else '  '}{line}" for n, line in enumerate(lines)]


def _on_a_line(lines: Sequence[str]) -> str:
    return lines[0] if len(lines) == 1 else "{" + ", ".join(lines) + "}"


def _out_of_a_line(starts: Sequence[yaml.Node], ends: Sequence[yaml.Node], dropped: Collection[int]) -> list[Patch]:
    """Several of the things between commas go: with the comma before them, or behind them if they are the first."""
    kept = [n for n in range(len(starts)) if n not in dropped]
    if not dropped or not kept:
        return [Patch(starts[0].start_mark.index, _end(ends[-1]), "")] if dropped else []
    patches = [
        Patch(_end(ends[one]), _end(ends[following - 1]), "")
        for one, following in zip(kept, [*kept[1:], len(starts)], strict=True)
        if following > one + 1
    ]
    if kept[0]:
        patches.append(Patch(starts[0].start_mark.index, starts[kept[0]].start_mark.index, ""))
    return patches


def _lines(text: str, at: int, lines: Sequence[str]) -> Patch:
    """Whole lines, put in where a line begins, with the line breaks of the file."""
    stop = "\r\n" if "\r\n" in text else "\n"
    if at == len(text) and text and not text.endswith("\n"):
        return Patch(at, at, stop + stop.join(lines))
    return Patch(at, at, stop.join(lines) + stop)


def _end(node: yaml.Node) -> int:
    """Where the words of a node end. The parser lets a block run on over blank lines and comments to what follows."""
    if isinstance(node, yaml.CollectionNode) and node.flow_style is not True and node.value:
        last = node.value[-1]
        return max(_end(one) for one in (last if isinstance(last, tuple) else (last,)))
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        start, length = node.start_mark, node.end_mark.index - node.start_mark.index
        written = (start.buffer or "")[start.pointer : start.pointer + length]
        return int(start.index + len(written.rstrip()))
    return int(node.end_mark.index)


def _line(text: str, at: int) -> int:
    """Where the line of `at` begins."""
    return text.rfind("\n", 0, at) + 1


def _next_line(text: str, at: int) -> int:
    """Where the line behind that of `at` begins, or the end."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _dash(text: str, item: yaml.Node) -> int:
    """Where the line begins that has the dash of an item of a block list."""
    return _line(text, text.rindex("-", 0, item.start_mark.index))
