"""Convergence: the members of a cluster go in; a drawing of how they lead back to their roots comes out, as SVG.

Left stands who is at the origin, right the articles; between them who passes on. Chains that begin alike run together,
so that several articles with one root are seen to be one tree. A member that does not count is drawn dashed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from musnad.document import said, svg
from musnad.document.book import Book
from musnad.document.roots import Mark, Roots
from musnad.records import Row

ACROSS, GAP, EDGE = 146.0, 26.0, 2.0
SIZE = 12.0
LINE = 1.25 * SIZE
OWN_VOICE = "in its own voice"


@dataclass
class Node:
    """Somebody in a drawing: those to whom they pass on stand to the right, in `after`."""

    label: str
    tone: int
    after: dict[str, Node] = field(default_factory=dict)
    counts: bool = False
    relations: Counter[str] = field(default_factory=Counter)
    down: float = 0


def drawing(book: Book, roots: Roots, cluster: Row, short: Mapping[str, str]) -> Markup:
    """The drawing of one cluster, with the same in words as its description."""
    ways = sorted(_ways(book, roots, cluster, short), key=lambda way: (way[1].sign, way[0]))
    start = Node("", 0)
    for way, mark, relation, counts in ways:
        _walk(start, way, mark, relation, counts)
    last = max(len(way) for way, *_ in ways) - 1
    row_height = max(len(_words(node)) for node in _below(start)) * LINE + 18
    rows = _place(start, 0, row_height)
    shapes = [shape for node in start.after.values() for shape in _shapes(node, 0, last)]
    size = ((last + 1) * ACROSS + last * GAP + 2 * EDGE, rows * row_height)
    title = f"How the claims of “{cluster['cluster_id']}” lead back to independent roots"
    told = "; ".join(dict.fromkeys(f"{' → '.join(way)} ({relation})" for way, _, relation, _ in ways))
    return svg.picture(f"roots-{cluster['cluster_id']}", size, title, told, *sorted(shapes, key=_lines_first))


def _ways(
    book: Book, roots: Roots, cluster: Row, short: Mapping[str, str]
) -> list[tuple[tuple[str, ...], Mark, str, bool]]:
    """Each member as the names from its root to its article."""
    found = []
    for member in cluster["members"]:
        claim = book.row("claims", member["claim_id"])
        names = [
            " and ".join(said.named(book, voice.actor_ids)) or voice.surface or "?" for voice in said.voices(claim)
        ]
        names = names or [OWN_VOICE]
        mark = roots.mark(claim)
        above = [] if mark.name in (names[0], "") or mark.tone == 0 else [mark.name]
        article = f"{short[claim['source_id']]} · {said.language_name(claim['language'])}"
        counts = said.counting(claim, member["relation"])
        found.append(((*above, *names, article), mark, member["relation"], counts))
    return found


def _walk(start: Node, way: Sequence[str], mark: Mark, relation: str, counts: bool) -> None:
    node = start
    for label in way:
        node = node.after.setdefault(label, Node(label, mark.tone))
        node.counts |= counts
    node.relations[relation] += 1


def _below(node: Node) -> list[Node]:
    return [one for after in node.after.values() for one in [after, *_below(after)]]


def _place(node: Node, first: int, row_height: float) -> int:
    """Give every node its middle; an article takes a row, anybody else the middle of those to whom they pass on."""
    row = first
    for after in node.after.values():
        row = _place(after, row, row_height) if after.after else row + 1
        if not after.after:
            after.down = (row - 0.5) * row_height
    downs = [after.down for after in node.after.values()]
    node.down = (downs[0] + downs[-1]) / 2
    return row


def _shapes(node: Node, level: int, last: int) -> list[Markup]:
    """A node, what leads from it to the right, and everything there."""
    column = level if node.after else last
    left = EDGE + column * (ACROSS + GAP)
    words = _words(node)
    high = len(words) * LINE + 8
    kind = f"tone-{node.tone}{'' if node.counts else ' aside'}{'' if level else ' root'}"
    baseline = node.down - high / 2 + SIZE + 3.5
    found = [
        svg.box(left, node.down - high / 2, ACROSS, high, class_=f"drawn-box {kind}"),
        svg.lines(words, left + 8, baseline, SIZE),
    ]
    for after in node.after.values():
        reach = EDGE + (level + 1 if after.after else last) * (ACROSS + GAP)
        line = f"drawn-line tone-{after.tone}{'' if after.counts else ' aside'}"
        found.append(svg.curve(left + ACROSS, node.down, reach, after.down, class_=line))
        found += _shapes(after, level + 1, last)
    return found


def _words(node: Node) -> list[str]:
    """What stands in the box of a node: its name, and of an article how its claims relate."""
    relations = ", ".join(f"{one} ×{times}" if times > 1 else one for one, times in node.relations.items())
    return [line for words in (node.label, relations) if words for line in svg.wrap(words, ACROSS - 16, SIZE)]


def _lines_first(shape: Markup) -> bool:
    return not shape.startswith("<path")
