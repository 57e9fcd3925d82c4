"""The page to explore lists the claims for whoever runs no script, and tells its script all that it must not know."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from musnad import schema
from musnad.document import explore
from musnad.document.book import Book
from musnad.folding import fold


def told(page: str) -> dict[str, Any]:
    """What the page tells its script."""
    found = re.search(r'<script type="application/json" id="explore-setup">(.*?)</script>', page)
    assert found
    return dict(json.loads(found[1]))


def without(read: Book, *tables: str) -> Book:
    """The release without the rows of these tables, and without what leads to them."""
    entries = read.manifest["tables"] | {name: read.manifest["tables"][name] | {"file": None} for name in tables}
    claims = [claim | {"cluster_id": None, "relation": None, "provision_ids": []} for claim in read.tables["claims"]]
    kept = {**read.tables, "claims": claims, **{name: [] for name in tables}}
    return Book({**read.manifest, "tables": entries}, kept)  # type: ignore[arg-type]


def test_every_claim_is_listed_with_a_link_to_its_place(small: Book) -> None:
    page = explore.pages(small)["explore.md"]
    for claim in small.tables["claims"]:
        assert f'href="articles/{claim["source_id"]}.html#{claim["claim_id"]}"' in page


def test_a_list_that_is_cut_says_so(small: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explore, "LISTED", 1)
    page = explore.pages(small)["explore.md"]
    assert page.count("<tr><td>") == 1
    assert f"All {len(small.tables['claims'])} claims in a plain list, of which the first 1 are shown here" in page


def test_the_script_is_told_of_tables_that_have_a_file_and_of_no_others(small: Book) -> None:
    named = told(explore.pages(without(small, "clusters", "provisions"))["explore.md"])["tables"]
    assert named == {name: f"data/{name}.parquet" for name in ("claims", "sources", "actors")}


def test_a_corpus_without_clusters_or_propositions_has_its_page(small: Book) -> None:
    bare = without(small, "clusters", "provisions")
    claims = [claim | {"proposition": None} for claim in bare.tables["claims"]]
    page = explore.pages(Book(bare.manifest, {**bare.tables, "claims": claims}))["explore.md"]
    assert page.count("<tr><td>") == len(claims)


def test_a_facet_stands_on_a_column_and_brings_its_whole_vocabulary(small: Book) -> None:
    for facet in told(explore.pages(small)["explore.md"])["facets"]:
        node = schema.table(facet["table"]).properties[facet["column"]]
        if "oneOf" in node:
            assert [value for value, _, _ in facet["values"]] == [value for value in schema.vocabulary(node) if value]
        else:
            assert facet["names"] or facet["column"] == "language"


@pytest.mark.parametrize("words", ["ضَمَانَاتٍ", "إلى الأمم", 'עַרְבוּיוֹת ארה"ב', "Élysée", "مـوسكو", "٢٠٢٥"])
def test_the_script_is_told_the_spellings_that_the_library_folds(words: str) -> None:
    alike = {letter: written for written, letters in explore.spellings() for letter in letters}
    assert "".join(alike.get(letter, letter) for letter in words) == fold(words).text


def test_what_ends_a_script_in_the_data_does_not_end_it(small: Book) -> None:
    sources = [source | {"title": "</script><b>"} for source in small.tables["sources"]]
    hostile = Book(small.manifest, {**small.tables, "sources": sources})
    page = explore.pages(hostile)["explore.md"]
    assert "</script><b>" not in page
    assert page.count("</script>") == 2
