"""Roles: what part each sentence plays in its article. In: a folded text and its language. Out: sentences with roles.

The roles are those of the codebook: `metadata`, `title`, `dateline`, `lead`, `caption`, `prose`, `boilerplate`. Rules
see only form (lines, stops, names of agencies, words of page furniture); a topic blurb in plain prose stays prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from musnad.extract.sentences import cut, lines, with_visible_text
from musnad.folding import Folded, fold
from musnad.languages import Language, load
from musnad.records import Sentence
from musnad.spans import Span

HEADER = re.compile(r"\s*(date (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}))(?=\s|\Z)")
"""The date header of a file: ``date 2026-01-06`` before the first words."""
_CLOCK = re.compile(r"[0-9]{1,2}(?::[0-9]{2}){1,2}(?: ?/ ?[0-9]{1,2}(?::[0-9]{2}){1,2})?")
_BULLET = re.compile(r"[•*▪●◦‣■-] ")
_WORD = re.compile(r"[^\W\d_]+")
_STOPPED = re.compile(r"[.!?؟…:;؛,،][)\]]*\Z")
_TITLE_WORDS, _LEAD_WORDS, _CAPTION_WORDS, _CROSSHEAD_WORDS, _DATELINE_WORDS, _BYLINE_WORDS = 20, 70, 35, 12, 14, 8
"""The most words of such a line. Of 2,000 headlines of Arabic newspapers two have more than 20 words."""
_TELLING_WORD, _RETOLD = 4, 0.3
"""Letters of a word that tells what a line is about, and the share of such words that a text repeats of its lead."""
_HEAD = 160
"""Code points at the head of a line in which a dateline is looked for."""
_NO_CLAIM = {"metadata": "metadata", "dateline": "no_proposition"}
"""Role to the reason that holds for every sentence of that role; of all others rules cannot tell."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of page furniture in one language, over folded text."""

    inline_dateline: re.Pattern[str]
    dateline: re.Pattern[str]
    byline: re.Pattern[str]
    agencies: re.Pattern[str]
    credit: re.Pattern[str]
    photograph: re.Pattern[str]
    furniture: re.Pattern[str]
    stamp_words: frozenset[str]
    placed_stamp: re.Pattern[str]


def find_sentences(folded: Folded, language: Language) -> list[Sentence]:
    """The sentences of a text with their roles, in order; together they cover every character but white space."""
    text = folded.source
    header = HEADER.match(text)
    begin = header.end() if header else 0
    roles = [(Span(*header.span(1)), "metadata")] if header else []
    blocks = [Span(max(line.start, begin), line.end) for line in lines(text) if line.end > begin]
    blocks = [block for block in blocks if text[block.start : block.end].strip()]
    for block, role in zip(blocks, _line_roles(folded, blocks, language), strict=True):
        body = block
        if role == "prose" and (end := _inline_dateline(folded, block, language)):
            roles += [(span, "dateline") for span in cut(folded, Span(block.start, end), language)]
            body = Span(end, block.end)
        spans = cut(folded, body, language)
        roles += [(span, role) for span in (_joined_at_ellipses(text, spans) if role == "title" else spans)]
    role_at = {span.start: role for span, role in roles}
    return [
        Sentence(span, role_at[span.start], _NO_CLAIM.get(role_at[span.start], "not_extracted"), "rules")
        for span in with_visible_text(text, [span for span, _ in roles])
    ]


def _joined_at_ellipses(text: str, spans: list[Span]) -> list[Span]:
    """The sentences of a headline: an ellipsis in it parts what belongs together."""
    joined = spans[:1]
    for span in spans[1:]:
        if joined[-1].of(text).endswith(("..", "…")):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _line_roles(folded: Folded, blocks: list[Span], language: Language) -> list[str]:
    """The role of each line: first what its own form tells, then what its place among the others tells."""
    forms = _forms(language.code)
    texts = [folded.text[folded.from_source(start) : folded.from_source(end)].strip() for start, end in blocks]
    roles = [_own_role(line, forms) for line in texts]
    body = next((at for at, role in enumerate(roles) if role in ("", "caption")), len(roles))
    if body + 1 < len(roles):
        if _is_dateline(texts[body], forms):
            roles[body] = "dateline"
        elif not roles[body] and _is_heading(texts[body], _TITLE_WORDS):
            roles[body] = "title"
            for at in (body + 1, body + 2):
                if at + 1 < len(roles) and not roles[at] and _is_dateline(texts[at], forms):
                    roles[at] = "dateline"
            _mark_leads(texts, roles, body + 1)
        elif not roles[body] and _is_heading(texts[body], _LEAD_WORDS) and _is_told_again(texts, roles, body):
            roles[body] = "lead"  # too long for a title, which the page has elsewhere
    for at in range(1, len(roles)):
        if not roles[at] and _BULLET.match(texts[at]) and "caption" in roles[at + 1 : at + 2]:
            roles[at] = "caption"
    for at in range(1, len(roles) - 1):
        if not roles[at] and _is_crosshead(texts[at]):
            roles[at] = "title"
    return [role or "prose" for role in roles]


def _own_role(line: str, forms: _Forms) -> str:
    """The role that the form of a line tells by itself, or ""."""
    if _CLOCK.fullmatch(line) or _is_stamp(line, forms):
        return "metadata"
    placed = forms.placed_stamp.fullmatch(line)
    if placed and _is_stamp(placed["stamp"], forms):
        return "dateline"
    if "|" in line and any(_is_stamp(part, forms) for part in line.split("|")):
        return "dateline"  # a byline between a date and the name of a section
    if line.count("|") >= 2:
        return "metadata"
    if forms.furniture.match(line):
        return "boilerplate"
    if _is_short(line) and (forms.byline.match(line) or forms.agencies.fullmatch(line)):
        return "dateline"
    return "caption" if _is_caption(line, forms) else ""


def _is_short(line: str) -> bool:
    return len(line.split()) <= _BYLINE_WORDS and not _STOPPED.search(line)


def _is_caption(line: str, forms: _Forms) -> bool:
    """Whether a line ends in a credit. So does a place with its agency, but only a caption names a photographer."""
    credit = forms.credit.search(line) if ". " not in line and len(line.split()) <= _CAPTION_WORDS else None
    if credit is None:
        return False
    shown = len(line[: credit.start()].split())
    return shown > (6 if " - " in line else 3) or bool(forms.photograph.search(line, credit.start()))


def _is_stamp(line: str, forms: _Forms) -> bool:
    """Whether a line holds nothing but a date, a time and the words of a publication stamp."""
    if len(line) > 120 or not any(char.isdigit() for char in line):
        return False
    return all(word in forms.stamp_words for word in _WORD.findall(line.lower()))


def _is_dateline(line: str, forms: _Forms) -> bool:
    return len(line.split()) <= _DATELINE_WORDS and not _STOPPED.search(line) and bool(forms.dateline.fullmatch(line))


def _is_heading(line: str, words: int) -> bool:
    return (line.endswith(("?", "؟", "!")) or not _STOPPED.search(line)) and len(line.split()) <= words


def _is_crosshead(line: str) -> bool:
    return not _BULLET.match(line) and not _STOPPED.search(line) and len(line.split()) <= _CROSSHEAD_WORDS


def _is_told_again(texts: list[str], roles: list[str], at: int) -> bool:
    """Whether a line stands before the text: a dateline follows, or the next paragraphs repeat its words."""
    if "dateline" in roles[at + 1 : at + 3]:
        return True
    told = frozenset(word for word in _WORD.findall(texts[at]) if len(word) >= _TELLING_WORD)
    again = frozenset(_WORD.findall(" ".join(texts[at + 1 : at + 3])))
    again |= {word[1:] for word in again}  # behind a proclitic
    return len(told & again) >= _RETOLD * len(told)


def _mark_leads(texts: list[str], roles: list[str], after_title: int) -> None:
    """Lines between the title and a player clock or a caption are leads; so is an unstopped line after the title."""
    furniture = next((at for at in range(after_title, min(after_title + 3, len(roles) - 1)) if roles[at]), None)
    if furniture is not None:
        roles[after_title:furniture] = ["lead"] * (furniture - after_title)
    elif after_title + 1 < len(roles) and _is_heading(texts[after_title], _LEAD_WORDS):
        roles[after_title] = "lead"


def _inline_dateline(folded: Folded, block: Span, language: Language) -> int | None:
    """The source offset at which a dateline before the first words of a line ends, if the line opens with one."""
    start = folded.from_source(block.start)
    match = _forms(language.code).inline_dateline.match(folded.text, start, start + _HEAD)
    return folded.to_source(start, match.end()).end if match else None


@lru_cache
def _forms(code: str) -> _Forms:
    """The forms of the language `code`, compiled from its data."""
    language = load(code)
    data = language.sentences
    agency, credits = _any(data["agencies"]), _any(data["credits"])
    words = r"[^\W\d_]+(?:[ /.'׳][^\W\d_]+){0,3}"
    name = r"[^\W\d_]+(?: [^\W\d_]+){0,2}"
    parts = rf"{words}(?: ?- ?\(?{words}\)?)"
    return _Forms(
        inline_dateline=re.compile(
            rf" ?(?:[^.!?؟:()]{{0,90}}?\((?:{agency})\) ?[-:]"
            rf"|{words} ?[-/] ?\(?(?:{agency})\)? ?[-:.]|{parts}{{2,3}} ?:)(?= )"
        ),
        dateline=re.compile(
            rf"(?:[^()]{{0,45}}|[^()]* - [^()]*)\((?:{agency})\)|{words} ?[-/:] ?(?:{agency})"
            rf"|(?:{agency}) ?[-/] ?{words}|{parts}{{2,3}}|{name} - {name}"
        ),
        placed_stamp=re.compile(rf"(?:[^\W\d_]+ ){{1,3}}(?P<stamp>.*[0-9]{{4}}.*?) ?\(?(?:{agency})\)?"),
        byline=re.compile(data["bylines"]),
        agencies=re.compile(rf"(?:{agency})(?: ?(?:[-,،/+]|و) ?(?:{agency}))*"),
        photograph=re.compile(rf"(?:{credits})"),
        credit=re.compile(rf"[(/|] ?(?:{agency}|{credits})[^()]{{0,40}}\)?\Z|(?:{credits}) ?:"),
        furniture=re.compile(rf"[-•*+ ]*(?:{_any(data['furniture'])})"),
        stamp_words=frozenset(word for phrase in data["stamp_words"] for word in fold(phrase.lower()).text.split())
        | frozenset(
            letter + word
            for name in language.calendar_words()
            for word in fold(name.lower()).text.split()
            for letter in ("", *language.mentions["place"]["proclitics"])
        ),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(fold(word).text) for word in words)
