"""What the tests of the rules share: the layers of a text that stands in the test."""

from __future__ import annotations

import hashlib

from musnad.extract import extract
from musnad.records import Article, Layers, Registry


def extracted(text: str, language: str, registry: Registry, published: str | None = "2025-09-04") -> Layers:
    """The layers that the rules find in a text, as if it were an article."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    direction = "ltr" if language == "en" else "rtl"
    return extract(Article("a", "a.txt", text, digest, language, direction), registry, published)
