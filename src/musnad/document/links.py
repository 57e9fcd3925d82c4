"""Links: a row goes in, the place of the handbook that shows it comes out, as a URL relative to the page that links.

Places are stable: they are made of keys, so a link into the handbook holds for as long as the row does.
"""

from __future__ import annotations

from urllib.parse import quote

from musnad.document.book import OF_ARTICLES
from musnad.records import Row

PAGES = {"clusters": "corroboration", "provisions": "guarantees"}
"""Tables that have all their rows on one page, and that page; a row's anchor is its key."""


def article_page(source_id: str) -> str:
    """The page of an article, as a path without its ending: ``articles/000_2b3cf8697a3784aa``."""
    return f"articles/{source_id}"


def actor_page(actor_id: str) -> str:
    """The page of an actor: ``actors/reuters``."""
    return f"actors/{actor_id}"


def place(table: str, row: Row) -> tuple[str, str]:
    """The page that shows a row, and the anchor of the row on it (empty for the page as a whole)."""
    if table == "sources":
        return article_page(row["source_id"]), ""
    if table == "actors":
        return actor_page(row["actor_id"]), ""
    if table in OF_ARTICLES:
        return article_page(row["source_id"]), row[f"{table.removesuffix('s')}_id"]
    return PAGES[table], row[f"{table.removesuffix('s')}_id"]


def words_anchor(start: int) -> str:
    """The anchor of the words that begin at an offset of an article's text: every span of every table has one."""
    return f"at-{start}"


def href(here: str, page: str, anchor: str = "", ending: str = ".html") -> str:
    """The URL of a place as the page `here` writes it.

    Args:
        here: the page that links, without its ending: ``articles/000…``.
        page: the page that is linked, likewise; for a file that is none, with its own ending and `ending` empty.
        anchor: an id on that page, or nothing.
        ending: ``.html`` where HTML links, ``.md`` where Markdown does, which mkdocs then follows and checks.
    """
    if anchor and page == here:
        return f"#{quote(anchor)}"
    up = "../" * here.count("/")
    return f"{up}{quote(page)}{ending}{'#' if anchor else ''}{quote(anchor)}"
