"""The page to explore: what is shown, what the address says and what is downloaded are what the table holds."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import polars as pl
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Watch, build_site
from browser.server import serving

DATA = Path(__file__).parents[2] / "data"
CLAIMS = pl.read_parquet(DATA / "claims.parquet")
SUPPORT = pl.read_parquet(DATA / "clusters.parquet")["cluster_id", "support"]
ALL = CLAIMS.join(SUPPORT, on="cluster_id", how="left")
BARE, MARKED = "ضمانات", "ضَمَانَات"
HEBREW, POINTED = "ערבויות", "עַרְבוּיּוֹת"


class Explorer:
    """The page as a reader handles it."""

    def __init__(self, page: Page, site_url: str) -> None:
        self.page = page
        self.url = f"{site_url}explore.html"

    def open(self, **chosen: str | list[str]) -> Explorer:
        self.page.goto(f"{self.url}?{urlencode(chosen, doseq=True)}" if chosen else self.url)
        expect(self.page.locator(".explore-ready")).to_be_visible()
        return self

    def box(self, facet: str, value: str) -> Locator:
        return self.page.locator(f'[data-facet="{facet}"] input[type=checkbox][value="{value}"]')

    def tick(self, facet: str, value: str) -> None:
        details = self.page.locator(f'[data-facet="{facet}"]')
        if details.get_attribute("open") is None:
            details.locator("summary").click()
        self.box(facet, value).check()

    def search(self, words: str) -> None:
        self.page.locator("[name=words]").fill(words)

    @property
    def summary(self) -> str:
        return self.page.locator(".explore-summary").inner_text()

    def count(self) -> int:
        said = self.summary.split()
        return 0 if said[0] == "No" else int((said[1] if said[0] == "All" else said[0]).replace(",", ""))

    def ids(self) -> list[str]:
        """The claims that are left, in order, all of them drawn."""
        self.page.locator(".explore-more").evaluate("more => { while (!more.hidden) more.click() }")
        return self.page.locator(".hits .claim").evaluate_all("them => them.map(one => one.dataset.claim)")

    def download(self, kind: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.locator(f"[data-download={kind}]").click()
        return Path(waiting.value.path()).read_bytes()


@pytest.fixture
def explorer(page: Page, site_url: str) -> Explorer:
    return Explorer(page, site_url)


def ids(*conditions: pl.Expr) -> set[str]:
    return set(ALL.filter(*conditions)["claim_id"])


SPEAKER = ALL["speaker_ids"].explode().drop_nulls().mode().sort()[0]
ROOT = ALL["root_ids"].explode().drop_nulls().mode().sort()[0]
PROVISION = ALL["provision_ids"].explode().drop_nulls().mode().sort()[0]
BACKED = ALL["support"].drop_nulls().mode().sort()[0]
ARTICLE = ALL["source_id"].sort()[0]

CHOICES: dict[str, tuple[dict[str, str | list[str]], list[pl.Expr]]] = {
    "everything": ({}, []),
    "article": ({"article": ARTICLE}, [pl.col("source_id") == ARTICLE]),
    "language": ({"language": "he"}, [pl.col("language") == "he"]),
    "kind": ({"kind": ["plan", "demand"]}, [pl.col("kind").is_in(["plan", "demand"])]),
    "speaker": ({"speaker": SPEAKER}, [pl.col("speaker_ids").list.contains(SPEAKER)]),
    "nobody": ({"speaker": "-"}, [pl.col("speaker_ids").list.len() == 0]),
    "root": ({"root": ROOT}, [pl.col("root_ids").list.contains(ROOT)]),
    "provision": ({"provision": PROVISION}, [pl.col("provision_ids").list.contains(PROVISION)]),
    "factuality": ({"factuality": "CT-"}, [pl.col("factuality") == "CT-"]),
    "chain": ({"chain": "implicit"}, [pl.col("chain_status") == "implicit"]),
    "support": ({"support": BACKED}, [pl.col("support") == BACKED]),
    "no cluster": ({"support": "-"}, [pl.col("support").is_null()]),
    "published": (
        {"from": "2025-08-30", "to": "2026-01-06"},
        [pl.col("published").str.slice(0, 10).is_between(pl.lit("2025-08-30"), pl.lit("2026-01-06"))],
    ),
    "told of": (
        {"of": "time", "from": "2025-08-19", "to": "2025-08-20"},
        [pl.col("time_earliest") <= "2025-08-20", pl.col("time_latest") >= "2025-08-19"],
    ),
    "several": (
        {"language": "ar", "kind": "plan", "factuality": ["CT+", "PR+"]},
        [pl.col("language") == "ar", pl.col("kind") == "plan", pl.col("factuality").is_in(["CT+", "PR+"])],
    ),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_an_address_leaves_the_claims_that_the_table_gives_for_it(explorer: Explorer, choice: str) -> None:
    asked, conditions = CHOICES[choice]
    wanted = ids(*conditions)
    assert wanted
    explorer.open(**asked)
    assert explorer.count() == len(wanted)
    assert set(explorer.ids()) == wanted


def test_what_is_ticked_stands_in_the_address_and_comes_back_with_it(explorer: Explorer) -> None:
    explorer.open()
    explorer.tick("kind", "plan")
    explorer.tick("language", "ar")
    left = explorer.ids()
    assert set(left) == ids(pl.col("kind") == "plan", pl.col("language") == "ar")
    assert explorer.page.url == f"{explorer.url}?language=ar&kind=plan"
    explorer.page.reload()
    expect(explorer.box("kind", "plan")).to_be_checked()
    assert explorer.ids() == left


def test_going_back_takes_one_step_back_and_typing_is_one_step(explorer: Explorer) -> None:
    explorer.open()
    explorer.tick("kind", "plan")
    explorer.page.locator("[name=words]").press_sequentially(BARE)
    assert explorer.count() < len(ids(pl.col("kind") == "plan"))
    explorer.page.go_back()
    assert explorer.count() == len(ids(pl.col("kind") == "plan"))
    assert explorer.page.locator("[name=words]").input_value() == ""
    explorer.page.go_back()
    assert explorer.count() == len(ALL)
    expect(explorer.box("kind", "plan")).not_to_be_checked()
    explorer.page.go_forward()
    expect(explorer.box("kind", "plan")).to_be_checked()


def test_a_link_to_a_place_on_the_page_leaves_what_is_drawn_as_it_is(explorer: Explorer) -> None:
    drawn = len(explorer.open(language="ar").ids())
    explorer.page.get_by_role("link", name="about the files").click()
    expect(explorer.page.locator("#the-files")).to_be_in_viewport()
    assert explorer.page.locator(".hits .claim").count() == drawn


def test_beside_each_value_stands_how_many_claims_it_would_leave(explorer: Explorer) -> None:
    explorer.open(language="ar", kind="plan")
    arabic, plans = pl.col("language") == "ar", pl.col("kind") == "plan"
    shown = explorer.page.locator('[data-facet="kind"] li').evaluate_all(
        "them => them.map(one => [one.querySelector('input').value, one.querySelector('.facet-count').textContent])"
    )
    assert {value: int(count) for value, count in shown} == {
        kind: len(ids(arabic, pl.col("kind") == kind)) for kind in ALL["kind"].unique()
    }
    hebrew = explorer.box("language", "he").locator("xpath=..").locator(".facet-count")
    assert int(hebrew.inner_text()) == len(ids(plans, pl.col("language") == "he"))


@pytest.mark.parametrize(
    ("bare", "marked"), [(BARE, MARKED), (HEBREW, POINTED), ('ארה"ב', "ארה״ב"), ("أوكرانيا", "اوكرانيا")]
)
def test_a_word_is_found_with_and_without_its_marks(explorer: Explorer, bare: str, marked: str) -> None:
    holding = ids(pl.col("content").str.contains(bare, literal=True))
    assert holding
    explorer.open(words=bare)
    found = explorer.ids()
    assert holding <= set(found)
    explorer.search(marked)
    assert explorer.ids() == found


def test_what_is_searched_for_is_marked_and_the_words_around_it_are_whole(explorer: Explorer) -> None:
    explorer.open(words=BARE)
    whole = dict(ALL["claim_id", "content"].rows())
    cards = explorer.page.locator(".hits .claim")
    for card in cards.all():
        words = card.locator(".claim-words")
        assert words.text_content() == whole[str(card.get_attribute("data-claim"))]
        assert card.locator("mark").count()
    assert BARE in cards.locator(".claim-words mark").all_text_contents()
    box = cards.locator(".claim-words mark").first.evaluate(
        "one => { const s = getComputedStyle(one); return [s.padding, s.margin, s.letterSpacing] }"
    )
    assert box == ["0px", "0px", "normal"]


def test_words_in_latin_letters_are_found_from_their_beginning(explorer: Explorer) -> None:
    explorer.open(words="PARIS")
    words = pl.read_parquet(DATA / "actors.parquet").explode("names").select("actor_id", pl.col("names").struct["name"])
    named = set(words.filter(pl.col("name").str.contains(r"(?i)\bparis"))["actor_id"])
    hops = pl.col("attribution").list.eval(pl.element().struct["actor_ids"]).list.eval(pl.element().explode())
    voiced = ALL.filter(hops.list.eval(pl.element().is_in(list(named))).list.any())
    assert set(explorer.ids()) == ids(pl.col("proposition").str.contains(r"(?i)\bparis")) | set(voiced["claim_id"])


@pytest.mark.parametrize("typed", ["Reuters", "רויטרס", "رويترز"])
def test_whoever_says_a_claim_or_passes_it_on_is_found_by_name(explorer: Explorer, typed: str) -> None:
    carried = {row["claim_id"] for row in ALL.to_dicts() for hop in row["attribution"] if "reuters" in hop["actor_ids"]}
    explorer.open(words=typed)
    assert carried
    assert carried <= set(explorer.ids())


def test_who_passes_a_claim_on_is_chosen_apart_from_who_began_it(explorer: Explorer) -> None:
    carried = {
        row["claim_id"] for row in ALL.to_dicts() for hop in row["attribution"][1:] if "reuters" in hop["actor_ids"]
    }
    explorer.open(through="reuters")
    assert carried
    assert set(explorer.ids()) == carried


def test_claims_without_an_origin_are_said_to_be_in_the_articles_own_voice(explorer: Explorer) -> None:
    explorer.open(chain="author")
    assert explorer.summary.endswith("in the articles' own voice")
    assert "origin" not in explorer.summary


def test_what_leaves_nothing_says_how_to_get_back(explorer: Explorer) -> None:
    explorer.open(words="קקקקק")
    assert explorer.summary == f"No claim of {len(ALL)} fits all of this. Remove a filter or shorten the search."


def test_an_impersonal_source_is_shown_in_its_words_everywhere(explorer: Explorer, site_url: str) -> None:
    row = next(
        row
        for row in ALL.sort("claim_id").to_dicts()
        if row["chain_status"] == "author" and row["attribution"][0]["surface"]
    )
    told = f"{row['attribution'][0]['surface']} (impersonal)"
    explorer.open(article=row["source_id"], chain="author")
    explorer.ids()
    assert told in explorer.page.locator(f'[data-claim="{row["claim_id"]}"] .claim-way').inner_text()
    explorer.page.goto(f"{site_url}articles/{row['source_id']}.html#{row['claim_id']}")
    card = explorer.page.locator(f"#{row['claim_id']}")
    assert told in card.locator(".claim-who").inner_text()
    assert told in card.locator(".chain").inner_text()


def test_a_claim_leads_to_its_place_and_to_all_it_is_tied_to(explorer: Explorer) -> None:
    row = (
        ALL.filter(pl.col("cluster_id").is_not_null(), pl.col("provision_ids").list.len() > 0)
        .sort("claim_id")
        .row(0, named=True)
    )
    explorer.open(article=row["source_id"])
    explorer.ids()
    card = explorer.page.locator(f'[data-claim="{row["claim_id"]}"]')
    links = card.locator("a").evaluate_all("them => them.map(one => one.getAttribute('href'))")
    assert f"articles/{row['source_id']}.html#{row['claim_id']}" in links
    assert f"articles/{row['source_id']}.html" in links
    assert f"corroboration.html#{row['cluster_id']}" in links
    assert {f"guarantees.html#{one}" for one in row["provision_ids"]} <= set(links)
    assert {f"actors/{one}.html" for hop in row["attribution"] for one in hop["actor_ids"]} <= set(links)
    card.locator("a").first.click()
    expect(explorer.page.locator(f"#{row['claim_id']}")).to_be_visible()


def test_the_order_is_as_chosen(explorer: Explorer) -> None:
    published = dict(ALL["claim_id", "published"].rows())
    explorer.open(sort="newest")
    newest = [published[one][:10] for one in explorer.ids()]
    assert newest == sorted(newest, reverse=True)
    explorer.page.locator("[name=sort]").select_option("happened")
    begun = dict(ALL["claim_id", "time_earliest"].rows())
    happened = [begun[one] or "~" for one in explorer.ids()]
    assert happened == sorted(happened)
    assert "sort=happened" in explorer.page.url


# Downloads


def rows_of(left: list[str]) -> list[dict[str, Any]]:
    rows = {row["claim_id"]: row for row in pq.read_table(DATA / "claims.parquet").to_pylist()}
    return [rows[one] for one in left]


@pytest.mark.parametrize("chosen", [{}, {"kind": "demand", "language": "he"}])
def test_jsonl_holds_the_claims_that_are_left_exactly_as_the_table_does(
    explorer: Explorer, chosen: dict[str, Any]
) -> None:
    left = explorer.open(**chosen).ids()
    lines = explorer.download("jsonl").decode("utf-8").split("\n")
    assert lines.pop() == ""
    rows = [json.loads(line) for line in lines]
    assert rows == rows_of(left)
    assert list(rows[0]) == CLAIMS.columns
    assert all(type(row["start"]) is int for row in rows)


def from_csv(text: bytes) -> list[dict[str, Any]]:
    """The rows of a download, by the rules that the page gives."""
    table = pq.read_schema(DATA / "claims.parquet")
    assert text.startswith(b"\xef\xbb\xbf")
    converting = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(table.names, pa.string()),
        strings_can_be_null=True,
        null_values=[""],
        quoted_strings_can_be_null=False,
    )
    parsing = arrow_csv.ParseOptions(newlines_in_values=True)
    read = arrow_csv.read_csv(io.BytesIO(text), parse_options=parsing, convert_options=converting)
    return [{name: _value(cell, table.field(name).type) for name, cell in row.items()} for row in read.to_pylist()]


def _value(cell: str | None, kind: pa.DataType) -> Any:
    if cell is None:
        return None
    if pa.types.is_string(kind):
        return cell.removeprefix("'")
    return json.loads(cell)


@pytest.mark.parametrize("chosen", [{}, {"kind": "demand", "language": "he"}])
def test_csv_gives_the_same_rows_back(explorer: Explorer, chosen: dict[str, Any]) -> None:
    left = explorer.open(**chosen).ids()
    text = explorer.download("csv")
    assert from_csv(text) == rows_of(left)
    lines = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert lines[0] == CLAIMS.columns
    assert {len(line) for line in lines} == {len(CLAIMS.columns)}


# Everybody, everywhere


def test_the_keyboard_reaches_everything(explorer: Explorer) -> None:
    page = explorer.open().page
    page.locator("[name=words]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-facet]').dataset.facet") == "article"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    chosen = page.evaluate("document.activeElement.value")
    assert explorer.count() == len(ids(pl.col("source_id") == chosen))
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    chip = page.locator(".explore-chosen button").last
    assert chip.inner_text() == "Clear all"
    chip.focus()
    page.keyboard.press("Enter")
    assert explorer.count() == len(ALL)
    assert page.evaluate("document.activeElement.name") == "words"


def test_more_claims_come_when_asked_for_and_the_focus_goes_to_them(explorer: Explorer) -> None:
    page = explorer.open().page
    first = page.locator(".hits > li").count()
    assert first < len(ALL)
    page.locator(".explore-more").press("Enter")
    assert page.locator(".hits > li").count() > first
    assert (
        page.evaluate("[...document.querySelectorAll('.hits > li')].indexOf(document.activeElement.closest('li'))")
        == first
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_whole(open_page: Callable[..., Page], site_url: str, scheme: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True)
    explorer = Explorer(page, site_url).open(words=HEBREW)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(explorer.box("kind", "plan")).to_be_hidden()
    page.locator(".explore-filters > summary").tap()
    explorer.tick("kind", "plan")
    assert set(explorer.ids()) <= ids(pl.col("kind") == "plan")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    serious = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
    assert serious == []


def test_without_scripts_every_claim_stands_in_a_plain_list(open_page: Callable[..., Page], site_url: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}explore.html")
    heads = page.locator(".explore-list tbody tr td:first-child a")
    assert heads.count() == len(ALL)
    assert "make serve" in page.locator(".explore-summary").inner_text()
    expect(page.locator(".explore-form")).to_be_hidden()


def test_data_that_cannot_be_had_is_said_in_words_over_the_plain_list(page: Page, site_url: str, watch: Watch) -> None:
    page.route("**/claims.parquet", lambda route: route.fulfill(status=503))
    page.goto(f"{site_url}explore.html")
    expect(page.locator(".explore-summary")).to_contain_text("claims.parquet cannot be had: the server answers 503")
    assert page.locator(".explore-list tbody td:first-child").count() == len(ALL)
    watch.wrong.clear()


def test_a_file_that_is_no_parquet_is_said_in_words(page: Page, site_url: str, watch: Watch) -> None:
    page.route("**/claims.parquet", lambda route: route.fulfill(body="<html>sign in</html>"))
    page.goto(f"{site_url}explore.html")
    expect(page.locator(".explore-summary")).to_contain_text("claims.parquet cannot be read as Parquet")
    assert len(watch.wrong) == 1
    watch.wrong.clear()


def test_a_page_opened_from_a_file_says_what_it_lacks(open_page: Callable[..., Page], site: Path, watch: Watch) -> None:
    watch.home = "file:"
    page = open_page()
    page.goto((site / "explore.html").as_uri())
    expect(page.locator(".explore-summary")).to_contain_text("not a file that is opened")
    assert page.locator(".explore-list tbody td:first-child").count() == len(ALL)
    watch.wrong.clear()


def test_a_host_that_gives_no_parts_of_files_will_do(open_page: Callable[..., Page], site: Path) -> None:
    with serving(site, ranges=False) as url:
        assert Explorer(open_page(), url).open().count() == len(ALL)


# Another corpus

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ config }} قبل \u202eبعد\u202c"


def rewritten(data: Path, table: str, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    """The rows of a table of a release, changed in place."""
    path = data / f"{table}.parquet"
    read = pq.read_table(path)
    pq.write_table(pa.Table.from_pylist(change(read.to_pylist()), read.schema), path, compression="zstd")


def hostile(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first claim's words are markup, the second has no proposition, the third begins like a formula."""
    rows[0] |= {"proposition": HOSTILE, "content": HOSTILE, "note": "'=1+1"}
    rows[1] |= {"proposition": None}
    rows[2] |= {"proposition": '=HYPERLINK("x","y")', "note": '-1,\r\n"x"'}
    return rows


@pytest.fixture(scope="module")
def other(built_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of the small corpus's handbook, and its data, with words in them that mean harm."""
    place = tmp_path_factory.mktemp("other")
    data = Path(shutil.copytree(built_corpus, place / "data"))
    rewritten(data, "claims", hostile)
    with serving(build_site(data, place / "handbook")) as url:
        yield url, data


def test_markup_in_the_data_is_shown_and_not_obeyed(page: Page, other: tuple[str, Path]) -> None:
    url, data = other
    claim = pq.read_table(data / "claims.parquet").to_pylist()[0]["claim_id"]
    explorer = Explorer(page, url).open()
    assert claim in explorer.ids()
    card = page.locator(f'[data-claim="{claim}"]')
    shown = HOSTILE.replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]")
    assert card.locator(".claim-head").text_content() == shown
    assert card.locator(".claim-words").text_content() == shown
    assert card.locator("script, img").count() == 0
    explorer.search("config بعد")
    assert explorer.ids() == [claim]
    assert card.locator(".claim-head").text_content() == shown


def test_a_claim_without_a_proposition_is_headed_by_its_words(page: Page, other: tuple[str, Path]) -> None:
    url, data = other
    claim = pq.read_table(data / "claims.parquet").to_pylist()[1]
    explorer = Explorer(page, url).open()
    explorer.ids()
    assert page.locator(f'[data-claim="{claim["claim_id"]}"] .claim-head').text_content() == claim["content"]


def test_a_spreadsheet_finds_no_formula_and_the_value_comes_back(page: Page, other: tuple[str, Path]) -> None:
    url, data = other
    left = Explorer(page, url).open()
    shown = left.ids()
    text = left.download("csv")
    cells = [cell for line in csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    rows = {row["claim_id"]: row for row in pq.read_table(data / "claims.parquet").to_pylist()}
    assert from_csv(text) == [rows[one] for one in shown]


def test_ten_thousand_claims_are_drawn_a_few_at_a_time(page: Page, site: Path, tmp_path: Path) -> None:
    large = Path(shutil.copytree(site, tmp_path / "site"))
    times = 10_000 // len(ALL) + 1

    def often(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row | {"claim_id": f"{row['claim_id']}{copy}"} for copy in range(times) for row in rows]

    rewritten(large / "data", "claims", often)
    with serving(large) as url:
        explorer = Explorer(page, url).open(kind="plan")
        assert explorer.count() == times * len(ids(pl.col("kind") == "plan"))
        assert page.locator(".hits .claim").count() == 50
        explorer.search(MARKED)
        assert explorer.count() % times == 0
        assert page.locator("*").count() < 5_000
