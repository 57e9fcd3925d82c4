"""Generated pages show every column and value, and show the words of the data as words; folders load by their cards."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import card, document, publish, release, schema
from musnad.document import figures, markup, with_front_matter
from musnad.document import tables as pages
from musnad.records import Tables

SCRIPT = "<script>alert(1)</script> **x** | `y` [z](javascript:alert(1)) {{ config }} {% raw %}"
OVERRIDE = "قبل \u202eبعد\u202c"


def example_tables() -> Tables:
    """Two rows a table: the first examples of its columns, and the same with everything null or empty that may be."""
    tables: Tables = {}
    for name in schema.TABLES:
        table = schema.table(name)
        full = {column: deepcopy(node["examples"][0]) for column, node in table.properties.items()}
        bare = deepcopy(full) | {table.key: str(full[table.key])[:-1] + "0"}
        for column, node in table.properties.items():
            if schema.kind(node)[1]:
                bare[column] = None
            elif "x-empty" in node:
                bare[column] = []
        tables[name] = [full, bare]
    return tables


def released(tables: Tables, out: Path) -> Path:
    """A folder as a build publishes it."""
    with publish.stage(tables, out) as staged:
        publish.exchange(staged, out)
    return out


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the example tables."""
    folder = released(example_tables(), tmp_path_factory.mktemp("release") / "data")
    guards = [
        document.Guard("quotes_match_text", "Every quote\nis its text.", ("claims",)),
        document.Guard("keys", "K.", ()),
    ]
    return document.render(folder, "# musnad\n\nwritten by hand\n", guards)


# Words of the data


@pytest.mark.parametrize(
    "words", [SCRIPT, "a|b", "# title", "![x](y)", "<bdi>", "&lt;", "x_y_z", "~~x~~", "$a$", "\\*"]
)
def test_markup_in_the_data_is_shown_and_not_obeyed(words: str) -> None:
    shown = markup.text(words)
    assert html.unescape(shown) == words
    assert not re.search(r"[<>|*_`\[\]{}\\]", shown)


@settings(deadline=None)
@given(st.text())
def test_no_words_of_the_data_leave_their_cell(words: str) -> None:
    shown = markup.value(words)
    inside = re.sub(r"</?bdi( lang=\"[a-z]+\")?>", "", shown)
    assert "\n" not in inside
    assert "|" not in inside
    assert "<" not in inside
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in inside)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["C", "Zl", "Zp"])))
def test_words_without_controls_are_shown_as_they_are(words: str) -> None:
    assert html.unescape(markup.text(words)) == words


def test_a_mark_that_turns_the_line_is_named() -> None:
    assert markup.value(OVERRIDE) == '<bdi lang="ar">قبل [U+202E]بعد[U+202C]</bdi>'.replace("[", "&#91;").replace(
        "]", "&#93;"
    )


def test_a_line_break_is_shown_as_one_sign() -> None:
    assert markup.text("أ\nب") == "أ ↵ ب"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("رويترز", '<bdi lang="ar">رويترز</bdi>'),
        ('נאט"ו', '<bdi lang="he">נאט"ו</bdi>'),
        ("2025-08-20/2025-08-21", "`2025-08-20/2025-08-21`"),
        ("the Union", "“the Union”"),
        ("«האיחוד» stands for NATO", '“«<bdi lang="he">האיחוד</bdi>» stands for NATO”'),
        ("دعا " * 40, '<bdi lang="ar">' + "دعا " * 22 + "…</bdi>"),
    ],
)
def test_a_value_is_isolated_by_its_script(words: str, shown: str) -> None:
    assert markup.value(words) == shown


def test_letters_of_a_language_inside_a_rule_are_isolated_together() -> None:
    assert markup.prose("Hebrew ו ב ל stay out; Arabic ال stays") == (
        'Hebrew <bdi lang="he">ו ב ל</bdi> stay out; Arabic <bdi lang="ar">ال</bdi> stays'
    )


def test_a_page_with_markup_in_its_data_renders_it_as_text() -> None:
    markdown = pytest.importorskip("markdown")
    tables = example_tables()
    tables["claims"][0]["note"] = SCRIPT
    tables["claims"][1]["note"] = '<img src=x onerror="alert(1)">'
    page = markdown.markdown(
        pages.table_page("claims", tables["claims"], []), extensions=["tables", "attr_list", "md_in_html"]
    )
    assert "<script" not in page
    assert "<img" not in page
    assert SCRIPT in html.unescape(re.sub(r"<[^>]*>", "", page))


# Pages


def test_there_is_a_page_for_every_table_an_index_and_the_readme(rendered: dict[str, str]) -> None:
    assert set(rendered) == {"README.md", "docs/tables/index.md"} | {f"docs/tables/{name}.md" for name in schema.TABLES}


@pytest.mark.parametrize("name", schema.TABLES)
def test_a_page_names_its_source_first(rendered: dict[str, str], name: str) -> None:
    first = rendered[f"docs/tables/{name}.md"].splitlines()[0]
    assert first == f"<!-- generated from schema/{name}.json and data/ by the document stage; do not edit -->"


@pytest.mark.parametrize("name", schema.TABLES)
def test_a_page_describes_every_column_and_every_value(rendered: dict[str, str], name: str) -> None:
    page = rendered[f"docs/tables/{name}.md"]
    for path, node in schema.walk(schema.table(name).node):
        if path and not path.endswith("[]"):
            assert f"\n### {path}\n" in page
            for keyword in (
                "description",
                "x-unit",
                "x-null",
                "x-empty",
                "x-computed",
                "x-when-in-doubt",
                "x-standard",
            ):
                assert markup.prose(node.get(keyword, "")) in page
        for value, meaning in schema.vocabulary(node).items():
            assert f"| {f'`{value}`' if value else 'null'} | {markup.prose(meaning)} |" in page


def slugs(page: str) -> list[str]:
    """The anchors of a page, as mkdocs makes them."""
    toc = pytest.importorskip("markdown.extensions.toc")
    return [toc.slugify(heading.strip(), "-") for heading in re.findall(r"^#+ (.*)$", page, re.M)]


def test_every_link_between_the_pages_leads_somewhere(rendered: dict[str, str]) -> None:
    tables = {path.removeprefix("docs/tables/"): page for path, page in rendered.items() if path.startswith("docs/")}
    for name, page in tables.items():
        assert len(slugs(page)) == len(set(slugs(page)))
        for target in re.findall(r"\]\(([^)]*)\)", page):
            file, _, anchor = target.partition("#")
            if not target.startswith(("http:", "https:")):
                assert not anchor or anchor in slugs(tables[file or name])


def test_values_are_counted_in_the_data() -> None:
    rows = [{"kind": "plan"}, {"kind": "plan"}, {"kind": "event"}]
    counted = {
        name: count for name, _, count in figures.counts(schema.table("claims").properties["kind"], rows, "kind")
    }
    assert counted["plan"] == 2
    assert counted["event"] == 1
    assert sum(counted.values()) == 3


def test_values_inside_lists_and_null_are_counted() -> None:
    triggers = schema.table("provisions").properties["triggers"]
    rows = [{"triggers": ["russian_attack", "end_of_conflict"]}, {"triggers": []}, {"triggers": ["russian_attack"]}]
    counted = {name: count for name, _, count in figures.counts(triggers, rows, "triggers")}
    assert (counted["russian_attack"], counted["end_of_conflict"]) == (2, 1)
    relation = schema.table("claims").properties["relation"]
    assert (None, 1) in {(name, n) for name, _, n in figures.counts(relation, [{"relation": None}], "relation")}


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("start", [3, 1200], "from 3 to 1,200"),
        ("start", [3, 3], "3 throughout"),
        ("place_start", [None, 5], "5 throughout; null in 1 of 2"),
        ("in_boilerplate", [True, False, False], "true in 1 of 3"),
        (
            "actor_ids",
            [[], ["ukraine"], ["ukraine", "russia"]],
            "0 to 2 items each; empty in 1 of 3; `ukraine`, `russia`",
        ),
        ("note", [None, "a b"], "null in 1 of 2; “a b”"),
        ("local_id", ["a", "b", "c", "d"], "null in 0 of 4; 4 different, such as `a`, `b`, `c`"),
        ("kind", ["plan"], ""),
        ("note", [], "no value in this release"),
    ],
)
def test_what_stands_in_a_column_is_said(column: str, values: list[Any], said: str) -> None:
    node = schema.table("claims").properties[column]
    assert figures.said(node, [{column: value} for value in values], column) == said


def test_a_check_stands_on_the_pages_of_the_tables_that_it_guards(rendered: dict[str, str]) -> None:
    assert "- `quotes_match_text`: Every quote is its text.\n- `keys`: K." in rendered["docs/tables/claims.md"]
    assert "quotes_match_text" not in rendered["docs/tables/dates.md"]
    assert "- `keys`: K." in rendered["docs/tables/dates.md"]


def test_a_table_without_rows_has_a_page_that_says_so() -> None:
    page = pages.table_page("clusters", [], [])
    assert "0 rows in this release" in page
    assert "- **In the data:** no value in this release" in page


def test_pages_are_the_same_each_time(rendered: dict[str, str], tmp_path: Path) -> None:
    folder = released(example_tables(), tmp_path / "elsewhere")
    again = document.render(folder, rendered["README.md"], [])
    assert again["README.md"] == rendered["README.md"]
    assert again["docs/tables/index.md"] == rendered["docs/tables/index.md"]


# Cards


def front_matter(readme: str) -> dict[str, Any]:
    """The front matter as the hub reads it; a key that stands twice is an error here."""
    assert readme.startswith("---\n")
    front = readme.split("---\n")[1]
    assert len(set(keys := re.findall(r"^\w+(?=:)", front, re.M))) == len(keys)
    loaded: dict[str, Any] = yaml.safe_load(front)
    return loaded


def test_the_front_matter_is_replaced_and_the_rest_is_kept(rendered: dict[str, str]) -> None:
    assert rendered["README.md"].endswith("---\n# musnad\n\nwritten by hand\n")
    front = "---\nb: 2\n---\n"
    assert with_front_matter("---\na: 1\n---\n# x\n\n---\n\ny\n", front) == f"{front}# x\n\n---\n\ny\n"
    assert with_front_matter("\ufeff# x\n", front) == f"{front}# x\n"


def test_the_front_matter_is_what_the_hub_accepts(rendered: dict[str, str]) -> None:
    datasets = pytest.importorskip("datasets")
    known = Path(datasets.__file__).parent / "utils" / "resources"
    front = front_matter(rendered["README.md"])
    creators = json.loads((known / "creators.json").read_text(encoding="utf-8"))
    assert set(front["annotations_creators"]) <= set(creators["annotations"])
    assert set(front["language_creators"]) <= set(creators["language"])
    assert set(front["language"]) <= set(json.loads((known / "languages.json").read_text(encoding="utf-8")))
    assert set(front["multilinguality"]) <= set(
        json.loads((known / "multilingualities.json").read_text(encoding="utf-8"))
    )
    assert set(front["size_categories"]) <= set(
        json.loads((known / "size_categories.json").read_text(encoding="utf-8"))
    )
    assert front["license"] == "other"
    assert re.fullmatch(r"[a-z0-9.-]+", front["license_name"])


def test_each_table_has_one_configuration_with_its_file_and_its_digest(rendered: dict[str, str]) -> None:
    configs = front_matter(rendered["README.md"])["configs"]
    assert [config["config_name"] for config in configs] == list(schema.TABLES)
    assert [config["config_name"] for config in configs if config.get("default")] == ["claims"]
    for config in configs:
        assert re.fullmatch(r"content sha256:[0-9a-f]{16}", config["description"])
        assert config["data_files"] == [{"split": "train", "path": f"data/{config['config_name']}.parquet"}]


def test_a_table_without_rows_has_no_configuration(tmp_path: Path) -> None:
    tables = example_tables() | {"clusters": [], "claims": []}
    manifest = release.read_manifest(released(tables, tmp_path / "data"))
    configs = front_matter(card.release_card(manifest))["configs"]
    assert [config["config_name"] for config in configs if config.get("default")] == ["sources"]
    assert not {"clusters", "claims"} & {config["config_name"] for config in configs}


def test_a_person_among_the_judges_is_not_published_as_an_expert(tmp_path: Path) -> None:
    tables = example_tables()
    tables["sources"][0]["annotator"] = "person"
    rendered = document.render(released(tables, tmp_path / "data"), "# musnad\n")
    assert front_matter(rendered["README.md"])["annotations_creators"] == ["machine-generated", "other"]


@pytest.fixture
def datasets(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What users load with, kept from asking a hub."""
    library = pytest.importorskip("datasets")
    monkeypatch.setattr(library.config, "HF_HUB_OFFLINE", True)
    return library


def test_a_folder_that_was_built_loads_by_its_absolute_path(tmp_path: Path, datasets: Any) -> None:
    tables = example_tables() | {"clusters": []}
    folder = released(tables, tmp_path / "any-name")
    for name in ("claims", "actors"):
        loaded = datasets.load_dataset(str(folder), name, split="train", cache_dir=str(tmp_path / "cache"))
        assert sorted(loaded.to_list(), key=str) == sorted(tables[name], key=str)
        assert loaded.features == datasets.Features.from_arrow_schema(schema.table(name).arrow)
    default = datasets.load_dataset(str(folder), split="train", cache_dir=str(tmp_path / "other"))
    assert default.column_names == list(schema.table("claims").columns)


def test_rows_that_changed_are_not_served_from_before(tmp_path: Path, datasets: Any) -> None:
    tables = example_tables()
    for place in ("Kyiv", "Paris"):
        tables["actors"][0]["name"] = place
        folder = released(tables, tmp_path / "data")
        loaded = datasets.load_dataset(str(folder), "actors", split="train", cache_dir=str(tmp_path / "cache"))
        assert place in loaded["name"]
