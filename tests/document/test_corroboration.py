"""The page of corroboration: every cluster, its versions in their words, and what they come to."""

from __future__ import annotations

import html
import re
from copy import deepcopy
from pathlib import Path

import pytest

from musnad.document import book, corroboration, said
from musnad.document.book import Book
from musnad.document.roots import OWN_VOICE, Roots
from musnad.records import Row

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def page(released: Book) -> str:
    return corroboration.pages(released)["corroboration.md"]


def words(page: str) -> str:
    """What a reader sees of a page."""
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def test_every_cluster_has_its_anchor_and_its_proposition(released: Book, page: str) -> None:
    for row in released.tables["clusters"]:
        assert page.count(f"{{: #{row['cluster_id']} }}") == 1
        assert row["proposition"] in words(page)


def test_every_member_is_shown_in_its_words_and_linked(released: Book, page: str) -> None:
    seen = words(page)
    for row in released.tables["clusters"]:
        for member in row["members"]:
            claim = released.row("claims", member["claim_id"])
            assert claim["content"] in seen
            assert f"articles/{claim['source_id']}.html#{claim['claim_id']}" in page


def test_the_words_that_differ_are_marked_in_their_version(released: Book) -> None:
    groups = corroboration.groups(released, Roots(released))
    shown = {one.row["cluster_id"]: one for group in groups for one in group.clusters}
    versions = {one.claim["local_id"]: one for one in shown["us-leads-ceasefire-monitoring"].versions}
    us_leads = versions["us-leads-monitoring"]
    marked = [piece.words for piece in said.pieces(us_leads.claim, us_leads.differing) if piece.marked]
    assert marked == ["בהשתתפות בינלאומית"]


def test_a_narrower_cluster_stands_directly_below_the_wider_one(released: Book) -> None:
    for group in corroboration.groups(released, Roots(released)):
        above: list[str] = []
        for one in group.clusters:
            above = above[: one.depth]
            assert one.row["part_of"] == (above[-1] if above else None)
            above.append(one.row["cluster_id"])


def test_the_contested_and_the_single_root_ones_come_first(released: Book) -> None:
    order = [group.support for group in corroboration.groups(released, Roots(released))]
    assert order == [support for support in corroboration.URGENCY if support in order]


def test_the_head_counts_what_the_table_holds(released: Book, page: str) -> None:
    rows, roots = released.tables["clusters"], Roots(released)
    found = corroboration.finding(rows, roots, released)
    single = sum(row["support"] == "single_root" for row in rows)
    assert found["single_root"] + found["own_voice"] + found["unnamed"] == single
    assert found["own_voice"] == sum(row["support"] == "single_root" and own(released, row) for row in rows) > 0
    assert f"**{found['single_root']}** lead back to one root, by name" in page
    assert f"**{found['own_voice']}** are told by the articles in their own voice" in page


def own(released: Book, cluster: Row) -> bool:
    """Whether no member that counts has anybody behind it but its article."""
    claims = [(released.row("claims", one["claim_id"]), one["relation"]) for one in cluster["members"]]
    return all(claim["chain_status"] == "author" for claim, relation in claims if said.counting(claim, relation))


def test_the_heading_counts_as_the_filter_does(released: Book, page: str) -> None:
    for group in corroboration.groups(released, Roots(released)):
        everywhere = sum(row["support"] == group.support for row in released.tables["clusters"])
        here = sum(one.row["support"] == group.support for one in group.clusters)
        assert here + group.elsewhere == everywhere
        assert here + group.others == len(group.clusters)
        heading = re.findall(rf"\n## [^\n]* \({here}\)\n\n(.*)", page)
        assert any(f"so {group.others} with another support" in line for line in heading) == bool(group.others)


def test_a_cluster_without_a_root_says_why(released: Book, page: str) -> None:
    for row in released.tables["clusters"]:
        if not row["n_roots"]:
            part = page.split(f"{{: #{row['cluster_id']} }}")[1].split("\n### ")[0]
            assert "0 independent roots</b> (no source that agrees with it commits itself" in part


def test_a_draft_is_marked_as_the_coalition_that_issued_it_and_an_author_as_nobody(released: Book) -> None:
    roots = Roots(released)
    claims = {row["local_id"]: row for row in released.tables["claims"]}
    assert roots.root(claims["us-leads-monitoring"]) == "coalition-of-the-willing"
    assert roots.root(next(row for row in claims.values() if row["chain_status"] == "author")) == OWN_VOICE


def test_overlapping_marks_are_one_and_the_words_stay_whole() -> None:
    claim = {"spans": [{"start": 10, "end": 20, "quote": "אבגדהוזחטי"}, {"start": 30, "end": 32, "quote": "כל"}]}
    found = said.pieces(claim, [(12, 15), (14, 17), (31, 32)])
    assert [tuple(piece) for piece in found] == [
        ("אב", False),
        ("גדהוז", True),
        ("חטי", False),
        (" … ", False),
        ("כ", False),
        ("ל", True),
    ]


def test_another_corpus_and_one_without_clusters_have_the_page_too(built_corpus: Path) -> None:
    small = book.read(built_corpus)
    assert "{: #ukraine-signs }" in corroboration.pages(small)["corroboration.md"]
    bare = Book(small.manifest, {**small.tables, "clusters": []})
    assert "no clusters yet" in corroboration.pages(bare)["corroboration.md"]


def test_a_member_without_a_proposition_and_with_markup_shows_its_words(released: Book) -> None:
    tables = deepcopy(released.tables)
    claim_id = tables["clusters"][0]["members"][0]["claim_id"]
    claim = next(row for row in tables["claims"] if row["claim_id"] == claim_id)
    claim["proposition"] = None
    claim["spans"] = [{"start": 0, "end": 9, "quote": "<b>رويترز"}]
    page = corroboration.pages(Book(released.manifest, tables))["corroboration.md"]
    assert "&lt;b&gt;رويترز" in page
    assert "<b>رويترز" not in page
