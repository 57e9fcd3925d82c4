"""Judgements: every mistake that can be made in an annotation file is told, with its line, and stops no other."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from musnad.annotate import annotate
from musnad.judgements import RULES, Judgements, read_judgements
from musnad.judgements.loading import Entry, parse
from musnad.link import link
from musnad.problems import Problem
from musnad.read import read_articles
from musnad.records import Layers, Source

HEBREW, ARABIC = "articles/a_he.yaml", "articles/b_ar.yaml"
ACTORS, CLUSTERS, PROVISIONS = "actors.yaml", "clusters.yaml", "provisions.yaml"


def problems_of(corpus: Path) -> list[Problem]:
    """Everything that reading, annotating and linking the corpus says, without an extractor."""
    judgements, problems = read_judgements(corpus / "annotations")
    articles, _ = read_articles(corpus / "seeds")
    layers = {}
    for article in articles:
        judged = judgements.articles.get(article.source_id)
        layers[article.source_id], found = annotate(article, judged, Layers(Source()))
        problems += found
    return problems + link(articles, layers, judgements)[1]


def change(corpus: Path, file: str, old: str, new: str) -> None:
    path = corpus / "annotations" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


class Mistake(NamedTuple):
    """What is changed in the corpus (file, old words, new words), and where and as what it must be told."""

    changes: list[tuple[str, str, str]]
    where: str
    found: str


def mistake(file: str, old: str, new: str, where: str, found: str) -> Mistake:
    return Mistake([(file, old, new)], f"annotations/{file}{where}", found)


SECOND_CLUSTER = """clusters:
- id: signature
  proposition: "The agreement will be signed."
  members:
  - {claim: "a#ukraine-will-sign", relation: states}
  - {claim: "a_he#ukraine-will-sign", relation: refines}
"""
CONFLICT = "refines}\n  conflicts:\n  - {a: %s, b: %s, cause: fact, words_a: תחתום, words_b: כי}\n"
AGAINST_ITSELF = SECOND_CLUSTER.replace("refines}\n", CONFLICT % ("a#ukraine-will-sign", "a#ukraine-will-sign"))
OFFICIAL = "actors:\n- {id: an-official, name: An official, type: unnamed, scope: b_ar}\n"
SECOND_HOP = '"הודיעה"}\n    - {role: agency, actor_ids: [ukraine]}'
SECOND_MENTION = 'form: name}\n  - {actor_id: ukraine, words: "אוקראינה הודיעה", form: name}'

MISTAKES: dict[str, list[Mistake]] = {
    "annotations_are_yaml": [
        mistake(HEBREW, "role: metadata", "role: *role", ":8", "the alias *role"),
        mistake(HEBREW, "role: metadata", "role: !role metadata", ":8", "the tag !role"),
        mistake(HEBREW, "source_id: a_he", "[]: a_he", ":1", "a key that is no plain word"),
        mistake(CLUSTERS, "clusters:\n", "", ":1", "a file that is no mapping"),
        mistake(ACTORS, "names: {ar: أو", 'names: {ar: "أو', ":11", "YAML that cannot be read"),
        mistake(ACTORS, "actors:", "actors: []\n---\nactors:", ":2", "a second document (---)"),
        mistake(ACTORS, "Russia", "[" * 30 + "]" * 30, ":3", "more than 20 levels of lists and mappings"),
    ],
    "keys_stand_once": [
        mistake(HEBREW, "kind: commitment", "kind: commitment\n    kind: plan", ":19", "the first stands on line 18")
    ],
    "annotations_fit_their_schema": [
        mistake(
            HEBREW, "factuality", "factualty", ":24: claim ukraine-will-sign, factualty", "an unknown key `factualty`"
        ),
        mistake(HEBREW, "    factuality: CT+\n", "", ":15: claim ukraine-will-sign", "no `factuality`"),
        mistake(HEBREW, "kind: commitment", "kind: comitment", ":18: claim ukraine-will-sign, kind", "«comitment»"),
        mistake(HEBREW, "cue:", "kue:", ":22: claim ukraine-will-sign, hop 1, kue", "an unknown key `kue`"),
        mistake(HEBREW, 'value: "2026-01-06"', "value: 2026", ":11: date d0, value", "2026"),
        mistake(HEBREW, "basis: stated", "basis: guessed", ":5: source, published_basis", "«guessed»"),
        mistake(
            ACTORS,
            "names: {ar: أو",
            "country: UKR\n  names: {ar: أو",
            ":6: actor ukraine",
            "`country` without `verified`",
        ),
        mistake(ACTORS, "type: state", "type: unnamed", ":2: actor russia", "no `scope`"),
        mistake(
            PROVISIONS,
            "field: lead_ids",
            "field: lead",
            ":8: provision signature, evidence for lead ukraine, field",
            "«lead»",
        ),
    ],
    "annotations_name_their_article": [mistake(HEBREW, "source_id: a_he", "source_id: a", ":1: source_id", "`a`")],
    "articles_are_unchanged": [mistake(HEBREW, "sha256: d1", "sha256: d2", ":2: sha256", "the article changed")],
    "ids_stand_once": [
        mistake(HEBREW, "{id: d1", "{id: d0", ":29: date d0, id", "the first stands on line 11"),
        mistake(ACTORS, "id: ukraine", "id: russia", ":6: actor russia, id", "the id `russia` a second time"),
    ],
    "references_exist": [
        mistake(
            HEBREW, "actor_ids: [ukraine]", "actor_ids: [ukrain]", ":20: claim ukraine-will-sign, actor_ids", "`ukrain`"
        ),
        mistake(
            HEBREW, "speech_date_id: d1", "speech_date_id: d9", ":25: claim ukraine-will-sign, speech_date_id", "`d9`"
        ),
        mistake(
            CLUSTERS, "b#ukraine-w", "b#w", ":6: cluster ukraine-signs, member b#will-sign, claim", "`b#will-sign`"
        ),
        mistake(
            CLUSTERS,
            "a#ukraine",
            "c#ukraine",
            ":5: cluster ukraine-signs, member c#ukraine-will-sign, claim",
            "no annotated article",
        ),
        mistake(
            CLUSTERS,
            "  proposition",
            "  part_of: peace\n  proposition",
            ":3: cluster ukraine-signs, part_of",
            "`peace`",
        ),
        mistake(
            PROVISIONS, 'claims: ["b#', 'claims: ["b#x-', ":10: provision signature, claims", "`b#x-ukraine-will-sign`"
        ),
    ],
    "hierarchies_have_no_cycle": [
        mistake(
            ACTORS, "type: state", "type: state\n  part_of: russia", ":5: actor russia, part_of", "russia → russia"
        ),
        mistake(HEBREW, "anchor_date_id: d0", "anchor_date_id: d1", ":29: date d1, anchor_date_id", "d1 → d1"),
    ],
    "chains_do_not_circle": [
        mistake(
            HEBREW,
            '"הודיעה"}',
            SECOND_HOP,
            ":23: claim ukraine-will-sign, hop 2, actor_ids",
            "`ukraine`, who stands nearer",
        )
    ],
    "edtf_is_valid": [
        mistake(HEBREW, 'edtf: "2026-01-05"', 'edtf: "2026-13-05"', ":29: date d1, edtf", "`2026-13-05`"),
        mistake(HEBREW, 'published: "2026-01-06"', "published: yesterday", ":5: source, published", "`yesterday`"),
    ],
    "layers_are_named": [
        mistake(
            ARABIC, "claims, mentions,", "claims,", ":20: mention «أوكرانيا»", "mentions, though `layers` names only"
        ),
        mistake(HEBREW, "[sentences, ", "[", ":4: layers", "claims without sentences"),
    ],
    "unnamed_actors_keep_to_one_article": [
        Mistake(
            [(ACTORS, "actors:\n", OFFICIAL), (HEBREW, "actor_ids: [ukraine]", "actor_ids: [an-official]")],
            f"annotations/{HEBREW}:20: claim ukraine-will-sign, actor_ids",
            "the unnamed actor `an-official` of b_ar",
        )
    ],
    "words_stand_in_the_text": [
        mistake(HEBREW, '"הודיעה"', '"הצהירה"', ":22: claim ukraine-will-sign, hop 1, cue", "«הצהירה»"),
        mistake(
            PROVISIONS,
            '"אוקראינה"',
            '"רוסיה"',
            ":8: provision signature, evidence for lead_ids ukraine, words",
            "«רוסיה»",
        ),
    ],
    "sentences_cover_text": [
        mistake(HEBREW, '- text: "date 2026-01-06"', "- text: 2026-01-06", ":7: sentence 1, text", "«date» at 1")
    ],
    "sentences_are_accounted_for": [
        mistake(HEBREW, "  no_claim: metadata\n", "", ":7: sentence 1", "neither claims nor `no_claim`"),
        mistake(HEBREW, "prose", "prose\n  no_claim: question", ":14: sentence 2, no_claim", "though a claim stands"),
    ],
    "times_are_stated": [
        mistake(
            HEBREW,
            "speech_date_id: d1",
            "date_ids: [d0, d1]",
            ":25: claim ukraine-will-sign, date_ids",
            "2 dates and no `time`",
        )
    ],
    "words_are_annotated_once": [
        mistake(HEBREW, "form: name}", SECOND_MENTION, ":28: mention «אוקראינה הודיעה», words", "annotated already")
    ],
    "claims_are_in_one_cluster": [
        mistake(
            CLUSTERS,
            "clusters:\n",
            SECOND_CLUSTER,
            ":6: cluster signature, member a_he#ukraine-will-sign, claim",
            "`signature`",
        )
    ],
    "conflicts_are_between_members": [
        mistake(
            CLUSTERS,
            "clusters:\n",
            AGAINST_ITSELF,
            ":8: cluster signature, conflict a#ukraine-will-sign and a#ukraine-will-sign, a",
            "a conflict of `a#ukraine-will-sign`",
        )
    ],
    "judgements_have_evidence": [
        mistake(
            PROVISIONS,
            "status:",
            "triggers: [russian_attack]\n  status:",
            ":6: provision signature, triggers",
            "russian_attack without",
        )
    ],
    "evidence_supports_a_judgement": [
        mistake(
            PROVISIONS,
            "lead_ids: [ukraine]",
            "lead_ids: []",
            ":8: provision signature, evidence for lead_ids ukraine, value",
            "ukraine",
        )
    ],
    "status_is_the_highest_rung": [
        mistake(
            PROVISIONS,
            "status: pledged",
            "status: signed",
            ":6: provision signature, status",
            "the evidence reaches pledged",
        ),
        mistake(PROVISIONS, "kind: commitment", "kind: demand", ":6: provision signature, status", "of kind demand"),
    ],
}

IN_THEIR_OWN_TESTS = {
    "annotation_files_are_known",  # below
    "words_are_unambiguous",  # test_words
    "keys_are_unique",  # test_assemble
}


def test_the_corpus_itself_has_no_problems(corpus: Path) -> None:
    assert problems_of(corpus) == []


@pytest.mark.parametrize(
    ("rule", "made"),
    [(rule, made) for rule, mistakes in MISTAKES.items() for made in mistakes],
    ids=[f"{rule}-{n}" for rule, mistakes in MISTAKES.items() for n, _ in enumerate(mistakes, start=1)],
)
def test_a_mistake_is_told_by_its_rule_with_its_line(corpus: Path, rule: str, made: Mistake) -> None:
    for file, old, new in made.changes:
        change(corpus, file, old, new)
    told = [problem for problem in problems_of(corpus) if problem.rule == rule]
    assert [problem.where for problem in told][:1] == [made.where]
    assert made.found in told[0].found


def test_every_rule_of_annotations_has_a_mistake() -> None:
    assert set(MISTAKES) | IN_THEIR_OWN_TESTS == set(RULES)
    assert all(RULES.values())


def test_mistakes_in_one_file_are_told_together_and_each_once(corpus: Path) -> None:
    change(corpus, HEBREW, "kind: commitment", "kind: comitment")  # the claim is left out …
    change(corpus, HEBREW, 'words: "אתמול"', 'words: "מחר"')
    change(corpus, HEBREW, "role: metadata", "roll: metadata")
    change(corpus, HEBREW, "anchor_date_id: d0", "anchor_date_id: d7")
    assert sorted(problem.where.partition(": ")[2] for problem in problems_of(corpus)) == [
        "claim ukraine-will-sign, kind",  # … and neither its sentence nor its cluster misses it
        "date d1, anchor_date_id",
        "date d1, words",
        "sentence 1, roll",
    ]


def test_an_unreadable_file_takes_no_other_with_it(corpus: Path) -> None:
    (corpus / "annotations" / HEBREW).write_bytes("source_id: אוקראינה".encode("windows-1255"))
    (problem,) = problems_of(corpus)
    assert problem.found == "bytes that are not UTF-8, the first at byte 11"


def test_files_that_the_build_would_pass_over_are_told(corpus: Path) -> None:
    for name in ("actor.yaml", "articles/b_ar.yml", "articles/old/a_he.yaml", "notes.txt"):
        (corpus / "annotations" / name).parent.mkdir(exist_ok=True)
        (corpus / "annotations" / name).touch()
    for name in ("README.md", ".gitkeep", "articles/.b_ar.yaml.swp"):
        (corpus / "annotations" / name).touch()
    told = problems_of(corpus)
    assert {problem.rule for problem in told} == {"annotation_files_are_known"}
    assert [problem.where for problem in told] == [
        "annotations/actor.yaml",
        "annotations/articles/b_ar.yml",
        "annotations/articles/old/a_he.yaml",
        "annotations/notes.txt",
    ]


def test_an_unreadable_annotation_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "actors.yaml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (problem,) = problems_of(corpus)
    assert problem.found == "a file that cannot be read (Permission denied)"


def test_an_annotation_without_its_article_is_told(corpus: Path) -> None:
    (corpus / "seeds" / "a_he.txt").unlink()
    (problem,) = problems_of(corpus)
    assert (problem.rule, problem.where) == (
        "annotations_name_their_article",
        "annotations/articles/a_he.yaml:1: source_id",
    )


def test_a_corpus_without_annotations_has_no_judgements(tmp_path: Path) -> None:
    assert read_judgements(tmp_path) == (Judgements(), [])


def test_empty_files_miss_their_first_key(corpus: Path) -> None:
    for name in (ACTORS, CLUSTERS):
        (corpus / "annotations" / name).write_text("# nothing yet\n", encoding="utf-8")
    found = {(problem.where, problem.found) for problem in read_judgements(corpus / "annotations")[1]}
    assert {("annotations/actors.yaml:1", "no `actors`"), ("annotations/clusters.yaml:1", "no `clusters`")} <= found


def test_a_citation_means_the_one_article_that_begins_like_it(corpus: Path) -> None:
    judgements, _ = read_judgements(corpus / "annotations")
    assert judgements.claim("a#x") == judgements.claim("a_he#x") == ("a_he", "x")
    assert judgements.claim("c#x") is None
    assert judgements.claim("#x") is None  # both articles begin with nothing


def test_defaults_are_filled_in_at_every_level(corpus: Path) -> None:
    judgements, _ = read_judgements(corpus / "annotations")
    article = judgements.articles["b_ar"]
    assert article["source"]["published_basis"] == "none"
    assert article["review"]["reviewer"] is None
    (claim,) = article["sentences"][1]["claims"]
    assert (claim["recipient_ids"], claim["implicit"], claim["condition"]) == ([], False, None)
    assert "time" not in claim  # left out and null are different judgements


def parsed(text: str) -> Entry:
    entry, problems = parse(text.encode(), "a.yaml")
    assert entry is not None and problems == []
    return entry


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-01-06", "2026-01-06"),
        ("2026-01-06T10:00:00", "2026-01-06T10:00:00"),
        ("000", "000"),
        ("0x10", "0x10"),
        ("1:30", "1:30"),
        ("1.5", "1.5"),
        ("no", "no"),
        ("=", "="),
        ("2", 2),
        ('"2"', "2"),
        ("true", True),
        ("~", None),
        ("", None),
        ('נאט"ו', 'נאט"ו'),
    ],
)
def test_only_null_booleans_and_whole_numbers_are_more_than_words(written: str, value: object) -> None:
    assert parsed(f"a: {written}")["a"] == value


def test_every_entry_knows_its_line_and_those_of_its_keys() -> None:
    entry = parsed("\n# first\na:\n- b: 1\n  c: 2\n- {d: 3,\n   e: 4}\n")
    assert [(item.line, item.lines) for item in entry["a"]] == [(4, {"b": 4, "c": 5}), (6, {"d": 6, "e": 7})]


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse(b"\xef\xbb\xbfactors: []", "a.yaml")[0] == {"actors": []}
