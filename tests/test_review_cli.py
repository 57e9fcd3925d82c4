"""The commands of review as a person meets them: from a text to a part of the dataset, and to Label Studio and back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from musnad.cli import main
from musnad.tables import load

NEW = "רוסיה הודיעה כי תחתום על ההסכם.\nאוקראינה תחתום בעתיד.\n"


@pytest.fixture(autouse=True)
def in_a_repository(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small repository of two annotated articles and a new one."""
    (corpus / "seeds" / "c_he.txt").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(corpus)
    return corpus


DRAFT = Path("annotations/articles/c_he.yaml")


def test_a_draft_is_written_where_the_build_looks_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["propose", "c"]) == 0
    assert capsys.readouterr().out == f"{DRAFT}: a draft; correct it, then run musnad build\n"
    text = DRAFT.read_text(encoding="utf-8")
    assert "source_id: c_he" in text
    assert "review: {status: drafted, annotator: null, reviewer: null}" in text
    assert re.search(r"actor_id: russia, words: רוסיה, form: name}  # rules:", text)


def test_an_existing_file_is_never_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    DRAFT.write_text("mine", encoding="utf-8")
    assert main(["propose", "c_he"]) == 2
    assert "is there already, and is left as it is" in capsys.readouterr().err
    assert DRAFT.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["c", "c_he", "c_he.txt", "seeds/c_he.txt", "annotations/articles/c_he.yaml"])
def test_an_article_is_named_in_every_way_that_comes_to_mind(name: str) -> None:
    assert main(["propose", name, "--annotator", "person"]) == 0


@pytest.mark.parametrize(
    ("name", "said"), [("x", "no article is called x. There are: a_he, b_ar, c_he"), ("", "3 articles")]
)
def test_a_name_that_means_no_article_or_several_is_told(
    name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["propose", name]) == 2
    assert said in capsys.readouterr().err


def test_with_a_broken_registry_no_draft_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("annotations/actors.yaml").write_text("actors: {", encoding="utf-8")
    assert main(["propose", "c"]) == 1
    assert "actors.yaml" in capsys.readouterr().err
    assert not DRAFT.exists()


def test_an_unfinished_draft_stops_the_build_and_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["propose", "c"])
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    assert "c_he.yaml:" in said
    assert "annotator: nothing; expected one of language_model, person" in said


def test_a_finished_draft_is_a_part_of_the_dataset_without_further_steps() -> None:
    main(["propose", "c", "--annotator", "person"])
    text = DRAFT.read_text(encoding="utf-8").replace('proposition: ""', 'proposition: "Somebody will sign."')
    text = re.sub(r"  # rules: no claim found", "  no_claim: no_proposition", text)
    text = re.sub(r"\[to-be-registered-\d+\]", "[]", text)
    DRAFT.write_text(text, encoding="utf-8")
    assert main(["build"]) == 0
    (source,) = load("sources", "data").filter(load("sources", "data")["source_id"] == "c_he").to_dicts()
    assert (source["review_status"], source["annotator"], source["reviewer"]) == ("drafted", "person", None)
    sentences = load("sentences", "data")
    assert set(sentences.filter(sentences["source_id"] == "c_he")["method"]) == {"annotated"}


def test_the_list_says_how_far_every_article_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"^c_he +unreviewed +0 +0  musnad propose c_he$", said, re.MULTILINE)
    assert said.endswith("3 articles: 1 unreviewed, 2 drafted\n")
    main(["propose", "c"])
    path = Path("seeds/a_he.txt")
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    capsys.readouterr()
    main(["review"])
    said = capsys.readouterr().out
    assert re.search(r"^a_he +stale ", said, re.MULTILINE)
    assert re.search(r"^c_he +unfinished +\d+ +[1-9]\d*  correct the draft", said, re.MULTILINE)
    assert said.endswith("3 articles: 1 unfinished, 1 drafted, 1 stale\n")


def test_what_goes_to_label_studio_and_comes_back_unchanged_changes_no_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {path: path.read_bytes() for path in Path("annotations").rglob("*.yaml")}
    assert main(["label-studio", "export"]) == 0
    assert capsys.readouterr().out.startswith("label_studio/tasks.json: 2 tasks, ")
    assert main(["label-studio", "import", "label_studio/tasks.json"]) == 0
    assert capsys.readouterr().out == "2 annotations read, 0 files changed\n"
    assert {path: path.read_bytes() for path in Path("annotations").rglob("*.yaml")} == before


def test_a_correction_in_label_studio_changes_one_word_of_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    main(["label-studio", "export", "a", "b", "--out", "out"])
    tasks = json.loads(Path("out/tasks.json").read_text(encoding="utf-8"))
    (mention,) = (one for one in tasks[0]["annotations"][0]["result"] if one["from_name"] == "mention")
    mention["value"]["labels"] = ["description"]
    Path("back.json").write_text(json.dumps(tasks), encoding="utf-8")
    path = Path("annotations/articles/a_he.yaml")
    before = path.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["label-studio", "import", "back.json"]) == 0
    assert capsys.readouterr().out == f"{path}: changed\n2 annotations read, 1 files changed\n"
    assert path.read_text(encoding="utf-8") == before.replace("form: name", "form: description")


def test_with_one_region_that_cannot_be_an_entry_no_file_is_changed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["label-studio", "export"])
    path = Path("label_studio/tasks.json")
    tasks = json.loads(path.read_text(encoding="utf-8"))
    tasks[0]["annotations"][0]["result"].clear()
    tasks[1]["annotations"][0]["result"][0]["value"]["labels"] = ["nonsense"]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    before = {file: file.read_bytes() for file in Path("annotations").rglob("*.yaml")}
    assert main(["label-studio", "import", str(path)]) == 1
    assert "[regions_have_one_label]" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in Path("annotations").rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "c"], "no article is called c"),
        (["import"], "import takes one file"),
        (["import", "nowhere.json"], "nowhere.json cannot be read"),
        (["import", "seeds/c_he.txt"], "is no JSON"),
        (["export", "--annotations", "nowhere"], "nowhere is not a folder"),
    ],
)
def test_what_is_called_wrongly_is_told(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["label-studio", *arguments]) == 2
    assert said in capsys.readouterr().err
