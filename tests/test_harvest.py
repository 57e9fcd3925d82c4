"""What an extraction of a whole corpus writes, what it does with failures, and what it leaves untouched."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from musnad import cli, harvest, identifiers, merge, publish, release
from musnad.cli_extract import lines
from musnad.extract import extract
from musnad.harvest import Harvest
from musnad.problems import Misuse, ProblemsFound
from musnad.records import Actor, Article, Layers, Mention, Registry
from musnad.spans import Span
from musnad.validate import validate, validate_merged

REGISTRY: Registry = {
    "russia": Actor("russia", "Russia", "state", {"ar": "روسيا", "he": "רוסיה"}),
    "ukraine": Actor("ukraine", "Ukraine", "state", {"ar": "أوكرانيا", "he": "אוקראינה"}),
    "united-states": Actor("united-states", "United States", "state", {"ar": "الولايات المتحدة"}),
    "wafa": Actor("wafa", "WAFA", "agency", {"ar": "وفا"}),
    "somebody": Actor("somebody", "somebody", "unnamed", scope="elsewhere"),
}
ACTORS = """\
actors:
- {id: russia, name: Russia, type: state, names: {ar: روسيا, he: רוסיה}}
- {id: ukraine, name: Ukraine, type: state, names: {ar: أوكرانيا, he: אוקראינה}}
"""
ARABIC = "أعلنت أوكرانيا، أمس، تأجيل المحادثات. وكانت روسيا قد رحبت بها."
HEBREW = "אוקראינה דחתה אתמול את השיחות. רוסיה בירכה עליהן."
RECORDS: list[dict[str, Any]] = [
    {"id": "ar/1", "text": ARABIC, "date": "2026-01-06", "title": "تأجيل المحادثات", "outlet": "وفا", "language": "ar"},
    {"id": "he-1", "text": HEBREW, "date": None, "url": "https://example.org/ידיעה"},
    {"text": "رحّبت روسيا بالمحادثات للولايات المتحدة."},
]
BAD: list[tuple[Any, str, str]] = [
    ({"id": "again", "text": ARABIC}, "read", "a duplicate: the same text as c.jsonl:1"),
    ({"id": "he-1", "text": HEBREW + " עוד."}, "read", "a duplicate: the same id as c.jsonl:2"),
    ({"id": "empty", "text": ""}, "read", "an empty file"),
    ({"id": "white", "text": " \n"}, "read", "nothing but white space"),
    ({"id": "day", "text": HEBREW + "א", "date": "אתמול"}, "read", "the date «אתמול» is no day"),
    ({"id": "french", "text": "Bonjour, " + HEBREW, "language": "fr"}, "read", "the language «fr»"),
    ({"id": "greek", "text": "Η Ουκρανία ανέβαλε τις συνομιλίες."}, "read", "a language that musnad does not know"),
    ({"id": "other", "text": HEBREW + "ב", "language": "ar"}, "read", "a text that reads like Hebrew"),
    ({"id": "..", "text": HEBREW + "ג"}, "read", "the id «..» is no name"),
    ({"id": "title", "text": HEBREW + "ד", "title": 7}, "read", "the field title holds 7"),
    ({"id": "nul", "text": HEBREW + "\0"}, "read", "1 NUL characters"),
    ({"id": "no-text"}, "read", "there is no text"),
    ([], "read", "it is a list"),
]


def without_claims(article: Article, registry: Registry, published: str | None = None) -> Layers:
    """The rules without claims, so that these tests say nothing about those."""
    layers = extract(article, registry, published)
    layers.claims = []
    layers.sentences = [
        replace(one, no_claim_reason=one.no_claim_reason or "not_extracted") for one in layers.sentences
    ]
    return layers


def jsonl(folder: Path, *records: Any, name: str = "c.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    return path


def made(source: Path, out: Path, **changed: Any) -> Harvest:
    return harvest.harvest(source, out, REGISTRY, **{"extractor": without_claims, **changed})


def failures(out: Path) -> list[dict[str, Any]]:
    text = (out / release.FAILURES).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def sources(out: Path) -> dict[str, dict[str, Any]]:
    return {row["source_id"]: row for row in release.read_rows(out)["sources"]}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_what_is_written_is_a_valid_release(tmp_path: Path, out: Path) -> None:
    found = made(jsonl(tmp_path, *RECORDS), out)
    assert (found.read, found.written, failures(out)) == (3, 3, [])
    assert list(validate(out)) == []
    rows = release.read_rows(out)
    assert {row["quote"] for row in rows["mentions"]} >= {"أوكرانيا", "רוסיה", "لولايات المتحدة"}
    assert {row["review_status"] for row in rows["sources"]} == {"unreviewed"}
    assert {row["method"] for table in ("sentences", "mentions", "dates") for row in rows[table]} == {"rules"}
    assert {entry["rows"] for table, entry in found.manifest["tables"].items() if table in ("clusters", "claims")} == {
        0
    }


def test_what_a_record_says_stands_with_its_source(tmp_path: Path, out: Path) -> None:
    made(jsonl(tmp_path, *RECORDS), out)
    rows = sources(out)
    first, second = rows["ar_1"], rows["he-1"]
    assert (first["published"], first["published_basis"]) == ("2026-01-06", "stated")
    assert first["published_evidence"] == "the field date of the record: 2026-01-06"
    assert (first["title"], first["outlet_id"], first["note"]) == ("تأجيل المحادثات", "wafa", "id: ar/1")
    assert first["path"] == "c.jsonl:1"
    assert (second["published"], second["published_basis"]) == (None, "none")
    assert second["url"] == "https://example.org/%D7%99%D7%93%D7%99%D7%A2%D7%94"
    (unnamed,) = rows.keys() - {"ar_1", "he-1"}
    assert unnamed == hashlib.sha256(RECORDS[2]["text"].encode()).hexdigest()[:16]


def test_relative_days_are_resolved_from_the_day_of_the_record(tmp_path: Path, out: Path) -> None:
    made(jsonl(tmp_path, *RECORDS), out)
    days = {row["quote"]: (row["value"], row["anchor_basis"]) for row in release.read_rows(out)["dates"]}
    assert days["أمس"] == ("2026-01-05", "published")
    assert days["אתמול"] == (None, None)


def test_every_kind_of_input_gives_the_same_rows(tmp_path: Path) -> None:
    records = [{"id": f"a{number}", "text": one["text"]} for number, one in enumerate(RECORDS)]
    folder = tmp_path / "texts"
    folder.mkdir()
    for record in records:
        (folder / f"{record['id']}.txt").write_bytes(record["text"].encode())
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "c.parquet")
    found = []
    for source in (folder, tmp_path / "c.parquet", jsonl(tmp_path, *records)):
        made(source, tmp_path / f"out-{source.name}")
        rows = release.read_rows(tmp_path / f"out-{source.name}")
        found.append({table: [row | {"path": ""} for row in rows[table]] for table in rows})
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(("record", "stage", "reason"), BAD, ids=[reason for _, _, reason in BAD])
def test_a_bad_record_is_a_failure_with_its_reason(
    tmp_path: Path, out: Path, record: Any, stage: str, reason: str
) -> None:
    found = made(jsonl(tmp_path, *RECORDS, record), out)
    (failure,) = failures(out)
    assert (failure["stage"], failure["where"]) == (stage, "c.jsonl:4") and reason in failure["reason"]
    assert failure["id"] == (record["id"] if record else None)
    assert (found.read, found.written) == (4, 3)


def test_as_many_are_read_as_are_written_or_fail(tmp_path: Path, out: Path) -> None:
    bad = [record for record, _, _ in BAD]
    found = made(jsonl(tmp_path, *RECORDS, *bad), out)
    assert found.read == len(RECORDS) + len(bad) == found.written + found.failed.total()
    assert len(failures(out)) == found.failed.total()


def raises(article: Article, registry: Registry, published: str | None) -> Layers:
    raise ValueError("no idea")


def beyond(article: Article, registry: Registry, published: str | None) -> Layers:
    layers = without_claims(article, registry, published)
    layers.mentions.append(Mention("russia", Span(900, 905), "name", "rules"))
    return layers


def unknown(article: Article, registry: Registry, published: str | None) -> Layers:
    layers = without_claims(article, registry, published)
    layers.mentions = [replace(one, form="guess") for one in layers.mentions]
    return layers


def inside_a_word(article: Article, registry: Registry, published: str | None) -> Layers:
    layers = without_claims(article, registry, published)
    layers.mentions = [replace(one, span=Span(one.span.start, one.span.end - 1)) for one in layers.mentions]
    return layers


def half_a_character(article: Article, registry: Registry, published: str | None) -> Layers:
    layers = without_claims(article, registry, published)
    layers.source = replace(layers.source, note="\ud800")
    return layers


def nothing(article: Article, registry: Registry, published: str | None) -> Layers:
    return None  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("mistaken", "stage", "reason"),
    [
        (raises, "extract", "ValueError: no idea"),
        (nothing, "assemble", "AttributeError"),
        (beyond, "assemble", "records_fit_schema"),
        (unknown, "assemble", "records_fit_schema"),
        (half_a_character, "assemble", "records_fit_schema"),
        (inside_a_word, "validate", "named_mentions_are_registered"),
    ],
)
@pytest.mark.parametrize("workers", [1, 3])
def test_an_article_that_an_extractor_gets_wrong_fails_alone(
    tmp_path: Path, out: Path, mistaken: Callable[..., Layers], stage: str, reason: str, workers: int
) -> None:
    def sometimes(article: Article, registry: Registry, published: str | None) -> Layers:
        return (mistaken if article.source_id == "he-1" else without_claims)(article, registry, published)

    found = made(jsonl(tmp_path, *RECORDS), out, extractor=sometimes, workers=workers)
    (failure,) = failures(out)
    assert (failure["id"], failure["stage"]) == ("he-1", stage) and reason in failure["reason"]
    assert (found.read, found.written) == (3, 2)
    assert list(validate(out)) == []


def test_batches_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [{"text": f"{ARABIC} وهذا النص رقم {number}."} for number in range(12)]
    source = jsonl(tmp_path, *RECORDS, BAD[0][0], *texts)
    made(source, tmp_path / "one")
    monkeypatch.setattr(harvest, "ARTICLES", 2)
    monkeypatch.setattr(merge, "_GROUP", {"sources": 3})
    monkeypatch.setattr(merge, "_ROWS_OF_GROUP", 5)
    made(source, tmp_path / "many")
    assert pq.ParquetFile(tmp_path / "many" / "sentences.parquet").num_row_groups > 5
    assert release.read_rows(tmp_path / "one") == release.read_rows(tmp_path / "many")
    one, many = (release.read_manifest(tmp_path / name) for name in ("one", "many"))
    assert one["content_digest"] == many["content_digest"]
    assert list(validate(tmp_path / "many")) == []


def test_a_merged_release_is_the_one_that_would_be_written_at_once(tmp_path: Path, out: Path) -> None:
    made(jsonl(tmp_path, *RECORDS), out)
    (tmp_path / "again").mkdir()
    publish.write(release.read_rows(out), tmp_path / "again")
    assert release.read_manifest(tmp_path / "again")["content_digest"] == release.read_manifest(out)["content_digest"]


def test_articles_whose_rows_share_an_id_by_chance_are_parted(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = identifiers.row_id

    def short(table: str, article_sha256: str, spans: Any, order: int = 0) -> str:
        return honest(table, "same" if table == "dates" else article_sha256, spans, order)

    for module in (identifiers, sys.modules["musnad.assemble"]):
        monkeypatch.setattr(module, "row_id", short)
    twins = [{"id": name, "text": f"{ARABIC} {name}"} for name in ("b", "a", "c")]
    other = {"id": "z", "text": "رحبت روسيا بالقرار."}
    for size in (1, 10):
        monkeypatch.setattr(harvest, "ARTICLES", size)
        found = made(jsonl(tmp_path, *twins, other), out)
        assert found.written == 2 and found.read == 4
        assert {one["stage"] for one in failures(out)} == {"merge" if size == 1 else "validate"}
        assert list(validate(out)) == []


@pytest.mark.parametrize("table", ["actors", "sentences", "sources"])
def test_a_merged_table_that_was_changed_is_noticed(tmp_path: Path, out: Path, table: str) -> None:
    made(jsonl(tmp_path, *RECORDS), out)
    assert list(validate_merged(out)) == []
    rows = release.read_rows(out)
    column = {"actors": "n_mentions", "sentences": "position", "sources": "n_sentences"}[table]
    rows[table][0][column] += 1
    publish.write_table(table, rows[table], out)
    assert {problem.rule for problem in validate_merged(out)} >= {"files_match_manifest"}
    described = release.read_manifest(out)
    described["tables"][table]["sha256"] = release.file_digest(out / release.parquet_name(table))
    (out / release.MANIFEST).write_text(json.dumps(described), encoding="utf-8")
    assert {problem.rule for problem in validate_merged(out)} >= {"contents_match_digests"}


def test_another_digest_than_was_taken_from_the_file_is_noticed(tmp_path: Path, out: Path) -> None:
    made(jsonl(tmp_path, *RECORDS), out)
    tables = release.read_manifest(out)["tables"]
    taken = {entry["sha256"]: entry["content_digest"] for entry in tables.values() if entry["rows"]}
    assert list(validate_merged(out, taken)) == []
    other = taken | {tables["mentions"]["sha256"]: tables["dates"]["content_digest"]}
    assert [problem.rule for problem in validate_merged(out, other)] == ["contents_match_digests"]


def test_a_row_that_is_lost_between_memory_and_disk_is_noticed(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forgetful(pq.ParquetWriter):  # type: ignore[misc]
        def write_table(self, table: Any, row_group_size: int | None = None) -> None:
            super().write_table(table.take([0, *range(table.num_rows - 1)]), row_group_size)

    monkeypatch.setattr(pq, "ParquetWriter", Forgetful)
    with pytest.raises(Misuse, match="does not hold the rows that were written"):
        made(jsonl(tmp_path, *RECORDS), out)
    assert not out.exists()


def test_rows_out_of_order_or_twice_are_noticed_in_a_merged_release(tmp_path: Path, out: Path) -> None:
    made(jsonl(tmp_path, *RECORDS), out)
    path = out / "sentences.parquet"
    table = pq.read_table(path)
    pq.write_table(table.take([1, 1, 0]), path)
    described = release.read_manifest(out)
    described["tables"]["sentences"]["sha256"] = release.file_digest(path)
    (out / release.MANIFEST).write_text(json.dumps(described), encoding="utf-8")
    rules = {problem.rule for problem in validate_merged(out)}
    assert rules >= {"keys_are_unique", "rows_stand_in_order", "computed_columns_agree"}


def test_another_card_is_noticed_in_a_merged_release(tmp_path: Path, out: Path) -> None:
    made(jsonl(tmp_path, *RECORDS), out)
    (out / release.README).write_text("---\n---\n", encoding="utf-8")
    assert {problem.rule for problem in validate_merged(out)} == {"card_matches_manifest"}


def test_an_earlier_extraction_is_replaced(tmp_path: Path, out: Path) -> None:
    made(jsonl(tmp_path, *RECORDS, BAD[0][0]), out)
    made(jsonl(tmp_path, RECORDS[1]), out)
    assert list(sources(out)) == ["he-1"] and failures(out) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.lock", "c.jsonl", "out"]


def test_where_nothing_can_be_written_the_old_release_stays(tmp_path: Path, out: Path) -> None:
    made(jsonl(tmp_path, *RECORDS), out)
    for records in ([], [{"id": "empty", "text": ""}]):
        with pytest.raises(ProblemsFound, match="articles_are_written"):
            made(jsonl(tmp_path, *records), out)
    assert len(sources(out)) == 3


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, out: Path) -> None:
    out.mkdir()
    (out / "thesis.txt").write_text("mine")
    with pytest.raises(Misuse):
        made(jsonl(tmp_path, *RECORDS), out)
    assert [path.name for path in out.iterdir()] == ["thesis.txt"]


def test_misuse_of_an_extractor_ends_the_run(tmp_path: Path, out: Path) -> None:
    def keyless(article: Article, registry: Registry, published: str | None) -> Layers:
        raise Misuse("no key")

    with pytest.raises(Misuse, match="no key"):
        made(jsonl(tmp_path, *RECORDS), out, extractor=keyless)
    assert not out.exists()


def test_a_registry_in_which_two_actors_share_a_name_is_refused_before_anything_is_read(
    tmp_path: Path, out: Path
) -> None:
    registry = REGISTRY | {"rossiya": Actor("rossiya", "Rossiya", "state", {"he": "רוסיה"})}
    with pytest.raises(ProblemsFound, match="names_denote_one_actor"):
        harvest.harvest(jsonl(tmp_path, *RECORDS), out, registry, extractor=raises)
    assert not out.exists()


def test_the_command_prints_that_nothing_was_lost(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    records = [one | {"publisher": "-"} for one in RECORDS]
    source = jsonl(tmp_path, *records, *(record for record, _, _ in BAD[:4]))
    assert cli.main(["extract", str(source), "--out", str(out), "--actors", str(tmp_path / "actors.yaml")]) == 0
    printed = capsys.readouterr().out
    assert "read 7 = written 3 + failed 4" in printed
    assert "fields that were not read: publisher (3)" in printed
    assert "1 read: a duplicate: the same text …" in printed
    assert {row["actor_id"] for row in release.read_rows(out)["actors"]} == {"russia", "ukraine"}
    assert release.read_manifest(out)["tables"]["actors"]["made_from"] == ["actors.yaml"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.jsonl", "--out", "out"], "is not there"),
        (["c.jsonl", "--out", "out", "--actors", "none.yaml"], "no file"),
        (["c.jsonl"], "--out"),
        (["c.jsonl", "--out", "out", "--dry-run"], "--extractor llm"),
    ],
)
def test_a_command_that_makes_no_sense_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    jsonl(tmp_path, *RECORDS)
    assert cli.main(["extract", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_interrupted_extraction_leaves_the_old_one_untouched(tmp_path: Path, out: Path) -> None:
    made(jsonl(tmp_path, *RECORDS), out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    many = ({"id": f"n{number}", "text": f"{ARABIC} {number}"} for number in range(4_000))
    source = jsonl(tmp_path, *many, name="many.jsonl")
    command = [sys.executable, "-m", "musnad", "extract", str(source), "--out", str(out)]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ)
    until = time.monotonic() + 60
    while not list(tmp_path.glob("out.staging-*/runs/*")) and time.monotonic() < until:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130 and "interrupted" in told
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert not list(tmp_path.glob("out.staging-*"))


def test_a_bar_goes_through_all_records_and_prints_nothing_without_a_terminal(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from musnad import progress

    assert made(jsonl(tmp_path, *RECORDS), out, progress=progress.through).written == 3
    assert capsys.readouterr().err == ""


def test_every_table_loads_with_datasets(tmp_path: Path, out: Path) -> None:
    datasets = pytest.importorskip("datasets")
    made(jsonl(tmp_path, *RECORDS, BAD[0][0]), out)
    full = [table for table, entry in release.read_manifest(out)["tables"].items() if entry["rows"]]
    assert full == ["sources", "sentences", "actors", "mentions", "dates"]
    for table in full:
        loaded = datasets.load_dataset(str(out), table, split="train", cache_dir=str(tmp_path / "cache"))
        assert loaded.num_rows == release.read_manifest(out)["tables"][table]["rows"]


def test_speakers_that_the_registry_does_not_know_are_listed_beside_the_tables(tmp_path: Path, out: Path) -> None:
    text = "قال نائب وزير الخارجية سيرغي ريابكوف إن المحادثات ستستأنف غداً في جنيف."
    found = made(jsonl(tmp_path, {"id": "a", "text": text}), out, extractor=extract)
    listed = yaml.safe_load((out / release.UNREGISTERED).read_text("utf-8"))["actors"]
    assert found.unregistered == len(listed) == 1
    assert listed[0]["names"] == {"ar": "سيرغي ريابكوف"}
    assert list(validate(out)) == []
    assert any("unregistered.yaml" in line for line in lines(found, 1.0))


def test_a_byline_that_was_cut_in_a_word_stands_in_the_note(tmp_path: Path, out: Path) -> None:
    record = {"id": "a", "text": "قال الوزير إن المحادثات ستستأنف غداً في جنيف.", "byline": "قال الوزير إن المحاد"}
    found = made(jsonl(tmp_path, record), out)
    assert (found.written, sources(out)["a"]["byline"]) == (1, None)
    assert "byline, not in the text: قال الوزير إن المحاد" in sources(out)["a"]["note"]
