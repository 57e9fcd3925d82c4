"""Annotate: the judgement is laid over the proposals, word for word."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from musnad.annotate import annotate
from musnad.judgements import ArticleJudgement
from musnad.judgements.loading import parse
from musnad.judgements.shape import fit
from musnad.problems import Problem
from musnad.records import Article, Claim, Date, Layers, Mention, Sentence, Source
from musnad.spans import Span

HEBREW = (
    "date 2025-08-21\n"
    'הוא הוסיף כי התקיים "דיון כן" בשיחה. '
    '"אי אפשר להסכים עם זה", אמר לברוב אתמול, לפי סוכנות הידיעות הממלכתית. '
    "במסיבת העיתונאים במוסקבה אמר לברוב שרוסיה מוכנה להמשיך במשא ומתן עם אוקראינה."
)
FILE = """
source_id: a
sha256: {sha256}
review: {{status: reviewed, annotator: language_model, reviewer: person}}
layers: [sentences, claims, mentions, dates]
source: {{published: "2025-08-21", published_basis: stated}}
sentences:
- text: date 2025-08-21
  role: metadata
  no_claim: metadata
  dates:
  - {{id: d0, words: "2025-08-21", type: DATE, value: "2025-08-21", edtf: "2025-08-21", rule: header, status: resolved}}
- text: 'הוא הוסיף כי התקיים "דיון כן" בשיחה.'
  role: prose
  no_claim: no_proposition
- text: '"אי אפשר להסכים עם זה", אמר לברוב אתמול, לפי סוכנות הידיעות הממלכתית.'
  role: prose
  claims:
  - id: cannot-agree
    spans: [אי אפשר להסכים עם זה]
    proposition: "Russia cannot agree to this."
    kind: position
    attribution:
    - {{role: speaker, actor_ids: [lavrov], words: לברוב, cue: אמר}}
    - {{role: agency, actor_ids: [ria], words: סוכנות הידיעות הממלכתית, cue: לפי}}
    quotation: direct
    factuality: CT-
    speech_date_id: d1
  mentions:
  - {{actor_id: lavrov, words: לברוב, form: alias}}
  dates:
  - {{id: d1, words: אתמול, type: DATE, value: "2025-08-20", edtf: "2025-08-20", rule: relative_day, status: resolved}}
- text: "במסיבת העיתונאים במוסקבה אמר לברוב שרוסיה מוכנה להמשיך במשא ומתן עם אוקראינה."
  role: prose
  claims:
  - id: ready-to-negotiate
    spans: [רוסיה מוכנה להמשיך במשא ומתן עם אוקראינה]
    proposition: "Russia is ready to go on negotiating with Ukraine."
    kind: position
    attribution:
    - {{role: speaker, actor_ids: [lavrov], words: לברוב, cue: אמר}}
    quotation: indirect
    factuality: CT+
    place: מוסקבה
  mentions:
  - {{actor_id: lavrov, words: לברוב, form: alias}}
  - {{actor_id: russia, words: רוסיה, form: name}}
  - {{actor_id: ukraine, words: אוקראינה, form: name}}
"""


def article(text: str = HEBREW, language: str = "he") -> Article:
    return Article("a", "seeds/a.txt", text, hashlib.sha256(text.encode()).hexdigest(), language, "rtl")


def shaped(written: str) -> ArticleJudgement:
    document, problems = parse(written.encode(), "annotations/articles/a.yaml")
    assert document is not None and problems == []
    judged, problems = fit(document, "article")
    assert judged is not None and problems == []
    return judged


def annotated(
    *changes: tuple[str, str], text: str = HEBREW, language: str = "he", proposals: Layers | None = None
) -> tuple[Layers, list[Problem]]:
    """What becomes of the article when its annotation is changed like this."""
    written = FILE.format(sha256=article(text).sha256)
    for old, new in changes:
        assert old in written
        written = written.replace(old, new, 1)
    return annotate(article(text, language), shaped(written), proposals or Layers(Source()))


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


def test_everything_is_placed_where_it_stands() -> None:
    layers, problems = annotated()
    assert problems == []
    assert [sentence.role for sentence in layers.sentences] == ["metadata", "prose", "prose", "prose"]
    claim = layers.claims[1]
    assert claim.spans[0].of(HEBREW) == "רוסיה מוכנה להמשיך במשא ומתן עם אוקראינה"
    assert [cue.of(HEBREW) for cue in layers.claims[0].attribution[1].cue_spans] == ["לפי"]
    assert claim.place is not None and claim.place.of(HEBREW) == "מוסקבה"
    assert {row.method for row in (*layers.sentences, *layers.claims, *layers.mentions, *layers.dates)} == {"annotated"}
    assert layers.source == Source(
        published="2025-08-21",
        published_basis="stated",
        review_status="reviewed",
        annotator="language_model",
        reviewer="person",
    )


def test_a_proclitic_is_left_outside_the_mention() -> None:
    layers, _ = annotated()
    russia = next(mention for mention in layers.mentions if mention.actor_id == "russia")
    assert HEBREW[russia.span.start - 1 : russia.span.end] == "שרוסיה"


def test_an_arabic_article_is_left_inside_the_mention() -> None:
    text = "وقالت الرئاسة إنّ أوكرانيا ستوقّع."
    file = """
source_id: a
sha256: %s
review: {status: drafted, annotator: person}
layers: [sentences, mentions]
sentences:
- text: وقالت الرئاسة إنّ أوكرانيا ستوقّع.
  role: prose
  mentions: [{actor_id: presidency, words: %s, form: description}]
"""
    judged = shaped(file % (article(text).sha256, "الرئاسة"))
    layers, problems = annotate(article(text, "ar"), judged, Layers(Source()))
    assert problems == [] and layers.mentions[0].span.of(text) == "الرئاسة"
    judged = shaped(file % (article(text).sha256, "رئاسة"))
    _, problems = annotate(article(text, "ar"), judged, Layers(Source()))
    assert "a piece of «الرئاسة»" in only(problems).found


def test_a_changed_article_reopens_its_annotation() -> None:
    proposals = Layers(Source(note="proposed"))
    judged = shaped(FILE.format(sha256=article().sha256))
    layers, problems = annotate(article(HEBREW + " "), judged, proposals)
    assert layers is proposals
    assert only(problems).rule == "articles_are_unchanged"
    assert only(problems).where == "annotations/articles/a.yaml:3: sha256"


def test_an_article_without_an_annotation_keeps_its_proposals() -> None:
    proposals = Layers(Source())
    assert annotate(article(), None, proposals) == (proposals, [])


def test_speech_time_left_out_is_that_of_its_date_and_null_is_kept() -> None:
    assert annotated()[0].claims[0].speech_time == "2025-08-20"
    layers, _ = annotated(("speech_date_id: d1", "speech_date_id: d1\n    speech_time: null"))
    assert layers.claims[0].speech_time is None


def test_time_left_out_is_that_of_the_only_date_and_never_that_of_publication() -> None:
    layers, _ = annotated(("speech_date_id: d1", "date_ids: [d1]"))
    assert (layers.claims[0].time, layers.claims[1].time) == ("2025-08-20", None)


def test_several_dates_need_a_time() -> None:
    layers, problems = annotated(("speech_date_id: d1", "date_ids: [d0, d1]"))
    assert only(problems).rule == "times_are_stated"
    layers, problems = annotated(("speech_date_id: d1", 'date_ids: [d0, d1]\n    time: "2025-08"'))
    assert (problems, layers.claims[0].time) == ([], "2025-08")


def test_pieces_of_a_claim_come_in_the_order_of_the_text() -> None:
    layers, _ = annotated(
        ("[אי אפשר להסכים עם זה]", "[עם זה, {words: התקיים, in: 2}]"), ("  no_claim: no_proposition\n", "")
    )
    assert [span.of(HEBREW) for span in layers.claims[0].spans] == ["התקיים", "עם זה"]


def test_a_sentence_that_lends_a_claim_its_words_needs_no_reason() -> None:
    _, problems = annotated(("[אי אפשר להסכים עם זה]", "[עם זה, {words: התקיים, in: 2}]"))
    assert only(problems).rule == "sentences_are_accounted_for"
    assert only(problems).found == "no_claim: no_proposition, though a claim stands in the sentence"


def test_a_sentence_without_claims_needs_its_reason() -> None:
    _, problems = annotated(("  no_claim: no_proposition\n", ""))
    assert only(problems).where == "annotations/articles/a.yaml:13: sentence 2"
    assert only(problems).found == "neither claims nor `no_claim`"


def test_without_the_layer_of_claims_a_sentence_was_not_extracted() -> None:
    start, end = FILE.index("  claims:\n"), FILE.index("  mentions:\n")
    again, last = FILE.index("  claims:\n", end), FILE.rindex("  mentions:\n")
    written = (FILE[:start] + FILE[end:again] + FILE[last:]).replace("sentences, claims,", "sentences,")
    judged = shaped(written.format(sha256=article().sha256))
    layers, problems = annotate(article(), judged, Layers(Source()))
    assert problems == []
    reasons = [sentence.no_claim_reason for sentence in layers.sentences]
    assert reasons == ["metadata", "no_proposition", "not_extracted", "not_extracted"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            'התקיים "דיון כן" בשיחה',
            'התקיים "דיון כנה" בשיחה',
            '«כנה" בשיחה.», where the article goes on at 42 with «כן" בשיחה.',
        ),
        (
            "- text: date 2025-08-21",
            "- text: 2025-08-21",
            "«date» at 0, before this sentence, which belongs to no sentence",
        ),
        ('במשא ומתן עם אוקראינה."', 'במשא ומתן"', "«עם אוקראינה.» at 188, after the last sentence"),
        ("- text: date 2025-08-21", "- text: תאריך 2025-08-21", "the nearest text at 0 is «date 2025-08-21»"),
        ("- text: 'הוא הוסיף כי", "- text: 'date 2025-08-21\n    הוא הוסיף כי", "«date 2025-08-21 הוא"),
    ],
)
def test_sentences_that_leave_the_text_are_told(old: str, new: str, found: str) -> None:
    _, problems = annotated((old, new))
    problem = next(problem for problem in problems if problem.rule == "sentences_cover_text")
    assert found in problem.found


def test_a_lost_sentence_is_one_problem_however_much_stands_in_it() -> None:
    _, problems = annotated(('- text: "במסיבת העיתונאים', '- text: "במסיבת עיתונאים'))
    assert [problem.rule for problem in problems] == ["sentences_cover_text"]


def test_a_sentence_may_be_written_as_a_block() -> None:
    layers, problems = annotated(("- text: date 2025-08-21", "- text: |\n    date 2025-08-21"))
    assert (problems, layers.sentences[0].span) == ([], Span(0, 15))


def test_mentions_of_one_actor_do_not_overlap() -> None:
    again = "words: אוקראינה, form: name}\n  - {actor_id: ukraine, words: עם אוקראינה, form: description}"
    _, problems = annotated(("words: אוקראינה, form: name}", again))
    assert only(problems).rule == "words_are_annotated_once"


def test_mentions_of_two_actors_may_nest_but_not_be_the_same_words() -> None:
    mention = "words: אוקראינה, form: name}"
    nested = mention + "\n  - {actor_id: talks, words: משא ומתן עם אוקראינה, form: description}"
    assert annotated((mention, nested))[1] == []
    _, problems = annotated((mention, f"{mention}\n  - {{actor_id: kyiv, {mention}"))
    assert only(problems).rule == "words_are_annotated_once"


def test_a_title_stands_in_a_sentence_of_that_role() -> None:
    changes = (
        ("published_basis: stated", "title: דיון כן"),
        ('"דיון כן" בשיחה.\'\n  role: prose', '"דיון כן" בשיחה.\'\n  role: title'),
    )
    assert annotated(*changes)[0].source.title == "דיון כן"
    _, problems = annotated(changes[0])
    assert only(problems).where == "annotations/articles/a.yaml:6: source, title"


def test_a_byline_may_stand_more_than_once() -> None:
    layers, problems = annotated(("published_basis: stated", "byline: לברוב"))
    assert (problems, layers.source.byline) == ([], "לברוב")


PROPOSALS = Layers(
    Source(),
    sentences=[Sentence(Span(0, len(HEBREW)), "prose", "not_extracted", "rules")],
    mentions=[Mention("x", Span(16, 19), "name", "rules"), Mention("y", Span(10, 19), "name", "rules")],
    dates=[Date("p1", Span(5, 15), "DATE", None, None, None, None, None, None, "header", "unresolved", "rules")],
)


def without(layer: str) -> str:
    """The annotation file without one of its layers."""
    lines, kept, inside = FILE.splitlines(keepends=True), [], False
    for line in lines:
        inside = line.startswith(f"  {layer}:") or (inside and line.startswith("  -"))
        kept += [] if inside else [line]
    return "".join(kept).replace(f", {layer}", "", 1)


def test_a_layer_that_is_left_out_comes_from_the_proposals_as_far_as_it_fits() -> None:
    judged = shaped(without("mentions").format(sha256=article().sha256))
    layers, problems = annotate(article(), judged, PROPOSALS)
    assert problems == []
    assert layers.mentions == PROPOSALS.mentions[:1]  # the other one crosses two sentences
    assert [date.local_id for date in layers.dates] == ["d0", "d1"]


def test_proposed_claims_keep_no_reference_to_dates_that_were_annotated() -> None:
    claim = replace(annotated()[0].claims[1], method="rules", date_ids=("p1",), speech_date_id="p1")
    claim = replace(claim, time="2025-08", speech_time="2025-08-21")
    proposals = replace(PROPOSALS, claims=[claim])
    start, end = FILE.index("  claims:\n"), FILE.index("  mentions:\n")
    again, last = FILE.index("  claims:\n", end), FILE.rindex("  mentions:\n")
    written = (FILE[:start] + FILE[end:again] + FILE[last:]).replace("sentences, claims,", "sentences,")
    layers, _ = annotate(article(), shaped(written.format(sha256=article().sha256)), proposals)
    (kept,) = layers.claims
    assert isinstance(kept, Claim) and (kept.date_ids, kept.speech_date_id) == ((), None)
    assert (kept.time, kept.speech_time) == (None, None)
    assert layers.sentences[3].no_claim_reason is None


def proposed(local_id: str, span: Span, anchor_date_id: str | None, basis: str | None = "published") -> Date:
    anchor = "2025-08-21" if basis else None
    return Date(
        local_id, span, "DATE", "2025-08-20", None, "2025-08-20", anchor, anchor_date_id, basis, "relative_day",
        "resolved", "rules",
    )  # fmt: skip


def proposals_with(*dates: Date) -> list[Date]:
    """What is kept of proposed dates where the sentences are annotated and the dates are not."""
    judged = shaped(without("dates").replace("    speech_date_id: d1\n", "").format(sha256=article().sha256))
    layers, problems = annotate(article(), judged, replace(PROPOSALS, dates=list(dates)))
    assert problems == []
    return layers.dates


ACROSS, FIRST, SECOND = Span(5, 19), Span(20, 25), Span(26, 29)


def test_a_proposed_date_keeps_the_day_of_publication_without_the_date_that_states_it() -> None:
    (kept,) = proposals_with(proposed("p1", ACROSS, None), proposed("p2", FIRST, "p1"))
    assert (kept.edtf, kept.anchor, kept.anchor_date_id) == ("2025-08-20", "2025-08-21", None)


def test_what_rests_on_a_proposed_date_that_does_not_fit_is_unresolved() -> None:
    speech, other = proposed("p2", FIRST, "p1", "quoted_speech"), proposed("p3", SECOND, "p2", "quoted_speech")
    for row in proposals_with(proposed("p1", ACROSS, None), speech, other):
        assert (row.status, row.value, row.edtf) == ("unresolved", None, None)
        assert (row.anchor, row.anchor_date_id, row.anchor_basis) == (None, None, None)


def test_a_proposed_date_does_not_rest_on_a_day_of_publication_that_the_file_does_not_give() -> None:
    (kept,) = proposals_with(replace(proposed("p1", FIRST, None), anchor="2025-08-22"))
    assert (kept.status, kept.anchor) == ("unresolved", None)
