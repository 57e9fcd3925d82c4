"""Corroboration, guarantees, timeline and actors in a browser: words in their direction, filters without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from musnad.document import book

ROOT = Path(__file__).parents[2]
PAGES = ("corroboration.html", "guarantees.html", "timeline.html", "actors/index.html", "actors/zelenskyy.html")


@pytest.fixture(scope="module")
def released() -> book.Book:
    return book.read(ROOT / "data")


def test_every_version_shows_the_words_of_its_claim_in_their_direction(
    page: Page, site_url: str, released: book.Book
) -> None:
    page.goto(f"{site_url}corroboration.html")
    shown = page.eval_on_selector_all(
        ".version .said-words", "all => all.map(one => [one.textContent, getComputedStyle(one).direction])"
    )
    members = [one["claim_id"] for row in released.tables["clusters"] for one in row["members"]]
    claims = [released.row("claims", claim_id) for claim_id in members]
    directions = {row["source_id"]: row["script_direction"] for row in released.articles}
    assert sorted(map(tuple, shown)) == sorted((one["content"], directions[one["source_id"]]) for one in claims)


def test_marked_words_keep_their_letters_joined(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}corroboration.html")
    widths = page.eval_on_selector_all(
        ".version mark",
        """all => all.map(one => {
          const style = getComputedStyle(one);
          return ["paddingLeft", "paddingRight", "marginLeft", "marginRight", "borderLeftWidth", "letterSpacing"]
            .map(name => parseFloat(style[name]) || 0);
        })""",
    )
    assert widths
    assert not any(any(one) for one in widths)


@pytest.mark.parametrize("script", [True, False])
def test_the_overview_is_filtered_by_keyboard_with_and_without_script(
    open_page: Callable[..., Page], site_url: str, released: book.Book, script: bool
) -> None:
    page = open_page(java_script_enabled=script)
    page.goto(f"{site_url}corroboration.html")
    rows = page.locator("tr[data-support]:visible")
    assert rows.count() == len(released.tables["clusters"])
    page.locator('input[value="all"]').focus()
    page.keyboard.press("ArrowRight")
    contested = [row for row in released.tables["clusters"] if row["support"] == "contested"]
    assert rows.count() == len(contested) > 0


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_screen_scrolls_boxes_and_never_the_page(
    open_page: Callable[..., Page], site_url: str, name: str
) -> None:
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(site_url + name)
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for box in page.locator(".scrolls").all():
        assert box.get_attribute("tabindex") == "0"
        assert box.get_attribute("aria-label")


def test_words_of_a_drawing_stay_in_their_boxes(page: Page, site_url: str) -> None:
    for name in ("corroboration.html", "guarantees.html", "actors/reuters.html"):
        page.goto(site_url + name)
        outside = page.eval_on_selector_all(
            "svg.drawn .drawn-box + text",
            """all => all.filter(one => {
              const words = one.getBBox(), box = one.previousElementSibling.getBBox();
              return words.x < box.x || words.x + words.width > box.x + box.width
                || words.y < box.y || words.y + words.height > box.y + box.height;
            }).map(one => one.textContent)""",
        )
        assert outside == [], name


def test_from_who_is_bound_one_comes_to_the_words_and_from_there_to_the_article(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}guarantees.html")
    page.locator('.duty-name a[href="#ceasefire-monitoring"]').click()
    assert page.evaluate("location.hash") == "#ceasefire-monitoring"
    evidence = page.locator('[aria-label="Evidence: Ceasefire monitoring and verification"] .evidence a').first
    words = evidence.inner_text()
    evidence.click()
    page.wait_for_url("**/articles/**")
    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert anchor.startswith("clm_")
    assert page.locator(f"#{anchor}").count() == 1
    assert words in page.locator(".article").first.inner_text().replace("\n", " ")


def test_words_of_the_articles_stand_upright(page: Page, site_url: str) -> None:
    for name in PAGES:
        page.goto(site_url + name)
        slanted = page.eval_on_selector_all(
            "bdi[lang=ar], bdi[lang=he]",
            "all => all.filter(one => getComputedStyle(one).fontStyle !== 'normal').map(one => one.textContent)",
        )
        assert slanted == [], name


def test_what_is_wider_than_a_phone_says_so_and_nothing_else_does(
    open_page: Callable[..., Page], site_url: str
) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    said = """all => all.map(one => [one.scrollWidth > one.clientWidth + 1,
      getComputedStyle(one, "::before").content.includes("scroll sideways")])"""
    found = []
    for name in PAGES:
        page.goto(site_url + name)
        boxes = page.eval_on_selector_all(".scrolls", said)
        assert all(wide == told for wide, told in boxes), name
        found += boxes
    assert any(wide for wide, _ in found)


def test_a_phone_shows_what_a_cluster_comes_to_and_every_score_without_scrolling(
    open_page: Callable[..., Page], site_url: str
) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site_url}corroboration.html")
    chips = page.eval_on_selector_all(
        "tr[data-support] .said-chip", "all => all.map(one => one.getBoundingClientRect().right)"
    )
    assert chips
    assert max(chips) <= 390
    page.goto(f"{site_url}evaluation.html")
    dots = page.eval_on_selector_all(".chart circle", "all => all.map(one => one.getBoundingClientRect().right)")
    assert dots
    assert max(dots) <= 390
