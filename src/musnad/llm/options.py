"""Options: how a language model is to be asked. In: arguments of the command line. Out: `Options`, or `Misuse`.

The key of the endpoint is no option: it comes from the environment (`musnad.llm.client`), so that it stands in no
history of commands, in no list of processes and in nothing that is written.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from musnad.problems import Misuse

FORMATS = ("json_schema", "json_object", "none")
"""How the endpoint is told the form of the answer; the answer is checked in the same way whatever it was told."""
EXAMPLES = ("reviewed", "drafted", "none")
"""Which annotated articles may serve as examples: those that were read twice, all of them, or none."""
_OURS = frozenset({"messages", "model", "response_format", "stream", "n"})

Add = Callable[..., argparse.Action]
"""`add_argument` of a parser."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a language model is asked.

    Attributes:
        base_url: of an OpenAI-compatible API, up to and without ``/chat/completions``.
        model: its name there.
        max_tokens: the most that one answer may have.
        sentences: the most sentences that one request asks about.
        concurrency: the most requests that wait for an answer at the same time.
        timeout: seconds until an answer has come in whole.
        retries: how often a request is sent again after a failure that may pass, and an answer that cannot be used.
        longest_wait: seconds; an endpoint that asks to wait longer is given up.
        backoff: seconds before the first repetition; each further one waits twice as long.
        cache: folder of the answers, or None for none.
        examples: which annotated articles may serve as examples, one of `EXAMPLES`.
        shots: how many examples go with a request.
        response_format: one of `FORMATS`.
        body: members of the request beside ours, or in place of our `temperature` and `max_tokens`; null leaves out.
        price_in: of a million tokens that are sent, in whatever currency.
        price_out: of a million tokens that are answered.
    """

    base_url: str
    model: str
    max_tokens: int = 8192
    sentences: int = 12
    concurrency: int = 4
    timeout: float = 180.0
    retries: int = 4
    longest_wait: float = 300.0
    backoff: float = 1.0
    cache: Path | None = None
    examples: str = EXAMPLES[0]
    shots: int = 2
    response_format: str = FORMATS[0]
    body: dict[str, Any] = field(default_factory=dict)
    price_in: float | None = None
    price_out: float | None = None


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add every option of the language model to `parser`."""
    declare_options(parser.add_argument_group("language model (--extractor llm)").add_argument)


def declare_options(add: Add) -> None:
    """Declare every option of the language model with `add`, the `add_argument` of a parser or a group."""
    add("--base-url", metavar="URL", help="an OpenAI-compatible API: http://localhost:8000/v1")
    add("--model", metavar="NAME", help="the model's name there; the key is read from MUSNAD_API_KEY or OPENAI_API_KEY")
    add("--max-tokens", type=_natural, default=8192, metavar="N", help="the most of one answer (default: 8192)")
    add("--sentences", type=_natural, default=12, metavar="N", help="sentences of one request (default: 12)")
    add("--concurrency", type=_natural, default=4, metavar="N", help="requests at the same time (default: 4)")
    add("--timeout", type=_positive, default=180.0, metavar="SECONDS", help="for one answer (default: 180)")
    add("--retries", type=_whole, default=4, metavar="N", help="repetitions after a failure (default: 4)")
    add(
        "--cache",
        type=Path,
        default=_cache_folder(),
        metavar="DIR",
        help="answers, to go on from (default: %(default)s)",
    )
    add("--examples", choices=EXAMPLES, default=EXAMPLES[0], help="annotations to show as examples (default: reviewed)")
    add("--shots", type=_whole, default=2, metavar="N", help="examples in a request (default: 2)")
    add("--response-format", choices=FORMATS, default=FORMATS[0], help="what the endpoint can be held to")
    add("--body", type=_mapping, default={}, metavar="JSON", help='further members: \'{"reasoning_effort": "low"}\'')
    add("--dry-run", action="store_true", help="ask nothing; print how many tokens it would take, and the money")
    add("--price-in", type=_price, metavar="P", help="price of a million tokens sent")
    add("--price-out", type=_price, metavar="P", help="price of a million tokens answered")


def options_of(arguments: argparse.Namespace) -> Options:
    """The options that were given. Raises `Misuse` where they name no endpoint or no model."""
    if not arguments.base_url or not arguments.model:
        raise Misuse("a language model needs --base-url and --model")
    return Options(
        base_url=_checked(arguments.base_url),
        model=arguments.model,
        max_tokens=arguments.max_tokens,
        sentences=arguments.sentences,
        concurrency=arguments.concurrency,
        timeout=arguments.timeout,
        retries=arguments.retries,
        cache=arguments.cache,
        examples=arguments.examples,
        shots=arguments.shots,
        response_format=arguments.response_format,
        body=arguments.body,
        price_in=arguments.price_in,
        price_out=arguments.price_out,
    )


def _checked(base_url: str) -> str:
    """`base_url` without its last slash. What might hold a secret is refused, and not repeated in the message."""
    parts = urlsplit(base_url)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise Misuse("--base-url takes no name, password or query; put the key into MUSNAD_API_KEY")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise Misuse("--base-url is an address such as http://localhost:8000/v1")
    return base_url.rstrip("/").removesuffix("/chat/completions")


def _cache_folder() -> Path:
    """Where programs keep what they can make again (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "musnad" / "llm"


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _natural(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < 1e6:  # also refuses nan
        raise ValueError(text)
    return number


def _price(text: str) -> float:
    number = float(text)
    if not 0 <= number < 1e9:
        raise ValueError(text)
    return number


def _mapping(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict) or _OURS & set(value):
        raise argparse.ArgumentTypeError(f"a JSON object without {', '.join(sorted(_OURS))}")
    return value
