from __future__ import annotations

import json
import logging
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from llm_server import (
    Act,
    completion,
    drips,
    fails,
    floods,
    hangs_up,
    hangs_up_midway,
    playing,
    raw,
    redirects,
    says,
    send,
    sleeps,
)

from musnad.llm import ExtractionFailed, Options, Tally
from musnad.llm.cache import Reply
from musnad.llm.client import Ask, connect
from musnad.problems import Misuse

KEY = "sk-secret/key+0123456789="
GOOD = says("{}")


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MUSNAD_API_KEY", "OPENAI_API_KEY", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def connected(base_url: str, tally: Tally | None = None, **settings: float) -> Ask:
    settings = {"retries": 2, "backoff": 0.01, "timeout": 5.0} | settings
    return connect(Options(base_url, "small", **settings), tally or Tally())  # type: ignore[arg-type]


def test_a_request_goes_where_the_api_expects_it_and_the_answer_comes_back() -> None:
    with playing(says("words", finish="length")) as server:
        tally = Tally()
        assert connected(server.base_url, tally)({"model": "small"}) == Reply("words", "length", 100, 10)
    assert server.bodies == [{"model": "small"}]
    assert "Authorization" not in server.headers[0]
    assert tally.counts == {"requests": 1, "tokens_in": 100, "tokens_out": 10}


@pytest.mark.parametrize(("name", "other"), [("MUSNAD_API_KEY", "x"), ("OPENAI_API_KEY", "")])
def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, name: str, other: str) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", other)
    monkeypatch.setenv(name, KEY)
    with playing(GOOD) as server:
        connected(server.base_url)({})
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    "misbehaviour",
    [
        fails(429),
        fails(429, headers={"Retry-After": "0"}),
        fails(429, headers={"Retry-After": "soon"}),
        fails(429, headers={"Retry-After": "nan"}),
        fails(500),
        fails(502),
        fails(503),
        fails(408),
        hangs_up,
        hangs_up_midway,
        raw(b""),
        raw(b"<html>Bad Gateway</html>"),
        raw(b'{"choices": []}'),
        raw(b"[" * 100_000),
        raw(b'{"object": "error"}'),
        raw(b"\xff\xfe\x00"),
    ],
)
def test_what_may_pass_is_asked_again(misbehaviour: Act) -> None:
    with playing(misbehaviour, misbehaviour, says("words")) as server:
        tally = Tally()
        assert connected(server.base_url, tally)({}).content == "words"
    assert len(server.bodies) == 3 and tally.counts["repetitions"] == 2


@pytest.mark.parametrize("misbehaviour", [fails(500), fails(429), hangs_up, raw(b"nothing")])
def test_an_endpoint_that_never_recovers_is_given_up_after_the_retries(misbehaviour: Act) -> None:
    with playing(misbehaviour) as server, pytest.raises(ExtractionFailed, match="3 times"):
        connected(server.base_url)({})
    assert len(server.bodies) == 3


def test_each_wait_is_longer_than_the_one_before() -> None:
    with playing(fails(500)) as server, pytest.raises(ExtractionFailed):
        connected(server.base_url, backoff=0.2, retries=3)({})
    waits = [later - earlier for earlier, later in zip(server.times, server.times[1:], strict=False)]
    assert waits[0] >= 0.1 and waits[1] >= 0.2 and waits[2] >= 0.4


def test_a_timeout_is_asked_again_and_ends() -> None:
    with playing(sleeps(1.0, GOOD)) as server, pytest.raises(ExtractionFailed, match=r"no answer in 0\.2 s, 2 times"):
        connected(server.base_url, timeout=0.2, retries=1)({})
    assert len(server.bodies) == 2


def test_an_answer_that_comes_byte_by_byte_does_not_outlast_the_timeout() -> None:
    started = time.monotonic()
    with playing(drips) as server, pytest.raises(ExtractionFailed, match=r"no whole answer in 0\.3 s"):
        connected(server.base_url, timeout=0.3, retries=0)({})
    assert time.monotonic() - started < 3


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    with playing(floods) as server, pytest.raises(ExtractionFailed, match="bytes"):
        connected(server.base_url)({})
    assert len(server.bodies) == 1


@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_is_waited_for(as_date: bool) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    with playing(fails(429, headers={"Retry-After": until if as_date else "1"}), GOOD) as server:
        connected(server.base_url)({})
    assert server.times[1] - server.times[0] >= (0.5 if as_date else 1.0)


def test_who_is_told_to_wait_for_too_long_gives_up_at_once() -> None:
    with (
        playing(fails(429, headers={"Retry-After": "86400"})) as server,
        pytest.raises(ExtractionFailed, match="86400 s"),
    ):
        connected(server.base_url)({})
    assert len(server.bodies) == 1


def test_one_thread_is_told_to_wait_and_all_wait() -> None:
    with playing(fails(429, headers={"Retry-After": "1"}), GOOD) as server:
        ask = connected(server.base_url, concurrency=2)
        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(ask, {})
            while not server.bodies:
                time.sleep(0.01)
            time.sleep(0.3)  # the answer has to arrive
            pool.submit(ask, {}).result()
            first.result()
    assert min(server.times[1:]) - server.times[0] >= 1.0


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_request_that_is_wrong_is_not_sent_again(status: int) -> None:
    with playing(fails(status, "too\nlong")) as server, pytest.raises(ExtractionFailed, match=f"{status}: too long"):
        connected(server.base_url)({})
    assert len(server.bodies) == 1


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_would_fail_for_every_article_ends_the_run(status: int) -> None:
    with playing(fails(status)) as server, pytest.raises(Misuse, match=str(status)):
        connected(server.base_url)({})


def test_an_endpoint_that_is_not_there_ends_the_run_after_the_retries() -> None:
    with playing(GOOD) as server:
        pass
    tally = Tally()
    with pytest.raises(Misuse, match=r"cannot be reached \(3 times\)"):
        connected(server.base_url, tally)({})
    assert tally.counts == {"requests": 1, "repetitions": 2}


def test_nobody_is_followed_elsewhere_with_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_API_KEY", KEY)
    with playing(GOOD) as other, playing(redirects(f"{other.base_url}/chat/completions")) as server:
        ask = connected(server.base_url)
        with pytest.raises(ExtractionFailed, match="307"):
            ask({})
    assert other.bodies == []


ECHOES = {
    "in an error": fails(400, f"Incorrect API key provided: {KEY}"),
    "in a refusal": fails(401, f"Incorrect API key provided: {KEY}"),
    "in an error that may pass": fails(500, KEY),
    "in no JSON": raw(KEY.encode(), 500),
}


@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES.keys())
def test_the_key_is_in_no_error_no_log_and_no_representation(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], echo: Act
) -> None:
    monkeypatch.setenv("MUSNAD_API_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    with playing(echo) as server:
        options = Options(server.base_url, "small", retries=1, backoff=0.01)
        tally = Tally()
        ask = connect(options, tally)
        with pytest.raises((ExtractionFailed, Misuse)) as told:
            ask({})
    said = "".join(traceback.format_exception(told.value))
    shown = [
        said,
        repr(told.value),
        caplog.text,
        *capfd.readouterr(),
        repr(options),
        repr(ask),
        repr(tally),
        *tally.lines(),
    ]
    assert "secret" not in "".join(shown) and "[key]" in str(told.value)


def test_an_answer_that_repeats_the_key_loses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_API_KEY", KEY)
    with playing(says(f"the key is {KEY}")) as server:
        assert connected(server.base_url)({}).content == "the key is [key]"


def test_the_key_is_taken_out_of_an_answer_that_holds_json_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_API_KEY", KEY)
    with playing(says(json.dumps({"words": KEY}))) as server:
        assert "secret" not in connected(server.base_url)({}).content


def test_a_key_that_is_spelt_out_in_an_answer_loses_its_value_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_API_KEY", KEY)
    spelt = "".join(f"\\u{ord(char):04x}" for char in KEY).encode()
    with playing(raw(b'{"choices": [{"message": {"content": "' + spelt + b'"}}]}')) as server:
        assert connected(server.base_url)({}).content == "[key]"


@pytest.mark.parametrize(
    "key", ["sk-secret\r\nX-Other: 1", 'sk-secret"', "sk-secret\\", "sk-secret\u05d0", "sk secret"]
)
def test_a_key_that_could_end_its_header_is_refused_without_being_shown(
    monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("MUSNAD_API_KEY", key)
    with pytest.raises(Misuse) as told:
        connected("http://127.0.0.1:9/v1")
    assert "secret" not in str(told.value)


def test_the_content_that_is_no_text_counts_as_none() -> None:
    with playing(says(None), says([{"type": "text"}])) as server:
        ask = connected(server.base_url)
        assert [ask({}).content, ask({}).content] == ["", ""]


def test_a_slow_but_whole_answer_is_taken() -> None:
    def slowly(request: object, body: dict[str, object]) -> None:
        time.sleep(0.2)
        send(request, 200, completion("words"))  # type: ignore[arg-type]

    with playing(slowly) as server:
        assert connected(server.base_url)({}).content == "words"
