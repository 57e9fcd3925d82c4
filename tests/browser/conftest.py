"""The handbook, built and served once, and a browser that forgives nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, Route, sync_playwright

from browser.server import PROJECT, serving
from musnad import handbook

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HOME = rf"(data|blob|about):|http://127\.0\.0\.1:\d+{PROJECT}"
"""Where a request may go: this machine, below the path of the project."""
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run"]
_QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
_LEFT = "net::ERR_ABORTED"  # the page was left, or the answer became a download: nothing failed


def build_site(data: Path, place: Path) -> Path:
    """The handbook of the release `data`, built below `place` from a copy of ``docs/``: the tree stays as it is."""
    shutil.copytree(ROOT / "docs", place / "docs")
    shutil.copy(ROOT / "mkdocs.yml", place)
    handbook.write(place, handbook.pages(ROOT, data))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "site"]
    told = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": f"http://localhost{PROJECT}"}
    done = subprocess.run(command, cwd=place, env=os.environ | told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return place / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook of this repository's own data, as files."""
    return build_site(ROOT / "data", tmp_path_factory.mktemp("handbook"))


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Its address, with a slash at the end: ``page.goto(site_url + "explore.html")``."""
    with serving(site) as url:
        yield url


# Not for the session: while Playwright runs, no other test could start an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, started once. Without one a test is skipped, except in continuous integration, where it fails."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        said = f"no browser: none of {', '.join(BROWSERS)} is on the PATH. Install one: apt-get install chromium"
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=_QUIET)
        yield started
        started.close()


class Watch:
    """What went wrong on a page, in the order in which it did."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.wrong: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Watch every page that opens in `context`, and let no request leave localhost."""
        # What is at home is not handed through here, which would make every page slow.
        context.route(re.compile(f"^(?!{self.home})"), self._stopped)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.wrong.append(f"page error: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _stopped(self, route: Route) -> None:
        self.wrong.append(f"left the site: {route.request.url}")
        route.abort()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrong.append(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != _LEFT and re.match(self.home, request.url):
            self.wrong.append(f"request failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"answered {response.status}: {response.url}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What goes wrong on the pages of a test, which fails at its end if anything did.

    A message of the console, an error, a request that failed or that left localhost. A test that provokes one takes it
    out of ``watch.wrong``.
    """
    watching = Watch(HOME)
    yield watching
    assert watching.wrong == []


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """``open_page(color_scheme="dark", java_script_enabled=False)``: a watched page in a context of its own.

    Takes what Playwright's `new_context` takes.
    """
    with ExitStack() as closing:

        def opened(**options: Any) -> Page:
            context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
            closing.callback(context.close)
            watch.over(context)
            page = context.new_page()
            page.set_default_timeout(10_000)
            return page

        yield opened


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A watched page in the light scheme on a wide screen."""
    return open_page(color_scheme="light")
