from hypothesis import example, given
from hypothesis import strategies as st

from musnad.spans import grapheme_edges, inside_graphemes

_JOINING = "اَّ́אַב\r\n\u200d\u0600ก็क्षि한ㄱᅡ👩🏽‍🚀🇺🇦©️•"


@given(st.text(st.characters() | st.sampled_from(_JOINING), max_size=12))
@example("«مُحمَّد» قال\r\n")
@example("\u0600١ 👩‍🚀 🇺🇦🇮🇱")
def test_an_offset_is_inside_a_grapheme_exactly_where_none_begins(text: str) -> None:
    assert inside_graphemes(text) == set(range(len(text) + 1)) - grapheme_edges(text)
