"""The round trip to Label Studio: what comes back unchanged changes nothing, and what was changed changes just that."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from musnad.judgements import read_judgements
from musnad.read import read_articles
from musnad.records import Article
from musnad.review import changes, label_studio
from musnad.review.changes import merge
from musnad.review.label_studio import labelling_config, returned, task, vocabulary
from musnad.review.regions import CONTROLS, Marked, Region, mark
from musnad.spans import Span, find

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "review"
ARTICLES = {article.source_id[:3]: article for article in read_articles(ROOT / "seeds")[0]}
Change = Callable[[list[dict[str, Any]]], object]
"""What somebody does to the result of an annotation in the tool."""
ACTORS = list(read_judgements(ROOT / "annotations")[0].registry)


def marked(number: str) -> Marked:
    article = ARTICLES[number]
    path = ROOT / "annotations" / "articles" / f"{article.source_id}.yaml"
    found, problems = mark(article, path.read_bytes(), path.name)
    assert found is not None
    assert problems == []
    return found


MARKED = {number: marked(number) for number in ARTICLES}


def frozen() -> Marked:
    """An annotation as it once was, so that what is said of its lines stays true."""
    data = (FOLDER / "article.txt").read_bytes()
    article = Article("frozen", "seeds/frozen.txt", data.decode(), hashlib.sha256(data).hexdigest(), "he", "rtl")
    found, problems = mark(article, (FOLDER / "article.yaml").read_bytes(), "article.yaml")
    assert found is not None
    assert problems == []
    return found


FROZEN = frozen()


def whole_words(of: Marked) -> list[Span]:
    """Every run of letters of the article that stands at the edges of words."""
    text, everywhere = of.article.text, Span(0, len(of.article.text))
    runs = [Span(*match.span()) for match in re.finditer(r"[^\W\d_]+", text)]
    return [span for span in runs if span in find(text, span.of(text), everywhere, of.page.proclitics)]


WORDS = {of.article.source_id: whole_words(of) for of in MARKED.values()}


def exported(of: Marked, unit: str = "code-points") -> dict[str, Any]:
    """The task as it comes out of Label Studio again: through JSON, with the fields that the tool adds."""
    made = json.loads(json.dumps(task(of, ACTORS, unit=unit), ensure_ascii=False))
    made["annotations"][0] |= {"id": 7, "was_cancelled": False, "lead_time": 3.2, "completed_by": 1}
    return made | {"id": 1, "created_at": "2026-01-07T10:00:00Z", "drafts": [], "predictions": []}


def imported(of: Marked, changed: dict[str, Any]) -> tuple[str, list[str]]:
    """The text after the import, and the problems in words."""
    found, _, problems = returned([changed], {of.article.source_id: of.article}, "export.json")
    text = of.text
    if of.article.source_id in found:
        back = found[of.article.source_id]
        text, told = merge(of, back.exported, back.regions, of.article.source_id)
        problems += told
    return text, [str(problem) for problem in problems]


def edited(of: Marked, change: Change) -> tuple[list[str], list[str]]:
    """The lines that the change takes away, and those that it brings."""
    made = exported(of)
    change(made["annotations"][0]["result"])
    text, problems = imported(of, made)
    assert problems == []
    lines = list(unified_diff(of.text.splitlines(), text.splitlines(), lineterm="", n=0))[2:]
    return [line[1:] for line in lines if line[0] == "-"], [line[1:] for line in lines if line[0] == "+"]


def items(result: list[dict[str, Any]], words: str, control: str) -> list[dict[str, Any]]:
    """Everything under the id of the first region with these words."""
    for item in result:
        value = item["value"]
        if item["from_name"] == control and value["text"] == words:
            return [one for one in result if one["id"] == item["id"]]
    raise AssertionError(f"no {control} {words}")


def move(found: list[dict[str, Any]], of: Marked, words: str, nth: int = 1) -> None:
    """Move a region to the nth place where these words stand in the article."""
    start = -1
    for _ in range(nth):
        start = of.article.text.index(words, start + 1)
    for item in found:
        item["value"] |= {"start": start, "end": start + len(words), "text": words}


def new(of: Marked, words: str, control: str, label: str, nth: int = 1, **chosen: str) -> list[dict[str, Any]]:
    """A region as somebody marks it in the tool."""
    common = {"id": f"Xy_{control}{nth}", "to_name": "text", "origin": "manual"}
    made: list[dict[str, Any]] = [{**common, "from_name": control, "type": "labels", "value": {"labels": [label]}}]
    for name, value in chosen.items():
        made.append({**common, "from_name": name, "type": "choices", "value": {"choices": [value]}})
    move(made, of, words, nth)
    return made


def delete(result: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    result[:] = [item for item in result if item["id"] != found[0]["id"]]


@pytest.mark.parametrize("number", ARTICLES)
@pytest.mark.parametrize("unit", ["code-points", "utf-16"])
def test_what_comes_back_unchanged_leaves_the_file_as_it_is_byte_for_byte(number: str, unit: str) -> None:
    of = MARKED[number]
    text, problems = imported(of, exported(of, unit))
    assert problems == []
    assert text.encode() == (ROOT / "annotations" / "articles" / f"{of.article.source_id}.yaml").read_bytes()


@pytest.mark.parametrize("number", ARTICLES)
def test_every_row_of_the_article_is_in_the_task_under_its_id(number: str) -> None:
    from musnad.identifiers import row_id

    of = MARKED[number]
    for held in of.held.values():
        region = held.region
        tables = {"sentence": "sentences", "mention": "mentions", "date": "dates"}
        if region.control in tables:
            assert region.id == row_id(tables[region.control], of.article.sha256, [region.span])
        else:
            assert region.id.startswith("clm_")
        assert "#" not in region.id
    shown = {item["id"] for item in exported(of)["annotations"][0]["result"]}
    assert shown == set(of.held)
    assert of.text.count("- {actor_id: ") == sum(one.startswith("men_") for one in shown)


def test_a_moved_mention_changes_its_words_alone() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: move(items(result, "בעלות בריתה של אוקראינה", "mention"), of, "בעלות בריתה"))
    assert gone == ["  - {actor_id: ukraine-allies, words: בעלות בריתה של אוקראינה, form: name}"]
    assert come == ["  - {actor_id: ukraine-allies, words: בעלות בריתה, form: name}"]


def test_words_that_are_repeated_in_their_sentence_get_nth() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: move(items(result, "חברי קואליציית המוכנים", "mention"), of, "נשיא", 3))
    assert gone == ["  - {actor_id: coalition-members, words: חברי קואליציית המוכנים, form: description}"]
    assert come == ["  - {actor_id: coalition-members, words: נשיא, nth: 2, in: 8, form: description}"]


def test_words_that_are_no_longer_repeated_lose_their_nth() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: move(items(result, "נשיא", "mention"), of, "חתנו של הנשיא"))
    assert gone == ["  - {actor_id: trump, words: נשיא, nth: 2, form: anaphor}"]
    assert come == ["  - {actor_id: trump, words: חתנו של הנשיא, form: anaphor}"]


def test_a_mention_that_is_moved_to_another_sentence_names_it() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: move(items(result, "בעלות בריתה של אוקראינה", "mention"), of, "המסמך"))
    assert come == ["  - {actor_id: ukraine-allies, words: המסמך, in: 3, form: name}"]
    assert len(gone) == 1


@pytest.mark.parametrize(
    ("words", "control", "label", "line"),
    [
        ("מעל 27 מנהיגים נוספים", "mention", "name", "words: מעל 27 מנהיגים נוספים, form: name}"),
        ("ארבע שנים", "date", "SET", "{id: d3, words: ארבע שנים, type: SET, value: P4Y, mod: APPROX, rule: duration"),
        ("date 2026-01-06", "sentence", "title", "  role: title"),
        ("תהיה מערכת ניטור הפסקת אש רציפה ומהימנה", "claim", "commitment", "    kind: commitment"),
        ("נוסח הטיוטה", "source", "speaker", "{role: speaker, actor_ids: [paris-draft-declaration], words: נוסח"),
    ],
)
def test_another_label_changes_that_word_alone(words: str, control: str, label: str, line: str) -> None:
    def relabel(result: list[dict[str, Any]]) -> None:
        items(result, words, control)[0]["value"]["labels"] = [label]

    gone, come = edited(FROZEN, relabel)
    assert len(gone) == len(come) == 1
    assert line in come[0]


def test_another_actor_changes_that_id_alone() -> None:
    of = FROZEN

    def choose(result: list[dict[str, Any]]) -> None:
        found = items(result, "בעלות בריתה של אוקראינה", "mention")
        found[1]["value"]["choices"] = ["coalition-members"]

    assert edited(of, choose)[1] == ["  - {actor_id: coalition-members, words: בעלות בריתה של אוקראינה, form: name}"]


def test_a_deleted_region_takes_its_entry_with_it_and_an_emptied_list_goes() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: delete(result, items(result, "עתידית", "date")))
    assert come == []
    assert gone == [
        "  dates:",
        "  - {id: d1, words: עתידית, type: DATE, value: FUTURE_REF, rule: vague_future, status: vague}",
    ]


def test_a_new_mention_stands_where_it_stands_in_the_text() -> None:
    of = FROZEN
    added = new(of, "פריז", "mention", "name", actor="france")
    made = exported(of)
    made["annotations"][0]["result"] += added
    text, problems = imported(of, made)
    assert problems == []
    at = text.splitlines().index("  - {actor_id: france, words: פריז, form: name}")
    assert "words: מנהיגים" in text.splitlines()[at - 1]
    assert "reuters" in text.splitlines()[at + 1]
    assert text.replace("  - {actor_id: france, words: פריז, form: name}\n", "") == of.text


def test_a_new_date_lacks_what_only_a_reader_knows() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: result.extend(new(of, "בשעות הקרובות", "date", "DATE")))
    assert gone == []
    assert come == ["  - {id: d9, words: בשעות הקרובות, type: DATE}"]


def test_a_list_that_is_not_there_yet_begins_behind_the_keys_before_it() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: result.extend(new(of, "משמעותי", "mention", "name", actor="france")))
    assert gone == []
    assert come == ["  mentions:", "  - {actor_id: france, words: משמעותי, form: name}"]


def test_a_new_claim_asks_for_what_a_region_does_not_tell() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: result.extend(new(of, "המסמך", "claim", "event")))
    assert gone == []
    assert come == [
        "  - id: new-1",
        "    spans: [המסמך]",
        '    proposition: ""',
        "    kind: event",
        '    factuality: ""',
    ]


def test_a_new_piece_of_a_claim_comes_in_the_order_of_the_text() -> None:
    of = FROZEN
    added = new(of, "המלחמה שנמשכת", "claim", "background", claim_part="war-four-years")
    gone, come = edited(of, lambda result: result.extend(added))
    assert gone == ["    spans: [המלחמה, נמשכת כארבע שנים]"]
    assert come == ["    spans: [המלחמה, המלחמה שנמשכת, נמשכת כארבע שנים]"]


def test_a_claim_that_loses_a_piece_keeps_the_others() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: delete(result, items(result, "נמשכת כארבע שנים", "claim")))
    assert gone == ["    spans: [המלחמה, נמשכת כארבע שנים]"]
    assert come == ["    spans: [המלחמה]"]


def test_a_claim_without_any_piece_goes_with_all_its_parts() -> None:
    of = FROZEN

    words = "תהיה מערכת ניטור הפסקת אש רציפה ומהימנה"
    gone, come = edited(of, lambda result: delete(result, items(result, words, "claim")))
    assert come == []
    assert gone[:2] == ["  claims:", "  - id: continuous-monitoring"]
    assert gone[-1] == "    factuality: CT+"
    assert len(gone) == 13


def test_a_hop_that_loses_its_words_keeps_its_actor_and_its_cue() -> None:
    of = FROZEN
    gone, come = edited(of, lambda result: delete(result, items(result, "נוסח הטיוטה", "source")))
    assert gone == ["    - {role: document, actor_ids: [paris-draft-declaration], words: נוסח הטיוטה, cue: לפי}"]
    assert come == ["    - {role: document, actor_ids: [paris-draft-declaration], cue: לפי}"]


def test_a_second_cue_makes_a_list_and_the_loss_of_one_ends_it() -> None:
    made = exported(FROZEN)
    made["annotations"][0]["result"] += new(FROZEN, "נוסח", "cue", "cue", claim_part="joint-commitment-includes 1")
    text, problems = imported(FROZEN, made)
    assert problems == []
    assert "words: נוסח הטיוטה, cue: [לפי, נוסח]}" in text
    two, _ = mark(FROZEN.article, text.encode(), "two.yaml")
    assert two is not None
    made = exported(two)
    delete(made["annotations"][0]["result"], items(made["annotations"][0]["result"], "נוסח", "cue"))
    assert imported(two, made) == (FROZEN.text, [])


def test_a_new_hop_takes_its_source_and_its_cue() -> None:
    of = FROZEN
    part = "joint-commitment-includes 3"
    added = new(of, "נוסח הטיוטה", "source", "document", actor="paris-draft-declaration", claim_part=part)
    added += new(of, "תכלול", "cue", "cue", claim_part=part)
    gone, come = edited(of, lambda result: result.extend(added))
    assert gone == []
    assert come == ["    - {role: document, actor_ids: [paris-draft-declaration], words: נוסח הטיוטה, cue: תכלול}"]


def test_a_condition_comes_changes_and_goes() -> None:
    of = FROZEN
    words = "במקרה של תוקפנות רוסית עתידית"
    assert edited(of, lambda result: delete(result, items(result, words, "condition"))) == (
        [f"    condition: {words}"],
        [],
    )
    shorter = "תוקפנות רוסית עתידית"
    assert edited(of, lambda result: move(items(result, words, "condition"), of, shorter))[1] == [
        f"    condition: {shorter}"
    ]
    added = new(of, "בפריז", "place", "place", claim_part="legal-commitments")
    gone, come = edited(of, lambda result: result.extend(added))
    assert (gone, come) == ([], ["    place: בפריז"])


COMMENTED = """\
# yaml-language-server: $schema=../../schema/annotations/article.json
source_id: a
sha256: {sha256}
review: {{status: drafted, annotator: person}}   # by hand
layers: [sentences, claims, mentions, dates]

sentences:
# the only one
- text: "רוסיה 😀 אמרה כי רוסיה תחתום."
  role: prose

  claims:
  - id: will-sign     # who?
    spans:
    # in pieces
    - רוסיה תחתום   # all of it
    proposition: >
      Russia will sign,
      it says.
    kind: commitment
    attribution:
    - role: speaker
      # hers
      actor_ids: [russia]
      words: רוסיה
      nth: 1
      cue: אמרה
    factuality: CT+
  mentions: [{{actor_id: russia, words: רוסיה, nth: 1, form: name}}, MORE]
# the end
""".replace("MORE", "{{actor_id: russia, words: רוסיה, nth: 2, form: name}}")


@pytest.fixture(scope="module")
def commented() -> Marked:
    text = "רוסיה 😀 אמרה כי רוסיה תחתום.\n"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = Article("a", "seeds/a.txt", text, sha256, "he", "rtl")
    found, problems = mark(article, COMMENTED.format(sha256=sha256).encode(), "a.yaml")
    assert problems == []
    assert found is not None
    return found


def test_comments_blank_lines_and_the_style_of_every_entry_stay(commented: Marked) -> None:
    made = exported(commented)
    result = made["annotations"][0]["result"]
    delete(result, items(result, "רוסיה", "mention"))
    move(items(result, "רוסיה תחתום", "claim"), commented, "תחתום")
    move(items(result, "רוסיה", "source"), commented, "אמרה")
    items(result, "תחתום", "claim")[0]["value"]["labels"] = ["plan"]
    text, problems = imported(commented, made)
    assert problems == []
    expected = (
        commented.text.replace("- רוסיה תחתום  ", "- תחתום  ")
        .replace("kind: commitment", "kind: plan")
        .replace("      words: רוסיה\n      nth: 1\n", "      words: אמרה\n")
        .replace("{actor_id: russia, words: רוסיה, nth: 1, form: name}, ", "")
    )
    assert text == expected


@pytest.mark.parametrize("unit", ["code-points", "utf-16"])
def test_characters_beyond_the_basic_plane_count_once_or_twice_as_the_export_says(commented: Marked, unit: str) -> None:
    made = exported(commented, unit)
    (second,) = (one for one in made["annotations"][0]["result"] if one["from_name"] == "claim")
    assert second["value"]["start"] == commented.article.text.index("רוסיה תחתום") + (unit == "utf-16")
    assert imported(commented, made) == (commented.text, [])


def test_a_region_on_the_half_of_a_character_is_told(commented: Marked) -> None:
    made = exported(commented, "utf-16")
    cue = items(made["annotations"][0]["result"], "אמרה", "cue")[0]
    cue["value"] |= {"start": 7, "end": 8}
    text, problems = imported(commented, made)
    assert text == commented.text
    assert "region clm_" in problems[0]


def test_line_breaks_of_windows_stay(commented: Marked) -> None:
    windows, problems = mark(commented.article, commented.text.replace("\n", "\r\n").encode(), "a.yaml")
    assert windows is not None
    made = exported(windows)
    made["annotations"][0]["result"] += new(windows, "אמרה", "date", "DATE")
    text, problems = imported(windows, made)
    assert problems == []
    assert text.count("\n") == text.count("\r\n") == commented.text.count("\n") + 2


def change_first(key: str, value: Any) -> Change:
    def change(result: list[dict[str, Any]]) -> None:
        items(result, "רויטרס", "mention")[0]["value"][key] = value

    return change


def move_first(words: str) -> Change:
    return lambda result: move(items(result, "רויטרס", "mention"), FROZEN, words)


def add(control: str, label: str, **chosen: str) -> Change:
    return lambda result: result.extend(new(FROZEN, "פריז", control, label, **chosen))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (move_first("ויטרס"), "a piece of «רויטרס'»"),
        (move_first("'רויטרס'.\n\nהמסמך"), "over two sentences"),
        (add("mention", "name"), "no actors"),
        (add("place", "place"), "no claim; expected a claim of the file"),
        (add("place", "place", claim_part="nowhere"), "the claim `nowhere`, which is not in the file"),
        (add("cue", "cue", claim_part="guarantees-include 7"), "`guarantees-include 3`"),
        (add("cue", "cue", claim_part="guarantees-include 3"), "hop 3, which is not there"),
        (add("source", "speaker", claim_part="guarantees-include 1"), "a second source of `guarantees-include 1`"),
        (add("condition", "condition", claim_part="legal-commitments"), "a second condition of `legal-commitments`"),
        (add("sentence", "prose"), "another cut between sentences"),
        (lambda result: delete(result, items(result, "date 2026-01-06", "sentence")), "a sentence deleted"),
        (change_first("labels", ["nickname"]), "nickname; expected one label"),
        (change_first("labels", []), "no label; expected one label"),
        (change_first("start", 3), "expected the words that stand there"),
        (change_first("end", 10**6), "expected the words that stand there"),
        (change_first("start", None), "expected the words that stand there"),
    ],
)
def test_what_cannot_be_an_entry_is_told_and_nothing_is_written(change: Change, said: str) -> None:
    made = exported(FROZEN)
    change(made["annotations"][0]["result"])
    text, problems = imported(FROZEN, made)
    assert text == FROZEN.text
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].rpartition("[")[2].removesuffix("]") in {**changes.RULES, **label_studio.RULES}


def test_labels_of_one_claim_have_to_agree() -> None:
    of, made = FROZEN, exported(FROZEN)
    result = made["annotations"][0]["result"]
    items(result, "המלחמה", "claim")[0]["value"]["labels"] = ["event"]
    items(result, "נמשכת כארבע שנים", "claim")[0]["value"]["labels"] = ["plan"]
    assert "event and plan in `war-four-years`" in imported(of, made)[1][0]


def test_what_was_changed_in_the_file_meanwhile_stays() -> None:
    of, made = FROZEN, exported(FROZEN)
    move(items(made["annotations"][0]["result"], "בעלות בריתה של אוקראינה", "mention"), of, "בעלות בריתה")
    meanwhile = of.text.replace("role: metadata", "role: title", 1).replace(
        "ukraine-allies, words: שותפים", "nato, words: שותפים"
    )
    later, _ = mark(of.article, meanwhile.encode(), "000.yaml")
    assert later is not None
    text, problems = imported(later, made)
    assert problems == []
    assert text == meanwhile.replace("words: בעלות בריתה של אוקראינה,", "words: בעלות בריתה,")


def test_what_was_changed_on_both_sides_is_told() -> None:
    of, made = FROZEN, exported(FROZEN)
    move(items(made["annotations"][0]["result"], "בעלות בריתה של אוקראינה", "mention"), of, "בעלות בריתה")
    line = "{actor_id: ukraine-allies, words: בעלות בריתה של אוקראינה, form: name}"
    later, _ = mark(of.article, of.text.replace(line, line.replace("name", "alias")).encode(), "000.yaml")
    assert later is not None
    text, problems = imported(later, made)
    assert text == later.text
    assert "no longer holds as it was exported" in problems[0]


def test_only_what_was_submitted_is_read() -> None:
    of = FROZEN
    articles = {of.article.source_id: of.article}
    made = exported(of)
    cancelled = copy.deepcopy(made)
    cancelled["annotations"][0]["was_cancelled"] = True
    assert returned([cancelled], articles, "x.json")[:2] == ({}, [of.article.source_id])
    predicted = json.loads(json.dumps(task(of, ACTORS, "predictions")))
    assert predicted["predictions"][0]["model_version"] == "musnad"
    assert returned([predicted], articles, "x.json")[:2] == ({}, [of.article.source_id])
    twice = copy.deepcopy(made)
    twice["annotations"] *= 2
    assert "several annotations" in str(returned([twice], articles, "x.json")[2][0])


@pytest.mark.parametrize("tasks", [[{"text": "x"}], [3], {}, "x", [{"data": {"source_id": "x"}, "annotations": 2}]])
def test_an_export_in_another_format_is_told(tasks: Any) -> None:
    found, waiting, problems = returned(tasks, {}, "x.json")
    assert (found, waiting) == ({}, [])
    assert "expected an export as JSON" in str(problems[0])


def test_a_task_of_another_text_is_told() -> None:
    of, made = FROZEN, exported(FROZEN)
    made["data"]["text"] += " "
    assert "another text than the article has" in imported(of, made)[1][0]
    assert "an article that is not there" in str(returned([made], {}, "x.json")[2][0])


def test_the_labelling_interface_has_every_label_of_the_schema() -> None:
    view = ElementTree.fromstring(labelling_config())
    groups = {group.get("name"): [label.get("value") for label in group] for group in view.findall("Labels")}
    assert tuple(groups) == CONTROLS
    assert all(groups[control] == list(vocabulary(control)) for control in CONTROLS)
    assert groups["date"] == ["DATE", "TIME", "DURATION", "SET"]
    assert "article" not in groups["source"]
    text = view.find("Text")
    assert text is not None
    assert text.get("value") == "$text"
    assert {choice.get("value") for choice in view.findall("Choices")} == {"$actors", "$claim_parts"}


@settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(data=st.data())
def test_whatever_is_moved_relabelled_or_deleted_is_read_back_as_it_was_meant(data: st.DataObject) -> None:
    of = MARKED[data.draw(st.sampled_from(sorted(MARKED)))]
    made = exported(of)
    result = made["annotations"][0]["result"]
    wanted = {key: held.region for key, held in of.held.items()}
    movable = sorted(key for key, region in wanted.items() if region.control != "sentence")
    for key in data.draw(st.lists(st.sampled_from(movable), min_size=1, max_size=6, unique=True)):
        region, found = wanted[key], [item for item in result if item["id"] == key]
        action = data.draw(st.sampled_from(["move", "delete", "label", "add"]))
        if action == "delete" and region.control in ("mention", "date"):
            delete(result, found)
            del wanted[key]
        elif action == "label" and region.control in ("mention", "date", "source"):
            label = data.draw(st.sampled_from(vocabulary(region.control)))
            found[0]["value"]["labels"] = [label]
            wanted[key] = replace(region, label=label)
        elif action == "add":
            span = data.draw(st.sampled_from(WORDS[of.article.source_id]))
            name = f"new-{len(wanted)}"
            value = {"start": span.start, "end": span.end, "text": span.of(of.article.text)}
            for control, chosen in (("mention", {"labels": ["alias"]}), ("actor", {"choices": ["nato"]})):
                result.append({"id": name, "from_name": control, "to_name": "text", "value": value | chosen})
            wanted[name] = Region(name, "mention", span, "alias", ("nato",))
        elif action == "move":
            span = data.draw(st.sampled_from(WORDS[of.article.source_id]))
            for item in found:
                item["value"] |= {"start": span.start, "end": span.end, "text": span.of(of.article.text)}
            wanted[key] = replace(region, span=span)
    text, problems = imported(of, made)
    assert problems == []
    again, problems = mark(of.article, text.encode(), "again.yaml")
    assert problems == []
    assert again is not None
    assert told(held.region for held in again.held.values()) == told(wanted.values())


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "value", "text"]), inner),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), anything=ANYTHING)
def test_whatever_an_export_holds_is_read_or_told(data: st.DataObject, anything: Any, commented: Marked) -> None:
    made: Any = exported(commented)
    part, key = made, data.draw(st.sampled_from(["data", "annotations"]))
    while isinstance(part[key], dict | list) and part[key] and data.draw(st.integers(0, 5)):
        part = part[key]
        key = data.draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part))))
    part[key] = anything
    text, problems = imported(commented, made)
    assert text == commented.text or not problems


def told(regions: Iterable[Region]) -> list[Any]:
    """Regions without their ids, which follow from their spans."""
    return sorted((one.control, one.span, one.label, one.actors, one.of) for one in regions)
