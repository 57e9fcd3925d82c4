"""Document: a release and the checks it passed go in, every generated page comes out, as text. Nothing is written here.

Committed are `docs/tables/*.md`, from the schema and the data, and the front matter of `README.md`: `render`. The other
pages of the handbook are made before every build of the site and never committed: `handbook`. A release's own card is
part of the release: `musnad.card`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from musnad import release
from musnad.document import actors, articles, book, corroboration, explore, guarantees, relations, start, timeline
from musnad.document.changelog import page as changelog_page
from musnad.document.chart import Score
from musnad.document.chart import scores as scores_chart
from musnad.document.checks import Broken
from musnad.document.checks import page as checks_page
from musnad.document.citing import page as citing_page
from musnad.document.front_matter import repository_front_matter, with_front_matter
from musnad.document.reference import command_page, python_page
from musnad.document.tables import Guard, table_pages

__all__ = [
    "Broken",
    "Guard",
    "Score",
    "changelog_page",
    "checks_page",
    "citing_page",
    "command_page",
    "handbook",
    "python_page",
    "render",
    "scores_chart",
    "with_front_matter",
]

PAGES = (
    start.pages,
    articles.pages,
    corroboration.pages,
    explore.pages,
    guarantees.pages,
    actors.pages,
    timeline.pages,
    relations.pages,
)
"""Kinds of pages that are made from a release alone."""


def render(folder: Path, readme: str, guards: Sequence[Guard] = ()) -> dict[str, str]:
    """Every generated page that is committed, by its path from the root of the repository.

    Args:
        folder: a release, as it was written.
        readme: the ``README.md`` of the repository, whose front matter is replaced.
        guards: the checks as the handbook prints them.

    Raises:
        Misuse: `folder` is no release.
    """
    tables = release.read_rows(folder)
    front = repository_front_matter(release.read_manifest(folder), tables.get("sources", []))
    rendered = {f"docs/tables/{name}": page for name, page in table_pages(tables, guards).items()}
    return rendered | {"README.md": with_front_matter(readme, front)}


def handbook(folder: Path) -> dict[str, str]:
    """Every generated page that is not committed, by its path below ``docs/``.

    Args:
        folder: a release, as it was written.

    Raises:
        Misuse: `folder` is no release.
    """
    read = book.read(folder)
    return dict(one for pages in PAGES for one in pages(read).items())
