"""The pages of the actors: who they are, what they said, what is said of them, and through whom."""

from __future__ import annotations

import html
import re
from copy import deepcopy
from pathlib import Path

import pytest

from musnad.document import actors, book
from musnad.document.book import Book

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pages(released: Book) -> dict[str, str]:
    return actors.pages(released)


def section(page: str, heading: str) -> str:
    """The part of a page under a heading that begins so."""
    return next((part for part in re.split(r"\n## ", page) if part.startswith(heading)), "")


def test_every_actor_has_a_page_with_its_names_and_the_index_leads_there(released: Book, pages: dict[str, str]) -> None:
    for row in released.tables["actors"]:
        page = html.unescape(pages[f"actors/{row['actor_id']}.md"])
        for one in row["names"]:
            assert one["name"] in page
        assert f'href="../actors/{row["actor_id"]}.html"' in pages["actors/index.md"]


def test_what_an_actor_said_is_listed_with_its_number(released: Book, pages: dict[str, str]) -> None:
    for row in released.tables["actors"]:
        part = section(pages[f"actors/{row['actor_id']}.md"], f"Said ({row['n_claims_spoken']})")
        spoken = [one for one in released.tables["claims"] if row["actor_id"] in one["speaker_ids"]]
        assert all(f"#{one['claim_id']}" in part for one in spoken)


def test_words_of_the_draft_go_through_reuters(released: Book) -> None:
    ledger = actors.Ledger(released)
    claims = released.tables["claims"]
    through = [
        one
        for one in claims
        if one["attribution"][0]["actor_ids"] == ["paris-draft-declaration"]
        and any("reuters" in hop["actor_ids"] for hop in one["attribution"])
    ]
    draft, reuters = (released.row("actors", one)["name"] for one in ("paris-draft-declaration", "reuters"))
    assert ledger.through["paris-draft-declaration"][reuters] == len(through) > 0
    assert ledger.carried["reuters"][draft] == len(through)


def test_who_speaks_for_whom_is_told_on_both_pages(released: Book, pages: dict[str, str]) -> None:
    for row in released.tables["actors"]:
        for column in ("part_of", "speaks_for"):
            if row[column] is not None:
                assert f'href="../actors/{row[column]}.html"' in pages[f"actors/{row['actor_id']}.md"]
                assert f'href="../actors/{row["actor_id"]}.html"' in pages[f"actors/{row[column]}.md"]


def test_every_mention_is_linked_from_its_actor(released: Book, pages: dict[str, str]) -> None:
    for row in released.tables["mentions"]:
        assert f"articles/{row['source_id']}.html#{row['mention_id']}" in pages[f"actors/{row['actor_id']}.md"]


def test_the_unnamed_stand_apart_and_last(released: Book) -> None:
    assert [name for name, _ in actors.groups(released)][-1] == actors.APART


def test_a_wikidata_item_is_linked_only_where_the_table_has_one(released: Book, pages: dict[str, str]) -> None:
    for row in released.tables["actors"]:
        found = re.findall(r"wikidata\.org/wiki/(\w+)\" rel=\"noopener", pages[f"actors/{row['actor_id']}.md"])
        assert found == ([row["wikidata"]] if row["wikidata"] else [])


def test_another_corpus_and_one_without_actors_have_their_pages_too(built_corpus: Path) -> None:
    small = book.read(built_corpus)
    assert set(actors.pages(small)) == {"actors/index.md"} | {
        f"actors/{row['actor_id']}.md" for row in small.tables["actors"]
    }
    bare = Book(small.manifest, {name: [] for name in small.tables})
    assert "no actors" in actors.pages(bare)["actors/index.md"]


def test_markup_in_a_name_is_shown_and_not_obeyed(released: Book) -> None:
    tables = deepcopy(released.tables)
    row = tables["actors"][0]
    row["name"] = row["names"][0]["name"] = "<script>x</script> **y**"
    for page in actors.pages(Book(released.manifest, tables)).values():
        assert "<script" not in page


def test_what_an_actor_passes_on_is_listed_with_links(released: Book, pages: dict[str, str]) -> None:
    for row in released.tables["actors"]:
        passed = [
            one["claim_id"]
            for one in released.tables["claims"]
            if any(row["actor_id"] in hop["actor_ids"] for hop in one["attribution"][1:])
        ]
        part = section(pages[f"actors/{row['actor_id']}.md"], f"Passed on ({len(passed)})")
        assert bool(part) == bool(passed)
        assert all(f"#{claim_id}" in part for claim_id in passed)


def test_an_article_that_has_words_without_anybody_between_is_named(released: Book, pages: dict[str, str]) -> None:
    ledger = actors.Ledger(released)
    for actor_id, articles in ledger.direct.items():
        part = section(pages[f"actors/{actor_id}.md"], "Whose words go through whom")
        for source_id, times in articles.items():
            assert re.search(
                rf"article {source_id.split('_')[0]}\b[^,;]*?\({times}\)|article {source_id.split('_')[0]}: {times}",
                part,
            )
