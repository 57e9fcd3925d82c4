"""Regions: the spans of an annotation file as an annotation tool shows them. In: an article and its file. Out: regions.

A region is a span with a label. It is named by the id of its row in the published tables; a part of a claim (a piece of
its content, a hop, a cue) by the claim's id and its place there, such as ``clm_5d3c8e01b7fa-hop1-cue1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from musnad import languages
from musnad.identifiers import row_id, row_ids
from musnad.judgements.loading import parse
from musnad.problems import Problem
from musnad.records import Article
from musnad.review.layout import compose, items_of, value_of
from musnad.spans import Span
from musnad.words import Page, Words, place

CONTROLS = ("sentence", "claim", "source", "cue", "condition", "place", "mention", "date")
"""What a region can be; each is a group of labels in the tool."""

LABEL_KEYS = {"sentence": "role", "claim": "kind", "source": "role", "mention": "form", "date": "type"}
"""The key of an entry that holds the label of its region; the label of any other is the name of the group itself."""


@dataclass(frozen=True, slots=True)
class Region:
    """One span with its label.

    Attributes:
        id: of its row, or of its part of a claim.
        control: one of `CONTROLS`.
        span: where it stands, in code points.
        label: one word of the vocabulary of its group.
        actors: ids of the actor that a mention names, or of those whom the words of a hop name.
        of: the claim that a part belongs to, by its local id, with the number of the hop for a source or a cue:
            ``legal-commitments 2``. Empty for a sentence, a mention, a date.
    """

    id: str
    control: str
    span: Span
    label: str
    actors: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A region and where the file holds it: the entry, and the words in it (item `at` of a list; None: not in one)."""

    region: Region
    entry: yaml.MappingNode
    sentence: int
    at: int | None = None
    claim: yaml.MappingNode | None = None


@dataclass(slots=True)
class Marked:
    """An annotation file with everything in it that stands somewhere in the article."""

    article: Article
    text: str
    page: Page
    sentences: list[yaml.MappingNode]
    held: dict[str, Held] = field(default_factory=dict)
    claims: dict[str, tuple[int, yaml.MappingNode]] = field(default_factory=dict)


def mark(article: Article, data: bytes, file: str) -> tuple[Marked | None, list[Problem]]:
    """Every region of the annotation file in `data`, and a problem for all words that are not found; `file` names it.

    A draft that lacks what only a reader can fill in is read all the same.
    """
    _, problems = parse(data, file)
    if problems:
        return None, problems
    text = data.decode("utf-8")
    root = compose(text)
    if root is None or _plain(root, "sha256") != article.sha256:
        found, step = "the hash of another text", "Read the article again and correct the annotation first"
        return None, [Problem(file, "articles_are_unchanged", found, f"`{article.sha256}`", step)]
    sentences = [node for node in items_of(root, "sentences") if isinstance(node, yaml.MappingNode)]
    spans = tuple(_sentence_spans(article.text, sentences))
    page = Page(article.text, spans, languages.load(article.language).proclitics)
    marked = Marked(article, text, page, sentences)
    for at, (entry, span) in enumerate(zip(sentences, spans, strict=True)):
        if span is None:
            found, step = "a sentence that does not follow the one before it", "Run musnad build, which says where"
            problems.append(Problem(_where(file, entry), "sentences_cover_text", found, "the article's words", step))
        else:
            _add(
                marked,
                Held(Region(_row("sentences", marked, span), "sentence", span, _label(entry, "role")), entry, at),
            )
            _mark_entries(marked, at, entry, file, problems)
    _mark_claims(marked, file, problems)
    return marked, problems


def _sentence_spans(text: str, sentences: list[yaml.MappingNode]) -> Iterator[Span | None]:
    end = 0
    for entry in sentences:
        words = str(_plain(entry, "text") or "").strip()
        start = text.find(words, end) if words else -1
        if start < 0 or text[end:start].strip():
            yield None
        else:
            end = start + len(words)
            yield Span(start, end)


def _mark_entries(marked: Marked, at: int, sentence: yaml.MappingNode, file: str, problems: list[Problem]) -> None:
    """The mentions and dates of one sentence."""
    for control, table in (("mention", "mentions"), ("date", "dates")):
        for entry in _mappings(sentence, table):
            if (span := _placed(marked, entry, at, file, problems)) is not None:
                label = _label(entry, LABEL_KEYS[control])
                actors = tuple(filter(None, [_label(entry, "actor_id")]))
                _add(marked, Held(Region(_row(table, marked, span), control, span, label, actors), entry, at))


def _mark_claims(marked: Marked, file: str, problems: list[Problem]) -> None:
    """The claims of all sentences: claims on identical spans are told apart by their order in the article."""
    found: list[tuple[int, yaml.MappingNode, list[Span]]] = []
    for at, sentence in enumerate(marked.sentences):
        for claim in _mappings(sentence, "claims"):
            spans = [_placed(marked, node, at, file, problems) for node in items_of(claim, "spans")]
            marked.claims[_label(claim, "id")] = (at, claim)
            if spans and all(spans):
                found.append((at, claim, [span for span in spans if span]))
    ids = row_ids("claims", marked.article.sha256, [sorted(spans) for _, _, spans in found])
    for claim_id, (at, claim, pieces) in zip(ids, found, strict=True):
        name, kind = _label(claim, "id"), _label(claim, "kind")
        for n, span in enumerate(pieces):
            _add(marked, Held(Region(f"{claim_id}-{n + 1}", "claim", span, kind, (), name), claim, at, n))
        for key in ("condition", "place"):
            node = value_of(claim, key)
            if node is not None and (where := _placed(marked, node, at, file, problems)) is not None:
                _add(marked, Held(Region(f"{claim_id}-{key}", key, where, key, (), name), claim, at))
        for n, hop in enumerate(_mappings(claim, "attribution"), start=1):
            _mark_hop(marked, f"{claim_id}-hop{n}", f"{name} {n}", Held(_NONE, hop, at, None, claim), file, problems)


_NONE = Region("", "", Span(0, 0), "")


def _mark_hop(marked: Marked, region_id: str, of: str, held: Held, file: str, problems: list[Problem]) -> None:
    """The words of one hop, and its cues."""
    hop, at = held.entry, held.sentence
    if (span := _placed(marked, hop, at, file, problems)) is not None:
        actors = tuple(str(node.value) for node in items_of(hop, "actor_ids"))
        region = Region(region_id, "source", span, _label(hop, "role"), actors, of)
        _add(marked, Held(region, hop, at, None, held.claim))
    for n, node in enumerate(cues_of(hop)):
        if (span := _placed(marked, node, at, file, problems)) is not None:
            region = Region(f"{region_id}-cue{n + 1}", "cue", span, "cue", (), of)
            _add(marked, Held(region, hop, at, n, held.claim))


def cues_of(hop: yaml.MappingNode) -> list[yaml.Node]:
    """The cues of a hop, each as its own node."""
    node = value_of(hop, "cue")
    if node is None or (isinstance(node, yaml.ScalarNode) and words_of_node(node) is None):
        return []
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def words_of_node(node: yaml.Node) -> Words | None:
    """The words that a node names, plain or with ``nth`` and ``in`` beside them; None where it names none."""
    if isinstance(node, yaml.ScalarNode):
        return Words(str(node.value)) if node.style or not re.fullmatch(r"|~|null|Null|NULL", node.value) else None
    if isinstance(node, yaml.MappingNode) and (words := _plain(node, "words")) is not None:
        nth, at = _plain(node, "nth"), _plain(node, "in")
        return Words(words, _number(nth), _number(at))
    return None


def _placed(marked: Marked, node: yaml.Node, at: int, file: str, problems: list[Problem]) -> Span | None:
    wanted = words_of_node(node)
    return None if wanted is None else place(marked.page, wanted, [at], _where(file, node), problems)


def _add(marked: Marked, held: Held) -> None:
    """Keep a region; one on the very words of another, which the build will tell of, gets a name of its own."""
    region_id, number = held.region.id, 2
    while held.region.id in marked.held:
        held = replace(held, region=replace(held.region, id=f"{region_id}-{number}"))
        number += 1
    marked.held[held.region.id] = held


def _row(table: str, marked: Marked, span: Span) -> str:
    return row_id(table, marked.article.sha256, [span])


def _mappings(entry: yaml.MappingNode, key: str) -> list[yaml.MappingNode]:
    return [node for node in items_of(entry, key) if isinstance(node, yaml.MappingNode)]


def _plain(entry: yaml.MappingNode, key: str) -> str | None:
    node: Any = value_of(entry, key)
    named = words_of_node(node) if isinstance(node, yaml.ScalarNode) else None
    return named.words if named else None


def _label(entry: yaml.MappingNode, key: str) -> str:
    return _plain(entry, key) or ""


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None


def _where(file: str, node: yaml.Node) -> str:
    return f"{file}:{node.start_mark.line + 1}"
