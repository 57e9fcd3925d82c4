"""The schema files say what they must, and what is computed from them agrees with what other libraries make of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import referencing.jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import schema
from musnad.schema import load

FILES = sorted(path.relative_to(schema.SCHEMA_DIR).as_posix() for path in schema.SCHEMA_DIR.rglob("*.json"))
NODES = [(name, path, node) for name in schema.TABLES for path, node in schema.walk(schema.table(name).node) if path]
FIELDS = [node for node in NODES if not node[1].endswith("[]")]
ANNOTATED = [
    (name, path, node)
    for name in schema.ANNOTATIONS
    for path, node in schema.walk(schema.annotation_schema(name))
    if path and not path.endswith("[]")
]

ARTICLE = {
    "source_id": "003_15b2b4d102e71c3f",
    "sha256": "0" * 64,
    "review": {"status": "reviewed", "annotator": "language_model"},
    "layers": ["sentences", "claims", "mentions", "dates"],
    "source": {"published": "2025-08-21", "published_basis": "stated"},
    "sentences": [
        {
            "text": '"זה פשוט לא יעבוד", אמר לברוב אתמול.',
            "role": "prose",
            "claims": [
                {
                    "id": "will-not-work",
                    "spans": [{"words": "זה פשוט לא יעבוד", "nth": 1}],
                    "proposition": "It will not work.",
                    "kind": "position",
                    "factuality": "CT-",
                    "attribution": [
                        {"role": "speaker", "actor_ids": ["sergey-lavrov"], "words": "לברוב", "cue": "אמר"}
                    ],
                    "quotation": "direct",
                    "speech_date_id": "d1",
                }
            ],
            "mentions": [{"actor_id": "sergey-lavrov", "words": "לברוב", "form": "alias"}],
            "dates": [{"id": "d1", "words": "אתמול", "type": "DATE", "rule": "relative_day", "status": "resolved"}],
        }
    ],
}


def example_row(name: str) -> dict[str, Any]:
    """The row that the first example of each column makes."""
    return {column: deepcopy(node["examples"][0]) for column, node in schema.table(name).properties.items()}


def both_verdicts(node: dict[str, Any], value: Any) -> tuple[bool, bool]:
    """What jsonschema and jsonschema-rs say."""
    slow = type(schema.annotation_validator("article"))(node)
    fast = jsonschema_rs.Draft202012Validator(node, validate_formats=True)
    return slow.is_valid(value), fast.is_valid(value)


def ids(nodes: list[tuple[str, str, dict[str, Any]]]) -> list[str]:
    return [f"{name}.{path}" for name, path, _ in nodes]


# What the files say


@pytest.mark.parametrize("file", FILES)
def test_a_schema_file_is_valid_json_schema_2020_12(file: str) -> None:
    node = json.loads((schema.SCHEMA_DIR / file).read_text(encoding="utf-8"))
    assert node["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(node)
    jsonschema_rs.meta.validate(node)


def test_a_schema_of_a_table_stands_alone() -> None:
    for name in schema.TABLES:
        assert '"$ref"' not in (schema.SCHEMA_DIR / f"{name}.json").read_text(encoding="utf-8")


def test_there_is_a_schema_for_each_table_and_annotation_file_and_no_other() -> None:
    assert set(FILES) == {f"{name}.json" for name in schema.TABLES} | {
        f"annotations/{name}.json" for name in schema.ANNOTATIONS
    }


@pytest.mark.parametrize(("name", "path", "node"), FIELDS + ANNOTATED, ids=ids(FIELDS + ANNOTATED))
def test_a_field_has_a_title_a_sentence_and_examples_that_validate(name: str, path: str, node: dict[str, Any]) -> None:
    assert node["title"].strip()
    assert re.fullmatch(r"\S.*[^.]\.", node["description"])
    assert not re.search(r"\.\s+[A-Z]", node["description"]), "one sentence"
    assert node["examples"]
    for example in node["examples"]:
        assert both_verdicts(node, example) == (True, True)


@pytest.mark.parametrize(("name", "path", "node"), FIELDS, ids=ids(FIELDS))
def test_a_column_says_what_null_empty_and_numbers_mean(name: str, path: str, node: dict[str, Any]) -> None:
    json_type, nullable = schema.kind(node)
    assert nullable == ("x-null" in node or None in schema.vocabulary(node))
    assert (json_type == "integer") <= ("x-unit" in node)
    assert (json_type == "array") <= ("x-empty" in node or node.get("minItems", 0) > 0 or "x-computed" in node)


def test_every_value_of_a_vocabulary_is_explained_and_explained_alike_everywhere() -> None:
    meanings: dict[str, dict[str | None, str]] = {}
    for _, path, node in NODES:
        if words := schema.vocabulary(node):
            assert all(meaning.strip().endswith(".") for meaning in words.values())
            named = {value: meaning for value, meaning in words.items() if value is not None}
            column = path.removesuffix("[]").rpartition(".")[2]
            if column in {"method", "event_type", "relation"}:
                assert meanings.setdefault(column, named) == named
    assert set(meanings) == {"method", "event_type", "relation"}


@pytest.mark.parametrize("name", schema.TABLES)
def test_the_first_examples_of_a_table_make_a_row(name: str) -> None:
    assert both_verdicts(schema.table(name).node, example_row(name)) == (True, True)


@pytest.mark.parametrize("name", schema.TABLES)
def test_keys_and_links_lead_to_columns_that_exist(name: str) -> None:
    table = schema.table(name)
    paths = {path for path, _ in schema.walk(table.node)}
    assert schema.kind(table.properties[table.key]) == ("string", False)
    for key in table.foreign_keys:
        assert key.column in paths
        assert key.key == schema.table(key.table).key


def test_whatever_is_called_an_id_is_a_key_or_a_link() -> None:
    for name in schema.TABLES:
        table = schema.table(name)
        known = {table.key, "local_id"} | {key.column.removesuffix("[]") for key in table.foreign_keys}
        named = {path for path, _ in schema.walk(table.node) if re.search(r"_ids?(_[ab])?$", path)}
        assert named <= known


def test_no_offset_is_left_out_of_the_spans() -> None:
    for name in schema.TABLES:
        table = schema.table(name)
        nodes = dict(schema.walk(table.node))
        offsets = {path for path in nodes if re.search(r"(^|[._])(start|end)(_[ab])?$", path)}
        assert offsets == {path for span in table.spans for path in (span.start, span.end)}
        links = {key.column: key.table for key in table.foreign_keys}
        for span in table.spans:
            assert schema.kind(nodes[span.start]) == schema.kind(nodes[span.end])
            assert span.quote is None or schema.kind(nodes[span.quote]) == ("string", schema.kind(nodes[span.start])[1])
            assert links[span.article] in {"sources", "claims"}


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [
        ("article", "sentences[].claims[]", "claims"),
        ("article", "sentences[].mentions[]", "mentions"),
        ("article", "sentences[].dates[]", "dates"),
        ("article", "sentences[]", "sentences"),
        ("article", "source", "sources"),
        ("actors", "actors[]", "actors"),
        ("clusters", "clusters[]", "clusters"),
        ("provisions", "provisions[]", "provisions"),
    ],
)
def test_what_is_computed_cannot_be_written_down(kind: str, path: str, name: str) -> None:
    entry = dict(schema.walk(schema.annotation_schema(kind)))[path]
    assert not set(entry["properties"]) & set(schema.table(name).computed)


OWN_WORDS = {
    "sources": ["published_evidence", "rights", "note"],
    "claims": ["proposition", "note"],
    "actors": ["name", "names[].name", "aliases[].alias", "descriptions[].description"],
    "clusters": ["proposition", "note"],
    "provisions": ["name", "note"],
}
"""What people write in their own words, and not in those of an article."""


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in OWN_WORDS.items() for path in paths])
def test_what_people_write_can_be_seen_and_is_one_line(name: str, path: str) -> None:
    node = dict(schema.walk(schema.table(name).node))[path]
    assert node["pattern"] == load.VISIBLE
    for shown in ("x", "Ukraine", 'ארה"ב', "بـ45 دقيقة", "نيويورك\u200f تايمز", "a b", "🕊"):
        assert both_verdicts(node, shown) == (True, True)
    for hidden in (
        "",
        " ",
        "\u00a0",
        "\u200b",
        "\u2066",
        "x ",
        "\ufeffx",
        "a\nb",
        "a\tb",
        "a\u202eb",
        "a\u202db",
        "a\x9bb",
    ):
        assert both_verdicts(node, hidden) == (False, False)


def test_what_people_write_has_the_same_form_in_the_annotations() -> None:
    in_annotations = {
        kind: {
            path for path, node in schema.walk(schema.annotation_schema(kind)) if node.get("pattern") == load.VISIBLE
        }
        for kind in schema.ANNOTATIONS
    }
    assert in_annotations["article"] == {
        *("source.published_evidence", "source.rights", "source.note"),
        *("sentences[].claims[].proposition", "sentences[].claims[].note"),
    }
    assert in_annotations["actors"] == {"actors[].name", "actors[].descriptions[].words", "actors[].verified"}
    assert in_annotations["clusters"] == {"clusters[].proposition", "clusters[].note"}
    assert in_annotations["provisions"] == {"provisions[].name", "provisions[].note"}


@pytest.mark.parametrize("key", ["names", "aliases", "metonyms", "anaphors"])
def test_a_name_that_nobody_can_see_is_no_name(key: str) -> None:
    words: Any = " \u200b" if key == "names" else [" \u200b"]
    actor = {"id": "ukraine", "name": "Ukraine", "type": "state", key: {"ar": words}}
    (finding,) = schema.annotation_findings("actors", {"actors": [actor]})
    assert (finding.found, finding.place.startswith(f"actors[0].{key}.ar")) == ("« ⟨U+200B⟩»", True)


@pytest.mark.parametrize(
    "path", ["a.txt", "seeds/a.txt", "./a.txt", "../a.txt", "a/../../b", "/etc/passwd", "a/", "..a/.b", "..."]
)
def test_a_file_of_the_corpus_lies_in_the_corpus(path: str) -> None:
    node = schema.table("sources").properties["path"]
    good = path in {"a.txt", "seeds/a.txt", "..a/.b"}
    assert both_verdicts(node, path) == (good, good)


# What the compiler refuses


def levels(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    yield node
    for child in [*node.get("properties", {}).values(), *([node["items"]] if "items" in node else [])]:
        yield from levels(child)


def test_an_unknown_keyword_is_refused_at_every_level(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "SCHEMA_DIR", tmp_path)
    original = json.loads((schema.SCHEMA_DIR / "claims.json").read_text(encoding="utf-8"))
    count = sum(1 for _ in levels(original))
    assert count > 60
    for number in range(count):
        node = deepcopy(original)
        list(levels(node))[number]["maxLenght"] = 3
        (tmp_path / "claims.json").write_text(json.dumps(node), encoding="utf-8")
        with pytest.raises(schema.SchemaError, match="does not know maxLenght"):
            load.load_table("claims")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pattern": r"^\d+$"}, "not read alike"),
        ({"pattern": r"^\p{L}+$"}, "not read alike"),
        ({"pattern": "clm"}, "not anchored"),
        ({"oneOf": [{"const": "x"}]}, "a const with its description"),
        ({"x-primary-key": "start"}, "does not know"),
        ({"$defs": {}}, "does not know"),
        ({"properties": {}, "type": "object"}, "closes its properties"),
    ],
)
def test_a_column_that_libraries_would_read_differently_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], message: str
) -> None:
    monkeypatch.setattr(load, "SCHEMA_DIR", tmp_path)
    node = json.loads((schema.SCHEMA_DIR / "sentences.json").read_text(encoding="utf-8"))
    node["properties"]["quote"] |= change
    (tmp_path / "sentences.json").write_text(json.dumps(node), encoding="utf-8")
    with pytest.raises(schema.SchemaError, match=message):
        load.load_table("sentences")


def test_a_column_that_is_not_required_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "SCHEMA_DIR", tmp_path)
    node = json.loads((schema.SCHEMA_DIR / "claims.json").read_text(encoding="utf-8"))
    node["properties"]["spans"]["items"]["required"].remove("quote")
    (tmp_path / "claims.json").write_text(json.dumps(node), encoding="utf-8")
    with pytest.raises(schema.SchemaError, match=r"claims\.spans\[\]: an object closes its properties"):
        load.load_table("claims")


def test_a_column_of_two_types_has_no_arrow_type() -> None:
    with pytest.raises(schema.SchemaError, match="a column has one type"):
        schema.kind({"type": ["string", "integer"]})
    with pytest.raises(schema.SchemaError, match="no Arrow type"):
        schema.forms.arrow({"properties": {"x": {"type": "number"}}})


# References


def test_a_reference_that_comes_back_to_itself_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"$defs": {"x": {"items": {"$ref": "#/$defs/x"}}}}', encoding="utf-8")
    with pytest.raises(schema.SchemaError, match="comes back to itself"):
        load.expand(file)


def test_a_rule_beside_a_reference_cannot_overrule_it_but_words_can(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"$defs": {"x": {"type": "string", "title": "X"}}}', encoding="utf-8")
    file = tmp_path / "a.json"
    file.write_text('{"items": {"$ref": "b.json#/$defs/x", "title": "Y"}}', encoding="utf-8")
    assert load.expand(file) == {"items": {"type": "string", "title": "Y"}}
    file.write_text('{"items": {"$ref": "b.json#/$defs/x", "type": "integer"}}', encoding="utf-8")
    with pytest.raises(schema.SchemaError, match="would overrule"):
        load.expand(file)


def referring_validator(name: str) -> Any:
    """The annotation schema as an editor reads it: its references followed by a library, from file to file."""
    root = "file:///schema/"
    registry: Any = referencing.Registry()
    for file in FILES:
        contents = json.loads((schema.SCHEMA_DIR / file).read_text(encoding="utf-8"))
        # With $schema in it, jsonschema would go on with its own validator, whose $ is not ECMAScript's.
        del contents["$schema"]
        registry = registry.with_resource(root + file, referencing.jsonschema.DRAFT202012.create_resource(contents))
    validator = type(schema.annotation_validator(name))
    return validator({"$ref": f"{root}annotations/{name}.json"}, registry=registry)


def test_an_editor_that_follows_the_references_reads_the_same_schema() -> None:
    editor, ours = referring_validator("article"), schema.annotation_validator("article")
    for broken in [ARTICLE, *mutations(ARTICLE)]:
        assert editor.is_valid(broken) == ours.is_valid(broken)


# Two validators, one verdict


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value inside a record."""
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        yield from places(child, (*path, step))


def with_change(record: Any, path: tuple[str | int, ...], change: Any) -> Any:
    """The record with one value replaced; without it where the change is `...`."""
    record = deepcopy(record)
    if not path:
        return change
    *steps, last = path
    inside = record
    for step in steps:
        inside = inside[step]
    if change is ...:
        del inside[last]
    else:
        inside[last] = change
    return record


def mutations(record: Any) -> Iterator[Any]:
    """The record with each of its values once taken out, once null, once a number, once wrong text."""
    for path in places(record):
        for change in (..., None, -1, "not\n"):
            if path:
                yield with_change(record, path, change)


TRICKY = [
    "",
    "ukraine\n",
    "Ukraine",
    "١٢",
    "أ",
    "2025-08-20\n",
    "clm_0123456789ab",
    "plan",
    "CT+",
    True,
    0,
    1.0,
    -1,
    2**62,
]
VALUES = st.recursive(
    st.none() | st.sampled_from(TRICKY) | st.integers(-(2**62), 2**62) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.parametrize("name", schema.TABLES)
@settings(deadline=None)
@given(data=st.data())
def test_two_validators_give_one_verdict_on_a_broken_row(name: str, data: st.DataObject) -> None:
    row = example_row(name)
    path = data.draw(st.sampled_from([place for place in places(row) if place]))
    broken = with_change(row, path, data.draw(st.just(...) | VALUES))
    slow, fast = both_verdicts(schema.table(name).node, broken)
    assert slow == fast
    assert fast == (not list(schema.table(name).findings(broken)))


@settings(deadline=None)
@given(data=st.data())
def test_two_validators_give_one_verdict_on_a_broken_annotation(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([place for place in places(ARTICLE) if place]))
    broken = with_change(ARTICLE, path, data.draw(st.just(...) | VALUES))
    slow, fast = both_verdicts(schema.annotation_schema("article"), broken)
    assert slow == fast
    assert slow == (not list(schema.annotation_findings("article", broken)))


@pytest.mark.parametrize("name", schema.TABLES)
def test_most_changes_to_a_row_are_rejected_and_all_of_them_alike(name: str) -> None:
    verdicts = [both_verdicts(schema.table(name).node, broken) for broken in mutations(example_row(name))]
    assert all(slow == fast for slow, fast in verdicts)
    assert sum(not fast for _, fast in verdicts) > len(verdicts) / 2


# What is computed


@pytest.mark.parametrize("name", schema.TABLES)
def test_polars_reads_back_the_types_that_the_schema_gives(name: str, tmp_path: Path) -> None:
    table = schema.table(name)
    path = tmp_path / "table.parquet"
    pq.write_table(pa.Table.from_pylist([example_row(name)], schema=table.arrow), path)
    assert pq.read_schema(path).equals(table.arrow)
    expected: Any = pl.from_arrow(table.arrow.empty_table())
    assert pl.read_parquet(path).schema == expected.schema
    assert pl.read_parquet(path).to_dicts() == [example_row(name)]
    for field in table.arrow:
        assert field.nullable == schema.kind(table.properties[field.name])[1]


def test_lists_and_structs_hold_no_nulls_where_the_schema_allows_none() -> None:
    hops = schema.table("claims").arrow.field("attribution").type
    assert not hops.value_field.nullable
    assert not hops.value_type.field("role").nullable
    assert hops.value_type.field("quote").nullable
    assert not hops.value_type.field("actor_ids").type.value_field.nullable


@pytest.mark.parametrize("name", schema.TABLES)
def test_the_features_are_those_that_datasets_reads_from_the_file(name: str) -> None:
    datasets = pytest.importorskip("datasets")
    table = schema.table(name)
    features = datasets.Features.from_arrow_schema(table.arrow)
    assert datasets.DatasetInfo(features=features)._to_yaml_dict()["features"] == table.features()
    assert datasets.Features._from_yaml_list(table.features()) == features


def frame(name: str, **changes: Any) -> pl.DataFrame:
    """A table of one row, with changes."""
    made: Any = pl.from_arrow(pa.Table.from_pylist([example_row(name)], schema=schema.table(name).arrow))
    return made.with_columns(**changes) if changes else made


@pytest.mark.parametrize("name", schema.TABLES)
def test_pandera_accepts_the_row_of_examples(name: str) -> None:
    schema.table(name).pandera.validate(frame(name), lazy=True)
    assert frame(name).select(schema.table(name).sound).item()


@pytest.mark.parametrize(
    "broken",
    [
        pl.concat([frame("claims"), frame("claims")]),
        frame("claims").select("source_id", pl.exclude("source_id")),
        frame("claims").drop("note"),
        frame("claims", extra=pl.lit(1)),
        frame("claims", kind=pl.lit("guess")),
        frame("claims", start=pl.lit(-1, pl.Int64)),
        frame("claims", start=pl.lit(1, pl.Int32)),
        frame("claims", quote=pl.lit(None, pl.String)),
        frame("claims", content=pl.lit("")),
        frame("claims", sentence_ids=pl.lit([], pl.List(pl.String))),
        frame("claims", claim_id=pl.lit("clm_0")),
    ],
    ids=["key twice", "order", "missing", "extra", "value", "minimum", "type", "null", "empty", "list", "pattern"],
)
def test_pandera_rejects_a_table_that_breaks_a_rule(broken: pl.DataFrame) -> None:
    import pandera.errors

    with pytest.raises(pandera.errors.SchemaErrors):
        schema.table("claims").pandera.validate(broken, lazy=True)
    if broken.schema == frame("claims").schema:
        assert not broken.select(schema.table("claims").sound).item()


def test_a_path_finds_every_value_and_where_it_stands() -> None:
    row = {"attribution": [{"cue_spans": [{"start": 3}, {"start": 9}]}, {"cue_spans": []}], "place": None}
    assert list(schema.locate(row, "attribution[].cue_spans[].start")) == [
        ("attribution[0].cue_spans[0].start", 3),
        ("attribution[0].cue_spans[1].start", 9),
    ]
    assert list(schema.locate(row, "place")) == [("place", None)]
    assert list(schema.locate({"ids": ["a", "b"]}, "ids[]")) == [("ids[0]", "a"), ("ids[1]", "b")]
    assert list(schema.locate({"ids": None}, "ids[]")) == []


def test_the_digest_changes_with_a_word_and_not_with_the_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema.digest()
    for name in schema.TABLES:
        node = json.loads((schema.SCHEMA_DIR / f"{name}.json").read_text(encoding="utf-8"))
        (tmp_path / f"{name}.json").write_text(json.dumps(node, indent=9), encoding="utf-8")
    monkeypatch.setattr(load, "SCHEMA_DIR", tmp_path)
    schema.table.cache_clear()
    try:
        assert schema.digest() == before
        changed = (tmp_path / "claims.json").read_text(encoding="utf-8").replace("One row per claim", "One row a claim")
        (tmp_path / "claims.json").write_text(changed, encoding="utf-8")
        schema.table.cache_clear()
        assert schema.digest() != before
    finally:
        schema.table.cache_clear()


# What is said of a mistake


@pytest.mark.parametrize(
    ("path", "change", "found", "expected"),
    [
        (("kind",), "plam", "«plam»", "; the nearest is plan"),
        (("kind",), None, "nothing", "one of commitment, demand,"),
        (("spans", 0, "start"), "3", "«3»", "a whole number"),
        (("spans", 0, "ned"), 3, "an unknown key `ned`", "`end`"),
        (("spans", 0, "quote"), ..., "no `quote`", "`quote` (Quote)"),
        (("actor_ids",), ["a", "a"], "a list with 'a' more than once", "each item once"),
        (("actor_ids",), [None], "nothing", "text"),
        (("source_id",), "", "empty text", "some text"),
        (("claim_id",), "clm_5d3c8e01b7fa\n", "«clm_5d3c8e01b7fa⏎»", "text of the form ^clm_"),
        (("sentence_ids",), [], "a list of 0", "a list of 1 or more"),
        (("start",), -1, "-1", "0 or more"),
        (("note",), "a\u202eb", "«a⟨U+202E⟩b»", "one line of text, without blanks at its edges"),
        (("note",), "half \ud83d of it", "half a character (a lone surrogate)", "UTF-8"),
    ],
)
def test_a_finding_says_what_stands_there_and_what_should(
    path: tuple[str | int, ...], change: Any, found: str, expected: str
) -> None:
    (finding,) = schema.table("claims").findings(with_change(example_row("claims"), path, change))
    assert finding.found == found
    assert expected in finding.expected


def test_a_finding_names_its_place() -> None:
    broken = with_change(example_row("claims"), ("attribution", 1, "role"), "reporter")
    assert [finding.place for finding in schema.table("claims").findings(broken)] == ["attribution[1].role"]


@pytest.mark.parametrize(
    ("entry", "place", "found"),
    [
        ({"country": "UKR"}, "actors[0]", "`country` without `verified`"),
        ({"type": "unnamed"}, "actors[0]", "no `scope`"),
        ({"scope": "003_15b2b4d102e71c3f"}, "actors[0].scope", "«003_15b2b4d102e71c3f»"),
        ({"names": {"Arabic": "أوكرانيا"}}, "actors[0].names", "«Arabic»"),
        ({"aliasse": {}}, "actors[0]", "an unknown key `aliasse`"),
    ],
)
def test_a_mistake_in_the_registry_is_found(entry: dict[str, Any], place: str, found: str) -> None:
    actor = {"id": "ukraine", "name": "Ukraine", "type": "state"}
    assert not list(schema.annotation_findings("actors", {"actors": [actor]}))
    (finding,) = schema.annotation_findings("actors", {"actors": [actor | entry]})
    assert (finding.place, finding.found) == (place, found)


@pytest.mark.parametrize(
    ("path", "change", "found", "expected"),
    [
        (
            ("sentences", 0, "claims", 0, "attribution", 0, "role"),
            "article",
            "«article»",
            "one of speaker, spokesperson,",
        ),
        (("review", "annotator"), None, "nothing", "one of language_model, person"),
        (("sentences", 0, "claims", 0, "spans", 0), {"nth": 2}, "no `words`", "`words`"),
        (("sentences", 0, "claims", 0, "sentence_ids"), [], "an unknown key `sentence_ids`", "`speech_date_id`"),
        (("layers",), ["claim"], "«claim»", "the nearest is claims"),
    ],
)
def test_a_mistake_in_an_article_is_found(path: tuple[str | int, ...], change: Any, found: str, expected: str) -> None:
    assert not list(schema.annotation_findings("article", ARTICLE))
    (finding,) = schema.annotation_findings("article", with_change(ARTICLE, path, change))
    assert finding.found == found
    assert expected in finding.expected
