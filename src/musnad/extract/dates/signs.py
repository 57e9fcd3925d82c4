"""Signs: the temporal words and figures of a text, in order. In: a folded text. Out: tokens, and a string of signs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from musnad.extract.dates.grammar import BARRIER, DEFINITE, Grammar, Values, Word
from musnad.extract.matching import Hit
from musnad.folding import Folded
from musnad.records import Sentence

_RUN = re.compile(r"[0-9]+(?:[.,/:-][0-9]+)*")
_KINDS = (
    (
        "figures",
        re.compile(r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([./-])[0-9]{1,2}\2(?:[0-9]{4}|[0-9]{2})"),
    ),
    ("day_month", re.compile(r"(?!24/7)[0-9]{1,2}/[0-9]{1,2}")),  # round the clock is no day
    ("dotted_day", re.compile(r"[0-9]{1,2}\.(?:0?[1-9]|1[0-2])")),
    ("clock", re.compile(r"[0-9]{1,2}:[0-9]{2}")),
    ("number", re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}\.[0-9]{1,3}")),
    ("years", re.compile(r"(?:19|20)[0-9]{2}[-/][0-9]{2}")),
    ("range", re.compile(r"[0-9]{1,9}-[0-9]{1,9}|(?:1[34]|19|20)[0-9]{2}/(?:1[34]|19|20)[0-9]{2}")),
)
_STANDS_OFF = re.compile(r"(?<![^\W_])([^\W\d_]+)(-?) $")
_SUFFIX = re.compile(r" ?([^\W\d_])(?![^\W_])")
_MARKS = {"،": ",", ",": ",", "/": "/", "-": "-", ":": ":", "(": "‹", ")": "›", ".": "."}
_GAP = frozenset([*_MARKS, " "])
_LONGEST_PREFIX = 5
_REACH = 30
"""How many characters before a word may tell which word it is."""
_ANYWHERE = (re.compile(""), re.compile(""))


class Token(NamedTuple):
    """A temporal word or figure: folded offsets without its proclitic, where that begins, its sign and its values."""

    start: int
    end: int
    outer: int
    proclitic: str
    sign: str
    values: Values


class Signs(NamedTuple):
    """A string of signs, and for each of its characters its folded offsets and the token behind it (or ``None``)."""

    text: str
    places: list[tuple[int, int, Token | None]]


def sign_string(folded: Folded, sentences: list[Sentence], grammar: Grammar) -> Signs:
    """The string of signs of a text: proclitic letters and sign of each token, marks between them, barriers else."""
    text: list[str] = []
    places: list[tuple[int, int, Token | None]] = []
    breaks = [folded.from_source(sentence.span.start) for sentence in sentences]
    article = grammar.language.dates["adjective_after_definite"]["article"] or BARRIER
    done = 0
    for token in _joined(_tokens(folded.text, grammar), folded.text, grammar):
        for at, mark in _between(folded.text, done, token.outer, breaks, article):
            text.append(mark)
            places.append((at, at + 1, None))
        for at, letter in enumerate(token.proclitic, token.outer):
            text.append(letter)
            places.append((at, at + 1, None))
        text.append(token.sign)
        places.append((token.start, token.end, token))
        done = token.end
    for at, mark in _between(folded.text, done, len(folded.text), breaks, article):
        text.append(mark)
        places.append((at, at + 1, None))
    return Signs("".join(text), places)


def _between(text: str, start: int, end: int, breaks: list[int], article: str) -> list[tuple[int, str]]:
    """The marks right after a token, then a barrier if words follow before the next one or a sentence ends.

    Before the barrier stands a sign where the first of these words has the article.
    """
    word = start
    while word < end and text[word] in _GAP:
        word += 1
    marks = [(at, _MARKS[text[at]]) for at in range(start, word) if text[at] != " "]
    if word < end:
        return (
            [*marks, (word, DEFINITE), (word, BARRIER)] if text.startswith(article, word) else [*marks, (word, BARRIER)]
        )
    if bisect_right(breaks, end) != bisect_right(breaks, max(start - 1, 0)):
        marks.append((start, BARRIER))
    return marks


def _tokens(text: str, grammar: Grammar) -> list[Token]:
    """Words and figures, the longest first where they overlap."""
    found: list[Token] = []
    done = 0
    for hit in grammar.lexicon.hits(text):
        if hit.start >= done and (not hit.meaning.wary or _stands(text, hit, grammar)):
            sign, values, _ = hit.meaning
            found.append(Token(hit.start, hit.end, hit.start - len(hit.proclitic), hit.proclitic, sign, values))
            done = hit.end
    found += _figures(text, grammar, frozenset(token.end for token in found))
    found.sort(key=lambda token: (token.start, -token.end))
    tokens: list[Token] = []
    for token in found:
        if not tokens or token.start >= tokens[-1].end:
            tokens.append(token)
    return tokens


def _stands(text: str, hit: Hit[Word], grammar: Grammar) -> bool:
    """Whether a hit is the word it looks like, not a letter before a hyphen or an adjective after a noun."""
    word = text[hit.start : hit.end]
    if text[hit.end : hit.end + 1] == "-" and len(word.split()[-1]) == 1:
        return False
    before, after = grammar.stands.get(word, _ANYWHERE)
    if not (before.search(text, max(0, hit.start - _REACH), hit.start) and after.match(text, hit.end)):
        return False
    adjective = grammar.language.dates["adjective_after_definite"]
    if word not in adjective["words"] or hit.proclitic or text[hit.start - 1 : hit.start] != " ":
        return True
    words = text[max(0, hit.start - _REACH) : hit.start].split()
    if not words or adjective["article"] not in (words[-1][:2], words[-1][1:3]):
        return True
    office = words[-1][words[-1].index(adjective["article"]) :]
    return office not in grammar.offices and bool(grammar.turn.match(text, hit.end))


def _figures(text: str, grammar: Grammar, word_ends: frozenset[int]) -> Iterator[Token]:
    """The figures of a text. At `word_ends` a word of the lexicon ends: the letters before a figure there are its."""
    data = grammar.language.dates
    for run in _RUN.finditer(text):
        start, end = run.span()
        kind = next((name for name, form in _KINDS if form.fullmatch(run[0])), "")
        suffix = _SUFFIX.match(text, end)
        sign = data["figure_suffixes"].get(suffix[1]) if suffix else None
        outer, prefix = (start, "") if start in word_ends else _prefix(text, start, grammar)
        if not kind or (text[end : end + 1].isalnum() and not sign):
            continue
        if text[outer - 1 : outer].isalnum() and outer not in word_ends:
            continue
        proclitic = prefix if prefix in grammar.language.proclitics else data["figure_prefixes"].get(prefix, "")
        begin = start if proclitic == prefix else outer + len(proclitic)
        if prefix and not proclitic and prefix not in data["figure_prefixes"]:
            if outer == start - len(prefix):
                continue  # G7, F16: the figure is part of a name
            outer = begin = start
        if kind == "years" and not _is_span_of_years(run[0]):
            kind = "range" if run[0][4] == "-" else ""
        if not kind:
            continue
        first, _, second = run[0].replace("/", "-").partition("-") if kind == "range" else (run[0], "", "")
        yield _figure(kind, first, Token(begin, start + len(first), outer, proclitic, "", {}), grammar)
        if second:
            at = end - len(second)
            yield _figure(kind, second, Token(at, end, at, "", "", {}), grammar)
        if sign and suffix:
            yield Token(suffix.start(1), suffix.end(), suffix.start(1), "", grammar.signs[sign], {sign: 0})


def _figure(kind: str, figure: str, token: Token, grammar: Grammar) -> Token:
    """`token` with the sign and the value of its figure."""
    value: object = figure
    if kind in ("number", "range"):
        kind, value = _number(figure)
    values: Values = {kind: value} | ({"number": float(figure)} if kind == "dotted_day" else {})
    return token._replace(sign=grammar.signs[kind], values=values)


def _number(figure: str) -> tuple[str, float | int]:
    """The class of a plain number, and its value."""
    if not figure.isdigit():
        return "number", float(figure.replace(",", ""))
    number = int(figure)
    if len(figure) == 4 and 1300 <= number < 2200:
        return "year", number
    return ("small" if 1 <= number <= 31 and len(figure) <= 2 else "number"), number


def _is_span_of_years(figure: str) -> bool:
    """Whether 2015-16 are two years; 2015-08 is rather a month of one."""
    first, second = int(figure[2:4]), int(figure[5:])
    return second == first + 1 or second > max(first, 12)


def _prefix(text: str, start: int, grammar: Grammar) -> tuple[int, str]:
    """The letters fused to a figure, with or without a hyphen: ב-15, الـ35; a known one may stand off: الـ 35."""
    if text[start - 1 : start] == " ":
        apart = _STANDS_OFF.search(text, max(0, start - _LONGEST_PREFIX - 3), start)
        known = grammar.language.dates["figure_prefixes"]
        if apart and (apart[1] in known or (apart[2] == "-" and apart[1] in grammar.language.proclitics)):
            return apart.start(1), apart[1]
        return start, ""
    end = start - 1 if text[start - 1 : start] == "-" else start
    at = end
    while at and end - at <= _LONGEST_PREFIX and text[at - 1].isalpha():
        at -= 1
    return (at, text[at:end]) if at < end else (start, "")


def _joined(tokens: list[Token], text: str, grammar: Grammar) -> list[Token]:
    """Number words written as a unit and a ten made one number: سبعة وعشرين, עשרים ושלוש, twenty-three."""
    joiner = grammar.language.dates["number_joiner"]
    joined: list[Token] = []
    for token in tokens:
        is_word = not text[token.start].isdigit()  # الرابعة و40 دقيقة is no 44
        if joined and is_word and token.proclitic == joiner and "number" in token.values:
            last = joined[-1]
            name = next((one for one in ("number", "ordinal") if one in last.values), None)
            first, second = last.values.get(name or "", 0), token.values["number"]
            if name and _adds_up(first, second) and text[last.end : token.outer] in (" ", "-"):
                values: Values = {name: first + second}
                joined[-1] = Token(last.start, token.end, last.outer, last.proclitic, last.sign, values)
                continue
        joined.append(token)
    return joined


def _adds_up(first: object, second: object) -> bool:
    if not isinstance(first, int) or not isinstance(second, int):
        return False
    low, high = sorted((first, second))
    return (0 < low < 10 and high % 10 == 0 and 20 <= high < 100) or 0 < second < 100 <= first
