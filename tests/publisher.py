"""Publishes a small release; run as a program, so that tests can kill it, starve it or run two of it at once."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from musnad import publish, release
from musnad.problems import Misuse
from musnad.records import Row, Tables


def actor(number: int, **changed: Any) -> Row:
    """A row of `actors`, the same for the same number but for what is changed."""
    actor_id = f"actor-{number:03}"
    names = [{"language": "ar", "name": f"أوكرانيا {number}"}, {"language": "en", "name": actor_id}]
    row = {"actor_id": actor_id, "name": actor_id, "names": names, "aliases": [], "descriptions": [], "type": "state"}
    row |= dict.fromkeys(("part_of", "speaks_for", "country", "wikidata", "scope"))
    return row | {"n_mentions": number, "n_claims_spoken": 0} | changed


def tables(number: int, **changed: Any) -> Tables:
    """Tables with `number` rows of actors, out of order, and a table without rows."""
    return {"actors": [actor(one, **changed) for one in reversed(range(number))], "mentions": []}


def publish_once(out: Path, number: int, pause: float = 0.0) -> None:
    """Publish a release of `number` actors."""
    with publish.stage(tables(number), out, made_from={"actors": ["annotations/actors.yaml"]}) as staged:
        time.sleep(pause)
        publish.exchange(staged, out)


def die_at(step: int) -> None:
    """Kill this process, as the system would, just before it turns to the file system for the `step`-th time."""
    steps = iter(range(step - 1))

    def count(event: str, _: tuple[Any, ...]) -> None:
        counts = event.startswith(("open", "os.", "shutil.", "fcntl.", "ctypes.")) and event != "os.kill"
        if counts and next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def die_everywhere(out: Path, number: int) -> None:
    """Publish in one child process after another, each killed one step later, until one lives.

    Prints a line for each: what it left of actors in `out` (``gone``: no such folder), and what `restore` makes of it.
    """
    publish_once(out, number - 1)
    for step in range(1, 1000):
        if (child := os.fork()) == 0:
            die_at(step)
            publish_once(out, number)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        left = actors_in(out)
        release.restore(out)
        print(left, actors_in(out), flush=True)
        if not os.WIFSIGNALED(status):
            return
        if actors_in(out) == number:
            publish_once(out, number - 1)


def actors_in(out: Path) -> int | str:
    """How many actors a release holds, read from its files."""
    return len(release.read_rows(out)["actors"]) if out.exists() else "gone"


def main() -> int:
    """``publisher.py OUT NUMBER [pause SECONDS | small BYTES | everywhere exchange|fallback]``."""
    out, number, *rest = sys.argv[1:]
    if rest[:1] == ["small"]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(rest[1]), int(rest[1])))
    if rest[1:] == ["fallback"]:
        publish._exchange_folders = lambda one, other: False
    try:
        if rest[:1] == ["everywhere"]:
            die_everywhere(Path(out), int(number))
        else:
            publish_once(Path(out), int(number), float(rest[1]) if rest[:1] == ["pause"] else 0.0)
    except Misuse as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
