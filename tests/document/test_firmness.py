"""A code of factuality in words: every code has some, no two the same, and none denies the proposition beside it."""

from __future__ import annotations

import re

from musnad import schema
from musnad.document import firmness

CODES = [code for code in schema.vocabulary(schema.table("claims").properties["factuality"]) if code]


def test_every_code_has_words_of_its_own() -> None:
    assert len({firmness.words(code) for code in CODES}) == len(CODES)


def test_no_words_negate_what_stands_beside_them() -> None:
    for code in CODES:
        assert not re.search(r"\bnot?\b|\bnever\b|den|refus", firmness.words(code))


def test_the_negative_says_that_it_is_as_firm_as_the_positive() -> None:
    assert firmness.coded("CT-") == "CT- · firm, and negative"
    assert firmness.words("CT+").partition(",")[0] == firmness.words("CT-").partition(",")[0]
