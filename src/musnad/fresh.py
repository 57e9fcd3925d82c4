"""Freshness: is what is committed what the sources give? In: a repository. Out: what differs, in lines to read.

Everything is built anew in a temporary place and compared file by file; nothing in the repository is touched.
"""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from musnad import diff, handbook, report
from musnad.build import FOLDERS, build, pages
from musnad.problems import Misuse

SHOWN = 20
"""Most lines of a difference that are shown for one file."""


def stale(root: Path, *, verbose: bool = False) -> list[str]:
    """What differs between the committed files of the repository at `root` and what its sources give; nothing is good.

    Args:
        root: the repository.
        verbose: show the lines that differ in each file, and not only rows and names of files.

    Raises:
        ProblemsFound: the sources have problems.
        Misuse: a folder of the sources is not there.
    """
    seeds, annotations, data = FOLDERS
    with tempfile.TemporaryDirectory(prefix="musnad-") as place:
        anew = Path(place) / data
        build(root / seeds, root / annotations, anew)
        wanted = {f"{data}/{path.name}": path.read_bytes() for path in sorted(anew.iterdir())}
        wanted |= {name: text.encode() for name, text in pages(anew, root).items()}
        return [*_rows(root / data, anew), *_files(root, wanted, verbose=verbose), *_wavering(anew, root)]


def _wavering(data: Path, root: Path) -> Iterator[str]:
    """Every page of the handbook that is not committed and comes out differently when it is made a second time."""
    once, again = (handbook.pages(root, data) for _ in range(2))
    for name in sorted(once.keys() | again.keys()):
        if once.get(name) != again.get(name):
            yield f"{handbook.DOCS}/{name}: made twice from the same data, it differs"


def _rows(committed: Path, anew: Path) -> Iterator[str]:
    """The rows that differ, if the committed release can be read at all."""
    try:
        found = diff.changes(committed, anew)
    except Misuse as error:
        yield str(error)
        return
    if found:
        yield f"{committed.name}/ is stale; from what is committed to what the sources give:"
        yield from (f"  {line}" for line in report.changes(found))


def _files(root: Path, wanted: Mapping[str, bytes], *, verbose: bool) -> Iterator[str]:
    """Every file that is missing, that nothing makes any more, or whose bytes differ."""
    folders = sorted({str(Path(name).parent) for name in wanted} - {"."})
    there = {str(path.relative_to(root)) for folder in folders for path in (root / folder).glob("*") if path.is_file()}
    for name in sorted(there - wanted.keys()):
        yield f"{name}: nothing makes this file any more; remove it"
    for name, content in wanted.items():
        path = root / name
        if not path.is_file():
            yield f"{name}: missing"
        elif path.read_bytes() != content:
            yield f"{name}: differs"
            if verbose:
                yield from _text_difference(path, content)


def _text_difference(path: Path, content: bytes) -> Iterator[str]:
    """The lines that differ, as ``diff -u`` shows them; of a table only that its bytes do."""
    if path.suffix == ".parquet":
        return
    old, new = path.read_text(encoding="utf-8").splitlines(), content.decode().splitlines()
    lines = list(difflib.unified_diff(old, new, "committed", "from the sources", lineterm="", n=1))
    yield from (f"  {line[:160]}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  … {len(lines) - SHOWN} more lines"
