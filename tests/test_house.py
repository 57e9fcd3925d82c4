"""The house rules that a reader relies on: what may import what, how long a thing may be, what every folder says."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "musnad"
MODULES = sorted(PACKAGE.rglob("*.py"))

NOUNS = {"schema", "records", "spans", "problems", "languages", "folding", "edtf", "judgements", "identifiers"}
NOUNS |= {"release", "croissant", "words", "chains", "corroboration", "computed", "card", "hierarchies"}
STAGES = {"read", "extract", "annotate", "compare", "link", "assemble", "validate", "publish", "document"}
FACE = {"__main__", "build", "fresh", "cli", "show", "tables", "report", "progress", "diff"}
STAGES |= {"evaluate"}
FACE |= {"measure", "cli_evaluate"}
STAGES |= {"describe", "merge"}
NOUNS |= {"corpus", "failures", "parts", "collector", "unregistered"}
FACE |= {"harvest", "cli_extract"}
STAGES |= {"review"}
STAGES |= {"llm"}
FACE |= {"cli_review", "handbook"}
MAY_IMPORT_STAGES = {
    "build": STAGES,  # the only place that knows their order
    "harvest": STAGES,  # the same for a corpus without judgements, in batches
    "cli_extract": {"extract", "llm"},  # the extractors
    "cli": {"validate"},  # `musnad check` is that stage alone
    "report": {"compare"},  # it prints what that stage found
    "measure": {"read", "extract", "annotate", "evaluate"},  # runs an extractor over articles and annotations
    "cli_review": {"read", "extract", "annotate", "review"},  # drafts and lists before there is anything to build
    "handbook": {"document", "evaluate"},  # it writes what these render
    "cli_evaluate": {"extract", "evaluate"},  # it prints what the one stage found of the other
}


def room(path: Path) -> str:
    """The module or package directly under musnad that a file belongs to: ``validate/keys.py`` is in ``validate``."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    """Every room of musnad that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "musnad":
            names = [f"musnad.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import; write it out, so that this test can see it"
            names = [node.module or ""]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("musnad."))


def test_every_module_is_a_noun_a_stage_or_part_of_the_face() -> None:
    assert {room(path) for path in MODULES} - {""} == NOUNS | STAGES | FACE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_stages_import_nouns_and_never_one_another(path: Path) -> None:
    here, others = room(path), set(imported_rooms(path)) - {room(path), "__version__"}
    if here in NOUNS | STAGES:
        assert others <= NOUNS
    else:
        assert others & STAGES <= MAY_IMPORT_STAGES.get(here, set())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_says_what_it_is_and_fits_in_the_head(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert len(text.splitlines()) <= 400
    assert not re.search(r"util|helper|common|misc", path.name)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            written = node.body[1:] if ast.get_docstring(node) else node.body
            lines = node.end_lineno - written[0].lineno + 1 if written and node.end_lineno else 0
            assert lines <= 40, f"{path}: {node.name} has {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_comment_leaves_something_to_do(path: Path) -> None:
    assert not re.search(r"#\s*(TODO|FIXME|XXX|HACK)", path.read_text(encoding="utf-8"))


def test_the_command_line_starts_without_heavy_imports() -> None:
    heavy = "{'polars', 'pandas', 'pandera', 'pyarrow', 'duckdb', 'datasets', 'jsonschema', 'rich', 'numpy', 'httpx'}"
    program = f"import sys, musnad.cli; musnad.cli.parser(); print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["seeds", "annotations", "schema", "data", "docs"])
def test_a_folder_opens_with_a_readme(name: str) -> None:
    assert (ROOT / name / "README.md").read_text(encoding="utf-8").strip()


def test_no_project_file_names_the_machine_it_was_written_on() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    places = (bytes(ROOT), b"/root/", b"/home/")
    found = []
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path.is_file() and path != Path(__file__) and path.suffix not in {".parquet"}:
            text = path.read_bytes()
            found += [name for place in places if place in text]
    assert found == []


def test_git_passes_over_what_publishing_leaves_beside_data_and_knows_no_other_such_name() -> None:
    left = ["data.staging-7/claims.parquet", "data.previous/claims.parquet", ".data.lock"]
    command = ["git", "check-ignore", "--no-index", "--verbose", *left]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    ignored = {line.split("\t")[0].split(":", 2)[2] for line in said}
    assert len(said) == len(left)
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {line for line in lines if not line.startswith("#") and re.search(r"^/\.?data|lock", line)} == ignored


@pytest.mark.parametrize("name", ["annotate.py", "compare.py", "assemble.py"])
def test_the_method_of_a_judged_row_is_spelled_in_one_place(name: str) -> None:
    text = (PACKAGE / name).read_text(encoding="utf-8")
    assert '"annotated"' not in text
    assert "ANNOTATED" in text
