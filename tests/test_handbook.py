"""The handbook's generated pages: all of them made from the release, none of them committed, none left behind."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path

import pytest

from musnad import handbook

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def pages(built_corpus: Path) -> dict[str, bytes]:
    return handbook.pages(ROOT, built_corpus)


def test_every_generated_file_is_ignored_by_git(pages: dict[str, bytes]) -> None:
    names = [f"{handbook.DOCS}/{name}" for name in pages]
    asked = subprocess.run(
        ["git", "check-ignore", "--no-index", *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert sorted(asked.stdout.split("\n")[:-1]) == sorted(names)


def test_every_generated_page_names_its_source(pages: dict[str, bytes]) -> None:
    for name, content in pages.items():
        if name.endswith(".md"):
            assert "<!-- generated from " in content.decode()[:300], name


def test_what_nothing_makes_any_more_is_removed(pages: dict[str, bytes], tmp_path: Path) -> None:
    old = tmp_path / "docs" / "articles" / "gone.md"
    kept = tmp_path / "docs" / "index.md"
    for path in (old, kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("old", encoding="utf-8")
    handbook.write(tmp_path, pages)
    assert not old.exists()
    assert kept.exists()
    assert (tmp_path / "docs" / "articles" / "index.md").read_bytes() == pages["articles/index.md"]


def test_only_white_space_that_is_no_content_leaves_a_page() -> None:
    pytest.importorskip("mkdocs")
    lean = runpy.run_path(str(ROOT / "docs" / ".lean.py"))["on_post_page"]
    page = "<p>\n   قال\n   <b>كييف</b></p>\n\n  <pre><code>a\n    b\n</code></pre>\n  <p>אמר</p>"
    assert lean(page) == "<p>\nقال\n<b>كييف</b></p>\n<pre><code>a\n    b\n</code></pre>\n<p>אמר</p>"
