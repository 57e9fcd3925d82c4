"""The dataset card: what a release holds goes in, YAML front matter for the Hugging Face hub comes out.

Each configuration names its file explicitly, and carries the digest of its content: `datasets` keeps what it has loaded
under the folder's name and this front matter, so that without the digest rows that changed would be served from before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from musnad import release, schema
from musnad.records import Row, Tables

DEFAULT = "claims"
"""The configuration that is loaded when none is named."""

_DIGEST = len("sha256:") + 16
"""So much of a digest tells two releases apart; the whole of it stands in the manifest."""
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_BY_WHOM = {"person": "expert-generated", "language_model": "machine-generated", None: "machine-generated"}
_TAGS = ["attribution", "claims", "corroboration", "event-extraction", "factuality", "news", "temporal-expressions"]
_COMMENT = "# generated from data/ by the document stage; do not edit this block\n"


class Holding(NamedTuple):
    """What a card needs to know of a release: rows and content digest of each table that has rows, and its sources."""

    rows: Mapping[str, int]
    digests: Mapping[str, str]
    sources: Sequence[Row]


def holding(tables: Tables) -> Holding:
    """What the card needs to know, from the rows."""
    full = {name: tables[name] for name in schema.TABLES if tables.get(name)}
    digests = {name: release.content_digest(name, rows) for name, rows in full.items()}
    return Holding({name: len(rows) for name, rows in full.items()}, digests, tables.get("sources", ()))


def repository_front_matter(held: Holding) -> str:
    """The front matter of the repository's README, between its ``---`` lines."""
    languages = sorted({row["language"] for row in held.sources})
    size = held.rows.get(DEFAULT, 0)
    fields = {
        "pretty_name": "musnad: claims with their chains of attribution",
        "license": "other",
        "license_name": "cc-by-4.0-annotations-publishers-texts",
        "license_link": "LICENSE-DATA.md",
        "language": sorted({*languages, "en"}),
        "multilinguality": ["multilingual"],
        "annotations_creators": sorted({_BY_WHOM[row["annotator"]] for row in held.sources}),
        "language_creators": ["found"],
        "source_datasets": ["original"],
        "task_categories": ["text-classification", "token-classification"],
        "task_ids": ["named-entity-recognition"],
        "size_categories": [next((name for limit, name in _SIZES if size < limit), "1M<n<10M")],
        "tags": _TAGS,
        "configs": configs(held, "data"),
    }
    return _yaml(fields)


def release_card(tables: Tables) -> str:
    """The ``README.md`` inside a release, by which any folder that was built loads with ``load_dataset``."""
    held = holding(tables)
    features = [{"config_name": name, "features": schema.table(name).features()} for name in held.rows]
    front = _yaml({"configs": configs(held, ""), "dataset_info": features})
    counts = "\n".join(f"| `{name}` | {count:,} | `{held.digests[name]}` |" for name, count in held.rows.items())
    return f"---\n{front}---\n{_BODY.format(counts=counts, first=_default(held))}"


def configs(held: Holding, folder: str) -> list[dict[str, Any]]:
    """One configuration per table with rows; `folder` leads from the card to the files."""
    prefix = f"{folder}/" if folder else ""
    return [
        {
            "config_name": name,
            **({"default": True} if name == _default(held) else {}),
            "description": f"content {held.digests[name][:_DIGEST]}",
            "data_files": [{"split": "train", "path": prefix + release.parquet_name(name)}],
        }
        for name in held.rows
    ]


def with_front_matter(readme: str, front: str) -> str:
    """`readme` with its front matter, if it has one, replaced by `front`."""
    lines = readme.removeprefix("\ufeff").splitlines(keepends=True)
    if lines and lines[0].rstrip() == "---":
        end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0)
        lines = lines[end + 1 :]
    return f"---\n{front}---\n{''.join(lines)}"


def _default(held: Holding) -> str:
    return DEFAULT if DEFAULT in held.rows else next(iter(held.rows), DEFAULT)


def _yaml(fields: Mapping[str, Any]) -> str:
    import yaml

    return _COMMENT + yaml.safe_dump(
        dict(fields), sort_keys=False, allow_unicode=True, width=1_000, default_flow_style=None
    )


_BODY = """\
# A release

The tables of one build, with `manifest.json` (what was made from what, with digests) and `croissant.json` (the same for
machines). Generated; change the annotations and build again.

```python
from datasets import load_dataset

load_dataset("<the absolute path of this folder>", "{first}", split="train")
```

| Table | Rows | Content |
| --- | --- | --- |
{counts}

The texts in `sources` belong to their publishers; its column `rights` says more.
"""
