"""A bar only where somebody looks and has to wait."""

from __future__ import annotations

import io

import pytest

from musnad import progress
from musnad.records import Article

ARTICLES = [Article(str(number), "", "", "", "he", "rtl") for number in range(3)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    assert list(progress.with_bar(ARTICLES)) == ARTICLES
    return stream.getvalue()


def test_a_slow_build_shows_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "reading articles" in shown(monkeypatch, Terminal(), patience=-1)


def test_a_quick_build_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), patience=60) == ""


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), patience=-1) == ""
