"""The reference: a command line and modules go in, pages of every command and of every public name come out.

Both say what the code says: the help texts as they are printed, and the docstrings as they stand.
"""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from musnad.document import markup

_FIRST_LINE = "<!-- generated from the code by the document stage; do not edit -->"
_SECTION = re.compile(r"^(Args|Raises|Attributes|Returns|Yields|Example):$")
_ITEM = re.compile(r"^    (\S[^:]*): (.*)$")


def command_page(parser: argparse.ArgumentParser) -> str:
    """The page of the command line: what ``--help`` prints, of the program and of each command."""
    blocks = [_FIRST_LINE, "# Command line", "What `--help` prints.", _code(parser.format_help())]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                blocks += [f"## {parser.prog} {name}", _code(command.format_help())]
    return "\n\n".join(blocks) + "\n"


def python_page(modules: Sequence[ModuleType]) -> str:
    """The page of the Python names: of each module its docstring, and every public function and class defined in it."""
    blocks = [_FIRST_LINE, "# Python", "Offsets are Unicode code points, end exclusive; dates are EDTF or ISO 8601."]
    for module in modules:
        blocks += [f"## {module.__name__}", *_prose(module)]
        for name, thing in _public(module):
            blocks += [f"### {module.__name__}.{name}", f"```python\n{_signature(name, thing)}\n```", *_prose(thing)]
    return "\n\n".join(blocks) + "\n"


def _public(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Functions and classes that a module defines, or that it names in ``__all__``, in the order of the source."""
    listed = getattr(module, "__all__", None)
    names = listed or [name for name in vars(module) if not name.startswith("_")]
    for name in names:
        thing = getattr(module, name)
        here = listed is not None or getattr(thing, "__module__", None) == module.__name__
        if here and (inspect.isfunction(thing) or inspect.isclass(thing)):
            yield name, thing


def _signature(name: str, thing: Any) -> str:
    """A definition as one would write it, a parameter a line where it is long."""
    word = "class" if inspect.isclass(thing) else "def"
    try:
        signature = inspect.signature(thing)
    except ValueError:
        return f"{word} {name}"
    parameters = [_parameter(one) for one in signature.parameters.values()]
    keyword_only = [one.kind is inspect.Parameter.KEYWORD_ONLY for one in signature.parameters.values()]
    if True in keyword_only:
        parameters.insert(keyword_only.index(True), "*")
    answer = signature.return_annotation
    arrow = "" if answer is inspect.Signature.empty else f" -> {answer}"
    line = f"{word} {name}({', '.join(parameters)}){arrow}"
    inside = ",\n".join(f"    {one}" for one in parameters)
    return line if len(line) <= 100 else f"{word} {name}(\n{inside},\n){arrow}"


def _parameter(one: inspect.Parameter) -> str:
    """A parameter as one writes it; a function that stands for it is called by its name."""
    given = "" if one.default is one.empty else getattr(one.default, "__name__", repr(one.default))
    typed = "" if one.annotation is one.empty else f": {one.annotation}"
    return f"{one.name}{typed}{' = ' if typed and given else '=' if given else ''}{given}"


def _prose(thing: Any) -> Iterator[str]:
    """A docstring as Markdown: its paragraphs, and a list for each of its sections."""
    block: list[str] = []
    lines = (inspect.getdoc(thing) or "").replace("``", "`").splitlines()
    for line in [*lines, ""]:
        if line.strip().startswith((">>>", "...")):
            if not block or not block[0].startswith("```"):
                yield from _joined(block)
                block = ["```python"]
            block.append(line.strip()[4:])
        elif block and block[0].startswith("```"):
            yield "\n".join([*block, "```"])
            block = [line] if line.strip() else []
        elif found := _SECTION.match(line):
            yield from _joined(block)
            block = [f"**{found[1]}**", ""]
        elif item := _ITEM.match(line):
            block.append(f"- `{item[1]}`: {item[2]}")
        elif line.strip() and block and block[-1].startswith("- ") and line.startswith("      "):
            block[-1] += f" {line.strip()}"
        elif line.strip():
            block.append(line.strip() if block and block[0].startswith("**") else line)
        elif block and block[-1]:
            yield from _joined(block)
            block = []


def _joined(block: list[str]) -> Iterator[str]:
    if block:
        yield markup.prose("\n".join(block))


def _code(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"
