"""How failures are written down, counted and blamed on articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad.failures import Failure, Ledger, blamed, kind
from musnad.problems import Problem


def problem(where: str, rule: str = "quotes_match_text") -> Problem:
    return Problem(where, rule, "«a»", "«b»", "Mend it")


TABLES = {
    "sources": [{"source_id": "one"}, {"source_id": "two"}],
    "claims": [
        {"claim_id": "clm_1", "source_id": "one"},
        {"claim_id": "clm_2", "source_id": "two"},
        {"claim_id": "clm_1", "source_id": "two"},
    ],
    "actors": [{"actor_id": "russia"}],
}


def test_a_failure_is_one_line_of_json(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "f.jsonl") as ledger:
        ledger.add(Failure("a", "c.jsonl:1", "read", "שורה\nשנייה"))
        ledger.add(Failure(None, "c.jsonl:2", "read", "there is no text"))
    first, second = map(json.loads, (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines())
    assert first == {"id": "a", "where": "c.jsonl:1", "stage": "read", "reason": "שורה\nשנייה"}
    assert second["id"] is None
    assert ledger.count == 2


def test_even_half_a_character_can_be_written_down(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "f.jsonl") as ledger:
        ledger.add(Failure("\ud800", "c.jsonl:1", "read", "-"))
    assert (tmp_path / "f.jsonl").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the date «אתמול» is no day", "the date «اليوم» is no day"),
        ("a line of 1013 bytes", "a line of 99 bytes"),
        (str(problem("claims[clm_1].quote")), str(problem("dates[dat_1].quote"))),
    ],
)
def test_reasons_are_counted_by_their_kind(one: str, other: str) -> None:
    assert kind(one) == kind(other)


def test_kinds_of_reason_do_not_fill_the_memory(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "f.jsonl") as ledger:
        for number in range(3_000):
            ledger.add(Failure(None, "-", "extract", "".join(chr(97 + int(figure)) for figure in str(number))))
    assert len(ledger.reasons) < 1_100 and ledger.count == 3_000 and len(ledger.first) < 100


def test_a_problem_is_blamed_on_the_article_of_its_row() -> None:
    assert set(blamed([problem("claims[clm_2].spans[0].start"), problem("sources[two].title")], TABLES)) == {"two"}


def test_of_articles_with_one_key_the_first_is_spared() -> None:
    assert set(blamed([problem("claims[clm_1].claim_id", "keys_are_unique")], TABLES)) == {"two"}


@pytest.mark.parametrize("where", ["actors[russia].names", "manifest.json: content digest", "claims[clm_9].quote"])
def test_a_problem_of_no_article_blames_nobody(where: str) -> None:
    assert blamed([problem(where)], TABLES) == {}
