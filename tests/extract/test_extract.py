"""Extract: the layers of a whole article, what it says of itself, and that size does not slow the work down."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import languages, spans
from musnad.extract import extract
from musnad.records import Actor, Article, Layers, Registry
from musnad.spans import Span, grapheme_edges

REGISTRY: Registry = {
    actor.actor_id: actor
    for actor in (
        Actor("ukraine", "Ukraine", "state", names={"ar": "أوكرانيا", "he": "אוקראינה"}),
        Actor("youm7", "Youm7", "media", names={"ar": "اليوم السابع"}),
        Actor("alliance", "Alliance", "coalition", names={"ar": "تحالف الراغبين"}, anaphors={"ar": ("التحالف",)}),
    )
}
TEXT = "قال المتحدث أمس إن «تحالف الراغبين» سيدعم أوكرانيا. وأضاف أن التحالف مستعد منذ الثلاثاء."


def layers(text: str, published: str | None = None) -> Layers:
    code = languages.detect(text) or "ar"
    return extract(Article("a", "seeds/a.txt", text, "0" * 64, code, "rtl"), REGISTRY, published)


def test_the_date_header_is_the_date_of_publication_and_anchors_the_others() -> None:
    text = f" date 2026-01-07 {TEXT}"
    found = layers(text)
    assert (found.source.published, found.source.published_basis) == ("2026-01-07", "stated")
    assert found.source.published_evidence == "the article states it: 2026-01-07"
    header, yesterday, tuesday = found.dates
    assert (header.span.of(text), header.rule, header.edtf, header.anchor) == (
        "2026-01-07",
        "header",
        "2026-01-07",
        None,
    )
    assert (yesterday.edtf, yesterday.anchor_date_id, yesterday.anchor_basis) == ("2026-01-06", "d1", "published")
    assert tuesday.edtf == "2026-01-06"


def test_a_header_that_is_no_date_is_kept_and_anchors_nothing() -> None:
    found = layers(f" date 2026-13-07 {TEXT}")
    assert (found.source.published, found.source.published_basis) == (None, "none")
    assert [(row.rule, row.status) for row in found.dates][:2] == [
        ("header", "unresolved"),
        ("relative_day", "unresolved"),
    ]


def test_a_publication_stamp_is_the_date_of_publication() -> None:
    found = layers(f"الأربعاء 7 كانون الثاني 2026 - 10:30\n\n{TEXT}")
    assert (found.source.published, found.source.published_basis) == ("2026-01-07", "stated")
    stamp, yesterday, _ = found.dates
    assert (stamp.rule, stamp.anchor) == ("calendar_date", None)
    assert (yesterday.edtf, yesterday.anchor_date_id) == ("2026-01-06", stamp.local_id)


def test_without_a_stated_date_the_source_says_so_and_no_day_is_resolved() -> None:
    found = layers(TEXT)
    assert (found.source.published, found.source.published_basis) == (None, "none")
    assert {row.status for row in found.dates} == {"unresolved"}


def test_a_date_of_publication_known_from_elsewhere_is_used() -> None:
    row = layers(TEXT, "2026-01-07?").dates[0]
    assert (row.edtf, row.anchor_date_id, row.anchor_basis) == ("2026-01-06?", None, "published_inferred")


def test_title_and_dateline_are_proposed_in_the_words_of_the_article() -> None:
    title = 'تحالف "الراغبين" يبحث ضمانات أمنية'
    found = layers(f"{title}\n\nباريس (رويترز) - {TEXT}")
    assert (found.source.title, found.source.dateline) == (title, "باريس (رويترز) -")
    assert found.source.review_status == "unreviewed"


def test_a_newspaper_called_today_is_a_mention_and_no_date() -> None:
    found = layers("ذكرت صحيفة اليوم السابع أن القمة انتهت.", "2026-01-07")
    assert [one.actor_id for one in found.mentions] == ["youm7"]
    assert found.dates == []


def test_every_row_says_that_rules_made_it() -> None:
    found = layers(f" date 2026-01-07 {TEXT}")
    assert found.claims
    rows = [*found.sentences, *found.claims, *found.mentions, *found.dates]
    assert {one.method for one in rows} == {"rules"}


def test_every_mention_and_date_lies_in_one_sentence() -> None:
    found = layers(f" date 2026-01-07 {TEXT}\n{TEXT}")
    for one in [*found.mentions, *found.dates]:
        assert sum(s.span.start <= one.span.start and one.span.end <= s.span.end for s in found.sentences) == 1


def test_another_registry_is_another_automaton() -> None:
    article = Article("a", "seeds/a.txt", TEXT, "0" * 64, "ar", "rtl")
    assert {one.actor_id for one in extract(article, REGISTRY).mentions} == {"ukraine", "alliance"}
    assert extract(article, {}).mentions == []
    assert {one.actor_id for one in extract(article, {"ukraine": REGISTRY["ukraine"]}).mentions} == {"ukraine"}


def test_the_same_article_gives_the_same_layers() -> None:
    assert layers(f" date 2026-01-07 {TEXT}") == layers(f" date 2026-01-07 {TEXT}")


@pytest.mark.parametrize(
    "piece",
    [
        TEXT + " ",
        "أوكرانيا والتحالف ",
        "اليوم الخميس ",
        ".",
        "«قال لنا ذلك كله اليوم» ",
        '"כן!" אמר ',
        "0:00\n",
        "\u064b",
        "1/",
        "(",
    ],
)
def test_a_text_ten_times_as_long_takes_about_ten_times_as_long(piece: str) -> None:
    seconds = []
    for size in (30_000, 300_000):
        text = "قال " + piece * (size // len(piece))
        start = time.process_time()
        layers(text, "2026-01-07")
        seconds.append(time.process_time() - start)
    # A square would be a hundred times; the margin is for the noise of a short measurement.
    assert seconds[1] < 40 * max(seconds[0], 0.005)


def test_five_megabytes_on_one_line_are_cut_into_their_sentences() -> None:
    text = (TEXT + " ") * (5_000_000 // len((TEXT + " ").encode()))
    found = layers(text, "2026-01-07")
    assert len(found.sentences) == 2 * text.count(TEXT)
    assert {one.span.of(text) for one in found.sentences} == set(TEXT.replace(". ", ".\n").split("\n"))


def test_a_header_states_its_own_day_whatever_was_judged() -> None:
    header, yesterday, _ = layers(f" date 2026-01-07 {TEXT}", "2026-01-09?").dates
    assert (header.value, header.edtf) == ("2026-01-07", "2026-01-07")
    assert (yesterday.anchor, yesterday.anchor_date_id, yesterday.edtf) == ("2026-01-09?", None, "2026-01-08?")


def test_a_date_inside_a_name_anchors_nothing() -> None:
    text = "قالت صحيفة يوم الثلاثاء: «لن نوقع الاتفاق أمس أبدا»."
    today: Registry = {"today": Actor("today", "Today", "media", names={"ar": "صحيفة يوم الثلاثاء"})}
    found = extract(Article("a", "seeds/a.txt", text, "0" * 64, "ar", "rtl"), today, "2026-01-07").dates
    assert [(row.anchor_date_id, row.anchor_basis) for row in found] == [(None, None)]


def test_evidence_of_the_day_of_publication_shows_all_its_characters() -> None:
    found = layers(f"الأربعاء 7 كانون الثاني 2026\u200c - 10:30\n\n{TEXT}").source
    assert found.published_evidence == "the article states it: الأربعاء 7 كانون الثاني 2026"


CLINGING = "\u064e" * 30
WORDS = ["قالت ", "أوكرانيا", "اليوم السابع", "تحالف الراغبين", "لتحالف الراغبين", "التحالف", "أمس", "ול", "לאוקראינה"]
SIGNS = [". ", "؟ ", "\r\n", " \u0301", CLINGING, *"\n\t\"«»'😀\u0640\u200d\u200c\u0600\u200f\U000e0041"]
PIECES = [*WORDS, *SIGNS, "الثلاثاء 7 يناير 2026", "אתמול "]


@settings(deadline=None)  # the first example loads a language
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_whatever_a_text_holds_no_span_cuts_a_word_or_a_letter(text: str) -> None:
    found = layers(text, "2026-01-07?")
    edges, proclitics = grapheme_edges(text), languages.load(languages.detect(text) or "ar").proclitics
    for one in [*found.sentences, *found.mentions, *found.dates]:
        assert edges.issuperset(one.span)
        assert spans.at_word_edges(text, one.span, proclitics)
    for row in [*found.mentions, *found.dates]:
        assert edges.issuperset(spans.host(text, row.span))
        assert any(at.span.start <= row.span.start and row.span.end <= at.span.end for at in found.sentences)
    ids = {row.local_id for row in found.dates}
    assert {row.anchor_date_id for row in found.dates} <= ids | {None}


def test_a_word_may_carry_more_marks_than_any_reach() -> None:
    text = f"و{CLINGING}ب{CLINGING}ا{CLINGING}ل{CLINGING}" + "أوكرانيا"
    assert spans.host(text, Span(len(text) - 8, len(text))) == Span(0, len(text))
