"""The workflows run code that cannot change under its name, with no more rights than it needs."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAY_WRITE = {("pages.yml", "publish"): {"pages", "id-token"}}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_is_named_by_its_commit_and_its_version_beside_it(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[0-9.]+", one)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_job_may_write_only_what_it_publishes(path: Path) -> None:
    workflow = read(path.name)
    assert "write" not in workflow["permissions"].values()
    for name, job in workflow["jobs"].items():
        writes = {right for right, kind in job.get("permissions", {}).items() if kind == "write"}
        assert writes == MAY_WRITE.get((path.name, name), set())


def test_the_handbook_is_published_of_a_release_alone_and_as_make_builds_it() -> None:
    workflow = read("pages.yml")
    assert workflow[True] == {"push": {"tags": ["v*"]}}  # YAML 1.1 takes the word `on` for true
    commands = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert commands == ["make docs"]


def test_the_address_of_the_site_is_told_to_what_builds_it() -> None:
    told = [step["env"] for step in read("pages.yml")["jobs"]["build"]["steps"] if "env" in step]
    (name,) = told[0]
    assert f"!ENV [{name}," in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_continuous_integration_brings_its_browser_and_its_fonts() -> None:
    script = ROOT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")
    assert script.stat().st_mode & stat.S_IXUSR or "bash .ci/run" in (WORKFLOWS[0].read_text(encoding="utf-8"))
    assert re.search(r"apt-get install .*chromium .*fonts-noto-core", text)
    assert "export CI=" in text
