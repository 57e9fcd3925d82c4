"""What an installation carries, what the lock says, and that a version is written once."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import jsonschema_rs
import yaml

import musnad

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_lock_names_no_host() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_pins_every_dependency() -> None:
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M))
    project = PYPROJECT["project"]
    wanted = chain(project["dependencies"], *project["optional-dependencies"].values())
    names = {re.split(r"[\[<>=~! ;]", name, maxsplit=1)[0].lower() for name in wanted} - {"musnad"}
    assert names - pinned == set()


def test_the_version_is_written_once() -> None:
    assert PYPROJECT["project"]["dynamic"] == ["version"]
    assert PYPROJECT["tool"]["hatch"]["version"]["path"] == "src/musnad/__init__.py"
    assert f"## [{musnad.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_a_wheel_carries_the_schema_and_the_languages(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "schema").rglob("*.json"):
        assert f"musnad/_schema/{path.relative_to(ROOT / 'schema').as_posix()}" in names
    data = {"musnad/languages/ar.yaml", "musnad/languages/he.yaml", "musnad/_actors.yaml", "musnad/py.typed"}
    assert data <= names


def test_the_citation_file_is_valid() -> None:
    citation = yaml.load((ROOT / "CITATION.cff").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    rules = json.loads((ROOT / "tests" / "vendored" / "cff-1.2.0.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(rules, validate_formats=True).validate(citation)
    assert citation["type"] == "dataset"
