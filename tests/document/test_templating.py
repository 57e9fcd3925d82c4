"""What a page makes of a value: words that people read."""

from __future__ import annotations

import pytest

from musnad import schema
from musnad.document import templating


@pytest.mark.parametrize(("table", "column"), [("claims", "chain_status"), ("clusters", "support"), ("actors", "type")])
def test_a_value_is_shown_in_words_of_its_own_and_not_as_code(table: str, column: str) -> None:
    values = [value for value in schema.vocabulary(schema.table(table).properties[column]) if value]
    words = [templating.in_words(value) for value in values]
    assert len(set(words)) == len(values)
    assert not any("_" in one for one in words)


def test_the_voice_of_an_article_is_not_called_author() -> None:
    assert templating.in_words("author") == "own voice"
