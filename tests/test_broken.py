"""Every mistake in the sources is told in exact words, with exit code 1, and leaves what is published as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from musnad import load
from musnad.build import build
from musnad.cli import main
from musnad.problems import EXIT_PROBLEMS, ProblemsFound

TESTS = Path(__file__).parent
MISTAKES = sorted(path.parent.name for path in (TESTS / "broken").glob("*/problems.txt"))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_exactly_and_nothing_is_published(
    mistake: str, published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = TESTS / "broken" / mistake
    before = content(published)
    monkeypatch.chdir(folder)
    assert main(["build", "--out", str(published)]) == EXIT_PROBLEMS
    said = capsys.readouterr()
    assert said.err == (folder / "problems.txt").read_text(encoding="utf-8")
    assert said.out == ""
    assert content(published) == before
    assert sorted(path.name for path in published.parent.glob("data*")) == ["data"]


def test_several_mistakes_are_listed_together() -> None:
    said = (TESTS / "broken" / "several_mistakes" / "problems.txt").read_text(encoding="utf-8")
    assert said.count("expected") == 4
    assert said.endswith("4 problems; nothing was published\n")


def problems_of(corpus: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        build(corpus / "seeds", corpus / "annotations", corpus / "data")
    assert not (corpus / "data").exists()
    return [str(problem) for problem in caught.value.problems]


def as_folder(path: Path) -> None:
    path.mkdir()


def as_link(path: Path) -> None:
    path.symlink_to("a_he.txt")


def as_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere.txt")


def as_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (as_folder, "a folder"),
        (as_link, "a symbolic link"),
        (as_dangling_link, "a symbolic link"),
        (as_pipe, "a named pipe"),
    ],
)
def test_what_is_no_file_among_the_articles_is_told_and_not_passed_over(
    corpus: Path, make: Callable[[Path], None], found: str
) -> None:
    make(corpus / "seeds" / "c_new.txt")
    (problem,) = problems_of(corpus)
    assert problem.startswith(f"seeds/c_new.txt: {found}; expected plain files only")


@pytest.mark.parametrize(
    ("make", "found"),
    [(lambda path: path.symlink_to("a_he.yaml"), "a symbolic link"), (os.mkfifo, "a named pipe")],
    ids=["link", "pipe"],
)
def test_what_is_no_file_among_the_annotations_is_told_and_waited_for_by_nobody(
    corpus: Path, make: Callable[[Path], None], found: str
) -> None:
    make(corpus / "annotations" / "articles" / "c_new.yaml")
    (problem,) = problems_of(corpus)
    assert problem.startswith(f"annotations/articles/c_new.yaml: a file that cannot be read ({found})")


def test_a_linked_folder_of_annotations_is_told_and_not_passed_over(corpus: Path) -> None:
    articles = corpus / "annotations" / "articles"
    articles.rename(corpus / "elsewhere")
    articles.symlink_to(corpus / "elsewhere")
    assert any(problem.startswith("annotations/articles: a symbolic link; expected") for problem in problems_of(corpus))


def test_an_unreadable_article_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a_he.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything, so chmod would prove nothing
    (problem,) = problems_of(corpus)
    assert problem.startswith("seeds/a_he.txt: a file that cannot be read (Permission denied)")


@pytest.mark.parametrize("newline", ["\r", "\r\n"])
def test_line_ends_of_other_systems_are_kept_as_they_are(corpus: Path, newline: str) -> None:
    text = f"אוקראינה הודיעה כי תחתום{newline}על ההסכם.{newline}רוסיה סירבה.{newline}"
    (corpus / "seeds" / "c_new.txt").write_bytes(text.encode())
    build(corpus / "seeds", corpus / "annotations", corpus / "data")
    sources = load("sources", corpus / "data")
    assert sources.filter(sources["source_id"] == "c_new")["text"].item() == text


def test_five_megabytes_on_one_line_are_one_sentence(corpus: Path) -> None:
    text = "מילה " * (5_000_000 // len("מילה ".encode())) + "סוף."
    (corpus / "seeds" / "c_new.txt").write_text(text, encoding="utf-8")
    build(corpus / "seeds", corpus / "annotations", corpus / "data")
    sentences = load("sentences", corpus / "data")
    assert sentences.filter(sentences["source_id"] == "c_new")["quote"].to_list() == [text]
