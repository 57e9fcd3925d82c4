"""Entries: differences between regions as patches of the annotation file. In: regions checked before. Out: patches.

A region that was changed changes its words and its label, and nothing else of its entry. One that is gone takes with it
the entry of which it is the words; of a hop that loses its words the rest stays, and so does a claim until the last
region of its content is gone. One that is new becomes an entry in its sentence, which holds no more than the region
tells: what the schema wants besides, the build asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import yaml

from musnad.review.layout import Patch, drop, edit_items, items_of, put, replace, value_of
from musnad.review.regions import LABEL_KEYS, Held, Marked, Region, cues_of
from musnad.review.writing import inline, sentence_of, words_at
from musnad.spans import Span

_SENTENCE = ("text", "role", "no_claim", "claims", "mentions", "dates")
_CLAIM = (
    *("id", "spans", "proposition", "kind", "event_type", "actor_ids", "recipient_ids", "attribution", "implicit"),
    *("quotation", "factuality", "condition", "date_ids", "time", "speech_date_id", "speech_time", "place"),
)
_ENTRIES = {
    "sentence": ("text", "role"),
    "source": ("role", "actor_ids", "words", "nth", "in", "cue"),
    "mention": ("actor_id", "words", "nth", "in", "form"),
    "date": ("id", "words", "nth", "in", "type"),
}
"""The keys of each kind of entry in their order, as far as a region fills them."""
_LISTS = {"claim": "claims", "mention": "mentions", "date": "dates"}


class _Sides(dict[str, list[Region]]):
    """Differences by what was done: ``changed``, ``gone``, ``added``."""

    def __missing__(self, key: str) -> list[Region]:
        self[key] = []
        return self[key]


def patches(marked: Marked, changed: list[Region], gone: list[Region], added: list[Region]) -> list[Patch]:
    """The patches that make the file say what the regions say."""
    claims: dict[str, _Sides] = defaultdict(_Sides)
    beside = _Sides()
    for side, regions in (("changed", changed), ("gone", gone), ("added", added)):
        for region in regions:
            name = region.of.partition(" ")[0]
            (claims[name] if name else beside)[side].append(region)
    found: list[Patch] = []
    left: list[str] = []
    for name, sides in claims.items():
        if _is_empty(marked, name, sides):
            left.append(name)
        else:
            found += _claim(marked, name, sides)
    for region in beside["changed"]:
        found += _entry(marked, marked.held[region.id], region)
    for at in range(len(marked.sentences)):
        found += _sentence(marked, at, beside, left)
    return found


def kind_of(marked: Marked, name: str) -> str:
    """The kind of a claim of the file, by its local id."""
    node = value_of(marked.claims[name][1], "kind") if name in marked.claims else None
    return str(node.value) if node is not None else ""


def _spans(marked: Marked) -> list[Span]:
    return [span for span in marked.page.sentences if span]


def _words(marked: Marked, region: Region, home: int) -> Any:
    return words_at(marked.article.text, region.span, _spans(marked), home, marked.page.proclitics)


def _spread(named: Any) -> dict[str, Any]:
    return named if isinstance(named, dict) else {"words": named}


def _entry(marked: Marked, held: Held, region: Region) -> Iterator[Patch]:
    """The words, the label and the actors of an entry that holds all of them itself."""
    before, order = held.region, _ENTRIES[region.control]
    if region.span != before.span:
        yield from _put_words(marked, held.entry, _words(marked, region, held.sentence), order)
    if region.label != before.label:
        yield put(marked.text, held.entry, LABEL_KEYS[region.control], region.label, order)
    if region.actors != before.actors:
        key, actors = ("actor_id", region.actors[0]) if region.control == "mention" else ("actor_ids", region.actors)
        yield put(marked.text, held.entry, key, actors, order)


def _put_words(marked: Marked, entry: yaml.MappingNode, named: Any, order: Sequence[str]) -> Iterator[Patch]:
    """Words in an entry that holds them itself, with `nth` and `in` where they need them and only there."""
    wanted = _spread(named)
    for key, value in wanted.items():
        node = value_of(entry, key)
        if node is None or str(node.value) != str(value):
            yield put(marked.text, entry, key, value, order)
    yield from drop(marked.text, entry, [key for key in ("nth", "in") if key not in wanted])


def _sentence(marked: Marked, at: int, beside: _Sides, claims_left: Sequence[str]) -> Iterator[Patch]:
    """The lists of a sentence: entries that go, and new ones in the order of the text."""
    sentence, lost = marked.sentences[at], {id(marked.held[one.id].entry) for one in beside["gone"]}
    lost |= {id(marked.claims[name][1]) for name in claims_left}
    for control, key in _LISTS.items():
        items = items_of(sentence, key)
        dropped = [n for n, item in enumerate(items) if id(item) in lost]
        new = [one for one in beside["added"] if one.control == control and sentence_of(one.span, _spans(marked)) == at]
        if dropped or new:
            added = [(_rank(marked, items, one.span), _written(marked, one, at, beside)) for one in new]
            yield from edit_items(marked.text, sentence, key, dropped, added, _SENTENCE)


def _rank(marked: Marked, items: Sequence[yaml.Node], span: Span) -> int:
    """Before which of `items` a new entry comes: behind the last one that begins before it."""
    starts = {id(held.entry): held.region.span.start for held in reversed(marked.held.values())}
    before = [n for n, item in enumerate(items, start=1) if starts.get(id(item), span.start) < span.start]
    return max(before, default=0)


def _written(marked: Marked, region: Region, at: int, beside: _Sides) -> list[str]:
    """A new entry, without its dash."""
    named = _words(marked, region, at)
    if region.control == "mention":
        return [inline({"actor_id": region.actors[0], **_spread(named), "form": region.label})]
    new = [one for one in beside["added"] if one.control == region.control]
    local_id = _free_ids(marked, region.control, len(new))[new.index(region)]
    if region.control == "date":
        return [inline({"id": local_id, **_spread(named), "type": region.label})]
    to_fill_in = ['proposition: ""', f"kind: {region.label}", 'factuality: ""']
    return [f"id: {local_id}", f"spans: {inline([named])}", *to_fill_in]


def _free_ids(marked: Marked, control: str, number: int) -> list[str]:
    """Local ids that no claim, or no date, of the file has: ``new-1``, or ``d7``."""
    key, prefix = _LISTS[control], {"claim": "new-", "date": "d"}[control]
    used = {
        str(node.value)
        for sentence in marked.sentences
        for entry in items_of(sentence, key)
        if isinstance(entry, yaml.MappingNode) and (node := value_of(entry, "id")) is not None
    }
    free = (name for n in count(1) if (name := f"{prefix}{n}") not in used)
    return [next(free) for _ in range(number)]


def _is_empty(marked: Marked, name: str, sides: _Sides) -> bool:
    """Whether no region of a claim's content is left: then the claim goes, with all its parts."""
    content = {key for key, held in marked.held.items() if held.region.control == "claim" and held.region.of == name}
    stays = content - {one.id for one in sides["gone"]} or [one for one in sides["added"] if one.control == "claim"]
    return bool(content) and not stays


def _claim(marked: Marked, name: str, sides: _Sides) -> Iterator[Patch]:
    """The content, the kind, the condition, the place and the hops of one claim."""
    at, claim = marked.claims[name]
    yield from _content(marked, at, claim, sides)
    kinds = {one.label for side in ("changed", "added") for one in sides[side] if one.control == "claim"}
    if kinds := kinds - {kind_of(marked, name)}:
        yield put(marked.text, claim, "kind", kinds.pop(), _CLAIM)
    for key in ("condition", "place"):
        if new := [one for side in ("changed", "added") for one in sides[side] if one.control == key]:
            yield put(marked.text, claim, key, _words(marked, new[0], at), _CLAIM)
        elif any(one.control == key for one in sides["gone"]):
            yield from drop(marked.text, claim, [key])
    yield from _hops(marked, at, claim, sides)


def _content(marked: Marked, at: int, claim: yaml.MappingNode, sides: _Sides) -> Iterator[Patch]:
    """The pieces of a claim's content."""
    items = items_of(claim, "spans")
    for region in sides["changed"]:
        held = marked.held[region.id]
        if region.control == "claim" and region.span != held.region.span:
            assert held.at is not None
            yield replace(items[held.at], inline(_words(marked, region, at)))
    dropped = [held for one in sides["gone"] if (held := marked.held[one.id]).region.control == "claim"]
    places = [held.at for held in dropped if held.at is not None]
    starts = {held.at: held.region.span for held in marked.held.values() if held.entry is claim and held.at is not None}
    added = [
        (sum(span < one.span for span in starts.values()), [inline(_words(marked, one, at))])
        for one in sides["added"]
        if one.control == "claim"
    ]
    if places or added:
        yield from edit_items(marked.text, claim, "spans", places, added, _CLAIM)


def _hops(marked: Marked, at: int, claim: yaml.MappingNode, sides: _Sides) -> Iterator[Patch]:
    """The hops of a claim's chain: the words of each, and its cues."""
    hops = [node for node in items_of(claim, "attribution") if isinstance(node, yaml.MappingNode)]
    lost = {id(marked.held[one.id].entry) for one in sides["gone"] if one.control == "source"}
    for region in sides["changed"]:
        if region.control == "source":
            yield from _entry(marked, marked.held[region.id], region)
    for n, hop in enumerate(hops, start=1):
        if source := _new(sides, "source", n):
            yield put(marked.text, hop, "role", source[0].label, _ENTRIES["source"])
            if source[0].actors:
                yield put(marked.text, hop, "actor_ids", source[0].actors, _ENTRIES["source"])
            yield from _put_words(marked, hop, _words(marked, source[0], at), _ENTRIES["source"])
        elif id(hop) in lost:
            yield from drop(marked.text, hop, ["words", "nth", "in"])
        yield from _cues(marked, at, hop, n, sides)
    for source_of_new_hop in _new(sides, "source", len(hops) + 1):
        cues = [_words(marked, one, at) for one in _new(sides, "cue", len(hops) + 1)]
        written = {"role": source_of_new_hop.label, "actor_ids": source_of_new_hop.actors}
        written |= _spread(_words(marked, source_of_new_hop, at)) | ({"cue": _one_or_all(cues)} if cues else {})
        added = [(len(hops), [inline(written)])]
        yield from edit_items(marked.text, claim, "attribution", [], added, _CLAIM)


def _new(sides: _Sides, control: str, hop: int) -> list[Region]:
    """The new regions of one hop."""
    return [one for one in sides["added"] if one.control == control and one.of.endswith(f" {hop}")]


def _cues(marked: Marked, at: int, hop: yaml.MappingNode, number: int, sides: _Sides) -> Iterator[Patch]:
    """The cues of one hop: each in its place if their number stays, otherwise all of them anew."""
    nodes = cues_of(hop)
    mine = {held.at: key for key, held in marked.held.items() if held.entry is hop and held.region.control == "cue"}
    gone = {one.id for one in sides["gone"]}
    changed = {one.id: one for one in sides["changed"]}
    added = _new(sides, "cue", number)
    if not added and not gone & set(mine.values()):
        for n, node in enumerate(nodes):
            if (region := changed.get(mine.get(n, ""))) is not None:
                yield replace(node, inline(_words(marked, region, at)))
        return
    kept = [changed.get(key, marked.held[key].region) for key in mine.values() if key not in gone]
    if cues := sorted([*kept, *added], key=lambda one: one.span):
        value = _one_or_all([_words(marked, one, at) for one in cues])
        yield put(marked.text, hop, "cue", value, _ENTRIES["source"])
    else:
        yield from drop(marked.text, hop, ["cue"])


def _one_or_all(cues: list[Any]) -> Any:
    return cues if len(cues) > 1 else cues[0]
