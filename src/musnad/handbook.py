"""The handbook: a repository goes in; what mkdocs needs beside the committed pages comes out, and goes to `docs/`.

Nothing of it is committed. Like `musnad.build` this knows more than one stage, so that no stage has to know another.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from musnad import document, release

DOCS = "docs"
FOLDERS = ("articles", "actors", "data", "reference")
"""Folders below ``docs/`` in which everything is generated: what nothing makes any more is removed from them."""


def pages(root: Path, data: Path) -> dict[str, bytes]:
    """Every file of the handbook that is generated and not committed, by its path below ``docs/``.

    The release that the pages in a browser read stands among them, under ``data/``.

    Args:
        root: the repository.
        data: the release that the pages show.

    Raises:
        Misuse: `data` is no release.
    """
    found = {name: text.encode() for name, text in document.handbook(data).items()}
    entries = release.read_manifest(data)["tables"].values()
    return found | {f"data/{one['file']}": (data / one["file"]).read_bytes() for one in entries if one["file"]}


def write(root: Path, found: Mapping[str, bytes]) -> None:
    """Write those files below the ``docs/`` of `root`; what was generated earlier and is not among them is removed."""
    docs = root / DOCS
    for folder in FOLDERS:
        for path in (docs / folder).rglob("*"):
            if path.is_file() and path.relative_to(docs).as_posix() not in found:
                path.unlink()
    for name, content in found.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:  # else `mkdocs serve` would build again for nothing
            path.write_bytes(content)
