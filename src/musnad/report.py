"""What a command says when it is done. In: problems, a build's summary, the answer to a query. Out: lines of text."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from musnad import release
from musnad.diff import Change
from musnad.problems import Problem

if TYPE_CHECKING:
    from musnad.build import Summary
    from musnad.compare import Difference, Differing

CELL = 60
"""Most code points of a value that the difference of two releases shows."""
NARROWEST = 8
"""Code points of a cell that the format `table` shows even where the terminal has no room for them."""


def problems(found: Sequence[Problem], afterwards: str) -> Iterator[str]:
    """Every problem, one to a paragraph, then how many there are and what became of the command.

    Args:
        found: the problems, sorted.
        afterwards: such as ``nothing was published``.
    """
    for problem in found:
        yield f"{problem}\n"
    yield f"{count(len(found), 'problem')}; {afterwards}"


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 problem``, ``2 problems``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is Arabic or Hebrew (UAX #9, rule P2)."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def isolated(text: str) -> str:
    """Right-to-left text inside a Unicode isolate, so that it stays readable beside English; other text as it is."""
    return f"\u2067{text}\u2069" if runs_right_to_left(text) else text


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """Rows as lines of aligned columns; those numbered in `right` end together instead of beginning together."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        gaps = [" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        cells = [
            gap + cell if at in right else cell + gap for at, (cell, gap) in enumerate(zip(row, gaps, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Columns on a terminal: marks and formatting characters take none."""
    return sum(unicodedata.category(char) not in ("Mn", "Me", "Cf") for char in text)


def summary(made: Summary, pages: Sequence[str], seconds: float, *, verbose: bool = False) -> Iterator[str]:
    """What a build made: each table with its rows, how they arose and from what, where it all is, and how long it took.

    Args:
        made: what the build returned.
        pages: paths of further pages that follow from the release.
        seconds: how long the whole command took, its imports included.
        verbose: tell every single difference between the extractor and the annotations, not only their number.
    """
    tables = made.manifest["tables"]
    rows = [["table", "rows", "how", "made from"]]
    for table, entry in tables.items():
        how = ", ".join(f"{number:,} {method}" for method, number in sorted(made.methods[table].items()))
        rows.append([table, f"{entry['rows']:,}", how, files(entry["made_from"])])
    yield from columns(rows, right=frozenset({1}))
    yield ""
    yield from differences(made, verbose=verbose)
    if made.n_unannotated:
        yield f"{count(made.n_unannotated, 'article')} without annotation: rows by rules, which nobody has reviewed"
    if made.n_unregistered:
        yield f"{count(made.n_unregistered, 'speaker')} unknown to the registry, listed in {release.UNREGISTERED}"
    here, out = Path.cwd(), made.out.resolve()
    place = out.relative_to(here) if out.is_relative_to(here) else out
    yield f"{place}: version {made.manifest['version']}, content digest {made.manifest['content_digest']}"
    if pages:
        yield f"pages: {files(pages)}"
    yield f"done in {seconds:.1f} s, imports included"


def files(paths: Iterable[str]) -> str:
    """Paths in short: a folder with several of them once, with their number."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(str(PurePosixPath(path).parent), []).append(path)
    groups = [group[0] if len(group) == 1 else f"{folder}/ ({len(group)} files)" for folder, group in folders.items()]
    return ", ".join(groups)


def differences(made: Summary, *, verbose: bool) -> Iterator[str]:
    """How far the extractor alone would have been from the annotations: a line for each layer, or each difference."""
    layers: dict[str, list[tuple[str, Difference]]] = {}
    for source_id, found in made.differences.items():
        for one in found:
            layers.setdefault(one.layer, []).append((source_id, one))
    if not layers:
        return
    rows = [["the extractor beside the annotations", "annotated", "extracted", "same", "missed", "extra"]]
    for layer, pairs in layers.items():
        annotated, extracted = sum(one.n_annotated for _, one in pairs), sum(one.n_proposed for _, one in pairs)
        same = sum(one.n_same for _, one in pairs)
        numbers = (annotated, extracted, same, annotated - same, extracted - same)
        rows.append([layer, *(f"{number:,}" for number in numbers)])
    yield from columns(rows, right=frozenset(range(1, 6)))
    yield ""
    if verbose:
        for source_id, one in chain.from_iterable(layers.values()):
            yield from _differing(f"missed {one.layer} {source_id}", one.missed)
            yield from _differing(f"extra {one.layer} {source_id}", one.extra)
        yield ""


def _differing(what: str, rows: Iterable[Differing]) -> Iterator[str]:
    for row in rows:
        yield f"{what} [{row.start}:{row.end}] «{' '.join(row.words.split())}» {row.says or ''}".rstrip()


def not_followed(keys: Sequence[str]) -> Iterator[str]:
    """What could not be checked because the release leaves tables out."""
    if keys:
        yield "not checked, because the release leaves tables out:"
        yield from (f"  {key}" for key in keys)
        yield ""


def as_table(names: Sequence[str], rows: Sequence[Sequence[Any]], width: int | None = None) -> Iterator[str]:
    """Aligned columns under their names, then the number of rows.

    Args:
        names: of the columns.
        rows: the answer.
        width: columns of the terminal, to which long cells are cut and in which right-to-left cells are isolated; left
            out where no person reads, and every cell is then whole and only itself.
    """
    shown = [[" ".join(_text(cell).split()) for cell in row] for row in rows]
    if width is not None:
        room = _room([max(map(len, column)) for column in zip(names, *shown, strict=True)], width)
        shown = [[isolated(_cut(cell, room)) for cell in row] for row in shown]
    yield from columns([list(names), ["-" * len(name) for name in names], *shown])
    yield f"({count(len(rows), 'row')})"


def _room(widths: Sequence[int], width: int) -> int:
    """Most code points of a cell, so that lines of columns that would be that wide fit into `width`, if they can."""
    left = width - 2 * (len(widths) - 1)
    for n_wider, widest in zip(range(len(widths), 0, -1), sorted(widths), strict=True):
        if widest * n_wider > left:
            return max(left // n_wider, NARROWEST)
        left -= widest
    return max(widths, default=0)


def as_csv(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """RFC 4180 with ``\\n`` between records; lists and structs as JSON, null as nothing."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    yield page.getvalue().removesuffix("\n")


def as_json(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """A JSON array, one object to a line."""
    return json_lines([dict(zip(names, row, strict=True)) for row in rows])


def json_lines(values: Sequence[Any]) -> Iterator[str]:
    """A JSON array, one value to a line."""
    yield "[" + ",\n ".join(json.dumps(value, ensure_ascii=False, default=str) for value in values) + "]"


def changes(found: Sequence[Change]) -> Iterator[str]:
    """Every row that differs with its fields, then how many there are."""
    for change in found:
        yield f"{change.kind} {change.table} {change.key}"
        if change.kind == "MOD":
            yield from (
                f"    {column}: {_apart(_text(old), _text(new))}" for column, (old, new) in change.fields.items()
            )
    kinds = Counter(change.kind for change in found)
    differ = "differs" if len(found) == 1 else "differ"
    numbers = f"{kinds['ADD']} added, {kinds['MOD']} modified, {kinds['DEL']} deleted"
    yield f"{count(len(found), 'row')} {differ}: {numbers}"


FOR_MACHINES: Mapping[str, Callable[[Sequence[str], Sequence[Sequence[Any]]], Iterator[str]]] = {
    "csv": as_csv,
    "json": as_json,
}
"""Name of a format to what writes it; the format `table` is for people, and knows their terminal."""


def _text(cell: Any) -> str:
    """A value as text; what is nested as JSON."""
    if cell is None:
        return ""
    return json.dumps(cell, ensure_ascii=False, default=str) if isinstance(cell, (list, dict)) else str(cell)


def _apart(old: str, new: str) -> str:
    """Two values, from shortly before the place where they part."""
    parts = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = parts - CELL // 4 if max(len(old), len(new)) > CELL else 0
    sides = [isolated(_cut(f"…{text[start:]}" if start > 0 else text)) for text in (old, new)]
    return " → ".join(side or "null" for side in sides)


def _cut(text: str, room: int = CELL) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"
