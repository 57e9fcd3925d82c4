"""Templating: the name of one and what it shows go in, a page comes out.

What comes from data is escaped by the engine, not by whoever writes a template: HTML is shown, and marks that turn the
direction of a line are named (``[U+202E]``) instead of obeyed. A template of a page is HTML between Markdown headings;
each of its HTML blocks begins at the margin after an empty line, so that Markdown leaves it as it is.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from musnad import languages, schema
from musnad.document import facts, firmness, links, markup
from musnad.document.book import Book


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("musnad.document"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_visible,
    )
    environment.filters["prose"] = lambda words: Markup(markup.prose(words))
    environment.filters["json"] = lambda words: Markup(_front_matter(words))
    environment.filters["heading"] = lambda words: Markup(markup.text(words))
    environment.filters["mixed"] = lambda words: Markup(markup.prose(markup.text(words)))
    environment.filters["said"] = lambda words: Markup(markup.html(words))
    environment.filters["exact"] = lambda words: Markup(markup.exact(words))
    environment.filters["in_words"] = in_words
    environment.globals.update(direction=direction, language_name=language_name, meaning=meaning)
    environment.globals.update(label=label, description=description, null=null, empty=empty, vocabulary=vocabulary)
    environment.globals.update(facts=facts.facts, article_page=links.article_page, coded=firmness.coded)
    return environment


def page(template: str, here: str, book: Book, **shown: Any) -> str:
    """One page.

    Args:
        template: its file in the folder ``templates``.
        here: the page, as a path below ``docs/`` without its ending; links are relative to it.
        book: the release.
        shown: what else the template names.

    In a template, ``to(table, key)`` is the link to a row, ``file(path)`` that to any other file of the handbook,
    ``direction(language)`` the direction of a language, ``meaning(table, column, value)`` what a value of a closed
    vocabulary means. ``words(source_id, start)`` is the link to the words that begin there in an article,
    ``field(table, column)`` that to what is said of a column, ``label(table, column)`` its name for people,
    ``description(table, column)`` what it says (without a column, what the table does),
    ``null(table, column)`` what null means in it, ``empty(table, column)`` what an empty list does,
    ``vocabulary(table, column)`` each of its values with its meaning, ``facts(table, row, leave_out)`` all that a row
    says, and ``coded(factuality)`` a code of factuality with its words.

    ``{{ words | heading }}`` stands in a Markdown heading, ``{{ words | json }}`` in front matter (escaped, because
    mkdocs puts a title into its pages as it is). Words from ``schema/`` are Markdown: ``{{ words | prose }}`` where
    Markdown reads the page, ``{{ words | said }}`` in a block of HTML. ``{{ words | exact }}`` is for words
    of an article there, with every space and line break, ``{{ words | mixed }}`` for English notes that cite them,
    ``{{ value | in_words }}`` for a value of a vocabulary.
    """

    def to(table: str, key: str) -> str:
        return links.href(here, *links.place(table, book.row(table, key)))

    def file(path: str) -> str:
        return links.href(here, path, ending="")

    def words(source_id: str, start: int) -> str:
        return links.href(here, links.article_page(source_id), links.words_anchor(start))

    def field(table: str, column: str) -> str:
        return links.href(here, f"tables/{table}", markup.anchor(column))

    ways = {"to": to, "file": file, "words": words, "field": field}
    return _environment().get_template(template).render(book=book, here=here, **ways, **shown)


def _front_matter(words: str) -> str:
    # The theme writes a title into the head of a page and into its header as if it were markup: it has to be markup.
    return json.dumps(escape(markup.visible(words), quote=False), ensure_ascii=False)


_CALLED = {"author": "own voice"}
"""Values whose own letters would tell a reader something else."""


def in_words(value: str) -> str:
    """A value of a vocabulary as people read it: ``single root``, not ``single_root``."""
    return _CALLED.get(value, value.replace("_", " "))


def direction(language: str | None) -> str:
    """``rtl``, ``ltr``, or ``auto`` for a language that is not known."""
    known = language in languages.available()
    return languages.load(language).script_direction if language and known else "auto"


def language_name(language: str) -> str:
    """The English name of a language; its code where it is not known."""
    return languages.load(language).name if language in languages.available() else language


@cache
def _node(table: str, path: str) -> schema.Node:
    for place, node in schema.walk(schema.table(table).node):
        if place == path:
            return node
    raise KeyError(f"{table}.{path}")


def meaning(table: str, path: str, value: str | None) -> str:
    """What a value of a closed vocabulary means, in the words of the schema; the column is named as its page does."""
    return vocabulary(table, path)[value]


def vocabulary(table: str, path: str) -> dict[str | None, str]:
    """Each value of a closed vocabulary with its meaning, in the words of the schema."""
    return schema.vocabulary(_node(table, path))


def label(table: str, path: str) -> str:
    """The name of a column as people read it: ``Chain status``, not ``chain_status``."""
    return str(_node(table, path)["title"])


def description(table: str, path: str) -> str:
    """What a column holds, in the words of the schema; with an empty path, what one row of the table is."""
    return str(_node(table, path)["description"])


def null(table: str, path: str) -> str:
    """What it means that a column is null, in the words of the schema."""
    return str(_node(table, path)["x-null"])


def empty(table: str, path: str) -> str:
    """What it means that a list is empty, in the words of the schema."""
    return str(_node(table, path)["x-empty"])


def _visible(value: Any) -> Any:
    """What an expression gives, as it is shown: controls named, unless it is markup already."""
    if value is None:
        raise ValueError("a page would show nothing where the data is null: say what is shown then")
    return value if isinstance(value, Markup) or not isinstance(value, str) else markup.visible(value)
