"""The command line as a person meets it: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import musnad
from musnad.cli import colour, guarded, main
from musnad.problems import Misuse

CORPUS = Path(__file__).parent / "corpus"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as the shell runs it."""
    return subprocess.run([sys.executable, "-m", "musnad", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("cwd"))
    monkeypatch.delenv("MUSNAD_DATA", raising=False)


def test_help_shows_every_command_with_examples() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in ("build", "check", "show", "diff", "query"):
        assert f"\n  musnad {command} " in done.stdout
        assert "example:" in run(command, "--help").stdout


def test_the_installed_command_knows_its_version() -> None:
    assert run("--version").stdout == f"musnad {musnad.__version__}\n"


def test_help_tells_of_the_lock_that_a_build_leaves() -> None:
    assert ".lock" in run("build", "--help").stdout


def test_an_unknown_command_is_misuse() -> None:
    done = run("biuld")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_build_says_what_it_made_of_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--seeds", str(CORPUS / "seeds"), "--annotations", str(CORPUS / "annotations")]
    assert main(["build", *arguments, "--out", str(tmp_path / "data")]) == 0
    said = capsys.readouterr().out
    for words in ("sources", "sentences", "claims", "actors", "mentions", "dates", "clusters", "provisions"):
        assert f"\n{words} " in said
    assert "content digest sha256:" in said
    assert "annotated" in said


def test_build_refuses_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--seeds", "nowhere"]) == 2
    said = capsys.readouterr()
    assert said.err == "musnad build: nowhere is not a folder. Name the folder of the seeds with --seeds DIR\n"


def test_check_passes_a_release_without_its_sources(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(published)]) == 0
    assert capsys.readouterr().out.endswith(" checks, no problem\n")


def test_check_finds_a_changed_byte(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(published / "dates.parquet", published / "mentions.parquet")
    assert main(["check", str(published)]) == 1
    said = capsys.readouterr()
    assert "mentions" in said.err
    assert "problem" in said.err.splitlines()[-1]


def test_check_says_which_keys_it_cannot_follow(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    del manifest["tables"]["actors"]
    (published / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (published / "actors.parquet").unlink()
    main(["check", str(published)])
    said = capsys.readouterr()
    assert "mentions.actor_id" in said.out + said.err


def test_show_marks_the_words_of_the_claim_and_walks_its_chain(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "b#russia-expects-signature", "--data", str(published)]) == 0
    said = capsys.readouterr().out
    assert "Ukraine will sign the agreement." in said
    assert "\u2067وأكدت روسيا أن ⟦كييف ستوقّعه⟧.\u2069" in said
    assert "1  speaker      russia  \u2067روسيا\u2069  cue \u2067وأكدت\u2069" in said
    assert "2  article      b_ar" in said
    assert "ukraine-signs: corroborated, 2 independent roots (russia, ukraine)" in said
    assert "a#ukraine-will-sign" in said
    assert "\x1b" not in said


def test_show_takes_the_beginning_of_an_id(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim_id = musnad.load("claims", published)["claim_id"][0]
    assert main(["show", claim_id[:8], "--data", str(published)]) == 0
    assert capsys.readouterr().out.startswith(claim_id)


def test_show_lists_the_claims_of_an_ambiguous_name(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "#ukraine-will-sign", "--data", str(published)]) == 2
    said = capsys.readouterr().err
    assert "2 claims" in said
    assert "b#ukraine-will-sign" in said


def test_show_says_where_to_look_when_there_is_no_such_claim(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "clm_none", "--data", str(published)]) == 2
    assert "musnad query" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["b#russia-expects", "b#russia-expect-signatures", "z#russia-expects-signature"])
def test_show_suggests_a_claim_of_a_like_name(name: str, published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", name, "--data", str(published)]) == 2
    assert "; near it: b#russia-expects-signature" in capsys.readouterr().err


def test_show_reorders_words_for_a_terminal_that_does_not(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "a#ukraine-will-sign", "--visual", "--data", str(published)]) == 0
    said = capsys.readouterr().out
    assert ".⟦םכסהה לע םותחת⟧ יכ לומתא העידוה הניארקוא" in said
    assert "\u2067" not in said


def test_diff_tells_rows_and_fields(published: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = corpus / "annotations" / "articles" / "a_he.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("factuality: CT+", "factuality: PR+"), encoding="utf-8")
    main(["build", "--seeds", f"{corpus}/seeds", "--annotations", f"{corpus}/annotations", "--out", f"{corpus}/data"])
    capsys.readouterr()
    assert main(["diff", str(published), str(corpus / "data")]) == 0
    said = capsys.readouterr().out
    assert "    factuality: CT+ → PR+\n" in said
    assert said.endswith("1 row differs: 0 added, 1 modified, 0 deleted\n")
    assert main(["diff", "--json", str(published), str(corpus / "data")]) == 0
    (change,) = json.loads(capsys.readouterr().out)
    assert change["fields"] == {"factuality": {"old": "CT+", "new": "PR+"}}


def test_diff_of_a_release_with_itself_finds_nothing(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(published), str(published)]) == 0
    assert capsys.readouterr().out == "0 rows differ: 0 added, 0 modified, 0 deleted\n"


QUERY = "select actor_id, names, wikidata from actors order by all"


def test_query_answers_as_a_table(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", QUERY, "--data", str(published)]) == 0
    header, _, russia, _, closing = capsys.readouterr().out.splitlines()
    assert header.split() == ["actor_id", "names", "wikidata"]
    assert russia.startswith("russia    [{")
    assert closing == "(2 rows)"


def test_query_gives_a_pipe_every_character_and_no_other(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "select text from sources order by source_id", "--data", str(published)]) == 0
    said = capsys.readouterr().out
    texts = musnad.load("sources", published).sort("source_id")["text"]
    assert said.splitlines()[2:-1] == [" ".join(text.split()) for text in texts]


def test_query_fits_the_terminal(
    published: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["query", "select repeat('كييف ', 30) as words", "--data", str(published)]) == 0
    row = capsys.readouterr().out.splitlines()[2]
    assert (row[0], row[-2:], len(row)) == ("\u2067", "…\u2069", 32)


def test_query_answers_as_csv(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", QUERY, "--format", "csv", "--data", str(published)]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["actor_id"] for row in rows] == ["russia", "ukraine"]
    assert {"language": "he", "name": "אוקראינה"} in json.loads(rows[1]["names"])
    assert rows[1]["wikidata"] == ""


def test_query_answers_as_json(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", QUERY, "--format", "json", "--data", str(published)]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["actor_id"], row["wikidata"]) for row in rows] == [("russia", None), ("ukraine", None)]


@pytest.mark.parametrize(
    "sql",
    [
        "selct 1",
        "",
        "select nope from claims",
        "select 1; select 2",
        "drop view claims",
        "create table t as select 1",
        "copy claims to 'stolen.csv'",
        "select * from read_csv('/etc/hostname')",
        "set enable_external_access = true",
        "attach 'other.db'",
    ],
)
def test_query_refuses_what_is_not_one_select_and_writes_nothing(
    sql: str, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", sql, "--data", str(published)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("musnad query: ")
    assert list(Path.cwd().iterdir()) == []


def test_a_reader_that_closes_the_pipe_ends_the_command_quietly(published: Path) -> None:
    sql = "select unnest(range(200000))"
    command = f"{sys.executable} -m musnad query '{sql}' --format csv --data {published} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_a_terminal_without_arabic_does_not_end_the_command(published: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "musnad", "show", "b#russia-expects-signature", "--data", str(published)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert b"\\u0631\\u0648\\u0633\\u064a\\u0627" in done.stdout


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(28, "No space left on device", "docs/tables"), 2, "docs/tables: No space left on device"),
        (Misuse("there is no such thing"), 2, "there is no such thing"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_what_stops_a_command_is_told_in_words(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> int:
        raise error

    assert guarded(command, "musnad test") == code
    assert capsys.readouterr().err == f"musnad test: {said}\n"


class Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_declined(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert colour(Terminal())  # type: ignore[arg-type]
    monkeypatch.setenv(variable, value)
    assert not colour(Terminal())  # type: ignore[arg-type]
