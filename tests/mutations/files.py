"""Ways to break what `musnad.validate.files` promises."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from mutations.breaking import Where, edit_json, folder, rewrite


@folder("files_match_manifest", "one byte more at the end of claims.parquet")
def _(folder: Path) -> Where:
    with (folder / "claims.parquet").open("ab") as file:
        file.write(b"\0")
    return "claims.parquet"


@folder("files_match_manifest", "claims.parquet cut in the middle")
def _(folder: Path) -> Where:
    path = folder / "claims.parquet"
    path.write_bytes(path.read_bytes()[:1000])
    return "claims.parquet"


@folder("files_match_manifest", "claims.parquet removed")
def _(folder: Path) -> Where:
    (folder / "claims.parquet").unlink()
    return "claims.parquet"


@folder("files_match_manifest", "a Parquet file of last year beside the others")
def _(folder: Path) -> Where:
    (folder / "claims-2025.parquet").write_bytes((folder / "claims.parquet").read_bytes())
    return "claims-2025.parquet"


@folder("files_match_manifest", "a manifest that lists one row too few")
def _(folder: Path) -> Where:
    edit_json(folder / "manifest.json", lambda manifest: manifest["tables"]["actors"].update(rows=1))
    return "actors.parquet: rows"


@folder("files_match_manifest", "a manifest that lists a table nobody knows")
def _(folder: Path) -> Where:
    edit_json(folder / "manifest.json", lambda m: m["tables"].update(planets=m["tables"]["actors"] | {"rows": 0}))
    return "manifest.json: planets"


@folder("contents_match_digests", "the content digest of another table in the manifest")
def _(folder: Path) -> Where:
    edit_json(folder / "manifest.json", lambda m: m["tables"]["actors"].update(content_digest=m["content_digest"]))
    return "actors: content digest"


@folder("contents_match_digests", "another content digest of the whole release")
def _(folder: Path) -> Where:
    edit_json(folder / "manifest.json", lambda m: m.update(content_digest=m["tables"]["actors"]["content_digest"]))
    return "manifest.json: content digest"


@folder("rows_stand_in_order", "the rows of actors.parquet from last to first")
def _(folder: Path) -> Where:
    actors = pq.read_table(folder / "actors.parquet")
    rewrite(folder, "actors", actors.take(list(reversed(range(actors.num_rows)))))
    return "actors["


@folder("schema_is_current", "a release made under another schema")
def _(folder: Path) -> Where:
    edit_json(folder / "manifest.json", lambda manifest: manifest.update(schema_digest="0" * 64))
    return "manifest.json: schema digest"


@folder("croissant_matches_manifest", "croissant.json of another version of the file")
def _(folder: Path) -> Where:
    edit_json(folder / "croissant.json", lambda metadata: metadata["distribution"][0].update(sha256="0" * 64))
    return "croissant.json"


@folder("croissant_matches_manifest", "croissant.json removed")
def _(folder: Path) -> Where:
    (folder / "croissant.json").unlink()
    return "croissant.json"


@folder("card_matches_manifest", "a card that loads the sources as the claims")
def _(folder: Path) -> Where:
    path = folder / "README.md"
    said = path.read_text(encoding="utf-8").replace("path: claims.parquet", "path: sources.parquet")
    path.write_text(said, encoding="utf-8", newline="\n")
    return "README.md"


@folder("card_matches_manifest", "README.md removed")
def _(folder: Path) -> Where:
    (folder / "README.md").unlink()
    return "README.md"
