"""Places: whether words that could name an actor name a city, another office or something narrower. Yes or no.

"Kyiv" is Ukraine's government in "Kyiv demands", and a city in "in Kyiv". The words that tell are the language's data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from musnad.extract.matching import Hit
from musnad.folding import fold
from musnad.languages import Language, load

_REACH = 48
"""Folded code points on either side in which a telling word is looked for."""
_NEAR = 4
"""How many words before may hold the verb of motion that makes "to Kyiv" a journey."""
_CLAUSE = 6
"""How many words before may hold the verb whose object is a place."""
_WORD = re.compile(r"[^\W_]+|[.،,;؛:()!?؟]")


@dataclass(frozen=True, slots=True)
class _Tells:
    """The telling words of one language, folded."""

    proclitics: tuple[str, ...]
    after: frozenset[str]
    before: frozenset[str]
    directions: frozenset[str]
    direction_proclitics: tuple[str, ...]
    motion: frozenset[str]
    visits: frozenset[str]
    office_before: frozenset[str]
    office_after: frozenset[str]
    narrowed: re.Pattern[str]
    conjunctions: frozenset[str]
    apart: re.Pattern[str]
    plain: frozenset[str]
    agreeing: re.Pattern[str]


def is_place(text: str, hit: Hit[Any], language: Language) -> bool:
    """Whether the capital at `hit` is the city itself: after "in", after "the capital", on a journey to or from it."""
    tells = _tells(language.code)
    if hit.proclitic.endswith(tells.proclitics):
        return True
    before = _words_before(text, hit, tells)
    if _next_word(text, hit) in tells.before or (before and before[-1] in tells.after):
        return True
    if " ".join(before[-2:]) in tells.after or not tells.visits.isdisjoint(before[-_CLAUSE:]):
        return True
    directed = hit.proclitic.endswith(tells.direction_proclitics) or (bool(before) and before[-1] in tells.directions)
    return directed and any(word in tells.motion for word in before[-_NEAR - 1 :])


def is_other_office(text: str, hit: Hit[Any], language: Language) -> bool:
    """Whether the words around a description give it to somebody else: the vice president, the former president."""
    tells = _tells(language.code)
    before = _words_before(text, hit, tells)
    return _next_word(text, hit) in tells.office_after or bool(before and before[-1] in tells.office_before)


def is_narrowed(text: str, hit: Hit[Any], language: Language) -> bool:
    """Whether an adjective right after the noun makes it another thing: التحالف الدولي is not just التحالف."""
    if text[hit.end : hit.end + 1] != " ":
        return False
    return bool(_tells(language.code).narrowed.match(text, hit.end + 1, hit.end + _REACH))


def stands_alone(text: str, hit: Hit[Any], is_title: bool, language: Language) -> bool:
    """Whether a noun is all of its noun phrase: no adjective follows it, nor, after a title, what may be a name."""
    if text[hit.end : hit.end + 1] != " ":
        return True
    tells = _tells(language.code)
    following = _WORD.match(text, hit.end + 1, hit.end + _REACH)
    if following is None:
        return True
    if is_title and following[0].isalnum() and following[0] not in tells.plain:
        return False
    return not tells.apart.match(text, hit.end + 1, hit.end + _REACH)


def is_adjective(text: str, hit: Hit[Any], language: Language) -> bool:
    """Whether a country's name that is also an adjective (مالي) stands behind the noun that it would belong to."""
    tells = _tells(language.code)
    before = _words_before(text, hit, tells)
    if not before or before[-1] == "," or hit.proclitic.endswith((*tells.proclitics, *tells.direction_proclitics)):
        return False
    return before[-1] not in tells.after | tells.directions | tells.plain


def is_agreeing(text: str, hit: Hit[Any], language: Language) -> bool:
    """Whether the name of a people is the adjective of the plural noun before it: העובדים האוקראינים."""
    start = hit.start - len(hit.proclitic)
    return bool(_tells(language.code).agreeing.search(text, max(0, start - _REACH), start))


def _words_before(text: str, hit: Hit[Any], tells: _Tells) -> list[str]:
    """The words before a hit in its clause, without a conjunction fused to them; a comma does not end a clause."""
    start = hit.start - len(hit.proclitic)
    words: list[str] = []
    for word in _WORD.findall(text[max(0, start - _REACH) : start]):
        if word in ".!?؟;؛:":
            words = []
        elif word in "،,()":
            words.append(",")
        else:
            bare = word[1:] if word[0] in tells.conjunctions and len(word) > 3 and word not in tells.after else word
            words.append(bare)
    return words


def _next_word(text: str, hit: Hit[Any]) -> str:
    match = _WORD.match(text, hit.end + 1, hit.end + _REACH) if text[hit.end : hit.end + 1] == " " else None
    return match[0] if match else ""


@lru_cache
def _tells(code: str) -> _Tells:
    data = load(code).mentions
    place = data["place"]
    return _Tells(
        proclitics=tuple(place["proclitics"]),
        after=_folded(place["after"]),
        before=_folded(place["before"]),
        directions=_folded(place["directions"]),
        direction_proclitics=tuple(place["direction_proclitics"]),
        motion=_folded(place["motion"]),
        visits=_folded(place["visits"]),
        office_before=_folded(data["description_not_after"]),
        office_after=_folded(data["description_not_before"]),
        narrowed=re.compile(data["narrowed_by"]),
        conjunctions=frozenset(data["conjunctions"]),
        apart=re.compile(data["head_noun_not_before"]),
        agreeing=re.compile(data["agrees_after"]),
        plain=_folded([*load(code).common_words, *load(code).sentences["reporting_verbs"]]),
    )


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word).text for word in words)
