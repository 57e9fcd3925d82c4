"""Every page of the site: whole, at home on its own host, silent, and open to everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.conftest import Watch
from browser.server import PROJECT

HOME = f"http://localhost{PROJECT}"
MEGABYTE = 1_000_000
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules of axe whose verdict depends on the colours, and so on the scheme."""
_LOADS = {("link", "href"), *((tag, "src") for tag in ("script", "img", "iframe", "source", "video", "audio", "embed"))}
_SAID = {"canonical", "next", "prev"}  # a link that tells and loads nothing


class Document(HTMLParser):
    """What a page links to, what it loads, and what can be linked to on it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.loads: set[str] = set()
        self.anchors: set[str] = {"", "top"}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {name for key in ("id", "name") if (name := given.get(key))}
        for key in ("href", "src"):
            if (url := given.get(key)) is not None:
                loads = (tag, key) in _LOADS and given.get("rel") not in _SAID
                (self.loads if loads else self.links).add(url)


class Site:
    """A built site as its files say it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def pages(self) -> Mapping[str, Document]:
        """Every page by its path."""
        found = sorted(self.folder.rglob("*.html"))
        return {self.name(path): Document(path.read_text(encoding="utf-8")) for path in found}

    def name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def broken(self, page: str, urls: set[str]) -> Iterator[str]:
        """The links of a page that lead inside the site and to nothing."""
        for url in sorted(urls):
            place, fragment = urldefrag(urljoin(HOME + page, url))
            if urlsplit(place).netloc != urlsplit(HOME).netloc:
                continue
            path = unquote(place.removeprefix(HOME)) or "index.html"
            whole = place.startswith(HOME) and (self.folder / path).is_file()
            if not whole or (path in self.pages and unquote(fragment) not in self.pages[path].anchors):
                yield f"{page}: {url}"


@pytest.fixture(scope="module")
def whole(site: Path) -> Site:
    return Site(site)


def one_of_each_kind(pages: Sequence[str], languages: Mapping[str, str]) -> list[str]:
    """Every page of the top, and of each folder its index and its first page (of articles: of each language)."""
    kinds: dict[tuple[str, str, str], str] = {}
    for name in pages:
        folder, _, file = name.rpartition("/")
        kind = (folder, file if not folder or file == "index.html" else "", languages.get(name, ""))
        kinds.setdefault(kind, name)
    return sorted(kinds.values())


@pytest.fixture(scope="module")
def kinds(whole: Site) -> list[str]:
    import polars as pl

    sources = pl.read_parquet(Path(__file__).parents[2] / "data" / "sources.parquet")
    languages = {f"articles/{source}.html": language for source, language in sources[["source_id", "language"]].rows()}
    lightest_first = sorted(whole.pages, key=lambda name: (whole.folder / name).stat().st_size)
    return one_of_each_kind(lightest_first, languages)


def test_every_link_leads_to_a_page_and_a_place_on_it(whole: Site) -> None:
    broken = [one for name, page in whole.pages.items() for one in whole.broken(name, page.links | page.loads)]
    assert not broken, "\n".join([f"{len(broken)} links lead nowhere, such as:", *broken[:: len(broken) // 20 + 1]])


def test_no_page_loads_anything_from_elsewhere(whole: Site) -> None:
    away = {
        (name, url)
        for name, page in whole.pages.items()
        for url in page.loads
        if urlsplit(urljoin(HOME + name, url)).netloc not in {urlsplit(HOME).netloc, ""}
    }
    assert away == set()


def test_the_site_is_small_apart_from_its_data(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file() and path.parent != site / "data"]
    assert sum(path.stat().st_size for path in files) < 5 * MEGABYTE


def test_no_page_is_heavy(site: Path) -> None:
    heavy = [path.name for path in site.rglob("*.html") if path.stat().st_size > MEGABYTE / 2]
    assert heavy == []


def test_every_page_opens_in_silence_and_asks_only_its_own_host(whole: Site, site_url: str, page: Page) -> None:
    for name in whole.pages:
        page.goto(site_url + name)
        assert page.title(), name


def test_a_page_that_is_not_there_says_so_in_the_same_dress(site_url: str, page: Page, watch: Watch) -> None:
    page.goto(f"{site_url}articles/gone.html")
    assert page.locator("h1").inner_text().startswith("404")
    assert page.locator("body").evaluate("body => getComputedStyle(body).getPropertyValue('--md-default-bg-color')")
    assert all("404" in wrong for wrong in watch.wrong)
    watch.wrong.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anybody_out(
    scheme: str, kinds: list[str], site_url: str, open_page: Callable[..., Page]
) -> None:
    page, found = open_page(color_scheme=scheme), []
    options = {"resultTypes": ["violations"]} | ({} if scheme == "light" else {"runOnly": OF_COLOUR})
    for name in kinds:
        page.goto(site_url + name)
        for wrong in Axe().run(page, options=options).response["violations"]:
            if wrong["impact"] in {"serious", "critical"}:
                where = [node["target"] for node in wrong["nodes"][:3]]
                found.append(f"{name}: {wrong['id']} ({wrong['impact']}) at {len(wrong['nodes'])} places: {where}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("typed", ["פוטין", "ערבויות", 'נאט"ו', "נאט״ו", "ضمانات", "corroboration"])
def test_the_search_of_the_header_finds_a_word_of_every_script(typed: str, site_url: str, page: Page) -> None:
    page.goto(f"{site_url}glossary.html")
    page.locator(".md-search__input").press_sequentially(typed)
    found = page.locator(".md-search-result__item").first
    found.wait_for()
    letters = typed.replace('"', "״")
    assert letters in page.locator(".md-search-result__list").inner_text().casefold()


def test_the_search_of_the_header_finds_nothing_where_nothing_is(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}glossary.html")
    page.locator(".md-search__input").press_sequentially("קקקקק")
    page.get_by_text("No matching documents").wait_for()
