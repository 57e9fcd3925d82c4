"""Label Studio: regions as tasks of that tool, and its export as regions. In: regions or JSON. Out: JSON or regions.

A task holds the article, the regions as an annotation (or a prediction) and, under ``exported``, the same regions once
more: what comes back is compared with that, so that only what was changed in the tool changes the file.

Source of the format: labelstud.io/guide/task_format, labelstud.io/tags/text. Label Studio counts `start` and `end` of a
text region in Unicode code points, as we do; releases of 2021 and older counted UTF-16 code units, as JavaScript does
(HumanSignal/label-studio#1008, #1347, #1559). Which of the two an export counts is told by the words that it repeats.
Region ids may not hold ``#``, behind which the tool keeps the annotation's own id, and they become CSS classes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.sax.saxutils import quoteattr

from musnad import schema
from musnad.problems import Problem
from musnad.records import Article
from musnad.review.regions import CONTROLS, LABEL_KEYS, Marked, Region
from musnad.spans import Span
from musnad.words import shown

UNITS = ("code-points", "utf-16")
"""What offsets count. The first is what Label Studio counts today."""

_TEXT = "text"
_COLOURS = {"sentence": "#d0d0d0", "claim": "#8ab4f8", "source": "#f4b183", "cue": "#ffd966", "condition": "#b6d7a8"}
_COLOURS |= {"place": "#a2c4c9", "mention": "#d5a6bd", "date": "#b4a7d6"}
_EXPORT_AS_JSON = "Export from Label Studio once more, in the format JSON"

_STRINGS = {"type": "array", "items": {"type": "string"}}
_OFFSET = {"type": ["integer", "string", "null"]}
_REGION = [{"type": "string"}, {"enum": list(CONTROLS)}, {"type": "integer"}, {"type": "integer"}, {"type": "string"}]
_VALUE = {"start": _OFFSET, "end": _OFFSET, "labels": _STRINGS, "choices": _STRINGS}
_ITEM = {"id": {"type": "string"}, "from_name": {"type": "string"}, "value": {"type": "object", "properties": _VALUE}}
_SHAPE = {
    "type": "object",
    "required": ["data"],
    "properties": {
        "data": {
            "type": "object",
            "required": ["source_id", "sha256", "text", "exported"],
            "properties": {
                **{key: {"type": "string"} for key in ("source_id", "sha256", "text")},
                "exported": {
                    "type": "array",
                    "items": {
                        "type": "array",
                        "prefixItems": [*_REGION, _STRINGS, {"type": "string"}],
                        "minItems": 7,
                        "maxItems": 7,
                    },
                },
            },
        },
        "annotations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "result": {"type": "array", "items": {"type": "object", "properties": _ITEM}},
                },
            },
        },
    },
}
"""As much of a task's shape as is read here; whatever else an export holds is passed over."""

RULES = {
    "tasks_are_ours": "An export of Label Studio holds tasks of musnad, each of an article as it is, annotated once.",
    "regions_have_one_label": "A region has one label of our labelling interface.",
}
"""What an export has to fulfil before it is read; `Problem.rule` names one of them."""


def vocabulary(control: str) -> tuple[str, ...]:
    """The labels of a group, as the schema of annotation files has them."""
    if control not in LABEL_KEYS:
        return (control,)
    sentence = schema.annotation_schema("article")["properties"]["sentences"]["items"]["properties"]
    claim = sentence["claims"]["items"]["properties"]
    entry = {"sentence": sentence, "claim": claim, "source": claim["attribution"]["items"]["properties"]}
    entry |= {name: sentence[f"{name}s"]["items"]["properties"] for name in ("mention", "date")}
    values = [value["const"] for value in entry[control][LABEL_KEYS[control]]["oneOf"]]
    return tuple(value for value in values if (control, value) != ("source", "article"))


def labelling_config() -> str:
    """The labelling interface for these tasks: one group of labels for each kind of region."""
    groups = []
    for control in CONTROLS:
        labels = "".join(
            f"\n    <Label value={quoteattr(label)} background={quoteattr(_COLOURS[control])}/>"
            for label in vocabulary(control)
        )
        groups.append(f'  <Labels name="{control}" toName="{_TEXT}">{labels}\n  </Labels>')
    chosen = [
        f'  <Choices name="{name}" toName="{_TEXT}" perRegion="true" value="${name}s" choice="{choice}" '
        'layout="select" visibleWhen="region-selected"/>'
        for name, choice in (("actor", "multiple"), ("claim_part", "single"))
    ]
    # Without pre-wrap the tool trims spaces, and miscounts; plaintext gives every paragraph its own direction.
    style = "  <Style>.htx-text { white-space: pre-wrap; unicode-bidi: plaintext; text-align: start }</Style>"
    text = f'  <Text name="{_TEXT}" value="${_TEXT}" granularity="symbol" saveTextResult="yes"/>'
    return "\n".join(["<View>", style, *groups, text, *chosen, "</View>", ""])


def task(marked: Marked, actor_ids: Iterable[str], kind: str = "annotations", unit: str = UNITS[0]) -> dict[str, Any]:
    """The task of one article. `kind` is ``annotations`` or ``predictions``; `unit` is what offsets count."""
    article, regions = marked.article, [held.region for held in marked.held.values()]
    offsets = _units(article.text) if unit == "utf-16" else range(len(article.text) + 1)
    hops = dict.fromkeys(marked.claims, 1)
    for region in regions:
        name, _, hop = region.of.partition(" ")
        if hop:
            hops[name] = max(hops[name], int(hop) + 1)
    parts = [part for name, number in hops.items() for part in (name, *(f"{name} {n + 1}" for n in range(number)))]
    result = [item for region in regions for item in _result(article.text, region, offsets)]
    return {
        "data": {
            "source_id": article.source_id,
            "sha256": article.sha256,
            "text": article.text,
            "offsets": unit,
            "actors": [{"value": actor_id} for actor_id in actor_ids],
            "claim_parts": [{"value": part} for part in parts],
            "exported": [
                [one.id, one.control, one.span.start, one.span.end, one.label, list(one.actors), one.of]
                for one in regions
            ],
        },
        kind: [{"result": result, **({"model_version": "musnad"} if kind == "predictions" else {})}],
    }


def _result(text: str, region: Region, offsets: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The region itself, and what was chosen for it."""
    place = {"start": offsets[region.span.start], "end": offsets[region.span.end], "text": region.span.of(text)}
    common = {"id": region.id, "to_name": _TEXT, "origin": "manual"}
    yield common | {"from_name": region.control, "type": "labels", "value": {**place, "labels": [region.label]}}
    for name, chosen in (("actor", list(region.actors)), ("claim_part", [region.of] if region.of else [])):
        if chosen:
            yield common | {"from_name": name, "type": "choices", "value": {**place, "choices": chosen}}


def _units(text: str) -> list[int]:
    """For every offset in code points the offset in UTF-16 code units."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if ord(character) > 0xFFFF else 1))
    return offsets


@dataclass(slots=True)
class Returned:
    """What came back for one article: its regions as they were exported, and as they are now."""

    exported: dict[str, Region]
    regions: list[Region] = field(default_factory=list)


def returned(
    tasks: Any, articles: Mapping[str, Article], file: str
) -> tuple[dict[str, Returned], list[str], list[Problem]]:
    """What the export `tasks` of Label Studio says: by article; the articles nobody has submitted yet; and problems."""
    found: dict[str, Returned] = {}
    waiting: list[str] = []
    problems: list[Problem] = []
    for n, one in enumerate(tasks if isinstance(tasks, list) else [tasks], start=1):
        if shape := next(_shape().iter_errors(one), None):
            at, step = "".join(f"[{part!r}]" for part in shape.instance_path), _EXPORT_AS_JSON
            said = f"no task of musnad (at {at or 'its beginning'}: {shown(shape.message)})"
            problems.append(Problem(f"{file}: task {n}", "tasks_are_ours", said, "an export as JSON", step))
            continue
        data, source_id = one["data"], one["data"]["source_id"]
        where = f"{file}: task {n} ({source_id})"
        submitted = [item for item in one.get("annotations", []) if not item.get("was_cancelled")]
        article = articles.get(source_id)
        if source_id in found or len(submitted) > 1:
            count, step = "several annotations of one article", "Keep one in Label Studio, and export again"
            problems.append(Problem(where, "tasks_are_ours", count, "one", step))
        elif article is None or article.sha256 != data["sha256"] or article.text != data["text"]:
            said = "another text than the article has" if article else "an article that is not there"
            step = "Export the article to Label Studio again"
            problems.append(Problem(where, "tasks_are_ours", said, "the article as it is", step))
        elif not submitted:
            waiting.append(source_id)
        else:
            regions, told = _regions(submitted[0].get("result", []), data, where)
            problems += told
            if not told:  # a region that cannot be read is not one that was deleted
                found[source_id] = Returned(_exported(data), regions)
    return found, waiting, problems


@cache
def _shape() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(_SHAPE)


def _exported(data: Mapping[str, Any]) -> dict[str, Region]:
    return {
        name: Region(name, control, Span(start, end), label, tuple(actors), of)
        for name, control, start, end, label, actors, of in data["exported"]
    }


def _regions(result: Iterable[Any], data: Mapping[str, Any], where: str) -> tuple[list[Region], list[Problem]]:
    """The regions of one annotation: everything under one id is one region."""
    problems: list[Problem] = []
    by_id: dict[str, dict[str, Any]] = defaultdict(dict)
    for item in result:
        if "id" in item and "from_name" in item:  # a relation between two regions has neither
            by_id[item["id"]][item["from_name"]] = item.get("value", {})
    marks = {name: [key for key in items if key in CONTROLS] for name, items in by_id.items()}
    for name, groups in marks.items():
        labels = [label for group in groups for label in by_id[name][group].get("labels", [])]
        if len(labels) != 1 or labels[0] not in vocabulary(groups[0]):
            said = f"region {name} with {' and '.join(map(str, labels)) or 'no label'}"
            step = "Give it one label of our labelling interface, or delete it"
            problems.append(Problem(where, "regions_have_one_label", said, "one label", step))
            del by_id[name]
    values = {name: items[marks[name][0]] for name, items in by_id.items()}
    spans = _spans(values, data, where, problems)
    regions = [
        Region(
            name,
            marks[name][0],
            spans[name],
            values[name]["labels"][0],
            tuple(items.get("actor", {}).get("choices", ())),
            "".join(items.get("claim_part", {}).get("choices", ())[:1]),
        )
        for name, items in by_id.items()
        if name in spans
    ]
    return regions, problems


def _spans(values: Mapping[str, Any], data: Mapping[str, Any], where: str, problems: list[Problem]) -> dict[str, Span]:
    """Where the regions stand, in code points, without white space around them.

    All regions of an annotation count the same way; which one is told by the words that they repeat. Problems are told
    of the regions whose words stand, even so, nowhere where they say.
    """
    text = data["text"]
    readings = [{at: at for at in range(len(text) + 1)}, {offset: at for at, offset in enumerate(_units(text))}]
    if data.get("offsets") == "utf-16":  # where no words are repeated, they count as they were exported
        readings.reverse()
    found = [{name: span for name, value in values.items() if (span := _read(value, text, at))} for at in readings]
    best = max(found, key=len)
    for name in sorted(set(values) - set(best)):
        value = values[name]
        said = f"region {name} at {value.get('start')} with «{shown(str(value.get('text', '')))}»"
        step = "Delete the region, mark it again, and export again"
        problems.append(Problem(where, "regions_fit_the_article", said, "the words that stand there", step))
    return best


def _read(value: Mapping[str, Any], text: str, offsets: Mapping[int, int]) -> Span | None:
    """The span of one region, if its words stand there."""
    try:
        start, end = offsets[int(value["start"])], offsets[int(value["end"])]
    except (KeyError, TypeError, ValueError):
        return None
    words = text[start:end]
    if not words.strip() or (isinstance(value.get("text"), str) and _flat(value["text"]) != _flat(words)):
        return None
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _flat(words: str) -> str:
    """Words without white space, which the tool may show otherwise than the text has it."""
    return "".join(words.replace("\\n", "\n").split())
