"""Unregistered: speakers that the registry does not know. In: the claims of one article after the other. Out: a list.

``unregistered.yaml`` stands beside the tables of an extraction. Each entry has the form of one of ``actors.yaml``,
under a comment that says how often and where it speaks, the most frequent first: whoever adds it gives it an id, an
English name and the right type. However large a corpus is, no more than some thousands are held: where there are
more, the rarest are forgotten, and the numbers are then the least that there may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from musnad import languages
from musnad.folding import fold
from musnad.records import Row

PLACEHOLDER = "to-be-registered"
"""Begins the id that an entry has until somebody names it; no build takes such an id for one of the registry."""
HELD, SHOWN, EXAMPLES = 10_000, 1_000, 3
"""Most speakers that outlive a clearing, that are written, and articles that are named for each."""
_TYPES = {"document": "document", "agency": "agency", "outlet": "media"}
"""Role of a hop to the type that its actor most likely has; a person otherwise."""
_INTRODUCTION = """\
# Speakers whom the registry does not know, the most frequent first, in the form of annotations/actors.yaml. To add one
# there, give it an id and its English name, correct the type, and leave the title out of the name. Who stays anonymous
# (a source, an official) is of type unnamed and belongs to one article.
"""


class _Key(NamedTuple):
    language: str
    folded: str


@dataclass(slots=True)
class _Speaker:
    """The words for a speaker as they first stood, the role in which they stood, and articles in which they stand."""

    words: str
    role: str
    articles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Unregistered:
    """The speakers of a corpus that its registry does not know, and how many claims each is given."""

    times: Counter[_Key] = field(default_factory=Counter)
    _speakers: dict[_Key, _Speaker] = field(default_factory=dict)

    def add(self, claims: Sequence[Row]) -> None:
        """Count the sources of `claims` (rows of the table) that stand in words and have no actor."""
        for claim in claims:
            for hop in claim["attribution"]:
                if not hop["actor_ids"] and hop["surface"] and not _points_back(hop, claim["language"]):
                    self._count(hop, claim["language"], claim["source_id"])
        if len(self.times) > 2 * HELD:
            self.times = Counter(dict(self.times.most_common(HELD)))
            self._speakers = {key: self._speakers[key] for key in self.times}

    def _count(self, hop: Any, language: str, source_id: str) -> None:
        key = _Key(language, fold(hop["surface"]).text)
        self.times[key] += 1
        speaker = self._speakers.setdefault(key, _Speaker(" ".join(hop["surface"].split()), hop["role"]))
        if len(speaker.articles) < EXAMPLES and source_id not in speaker.articles:
            speaker.articles.append(source_id)

    def write(self, path: Path) -> None:
        """Write the most frequent to `path`, as YAML; nothing if there is none."""
        if self.times:
            path.write_text("".join(self._lines()), encoding="utf-8", newline="\n")

    def _lines(self) -> Iterator[str]:
        yield _INTRODUCTION
        yield "actors:\n"
        ranked = sorted(self.times, key=lambda key: (-self.times[key], key))
        for number, key in enumerate(ranked[:SHOWN], 1):
            speaker = self._speakers[key]
            named = ", ".join(speaker.articles)
            yield f"# claims: {self.times[key]:,}, as in {named}\n"
            entry = {
                "id": f"{PLACEHOLDER}-{number}",
                "name": "",
                "type": _TYPES.get(speaker.role, "person"),
                "names": {key.language: speaker.words},
            }
            yield yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, default_flow_style=None, width=10_000)


def _points_back(hop: Any, language: str) -> bool:
    """Whether the words are a pronoun, alone or in the cue (he, in his words): they name nobody."""
    in_cue = any(span["start"] <= hop["start"] and hop["end"] <= span["end"] for span in hop["cue_spans"])
    return in_cue or fold(hop["surface"]).text.lower() in _pronouns(language)


@lru_cache
def _pronouns(language: str) -> frozenset[str]:
    data = languages.load(language).claims
    return frozenset(fold(word).text.lower() for word in (*data["pronouns"], *data["near_pronouns"]))
