"""Changes: what came back from an annotation tool, laid over the file it came from. In: regions. Out: the new text.

Only what differs from what was exported is written, so that whatever was changed in the file meanwhile stays. Where the
same place was changed on both sides, or where a region cannot be an entry, there is a problem and nothing is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from musnad import spans
from musnad.problems import Problem
from musnad.review import entries, layout
from musnad.review.layout import items_of
from musnad.review.regions import Marked, Region
from musnad.review.writing import sentence_of, words_at
from musnad.words import shown

RULES = {
    "regions_were_exported": "A region that was changed stands in the file as it was exported.",
    "regions_fit_the_article": "A region holds whole words of one sentence.",
    "regions_say_what_they_belong_to": "A new region says which actor it names, or which claim it is a part of.",
    "regions_agree": "The regions of one claim have one label.",
}
"""What a region has to fulfil before it becomes an entry; `Problem.rule` names one of them."""


@dataclass(slots=True)
class _Edit:
    """The file, what is to be done to it, and what stands against it."""

    marked: Marked
    name: str
    sentences: list[spans.Span]
    problems: list[Problem] = field(default_factory=list)

    def tell(self, region: Region, rule: str, found: str, expected: str, step: str) -> None:
        words = shown(region.span.of(self.marked.article.text))
        where = f"{self.name}: {region.control} «{words}» at {region.span.start}"
        self.problems.append(Problem(where, rule, found, expected, step))


def merge(
    marked: Marked, exported: Mapping[str, Region], returned: Iterable[Region], name: str
) -> tuple[str, list[Problem]]:
    """The text of the annotation file with what changed between `exported` and `returned`; `name` is for problems."""
    edit = _Edit(marked, name, [span for span in marked.page.sentences if span])
    now = {region.id: region for region in returned}
    changed = [one for key, one in now.items() if key in exported and one != exported[key]]
    gone = [one for key, one in exported.items() if key not in now]
    added = sorted((one for key, one in now.items() if key not in exported), key=lambda one: one.span)
    for region in [*changed, *gone]:
        held = marked.held.get(region.id)
        if held is None or held.region != exported[region.id]:
            step = "Export again, and make the change in the tool once more, or make it in the file"
            found = "a region that the file no longer holds as it was exported"
            edit.tell(region, "regions_were_exported", found, "the file as it was", step)
    for region in gone:
        if region.control == "sentence":
            step = "Leave it out of the import by exporting again, or cut sentences in the annotation file"
            edit.tell(region, "regions_fit_the_article", "a sentence deleted", "the sentences of the file", step)
    for region in [*changed, *added]:
        _check(edit, region, exported.get(region.id))
    _check_claims(edit, changed, gone, added)
    if edit.problems:
        return marked.text, edit.problems
    try:
        return layout.patched(marked.text, entries.patches(marked, changed, gone, added)), []
    except ValueError:
        step = "Make these changes in two rounds: first delete and correct, then export again and add"
        found = "several changes in one entry that is written on one line"
        return marked.text, [Problem(name, "regions_agree", found, "changes that do not overlap", step)]


def _check(edit: _Edit, region: Region, before: Region | None) -> None:
    """Tell of a region that cannot become an entry."""
    text, known = edit.marked.article.text, edit.marked
    if region.control == "sentence" and (before is None or before.span != region.span):
        found, expected = "another cut between sentences", "the sentences of the file"
        edit.tell(region, "regions_fit_the_article", found, expected, "Cut sentences in the annotation file")
    elif sentence_of(region.span, edit.sentences) is None:
        step = "Let it end with the sentence; what goes on in the next is a region of its own"
        edit.tell(region, "regions_fit_the_article", "a region over two sentences", "words of one sentence", step)
    elif words_at(text, region.span, edit.sentences, 0, known.page.proclitics) is None:
        whole = shown(spans.host(text, region.span).of(text))
        step = "Mark whole words, without anything but a proclitic before them"
        edit.tell(region, "regions_fit_the_article", f"a piece of «{whole}»", "words at the edges of words", step)
    if region.control == "mention" and len(region.actors) != 1:
        found = f"{len(region.actors) or 'no'} actors"
        edit.tell(region, "regions_say_what_they_belong_to", found, "one actor", "Choose the actor that it names")
    if region.control in ("source", "cue", "condition", "place") or region.of:
        _check_part(edit, region, before)


def _check_part(edit: _Edit, region: Region, before: Region | None) -> None:
    """Tell of a part of a claim that belongs to none, or to another one than before."""
    rule, (name, _, hop) = "regions_say_what_they_belong_to", region.of.partition(" ")
    if before is not None:
        if before.of != region.of:
            step = "Delete the region and mark it anew under the other claim"
            edit.tell(region, rule, f"a region of `{region.of}`", f"`{before.of}`, as it was exported", step)
        return
    if name not in edit.marked.claims:
        found = f"the claim `{name}`, which is not in the file" if name else "no claim"
        edit.tell(region, rule, found, "a claim of the file", "Choose the claim that it is a part of")
        return
    hops = len(items_of(edit.marked.claims[name][1], "attribution"))
    if region.control in ("source", "cue") and not (hop.isdecimal() and 1 <= int(hop) <= hops + 1):
        expected = " or ".join(f"`{name} {n}`" for n in range(1, hops + 2))
        step = "Choose the claim with the number of the hop; the source nearest to the content is 1"
        edit.tell(region, rule, f"`{region.of}`", expected, step)


def _check_claims(edit: _Edit, changed: list[Region], gone: list[Region], added: list[Region]) -> None:
    """Tell of labels that disagree within a claim, and of new parts for which there is no room in it."""
    labels: dict[str, set[str]] = defaultdict(set)
    taken: dict[tuple[str, str], int] = defaultdict(int)
    left = {one.id for one in gone}
    for key, held in edit.marked.held.items():
        if held.region.control in ("source", "condition", "place") and key not in left:
            taken[held.region.control, held.region.of] += 1
    for region in [*changed, *added]:
        if region.control == "claim" and region.of and region.label != entries.kind_of(edit.marked, region.of):
            labels[region.of].add(region.label)
        if len(labels[region.of]) > 1:
            found, step = f"{' and '.join(sorted(labels[region.of]))} in `{region.of}`", "Give them the same label"
            edit.tell(region, "regions_agree", found, "one label for all regions of a claim", step)
    for region in added:
        if region.control in ("source", "condition", "place"):
            taken[region.control, region.of] += 1
            if taken[region.control, region.of] > 1:
                found, step = f"a second {region.control} of `{region.of}`", "Delete one of the two"
                edit.tell(region, "regions_agree", found, "one", step)
    for region in added:
        name, _, hop = region.of.partition(" ")
        if region.control == "cue" and name in edit.marked.claims and hop.isdecimal():
            hops = items_of(edit.marked.claims[name][1], "attribution")
            if int(hop) == len(hops) + 1 and not taken["source", region.of]:
                found, step = f"a cue of hop {hop}, which is not there", "Mark the words for its source as well"
                edit.tell(region, "regions_say_what_they_belong_to", found, "a hop with a source", step)
