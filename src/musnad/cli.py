"""The command `musnad`. In: arguments. Out: text on the terminal and an exit code, never a traceback for bad input.

Exit codes: 0 all is well, 1 the data has problems, 2 the command was called wrongly. What a command needs is imported
inside it, so that ``musnad --help`` answers at once.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from musnad import __version__, cli_evaluate, cli_extract, cli_review
from musnad.problems import EXIT_MISUSE, EXIT_PROBLEMS, Misuse, ProblemsFound

EXAMPLES = """examples:
  musnad build --seeds seeds --annotations annotations --out data
  musnad check data
  musnad show 000#legal-commitments
  musnad diff ../yesterday/data data
  musnad query "select support, count(*) from clusters group by all"

exit codes: 0 all is well, 1 the data has problems, 2 the command was called wrongly"""

EXIT_INTERRUPTED = 130
"""Exit code that a shell gives to a command ended by Ctrl-C."""

RELEASE = "the release (default: $MUSNAD_DATA, else data)"
OUT = "folder to publish in (default: data); the lock .<its name>.lock stays beside it, empty"
FORMATS = ("table", "csv", "json")

Add = Callable[..., argparse.Action]
"""`add_argument` of a command's parser."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Raises:
        SystemExit: the arguments make no command; argparse has said why and exits with 2.
    """
    arguments = parser().parse_args(argv)
    return guarded(lambda: arguments.run(arguments), f"musnad {arguments.command}")


def guarded(command: Callable[[], int], name: str) -> int:
    """Run `command`; what a person can mend is told in words on stderr, and gives the exit code that belongs to it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Arabic shall not end the command
    try:
        return command()
    except ProblemsFound as error:
        return tell(error, "nothing was published")
    except Misuse as error:
        print(f"{name}: {error}", file=sys.stderr)
        return EXIT_MISUSE
    except BrokenPipeError:  # whoever reads the pipe, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"{name}: {error.filename or 'the system'}: {error.strerror or error}", file=sys.stderr)
        return EXIT_MISUSE
    except KeyboardInterrupt:
        print(f"{name}: interrupted", file=sys.stderr)
        return EXIT_INTERRUPTED


def tell(error: ProblemsFound, afterwards: str) -> int:
    """Print every problem on stderr, with their number and what became of the command; the exit code is returned."""
    from musnad import report

    print("\n".join(report.problems(error.problems, afterwards)), file=sys.stderr)
    return EXIT_PROBLEMS


def colour(stream: TextIO) -> bool:
    """Whether `stream` is a terminal that shows colour and nobody asked for none (``NO_COLOR``)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def parser() -> argparse.ArgumentParser:
    """The command line of `musnad`."""
    raw = argparse.RawDescriptionHelpFormatter
    about = "Claims from multilingual news, each led back to its exact characters and its chain of attribution."
    top = argparse.ArgumentParser(prog="musnad", description=about, epilog=EXAMPLES, formatter_class=raw)
    top.add_argument("--version", action="version", version=f"musnad {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        name, about = command.run.__name__.removeprefix("run_").replace("_", "-"), command.about
        epilog = f"example:\n  {command.example}"
        added = commands.add_parser(name, help=about, description=f"{about}.", epilog=epilog, formatter_class=raw)
        added.set_defaults(run=command.run)
        command.options(added.add_argument)
    return top


def _build_options(add: Add) -> None:
    for name, about in (("seeds", "articles, *.txt"), ("annotations", "judgements")):
        add(f"--{name}", type=Path, default=Path(name), metavar="DIR", help=f"folder of {about} (default: {name})")
    add("--out", type=Path, default=Path("data"), metavar="DIR", help=OUT)
    add("--verbose", action="store_true", help="also list where the extractor differs from the annotations")


def run_build(arguments: argparse.Namespace) -> int:
    """Build a release and say what was made."""
    started = time.perf_counter()
    from musnad import progress, report
    from musnad.build import build

    summary = build(arguments.seeds, arguments.annotations, arguments.out, progress=progress.with_bar)
    print("\n".join(report.summary(summary, [], time.perf_counter() - started, verbose=arguments.verbose)))
    return 0


def _check_options(add: Add) -> None:
    add("folder", nargs="?", metavar="FOLDER", help=RELEASE)


def run_check(arguments: argparse.Namespace) -> int:
    """Validate a release without its sources."""
    from musnad import report, tables, validate

    folder = tables.data_folder(arguments.folder)
    written = validate.read(folder)
    found = ProblemsFound(validate.check(written))
    print("\n".join(report.not_followed(validate.not_followed(written))), end="")
    if found.problems:
        return tell(found, f"{folder} should not be used as it is")
    print(f"{folder}: {report.count(len(validate.CHECKS), 'check')}, no problem")
    return 0


def _show_options(add: Add) -> None:
    add("claim", metavar="CLAIM_ID", help="clm_…, the beginning of one, or 000#local-id")
    add("--data", metavar="DIR", help=RELEASE)
    add("--visual", action="store_true", help="reorder right-to-left words, for a terminal that does not")


def run_show(arguments: argparse.Namespace) -> int:
    """Print one claim's card."""
    from musnad import show, tables

    data = tables.data_folder(arguments.data)
    paint = show.coloured if colour(sys.stdout) else show.plain
    width = min(shutil.get_terminal_size().columns, 120)
    claim_id = show.find_claim(arguments.claim, data)
    print("\n".join(show.card(claim_id, data, width=width, visual=arguments.visual, paint=paint)))
    return 0


def _diff_options(add: Add) -> None:
    add("old", type=Path, metavar="OLD", help="the earlier release")
    add("new", type=Path, metavar="NEW", help="the later release")
    add("--json", action="store_true", help="a JSON array, one object for each row that differs")


def run_diff(arguments: argparse.Namespace) -> int:
    """Print what differs between two releases."""
    from musnad import diff, report

    found = diff.changes(arguments.old, arguments.new)
    lines = report.json_lines(diff.to_json(found)) if arguments.json else report.changes(found)
    print("\n".join(lines))
    return 0


def _query_options(add: Add) -> None:
    add("sql", metavar="SQL", help="one SELECT; the tables are views of their names")
    add("--data", metavar="DIR", help=RELEASE)
    add("--format", choices=FORMATS, default=FORMATS[0], help=f"how the answer is written (default: {FORMATS[0]})")


def run_query(arguments: argparse.Namespace) -> int:
    """Print the answer to a query."""
    from musnad import report, tables

    answer = tables.query(arguments.sql, arguments.data)
    rows = list(zip(*(column.to_pylist() for column in answer.columns), strict=True))
    if write := report.FOR_MACHINES.get(arguments.format):
        lines = write(answer.column_names, rows)
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        lines = report.as_table(answer.column_names, rows, width)
    print("\n".join(lines))
    return 0


class Command(NamedTuple):
    """One command: what runs it, what adds its options, what the help says."""

    run: Callable[[argparse.Namespace], int]
    options: Callable[[Add], None]
    about: str
    example: str


COMMANDS = (
    Command(run_build, _build_options, "build a release, all or nothing", "musnad build --out data"),
    Command(cli_extract.run_extract, cli_extract.options, cli_extract.ABOUT, cli_extract.EXAMPLE),
    Command(run_check, _check_options, "validate a release without its sources", "musnad check data"),
    Command(run_show, _show_options, "show one claim: words, chain, cluster", "musnad show 000#legal-commitments"),
    Command(run_diff, _diff_options, "compare two releases row by row", "musnad diff ../yesterday/data data --json"),
    Command(run_query, _query_options, "ask the tables in SQL", 'musnad query "select * from actors" --format csv'),
    Command(cli_evaluate.run_evaluate, cli_evaluate.options, cli_evaluate.ABOUT, cli_evaluate.EXAMPLE),
    *(Command(*one) for one in cli_review.COMMANDS),
)
"""Every command, in the order of the help."""
