"""The card of a release: its manifest goes in, the ``README.md`` inside it comes out, by which a hub loads its tables.

Each configuration names its file explicitly, and carries the digest of its content: `datasets` keeps what it has loaded
under the folder's name and this front matter, so that without the digest rows that changed would be served from before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad import release, schema

DEFAULT = "claims"
"""The configuration that is loaded when none is named."""

_DIGEST = len("sha256:") + 16
"""So much of a digest tells two releases apart; the whole of it stands in the manifest."""
_COMMENT = "# generated from data/ by the document stage; do not edit this block\n"


def release_card(manifest: release.Manifest) -> str:
    """The ``README.md`` inside a release, by which any folder that was built loads with ``load_dataset``."""
    full = full_tables(manifest)
    features = [{"config_name": name, "features": schema.table(name).features()} for name in full]
    front = front_matter({"configs": configs(manifest, ""), "dataset_info": features})
    lines = [f"| `{name}` | {entry['rows']:,} | `{entry['content_digest']}` |" for name, entry in full.items()]
    return front + _BODY.format(counts="\n".join(lines), first=_default(full))


def configs(manifest: release.Manifest, folder: str) -> list[dict[str, Any]]:
    """One configuration per table with rows; `folder` leads from the card to the files."""
    full, prefix = full_tables(manifest), f"{folder}/" if folder else ""
    return [
        {
            "config_name": name,
            **({"default": True} if name == _default(full) else {}),
            "description": f"content {entry['content_digest'][:_DIGEST]}",
            "data_files": [{"split": "train", "path": prefix + release.parquet_name(name)}],
        }
        for name, entry in full.items()
    ]


def full_tables(manifest: release.Manifest) -> dict[str, Mapping[str, Any]]:
    """The tables that have rows, with their entries, in the order of ``schema.TABLES``."""
    entries = manifest["tables"]
    return {name: entries[name] for name in schema.TABLES if name in entries and entries[name]["rows"]}


def front_matter(fields: Mapping[str, Any]) -> str:
    """The block of YAML that opens a card, with its ``---`` lines."""
    import yaml

    dumped = yaml.safe_dump(dict(fields), sort_keys=False, allow_unicode=True, width=1_000, default_flow_style=None)
    return f"---\n{_COMMENT}{dumped}---\n"


def _default(full: Mapping[str, Any]) -> str:
    return DEFAULT if DEFAULT in full else next(iter(full), DEFAULT)


_BODY = """\
# A release

The tables of one build or extraction, with `manifest.json` (what was made from what, with digests) and `croissant.json`
(the same for machines). The column `method` says of each row whether it was annotated or found by a machine; what of an
extraction's input became no article stands in `failures.jsonl`, speakers that its registry does not know in
`unregistered.yaml`. Generated: change what it was made from and make it again.

```python
from datasets import load_dataset

load_dataset("<the absolute path of this folder>", "{first}", split="train")
```

| Table | Rows | Content |
| --- | --- | --- |
{counts}

The texts in `sources` belong to their publishers; its column `rights` says more.
"""
