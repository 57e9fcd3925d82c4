"""Unregistered speakers: what is counted, what is no speaker, and the list that a person starts an entry from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from musnad import schema, unregistered
from musnad.judgements import read_registry
from musnad.unregistered import Unregistered


def hop(surface: str | None, *, actor_ids: tuple[str, ...] = (), role: str = "speaker", cue: int = 100) -> Any:
    end = len(surface) if surface else None
    start = None if surface is None else 0
    cues = [{"start": cue, "end": cue + 10}]
    return {
        "hop": 1, "role": role, "actor_ids": list(actor_ids), "surface": surface, "start": start, "end": end,
        "quote": surface, "cue": "", "cue_spans": cues,
    }  # fmt: skip


def claims(*hops: Any, source_id: str = "001", language: str = "ar") -> list[dict[str, Any]]:
    return [{"source_id": source_id, "language": language, "attribution": [one]} for one in hops]


def written(found: Unregistered, folder: Path) -> list[dict[str, Any]]:
    found.write(folder / "unregistered.yaml")
    return list(yaml.safe_load((folder / "unregistered.yaml").read_text("utf-8"))["actors"])


def test_speakers_are_listed_by_how_often_they_speak(tmp_path: Path) -> None:
    found = Unregistered()
    found.add(claims(hop("دميتري ميدفيديف"), hop("السفير الروسي"), hop("دميتري ميدفيديف")))
    found.add(claims(hop("שר החוץ"), source_id="002", language="he"))
    found.add(claims(hop("دميتري ميدفيديف"), source_id="003"))
    names = [one["names"] for one in written(found, tmp_path)]
    assert names == [{"ar": "دميتري ميدفيديف"}, {"ar": "السفير الروسي"}, {"he": "שר החוץ"}]
    text = (tmp_path / "unregistered.yaml").read_text("utf-8")
    assert "# claims: 3, as in 001, 003\n- id: to-be-registered-1\n" in text


def test_spellings_of_one_name_are_one_speaker(tmp_path: Path) -> None:
    found = Unregistered()
    found.add(claims(hop("أنطونيو كوستا"), hop("انطونيو كوستا")))
    assert [one["names"]["ar"] for one in written(found, tmp_path)] == ["أنطونيو كوستا"]


def test_who_is_registered_and_what_points_back_is_no_such_speaker(tmp_path: Path) -> None:
    found = Unregistered()
    found.add(claims(hop("زيلينسكي", actor_ids=("zelenskyy",)), hop(None), hop("الأخير")))
    found.add(claims(hop("לדבריו", cue=0), hop("הוא"), language="he"))
    found.write(tmp_path / "unregistered.yaml")
    assert (len(found.times), list(tmp_path.iterdir())) == (0, [])


@pytest.mark.parametrize(("role", "kind"), [("speaker", "person"), ("outlet", "media"), ("document", "document")])
def test_the_role_proposes_the_type(role: str, kind: str, tmp_path: Path) -> None:
    found = Unregistered()
    found.add(claims(hop("النهار", role=role)))
    assert [one["type"] for one in written(found, tmp_path)] == [kind]


def test_a_completed_entry_is_an_entry_of_the_registry(tmp_path: Path) -> None:
    found = Unregistered()
    found.add(claims(hop('יו"ר האופוזיציה: לפיד'), language="he"))
    found.write(tmp_path / "actors.yaml")
    text = (tmp_path / "actors.yaml").read_text("utf-8")
    (tmp_path / "actors.yaml").write_text(
        text.replace("to-be-registered-1", "lapid").replace("name: ''", "name: Yair Lapid"), "utf-8"
    )
    registry, problems = read_registry(tmp_path / "actors.yaml")
    assert problems == []
    assert registry["lapid"].names["he"] == 'יו"ר האופוזיציה: לפיד'


def test_an_entry_that_nobody_completed_is_refused(tmp_path: Path) -> None:
    found = Unregistered()
    found.add(claims(hop("دميتري ميدفيديف")))
    found.write(tmp_path / "actors.yaml")
    assert [one.rule for one in read_registry(tmp_path / "actors.yaml")[1]]


def test_however_many_there_are_only_so_many_are_held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(unregistered, "HELD", 10)
    found = Unregistered()
    for number in range(200):
        found.add(claims(hop(f"المتحدث {number}"), hop("ميدفيديف")))
        assert len(found.times) <= 21
    assert written(found, tmp_path)[0]["names"] == {"ar": "ميدفيديف"}
    assert found.times.most_common(1)[0][1] == 200


def test_the_types_are_those_of_the_registry() -> None:
    known = schema.table("actors").properties["type"]["oneOf"]
    assert {*unregistered._TYPES.values(), "person"} <= {one["const"] for one in known}
