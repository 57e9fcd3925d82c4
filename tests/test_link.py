"""Link: citations are followed across articles, and words are looked for where the cited claim stands."""

from __future__ import annotations

from pathlib import Path

from musnad.annotate import annotate
from musnad.judgements import read_judgements
from musnad.link import LADDER, link
from musnad.problems import Problem
from musnad.read import read_articles
from musnad.records import Article, Layers, Links, Source
from musnad.spans import Span

CLUSTERS = """clusters:
- id: ukraine-signs
  proposition: "Ukraine will sign the agreement."
  members:
  - {claim: "a#ukraine-will-sign", relation: states}
  - {claim: "b_ar#ukraine-will-sign", relation: states}
  - {claim: "b#russia-expects-signature", relation: contradicts}
  conflicts:
  - {a: "a#ukraine-will-sign", b: "b#russia-expects-signature", cause: modality, words_a: תחתום, words_b: ستوقّعه}
"""
PROVISIONS = """provisions:
- id: signature
  name: Signing the agreement
  kind: commitment
  status: %s
  evidence: [%s]
  claims: ["b#russia-expects-signature", "a#ukraine-will-sign"]
"""
RUNG = '{field: status, value: %s, claim: "a#ukraine-will-sign", words: תחתום}'


def linked(corpus: Path, **files: str) -> tuple[Links, list[Problem], list[Article]]:
    for name, text in files.items():
        (corpus / "annotations" / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
    judgements, problems = read_judgements(corpus / "annotations")
    articles, _ = read_articles(corpus / "seeds")
    layers = {
        article.source_id: annotate(article, judgements.articles.get(article.source_id), Layers(Source()))[0]
        for article in articles
    }
    links, found = link(articles, layers, judgements)
    return links, problems + found, articles


def status(corpus: Path, judged: str, *rungs: str) -> list[str]:
    evidence = ", ".join(RUNG % rung for rung in rungs)
    _, problems, _ = linked(corpus, provisions=PROVISIONS % (judged, evidence))
    return [problem.expected for problem in problems]


def test_members_and_conflicts_lead_to_claims_and_words(corpus: Path) -> None:
    links, problems, (hebrew, arabic) = linked(corpus, clusters=CLUSTERS)
    assert problems == []
    (cluster,) = links.clusters
    assert cluster.members[1] == (("b_ar", "ukraine-will-sign"), "states")
    (conflict,) = cluster.conflicts
    assert (conflict.span_a.of(hebrew.text), conflict.span_b.of(arabic.text)) == ("תחתום", "ستوقّعه")


def test_words_are_looked_for_only_in_the_sentences_of_the_claim(corpus: Path) -> None:
    _, (problem,), _ = linked(corpus, clusters=CLUSTERS.replace("words_b: ستوقّعه", "words_b: الاتفاق"))
    assert problem.where == (
        "annotations/clusters.yaml:9: cluster ukraine-signs, "
        "conflict a#ukraine-will-sign and b#russia-expects-signature, words_b"
    )
    assert problem.next_step.startswith("Add in: 1")


def test_another_sentence_of_the_article_may_be_named(corpus: Path) -> None:
    words = "words_b: {words: الاتفاق, in: 1}"
    links, problems, (_, arabic) = linked(corpus, clusters=CLUSTERS.replace("words_b: ستوقّعه", words))
    assert problems == []
    assert links.clusters[0].conflicts[0].span_b.of(arabic.text) == "الاتفاق"


def test_a_provision_gets_its_evidence_and_the_claims_beside_it(corpus: Path) -> None:
    links, problems, (hebrew, _) = linked(corpus, provisions=PROVISIONS % ("drafted", RUNG % "drafted"))
    assert problems == []
    (provision,) = links.provisions
    assert [evidence.span.of(hebrew.text) for evidence in provision.evidence] == ["תחתום"]
    assert [key[1] for key in provision.claims] == ["russia-expects-signature", "ukraine-will-sign"]


def test_the_status_is_the_highest_rung_of_the_evidence(corpus: Path) -> None:
    assert status(corpus, "signed", "proposed", "signed", "pledged") == []
    assert status(corpus, "pledged", "proposed", "signed", "pledged") == ["signed"]
    assert status(corpus, "deployed", "drafted") == ["drafted"]
    assert status(corpus, "null", "drafted") == ["drafted"]
    assert status(corpus, "drafted") == ["null, or evidence"]
    assert status(corpus, "null") == []


def test_the_ladder_is_that_of_the_schema() -> None:
    from musnad import schema

    assert [*LADDER, None] == list(schema.vocabulary(schema.table("provisions").properties["status"]))


def test_what_leads_nowhere_is_left_out_and_told_once(corpus: Path) -> None:
    links, problems, _ = linked(corpus, clusters=CLUSTERS.replace("b#russia", "b#rusia"))
    assert {problem.rule for problem in problems} == {"references_exist"}
    assert len(links.clusters[0].members) == 2
    assert links.clusters[0].conflicts == ()


def test_a_corpus_without_judgements_has_no_links() -> None:
    from musnad.judgements import Judgements
    from musnad.records import Sentence

    article = Article("a", "seeds/a.txt", "שלום.", "0" * 64, "he", "rtl")
    layers = Layers(Source(), [Sentence(Span(0, 5), "prose", "not_extracted", "rules")])
    assert link([article], {"a": layers}, Judgements()) == (Links(), [])
