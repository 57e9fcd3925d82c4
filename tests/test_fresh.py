"""What is committed is what the sources give; what is not is told so that one sees the difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.build import build, write_pages
from musnad.fresh import stale


@pytest.fixture
def repository(corpus: Path) -> Path:
    """A repository whose release and pages are fresh."""
    build(corpus / "seeds", corpus / "annotations", corpus / "data")
    write_pages(corpus)
    return corpus


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_nothing_is_stale_after_a_build_and_looking_changes_nothing(repository: Path) -> None:
    before = content(repository)
    assert stale(repository) == []
    assert content(repository) == before


def test_a_judgement_that_was_not_built_shows_its_row_and_field(repository: Path) -> None:
    edit(repository / "annotations" / "articles" / "a_he.yaml", "factuality: CT+", "factuality: PR+")
    said = stale(repository)
    assert "      factuality: CT+ → PR+" in said
    assert "data/claims.parquet: differs" in said
    assert len(said) < 20
    assert not [line for line in said if line.startswith("  +")]


def test_a_page_that_was_edited_shows_its_lines(repository: Path) -> None:
    edit(repository / "docs" / "tables" / "claims.md", "# ", "# My own ")
    assert stale(repository) == ["docs/tables/claims.md: differs"]
    said = stale(repository, verbose=True)
    assert "docs/tables/claims.md: differs" in said
    assert any(line.startswith("  -# My own ") for line in said)


def test_the_text_below_the_front_matter_is_free(repository: Path) -> None:
    with (repository / "README.md").open("a", encoding="utf-8") as readme:
        readme.write("\nMore prose.\n")
    assert stale(repository) == []


def test_front_matter_that_was_edited_is_stale(repository: Path) -> None:
    edit(repository / "README.md", "license: other", "license: mit")
    assert "README.md: differs" in stale(repository)


def test_a_file_that_is_missing_and_one_that_nothing_makes_are_told(repository: Path) -> None:
    pages = repository / "docs" / "tables"
    (pages / "claims.md").rename(pages / "statements.md")
    said = stale(repository)
    assert "docs/tables/claims.md: missing" in said
    assert "docs/tables/statements.md: nothing makes this file any more; remove it" in said


def test_a_repository_that_was_never_built_is_stale(corpus: Path) -> None:
    said = stale(corpus)
    assert "data is not a folder" in said[0]
    assert "data/claims.parquet: missing" in said
