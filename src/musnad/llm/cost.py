"""Cost: what asking would take, before anything is asked. In: articles. Out: an `Estimate`.

Tokens are estimated without the model's own tokenizer, by a rule of thumb: one for every 4 ASCII characters and one for
every 2 others. Tokenizers differ most on Arabic and Hebrew, so that the truth may be half as much or twice as much.
"""

from __future__ import annotations

from dataclasses import dataclass

PER_ASCII = 4
PER_OTHER = 2
ANSWER_PER_TEXT = 4.7
"""Tokens of an answer for one of the text that it is about: so many in the five annotated seeds, by this count."""
MILLION = 1_000_000


def tokens(text: str) -> int:
    """The estimated number of tokens of `text`, rounded up."""
    ascii_length = len(text.encode("ascii", "ignore"))
    return -(-ascii_length // PER_ASCII) + -(-(len(text) - ascii_length) // PER_OTHER)


@dataclass(slots=True)
class Estimate:
    """What asking about some articles would take; requests with an answer in the cache take nothing."""

    articles: int = 0
    failed: int = 0
    requests: int = 0
    cached: int = 0
    examples: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def lines(self, price_in: float | None = None, price_out: float | None = None) -> list[str]:
        """The estimate in words; with prices of a million tokens also what it would cost, in their currency."""
        found = [
            f"{self.articles:,} articles, {self.requests:,} requests; {self.cached:,} answers are in the cache",
            _examples(self.examples, self.requests),
            f"about {self.tokens_in:,} tokens to send, about {self.tokens_out:,} to be answered",
            f"estimated without the model's tokenizer: a token for {PER_ASCII} ASCII characters or {PER_OTHER} others, "
            f"answers {ANSWER_PER_TEXT:g} times as long as the text; it may be half as much or twice as much",
        ]
        if self.failed:
            found.append(f"{self.failed:,} articles cannot be read by the rules and would not be asked about")
        if price_in is not None or price_out is not None:
            sent = self.tokens_in / MILLION * (price_in or 0.0)
            answered = self.tokens_out / MILLION * (price_out or 0.0)
            found.append(f"about {sent + answered:,.2f} in the currency of the prices: {sent:,.2f} + {answered:,.2f}")
        return found


def _examples(examples: int, requests: int) -> str:
    if not examples:
        return "no examples go with them: no annotated article may be one (see --examples)"
    return f"{examples:,} examples go with them, on average {examples / requests:.1f}"
