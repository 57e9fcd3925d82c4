"""Compare: what the extractor has otherwise than the annotation."""

from __future__ import annotations

from dataclasses import replace

from musnad.compare import Difference, Differing, differences
from musnad.records import Article, Date, Layers, Mention, Sentence, Source
from musnad.spans import Span

TEXT = "قال زيلينسكي أمس إن أوكرانيا جاهزة."
ARTICLE = Article("a", "seeds/a.txt", TEXT, "0" * 64, "ar", "rtl")


def words(of: str) -> Span:
    return Span(TEXT.index(of), TEXT.index(of) + len(of))


def mention(actor_id: str, of: str, method: str = "annotated") -> Mention:
    return Mention(actor_id, words(of), "name", method)


def date(value: str, of: str = "أمس", method: str = "annotated") -> Date:
    return Date("d1", words(of), "DATE", value, None, None, None, None, None, "relative_day", "resolved", method)


def layer(name: str, annotated: Layers, proposed: Layers) -> Difference:
    (found,) = [one for one in differences(ARTICLE, annotated, proposed) if one.layer == name]
    return found


def test_a_row_is_the_same_only_with_its_span_and_its_actor() -> None:
    ours = Layers(Source(), mentions=[mention("zelensky", "زيلينسكي"), mention("ukraine", "أوكرانيا")])
    theirs = Layers(Source(), mentions=[mention("zelensky", "زيلينسكي", "rules"), mention("kyiv", "أوكرانيا", "rules")])
    assert layer("mentions", ours, theirs) == Difference(
        "mentions", 2, 2, 1, (Differing(20, 28, "أوكرانيا", "ukraine"),), (Differing(20, 28, "أوكرانيا", "kyiv"),)
    )


def test_a_date_is_the_same_only_with_its_value() -> None:
    ours, theirs = Layers(Source(), dates=[date("2026-01-05")]), Layers(Source(), dates=[date("2026-01-06")])
    found = layer("dates", ours, theirs)
    assert [one.says for one in (*found.missed, *found.extra)] == ["2026-01-05", "2026-01-06"]


def test_a_sentence_is_the_same_only_with_its_role_and_not_with_its_reason() -> None:
    ours = Sentence(Span(0, len(TEXT)), "prose", None, "annotated")
    theirs = replace(ours, no_claim_reason="not_extracted", method="rules")
    assert layer("sentences", Layers(Source(), [ours]), Layers(Source(), [theirs])).n_same == 1
    title = replace(theirs, role="title")
    assert layer("sentences", Layers(Source(), [ours]), Layers(Source(), [title])).n_same == 0


def test_a_layer_that_the_extractor_made_is_not_compared_with_itself() -> None:
    proposals = Layers(Source(), mentions=[mention("zelensky", "زيلينسكي", "rules")], dates=[date("2026-01-05")])
    assert [one.layer for one in differences(ARTICLE, proposals, proposals)] == ["dates"]


def test_what_is_missed_comes_in_the_order_of_the_text() -> None:
    ours = Layers(Source(), mentions=[mention("ukraine", "أوكرانيا"), mention("zelensky", "زيلينسكي")])
    assert [one.words for one in layer("mentions", ours, Layers(Source())).missed] == ["زيلينسكي", "أوكرانيا"]
