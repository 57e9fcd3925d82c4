"""Extractor: an article goes in, its layers with a model's claims come out.

The rules propose sentences, mentions and dates; the model is asked about the sentences, a few at a time; the gate takes
what stands in the text. An answer that cannot be used is asked for again, one that became too long is asked for in two
halves. Answers are cached as they come, so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Protocol

from musnad.judgements import ArticleJudgement
from musnad.llm import answer, cache, cost, gate, prompt
from musnad.llm.answer import Unusable
from musnad.llm.cache import Reply
from musnad.llm.client import Ask, ExtractionFailed, connect
from musnad.llm.cost import Estimate
from musnad.llm.examples import Example, fitting, gather
from musnad.llm.options import Options
from musnad.llm.prompt import Request
from musnad.llm.tally import Tally
from musnad.problems import Misuse
from musnad.records import Article, Claim, Layers, Registry


class Extractor(Protocol):
    """Proposes the layers of an article; `published` is its day (EDTF) where it is known from elsewhere."""

    def __call__(self, article: Article, registry: Registry, published: str | None = None) -> Layers:
        """The layers of `article`."""


Outcome = tuple[Article, Layers | Exception]
"""An article with its layers, or with the reason why it has none."""

_AHEAD = 2
"""Articles taken in for each one that is being asked about: enough to keep every connection busy."""
_WARMER = 0.3
"""Added to the temperature where an answer is asked for again: at 0 a model would write the same once more."""


@dataclass(frozen=True, slots=True)
class _Model:
    """All that stays the same from article to article."""

    options: Options
    judged: Sequence[ArticleJudgement]
    instructed: str
    tally: Tally


def extractor(
    options: Options, propose: Extractor, judged: Iterable[ArticleJudgement] = (), tally: Tally | None = None
) -> Extractor:
    """An extractor that asks a language model for the claims.

    Args:
        options: which model, and how it is asked.
        propose: the rules, from which sentences, mentions, dates and the source come.
        judged: annotated articles, from which examples are taken; never from the article at hand.
        tally: counts what was asked, taken and refused.

    What is returned raises `ExtractionFailed` for an article that the model gave no usable answer for, and `Misuse`
    where no article could be asked about: no httpx, a refused key, an unknown model.
    """
    model = _Model(options, list(judged), prompt.instructions(), tally or Tally())
    ask = connect(options, model.tally)
    gathered = _gathering(model)

    def extract(article: Article, registry: Registry, published: str | None = None) -> Layers:
        proposals = propose(article, registry, published)
        return _extract(model, ask, gathered(registry), article, registry, proposals)

    return extract


def batch(
    options: Options, propose: Extractor, judged: Iterable[ArticleJudgement] = (), tally: Tally | None = None
) -> Callable[[Iterable[Article], Registry], Iterator[Outcome]]:
    """The same for many articles: `options.concurrency` of them are asked about at a time.

    What is returned yields every article once and in order, with its layers or with the exception that it failed with.
    Articles are taken from the iterable only a little ahead of those that are done. `Misuse` is raised.
    """
    extract = extractor(options, propose, judged, tally)

    def run(articles: Iterable[Article], registry: Registry) -> Iterator[Outcome]:
        pool = ThreadPoolExecutor(max_workers=options.concurrency)
        waiting: deque[tuple[Article, Future[Layers]]] = deque()
        try:
            for article in articles:
                waiting.append((article, pool.submit(extract, article, registry)))
                if len(waiting) >= options.concurrency * _AHEAD:
                    yield _outcome(*waiting.popleft())
            while waiting:
                yield _outcome(*waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    return run


def estimate(
    options: Options,
    propose: Extractor,
    articles: Iterable[Article],
    registry: Registry,
    judged: Iterable[ArticleJudgement] = (),
) -> Estimate:
    """What asking about `articles` would take. Nothing is asked, and no key is needed."""
    model = _Model(options, list(judged), prompt.instructions(), Tally())
    examples = _gathering(model)(registry)
    found = Estimate()
    for article in articles:
        found.articles += 1
        try:
            proposals = propose(article, registry)
        except Exception:  # the run itself would tell why, article by article
            found.failed += 1
            continue
        for request in prompt.requests(article, proposals, options):
            body = _body(model, examples, article, proposals, registry, request)
            found.requests += 1
            found.examples += (len(body["messages"]) - 2) // 2
            if cache.recall(options.cache, cache.key(body)) is not None:
                found.cached += 1
                continue
            found.tokens_in += sum(cost.tokens(turn["content"]) for turn in body["messages"])
            text = "".join(proposals.sentences[at].span.of(article.text) for at in request.asked)
            found.tokens_out += min(options.max_tokens, int(cost.tokens(text) * cost.ANSWER_PER_TEXT))
    return found


def _outcome(article: Article, done: Future[Layers]) -> Outcome:
    try:
        return article, done.result()
    except Misuse:
        raise
    except Exception as error:  # an article that fails shall not take the others with it
        return article, error


def _gathering(model: _Model) -> Callable[[Registry], list[Example]]:
    """Examples are made once for a registry, which is the same for all articles of a run."""
    made: list[tuple[Registry, list[Example]]] = []

    def gathered(registry: Registry) -> list[Example]:
        if not made or made[-1][0] is not registry:
            made[:] = [(registry, gather(model.judged, registry, model.options.examples))]
        return made[-1][1]

    return gathered


def _extract(
    model: _Model,
    ask: Ask,
    examples: Sequence[Example],
    article: Article,
    registry: Registry,
    proposals: Layers,
) -> Layers:
    page = gate.page_of(article, proposals, prompt.shown_actors(article, proposals, registry), model.tally)
    claims: list[Claim] = []
    reasons: dict[int, str] = {}
    waiting = deque(prompt.requests(article, proposals, model.options))
    while waiting:
        request = waiting.popleft()
        body = _body(model, examples, article, proposals, registry, request)
        answered = _answered(model, ask, body, may_halve=len(request.asked) > 1)
        if answered is None:
            waiting.extendleft(reversed(request.halves()))
            continue
        asked, before = ([at + 1 for at in places] for places in (request.asked, request.before))
        found, said = gate.judge(page, answered, asked, before)
        claims += found
        reasons |= said
    return gate.lay(page, claims, reasons)


def _body(
    model: _Model,
    examples: Sequence[Example],
    article: Article,
    proposals: Layers,
    registry: Registry,
    request: Request,
) -> dict[str, Any]:
    turns = fitting(examples, article, model.options.shots)
    asked = prompt.question(article, proposals, registry, request)
    return prompt.body(model.options, prompt.messages(model.instructed, turns, asked))


def _answered(model: _Model, ask: Ask, body: dict[str, Any], *, may_halve: bool) -> list[dict[str, Any]] | None:
    """The sentences of the answer, from the cache or asked for; None where it breaks off and can be asked in halves."""
    options, name = model.options, cache.key(body)
    kept = cache.recall(options.cache, name)
    if kept is not None:
        model.tally.add("cached")
    for attempt in range(options.retries + 1):
        reply = kept if kept is not None and not attempt else ask(_warmer(body, attempt))
        try:
            found = answer.read(reply.content, reply.finish)
        except Unusable as unusable:
            model.tally.add(unusable.reason)
            said = str(unusable)
            if unusable.reason == "truncated" and may_halve:
                _keep(options, name, replace(reply, finish="length"))
                return None
            if reply.finish == "length":
                raise ExtractionFailed("the answer to one sentence breaks off; raise --max-tokens") from None
            continue
        if reply is not kept:
            _keep(options, name, reply)
        return found
    raise ExtractionFailed(f"{said[:1].lower()}{said[1:].rstrip('.')}, {options.retries + 1} times")


def _keep(options: Options, name: str, reply: Reply) -> None:
    try:
        cache.keep(options.cache, name, reply)
    except OSError as error:  # every further answer would be paid for and lost
        raise Misuse(
            f"{options.cache} cannot be written ({error.strerror}). Name another folder with --cache"
        ) from None


def _warmer(body: dict[str, Any], attempt: int) -> dict[str, Any]:
    if not attempt or "temperature" not in body:
        return body
    return body | {"temperature": min(1.0, body["temperature"] + _WARMER * attempt)}
