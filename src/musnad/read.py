"""Read: a folder of articles becomes exact texts. In: a folder. Out: its articles, and a problem for every bad file.

The text of an article is the content of its file, decoded as strict UTF-8, without newline translation and without
normalisation: CR, CRLF, tabs, embedding and isolating bidi controls and direction marks stay where they are. Refused
are contents that cannot be quoted faithfully: no text, no UTF-8, a byte order mark, NUL bytes, and the two bidi
overrides (U+202D, U+202E), which show letters in another order than they are stored, so that what a reader sees is not
what a quote holds.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from musnad import languages
from musnad.problems import Problem
from musnad.records import Article

RULES = {
    "articles_are_plain_files": "An article is a plain, readable file whose stem can be a source id.",
    "articles_are_exact_text": "An article is UTF-8 that reads as it is stored: no BOM, no NUL, no bidi override.",
    "articles_are_distinct": "No two articles have the same bytes.",
    "articles_have_a_known_language": "An article is in a language that musnad knows.",
}
"""Rules that hold for articles, each as the handbook prints it; `Problem.rule` names one of them."""

_STEM = re.compile(r"[A-Za-z0-9_-]+")
_OVERRIDES = {"\u202d": "U+202D LEFT-TO-RIGHT OVERRIDE", "\u202e": "U+202E RIGHT-TO-LEFT OVERRIDE"}
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS = {b"\xff\xfe\x00\x00": "UTF-32", b"\x00\x00\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_CANDIDATES = {
    "windows-1252": "windows-1252",
    "windows-1255": "windows-1255",
    "windows-1256": "windows-1256",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
"""Encodings in which Arabic, Hebrew and English texts are found beside UTF-8: Python's name and the one to show."""


def read_articles(folder: Path) -> tuple[list[Article], list[Problem]]:
    """Every article of `folder` (``*.txt``), sorted by source id, and a problem for every file that cannot be one.

    Other files (a README) are no articles and are passed over; folders and links are not: what they hold would be lost.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    first_of: dict[str, str] = {}
    for path in _entries(folder, problems):
        article = _read(path, f"{folder.resolve().name}/{path.name}", problems)
        if article is None:
            continue
        twin = first_of.setdefault(article.sha256, article.path)
        if twin != article.path:
            problems.append(_duplicate(article.path, twin))
            continue
        articles.append(article)
    return articles, sorted(problems)


def _entries(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The regular ``*.txt`` files of `folder`, sorted by name; other kinds of entry are appended to `problems`."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        problems.append(_unreadable(_shown(str(folder)), error))
        return
    for path in paths:
        where = f"{_shown(folder.resolve().name)}/{_shown(path.name)}"
        try:
            mode = path.lstat().st_mode
        except OSError as error:
            problems.append(_unreadable(where, error))
            continue
        is_text = path.suffix.lower() == ".txt"
        if path.name.startswith(".") or (stat.S_ISREG(mode) and not is_text):
            continue
        if not stat.S_ISREG(mode):
            problems.append(_not_a_file(where, mode))
        elif path.suffix != ".txt" or not _STEM.fullmatch(path.stem):
            problems.append(_bad_name(where))
        else:
            yield path


def _read(path: Path, where: str, problems: list[Problem]) -> Article | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.append(_unreadable(where, error))
        return None
    article, flaws = read_article(data, path.stem, where)
    problems.extend(flaws)
    return article


def read_article(
    data: bytes, source_id: str, where: str, stated: str | None = None
) -> tuple[Article | None, list[Problem]]:
    """One article from its bytes, or why they cannot be one.

    Args:
        data: the article, UTF-8.
        source_id: what it is to be called.
        where: its place in the corpus, as problems name it.
        stated: the BCP 47 tag of its language, where somebody states it; otherwise the text tells.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(where, data, error)]
    if flaws := list(_flaws(where, data, text)):
        return None, flaws
    language = languages.detect(text)
    if stated is not None:
        code = stated.lower().partition("-")[0]
        if code not in languages.available() or language not in (None, code):
            return None, [_other_language(where, stated, language)]
        language = code
    if language is None:
        return None, [_unknown_language(where)]
    article = Article(
        source_id=source_id,
        path=where,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        language=language,
        script_direction=languages.load(language).script_direction,
    )
    return article, []


def _flaws(where: str, data: bytes, text: str) -> Iterator[Problem]:
    """What keeps a decoded text from being quoted faithfully."""
    if text.startswith("\ufeff"):
        found, step = "a byte order mark (EF BB BF) before the text", "save the file as UTF-8 without a byte order mark"
        yield Problem(where, "articles_are_exact_text", found, "the text from the first byte on", step)
    if "\0" in text:
        at = text.index("\0")
        likely = _likely_encoding(data)
        found = f"{text.count(chr(0))} NUL characters, the first at offset {at}"
        step = f"convert the file from {likely} to UTF-8" if likely else "remove them, or take the article anew"
        yield Problem(where, "articles_are_exact_text", found, "a text without NUL", step)
    for override, name in _OVERRIDES.items():
        if override in text:
            found = f"{name} at offset {text.index(override)}, which shows letters in another order than stored"
            step = "remove it and the U+202C that closes it, and note it at the source"
            yield Problem(where, "articles_are_exact_text", found, "text that reads as it is stored", step)
    if not text.strip("\ufeff\0 \t\r\n") or text.isspace():
        found = "an empty file" if not data else "nothing but white space"
        step = "fill in the article or remove the file"
        yield Problem(where, "articles_are_exact_text", found, "the text of an article", step)


def _not_utf8(where: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    likely = _likely_encoding(data)
    found = f"bytes that are not UTF-8, the first at byte {error.start} (0x{data[error.start]:02X})"
    if likely:
        found += f"; it looks like {likely}"
    step = f"convert the file from {likely or 'its encoding'} to UTF-8"
    return Problem(where, "articles_are_exact_text", found, "UTF-8", step)


def _likely_encoding(data: bytes) -> str | None:
    """The encoding under which `data` reads most like one of the languages; ``None`` if it does under none."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    best, best_likeness = None, (0.0, 0.8)
    for encoding, name in _CANDIDATES.items():
        text = data[:8_000].decode(encoding, "replace")
        likeness = languages.likeness(text)
        if likeness > best_likeness and likeness[1] > 0.5:
            best, best_likeness = name, likeness
    return best


def _not_a_file(where: str, mode: int) -> Problem:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISLNK, "a symbolic link"), (stat.S_ISFIFO, "a named pipe"))
    kind = next((name for test, name in kinds if test(mode)), "a special file")
    step = "move its articles up, or move it out of this folder" if stat.S_ISDIR(mode) else "put the file itself here"
    return Problem(where, "articles_are_plain_files", kind, "plain files only, so that no article is passed over", step)


def _bad_name(where: str) -> Problem:
    expected = "a name of A-Z, a-z, 0-9, '_' and '-' that ends in .txt: its stem becomes the source id"
    return Problem(where, "articles_are_plain_files", "a file name that cannot be a source id", expected, "rename it")


def _unreadable(where: str, error: OSError) -> Problem:
    found = f"a file that cannot be read ({error.strerror or type(error).__name__})"
    return Problem(where, "articles_are_plain_files", found, "a readable file", "give read permission, or remove it")


def _duplicate(where: str, twin: str) -> Problem:
    found = f"the same bytes as {twin}"
    step = "remove one of the two: a repeat would count as a source of its own"
    return Problem(where, "articles_are_distinct", found, "every article once", step)


def _unknown_language(where: str) -> Problem:
    known = ", ".join(f"{languages.load(code).name} ({code})" for code in languages.available())
    found = "a language that musnad does not know"
    step = "remove the file, or add the language as src/musnad/languages/<code>.yaml"
    return Problem(where, "articles_have_a_known_language", found, f"a text in one of {known}", step)


def _other_language(where: str, stated: str, language: str | None) -> Problem:
    if language is None or stated.lower().partition("-")[0] not in languages.available():
        found = f"the language «{_shown(stated)}», which musnad does not know"
        expected = f"one of {', '.join(languages.available())}"
        step = "leave the article out, or add the language as src/musnad/languages/<code>.yaml"
    else:
        found = f"the language «{_shown(stated)}», for a text that reads like {languages.load(language).name}"
        expected, step = "the language of the text", "correct the language, or leave it out"
    return Problem(where, "articles_have_a_known_language", found, expected, step)


def _shown(name: str) -> str:
    """A file name made fit for a message: no undecodable bytes, no controls."""
    readable = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return _UNSHOWABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", readable)
