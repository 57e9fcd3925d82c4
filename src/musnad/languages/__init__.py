"""Languages: what musnad knows of Arabic, Hebrew and English. In: a language code or a text. Out: a `Language`.

The words of a language are data: each ``<code>.yaml`` in this folder is one language, and no code holds its words.
How a script is written is code, where it is read: which letters are one (`musnad.folding`), which take a geresh, which
marks quote or stop (`musnad.extract`). So a new file is a new language of a script that is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

import yaml

_SAMPLE = 20_000
"""Code points from the head of a text that tell its language; more of a long text would tell nothing new."""
_ENOUGH_WORDS = 30
"""With so many different words the script alone does not decide: a Persian page would pass for an Arabic one."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of one language.

    Attributes:
        code: BCP 47 code, ``ar``.
        name: English name, ``Arabic``.
        script: first word of the Unicode names of its letters, ``ARABIC``.
        script_direction: ``rtl`` or ``ltr``.
        proclitics: everything that may stand fused before a word, in every combination: ``و``, ``ول``, ``ל``, ``ומה``.
        fused_articles: article to the proclitics that it fuses with, and what then is left of it: ال to ل to ل.
        common_words: words so common that a text without them is in another language.
        common_share: the least share of a text's words that they make up.
        sentences: abbreviations, reporting verbs, agencies and page furniture (``musnad.extract.sentences``).
        mentions: words that keep a description or a capital from naming an actor (``musnad.extract.mentions``).
        dates: the lexicon and the patterns of the temporal grammar (``musnad.extract.dates``).
        claims: cue verbs as stems, complementizers, sources, modals (``musnad.extract.claims``).
    """

    code: str
    name: str
    script: str
    script_direction: str
    proclitics: frozenset[str]
    fused_articles: Mapping[str, Mapping[str, str]]
    common_words: frozenset[str]
    common_share: float
    sentences: Mapping[str, Any]
    mentions: Mapping[str, Any]
    dates: Mapping[str, Any]
    claims: Mapping[str, Any]

    def calendar_words(self) -> frozenset[str]:
        """The names of the months and weekdays."""
        lexicon = self.dates["lexicon"]
        classes = [name for name in lexicon if "month" in name or "day" in name or name == "hijri"]
        return frozenset(word for name in classes for words in lexicon[name].values() for word in words)


def available() -> tuple[str, ...]:
    """The codes of all languages, sorted: one per YAML file of this folder."""
    return tuple(sorted(_files()))


@lru_cache
def load(code: str) -> Language:
    """The language of `code`. Raises `KeyError` for a code without a file; `available` lists them."""
    data = yaml.load(_files()[code], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Language(
        code=code,
        name=data["name"],
        script=data["script"],
        script_direction=data["script_direction"],
        proclitics=_combinations(data["proclitics"]),
        fused_articles=data["fused_articles"],
        common_words=frozenset(data["common_words"]),
        common_share=data["common_share"],
        sentences=data["sentences"],
        mentions=data["mentions"],
        dates=data["dates"],
        claims=data["claims"],
    )


def detect(text: str) -> str | None:
    """The language of `text`: by the script of most of its letters, then by its commonest words; ``None`` if unknown.

    The words decide only among languages of one script, and only where there are enough of them to tell.
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    words = _WORD.findall(sample.lower())
    candidates = [language for language in map(load, available()) if language.script == script]
    if len(set(words)) >= _ENOUGH_WORDS:
        candidates = [one for one in candidates if _share(words, one.common_words) >= one.common_share]
    return max(candidates, key=lambda one: _share(words, one.common_words)).code if candidates else None


def likeness(text: str) -> tuple[float, float]:
    """How much `text` reads like one of the languages; tells a rightly decoded text from a wrongly decoded one.

    First the greatest share of its words that are common words of one language, then the share of its characters that
    can be expected beside one another (short texts have no common words): ASCII, and letters of the script of most.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    script = _script(sample)
    # Accents are rare in English: a text full of accented Latin letters is more likely another script, misread.
    others = {load(code).script: 1.0 for code in available()} | {"LATIN": 0.5}
    fitting = sum(
        float(char.isprintable() or char.isspace()) if char.isascii() else others.get(_script(char) or "", 0.0)
        for char in sample
        if char.isascii() or _script(char) == script
    )
    return max(_share(words, load(code).common_words) for code in available()), fitting / (len(sample) or 1)


def _share(words: list[str], common: frozenset[str]) -> float:
    return sum(map(common.__contains__, words)) / (len(words) or 1)


def _script(text: str) -> str | None:
    """Script of most letters, as the first word of their Unicode names; ``None`` if there are no letters."""
    scripts: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if script := _script_of(char):
            scripts[script] += times
    return max(sorted(scripts), key=lambda script: scripts[script]) if scripts else None


@lru_cache(maxsize=4_096)
def _script_of(char: str) -> str:
    """First word of the Unicode name of a letter; empty for another character."""
    return unicodedata.name(char, "?").split(" ")[0] if char.isalpha() else ""


def _combinations(slots: list[list[str]]) -> frozenset[str]:
    """Every string made by taking at most one proclitic of each slot, in the order of the slots."""
    return frozenset("".join(choice) for choice in product(*(["", *slot] for slot in slots))) - {""}


@lru_cache
def _files() -> dict[str, str]:
    folder = files(__name__)
    return {
        file.name.removesuffix(".yaml"): file.read_text("utf-8")
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".yaml")
    }
