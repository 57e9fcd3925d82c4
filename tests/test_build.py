"""The build as a whole: from two folders to a release, the same on every run, and never half."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from musnad import build as building
from musnad import load, publish, report
from musnad.build import build
from musnad.problems import Misuse, Problem, ProblemsFound

ROOT = Path(__file__).parents[1]


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_sources_give_the_same_bytes(corpus: Path) -> None:
    for out in ("one", "two"):
        build(corpus / "seeds", corpus / "annotations", corpus / out)
    assert content(corpus / "one") == content(corpus / "two")


def test_a_summary_says_how_rows_arose_and_where_the_extractor_differs(corpus: Path) -> None:
    summary = build(corpus / "seeds", corpus / "annotations", corpus / "data")
    assert summary.methods["claims"] == {"annotated": 3}
    assert summary.methods["actors"] == {}
    assert not [line for line in report.summary(summary, [], 1.0) if "without annotation" in line]
    assert {one.layer for one in summary.differences["a_he"]} == {"sentences", "mentions", "dates"}


def test_an_article_without_annotations_is_built_by_rules_and_says_so(corpus: Path) -> None:
    (corpus / "seeds" / "c_new.txt").write_text("אוקראינה הודיעה אתמול.\n", encoding="utf-8")
    summary = build(corpus / "seeds", corpus / "annotations", corpus / "data")
    sources = {row["source_id"]: row for row in load("sources", corpus / "data").to_dicts()}
    assert sources["c_new"]["review_status"] == "unreviewed"
    assert summary.methods["sentences"]["rules"] == 1
    assert "c_new" not in summary.differences
    assert summary.n_unannotated == 1
    said = list(report.summary(summary, [], 1.0))
    assert "1 article without annotation: rows by rules, which nobody has reviewed" in said


def test_speakers_of_an_article_without_annotations_are_listed_where_no_registry_knows_them(corpus: Path) -> None:
    text = 'שגריר ישראל באו"ם דני דנון אמר כי המועצה תתכנס מחר.\n'
    (corpus / "seeds" / "c_new.txt").write_text(text, encoding="utf-8")
    summary = build(corpus / "seeds", corpus / "annotations", corpus / "data")
    listed = yaml.safe_load((corpus / "data" / "unregistered.yaml").read_text("utf-8"))["actors"]
    assert [one["names"]["he"] for one in listed] == ["דני דנון"]
    assert "1 speaker unknown to the registry, listed in unregistered.yaml" in list(report.summary(summary, [], 1.0))
    (corpus / "seeds" / "c_new.txt").unlink()
    build(corpus / "seeds", corpus / "annotations", corpus / "data")
    assert not (corpus / "data" / "unregistered.yaml").exists()


def test_an_article_on_its_own_needs_no_judgement(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "annotations").mkdir()
    (tmp_path / "seeds" / "new.txt").write_text("אוקראינה הודיעה אתמול.\n", encoding="utf-8")
    summary = build(tmp_path / "seeds", tmp_path / "annotations", tmp_path / "data")
    assert {table: entry["rows"] for table, entry in summary.manifest["tables"].items() if entry["rows"]} == {
        "sources": 1,
        "sentences": 1,
        "claims": 1,
        "dates": 1,
    }


OTHER_LAYERS = ("claims", "mentions", "dates")
SUBSETS = [
    layers
    for size in range(1, 5)
    for layers in combinations(("sentences", *OTHER_LAYERS), size)
    if "claims" not in layers or "sentences" in layers
]


def keep_layers(annotations: Path, layers: tuple[str, ...]) -> None:
    """Take every other layer out of the annotations, and with the claims what cites them."""
    for path in (annotations / "articles").iterdir():
        article = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        article["layers"] = list(layers)
        for sentence in article["sentences"]:
            for layer in set(OTHER_LAYERS) - set(layers):
                sentence.pop(layer, None)
            for claim in sentence.get("claims", ()) if "dates" not in layers else ():
                for key in ("date_ids", "speech_date_id", "time", "speech_time"):
                    claim.pop(key, None)
        path.write_text(yaml.safe_dump(article, allow_unicode=True, sort_keys=False), encoding="utf-8")
    if "claims" not in layers:
        for name in ("clusters.yaml", "provisions.yaml"):
            (annotations / name).unlink()


@pytest.mark.parametrize("layers", SUBSETS, ids=" ".join)
def test_an_article_may_be_annotated_in_some_layers_only(corpus: Path, layers: tuple[str, ...]) -> None:
    keep_layers(corpus / "annotations", layers)
    summary = build(corpus / "seeds", corpus / "annotations", corpus / "data")
    for layer in ("sentences", *OTHER_LAYERS):
        assert set(summary.methods[layer]) <= {"annotated" if layer in layers else "rules"}


def test_the_real_articles_can_be_built_from_their_sentences_alone(tmp_path: Path) -> None:
    annotations = Path(shutil.copytree(ROOT / "annotations", tmp_path / "annotations"))
    keep_layers(annotations, ("sentences",))
    summary = build(ROOT / "seeds", annotations, tmp_path / "data")
    assert set(summary.methods["dates"]) == {"rules"}


def test_the_real_articles_can_be_built_without_being_read_by_anybody(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    shutil.copy(ROOT / "annotations" / "actors.yaml", tmp_path / "annotations")
    summary = build(ROOT / "seeds", tmp_path / "annotations", tmp_path / "data")
    assert set(summary.methods["mentions"]) == {"rules"}


def test_a_manifest_names_what_each_table_was_made_from(corpus: Path) -> None:
    build(corpus / "seeds", corpus / "annotations", corpus / "data")
    manifest = json.loads((corpus / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tables"]["claims"]["made_from"] == [
        "annotations/articles/a_he.yaml",
        "annotations/articles/b_ar.yaml",
        "seeds/a_he.txt",
        "seeds/b_ar.txt",
    ]
    assert manifest["tables"]["actors"]["made_from"] == ["annotations/actors.yaml"]


def test_what_validation_finds_is_not_published(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Problem("claims[…]", "a_rule", "something", "something else", "mend it")
    monkeypatch.setattr(building, "validate", lambda folder: iter([broken]))
    with pytest.raises(ProblemsFound, match="a_rule"):
        build(corpus / "seeds", corpus / "annotations", corpus / "data")
    assert not (corpus / "data").exists()


def test_it_is_the_written_release_that_is_validated(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []
    monkeypatch.setattr(building, "validate", lambda folder: seen.append(set(content(folder))) or iter(()))
    monkeypatch.setattr(publish, "exchange", lambda staged, out: staged.rename(out))
    build(corpus / "seeds", corpus / "annotations", corpus / "data")
    assert seen == [set(content(corpus / "data"))]


def test_a_folder_without_articles_is_misuse_and_replaces_nothing(corpus: Path) -> None:
    build(corpus / "seeds", corpus / "annotations", corpus / "data")
    before = content(corpus / "data")
    with pytest.raises(Misuse, match=r"no \*\.txt in .*articles"):
        build(corpus / "annotations" / "articles", corpus / "annotations", corpus / "data")
    assert content(corpus / "data") == before


def test_a_folder_of_articles_that_all_have_problems_shows_these(corpus: Path) -> None:
    for path in (corpus / "seeds").glob("*.txt"):
        path.write_bytes(b"")
    with pytest.raises(ProblemsFound, match="an empty file"):
        build(corpus / "seeds", corpus / "annotations", corpus / "data")


@pytest.mark.parametrize("missing", ["seeds", "annotations"])
def test_a_folder_that_is_not_there_is_misuse(corpus: Path, missing: str) -> None:
    folders = {"seeds": corpus / "seeds", "annotations": corpus / "annotations", missing: corpus / "nowhere"}
    with pytest.raises(Misuse, match=f"--{missing} DIR"):
        build(folders["seeds"], folders["annotations"], corpus / "data")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build_dataset.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_script_builds_another_corpus_and_touches_nothing_else(corpus: Path) -> None:
    before = (ROOT / "README.md").read_bytes()
    done = run("--seeds", f"{corpus}/seeds", "--annotations", f"{corpus}/annotations", "--out", f"{corpus}/data")
    assert (done.returncode, done.stderr) == (0, "")
    assert "content digest sha256:" in done.stdout
    assert "pages:" not in done.stdout
    assert (ROOT / "README.md").read_bytes() == before
    assert sorted(path.name for path in corpus.iterdir() if not path.name.startswith(".")) == [
        "README.md",
        "annotations",
        "data",
        "seeds",
    ]


@pytest.mark.parametrize("arguments", [["--seeds", "seeds"], ["--check", "--out", "data"]])
def test_half_a_corpus_is_misuse(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "together" in done.stderr


def test_a_name_whose_article_is_fused_or_left_out_is_still_the_name_of_its_actor(tmp_path: Path) -> None:
    seeds, annotations = tmp_path / "seeds", tmp_path / "annotations"
    seeds.mkdir()
    annotations.mkdir()
    (seeds / "ar.txt").write_text("قال الوزير إن للاتحاد الأوروبي موقفاً واضحاً من الحرب.", encoding="utf-8")
    (seeds / "he.txt").write_text("הדובר מסר הודעה מטעם הבית הלבן בנוגע למלחמה.", encoding="utf-8")
    actors = """actors:
- {id: european-union, name: European Union, type: organisation, names: {ar: الاتحاد الأوروبي}}
- {id: white-house, name: White House, type: organisation, names: {he: הבית הלבן}}
"""
    (annotations / "actors.yaml").write_text(actors, encoding="utf-8")

    build(seeds, annotations, tmp_path / "data")

    found = load("mentions", tmp_path / "data")
    assert sorted(found["quote"].to_list()) == ["בית הלבן", "لاتحاد الأوروبي"]
