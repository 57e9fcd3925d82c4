"""Language model: the second extractor. In: an article, the actor registry, the rules. Out: layers with its claims.

Any OpenAI-compatible chat completions endpoint will do. The form of an answer and the instructions are computed from
the schema; what comes back passes a gate, so that every word of a claim stands in the text. `extractor` makes an
extractor of one article, `batch` one of many at a time, `estimate` says what it would take; `add_options` and
`options_of` are their command line.
"""

from __future__ import annotations

from musnad.llm.client import ExtractionFailed
from musnad.llm.cost import Estimate
from musnad.llm.extractor import Extractor, Outcome, batch, estimate, extractor
from musnad.llm.options import Options, add_options, declare_options, options_of
from musnad.llm.tally import Tally

__all__ = [
    "Estimate",
    "ExtractionFailed",
    "Extractor",
    "Options",
    "Outcome",
    "Tally",
    "add_options",
    "batch",
    "declare_options",
    "estimate",
    "extractor",
    "options_of",
]
