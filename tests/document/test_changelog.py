"""Each version of the changelog is followed by the rows that it changed, and no row of another version."""

from __future__ import annotations

from typing import Any

from musnad.document import changelog_page

CHANGELOG = """# Changelog

## [Unreleased]

- Something.

## [0.2.0] - 2026-12-01

- Corrected.

## [0.1.0] - 2026-11-22

- First.
"""


def change(**given: Any) -> dict[str, Any]:
    fields = {"factuality": {"old": "CT+", "new": "PR+"}, "note": {"old": None, "new": "<b>עם</b> | x"}}
    return {"table": "claims", "key": "clm_0308c6a0850d", "kind": "MOD", "fields": fields} | given


def test_a_changed_row_shows_each_field_before_and_after_under_its_version() -> None:
    page = changelog_page(CHANGELOG, {"0.2.0": [change()]})
    before, after = page.split("## [0.1.0]")
    assert "<code>claims[clm&#95;0308c6a0850d]</code>.factuality: <bdi>CT+</bdi> → <bdi>PR+</bdi>" in before
    assert "| [claims](tables/claims.md) | 0 | 1 | 0 |" in before
    assert "Row by row" not in after
    assert "Row by row" not in before.split("## [0.2.0]")[0]


def test_markup_in_a_value_is_shown_as_text() -> None:
    page = changelog_page(CHANGELOG, {"0.2.0": [change()]})
    assert "<b>" not in page
    assert "<bdi>null</bdi> → <bdi>&#60;b&#62;עם&#60;/b&#62; &#124; x</bdi>" in page


def test_added_and_removed_rows_are_named_and_counted() -> None:
    page = changelog_page(CHANGELOG, {"0.1.0": [change(kind="ADD", key="a"), change(kind="DEL", key="b")]})
    assert "| [claims](tables/claims.md) | 1 | 0 | 1 |" in page
    assert "added</li>" in page
    assert "removed</li>" in page


def test_a_release_that_changed_no_row_says_so() -> None:
    assert "No row differs" in changelog_page(CHANGELOG, {"0.2.0": []})


def test_a_changelog_without_deltas_stays_as_it_is() -> None:
    assert changelog_page(CHANGELOG, {}) == CHANGELOG
