"""Validate: a folder as it was written goes in; every promise that it breaks comes out as a problem.

`CHECKS` is the list of promises. Each is a small function whose docstring is the rule as the handbook prints it, and
whose name is the `rule` of its problems. They read what was written, not what was in memory, and read it once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from musnad.problems import Problem
from musnad.validate import (
    attribution,
    clusters,
    files,
    identity,
    provisions,
    recomputed,
    references,
    review,
    sentences,
    shapes,
    texts,
    times,
)
from musnad.validate.merged import validate_merged
from musnad.validate.written import Written, read, read_part

__all__ = [
    "CHECKS",
    "Check",
    "Written",
    "check",
    "not_followed",
    "read",
    "validate",
    "validate_merged",
    "validate_part",
]


class Check(NamedTuple):
    """One promise: the function that finds where it is broken, the tables without which it has nothing to say, and the
    tables that it guards where these are others (none: all)."""

    function: Callable[[Written], Iterator[Problem]]
    needs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the rule, as problems give it: ``quotes_match_text``."""
        return str(self.function.__name__)

    @property
    def guards(self) -> tuple[str, ...]:
        """The tables whose rows it guards, for the handbook; none means all of them."""
        return self.others or self.needs

    @property
    def promise(self) -> str:
        """The rule in words, as the handbook prints it."""
        return inspect.getdoc(self.function) or ""


_OF_TEXT = ("sentences", "claims", "mentions", "dates")
_WITH_SPANS = (*_OF_TEXT, "clusters", "provisions")

FILES = (
    Check(files.files_match_manifest),
    Check(files.contents_match_digests),
    Check(files.rows_stand_in_order),
    Check(files.schema_is_current),
    Check(files.croissant_matches_manifest),
    Check(files.card_matches_manifest),
)
"""The folder is what its manifest says."""

TYPES = (Check(shapes.stored_types_match_schema),)
"""Every file holds the columns and types that the schema gives it."""

RECORDS = (Check(shapes.records_fit_schema), Check(shapes.keys_are_unique))
"""Every record has the form that the schema gives it, and a key of its own."""

FRAMES = (Check(shapes.frames_fit_schema),)
"""Every table as a whole has the form that the schema gives it."""

MEANINGS = (
    Check(references.references_exist),
    Check(references.references_stay_in_their_article),
    Check(references.hierarchies_have_no_cycle),
    Check(texts.texts_match_hashes, ("sources",)),
    Check(texts.headers_stand_in_text, ("sources",)),
    Check(texts.languages_are_known, (), ("sources", "actors")),
    Check(texts.spans_are_whole),
    Check(texts.spans_lie_in_their_text, ("sources",), _WITH_SPANS),
    Check(texts.quotes_match_text, ("sources",), _WITH_SPANS),
    Check(texts.spans_keep_graphemes_whole, ("sources",), _WITH_SPANS),
    Check(texts.spans_keep_words_whole, ("sources",), _WITH_SPANS),
    Check(texts.spans_stay_in_one_sentence, ("sources", "sentences"), _OF_TEXT),
    Check(sentences.sentences_cover_text, ("sources", "sentences")),
    Check(sentences.sentences_are_accounted_for, ("sentences", "claims")),
    Check(attribution.chains_are_typed, ("claims",)),
    Check(attribution.chains_do_not_circle, ("claims",)),
    Check(attribution.roots_match_status, ("claims",)),
    Check(attribution.roles_fit_actors, ("claims", "actors"), ("claims",)),
    Check(attribution.quotations_have_a_source, ("claims",)),
    Check(attribution.demands_are_uncommitted, ("claims",)),
    Check(recomputed.computed_columns_agree),
    Check(times.edtf_is_valid),
    Check(times.bounds_are_ordered),
    Check(times.values_agree_with_edtf, ("dates",)),
    Check(times.types_match_values, ("dates",)),
    Check(times.publication_dates_have_a_basis, ("sources",)),
    Check(times.stated_days_stand_in_text, ("sources", "dates"), ("sources",)),
    Check(times.inferred_dates_are_marked, ("dates",)),
    Check(times.weekdays_match_dates, ("sources", "dates"), ("dates",)),
    Check(times.times_rest_on_dates, ("claims",)),
    Check(times.anchors_are_given, ("sources", "dates"), ("dates",)),
    Check(identity.ids_are_reproducible, ("sources",), _OF_TEXT),
    Check(identity.mentions_nest, ("mentions",)),
    Check(identity.named_mentions_are_registered, ("actors", "mentions")),
    Check(identity.mentions_by_name_say_so, ("sources", "actors", "mentions"), ("actors", "mentions")),
    Check(
        identity.actors_are_needed,
        ("actors", "sources", "claims", "mentions", "clusters", "provisions"),
        ("actors",),
    ),
    Check(identity.identifiers_are_sound, ("actors",)),
    Check(identity.names_denote_one_actor, ("actors",)),
    Check(identity.unnamed_actors_keep_to_one_article, ("actors",)),
    Check(clusters.claims_are_in_one_cluster, ("clusters",)),
    Check(clusters.conflicts_are_between_members, ("clusters",)),
    Check(clusters.contradictions_have_a_conflict, ("clusters",)),
    Check(clusters.evidence_stands_in_its_claim, ("sources", "sentences", "claims"), ("clusters", "provisions")),
    Check(provisions.judgements_have_evidence, ("provisions",)),
    Check(provisions.evidence_supports_a_judgement, ("provisions",)),
    Check(provisions.status_is_the_highest_rung, ("provisions",)),
    Check(review.reviews_are_consistent, ("sources",)),
    Check(review.layers_are_of_one_hand, ("sources",)),
    Check(review.annotated_claims_are_complete, ("claims",)),
)
"""What the records say is true of the texts, and of one another."""

CHECKS = FILES + TYPES + RECORDS + FRAMES + MEANINGS
"""Everything that is promised of a release."""


def validate(folder: Path) -> Iterator[Problem]:
    """Every problem of the release in `folder`. A release may leave tables out: see `not_followed`.

    Raises:
        Misuse: the folder is no release.
    """
    return check(read(folder))


def check(written: Written) -> Iterator[Problem]:
    """Every problem of a release that was read. Each kind of check is asked only of what passed those before it.

    Files are the exception: a broken one does not hide what is wrong elsewhere.
    """
    yield from _asked(written, FILES, TYPES, RECORDS, FRAMES, MEANINGS)


def validate_part(folder: Path) -> Iterator[Problem]:
    """Every problem of a part of a release (`musnad.parts`), of which nothing is said but what it holds."""
    return _asked(read_part(folder), TYPES, RECORDS, FRAMES, MEANINGS)


def _asked(written: Written, *kinds: tuple[Check, ...]) -> Iterator[Problem]:
    for checks in kinds:
        problems = [problem for one in checks if _can_run(one, written) for problem in one.function(written)]
        yield from problems
        if problems and checks is not FILES:
            return


def not_followed(written: Written) -> list[str]:
    """What cannot be checked because the release leaves tables out: keys, computed columns and whole checks."""
    return [
        *references.references_not_followed(written),
        *(f"computed columns of {line}" for line in recomputed.columns_not_recomputed(written)),
        *(f"{one.name}, which needs {', '.join(one.needs)}" for one in CHECKS if not _can_run(one, written)),
    ]


def _can_run(one: Check, written: Written) -> bool:
    return all(table in written.rows for table in one.needs)
