"""Client: one request to an OpenAI-compatible chat completions endpoint. In: a body. Out: a `Reply`, or a failure.

What may pass is tried again, a bounded number of times and ever later: timeouts, dropped connections, 408, 425, 429
(with its Retry-After, which holds for every thread) and 5xx. The key is read from the environment, sent in one header,
held in no object that shows it, and taken out of everything that the endpoint sends back before anything else sees it.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from musnad.llm.cache import Reply
from musnad.llm.options import Options
from musnad.llm.tally import Tally
from musnad.problems import Misuse

if TYPE_CHECKING:
    import httpx

KEYS = ("MUSNAD_API_KEY", "OPENAI_API_KEY")
"""Environment variables that may hold the key, the first that is set."""

_LARGEST = 16 * 1024 * 1024
"""Bytes of a response; an endpoint that sends more sends no answer."""
_NO_KEY = frozenset(" \"'\\")
"""Characters that JSON or a header writes in another way: a key with them could not be found again."""
_MAY_PASS = frozenset({408, 425, 429})
_LONGEST_BACKOFF = 60.0
_SHOWN = 200

Ask = Callable[[dict[str, Any]], Reply]
"""Sends the body of a request and returns the answer; raises `ExtractionFailed`, or `Misuse` if no request can work."""


class ExtractionFailed(Exception):
    """No claims could be had for one article; the message says why, on one line and without the key."""


class _Failure(NamedTuple):
    """A request that failed: what happened, whether it may pass, and in how many seconds if the endpoint says so."""

    said: str
    may_pass: bool
    wait: float | None = None
    nobody_there: bool = False


def connect(options: Options, tally: Tally) -> Ask:
    """A connection to the endpoint, to be used by several threads. Raises `Misuse` if httpx is not installed."""
    try:
        import httpx
    except ImportError:
        raise Misuse("the language model needs httpx: pip install 'musnad[llm]'") from None
    key = next((value for name in KEYS if (value := os.environ.get(name, "").strip())), "")
    if not _NO_KEY.isdisjoint(key) or not key.isascii() or not (key or "x").isprintable():
        raise Misuse(f"the key in {' or '.join(KEYS)} holds characters that no key has")
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    limits = httpx.Limits(max_connections=options.concurrency)
    client = httpx.Client(headers=headers, timeout=options.timeout, limits=limits)
    not_before = [0.0]  # shared by the threads: where one was told to wait, all wait

    def ask(body: dict[str, Any]) -> Reply:
        return _persistently(client, options, body, key, tally, not_before)

    return ask


def _persistently(
    client: httpx.Client, options: Options, body: dict[str, Any], key: str, tally: Tally, not_before: list[float]
) -> Reply:
    data = json.dumps(body, ensure_ascii=False).encode()
    times = options.retries + 1
    for attempt in range(times):
        time.sleep(max(0.0, not_before[0] - time.monotonic()))
        tally.add("repetitions" if attempt else "requests")
        result = _once(client, options, data, key)
        if isinstance(result, Reply):
            tally.add("tokens_in", result.tokens_in)
            tally.add("tokens_out", result.tokens_out)
            return result
        said = result.said
        if not result.may_pass:
            raise ExtractionFailed(said)
        if result.wait is not None and result.wait > options.longest_wait:
            raise ExtractionFailed(f"{said}; it asks to wait {result.wait:.0f} s")
        if attempt == options.retries:
            if result.nobody_there:
                raise Misuse(f"the endpoint cannot be reached ({times} times); answers so far are in the cache")
            break
        if result.wait is not None:
            not_before[0] = max(not_before[0], time.monotonic() + result.wait)
        # Threads that failed together shall not come back together, nor at once where an endpoint says to wait 0 s.
        time.sleep(min(_LONGEST_BACKOFF, options.backoff * 2**attempt) * random.uniform(0.5, 1.0))
    raise ExtractionFailed(f"{said}, {times} times")


def _once(client: httpx.Client, options: Options, data: bytes, key: str) -> Reply | _Failure:
    """Send one request. Exceptions of httpx end here: they hold the request, and with it the key."""
    import httpx

    address = f"{options.base_url}/chat/completions"
    ends = time.monotonic() + options.timeout
    try:
        with client.stream("POST", address, content=data) as response:
            received = bytearray()
            for piece in response.iter_bytes():
                received += piece
                if len(received) > _LARGEST:
                    return _Failure(f"the endpoint sent over {_LARGEST:,} bytes", may_pass=False)
                if time.monotonic() > ends:
                    return _Failure(f"no whole answer in {options.timeout:g} s", may_pass=True)
            text = _without_key(received.decode("utf-8", "replace"), key)
            return _judged(response.status_code, response.headers.get("retry-after"), text, key)
    except (httpx.ConnectError, httpx.ConnectTimeout):
        return _Failure("the endpoint cannot be reached", may_pass=True, nobody_there=True)
    except httpx.TimeoutException:
        return _Failure(f"no answer in {options.timeout:g} s", may_pass=True)
    except httpx.UnsupportedProtocol:
        raise Misuse("--base-url is no address that can be asked") from None
    except (httpx.TransportError, httpx.DecodingError) as error:
        return _Failure(f"the connection failed ({type(error).__name__})", may_pass=True)
    except httpx.InvalidURL:
        raise Misuse("--base-url is no address that can be asked") from None


def _without_key(text: str, key: str) -> str:
    # An answer or an error that repeats the key must not carry it into the cache, a message or a table.
    return text.replace(key, "[key]") if key else text


def _judged(status: int, retry_after: str | None, text: str, key: str) -> Reply | _Failure:
    said = _without_key(_said(text), key)
    if status in (401, 403):
        raise Misuse(f"the endpoint refuses the key in {' or '.join(KEYS)} ({status}){said}")
    if status in (404, 405):
        raise Misuse(f"the endpoint does not know the address or the model ({status}){said}")
    if status in _MAY_PASS or status >= 500:
        return _Failure(f"the endpoint answered {status}{said}", may_pass=True, wait=_seconds(retry_after))
    if status != 200:
        return _Failure(f"the endpoint answered {status}{said}", may_pass=False)
    try:
        reply = _reply(json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return _Failure("the endpoint sent no chat completion", may_pass=True)
    return replace(reply, content=_without_key(reply.content, key), finish=_without_key(reply.finish, key))


def _reply(sent: Any) -> Reply:
    choice = sent["choices"][0]
    content = choice["message"].get("content")
    usage = sent.get("usage") or {}
    return Reply(
        content=content if isinstance(content, str) else "",
        finish=str(choice.get("finish_reason") or ""),
        tokens_in=_number(usage.get("prompt_tokens")),
        tokens_out=_number(usage.get("completion_tokens")),
    )


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _said(text: str) -> str:
    """What an endpoint says of an error, on one line and not longer than one reads."""
    try:
        error = json.loads(text)["error"]
        text = error["message"] if isinstance(error, dict) else error
    except (ValueError, LookupError, TypeError, RecursionError):
        pass
    flat = " ".join(str(text).split())
    shown = "".join(char for char in flat if char.isprintable())
    return f": {shown[:_SHOWN]}" if shown else ""


def _seconds(retry_after: str | None) -> float | None:
    """The seconds of a Retry-After header, which holds a number or a date (RFC 9110, section 10.2.3)."""
    if retry_after is None:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            until = parsedate_to_datetime(retry_after)
        except ValueError:
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        seconds = (until - datetime.now(UTC)).total_seconds()
    return max(0.0, seconds) if seconds == seconds else None
