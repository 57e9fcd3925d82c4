"""The command `musnad evaluate`, as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad.cli import main

CORPUS = Path(__file__).parent / "corpus"
FOLDERS = ["--seeds", str(CORPUS / "seeds"), "--annotations", str(CORPUS / "annotations")]


def test_it_prints_a_table_for_all_and_for_each_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *FOLDERS]) == 0
    said = capsys.readouterr().out
    for heading in ("All articles: 2 articles", "Arabic: 1 article,", "Hebrew: 1 article,"):
        assert heading in said
    assert "\nmentions linked " in said
    assert "percentile bootstrap: sentences" in said


def test_it_writes_the_same_figures_as_json_and_as_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    json_file, page = tmp_path / "evaluation.json", tmp_path / "evaluation.md"
    assert main(["evaluate", *FOLDERS, "--json", str(json_file), "--page", str(page)]) == 0
    written = json.loads(json_file.read_text(encoding="utf-8"))
    sentences = written["groups"]["all"]["figures"]["sentences"]
    assert sentences["annotated"] == 4
    assert f"sentences {sentences['annotated']} {sentences['extracted']}" in " ".join(capsys.readouterr().out.split())
    assert page.read_text(encoding="utf-8").startswith("<!-- generated from ")


def test_it_lists_what_a_measure_counts_as_a_mistake(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judged = corpus / "annotations" / "articles" / "b_ar.yaml"
    mention = '  - {actor_id: ukraine, words: "كييف", form: alias}\n'
    text = judged.read_text(encoding="utf-8")
    assert mention in text
    judged.write_text(text.replace(mention, ""), encoding="utf-8", newline="\n")
    folders = ["--seeds", str(corpus / "seeds"), "--annotations", str(corpus / "annotations")]
    assert main(["evaluate", *folders, "--mistakes", "mentions linked"]) == 0
    assert capsys.readouterr().out == "b_ar:51  annotated –  extracted \u2067كييف\u2069\n"


def test_a_reading_agrees_with_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *FOLDERS, "--second", str(CORPUS / "annotations")]) == 0
    said = capsys.readouterr().out
    assert "All articles: 2 articles, second reading" in said
    (exact,) = (line.split() for line in said.split("Arabic")[0].splitlines() if line.startswith("content exact "))
    assert exact[2] == exact[3] == exact[4]


def test_two_readings_that_differ_in_a_mention_agree_in_the_others(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judged = corpus / "annotations" / "articles" / "b_ar.yaml"
    mention = '  - {actor_id: ukraine, words: "كييف", form: alias}\n'
    judged.write_text(judged.read_text(encoding="utf-8").replace(mention, ""), encoding="utf-8", newline="\n")
    assert main(["evaluate", *FOLDERS, "--second", str(corpus / "annotations")]) == 0
    said = capsys.readouterr().out.split("Arabic")[0]
    (linked,) = (line.split() for line in said.splitlines() if line.startswith("mentions linked "))
    annotated, second, same = map(int, linked[2:5])
    assert second == same == annotated - 1


def test_a_second_reading_that_is_not_there_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *FOLDERS, "--second", str(tmp_path / "nowhere")]) == 2
    assert "--second DIR" in capsys.readouterr().err


def test_an_unknown_measure_is_misuse_and_the_known_ones_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *FOLDERS, "--mistakes", "beauty"]) == 2
    assert "dates_relaxed" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *FOLDERS, "--json", str(tmp_path / "nowhere" / "e.json")]) == 2
    assert "cannot be written" in capsys.readouterr().err
