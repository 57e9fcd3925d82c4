"""The front matter of the repository's README: a manifest and its sources go in, YAML for the hub comes out."""

from __future__ import annotations

from collections.abc import Sequence

from musnad import card, release
from musnad.records import Row

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_BY_WHOM = {"person": "other", "language_model": "machine-generated", None: "machine-generated"}
"""Annotator to the hub's word for it; of a person nobody has shown that it is an expert."""
_TAGS = ["attribution", "claims", "corroboration", "event-extraction", "factuality", "news", "temporal-expressions"]


def repository_front_matter(manifest: release.Manifest, sources: Sequence[Row]) -> str:
    """The front matter of the repository's README, with its ``---`` lines."""
    languages = {row["language"] for row in sources}
    full = card.full_tables(manifest)
    size = full[card.DEFAULT]["rows"] if card.DEFAULT in full else 0
    return card.front_matter(
        {
            "pretty_name": "musnad: claims with their chains of attribution",
            "license": "other",
            "license_name": "cc-by-4.0-annotations-publishers-texts",
            "license_link": "LICENSE-DATA.md",
            "language": sorted({*languages, "en"}),
            "multilinguality": ["multilingual"],
            "annotations_creators": sorted({_BY_WHOM[row["annotator"]] for row in sources}),
            "language_creators": ["found"],
            "source_datasets": ["original"],
            "task_categories": ["text-classification", "token-classification"],
            "task_ids": ["named-entity-recognition"],
            "size_categories": [next((name for limit, name in _SIZES if size < limit), "1M<n<10M")],
            "tags": _TAGS,
            "configs": card.configs(manifest, "data"),
        }
    )


def with_front_matter(readme: str, front: str) -> str:
    """`readme` with its front matter, if it has one, replaced by `front`."""
    lines = readme.removeprefix("\ufeff").splitlines(keepends=True)
    if lines and lines[0].rstrip() == "---":
        end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0)
        lines = lines[end + 1 :]
    return front + "".join(lines)
