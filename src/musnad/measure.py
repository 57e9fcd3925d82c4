"""Measure: runs an extractor over annotated articles. In: two folders and an extractor. Out: cases, ready to evaluate.

The extractor sees the article and the actor registry, and nothing of the annotation of the article.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from musnad.annotate import annotate
from musnad.evaluate import Case
from musnad.extract import extract
from musnad.judgements import read_judgements
from musnad.problems import Misuse, ProblemsFound
from musnad.read import read_articles
from musnad.records import Article, Layers, Registry, Source

Extractor = Callable[[Article, Registry, str | None], Layers]
"""An article, the registry, and the day of publication (EDTF) where it is given, to the layers extracted from it."""


def cases(seeds: Path, annotations: Path, extractor: Extractor = extract) -> list[Case]:
    """Every article of `seeds` with its annotation and its extraction, sorted by source id.

    An article without an annotation file has no annotated layers and is not extracted. Where the day of publication is
    annotated, the article is extracted twice: from its text alone, and with that day given.

    Raises:
        ProblemsFound: an article or an annotation cannot be read, or its words are not where it says.
        Misuse: a folder is not there, or there is nothing to measure.
    """
    for folder, option in ((seeds, "seeds"), (annotations, "annotations")):
        if not folder.is_dir():
            raise Misuse(f"{folder} is not a folder. Name the folder of the {option} with --{option} DIR")
    articles, problems = read_articles(seeds)
    judgements, found = read_judgements(annotations)
    problems += found
    measured = []
    for article in articles:
        judgement = judgements.articles.get(article.source_id)
        if judgement is None:
            nothing = Layers(Source())
            measured.append(Case(article, nothing, nothing, None, frozenset(), judgements.registry))
            continue
        extracted = extractor(article, judgements.registry, None)
        annotated, found = annotate(article, judgement, extracted)
        problems += found
        day = annotated.source.published
        informed = extractor(article, judgements.registry, day) if day else None
        layers = frozenset(judgement["layers"])
        measured.append(Case(article, annotated, extracted, informed, layers, judgements.registry))
    if problems:
        raise ProblemsFound(problems)
    if not any(case.layers for case in measured):
        raise Misuse(f"{annotations} annotates no layer of the articles in {seeds}. Name a folder that does")
    return measured


def second_reading(seeds: Path, annotations: Path) -> Extractor:
    """Another annotation of articles of `seeds`, in the place of an extractor: measured so, it gives the agreement.

    An article that it does not annotate has no layers.

    Raises:
        ProblemsFound: an article or an annotation cannot be read, or its words are not where it says.
        Misuse: `annotations` is not there.
    """
    if not annotations.is_dir():
        raise Misuse(f"{annotations} is not a folder. Name the folder of the other annotations with --second DIR")
    articles, problems = read_articles(seeds)
    judgements, found = read_judgements(annotations)
    problems += [one for one in found if one.rule != "annotations_name_their_article"]
    read: dict[str, Layers] = {}
    for article in articles:
        nothing = Layers(Source())
        judgement = judgements.articles.get(article.source_id)
        read[article.source_id], found = annotate(article, judgement, nothing) if judgement else (nothing, [])
        problems += found
    if problems:
        raise ProblemsFound(problems)
    return lambda article, registry, day: read[article.source_id]
