"""Evaluate: figures of hand-made layers, each computed by hand beside the assertion."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.evaluate import MEASURES, Case, Figure, from_json, page, remarks, report, to_json
from musnad.evaluate.figures import ENOUGH_ARTICLES
from musnad.evaluate.matching import align, jaccard, same
from musnad.problems import Misuse
from musnad.records import Actor, Article, Claim, Date, Hop, Layers, Mention, Sentence, Source
from musnad.spans import Span

FIRST = "قال زيلينسكي أمس إن أوكرانيا جاهزة للسلام."
SECOND = "وأضاف أن روسيا ترفض وقف إطلاق النار."
TEXT = f"{FIRST}\n{SECOND}"
ARTICLE = Article("a", "seeds/a.txt", TEXT, "0" * 64, "ar", "rtl")
REGISTRY = {
    "zelensky": Actor("zelensky", "Volodymyr Zelensky", "person"),
    "ukraine": Actor("ukraine", "Ukraine", "state"),
    "russia": Actor("russia", "Russia", "state"),
    "official": Actor("official", "an official", "unnamed", scope="a"),
}
LAYERS = frozenset({"sentences", "claims", "mentions", "dates"})


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def sentence(words: str, role: str = "prose") -> Sentence:
    return Sentence(at(words), role, None, "annotated")


def mention(actor_id: str, words: str, form: str = "name") -> Mention:
    return Mention(actor_id, at(words), form, "annotated")


def date(words: str, value: str | None, type_: str = "DATE", rule: str = "relative_day") -> Date:
    return Date("d1", at(words), type_, value, None, None, None, None, None, rule, "resolved", "annotated")


def hop(words: str | None, *actor_ids: str, cue: str | None = None, role: str = "speaker") -> Hop:
    return Hop(role, actor_ids, at(words) if words else None, (at(cue),) if cue else ())


def claim(*words: str, hops: Iterable[Hop] = (), **said: Any) -> Claim:
    defaults = Claim(
        *("c", tuple(at(one) for one in words), None, "event", None, (), (), tuple(hops), False, "none", "CT+"),
        *(None, None, (), None, None, None, None, "annotated"),
    )
    return replace(defaults, **said)


def layers(**rows: Any) -> Layers:
    return Layers(Source(), **({"sentences": [sentence(FIRST), sentence(SECOND)]} | rows))


def case(annotated: Layers, extracted: Layers, informed: Layers | None = None, article: Article = ARTICLE) -> Case:
    return Case(article, annotated, extracted, informed, LAYERS, REGISTRY)


def figure(name: str, annotated: Layers, extracted: Layers, informed: Layers | None = None) -> Figure:
    return report("rules", [case(annotated, extracted, informed)]).groups["all"].figures[name]


def counts(name: str, annotated: Layers, extracted: Layers) -> tuple[int, int, int]:
    found = figure(name, annotated, extracted)
    return found.annotated, found.extracted, found.right


def test_precision_recall_and_f1_are_those_of_the_counts() -> None:
    ours = layers(
        mentions=[mention("ukraine", "أوكرانيا"), mention("russia", "روسيا"), mention("zelensky", "زيلينسكي")]
    )
    theirs = layers(mentions=[mention("ukraine", "أوكرانيا"), mention("ukraine", "وقف إطلاق")])
    found = figure("mentions_exact", ours, theirs)
    # 1 of 2 extracted is right, 1 of 3 annotated is found; F1 = 2 * 1 / (3 + 2)
    assert (found.precision, found.recall, found.score) == (0.5, 0.3333, 0.4)


def test_a_score_of_nothing_is_no_score() -> None:
    found = figure("mentions_exact", layers(), layers())
    assert (found.precision, found.recall, found.score, found.low, found.high) == (None, None, None, None, None)


def test_a_sentence_is_found_with_exactly_its_span_and_its_role_counts_apart() -> None:
    title = layers(sentences=[sentence(FIRST, "title"), sentence(SECOND[:-1])])
    assert counts("sentences", layers(), title) == (2, 2, 1)
    assert counts("sentence_roles", layers(), title) == (2, 2, 0)


def test_a_mention_of_another_actor_is_exact_and_not_linked() -> None:
    ours, theirs = layers(mentions=[mention("russia", "روسيا")]), layers(mentions=[mention("ukraine", "روسيا")])
    assert counts("mentions_exact", ours, theirs) == (1, 1, 1)
    assert counts("mentions_linked", ours, theirs) == (1, 1, 0)


def test_named_mentions_leave_out_descriptions_anaphors_and_unnamed_actors() -> None:
    ours = layers(
        mentions=[
            mention("zelensky", "زيلينسكي"),
            mention("ukraine", "أوكرانيا", "description"),
            mention("official", "وقف", "name"),
        ]
    )
    # A name that is extracted as an anaphor is found; a description that is extracted as a name counts neither way.
    theirs = layers(mentions=[mention("zelensky", "زيلينسكي", "anaphor"), mention("ukraine", "أوكرانيا")])
    assert counts("mentions_named", ours, theirs) == (1, 1, 1)
    wrong = layers(mentions=[mention("russia", "أوكرانيا")])
    assert counts("mentions_named", ours, wrong) == (1, 1, 0)


def test_a_date_counts_relaxed_strict_by_type_and_by_value() -> None:
    ours = layers(dates=[date("زيلينسكي أمس", "2026-01-05"), date("وقف", "P3Y", "DURATION")])
    theirs = layers(dates=[date("أمس", "2026-01-05"), date("وقف", "P3Y")])
    assert counts("dates_relaxed", ours, theirs) == (2, 2, 2)
    assert counts("dates_strict", ours, theirs) == (2, 2, 1)
    assert counts("dates_type", ours, theirs) == (2, 2, 1)
    assert counts("dates_value", ours, theirs) == (2, 2, 2)


def test_one_long_date_is_found_once_by_two_short_ones() -> None:
    ours = layers(dates=[date("زيلينسكي أمس", "2026-01-05")])
    theirs = layers(dates=[date("زيلينسكي", None), date("أمس", "2026-01-05")])
    assert counts("dates_relaxed", ours, theirs) == (1, 2, 1)


def test_the_header_of_a_file_is_no_feat() -> None:
    ours = layers(dates=[date("قال", "2026-01-06", rule="header"), date("أمس", "2026-01-05")])
    theirs = layers(dates=[date("قال", "2026-01-06", rule="header")])
    assert counts("dates_relaxed", ours, theirs) == (1, 0, 0)


def test_a_value_is_measured_apart_where_the_day_of_publication_is_given() -> None:
    ours, alone = layers(dates=[date("أمس", "2026-01-05")]), layers(dates=[date("أمس", None)])
    given = layers(dates=[date("أمس", "2026-01-05")])
    assert figure("dates_value", ours, alone, given).right == 0
    assert figure("dates_value_informed", ours, alone, given).right == 1


def test_a_cue_and_a_source_count_once_however_many_claims_they_have() -> None:
    said = hop("زيلينسكي", "zelensky", cue="قال")
    ours = layers(claims=[claim("أوكرانيا جاهزة", hops=[said]), claim("روسيا ترفض", hops=[said])])
    theirs = layers(claims=[claim("أوكرانيا جاهزة", hops=[hop("زيلينسكي أمس", cue="وأضاف")])])
    assert counts("cues", ours, theirs) == (1, 1, 0)
    assert counts("sources", ours, theirs) == (1, 1, 1)


def test_contents_are_alike_from_a_jaccard_index_of_a_half_on() -> None:
    words = "أوكرانيا جاهزة"
    ours = layers(claims=[claim(words)])
    half, less = TEXT.index(words) + len(words) // 2, TEXT.index(words) + len(words) // 2 - 1
    assert len(words) == 14  # so 7 of 14 code points is .5 and 6 of 14 is less
    cut = [replace(claim(words), spans=(Span(at(words).start, end),)) for end in (half, less)]
    assert counts("content_overlap", ours, layers(claims=cut[:1])) == (1, 1, 1)
    assert counts("content_overlap", ours, layers(claims=cut[1:])) == (1, 1, 0)
    assert counts("content_exact", ours, layers(claims=cut[:1])) == (1, 1, 0)


def test_an_exact_content_is_not_given_away_to_one_that_only_overlaps() -> None:
    ours = layers(claims=[claim("أوكرانيا جاهزة للسلام"), claim("أوكرانيا جاهزة")])
    theirs = layers(claims=[claim("أوكرانيا جاهزة")])
    assert counts("content_exact", ours, theirs) == (2, 1, 1)


def test_a_content_in_two_pieces_is_compared_as_a_whole() -> None:
    ours = layers(claims=[claim("أوكرانيا", "جاهزة للسلام")])
    assert counts("content_exact", ours, layers(claims=[claim("أوكرانيا", "جاهزة للسلام")])) == (1, 1, 1)
    assert counts("content_overlap", ours, layers(claims=[claim("أوكرانيا")])) == (1, 1, 0)  # 8 of 20


@pytest.mark.parametrize(
    ("ours", "theirs", "source", "speaker"),
    [
        ([], [], 1, 1),  # both in the article's own voice
        ([hop("زيلينسكي", "zelensky")], [], 0, 0),
        ([hop("زيلينسكي", "zelensky")], [hop("قال زيلينسكي")], 1, 0),  # the right words, not linked
        ([hop("زيلينسكي", "zelensky")], [hop("وأضاف", "zelensky")], 1, 1),  # a pronoun of his elsewhere
        ([hop("زيلينسكي", "zelensky")], [hop("زيلينسكي", "ukraine")], 1, 0),
        ([hop("زيلينسكي", "zelensky")], [hop("روسيا", "russia")], 0, 0),
        ([hop(None, cue="قال")], [hop(None, cue="قال")], 1, 1),  # impersonal in both
        ([hop("زيلينسكي")], [hop("روسيا")], 0, 0),
        ([hop("زيلينسكي", "official")], [hop("زيلينسكي")], 1, 1),  # unnamed: no registry has its id
        ([hop("زيلينسكي", "official")], [hop("روسيا")], 0, 0),
    ],
)
def test_a_source_is_right_by_its_words_or_its_actors(
    ours: list[Hop], theirs: list[Hop], source: int, speaker: int
) -> None:
    annotated = layers(claims=[claim("أوكرانيا جاهزة", hops=ours)])
    extracted = layers(claims=[claim("أوكرانيا جاهزة", hops=theirs)])
    assert counts("source_and_content", annotated, extracted) == (1, 1, source)
    assert counts("speaker_and_content", annotated, extracted) == (1, 1, speaker)


def test_among_equal_contents_the_one_with_the_right_source_is_taken() -> None:
    by = {who: claim("أوكرانيا جاهزة", hops=[hop(None, who)]) for who in ("zelensky", "russia")}
    ours, theirs = layers(claims=list(by.values())), layers(claims=list(reversed(by.values())))
    assert counts("source_and_content", ours, theirs) == (2, 2, 2)


def test_attributed_claims_leave_the_voice_of_the_article_out() -> None:
    said = [hop("زيلينسكي", "zelensky")]
    ours = layers(claims=[claim("أوكرانيا جاهزة", hops=said), claim("روسيا ترفض")])
    theirs = layers(claims=[claim("أوكرانيا جاهزة"), claim("روسيا ترفض", hops=said)])
    assert counts("content_overlap", ours, theirs) == (2, 2, 2)
    assert counts("attributed_overlap", ours, theirs) == (1, 1, 0)


def test_a_chain_is_wrong_with_any_wrong_hop() -> None:
    zelensky, agency = hop("زيلينسكي", "zelensky"), hop(None, "ukraine", role="agency")
    ours = [
        claim("أوكرانيا جاهزة", hops=[zelensky, agency]),
        claim("روسيا ترفض", hops=[zelensky]),
        claim("وقف إطلاق النار", hops=[zelensky]),
        claim("للسلام"),
    ]
    theirs = [
        claim("أوكرانيا جاهزة", hops=[zelensky]),  # a hop is missing
        claim("روسيا ترفض", hops=[zelensky]),
        claim("وقف إطلاق النار", hops=[replace(zelensky, role="spokesperson")]),  # only the role is wrong
        claim("للسلام"),  # in the article's own voice: no chain that could go wrong
    ]
    chains = figure("chains_wrong", layers(claims=ours), layers(claims=theirs))
    assert (chains.annotated, chains.right, chains.score) == (3, 1, 0.3333)
    assert (chains.precision, chains.recall) == (None, None)
    assert figure("chains_or_roles_wrong", layers(claims=ours), layers(claims=theirs)).right == 2


def test_factuality_is_compared_only_where_contents_are_alike() -> None:
    ours = [claim("أوكرانيا جاهزة"), claim("روسيا ترفض", factuality="CT-"), claim("للسلام")]
    theirs = [claim("أوكرانيا جاهزة"), claim("روسيا ترفض"), claim("وقف إطلاق النار")]
    found = figure("factuality", layers(claims=ours), layers(claims=theirs))
    assert (found.annotated, found.right, found.score) == (2, 1, 0.5)


def test_what_is_not_annotated_is_not_measured_and_said_to_be_so() -> None:
    only_dates = replace(case(layers(), layers(dates=[date("أمس", None)])), layers=frozenset({"dates"}))
    found = report("rules", [only_dates])
    assert set(found.groups["all"].figures) == {one.name for one in MEASURES if one.layer == "dates"}
    assert found.not_measured == {"sentences": ("a",), "mentions": ("a",), "claims": ("a",)}
    assert "Not measured, because not annotated: claims of `a`." in remarks(found)
    assert "Not measured: claims, mentions, sentences." in page(found)


def test_an_article_without_annotation_is_told_and_counts_nowhere() -> None:
    other = replace(case(layers(), layers()), article=replace(ARTICLE, source_id="b"), layers=frozenset())
    found = report("rules", [case(layers(), layers()), other])
    assert (found.articles, found.groups["all"].articles) == (("a",), 1)
    assert found.not_measured["claims"] == ("b",)


def test_an_annotated_layer_without_rows_still_counts_what_is_extracted() -> None:
    assert counts("dates_relaxed", layers(dates=[]), layers(dates=[date("أمس", None)])) == (0, 1, 0)


def test_languages_are_measured_apart_and_together() -> None:
    hebrew = replace(ARTICLE, source_id="b", language="he")
    ours, theirs = layers(mentions=[mention("russia", "روسيا")]), layers()
    found = report("rules", [case(ours, ours), case(ours, theirs, article=hebrew)])
    assert list(found.groups) == ["all", "ar", "he"]
    assert [group.figures["mentions_exact"].right for group in found.groups.values()] == [1, 1, 0]


def test_few_articles_are_resampled_by_sentence_and_many_by_article() -> None:
    one = case(layers(), layers())
    many = [replace(one, article=replace(ARTICLE, source_id=f"a{number:02}")) for number in range(ENOUGH_ARTICLES)]
    few, all_of_them = (report("rules", cases).groups["all"] for cases in (many[:2], many))
    assert (few.units, few.n_units) == ("sentences", 4)
    assert (all_of_them.units, all_of_them.n_units) == ("articles", ENOUGH_ARTICLES)


def test_the_interval_holds_every_score_that_resampling_two_sentences_can_give() -> None:
    # One sentence all right, the other all wrong: resamples score 1 (a quarter of them), .5 or 0 (a quarter).
    ours = layers(mentions=[mention("ukraine", "أوكرانيا"), mention("russia", "روسيا")])
    theirs = layers(mentions=[mention("ukraine", "أوكرانيا"), mention("zelensky", "روسيا")])
    found = figure("mentions_linked", ours, theirs)
    assert (found.low, found.score, found.high) == (0.0, 0.5, 1.0)
    assert figure("mentions_exact", ours, theirs).low == 1.0


def test_the_same_cases_give_the_same_report() -> None:
    ours = layers(mentions=[mention("ukraine", "أوكرانيا"), mention("russia", "روسيا")])
    theirs = layers(mentions=[mention("russia", "روسيا")])
    assert report("rules", [case(ours, theirs)]) == report("rules", [case(ours, theirs)])


def test_a_report_survives_json() -> None:
    found = report("rules", [case(layers(dates=[date("أمس", None)]), layers())])
    assert from_json(json.loads(json.dumps(to_json(found)))) == found


def test_json_of_something_else_is_refused() -> None:
    with pytest.raises(Misuse, match="not a report"):
        from_json({"format": "musnad release 1"})


def remark_on(*hashes: str) -> str:
    cases = [replace(case(layers(), layers()), article=replace(ARTICLE, source_id=one, sha256=one)) for one in hashes]
    return next(remarks(report("rules", cases)))


def test_articles_that_the_authors_had_read_are_called_in_sample() -> None:
    seed = "eb2d0513d211d8f3668024f3ace4d2804b36f2bb77ce925b33297ca7f2a4f2c1"
    assert "All of them are in-sample" in remark_on(seed)
    assert "1 of them is in-sample" in remark_on(seed, "0" * 64)
    assert "in-sample" not in remark_on("0" * 64)


def test_the_seeds_are_in_sample() -> None:
    import hashlib

    from musnad.evaluate.figures import IN_SAMPLE

    seeds = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in seeds} == IN_SAMPLE


def test_the_page_names_its_source_explains_every_measure_and_sets_others_beside() -> None:
    ours = layers(dates=[date("أمس", None)])
    found = report("musnad rules", [case(ours, ours)])
    peer = report("dateparser", [case(ours, layers())])
    written = page(found, [peer])
    assert written.splitlines()[0].startswith("<!-- generated from ")
    assert all(one.about and f"| `{one.name.replace('_', ' ')}` | {one.about} |" in written for one in MEASURES)
    assert "| dates relaxed | 1 | 1 | 1 | 1.000 | 1.000 | 1.000 | – |" in written
    assert "| dates relaxed | 1.000 | – |" in written


def test_jaccard_is_the_share_of_code_points_in_common() -> None:
    assert jaccard((Span(0, 4),), (Span(2, 6),)) == 2 / 6
    assert jaccard((Span(0, 2), Span(4, 6)), (Span(0, 6),)) == 4 / 6
    assert jaccard((Span(0, 2),), (Span(2, 4),)) == 0.0


def test_the_most_alike_pair_is_taken_first() -> None:
    ours = [(Span(0, 10),), (Span(10, 20),)]
    assert align(ours, [(Span(8, 20),)]) == [(0, None), (1, 0)]
    assert align(ours, [(Span(0, 4),), (Span(0, 9),)]) == [(0, 1), (1, None), (None, 0)]


def test_among_equals_the_first_is_taken() -> None:
    twice = [(Span(0, 4),), (Span(0, 4),)]
    assert align(twice[:1], twice) == [(0, 0), (None, 1)]
    assert list(same(["a", "a"], ["a"])) == [(0, 0), (1, None)]


spans = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda one: (Span(one[0], one[0] + one[1]),))


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=8), st.sampled_from([0.0, 0.5]))
def test_every_piece_is_in_exactly_one_pair_and_equal_pieces_find_each_other(
    ours: list[tuple[Span, ...]], theirs: list[tuple[Span, ...]], least: float
) -> None:
    pairs = align(ours, theirs, least)
    assert sorted(a for a, _ in pairs if a is not None) == list(range(len(ours)))
    assert sorted(b for _, b in pairs if b is not None) == list(range(len(theirs)))
    both = [(ours[a], theirs[b]) for a, b in pairs if a is not None and b is not None]
    assert all(jaccard(one, other) >= max(least, 1e-9) for one, other in both)
    assert sum(one == other for one, other in both) == sum(
        a is not None and b is not None for a, b in same(ours, theirs)
    )
