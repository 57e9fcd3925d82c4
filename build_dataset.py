"""Build this repository's dataset: seeds/ + annotations/ -> data/, and the pages that follow from it.

python build_dataset.py             build data/, docs/tables/ and the front matter of README.md
python build_dataset.py --check     build in a temporary place; fail if what is committed differs, and say in which rows
                                    and files (--verbose: in which lines)
python build_dataset.py --handbook  write the pages of the handbook that follow from data/ and are not committed
python build_dataset.py --seeds DIR --annotations DIR --out DIR     build another corpus, touch nothing else

The lock of a build, such as .data.lock, stays beside what it published.
"""

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
STARTED = time.perf_counter()
VERBOSE = "list where the extractor differs from the annotations; with --check, the lines that differ"


def main() -> int:
    """Build, or check what is built. Returns the exit code: 0, 1 for problems in the data, 2 for misuse."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="build nothing; fail if what is committed is stale")
    parser.add_argument("--handbook", action="store_true", help="build nothing; write the pages that mkdocs needs")
    parser.add_argument("--verbose", action="store_true", help=VERBOSE)
    for name in ("seeds", "annotations", "out"):
        parser.add_argument(f"--{name}", type=Path, metavar="DIR")
    arguments = parser.parse_args()
    folders = [arguments.seeds, arguments.annotations, arguments.out]
    if any(folders) and (arguments.check or arguments.handbook or not all(folders)):
        parser.error("another corpus needs --seeds, --annotations and --out together, and has nothing to --check")

    # Imported here and not above, so that the time that the summary tells has the imports in it.
    from musnad import cli

    verbose = arguments.verbose
    if arguments.handbook:
        return cli.guarded(handbook, "build_dataset.py --handbook")
    return cli.guarded(lambda: check(verbose) if arguments.check else make(folders, verbose), "build_dataset.py")


def make(folders: list[Path | None], verbose: bool) -> int:
    """Build this repository's dataset and its pages, or the corpus in `folders`, and say what was made."""
    from musnad import build, progress, report

    seeds, annotations, out = (folder or ROOT / name for folder, name in zip(folders, build.FOLDERS, strict=True))
    summary = build.build(seeds, annotations, out, progress=progress.with_bar)
    written = [] if all(folders) else build.write_pages(ROOT)
    print("\n".join(report.summary(summary, written, time.perf_counter() - STARTED, verbose=verbose)))
    return 0


def handbook() -> int:
    """Write the pages of the handbook that are not committed, and say how many."""
    from musnad import build, handbook

    found = handbook.pages(ROOT, ROOT / build.FOLDERS[-1])
    handbook.write(ROOT, found)
    print(f"{handbook.DOCS}/: {len(found)} generated files ({time.perf_counter() - STARTED:.1f} s)")
    return 0


def check(verbose: bool) -> int:
    """Say what is stale, if anything is."""
    from musnad import fresh
    from musnad.problems import EXIT_PROBLEMS

    if differences := fresh.stale(ROOT, verbose=verbose):
        print("\n".join([*differences, "", "Run make dataset and commit what it writes."]), file=sys.stderr)
        return EXIT_PROBLEMS
    print(f"data/, docs/tables/ and README.md are what the sources give ({time.perf_counter() - STARTED:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
