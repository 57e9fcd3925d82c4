"""The cue lexicon of a language. In: its data file. Out: one automaton over all signs, and the patterns around them.

A sign is anything that tells how a content is put forward: a verb of saying, demanding or hoping in every form of its
conjugation, "according to" with or without a pronoun, a modal, a negation, a condition. Verbs stand in the data as
stems; the forms are made here, once. Terms (source, cue, content): PARC, Pareti 2016; PolNeAR, Newell et al. 2018.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from musnad.extract.claims.conjugation import forms
from musnad.extract.claims.predicates import Form, folded, predicates
from musnad.extract.matching import Lexicon
from musnad.languages import Language, load

MOODS = ("unclear", "must", "cannot", "possible", "probable", "not", "future", "condition")
"""Sorts of signs that say how firmly a content is put, or on which condition."""
_WORD_START, _WORD_END = r"(?<![^\W_])", r"(?![^\W_])"
_NEVER = "(?!)"
_ANTECEDENTS = ("definite_word", "adjective", "annexing", "verb_gender", "only_verb", "nominal_subject")
_WHOLE = (
    "relative",
    "passed_on",
    "acts",
    "acts_on",
    "tail",
    "clause_before_source",
    "paired",
    "fused_preposition",
    "certain",
    "subject_before",
    "spoken_by_many",
    "by_persons",
    "by_writing",
    "show",
    "houses",
    "not_before_bare",
)
"""Patterns that the data says whole."""
_KINDS = (
    "commits",
    "asks",
    "plans",
    "expects",
    "stands",
    "wishes",
    "judges",
    "joins",
    "states",
    "lasts",
    "foretells",
)
"""Patterns of words that tell the kind of a claim in which they stand with the predicate."""


class Sign(NamedTuple):
    """What a word or phrase signals.

    Attributes:
        sort: ``verb``, ``initial`` (a verb only where a sentence begins), ``participle``, ``masdar``, ``phrase``,
            ``noun``, ``owned``, ``voiced``, ``shown``, ``preposition``, ``pronominal``, ``aside``, ``none``, or a mood.
        group: the group of the verb, ``inform``, ``demand`` …; of a mood, its sort.
        objects: prepositions that open a nominal content; ``0`` for an object without one.
        bare: whether the content may follow without a complementizer.
        kind: the kind that the cue gives its content, or ``None``.
        factuality: the factuality that it gives, or ``None``.
    """

    sort: str
    group: str
    objects: tuple[str, ...] = ()
    bare: bool = False
    kind: str | None = None
    factuality: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """A language's signs and patterns, over folded lower-case text."""

    language: Language
    data: Mapping[str, Any]
    lexicon: Lexicon[Sign]
    predicates: Mapping[str, Form | None]
    predicate_prefixes: tuple[str, ...]
    conjunctions: tuple[str, ...]
    verb_proclitics: frozenset[str]
    relative_proclitics: frozenset[str]
    complementizer: re.Pattern[str]
    interrogative: re.Pattern[str]
    preposition_verb: re.Pattern[str]
    out_of: re.Pattern[str]
    opener: re.Pattern[str]
    joint: re.Pattern[str]
    second: re.Pattern[str]
    relative: re.Pattern[str]
    relative_word: re.Pattern[str]
    last_words: re.Pattern[str]
    not_relative_heads: frozenset[str]
    passed_on: re.Pattern[str]
    statement_of: re.Pattern[str]
    told_to: re.Pattern[str]
    acts: re.Pattern[str]
    acts_on: re.Pattern[str]
    carried: re.Pattern[str]
    contrast: re.Pattern[str]
    auxiliary: re.Pattern[str]
    insertion: re.Pattern[str]
    tail: re.Pattern[str]
    clause_before_source: re.Pattern[str]
    paired: re.Pattern[str]
    fused_preposition: re.Pattern[str]
    voice: re.Pattern[str]
    show: re.Pattern[str]
    subordinator: re.Pattern[str]
    subordination: re.Pattern[str]
    adverbial: re.Pattern[str]
    particle: re.Pattern[str]
    event_after: re.Pattern[str]
    event_noun: re.Pattern[str]
    governed_noun: re.Pattern[str]
    occasion: re.Pattern[str]
    relative_not_after: frozenset[str]
    source_end: re.Pattern[str]
    future: re.Pattern[str]
    certain: re.Pattern[str]
    we_will: re.Pattern[str]
    must: re.Pattern[str]
    commits: re.Pattern[str]
    asks: re.Pattern[str]
    plans: re.Pattern[str]
    expects: re.Pattern[str]
    wishes: re.Pattern[str]
    only: re.Pattern[str]
    own_article: re.Pattern[str]
    definite_word: re.Pattern[str]
    adjective: re.Pattern[str]
    annexing: re.Pattern[str]
    verb_gender: re.Pattern[str]
    only_verb: re.Pattern[str]
    nominal_subject: re.Pattern[str]
    not_meant: Mapping[str, re.Pattern[str]]
    not_agreeing: Mapping[str, re.Pattern[str]]
    shares_nothing: re.Pattern[str]
    stands: re.Pattern[str]
    judges: re.Pattern[str]
    joins: re.Pattern[str]
    states: re.Pattern[str]
    lasts: re.Pattern[str]
    foretells: re.Pattern[str]
    lexical_initial: re.Pattern[str]
    not_complementizers: frozenset[str]
    pronouns: frozenset[str]
    near_pronouns: frozenset[str]
    not_sources: frozenset[str]
    no_subjects: frozenset[str]
    not_before_cue: frozenset[str]
    no_source: frozenset[str]
    titles: frozenset[str]
    not_objects: frozenset[str]
    not_before_complementizer: frozenset[str]
    subject_before: re.Pattern[str]
    spoken_by_many: re.Pattern[str]
    by_persons: re.Pattern[str]
    by_writing: re.Pattern[str]
    houses: re.Pattern[str]
    dangling: re.Pattern[str]
    belongs: frozenset[str]
    generic_heads: frozenset[str]
    impersonal: frozenset[str]
    nobody: frozenset[str]
    addressed: frozenset[str]
    blockers: frozenset[str]
    thus: frozenset[str]
    articles: frozenset[str]
    not_bare: frozenset[str]
    not_before_bare: re.Pattern[str]
    subordinate: re.Pattern[str]
    from_letters: tuple[str, ...]
    heads: Mapping[str, str]
    source_first: bool
    bare_content: bool
    clause_final_verbs: bool

    def predicate(self, word: str) -> tuple[str, Form] | None:
        """What is fused before a word that is a predicate, and its form; ``None`` if it is none."""
        return _predicate(self.language.code, word)


@lru_cache(1 << 16)
def _predicate(code: str, word: str) -> tuple[str, Form] | None:
    rules = load_rules(code)
    for prefix in rules.predicate_prefixes:
        if word.startswith(prefix) and word[len(prefix) :] in rules.predicates:
            form = rules.predicates[word[len(prefix) :]]
            return None if form is None else (prefix, form)
    return None


@lru_cache
def load_rules(code: str) -> Rules:
    """The signs and patterns of the language `code`, compiled once."""
    language = load(code)
    data = language.claims
    lexicon = Lexicon(_entries(data), language, ignore_case=True)
    rest = {**_patterns(data), **_nouns(data["antecedents"]), **_word_sets(language, data)}
    return Rules(language=language, data=data, lexicon=lexicon, predicates=predicates(data), **rest)


def _patterns(data: Mapping[str, Any]) -> dict[str, Any]:
    """The patterns of `Rules`, by the names of its fields."""
    return {
        "complementizer": _complementizer(data),
        "interrogative": re.compile(_WORD_START + data["interrogatives"] + _WORD_END),
        "preposition_verb": re.compile(_WORD_START + f"(?:{'|'.join(data['preposition_verbs'])})" + _WORD_END),
        "out_of": re.compile(_WORD_START + f"(?:{data['out_of']})"),
        "opener": re.compile(rf" *{_conjunction(data)}(?:{_any(data['openers'])}){_WORD_END}[،,]?|[ ،,;:()•*-]+"),
        "joint": re.compile(rf"[،,؛;] (?=(?:{_any(data['joints'])}){_WORD_END})|{data['joint_pattern']}|[;؛] "),
        "relative_word": _relative_word(data),
        "last_words": re.compile(rf"{_WORD_START}(?:{data['noun_phrase']}|[^\W_][^\s،,؛;:()]*)\Z"),
        "second": _second(data),
        "carried": re.compile(rf"{_WORD_START}(?:{data['carried']}){_WORD_END}"),
        "statement_of": re.compile(_WORD_START + data["statement_of"]),
        "told_to": re.compile(rf"{_WORD_START}(?:{data['told_to']})"),
        "insertion": re.compile(data["insertions"]),
        "auxiliary": re.compile(data["auxiliaries"]),
        "voice": re.compile(_WORD_START + data["voiced"]["verbs"] + _WORD_END),
        "contrast": re.compile(rf"{_WORD_START}(?:{_any(data['contrasts'])}){_WORD_END}"),
        "subordinator": re.compile(rf"{_WORD_START}(?:{data['subordinators']})"),
        "subordination": re.compile(rf"{_WORD_START}(?:{data['subordination']})"),
        "adverbial": re.compile(rf"(?:{data['adverbial']})"),
        "particle": re.compile(rf"{_WORD_START}(?:{data['joined_particles']}) \Z"),
        "event_after": re.compile(rf"(?<=[،,] ){data['events_after']}(?={data['event_nouns']}{_WORD_END})"),
        "governed_noun": re.compile(rf"{_WORD_START}(?:{data['event_nouns']}|{data['stance_nouns']}){_WORD_END}"),
        "event_noun": re.compile(rf"{_WORD_START}{data['event_nouns']}{_WORD_END}"),
        "source_end": _source_end(data),
        "future": re.compile(data["future_pattern"]),
        "we_will": re.compile(data["we_will_pattern"]),
        "must": re.compile(rf"{_WORD_START}(?:{data['must_pattern']})"),
        **{name: re.compile(data[name]) for name in _WHOLE},
        **{name: re.compile(rf"{_WORD_START}(?:{data['kinds'][name]})") for name in _KINDS},
        "occasion": re.compile(rf"{_WORD_START}(?:{data['occasion']})"),
        "only": re.compile(rf"{_WORD_START}(?:{data['only']})"),
        "own_article": re.compile(data["own_article"]),
        "shares_nothing": re.compile(data["shares_nothing"]),
        "lexical_initial": re.compile("|".join(data["lexical_initials"]) or _NEVER),
        "dangling": re.compile(
            rf"[،,] {_conjunction(data)}(?:{_any(data['joints'])})\Z|[،,]? (?:{_any(data['dangling'])})[،, ]*\Z"
        ),
        "subordinate": re.compile(rf"{_WORD_START}(?:{_any(data['subordinate'])}){_WORD_END}|[؛;]"),
    }


def _nouns(data: Mapping[str, Any]) -> dict[str, Any]:
    """The patterns of what a relative clause or a verb can be about, by the names of the fields of `Rules`."""
    return {
        **{name: re.compile(data[name]) for name in _ANTECEDENTS},
        **{name: {of: re.compile(other) for of, other in data[name].items()} for name in ("not_meant", "not_agreeing")},
    }


def _word_sets(language: Language, data: Mapping[str, Any]) -> dict[str, Any]:
    """The sets of words of `Rules`, and what the data says as it stands, by the names of its fields."""
    return {
        "conjunctions": tuple(data["conjunctions"]),
        "verb_proclitics": frozenset(data["verb_proclitics"]),
        "relative_proclitics": frozenset(data["relative_proclitics"]),
        "predicate_prefixes": ("", *data["conjunctions"], *_joined(data["relative_proclitics"], data["conjunctions"])),
        "relative_not_after": _words(data["relative_not_after"]),
        "not_relative_heads": _words(data["not_relative_heads"]),
        "not_complementizers": _words(data["not_complementizers"]),
        "pronouns": _words(data["pronouns"]),
        "near_pronouns": _words(data["near_pronouns"]),
        "not_sources": _words(data["not_sources"]) | _words(data["source_ends"]),
        "no_subjects": (_words(data["not_sources"]) | _words(data["source_ends"])) - _words(data["pronouns"]),
        "not_before_cue": _words(data["not_before_cue"]),
        "no_source": _words(data["no_source"]),
        "not_before_complementizer": _words(data["not_before_complementizer"]),
        "titles": _words(data["titles"]),
        "not_objects": _words(data["not_objects"]),
        "belongs": _words(data["belongs"]),
        "generic_heads": _words(data["generic_heads"]),
        "impersonal": _words(data["impersonal"]),
        "nobody": _words(data["nobody"]),
        "addressed": _words(data["addressed"]),
        "blockers": _words(data["condition_blockers"]),
        "thus": frozenset(["", *map(folded, data["thus"])]),
        "articles": _articles(language, data),
        "not_bare": _words(data["not_bare"]),
        "from_letters": tuple(data["from_letters"]),
        "heads": {folded(word): role for role, words in data["heads"].items() for word in words},
        "source_first": data["source_first"],
        "bare_content": data["bare_content"],
        "clause_final_verbs": data["clause_final_verbs"],
    }


def _articles(language: Language, data: Mapping[str, Any]) -> frozenset[str]:
    """The article that is no part of a name, alone and behind a conjunction."""
    article = language.mentions["article"]
    return frozenset([article, *(letter + article for letter in data["conjunctions"])] if article else [])


def _joined(proclitics: Iterable[str], conjunctions: Iterable[str]) -> list[str]:
    """Proclitics, alone and behind a conjunction."""
    return [before + one for one in proclitics for before in ("", *conjunctions)]


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, words))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(map(folded, words)), key=lambda one: (-len(one), one)))


def _conjunction(data: Mapping[str, Any]) -> str:
    return f"(?:{'|'.join(data['conjunctions'])})?" if data["conjunctions"] else ""


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Sign]]:
    named = {group["group"]: group for group in data["verbs"]}
    for entry in data["owned"]["nouns"]:
        noun, name, *prepositions = entry.split()
        yield noun, _sign("owned", named[name], tuple(folded(one) for one in prepositions))
    for group in data["verbs"]:
        for entry in group["stems"]:
            stems, *objects = entry.split(" +")
            for slot, word in forms(data, stems):
                sort = slot if slot in ("participle", "masdar") else "verb"
                yield word, _sign(sort, group, tuple(folded(one) for one in objects))
    for name, phrases in data["phrases"].items():
        for phrase in phrases:
            sort = "noun" if name.endswith("_noun") else "phrase"
            yield phrase, _sign(sort, named[name.removesuffix("_noun")], ())
    voiced = data["voiced"]
    for entry in voiced["nouns"]:
        noun, name, *prepositions = entry.split()
        objects = tuple(folded(one) for one in prepositions)
        for ending in voiced["endings"]:
            for link in voiced["links"]:
                yield f"{link} {noun}{ending}", _sign("voiced", named[name], objects)
            if ending:
                yield f"{noun}{ending}", _sign("shown", named[name], objects)
    for word in data["initial_verbs"]:
        yield word, Sign("initial", "inform")
    for word in data["prepositions"]:
        yield word, Sign("preposition", "inform")
    pronominal = data["pronominal"]
    for word in pronominal.get("words", ()):
        yield word, Sign("pronominal", "inform")
    for stem in pronominal.get("stems", ()):
        for ending in pronominal["endings"]:
            yield stem + ending, Sign("pronominal", "inform")
    for word in data["no_cues"]:
        yield word, Sign("none", "none")
    for word in data["asides"]:
        yield word, Sign("aside", "aside")
    for mood, words in {**data["factuality"], "cannot": data["cannot"], "condition": data["conditions"]}.items():
        for word in words:
            yield word, Sign(mood, mood)


def _sign(sort: str, group: Mapping[str, Any], objects: tuple[str, ...]) -> Sign:
    return Sign(sort, group["group"], objects, group.get("bare", False), group.get("kind"), group.get("factuality"))


def _complementizer(data: Mapping[str, Any]) -> re.Pattern[str]:
    """A complementizer word; one fused with its subject (group ``fused``); or one joined to a word (``prefixed``)."""
    parts = [rf"(?P<word>{_any(data['complementizers'])}){_WORD_END}"]
    fused = data["fused_complementizers"]
    parts.append(rf"{data['before_fused']}(?P<fused>{fused}){_WORD_END}" if fused else "(?P<fused>(?!))")
    prefix = data["prefixed_complementizer"]
    parts.append(rf"(?P<prefixed>{prefix}(?=-?[^\W_]{{2}}))" if prefix else "(?P<prefixed>(?!))")
    return re.compile(rf"{_WORD_START}(?P<joined>{_conjunction(data)})(?:{'|'.join(parts)})")


def _second(data: Mapping[str, Any]) -> re.Pattern[str]:
    """A complementizer joined by a conjunction: it opens a second content of the same cue."""
    if not data["conjunctions"]:
        return re.compile(_NEVER)
    joined, fused = "|".join(data["conjunctions"]), data["fused_complementizers"] or _NEVER
    return re.compile(rf" (?=(?:{joined})(?:{_any(data['complementizers'])}|{fused}){_WORD_END})")


def _relative_word(data: Mapping[str, Any]) -> re.Pattern[str]:
    """A pronoun or particle to which the letter that opens a relative clause is joined: שהם, שלא."""
    letters = "|".join(data["relative_letters"]) or _NEVER
    return re.compile(rf"{_WORD_START}(?:{letters})(?P<word>{_any(data['relative_words']) or _NEVER}){_WORD_END}")


def _source_end(data: Mapping[str, Any]) -> re.Pattern[str]:
    words, prefix = _any(data["source_ends"]), data["source_end_prefix"]
    return re.compile(rf"[،,؛;:()]| - |{_WORD_START}(?P<prefixed>{prefix})|{_WORD_START}(?:{words}){_WORD_END}")
