"""Namings: what an actor is called beside what the registry says. In: an actor and a language. Out: words by form.

A state has its authorities, its government and its people; an organisation is named again by the noun that heads its
name (المجلس for مجلس الأمن), a person by the title that heads a description (הנשיא). The patterns are the language's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from musnad.folding import fold
from musnad.languages import Language
from musnad.records import Actor

_HEADED = frozenset(["organisation", "coalition", "armed_force", "agency", "document", "media"])


def adjective_of(name: str, language: Language) -> str:
    """The adjective of a country, as the language forms it of most names: أوكرانيا → أوكراني, אוקראינה → אוקראיני."""
    form = language.mentions["adjective"]
    if not form["add"]:
        return ""
    adjective: str = re.sub(form["drop"], "", name) + form["add"]
    for letter, written in language.claims["spelling"]:  # יפן → יפני
        adjective = re.sub(letter, written, adjective)
    return adjective


def descriptions_of(actor: Actor, language: Language) -> Iterator[str]:
    """What denotes a state by its name or its adjective: السلطات الأوكرانية, ממשלת אוקראינה, the Ukrainians."""
    name = actor.names.get(language.code, "")
    if actor.type != "state" or not name.isalpha():
        return
    adjective = adjective_of(name, language)
    if not adjective or fold(adjective).text == fold(name).text:
        return  # مالي is the country, and money
    for pattern in language.mentions["state_descriptions"]:
        yield pattern.format(name=name, adjective=adjective)


def anaphors_of(actor: Actor, language: Language) -> Iterator[str]:
    """The nouns that point back at an actor once it has been named."""
    data = language.mentions
    if actor.type == "state":
        yield from data["state_anaphors"]
    if actor.type == "person":
        words = [fold(one.words).text for one in actor.descriptions if one.language == language.code]
        yield from (title for title in data["titles"] if any(one.startswith(fold(title).text + " ") for one in words))
    if actor.type in _HEADED:
        names = [actor.names.get(language.code, ""), *actor.aliases.get(language.code, ())]
        firsts = {fold(name).text.split()[0] for name in names if " " in name}
        for head, forms in data["head_nouns"].items():
            if not firsts.isdisjoint(fold(one).text for one in (head, *forms)):
                yield head
