"""Sentences: is every character in one, and every one accounted for? In: what was written. Out: problems."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.problems import Problem
from musnad.records import ANNOTATED
from musnad.spans import Span, strip
from musnad.validate.written import Written, at

_STEP = "Correct the sentences of the article's annotation, or build the release again"


def sentences_cover_text(written: Written) -> Iterator[Problem]:
    """Every character of an article that is not white space belongs to exactly one sentence.

    No sentence opens or ends with white space, but for a space that carries a mark; `position` counts them from 1, in
    the order of the text.
    """
    rule = "sentences_cover_text"
    for source_id, rows in written.by_source["sentences"].items():
        text, covered = written.texts.get(source_id, ""), 0
        for position, row in enumerate(rows, start=1):
            if row["start"] < covered:
                found = f"it begins at {row['start']}, before the one before it ends at {covered}"
                yield Problem(at("sentences", row, "start"), rule, found, "sentences that do not overlap", _STEP)
            if left := text[covered : row["start"]].strip():
                found = f"«{left}» between it and the one before is in no sentence"
                yield Problem(at("sentences", row, "start"), rule, found, "every character in a sentence", _STEP)
            whole = Span(0, len(row["quote"]))
            if strip(row["quote"], whole) != whole:
                found = "white space at its edge"
                yield Problem(
                    at("sentences", row, "quote"), rule, found, "sentences that begin and end with words", _STEP
                )
            if row["position"] != position:
                where = at("sentences", row, "position")
                yield Problem(where, rule, str(row["position"]), f"{position}, counted in the text", _STEP)
            covered = max(covered, row["end"])
        if left := text[covered:].strip():
            yield Problem(
                f"sources[{source_id}].text", rule, f"«{left}» is in no sentence", "every character in one", _STEP
            )


def sentences_are_accounted_for(written: Written) -> Iterator[Problem]:
    """Every sentence has at least one claim, or the reason why it has none, and never both.

    `not_extracted` is the reason where nobody looked for claims: never in an article whose claims were annotated.
    """
    rule = "sentences_are_accounted_for"
    claimed = {sentence_id for claim in written.rows["claims"] for sentence_id in claim["sentence_ids"]}
    read = {claim["source_id"] for claim in written.rows["claims"] if claim["method"] == ANNOTATED}
    for row in written.rows["sentences"]:
        reason, where = row["no_claim_reason"], at("sentences", row, "no_claim_reason")
        if row["sentence_id"] in claimed and reason is not None:
            yield Problem(where, rule, f"{reason}, though it has claims", "no reason beside a claim", _STEP)
        if row["sentence_id"] not in claimed and reason is None:
            yield Problem(where, rule, "no claim and no reason", "a claim, or the reason for none", _STEP)
        if reason == "not_extracted" and row["source_id"] in read:
            found = "not_extracted, in an article whose claims were annotated"
            yield Problem(where, rule, found, "what the annotator found", _STEP)
