"""Evaluate: how right an extraction is. In: articles, annotated and extracted. Out: a `Report`, and its page as text.

Only annotated layers are measured; of any other the report says that it is not measured. Reads no files and runs no
extractor: `musnad.measure` does.
"""

from __future__ import annotations

from musnad.evaluate.figures import READING, Figure, Group, Report, from_json, report, to_json
from musnad.evaluate.measures import MEASURES, Case, Measure, Outcome
from musnad.evaluate.page import Elsewhere, page, remarks

__all__ = [
    "MEASURES",
    "READING",
    "Case",
    "Elsewhere",
    "Figure",
    "Group",
    "Measure",
    "Outcome",
    "Report",
    "from_json",
    "page",
    "remarks",
    "report",
    "to_json",
]
