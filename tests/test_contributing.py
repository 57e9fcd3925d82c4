"""What CONTRIBUTING shows can be done as it stands there."""

from __future__ import annotations

import hashlib
import re
import textwrap
from pathlib import Path

from musnad.build import build
from musnad.tables import load

PAGE = Path(__file__).parents[1] / "CONTRIBUTING.md"
NAME = "005_0f3a9c2e11d4b687"


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```", PAGE.read_text(encoding="utf-8"), re.S | re.M)
    return [textwrap.dedent(block) for _, block in found]


def test_the_article_that_it_annotates_builds_as_it_is_printed(tmp_path: Path) -> None:
    (text,) = blocks("text")
    article, actors, clusters = blocks("yaml")
    seed = tmp_path / "seeds" / f"{NAME}.txt"
    judged = tmp_path / "annotations" / "articles" / f"{NAME}.yaml"
    for path in (seed, judged):
        path.parent.mkdir(parents=True)
    seed.write_bytes(text.encode())
    judged.write_text(
        article.replace("<what sha256sum printed>", hashlib.sha256(seed.read_bytes()).hexdigest()), encoding="utf-8"
    )
    (tmp_path / "annotations" / "actors.yaml").write_text(actors, encoding="utf-8")
    (tmp_path / "annotations" / "clusters.yaml").write_text(clusters, encoding="utf-8")

    build(tmp_path / "seeds", tmp_path / "annotations", tmp_path / "data")

    claims = load("claims", tmp_path / "data")
    assert sorted(claims["local_id"]) == ["budget-before-end-of-month", "no-details-given"]
    assert set(claims["root_ids"].explode().drop_nulls()) == {"samer-haddad"}
    assert load("clusters", tmp_path / "data")["n_roots"].to_list() == [1]


def test_every_file_that_it_sends_a_reader_to_is_there() -> None:
    named = re.findall(
        r"`((?:src|schema|tests|annotations|docs)/[\w/.-]+\.(?:py|yaml|md|json))`", PAGE.read_text("utf-8")
    )
    assert len(named) > 5
    assert [path for path in named if NAME not in path and not (PAGE.parent / path).exists()] == []
