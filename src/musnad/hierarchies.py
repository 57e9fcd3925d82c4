"""Hierarchies: what stands above what, by name. In: for each name the one above it, or none. Out: its circles."""

from __future__ import annotations

from collections.abc import Mapping


def circles(above: Mapping[str, str | None]) -> list[list[str]]:
    """Every circle in which `above` leads back to itself, once, from its least member on; sorted. Takes linear time."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for start in sorted(above):
        way: dict[str, int] = {}
        name: str | None = start
        while name is not None and name not in seen and name not in way:
            way[name] = len(way)
            name = above.get(name)
        if name is not None and name in way:
            circle = list(way)[way[name] :]
            least = circle.index(min(circle))
            found.append(circle[least:] + circle[:least])
        seen.update(way)
    return sorted(found)
