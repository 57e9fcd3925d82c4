"""What a corpus gives, whatever it is stored in, and what it says of what it cannot give."""

from __future__ import annotations

import datetime
import gzip
import json
import lzma
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad import corpus
from musnad.corpus import Record, Unread, open_corpus, source_id
from musnad.problems import Misuse

ARABIC, HEBREW = "أعلنت أوكرانيا أنها ستوقّع الاتفاق.", 'ראש ארה"ב אמר כי יחתום.'
RECORDS: list[dict[str, Any]] = [
    {"id": "a", "text": ARABIC, "date": "2026-01-06", "title": None},
    {"text": HEBREW, "url": "https://example.org/1"},
]


def zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as packed:
        packed.write(data)
    return bytes(sink.getvalue())


PACKINGS: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.compress, ".xz": lzma.compress, ".zst": zstd}


def jsonl(*records: Any) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def read(path: Path) -> list[Record | Unread]:
    return list(open_corpus(path).records)


def reasons(path: Path) -> list[str]:
    return [one.reason if isinstance(one, Unread) else "" for one in read(path)]


def lines(folder: Path, data: bytes, name: str = "c.jsonl") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_jsonl_file_gives_the_same_records_however_it_is_packed(tmp_path: Path, packing: str) -> None:
    path = lines(tmp_path, PACKINGS[packing](jsonl(*RECORDS)), f"c.jsonl{packing}")
    opened = open_corpus(path)
    first, second = opened.records
    assert isinstance(first, Record) and isinstance(second, Record)
    assert (first.name, first.data, first.fields) == ("a", ARABIC.encode(), {"date": "2026-01-06"})
    assert (second.name, second.where, second.fields) == (None, f"c.jsonl{packing}:2", {"url": RECORDS[1]["url"]})
    assert 0 < second.done == opened.total


@pytest.mark.parametrize("packing", [".gz", ".xz", ".zst"])
def test_several_streams_in_one_file_are_read_on(tmp_path: Path, packing: str) -> None:
    piece = PACKINGS[packing](jsonl(RECORDS[0]))
    assert len(read(lines(tmp_path, piece + piece, f"c.jsonl{packing}"))) == 2


@pytest.mark.parametrize("packing", [".gz", ".xz", ".zst"])
def test_a_stream_that_breaks_off_is_told_with_the_line_that_was_read_last(tmp_path: Path, packing: str) -> None:
    many = jsonl(*({"text": f"{ARABIC} {hash_of}"} for hash_of in map(hash, map(str, range(3_000)))))
    packed = PACKINGS[packing](many)
    found = read(lines(tmp_path, packed[: len(packed) // 2], f"c.jsonl{packing}"))
    last = found[-1]
    assert isinstance(last, Unread) and f"breaks off after line {len(found) - 1}:" in last.reason
    assert all(isinstance(one, Record) for one in found[:-1])


@pytest.mark.parametrize("packing", [".gz", ".xz", ".zst"])
def test_what_is_not_packed_as_its_name_says_is_told(tmp_path: Path, packing: str) -> None:
    (reason,) = reasons(lines(tmp_path, jsonl(*RECORDS), f"c.jsonl{packing}"))
    assert "breaks off after line 0" in reason


def test_a_parquet_file_gives_its_rows(tmp_path: Path) -> None:
    day = datetime.datetime(2026, 1, 6, 22, 30, tzinfo=datetime.UTC)
    table = pa.table(
        {
            "text": pa.array([ARABIC, None, HEBREW], pa.large_string()),
            "id": pa.array([7, 8, 9]),
            "date": pa.array([day, None, day], pa.timestamp("ns", "UTC")),
            "outlet": pa.array(["واس", None, "כאן"]).dictionary_encode(),
            "words": pa.array([1, 2, 3]),
        }
    )
    pq.write_table(table, tmp_path / "c.parquet", row_group_size=2)
    opened = open_corpus(tmp_path / "c.parquet")
    first, second, third = opened.records
    assert isinstance(first, Record) and (first.name, first.data) == ("7", ARABIC.encode())
    assert first.fields == {"date": day, "outlet": "واس"}
    assert second == Unread("c.parquet:2", "8", "there is no text", 2)
    assert third.done == opened.total == 3
    assert opened.unknown == {"words": 3}


def test_a_parquet_file_without_text_is_misuse(tmp_path: Path) -> None:
    pq.write_table(pa.table({"body": ["x"]}), tmp_path / "c.parquet")
    with pytest.raises(Misuse, match="no column text"):
        open_corpus(tmp_path / "c.parquet")


def test_a_folder_gives_its_texts_and_the_fields_beside_them(tmp_path: Path) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "1.txt").write_bytes(ARABIC.encode() + b"\r\n")
    (tmp_path / "1.txt").write_text(HEBREW, encoding="utf-8")
    (tmp_path / "ar" / "1.json").write_text('{"date": "2026-01-06", "text": "other", "licence": "-"}')
    (tmp_path / "README.md").write_text("no article")
    opened = open_corpus(tmp_path)
    top, below = opened.records
    assert isinstance(top, Record) and isinstance(below, Record)
    assert (top.name, below.name) == ("1", "ar/1")
    assert (below.data, below.fields) == (ARABIC.encode() + b"\r\n", {"date": "2026-01-06"})
    assert below.where == f"{tmp_path.name}/ar/1.txt"
    assert opened.unknown == {"licence": 1}


@pytest.mark.parametrize("kind", ["link", "pipe", "long"])
def test_a_text_that_cannot_be_read_is_told_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(corpus, "LIMIT", 100)
    path = tmp_path / "أ.txt"
    if kind == "link":
        path.symlink_to(tmp_path / "nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(b"a" * 101)
    (tmp_path / "ب.txt").write_text(HEBREW, encoding="utf-8")
    bad, good = read(tmp_path)
    assert isinstance(bad, Unread) and bad.reason.startswith("the file cannot be read: أ.txt ")
    assert isinstance(good, Record) and good.name == "ب"


def test_a_text_whose_fields_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(HEBREW, encoding="utf-8")
    (tmp_path / "1.json").write_text("{")
    assert "it is no JSON" in reasons(tmp_path)[0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "it is no JSON"),
        (b'["text"]', "it is a list, not a JSON object"),
        (b"null", "it is null, not a JSON object"),
        (b'{"id": "a"}', "there is no text"),
        (b'{"text": null}', "there is no text"),
        (b'{"text": ["a"]}', "the text is a list, not words"),
        (b'{"text": 1}', "the text is a number, not words"),
        (b'{"text": "a\\ud800"}', "half a character (a lone surrogate) at offset 1"),
        (b'{"text": "\xe9"}', "it is not UTF-8 at byte 10"),
        (b'{"text": "a", "id": {}}', "its id is an object"),
        (b'{"text": "a", "id": true}', "its id is true or false"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_line_that_is_no_record_is_told_and_the_next_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    bad, good = read(lines(tmp_path, line + b"\n" + jsonl(RECORDS[0])))
    assert isinstance(bad, Unread) and reason in bad.reason
    assert isinstance(good, Record) and good.where == "c.jsonl:2"


def test_a_line_that_is_too_long_is_told_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "LIMIT", 200)
    bad, good = read(lines(tmp_path, b'{"text": "' + b"a" * 1_000 + b'"}\n' + jsonl(RECORDS[0])))
    assert isinstance(bad, Unread) and bad.reason.startswith("a line of 1013 bytes; at most 200")
    assert isinstance(good, Record) and good.name == "a"


def test_a_mark_before_the_first_line_and_blank_lines_are_no_records(tmp_path: Path) -> None:
    assert len(read(lines(tmp_path, b"\xef\xbb\xbf" + jsonl(RECORDS[0]) + b"\r\n \n" + jsonl(RECORDS[1])))) == 2


@pytest.mark.parametrize("name", ["c.csv", "c.jsonl.bz2", "c.parquet.gz", "c"])
def test_a_file_of_another_kind_is_misuse(tmp_path: Path, name: str) -> None:
    with pytest.raises(Misuse, match="unknown kind"):
        open_corpus(lines(tmp_path, b"", name))


def test_a_path_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="is not there"):
        open_corpus(tmp_path / "none.jsonl")


@given(st.text(max_size=300))
def test_an_id_is_a_file_name_or_refused(name: str) -> None:
    try:
        made = source_id(name)
    except ValueError as error:
        assert str(error)
    else:
        assert made and not set(made) & set("/\\ \n\t\0") and source_id(made) == made


def test_slashes_and_spaces_in_an_id_become_underscores() -> None:
    assert source_id("ar/2026 01") == "ar_2026_01"
