"""Leaves out of the built site what the theme brings along and no page loads: a third of it. In: files. Out: fewer."""

from fnmatch import fnmatch

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

_LOADED_BY_NOBODY = ("*.map", "*/lunr/wordcut.js", "*/lunr/tinyseg.js")
"""Maps for those who debug the theme, and what cuts Thai and Japanese into words for the search."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take these files out."""
    for file in [file for file in files if any(fnmatch(file.src_uri, name) for name in _LOADED_BY_NOBODY)]:
        files.remove(file)
    return files
