"""Conjugation: the forms of a verb, made from its stems. In: the data of a language and stems. Out: words, by slot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any


def forms(data: Mapping[str, Any], stems: str) -> Iterator[tuple[str, str]]:
    """The words of one verb with the slot of each: ``אמר/אומר`` gives אמר, אמרה, אמרו, אומר, אומרת …; ``-`` is no stem.

    In a template ``{}`` is the stem, ``{-}`` the stem without its last letter, ``{~}`` without the last but one
    (כתוב, יכתבו). What an ending changes in the spelling is set right: טוען, טוענת; קיווה, קיוו. Of several words the
    first is inflected: הביע תקווה, הביעה תקווה; points out.
    """
    for slot, words in zip(data["slots"], stems.split("/"), strict=False):
        stem, space, rest = words.partition(" ")
        if stem != "-":
            templates = next(templates for ending, templates in data["forms"][slot] if re.search(ending, stem))
            yield from ((slot, _spelled(_filled(one, stem), data) + space + rest) for one in templates)


def principal_parts(data: Mapping[str, Any], stems: str) -> str:
    """All stems of a verb; those of a regular one, of which the past alone is given, follow from it: הגביל, מגביל."""
    if "/" in stems or not data.get("regular"):
        return stems
    pattern, others = next(row for row in data["regular"] if re.search(row[0], stems))
    return f"{stems}/{re.sub(pattern, others, stems)}"


def _filled(template: str, stem: str) -> str:
    return template.replace("{-}", stem[:-1]).replace("{~}", stem[:-2] + stem[-1:]).replace("{}", stem)


def _spelled(word: str, data: Mapping[str, Any]) -> str:
    for found, written in data["spelling"]:
        word = re.sub(found, written, word)
    return word
