"""What the README shows of the data is what the data says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from musnad.tables import load

ROOT = Path(__file__).parents[1]
SHOWN = "us-leads-monitoring"


@pytest.fixture(scope="module")
def claim() -> dict:
    claims = load("claims", ROOT / "data")
    return claims.filter(claims["local_id"] == SHOWN).row(0, named=True)


def test_the_claim_that_the_readme_explains_has_these_words_and_this_proposition(claim: dict) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert claim["quote"] in text
    assert claim["proposition"] in text
    assert SHOWN in text


def test_the_characters_that_the_readme_names_are_those_of_the_claim(claim: dict) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    start, end = map(int, re.search(r"characters (\d+) to (\d+)", text).groups())
    assert (start, end) == (claim["start"], claim["end"])
    assert (ROOT / "seeds" / f"{claim['source_id']}.txt").read_bytes().decode()[start:end] == claim["quote"]


def test_the_chain_that_the_readme_tells_is_that_of_the_claim(claim: dict) -> None:
    assert [hop["role"] for hop in claim["attribution"]] == ["document", "agency", "article"]
    assert claim["root_ids"] == ["paris-draft-declaration"]
    clusters = load("clusters", ROOT / "data")
    cluster = clusters.filter(clusters["cluster_id"] == claim["cluster_id"]).row(0, named=True)
    assert (cluster["n_sources"], cluster["n_roots"]) == (2, 1)


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert len(links) > 10
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_support_that_the_readme_counts_is_that_of_the_clusters() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    total, single, contested = map(
        int, re.search(r"Of the (\d+) clusters here (\d+) .*?, (\d+) `contested`", text).groups()
    )
    support = load("clusters", ROOT / "data")["support"].to_list()
    assert (total, single, contested) == (len(support), support.count("single_root"), support.count("contested"))
    assert "corroborated" not in support
