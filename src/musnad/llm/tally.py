"""Tally: what became of everything that a model answered. Nothing that is refused goes uncounted."""

from __future__ import annotations

from collections import Counter
from threading import Lock

from musnad.llm.answer import REASONS as _UNUSABLE

REFUSED = {
    "form": "A claim does not have the form that was asked for.",
    "sentence_not_asked": "The sentence was not asked about.",
    "no_content": "A claim has no words.",
    "content_not_found": "The words of a claim do not stand in its sentence.",
    "source_not_found": "The words for a source do not stand in the sentence that is named.",
    "cue_not_found": "The words of a cue do not stand in the sentence that is named.",
    "condition_not_found": "The words of a condition do not stand in the sentence, or more than once.",
    "ambiguous": "The words of a claim stand in several places, and no choice of them is the nearest.",
    "cut_letter": "Words begin or end inside a letter with its marks.",
    "hop_says_nothing": "A hop names neither an actor nor words.",
    "chain_circles": "An actor stands in two hops of one chain.",
    "quotation_without_source": "A claim is quoted without a source, or has a source and is not quoted.",
    "implicit_without_source": "A claim is attributed by context, to nobody.",
    "demand_committed": "A demand is put as more than a demand.",
    "repeated": "The same claim stands there twice.",
}
"""Why a claim was refused as a whole."""

DROPPED = {
    "actor_not_shown": "An actor whom the article does not name was left out of a list of ids.",
    "actor_of_another_name": "Actors were left out of a hop whose words are the name of somebody else; its words stay.",
    "role_does_not_fit": "Actors that cannot have the role of their hop were left out of it; its words stay.",
    "date_not_found": "Words for a date that is no temporal expression of the sentence were left out, and the time.",
    "place_not_found": "Words for a place that do not stand in the sentence, or more than once, were left out.",
    "proposition_unfit": "A proposition that is empty, too long or not one line of text was left out.",
    "reason_unknown": "A reason for no claim that is none was left out.",
    "sentence_unanswered": "A sentence did not come back; it counts as not extracted.",
}
"""Why a part of an answer was left out while the claim stayed."""

ASKED = {
    "requests": "requests sent",
    "repetitions": "requests sent again",
    "cached": "answers from the cache",
    "tokens_in": "tokens sent, as the endpoint counts them",
    "tokens_out": "tokens answered, as the endpoint counts them",
    "claims": "claims taken",
}


class Tally:
    """Counts by name, kept by several threads at once: those of `ASKED`, `REFUSED`, `DROPPED` and unusable answers."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._lock = Lock()

    def add(self, name: str, number: int = 1) -> None:
        """Count `number` more of `name`."""
        if number:
            with self._lock:
                self.counts[name] += number

    def lines(self) -> list[str]:
        """What was asked and what was refused, one line for each count that is not 0."""
        with self._lock:
            counts = Counter(self.counts)
        found = [f"{counts[name]:,} {words}" for name, words in ASKED.items() if counts[name]]
        for title, names in (
            ("answers unusable", _UNUSABLE),
            ("claims refused", REFUSED),
            ("values left out", DROPPED),
        ):
            if total := sum(counts[name] for name in names):
                parts = ", ".join(f"{name} {counts[name]:,}" for name in names if counts[name])
                found.append(f"{total:,} {title}: {parts}")
        return found
