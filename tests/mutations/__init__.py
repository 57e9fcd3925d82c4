"""Mutations: for every promise, ways to break it in a release that keeps all of them.

A mutation changes one thing in a whole release, as a mistake somewhere in the build would, and `validate` must reject
the folder with a problem that names the rule and the place. The rooms mirror those of ``musnad.validate``.
"""

from mutations import (  # noqa: F401 - importing a room registers its mutations
    attribution,
    clusters,
    files,
    identity,
    provisions,
    recomputed,
    references,
    review,
    sentences,
    shapes,
    texts,
    times,
)
from mutations.breaking import MUTATIONS, Mutation, break_release

__all__ = ["MUTATIONS", "Mutation", "break_release"]
