"""The page of an article in a browser: words marked where the tables say, letters joined, every choice a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import build_site
from browser.server import serving
from musnad import publish
from musnad.document import book
from musnad.document.book import Book
from musnad.records import Row

ROOT = Path(__file__).parents[2]
DATA = book.read(ROOT / "data")
ARTICLES = [source["source_id"] for source in DATA.articles]
HEBREW, ARABIC = (next(s["source_id"] for s in DATA.articles if s["language"] == code) for code in ("he", "ar"))
PHONE = {"width": 390, "height": 844}

MARKED = """() => {
  const found = {};
  for (const one of document.querySelectorAll(".article-text a:not(.sen-link)"))
    for (const layer of ["claim", "speaker", "cue", "condition", "mention", "date"])
      for (const row of (one.dataset[layer] ?? "").split(" ").filter(Boolean))
        found[`${layer} ${row}`] = (found[`${layer} ${row}`] ?? "") + one.textContent;
  return found;
}"""

# The words of each line of prose, from the first to the last, with where they begin.
LINES = """() => {
  const lines = [], walker = document.createTreeWalker(document.querySelector(".article-text"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (!node.parentElement.closest(".sen-prose")) continue;
    for (const word of node.data.matchAll(/[\\p{Script=Arabic}\\p{Script=Hebrew}]{3,}/gu)) {
      const range = new Range();
      range.setStart(node, word.index), range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect(), line = lines.at(-1);
      if (line && Math.abs(line.top - box.top) < 4) line.lefts.push(box.left);
      else lines.push({ top: box.top, lefts: [box.left] });
    }
  }
  return lines.map((line) => line.lefts);
}"""

# Words that a mark begins or ends inside, and how wide each is: as the page shows it, and unmarked in the same place.
SPLIT_WORDS = """() => {
  const letter = /[\\p{Script=Arabic}\\p{Script=Hebrew}]/u, found = [];
  for (const mark of document.querySelectorAll(".article-text a:not(.sen-link)")) {
    const before = mark.previousSibling, host = before?.nodeType === 1 ? before.firstChild : before;
    if (!host?.data || mark.childNodes.length !== 1) continue;
    const head = host.data.match(/[\\p{L}\\p{M}]+$/u)?.[0], tail = mark.firstChild.data.match(/^[\\p{L}\\p{M}]+/u)?.[0];
    const goesOn = tail?.length === mark.firstChild.data.length && letter.test(mark.nextSibling?.textContent[0] ?? " ");
    if (!head || !tail || !letter.test(head) || goesOn) continue;
    const range = new Range();
    range.setStart(host, host.data.length - head.length), range.setEnd(mark.firstChild, tail.length);
    const boxes = [...range.getClientRects()];
    if (Math.max(...boxes.map((box) => box.top)) - Math.min(...boxes.map((box) => box.top)) > 2) continue;
    const plain = document.createElement("span");
    plain.style.position = "absolute";
    plain.textContent = head + tail;
    mark.closest(".sen").append(plain);
    found.push([head + tail, range.getBoundingClientRect().width, plain.getBoundingClientRect().width]);
    plain.remove();
  }
  return found;
}"""

ABOVE_THE_SHEET = """() => {
  const [words, sheet] = [".lit", ".article-side"].map((name) => document.querySelector(name).getBoundingClientRect());
  return words.bottom < sheet.top;
}"""


def at(source_id: str, anchor: str = "") -> str:
    return f"articles/{source_id}.html{'#' if anchor else ''}{anchor}"


def long_claim(source_id: str) -> Row:
    """A claim far down in its article that is attributed to somebody with a cue."""
    return [row for row in DATA.of_article("claims", source_id) if row["cue"] and len(row["attribution"]) > 1][-1]


def quotes(release: Book, source: Row) -> Iterator[tuple[str, str]]:
    """What the tables say of the words of an article, named as the page names its marks."""
    for claim in release.of_article("claims", source["source_id"]):
        name = claim["claim_id"]
        yield f"claim {name}", "".join(source["text"][s["start"] : s["end"]] for s in merged(claim["spans"]))
        if claim["condition"]:
            yield f"condition {name}", claim["condition"]
        for hop in claim["attribution"]:
            if hop["quote"]:
                yield f"speaker {name}.{hop['hop']}", hop["quote"]
            if hop["cue_spans"]:
                cue = "".join(source["text"][one["start"] : one["end"]] for one in hop["cue_spans"])
                yield f"cue {name}.{hop['hop']}", cue
    for layer, table in (("mention", "mentions"), ("date", "dates")):
        for row in release.of_article(table, source["source_id"]):
            yield f"{layer} {row[f'{layer}_id']}", row["quote"]


def merged(spans: list[Row]) -> list[Row]:
    return sorted(spans, key=lambda span: int(span["start"]))


@pytest.mark.parametrize("source_id", ARTICLES)
def test_the_words_marked_are_the_quotes_of_the_tables(source_id: str, site_url: str, page: Page) -> None:
    page.goto(site_url + at(source_id))
    assert page.evaluate(MARKED) == dict(quotes(DATA, DATA.row("sources", source_id)))


@pytest.mark.parametrize("source_id", [ARABIC, HEBREW])
def test_words_run_from_right_to_left(source_id: str, site_url: str, page: Page) -> None:
    page.goto(site_url + at(source_id))
    lines = [lefts for lefts in page.evaluate(LINES) if len(lefts) > 2]
    assert len(lines) > 5
    assert all(lefts == sorted(lefts, reverse=True) for lefts in lines)


@pytest.mark.parametrize("source_id", ARTICLES)
def test_a_highlight_inside_a_word_keeps_its_letters_joined(source_id: str, site_url: str, page: Page) -> None:
    page.goto(site_url + at(source_id))
    page.evaluate("document.fonts.ready")
    words = page.evaluate(SPLIT_WORDS)
    assert len(words) > 3
    assert [word for word, marked, plain in words if abs(marked - plain) > 1] == []


def test_choosing_words_chooses_their_claim_and_shows_its_chain(site_url: str, page: Page) -> None:
    claim = long_claim(ARABIC)
    page.goto(site_url + at(ARABIC))
    card = page.locator(f"#{claim['claim_id']}")
    expect(card.locator(".chain")).to_be_hidden()
    page.locator(f"[data-cue~='{claim['claim_id']}.1']").first.click()
    expect(page.locator(".claim.chosen .chain")).to_be_visible()
    chosen = page.locator(".claim.chosen").get_attribute("id")
    assert page.url.endswith(f"#{chosen}")
    card.locator(".claim-head").click()
    expect(card.locator(".hop")).to_have_count(len(claim["attribution"]))
    assert "".join(page.locator(".article-text .lit").all_text_contents()) == "".join(
        span["quote"] for span in merged(claim["spans"])
    )
    page.keyboard.press("Escape")
    expect(page.locator(".lit, .claim.chosen")).to_have_count(0)
    assert "#" not in page.url


def test_words_that_name_an_actor_or_a_time_say_whom_and_when(site_url: str, page: Page) -> None:
    page.goto(site_url + at(ARABIC))
    mention = DATA.of_article("mentions", ARABIC)[0]
    page.locator(f"[data-mention~='{mention['mention_id']}']").first.click()
    expect(page.locator(".here-mention")).to_contain_text(DATA.row("actors", mention["actor_id"])["name"])
    date = next(row for row in DATA.of_article("dates", ARABIC) if row["anchor"] and row["rule"])
    page.locator(f"[data-date~='{date['date_id']}']").first.click()
    told = page.locator(".here-date")
    for words in (date["value"], date["anchor"], date["rule"], date["status"]):
        expect(told).to_contain_text(words)


def test_words_for_a_source_say_whose_claims_they_carry(site_url: str, page: Page) -> None:
    claim = long_claim(ARABIC)
    hop = claim["attribution"][0]
    page.goto(site_url + at(ARABIC, f"at-{hop['start']}"))
    told = page.locator(".here-claim", has=page.locator(f"[href='#{claim['claim_id']}']"))
    expect(told).to_contain_text("source of")


def test_the_keyboard_walks_through_the_claims(site_url: str, page: Page) -> None:
    claims = [row["claim_id"] for row in DATA.of_article("claims", HEBREW)]
    page.goto(site_url + at(HEBREW))
    chosen = page.locator(".claim.chosen")
    for key, number in (("j", 0), ("j", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("k", 0), ("k", 0)):
        page.keyboard.press(key)
        expect(chosen).to_have_id(claims[number])
        expect(chosen.locator(".claim-head")).to_be_focused()
    page.keyboard.press("Escape")
    expect(chosen).to_have_count(0)


def test_a_link_to_a_row_chooses_it_and_brings_its_words_into_view(site_url: str, page: Page) -> None:
    claim, mention, date = (
        long_claim(HEBREW),
        DATA.of_article("mentions", HEBREW)[-1],
        DATA.of_article("dates", HEBREW)[-1],
    )
    sentence = DATA.of_article("sentences", HEBREW)[-1]
    for anchor, first in (
        (claim["claim_id"], f"[data-claim~='{claim['claim_id']}']"),
        (mention["mention_id"], f"[data-mention~='{mention['mention_id']}']"),
        (date["date_id"], f"[data-date~='{date['date_id']}']"),
        (sentence["sentence_id"], f"#{sentence['sentence_id']}"),
        (f"at-{claim['cue_start']}", f"#at-{claim['cue_start']}"),
    ):
        page.goto("about:blank")
        page.goto(site_url + at(HEBREW, anchor))
        words = page.locator(f".article-text {first}").first
        expect(words).to_have_class(re.compile(r"\blit\b"))
        expect(words).to_be_in_viewport()
        expect(page.locator(".side-bar")).to_be_visible()


def test_an_anchor_that_is_no_row_chooses_nothing(site_url: str, page: Page) -> None:
    for anchor in ("mentions", "clm_000000000000"):
        page.goto("about:blank")
        page.goto(site_url + at(HEBREW, anchor))
        expect(page.locator(".article.live")).to_have_count(1)
        expect(page.locator(".choosing, .lit, .side-bar:visible")).to_have_count(0)


def test_the_link_to_what_is_chosen_can_be_copied(site_url: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + at(HEBREW))
    page.keyboard.press("j")
    page.get_by_role("button", name="Copy link").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert copied.endswith(f"#{DATA.of_article('claims', HEBREW)[0]['claim_id']}")


def test_a_layer_that_is_switched_off_stays_off(site_url: str, page: Page) -> None:
    page.goto(site_url + at(ARABIC))
    shown = "element => getComputedStyle(element).backgroundImage"
    cue = page.locator(".article-text [data-cue]:not([data-claim], [data-speaker], [data-mention])").first
    assert "gradient" in cue.evaluate(shown)
    page.get_by_role("checkbox", name="Cues").click()
    assert "gradient" not in cue.evaluate(shown)
    page.goto(site_url + at(HEBREW))
    expect(page.get_by_role("checkbox", name="Cues")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="Claims")).to_be_checked()
    page.keyboard.press("1")
    expect(page.get_by_role("checkbox", name="Claims")).not_to_be_checked()


def test_layers_at_the_same_words_all_show(site_url: str, page: Page) -> None:
    page.goto(site_url + at(ARABIC))
    both = page.locator(".article-text [data-speaker][data-mention]").first
    images = both.evaluate("element => getComputedStyle(element).backgroundImage.match(/gradient/g).length")
    assert images >= 2


def test_colours_follow_the_scheme(site_url: str, open_page: Callable[..., Page]) -> None:
    def seen(scheme: str) -> list[str]:
        page = open_page(color_scheme=scheme)
        page.goto(site_url + at(ARABIC, long_claim(ARABIC)["claim_id"]))
        lit = page.locator(".article-text .lit").first
        return lit.evaluate("e => ['color', 'backgroundColor'].map(name => getComputedStyle(e)[name])")

    light, dark = seen("light"), seen("dark")
    assert light[0] != dark[0]
    assert light[1] != dark[1]


def test_on_a_phone_the_claim_is_a_sheet_below_its_words(site_url: str, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE)
    for source_id in (ARABIC, HEBREW):
        claim = long_claim(source_id)
        page.goto(site_url + at(source_id))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.goto(site_url + at(source_id, claim["claim_id"]))
        words, sheet = page.locator(".article-text .lit").first, page.locator(".article-side")
        expect(words).to_be_in_viewport()
        page.wait_for_function(ABOVE_THE_SHEET)
        box = sheet.bounding_box()
        assert box
        assert box["y"] + box["height"] == pytest.approx(PHONE["height"], abs=1)
        page.get_by_role("button", name="Let go").click()
        expect(page.locator(".lit")).to_have_count(0)


def test_without_javascript_words_lead_to_cards_and_every_card_is_open(
    site_url: str, open_page: Callable[..., Page]
) -> None:
    page, claim = open_page(java_script_enabled=False), long_claim(ARABIC)
    page.goto(site_url + at(ARABIC))
    assert page.locator(".claim .chain").count() == len(DATA.of_article("claims", ARABIC))
    expect(page.locator(".claim .chain").last).to_be_visible()
    words = page.locator(f".article-text a[href='#{claim['claim_id']}']").first
    words.click()
    card = page.locator(f"#{claim['claim_id']}")
    expect(card).to_be_in_viewport()
    assert card.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.get_by_role("checkbox", name="Claims").click()
    assert page.locator(".even").first.evaluate("e => getComputedStyle(e).getPropertyValue('--even')") == ""


def test_on_paper_every_card_is_open(site_url: str, page: Page) -> None:
    page.goto(site_url + at(HEBREW))
    page.emulate_media(media="print")
    expect(page.locator(".claim .chain").first).to_be_visible()
    expect(page.locator(".article-bar")).to_be_hidden()


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE}], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_keeps_nobody_out(
    scheme: str, options: dict[str, Any], site_url: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(color_scheme=scheme, reduced_motion="reduce", **options)
    page.goto(site_url + at(ARABIC, long_claim(ARABIC)["claim_id"]))
    page.locator(".article-text [data-mention][data-claim]").first.click()
    found = Axe().run(page).response["violations"]
    serious = [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == []


HOSTILE = (
    "</p></div></a> <script>document.title = 'run'</script> <img src=x onerror=\"document.title = 'run'\"> "
    "{{ config }} {% raw %} <style>*{display:none}</style> &lt;b&gt; \u202eهنا\u202c"
)

HOSTILE_LINE = HOSTILE.replace("\u202e", "").replace("\u202c", "")
"""What a column of one line takes: no controls are let in there."""


@pytest.fixture(scope="module")
def hostile_url(built_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one article that would do harm, if it could, in its text and in what is said of it."""
    place, release = tmp_path_factory.mktemp("hostile"), book.read(built_corpus)
    source = release.articles[0] | {"text": HOSTILE, "title": HOSTILE_LINE, "note": HOSTILE_LINE}
    sentence = release.of_article("sentences", source["source_id"])[0]
    sentence = sentence | {"start": 0, "end": len(HOSTILE), "quote": HOSTILE}
    tables = {table: [] for table in release.tables} | {"sources": [source], "sentences": [sentence]}
    with publish.stage(tables, place / "data") as staged:
        publish.exchange(staged, place / "data")
    with serving(build_site(place / "data", place)) as url:
        yield url


def test_an_article_that_contains_markup_does_nothing_but_show_it(hostile_url: str, page: Page) -> None:
    page.goto(f"{hostile_url}articles/index.html")
    page.locator(".article-card-title").click()
    shown = HOSTILE.replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]")
    expect(page.locator(".article-text")).to_be_visible()
    assert page.locator(".article-text .sen").text_content() == shown
    expect(page.locator("article :is(.article, h1) :is(img, style, script:not([type=module]))")).to_have_count(0)
    assert page.title() != "run"


@pytest.mark.parametrize("width", [1400, 1100, 390])
def test_a_heading_from_right_to_left_begins_where_its_text_does(
    open_page: Callable[..., Page], site_url: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    for source in ARTICLES:
        page.goto(f"{site_url}articles/{source}.html")
        right = "one => one.getBoundingClientRect().right"
        heading, text = (page.locator(one).evaluate(right) for one in ("h1.headline", ".article-text"))
        assert abs(heading - text) < 2
        assert page.locator("h1.headline").evaluate("one => getComputedStyle(one).textAlign") == "start"


def test_a_title_from_right_to_left_keeps_its_beginning_in_the_header(
    open_page: Callable[..., Page], site_url: str
) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site_url}articles/{ARTICLES[0]}.html")
    title = page.locator(".md-header__topic").last.locator(".md-ellipsis")
    assert title.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert title.evaluate("one => one.scrollWidth > one.clientWidth")
