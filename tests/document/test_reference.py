"""The reference prints what the code says: help texts whole, docstrings with their sections as lists."""

from __future__ import annotations

import argparse
import types

from musnad.document import command_page, python_page


def speak(words: str, *, times: int = 1) -> list[str]:
    """Say `words`, ``times`` times.

    Args:
        words: what is said,
            in any language.
        times: how often.

    Raises:
        ValueError: nothing is to be said.

    Example:
        >>> speak("שלום")
        >>> speak("سلام", times=2)
    """
    return [words] * times


def module_of(*things: object) -> types.ModuleType:
    module = types.ModuleType(__name__, "A module.\n\nWith two paragraphs.")
    for thing in things:
        setattr(module, thing.__name__, thing)  # type: ignore[attr-defined]
    return module


def test_a_function_is_shown_with_its_signature_and_the_sections_of_its_docstring() -> None:
    page = python_page([module_of(speak)])
    assert "def speak(words: str, *, times: int = 1) -> list[str]" in page
    assert "Say `words`, `times` times." in page
    assert "**Args**\n\n- `words`: what is said, in any language.\n- `times`: how often." in page
    assert "**Raises**\n\n- `ValueError`: nothing is to be said." in page


def test_a_name_that_is_private_or_of_another_module_is_left_out() -> None:
    page = python_page([module_of(argparse.ArgumentParser)])
    assert "ArgumentParser" not in page


def test_every_command_is_shown_with_its_help() -> None:
    parser = argparse.ArgumentParser(prog="musnad")
    commands = parser.add_subparsers()
    commands.add_parser("check", help="validate", description="Validate a release.")
    page = command_page(parser)
    assert "## musnad check" in page
    assert "Validate a release." in page


def test_lines_of_an_example_stand_apart_as_code() -> None:
    page = python_page([module_of(speak)])
    assert '```python\nspeak("שלום")\nspeak("سلام", times=2)\n```' in page


def run(progress: object = iter, name: str = "claims") -> None:
    """Run."""


def test_a_default_is_written_as_one_writes_it() -> None:
    assert "def run(progress: object = iter, name: str = 'claims') -> None" in python_page([module_of(run)])
