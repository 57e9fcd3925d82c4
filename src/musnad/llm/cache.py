"""Cache: answers that were paid for are kept. In: the body of a request. Out: the answer to it, if there is one.

The key is a hash of all that was asked: model, instructions, examples, article, form and settings. The file holds the
answer alone, neither the article nor how the endpoint was reached.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_FORMAT = 1
"""Changes when what is kept changes: older answers are then asked for again."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered: the text, why it ended (``stop``, ``length``), and the tokens, where they were told."""

    content: str
    finish: str
    tokens_in: int = 0
    tokens_out: int = 0


def key(body: dict[str, Any]) -> str:
    """The name under which the answer to `body` is kept: SHA-256 in hexadecimal.

    Where the endpoint stands does not enter: a server that comes up on another port has the same model.
    """
    canonical = json.dumps([_FORMAT, body], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def recall(folder: Path | None, name: str) -> Reply | None:
    """The answer that is kept under `name`; None without one, or where the file holds something else."""
    if folder is None:
        return None
    try:
        held = json.loads(_path(folder, name).read_text(encoding="utf-8"))
        reply = Reply(**held)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    texts, numbers = (reply.content, reply.finish), (reply.tokens_in, reply.tokens_out)
    fits = all(isinstance(one, str) for one in texts) and all(isinstance(one, int) for one in numbers)
    return reply if fits else None


def keep(folder: Path | None, name: str, reply: Reply) -> None:
    """Keep an answer under `name`, whole or not at all. Raises OSError where the folder cannot be written."""
    if folder is None:
        return
    path = _path(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            json.dump(asdict(reply), file, ensure_ascii=False)
        Path(beside).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.json"
