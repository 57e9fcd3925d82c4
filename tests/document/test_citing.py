"""What is to be cited names the release that is there, not the one somebody typed."""

from __future__ import annotations

from musnad.document import citing_page

CITATION = {
    "message": "Cite it <b>so</b>.",
    "title": "musnad: claims",
    "authors": [{"name": "The project"}, {"given-names": "سمير", "family-names": "حداد"}],
    "version": "0.0.1",
    "date-released": "2026-11-22",
}
MANIFEST = {"version": "1.2.3", "content_digest": "sha256:abc", "tables": {}}


def test_version_and_digest_are_those_of_the_release() -> None:
    page = citing_page(CITATION, MANIFEST)
    assert "(version 1.2.3)" in page
    assert page.count("sha256:abc") == 2
    assert "0.0.1" not in page


def test_every_author_is_named() -> None:
    page = citing_page(CITATION, MANIFEST)
    assert "The project, سمير حداد (2026)" in page
    assert "author = {{The project} and {سمير حداد}}" in page


def test_the_message_is_shown_as_text() -> None:
    assert "<b>" not in citing_page(CITATION, MANIFEST)
