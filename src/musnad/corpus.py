"""Corpus: where articles come from. In: a folder of texts, a JSONL file or a Parquet file. Out: records, one by one.

A record is the bytes of one article and the fields that its file holds beside them; whether they make an article,
later stages say. What cannot be had at all (a line that is no JSON, a stream that breaks off) is `Unread`, with the
reason. Nothing is passed over but blank lines and files of other kinds; nothing is held but what is read at the moment.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from musnad.problems import Misuse

FIELDS = ("id", "date", "title", "url", "outlet", "byline", "language")
"""What a record may hold beside its `text`."""
LIMIT = 16 * 2**20
"""Most bytes of one article, or of its line: more is a file that lost its line breaks, and would fill the memory."""
NAMES_KEPT = 100
"""Most names of unknown fields that are remembered."""

_LINES = (".jsonl", ".ndjson")
_TABLES = (".parquet", ".pq")
_PACKINGS = (".gz", ".xz", ".zst")
_BREAKS = (EOFError, OSError, zlib.error, lzma.LZMAError)
_NOT_IN_IDS = re.compile(r"[/\\\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_MARK = b"\xef\xbb\xbf"
"""The byte order mark that some programs put before the first line; within a text it would be an oddity of the text."""
_ROWS = 64
"""Rows of a Parquet file that are held at a time."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it stands in the corpus: its place, its bytes, what it is called there, and its fields.

    `done` says how much of the corpus is read with it, in the unit of `Corpus.total`.
    """

    where: str
    data: bytes
    name: str | None
    fields: dict[str, Any]
    done: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the corpus that is no record, and why."""

    where: str
    name: str | None
    reason: str
    done: int = 0


@dataclass(slots=True)
class Corpus:
    """A corpus that can be read once.

    Attributes:
        name: name of its folder or file.
        total: how large it is: bytes of its files as they are stored, or rows.
        records: everything in it, in order.
        unknown: names of fields that are not read, each with the number of records that have it; filled while reading.
    """

    name: str
    total: int
    records: Iterator[Record | Unread]
    unknown: Counter[str] = field(default_factory=Counter)


def open_corpus(path: Path) -> Corpus:
    """The corpus at `path`.

    Raises:
        Misuse: there is nothing, or nothing of a kind that can be read.
    """
    unknown: Counter[str] = Counter()
    if path.is_dir():
        total = sum(one.stat().st_size for one in _texts(path) if one.is_file())
        return Corpus(path.resolve().name, total, _from_texts(path, unknown), unknown)
    if not path.is_file():
        raise Misuse(f"{path} is not there. Name a folder of .txt files, a JSONL file or a Parquet file")
    if not os.access(path, os.R_OK):
        raise Misuse(f"{path} cannot be read. Give read permission")
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    packing = suffixes.pop() if suffixes and suffixes[-1] in _PACKINGS else ""
    kind = suffixes[-1] if suffixes else ""
    if kind in _LINES:
        return Corpus(path.name, path.stat().st_size, _from_lines(path, packing, unknown), unknown)
    if kind in _TABLES and not packing:
        return _from_table(path, unknown)
    known = f"{', '.join(_LINES)} (also with {', '.join(_PACKINGS)}) or {', '.join(_TABLES)}"
    raise Misuse(f"{path} is of an unknown kind. Name a folder of .txt files, or a file that ends in {known}")


def _texts(folder: Path) -> Iterator[Path]:
    """The ``.txt`` files in a folder and in those below it, in order; hidden ones and links to folders are left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(".txt") and not name.startswith("."):
                yield Path(place, name)


def _from_texts(folder: Path, unknown: Counter[str]) -> Iterator[Record | Unread]:
    """One record for each file. Its fields stand in a ``.json`` of the same name beside it, if there is one."""
    root, done = folder.resolve().name, 0
    for path in _texts(folder):
        inside = path.relative_to(folder).as_posix().encode("utf-8", "backslashreplace").decode()
        where, name = f"{root}/{inside}", inside[: -len(".txt")]
        try:
            data, beside = _file(path), path.with_suffix(".json")
            fields = _object(_file(beside)) if beside.exists() else {}
            called = _name(fields) or name
        except (OSError, ValueError) as error:
            yield Unread(where, name, f"the file cannot be read: {_said(error)}", done)
            continue
        done += len(data)
        fields.pop("text", None)
        yield Record(where, data, called, _known(fields, unknown), done)


def _file(path: Path) -> bytes:
    """What a file holds. Raises OSError or ValueError for what is none, or is too long."""
    if not path.is_file():
        raise ValueError(f"{path.name} is no file")
    if (size := path.stat().st_size) > LIMIT:
        raise ValueError(f"{path.name} has {size} bytes; at most {LIMIT} are read as one article")
    return path.read_bytes()


def _from_lines(path: Path, packing: str, unknown: Counter[str]) -> Iterator[Record | Unread]:
    number = 0
    with path.open("rb") as stored:
        lines = _unpacked(stored, packing)
        try:
            while line := lines.readline(LIMIT + 1):
                number += 1
                where = f"{path.name}:{number}"
                size = len(line) if line.endswith(b"\n") else len(line) + _rest(lines)
                if size > LIMIT:
                    reason = f"a line of {size} bytes; at most {LIMIT} are read as one article"
                    yield Unread(where, None, reason, stored.tell())
                elif line := line.removeprefix(_MARK if number == 1 else b"").strip():
                    yield _record(where, line, unknown, stored.tell())
        except _BREAKS as error:
            reason = f"the file breaks off after line {number}: {_said(error)}; what followed cannot be read"
            yield Unread(path.name, None, reason, stored.tell())


def _rest(lines: IO[bytes]) -> int:
    """Read to the end of a line that is too long, or to the end of the file; returns how many bytes that was."""
    size = 0
    while piece := lines.readline(LIMIT):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size


def _record(where: str, line: bytes, unknown: Counter[str], done: int) -> Record | Unread:
    """The record of one line."""
    try:
        fields = _object(line)
        name = _name(fields)
    except ValueError as error:
        return Unread(where, None, f"the line cannot be read: {_said(error)}", done)
    return _made(where, fields.pop("text", None), name, _known(fields, unknown), done)


def _from_table(path: Path, unknown: Counter[str]) -> Corpus:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(path)
        names, rows = table.schema_arrow.names, table.metadata.num_rows
    except (OSError, pa.ArrowException) as error:
        raise Misuse(f"{path} cannot be read as Parquet ({_said(error)})") from None
    if "text" not in names:
        raise Misuse(f"{path} has no column text. Its columns are {', '.join(names)}")
    unknown.update(dict.fromkeys(sorted(set(names) - {"text", *FIELDS})[:NAMES_KEPT], rows))
    wanted = [name for name in names if name in ("text", *FIELDS)]
    return Corpus(path.name, rows, _rows(path.name, table, wanted), unknown)


def _rows(name: str, table: Any, columns: list[str]) -> Iterator[Record | Unread]:
    """One record for each row."""
    import pyarrow as pa

    number, total = 0, table.metadata.num_rows
    try:
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
            for fields in pa.Table.from_batches([batch]).cast(_readable(batch.schema), safe=False).to_pylist():
                number += 1
                where = f"{name}:{number}"
                try:
                    yield _made(where, fields.pop("text"), _name(fields), _known(fields, Counter()), number)
                except ValueError as error:
                    yield Unread(where, None, f"the row cannot be read: {_said(error)}", number)
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
        reason = f"the file breaks off after row {number}: {_said(error)}; {total - number} rows cannot be read"
        yield Unread(name, None, reason, total)


def _readable(schema: Any) -> Any:
    """The schema with times in units that Python has, and without dictionaries."""
    import pyarrow as pa

    def plain(kind: Any) -> Any:
        if pa.types.is_dictionary(kind):
            return plain(kind.value_type)
        return pa.timestamp("us", kind.tz) if pa.types.is_timestamp(kind) else kind

    return pa.schema([pa.field(column.name, plain(column.type)) for column in schema])


def _made(where: str, text: Any, name: str | None, fields: dict[str, Any], done: int) -> Record | Unread:
    """The record, if there is a text that can be written down."""
    if text is None:
        return Unread(where, name, "there is no text", done)
    if not isinstance(text, (str, bytes)):
        return Unread(where, name, f"the text is {_kind(text)}, not words", done)
    try:
        data = text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError as error:
        return Unread(where, name, f"the text holds half a character (a lone surrogate) at offset {error.start}", done)
    if len(data) > LIMIT:
        return Unread(where, name, f"a text of {len(data)} bytes; at most {LIMIT} are read as one article", done)
    return Record(where, data, name, fields, done)


def _object(line: bytes) -> dict[str, Any]:
    """The JSON object in some bytes. Raises ValueError, with the reason in words."""
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 at byte {error.start}") from None
    except RecursionError:
        raise ValueError("its JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON ({error.msg} at character {error.pos})") from None
    if not isinstance(value, dict):
        raise ValueError(f"it is {_kind(value)}, not a JSON object")
    return value


def _known(fields: dict[str, Any], unknown: Counter[str]) -> dict[str, Any]:
    """The fields that are read and say something; the names of the others are counted."""
    for name in fields:
        if name not in FIELDS and (name in unknown or len(unknown) < NAMES_KEPT):
            unknown[name] += 1
    return {name: fields[name] for name in FIELDS if fields.get(name) not in (None, "") and name != "id"}


def _name(fields: dict[str, Any]) -> str | None:
    """What the record calls itself, if it does. Raises ValueError for what is no name."""
    name = fields.get("id")
    if name is None or name == "":
        return None
    if isinstance(name, bool) or not isinstance(name, (str, int)):
        raise ValueError(f"its id is {_kind(name)}, not words or a whole number")
    return str(name)


def source_id(name: str) -> str:
    """What an article is called whose record calls itself `name`: without slashes, spaces and controls.

    Raises:
        ValueError: nothing is left, or it cannot be written down.
    """
    made = _NOT_IN_IDS.sub("_", name)
    if not made.strip("_."):
        raise ValueError(f"the id «{made}» is no name")
    if len(made) > 200:
        raise ValueError(f"the id has {len(made)} characters; at most 200 are kept")
    try:
        made.encode()
    except UnicodeEncodeError:
        raise ValueError("the id holds half a character (a lone surrogate)") from None
    return made


def _kind(value: Any) -> str:
    """A value's kind in words."""
    kinds: dict[type, str] = {type(None): "null", bool: "true or false", list: "a list", dict: "an object"}
    return kinds.get(type(value), "words" if isinstance(value, str) else "a number")


def _said(error: Exception) -> str:
    """What an error says, in one line."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
    return " ".join(text.split())[:200]


def _unpacked(stored: IO[bytes], packing: str) -> Any:
    """The stream of what is packed in `stored`; its ``readline`` takes a limit."""
    if packing == ".gz":
        return gzip.GzipFile(fileobj=stored)
    if packing == ".xz":
        return lzma.LZMAFile(stored)
    if packing == ".zst":
        import pyarrow as pa

        return io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(stored, mode="r"), "zstd"))
    return stored
