"""The page on citing: what ``CITATION.cff`` says and the release's manifest go in, the page comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.document import markup
from musnad.release import Manifest


def page(citation: Mapping[str, Any], manifest: Manifest) -> str:
    """The page.

    Args:
        citation: the parsed ``CITATION.cff`` (Citation File Format 1.2.0).
        manifest: of the release; its version and content digest stand in what is to be cited.
    """
    authors = [_name(author) for author in citation["authors"]]
    version, digest = manifest["version"], manifest["content_digest"]
    year = str(citation["date-released"])[:4]
    plain = f"{', '.join(authors)} ({year}). {citation['title']} (version {version}) [Data set]. Content {digest}."
    lines = [
        f"@misc{{musnad_{version.replace('.', '_')},",
        f"  author = {{{' and '.join(f'{{{author}}}' for author in authors)}}},",
        f"  title = {{{citation['title']}}},",
        f"  year = {{{year}}},",
        f"  version = {{{version}}},",
        f"  note = {{Content {digest}}},",
        "}",
    ]
    return (
        "\n\n".join(
            [
                "<!-- generated from CITATION.cff and data/manifest.json by the document stage; do not edit -->",
                "# How to cite",
                markup.text(citation["message"]),
                "The version names a state of the data, the content digest proves it: `musnad check` computes it again "
                "from the rows, on any machine.",
                f"```text\n{plain}\n```",
                "```bibtex\n" + "\n".join(lines) + "\n```",
                "An article's own words are cited from their publisher; a claim by its permanent id, such as "
                "`clm_…`, which every claim on the pages of the [articles](articles/index.md) shows, with the version.",
            ]
        )
        + "\n"
    )


def _name(author: Mapping[str, str]) -> str:
    return author.get("name") or f"{author.get('given-names', '')} {author.get('family-names', '')}".strip()
