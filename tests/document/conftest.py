"""What the tests of the pages share: a release, read once, in the form that the pages are made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.document import book
from musnad.document.book import Book

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def released() -> Book:
    """The release of this repository."""
    return book.read(ROOT / "data")


@pytest.fixture(scope="session")
def small(built_corpus: Path) -> Book:
    """The release of the small corpus."""
    return book.read(built_corpus)
