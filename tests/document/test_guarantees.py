"""The page of the guarantees: every component, who would be bound to what, and the words behind every value."""

from __future__ import annotations

import html
import itertools
import re
import xml.etree.ElementTree as ET
from copy import deepcopy
from pathlib import Path

import pytest
from markupsafe import escape

from musnad.document import book, guarantees, system
from musnad.document.book import Book

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def page(released: Book) -> str:
    return guarantees.pages(released)["guarantees.md"]


def words(page: str) -> str:
    """What a reader sees of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def duty(page: str, name: str) -> str:
    """What the page says of who would be bound by one component."""
    return words(re.findall(rf'<section class="duty[^>]*aria-label="{re.escape(name)}">.*?</section>', page, re.S)[0])


def test_every_piece_of_evidence_stands_in_its_words_and_leads_to_its_claim(released: Book, page: str) -> None:
    for row in released.tables["provisions"]:
        part = page.split(f"{{: #{row['provision_id']} }}")[1].split("\n### ")[0]
        for one in row["evidence"]:
            assert one["quote"] in html.unescape(part)
            assert f"articles/{one['source_id']}.html#{one['claim_id']}" in part


def test_one_reads_who_is_bound_to_monitor_a_ceasefire_and_when(page: str) -> None:
    said = duty(page, "Ceasefire monitoring and verification")
    assert "Lead: United States. Taking part: Members of the Coalition of the Willing" in said
    assert "Ceasefire in force A ceasefire takes effect." in said
    assert "drafted" in said


def test_what_is_said_of_the_wider_component_never_passes_for_what_is_said_of_the_narrower(
    released: Book, page: str
) -> None:
    assert re.search(
        r"Not said of it\. Said of [^:]*, of which it is a part: Ukraine's allies", duty(page, "Additional sanctions")
    )
    for row in released.tables["provisions"]:
        if row["kind"] in guarantees.DUTIES and not row["legal_forces"]:
            binding = duty(page, str(escape(row["name"]))).split("How binding")[1]
            assert binding.startswith(("Not said of it.", "The articles do not say."))


def test_what_a_component_is_stands_in_the_words_of_its_claims_with_its_parts(released: Book, page: str) -> None:
    for row in released.tables["provisions"]:
        if row["kind"] in guarantees.DUTIES:
            what = duty(page, str(escape(row["name"]))).split("What")[1]
            assert any(released.row("claims", one)["proposition"] in what for one in row["claim_ids"])
            parts = [one["name"] for one in released.tables["provisions"] if one["part_of"] == row["provision_id"]]
            assert all(name in what for name in parts)


def test_parties_of_which_one_belongs_to_another_are_told_to(released: Book, page: str) -> None:
    joined = [
        (one, other)
        for row in released.tables["provisions"]
        if row["kind"] in guarantees.DUTIES
        for one, other in itertools.permutations([*row["lead_ids"], *row["participant_ids"]], 2)
        if released.row("actors", one)["part_of"] == other
    ]
    assert joined
    for one, other in joined:
        names = [released.row("actors", actor_id)["name"] for actor_id in (one, other)]
        assert f"{names[0]} is part of {names[1]}" in words(page)


def test_demands_and_objections_oblige_nobody(released: Book, page: str) -> None:
    bound = set(re.findall(r'<section class="duty[^>]*aria-label="([^"]*)">', page))
    assert {html.unescape(name) for name in bound} == {
        row["name"] for row in released.tables["provisions"] if row["kind"] in guarantees.DUTIES
    }


def test_the_drawing_holds_every_component_and_none_overlaps_its_neighbour(released: Book) -> None:
    found = system.components(released.tables["provisions"])
    picture = ET.fromstring(system.drawing(released, found))
    boxes = [
        tuple(float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        for box in picture.iter("rect")
        if "drawn-box" in box.attrib["class"]
    ]
    assert len(boxes) == len(released.tables["provisions"])
    for left, top, across, down in boxes:
        for x, y, width, height in boxes:
            apart = x >= left + across or x + width <= left or y >= top + down or y + height <= top
            inside = left <= x and top <= y and x + width <= left + across and y + height <= top + down
            around = x <= left and y <= top and left + across <= x + width and top + down <= y + height
            assert apart or inside or around


def test_a_component_stands_below_the_one_that_it_is_part_of(released: Book) -> None:
    above: list[str] = []
    for one, depth in system.outline(system.components(released.tables["provisions"])):
        above = above[:depth]
        assert one.row["part_of"] == (above[-1] if above else None)
        above.append(one.row["provision_id"])


def test_another_corpus_and_one_without_provisions_have_the_page_too(built_corpus: Path) -> None:
    small = book.read(built_corpus)
    assert "{: #signature }" in guarantees.pages(small)["guarantees.md"]
    bare = Book(small.manifest, {**small.tables, "provisions": []})
    assert "has no provisions" in guarantees.pages(bare)["guarantees.md"]


def test_markup_in_a_name_is_shown_and_not_obeyed(released: Book) -> None:
    tables = deepcopy(released.tables)
    tables["provisions"][0]["name"] = "<img src=x> **x** {: #y }"
    page = guarantees.pages(Book(released.manifest, tables))["guarantees.md"]
    assert "<img" not in page
    assert "### &#60;img src=x&#62; &#42;&#42;x" in page
