"""Read: exact texts, and for every file that cannot be an article a problem that says what to do."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.read import RULES, read_articles

ARABIC = "قال الرئيس الأوكراني إن بلاده تحتاج إلى ضمانات أمنية من حلفائها في باريس."
HEBREW = "נשיא אוקראינה אמר כי ארצו זקוקה לערבויות ביטחון של בעלות בריתה בפריז."


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def only_problem(folder: Path) -> str:
    _, problems = read_articles(folder)
    assert len(problems) == 1
    return str(problems[0])


def test_articles_are_read_in_order_with_their_exact_text(seeds: Path) -> None:
    (seeds / "b.txt").write_bytes(HEBREW.encode())
    (seeds / "a.txt").write_bytes(ARABIC.encode())
    (seeds / "README.md").write_text("What lies here.")
    articles, problems = read_articles(seeds)
    assert problems == []
    assert [(one.source_id, one.path, one.text) for one in articles] == [
        ("a", "seeds/a.txt", ARABIC),
        ("b", "seeds/b.txt", HEBREW),
    ]
    assert [(one.language, one.script_direction) for one in articles] == [("ar", "rtl"), ("he", "rtl")]
    assert articles[0].sha256 == hashlib.sha256(ARABIC.encode()).hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        ARABIC + "\r\n\r\n" + ARABIC,
        ARABIC + "\r" + ARABIC,
        " \n" + ARABIC + "\n\n\n",
        ARABIC + "\u200f \u2067NATO\u2069 \u202bקייב\u202c",
        "e\u0301 " + ARABIC,
        "😀 " + ARABIC,
    ],
    ids=["crlf", "cr", "blank lines", "direction marks", "combining mark", "astral"],
)
def test_nothing_of_a_text_is_normalised(seeds: Path, text: str) -> None:
    (seeds / "a.txt").write_bytes(text.encode())
    articles, problems = read_articles(seeds)
    assert problems == []
    assert articles[0].text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\u202d\u202e"), max_size=40))
def test_any_text_with_letters_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, tail: str) -> None:
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "a.txt").write_bytes((ARABIC + tail).encode())
    articles, problems = read_articles(folder)
    assert [one.text for one in articles] == [ARABIC + tail]
    assert problems == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "an empty file"),
        (b" \r\n\t\n", "nothing but white space"),
        (HEBREW.encode("windows-1255"), "the file from windows-1255 to UTF-8"),
        (ARABIC.encode("windows-1256"), "the file from windows-1256 to UTF-8"),
        ("שלום עולם".encode("windows-1255"), "windows-1255"),
        ("مرحبا بالعالم".encode("windows-1256"), "windows-1256"),
        (HEBREW.encode("utf-16"), "the file from UTF-16 to UTF-8"),
        (ARABIC.encode("utf-16-le"), "UTF-16"),
        (HEBREW.encode("utf-16-be"), "UTF-16"),
        (HEBREW.encode("utf-32"), "UTF-32"),
        ("Plain words".encode("utf-16-le"), "NUL"),
        (b"\xff\xf9\x80\x81", "the file from its encoding to UTF-8"),
        (ARABIC.encode("utf-8-sig"), "a byte order mark (EF BB BF)"),
        ((ARABIC + "\0\0").encode(), "2 NUL characters"),
        ((ARABIC[:9] + "\u202e" + ARABIC[9:]).encode(), "U+202E RIGHT-TO-LEFT OVERRIDE at offset 9"),
        (("\u202d" + HEBREW).encode(), "U+202D LEFT-TO-RIGHT OVERRIDE"),
        ("Президент Украины прибыл в Париж".encode(), "a language that musnad does not know"),
    ],
)
def test_a_text_that_cannot_be_quoted_faithfully_is_refused(seeds: Path, data: bytes, message: str) -> None:
    (seeds / "a.txt").write_bytes(data)
    assert read_articles(seeds)[0] == []
    problem = only_problem(seeds)
    assert problem.startswith("seeds/a.txt: ")
    assert message in problem
    assert any(problem.endswith(f"[{rule}]") for rule in RULES)


def make_link(path: Path) -> None:
    path.symlink_to(path.parent / "elsewhere")


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("older", Path.mkdir, "a folder"),
        ("x.txt", Path.mkdir, "a folder"),
        ("x.txt", make_link, "a symbolic link"),
        ("x.txt", os.mkfifo, "a named pipe"),
        ("العربية.txt", Path.touch, "its stem becomes the source id"),
        ("two words.txt", Path.touch, "its stem becomes the source id"),
        ("A.TXT", Path.touch, "that ends in .txt"),
    ],
)
def test_what_is_no_plain_file_is_told_and_never_opened(
    seeds: Path, name: str, make: Callable[[Path], None], message: str
) -> None:
    make(seeds / name)
    assert message in only_problem(seeds)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_file_name_that_is_no_text_is_shown_without_its_controls(seeds: Path) -> None:
    name = os.fsencode(seeds) + b"/\xff\n\xe2\x80\xae.txt"
    with open(name, "wb"):  # noqa: PTH123
        pass
    assert "seeds/\\udcff\\u000a\\u202e.txt" in only_problem(seeds)


def test_a_file_that_may_not_be_read_is_a_problem(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (seeds / "a.txt").write_bytes(ARABIC.encode())

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "a file that cannot be read (Permission denied)" in only_problem(seeds)


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert "No such file or directory" in only_problem(tmp_path / "nowhere")


def test_the_same_bytes_under_two_names_are_one_article_and_one_problem(seeds: Path) -> None:
    (seeds / "a.txt").write_bytes(ARABIC.encode())
    (seeds / "b.txt").write_bytes(ARABIC.encode())
    articles, _ = read_articles(seeds)
    assert [one.source_id for one in articles] == ["a"]
    assert only_problem(seeds).startswith("seeds/b.txt: the same bytes as seeds/a.txt")


def test_all_problems_are_collected_and_no_good_article_is_lost(seeds: Path) -> None:
    (seeds / "a.txt").write_bytes(b"")
    (seeds / "b.txt").write_bytes((("\u202e" + ARABIC) + "\0").encode())
    (seeds / "c.txt").write_bytes(HEBREW.encode())
    articles, problems = read_articles(seeds)
    assert [one.source_id for one in articles] == ["c"]
    assert [problem.where for problem in problems] == ["seeds/a.txt", "seeds/b.txt", "seeds/b.txt"]
    assert problems == sorted(problems)


def test_five_megabytes_on_one_line_are_read(seeds: Path) -> None:
    text = " ".join([ARABIC] * (5_000_000 // len(ARABIC.encode())))
    (seeds / "a.txt").write_bytes(text.encode())
    articles, problems = read_articles(seeds)
    assert problems == []
    assert articles[0].text == text
