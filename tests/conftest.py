"""What several test modules share: the small corpus of ``tests/corpus``, built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(scope="session")
def built_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the small corpus. Read it; for a copy to change, take `published`."""
    from musnad.build import build

    out = tmp_path_factory.mktemp("built") / "data"
    build(CORPUS / "seeds", CORPUS / "annotations", out)
    return out


@pytest.fixture
def published(built_corpus: Path, tmp_path: Path) -> Path:
    """A release of the small corpus in a folder ``data`` of its own."""
    return Path(shutil.copytree(built_corpus, tmp_path / "data"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the small corpus, to be changed."""
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
