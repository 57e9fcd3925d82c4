"""Firmness: a code of factuality goes in; out comes how a page says it, so that nobody reads it as a second negation.

A proposition already carries its negation (“will not recognise”), and the code of factuality says it once more, of the
core without it. So a page says how firmly and in which sense something is put, never “certainly not”.
"""

from __future__ import annotations

_MODALITIES = {"CT": "firm", "PR": "probable", "PS": "possible", "U": "uncommitted"}
_POLARITIES = {"+": "positive", "-": "negative", "u": "either way"}


def words(code: str) -> str:
    """A code in words: ``CT-`` is ``firm, and negative``."""
    modality, polarity = _MODALITIES[code[:-1]], _POLARITIES[code[-1]]
    return modality if code[:-1] == "U" else f"{modality}, {'' if code[-1] == 'u' else 'and '}{polarity}"


def coded(code: str) -> str:
    """A code with its words: ``CT- · firm, and negative``."""
    return f"{code} · {words(code)}"
