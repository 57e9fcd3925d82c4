"""Publishing is all or nothing: whatever happens on the way, the published folder is what it was, or new and whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from publisher import actor, actors_in, publish_once, tables

from musnad import publish, release, schema
from musnad.problems import Misuse, ProblemsFound

PUBLISHER = Path(__file__).parent / "publisher.py"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "data"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(PUBLISHER), *map(str, arguments)]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def beside(out: Path) -> list[str]:
    """What publishing left beside the release, but for the lock."""
    return sorted(path.name for path in out.parent.iterdir() if path.name not in (out.name, f".{out.name}.lock"))


@pytest.fixture
def busy(out: Path) -> Iterator[subprocess.Popen[str]]:
    """A build of another process that stays in the middle of publishing."""
    publish_once(out, 2)
    with start(out, 3, "pause", 60) as process:
        staged = out.with_name(f"data.staging-{process.pid}")
        deadline = time.monotonic() + 30
        while not (staged / release.CROISSANT).exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        yield process
        process.kill()


def test_a_release_holds_what_it_was_given_sorted_by_key(out: Path) -> None:
    publish_once(out, 5)
    assert sorted(content(out)) == ["README.md", "actors.parquet", "croissant.json", "manifest.json"]
    assert release.read_rows(out) == {"actors": [actor(number) for number in range(5)], "mentions": []}
    assert beside(out) == []


def test_a_file_has_the_compiled_types_one_row_group_zstd_and_a_page_index(out: Path) -> None:
    publish_once(out, 5)
    file = pq.ParquetFile(out / "actors.parquet")
    assert file.schema_arrow.equals(schema.table("actors").arrow)
    column = file.metadata.row_group(0).column(0)
    assert (file.num_row_groups, column.compression, column.has_offset_index) == (1, "ZSTD", True)


def test_the_manifest_tells_what_was_written(out: Path) -> None:
    publish_once(out, 3)
    entry = release.read_manifest(out)["tables"]["actors"]
    assert entry["sha256"] == sha256((out / "actors.parquet").read_bytes()).hexdigest()
    assert (entry["rows"], entry["made_from"]) == (3, ["annotations/actors.yaml"])
    assert entry["columns"] == list(schema.table("actors").columns)


def test_a_table_without_rows_is_listed_and_has_no_file(out: Path) -> None:
    publish_once(out, 1)
    entry = release.read_manifest(out)["tables"]["mentions"]
    assert (entry["rows"], entry["file"], entry["sha256"]) == (0, None, None)
    assert not (out / "mentions.parquet").exists()


def test_the_same_rows_give_the_same_bytes_in_any_order(out: Path, tmp_path: Path) -> None:
    publish_once(out, 5)
    again = tmp_path / "again"
    with publish.stage(
        {"actors": [actor(n) for n in range(5)], "mentions": []},
        again,
        made_from={"actors": ["annotations/actors.yaml"]},
    ) as staged:
        publish.exchange(staged, again)
    assert content(again) == content(out)


def test_a_content_digest_does_not_depend_on_how_the_file_is_packed(out: Path, tmp_path: Path) -> None:
    publish_once(out, 5)
    rows = pq.read_table(out / "actors.parquet")
    pq.write_table(pa.concat_tables([rows.slice(3), rows.slice(0, 3)]), tmp_path / "other.parquet", compression="none")
    repacked = pq.read_table(tmp_path / "other.parquet").to_pylist()
    listed = release.read_manifest(out)["tables"]["actors"]["content_digest"]
    assert release.content_digest("actors", repacked) == listed
    assert release.content_digest("actors", [actor(0)]) != listed


def test_a_staged_release_that_is_not_exchanged_is_gone(out: Path) -> None:
    publish_once(out, 2)
    before = content(out)
    with publish.stage(tables(3), out) as staged:
        assert actors_in(staged) == 3
    assert content(out) == before
    assert beside(out) == []


def test_an_error_in_the_block_leaves_the_release_as_it_was(out: Path) -> None:
    publish_once(out, 2)
    before = content(out)
    with pytest.raises(ZeroDivisionError), publish.stage(tables(3), out):
        raise ZeroDivisionError
    assert content(out) == before
    assert beside(out) == []


@pytest.mark.parametrize(
    "changed",
    [{"type": "planet"}, {"surprise": 1}, {"aliases": None}, {"name": "\ud800"}],
    ids=["unknown value", "unknown column", "null list", "half a character"],
)
def test_rows_that_arrow_would_take_and_the_schema_refuses_are_not_published(
    out: Path, changed: dict[str, object]
) -> None:
    publish_once(out, 2)
    before = content(out)
    with pytest.raises(ProblemsFound) as caught, publish.stage(tables(1, **changed), out):
        pass
    (problem,) = caught.value.problems
    assert problem.rule == "records_fit_schema"
    assert problem.where.startswith("actors[actor-000]")
    assert content(out) == before


def test_an_earlier_release_is_replaced_with_everything_in_it(out: Path) -> None:
    with publish.stage({"sources": [], **tables(2)}, out) as staged:
        publish.exchange(staged, out)
    (out / "sources.parquet").write_bytes(b"")
    publish_once(out, 3)
    assert not (out / "sources.parquet").exists()
    assert actors_in(out) == 3


def test_an_empty_folder_is_published_to(out: Path) -> None:
    out.mkdir()
    publish_once(out, 1)
    assert actors_in(out) == 1


def test_a_link_stays_a_link_and_its_folder_is_replaced(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "real").mkdir(parents=True)
    out.symlink_to(tmp_path / "elsewhere" / "real")
    publish_once(out, 1)
    publish_once(out, 2)
    assert out.is_symlink()
    assert actors_in(tmp_path / "elsewhere" / "real") == 2


def make_file(out: Path) -> None:
    out.write_text("a diary")


def make_foreign_folder(out: Path) -> None:
    out.mkdir()
    (out / "diary.txt").write_text("a diary")


def make_release_with_a_foreign_file(out: Path) -> None:
    publish_once(out, 1)
    (out / "diary.txt").write_text("a diary")


def make_foreign_manifest(out: Path) -> None:
    out.mkdir()
    (out / "manifest.json").write_text('{"name": "a web page"}')


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (make_file, "is a file, not a folder"),
        (make_foreign_folder, "holds no release"),
        (make_release_with_a_foreign_file, "holds diary.txt"),
        (make_foreign_manifest, "holds no release"),
    ],
)
def test_what_someone_else_keeps_there_is_never_replaced(out: Path, make: object, said: str) -> None:
    make(out)  # type: ignore[operator]
    before = content(out) if out.is_dir() else out.read_bytes()
    with pytest.raises(Misuse, match=said):
        publish_once(out, 1)
    assert (content(out) if out.is_dir() else out.read_bytes()) == before
    assert beside(out) == []


def test_a_place_that_cannot_be_written_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Misuse, match="cannot be written"):
        publish_once(tmp_path / "file" / "data", 1)


def test_a_read_only_folder_is_told_without_a_traceback(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_once(out, 1)
    before = content(out)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, os.strerror(30), str(out))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(Misuse, match="Read-only file system"):
        publish_once(out, 2)
    assert content(out) == before


@pytest.mark.parametrize("room", [0, 100, 4000, 12000])
def test_a_full_disk_loses_nothing(out: Path, room: int) -> None:
    publish_once(out, 2)
    before = content(out)
    with start(out, 40, "small", room) as process:
        assert process.wait() == 2
        assert process.stderr is not None
        said = process.stderr.read()
    assert "Nothing was published" in said
    assert "Traceback" not in said
    assert content(out) == before
    assert beside(out) == []


@pytest.mark.parametrize("way", ["exchange", "fallback"])
def test_a_build_killed_at_any_step_leaves_the_old_release_or_the_new(out: Path, way: str) -> None:
    with start(out, 5, "everywhere", way) as process:
        lines, said = process.communicate()
    assert said == ""
    outcomes = Counter(tuple(line.split()) for line in lines.splitlines())
    assert outcomes[("4", "4")] > 15
    assert outcomes[("5", "5")] > 1
    assert outcomes[("gone", "4")] == (way == "fallback")
    assert set(outcomes) <= {("4", "4"), ("5", "5"), ("gone", "4")}
    assert beside(out) == []


def test_without_an_exchange_the_release_is_replaced_all_the_same(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_exchange_folders", lambda one, other: False)
    publish_once(out, 1)
    publish_once(out, 2)
    assert actors_in(out) == 2
    assert beside(out) == []


def test_a_replacement_that_fails_halfway_is_taken_back(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_once(out, 1)
    before = content(out)
    monkeypatch.setattr(publish, "_exchange_folders", lambda one, other: False)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if ".staging-" in path.name:
            raise OSError(28, os.strerror(28), str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(Misuse, match="No space left"):
        publish_once(out, 2)
    assert content(out) == before
    assert beside(out) == []


def test_this_system_exchanges_in_one_step_if_it_is_linux(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).write_text("")
    assert publish._exchange_folders(one, other) == (sys.platform == "linux")
    assert (one / "other").exists() == (sys.platform == "linux")


def test_what_a_killed_build_left_is_cleared_by_the_next(out: Path, busy: subprocess.Popen[str]) -> None:
    busy.send_signal(signal.SIGKILL)
    busy.wait()
    assert beside(out) == [f"data.staging-{busy.pid}"]
    publish_once(out, 4)
    assert beside(out) == []
    assert actors_in(out) == 4


def test_a_second_build_says_who_holds_the_lock(out: Path, busy: subprocess.Popen[str]) -> None:
    before = content(out)
    with pytest.raises(Misuse, match=f"process {busy.pid} is publishing"), publish.stage(tables(4), out, patience=0.1):
        pass
    assert content(out) == before
    assert busy.poll() is None


def test_builds_at_once_wait_for_one_another(out: Path) -> None:
    processes = [start(out, number, "pause", 0.05) for number in range(1, 6)]
    codes = [process.wait() for process in processes]
    for process in processes:
        process.communicate()
    assert codes == [0] * 5
    assert actors_in(out) in range(1, 6)
    assert beside(out) == []


def test_a_release_that_was_set_aside_is_brought_back_by_whoever_reads_it(out: Path) -> None:
    publish_once(out, 3)
    out.rename(out.with_name("data.previous"))
    assert actors_in(out.with_name("data.previous")) == 3
    assert len(release.read_rows(out)["actors"]) == 3
    assert beside(out) == []


def test_a_copy_of_before_is_not_brought_back_over_a_release(out: Path) -> None:
    publish_once(out, 3)
    out.rename(out.with_name("data.previous"))
    with publish.stage(tables(4), out.with_name("other")) as staged:
        staged.rename(out)
    release.restore(out)
    assert actors_in(out) == 4


def test_restoring_touches_nothing_where_all_is_well(out: Path) -> None:
    publish_once(out, 1)
    (out.parent / ".data.lock").unlink()
    release.restore(out)
    assert sorted(path.name for path in out.parent.iterdir()) == ["data"]


def test_the_root_of_a_disk_is_no_place_to_publish_to() -> None:
    with pytest.raises(Misuse, match="Name another folder to publish to"), publish.stage(tables(1), Path("/")):
        pass
    with pytest.raises(Misuse, match="no release"):
        release.read_manifest(Path("/"))


@pytest.mark.parametrize("wrong", [{"rows": "3"}, {"content_digest": None}])
def test_a_manifest_with_values_of_other_types_is_none(out: Path, wrong: dict[str, object]) -> None:
    publish_once(out, 3)
    manifest = release.read_manifest(out)
    manifest["tables"]["actors"] |= wrong
    (out / release.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(Misuse, match="not the manifest"):
        release.read_manifest(out)
