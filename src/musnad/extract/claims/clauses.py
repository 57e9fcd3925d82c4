"""Clauses: where a content begins and ends, and where it is cut in two. In: a stretch of a sentence. Out: its claims.

Coordinated clauses are told apart only where a word says so (لكن, בעוד, while; a second complementizer); a comma alone
lists nouns more often than it joins clauses.
"""

from __future__ import annotations

import re

from musnad.extract.claims.page import Page

_LEAST_WORDS, _SHORTEST = 4, 3
_WORD = re.compile(r"[^\W_]+")


def clauses(page: Page, start: int, end: int, shortest: int = _LEAST_WORDS) -> list[tuple[int, int]]:
    """The clauses of ``[start, end)``, each without leading conjunction and openers, marks and final stop."""
    cuts = [start]
    for joint in page.rules.joint.finditer(page.text, start, end):
        if (
            page.n_words(cuts[-1], joint.start()) >= min(_SHORTEST, shortest)
            and page.n_words(joint.end(), end) >= shortest
        ):
            cuts.append(joint.end())
    for second in page.rules.second.finditer(page.text, start, end):
        if page.n_words(cuts[-1], second.start()) >= _SHORTEST:
            cuts.append(second.end())
    for quote in page.quoted_in(start + 1, end):
        if quote.is_speech and page.text[max(0, quote.start - 2) : quote.start] == ": ":
            cuts.append(quote.start)
    cuts = sorted(set(cuts))
    found_clauses = [bare(page, low, high) for low, high in zip(cuts, [*cuts[1:], end], strict=True)]
    return [(low, high) for low, high in found_clauses if high > low]


def relatives(page: Page, start: int, end: int) -> list[tuple[tuple[int, int], tuple[int, int], bool]]:
    """The relative clauses of a clause: the noun that each is about, the clause, and whether a comma sets it off."""
    found: list[tuple[tuple[int, int], tuple[int, int], bool]] = []
    for opened in page.rules.relative.finditer(page.text, start, end):
        low, high = page.trimmed(opened.end(), _relative_end(page, opened.end(), end))
        head = _relative_head(page, start, opened.start())
        apart = opened[0][0] in ",،"
        word = _WORD.match(page.text, page.word_start(opened.end()))
        if word is not None and word[0] in page.rules.not_complementizers:
            continue
        if not apart and page.n_words(start, opened.start()) <= 4:
            continue
        if head is not None and page.n_words(low, high) >= 3 and not (found and low < found[-1][1][1]):
            found.append((head, (low, high), apart))
    return found


_RELATIVE_ENDS = re.compile(r"[،,؛;:]")


def _relative_end(page: Page, start: int, end: int) -> int:
    """A relative clause ends at the next mark, unless that lists nouns right after its first words."""
    stop = _RELATIVE_ENDS.search(page.text, start, end)
    return stop.start() if stop else end


def _relative_head(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The noun before a relative clause: a name that ends there, or the last word."""
    end = page.trimmed(start, end)[1]
    words = page.text[start:end].split()
    if not words or words[-1] in page.rules.relative_not_after or end <= start:
        return None
    named = [one for one in page.named_in(max(start, end - 60), end) if one.end == end]
    article = page.rules.data["definite"]
    taken = 1
    while (
        article
        and taken < min(3, len(words))
        and words[-taken].startswith(article)
        and words[-taken - 1].startswith(article)
    ):
        taken += 1
    low = named[0].start if named else end - len(" ".join(words[-taken:]))
    return _past_conjunction(page, *page.trimmed(low, end)), end


def bare(page: Page, start: int, end: int) -> tuple[int, int]:
    """A clause without what stands outside a content: openers, a joined complementizer, a conjunction, marks."""
    start, end = page.trimmed(start, end)
    if dangling := page.rules.dangling.search(page.text, max(start, end - 24), end):
        end = dangling.start()
    while start < end:
        aside = next(
            (
                hit
                for hit in page.signs_in(start, start + 3)
                if hit.meaning.sort == "aside" and hit.start - len(hit.proclitic) == start
            ),
            None,
        )
        if aside is not None:
            start = aside.end
        elif (
            (opener := page.rules.opener.match(page.text, start, end))
            and opener.end() > start
            and _is_opener(page, opener, start, end)
        ):
            start = opener.end()
        elif (
            (found := page.rules.complementizer.match(page.text, start, end))
            and found["prefixed"] is None
            and (found["joined"] or not found["fused"])
        ):
            start = found.start("fused") if found["fused"] else found.end()
        else:
            break
        start, end = page.trimmed(start, end)
    start = _past_conjunction(page, start, end)
    return page.trimmed(start, end)


def _is_opener(page: Page, opener: re.Match[str], start: int, end: int) -> bool:
    """An opener that a name covers is that name; one that leaves nothing is the clause."""
    named = page.named_in(start, start + 1)
    return opener.end() < end and not any(one.end >= opener.end() for one in named)


def _past_conjunction(page: Page, start: int, end: int) -> int:
    """Behind a conjunction fused to the first word, unless its letter belongs to the word."""
    word = _WORD.match(page.text, start, end)
    if word is None or page.text[start - 1 : start].isalnum():
        return start
    for letter in page.rules.conjunctions[:1]:
        if not word[0].startswith(letter) or len(word[0]) < 3 or page.rules.lexical_initial.match(word[0]):
            continue
        # A letter with its vowel written is no proclitic of the data: the word is left whole.
        named = any(one.start == start for one in page.named_in(start, start + 1))
        if not named and page.may_begin(start + 1):
            return start + len(letter)
    return start
