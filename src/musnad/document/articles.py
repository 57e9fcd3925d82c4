"""The pages of the articles: a release goes in, one page per article and their index come out."""

from __future__ import annotations

from musnad.document import links, templating
from musnad.document.book import Book


def pages(book: Book) -> dict[str, str]:
    """Every page of the articles, by its path below ``docs/``."""
    found = {"articles/index.md": templating.page("articles.md", "articles/index", book)}
    for source in book.articles:
        here = links.article_page(source["source_id"])
        found[f"{here}.md"] = templating.page("article.md", here, book, source=source)
    return found
