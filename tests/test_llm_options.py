from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from musnad.llm import Options, add_options, options_of
from musnad.problems import Misuse

LOCAL = ["--base-url", "http://localhost:8000/v1", "--model", "small"]


def parsed(*arguments: str) -> Options:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return options_of(parser.parse_args(arguments))


def test_the_defaults_of_the_command_line_are_those_of_the_options() -> None:
    from dataclasses import replace

    found = parsed(*LOCAL)
    assert found.cache is not None and found.cache.parts[-2:] == ("musnad", "llm")
    assert replace(found, cache=None) == Options("http://localhost:8000/v1", "small")


def test_every_option_arrives() -> None:
    found = parsed(
        *LOCAL, "--max-tokens", "9", "--concurrency", "2", "--timeout", "1.5", "--retries", "0", "--cache", "c",
        "--examples", "drafted", "--shots", "0", "--response-format", "none", "--body", '{"seed": 1}',
        "--sentences", "3", "--price-in", "0.5", "--price-out", "2",
    )  # fmt: skip
    assert (found.max_tokens, found.concurrency, found.timeout, found.retries) == (9, 2, 1.5, 0)
    assert (found.examples, found.shots, found.response_format, found.body) == ("drafted", 0, "none", {"seed": 1})
    assert (found.sentences, found.price_in, found.price_out) == (3, 0.5, 2.0)


@pytest.mark.parametrize("url", ["http://localhost:8000/v1/", "http://localhost:8000/v1/chat/completions"])
def test_an_address_is_taken_however_it_was_copied(url: str) -> None:
    assert parsed("--base-url", url, "--model", "small").base_url == "http://localhost:8000/v1"


@pytest.mark.parametrize(
    "url",
    ["https://me:sk-secret@host/v1", "https://host/v1?key=sk-secret", "https://host/v1#sk-secret", "sk-secret", ""],
)
def test_an_address_that_may_hold_a_secret_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(Misuse) as told:
        parsed("--base-url", url, "--model", "small")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("missing", [LOCAL[:2], LOCAL[2:], []])
def test_an_endpoint_and_a_model_have_to_be_named(missing: list[str]) -> None:
    with pytest.raises(Misuse):
        parsed(*missing)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--max-tokens", "0"],
        ["--concurrency", "-1"],
        ["--timeout", "nan"],
        ["--retries", "-1"],
        ["--price-in", "-1"],
        ["--body", "[]"],
        ["--body", "{"],
        ["--body", '{"messages": []}'],
        ["--body", '{"stream": true}'],
        ["--examples", "all"],
    ],
)
def test_an_option_without_sense_is_refused(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(*LOCAL, *wrong)
    assert ended.value.code == 2 and wrong[0] in capsys.readouterr().err


def test_no_option_takes_a_key() -> None:
    parser = argparse.ArgumentParser()
    add_options(parser)
    assert not [name for action in parser._actions for name in action.option_strings if "key" in name]


def test_the_package_is_imported_without_httpx_and_told_to_be_missing_only_when_it_is_needed() -> None:
    program = (
        "import sys; sys.modules['httpx'] = None\n"
        "from musnad.llm import Options, extractor\n"
        "from musnad.problems import Misuse\n"
        "try: extractor(Options('http://127.0.0.1:9/v1', 'small'), None)\n"
        "except Misuse as told: print(told)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'musnad[llm]'" in done.stdout
