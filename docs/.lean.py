"""Leaves out of the built site what the theme brings along and no page needs. In: files, pages. Out: less of them."""

import json
import re
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

_LOADED_BY_NOBODY = ("*.map", "*/lunr/*.js")
"""Maps for those who debug the theme, and the stemmers and trimmers of the search, which goes without them."""

_GERSHAYIM = re.compile(r'(?<=[א-ת])(?:\\"|[“”])(?=[א-ת])'), re.compile(r"(?<=[א-ת])['‘’](?=[א-ת])")
"""Quotation marks inside a Hebrew word, in the index. A search takes them for the ends of a phrase: the page asks, and
the index holds, the signs that Hebrew has for it (``handbook.js`` does the same to what is typed)."""

_AS_IT_IS = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
"""Elements in which white space is content."""
_TOLD_TO_NOBODY = re.compile(
    r' xmlns="http://www.w3.org/2000/svg"| data-search-exclude(="[^"]*")?(?=[ >])|<meta name="generator"[^>]*>'
    r"|<script>var target=document[^<]*</script>"
)
"""What HTML knows of a picture without being told, what the search, which has read the page by then, was told, what
made the page, and how it would open a tab that the address names: no page has tabs."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take these files out."""
    for file in list(files):
        if _fits(file.src_uri, _LOADED_BY_NOBODY):
            files.remove(file)
    return files


def _fits(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def on_post_page(output: str, **_: object) -> str:
    """Take out the indentation of the theme's templates, a tenth of a page: one line break stands for white space."""
    parts = _AS_IT_IS.split(_TOLD_TO_NOBODY.sub("", output))
    return "".join(
        part if number % 3 == 1 else re.sub(r"\s*\n\s*", "\n", part)
        for number, part in enumerate(parts)
        if number % 3 != 2
    )


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the index of the search with letters as they are, not in six bytes each, and with real gershayim."""
    index = Path(config.site_dir) / "search" / "search_index.json"
    if index.is_file():  # the search may be switched off
        found = json.loads(index.read_text("utf-8"))
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        for marks, sign in zip(_GERSHAYIM, "״׳", strict=True):
            text = marks.sub(sign, text)
        index.write_text(text, "utf-8")
