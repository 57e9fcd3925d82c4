"""One claim on a terminal. In: a release and a name of a claim. Out: the lines of a card that tells all about it.

Right-to-left words stand inside Unicode isolates (UAX #9), so that a terminal that reorders text shows them readably
beside English. For a terminal that does not, `visual` joins the letters and reorders them here.
"""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from musnad.problems import Misuse
from musnad.records import Row
from musnad.report import count, isolated, runs_right_to_left
from musnad.tables import load

OPEN, CLOSE = "⟦", "⟧"
"""What marks the words of the claim in their sentence; both are mirrored in right-to-left text."""

Paint = Callable[[str, str], str]
"""Text and what part it is (`title` or `label`) to the text as it is printed."""

Quote = Callable[[str], str]
"""Words of an article to the same words as the terminal needs them."""

_LISTED = 10
_NEAR = 3


def plain(text: str, part: str) -> str:
    """No colour at all."""
    return text


def coloured(text: str, part: str) -> str:
    """ANSI bold for a title, ANSI dim for a label."""
    return f"\x1b[{'1' if part == 'title' else '2'}m{text}\x1b[0m"


def find_claim(name: str, data: Path) -> str:
    """The claim_id that `name` stands for: the id, a unique beginning of it, or ``000#local-id``.

    Raises:
        Misuse: no claim has that name, or several begin with it.
    """
    import polars as pl

    claims = load("claims", data).select("claim_id", "source_id", "local_id")
    source, hash_sign, local = name.partition("#")
    if hash_sign:
        found = claims.filter(pl.col("source_id").str.starts_with(source) & (pl.col("local_id") == local))
    else:
        found = claims.filter(pl.col("claim_id").str.starts_with(name if name.startswith("clm_") else f"clm_{name}"))
    rows = found.sort("claim_id").to_dicts()
    if len(rows) == 1:
        return str(rows[0]["claim_id"])
    if not rows:
        near = _near(source, local, claims.select("source_id", "local_id").rows()) if hash_sign else []
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise Misuse(
            f"no claim «{name}» in {data}{hint}. Name one as clm_…, as the beginning of that, or as 000#local-id; "
            'find one with musnad query "select claim_id, local_id, proposition from claims"'
        )
    listed = [f"  {_names(row)}" for row in rows[:_LISTED]]
    more = [f"  … and {len(rows) - _LISTED} more"] if len(rows) > _LISTED else []
    raise Misuse("\n".join([f"{len(rows)} claims are named «{name}». Name one of them", *listed, *more]))


def _near(source: str, local: str, named: Iterable[tuple[str, str | None]]) -> list[str]:
    """The names most like ``<source>#<local>``: first those that begin like it, of its article if there is one."""
    names = [(source_id, local_id) for source_id, local_id in named if local_id]
    names = [pair for pair in names if pair[0].startswith(source)] or names
    known = sorted({local_id for _, local_id in names})
    like = [one for one in known if local and one.startswith(local)] + difflib.get_close_matches(local, known, n=_NEAR)
    found = list(dict.fromkeys(like))[:_NEAR]
    return [f"{source_id.split('_')[0]}#{one}" for one in found for source_id, local_id in names if local_id == one]


def card(claim_id: str, data: Path, *, width: int = 100, visual: bool = False, paint: Paint = plain) -> list[str]:
    """The lines of a claim's card: proposition, words in their sentence, chain hop by hop, dates, cluster.

    Args:
        claim_id: a claim's key, as `find_claim` gives it.
        data: the folder of the release.
        width: columns of the terminal.
        visual: reorder right-to-left words here, for a terminal that does not.
        paint: `plain` or `coloured`.

    Raises:
        Misuse: `visual` is asked for and its two packages are not installed.
    """
    (claim,) = _rows(data, "claims", "claim_id", [claim_id])
    (source,) = _rows(data, "sources", "source_id", [claim["source_id"]])
    quote = _reordered() if visual else isolated
    room = width - 2
    sections = {
        "claim": _judged(claim, source, room),
        "words": [quote(line) for line in _context(claim, source, data, room)],
        "chain": _chain(claim, data, quote),
        "dates": _dates(claim, data, quote),
        "cluster": _cluster(claim, data, room, quote),
        "provisions": list(claim["provision_ids"]),
        "note": textwrap.wrap(claim["note"] or "", room),
    }
    lines = [paint(_names(claim), "title")]
    for label, body in sections.items():
        if told := list(body):
            lines += ["", paint(label, "label"), *(f"  {line}" for line in told)]
    return lines


def _names(claim: Row) -> str:
    """What a claim is called: its key, and its name in the annotation file if it has one."""
    local = f"  {claim['source_id'].split('_')[0]}#{claim['local_id']}" if claim["local_id"] else ""
    return f"{claim['claim_id']}{local}"


def _judged(claim: Row, source: Row, width: int) -> Iterator[str]:
    """The English sentence, how it was judged, and where it stands."""
    yield from textwrap.wrap(
        claim["proposition"] or "(no proposition: found by machine, without a language model)", width
    )
    judged = [
        claim["kind"],
        claim["event_type"],
        f"factuality {claim['factuality']}",
        f"quotation {claim['quotation']}",
    ]
    yield " · ".join(filter(None, judged))
    if claim["actor_ids"] or claim["recipient_ids"]:
        yield f"{_list(claim['actor_ids'])} → {_list(claim['recipient_ids'])}"
    if claim["time"]:
        yield f"holds at {claim['time']}"
    if claim["speech_time"]:
        yield f"said at {claim['speech_time']}"
    published = (
        f"published {source['published']} ({source['published_basis']})"
        if source["published"]
        else "no date of publication"
    )
    yield f"{source['source_id']} [{claim['language']}], {published}, {source['review_status']}, {claim['method']}"
    yield f"characters {claim['start']} to {claim['end']}"


def _context(claim: Row, source: Row, data: Path, width: int) -> list[str]:
    """The claim's sentences with the words of the claim marked, wrapped to `width`."""
    lines: list[str] = []
    for sentence in _rows(data, "sentences", "sentence_id", claim["sentence_ids"]):
        marked, at = "", sentence["start"]
        for span in sorted(claim["spans"], key=lambda span: (span["start"], span["end"])):
            start, end = max(span["start"], at), min(span["end"], sentence["end"])
            if start < end:
                marked += f"{source['text'][at:start]}{OPEN}{source['text'][start:end]}{CLOSE}"
                at = end
        lines += textwrap.wrap(marked + source["text"][at : sentence["end"]], width)
    return lines


def _chain(claim: Row, data: Path, quote: Quote) -> Iterator[str]:
    """One line per hop, the origin first, then where the chain leads; it says which words stand in another sentence."""
    own = _rows(data, "sentences", "sentence_id", claim["sentence_ids"])
    for hop in claim["attribution"]:
        who = claim["source_id"] if hop["role"] == "article" else _list(hop["actor_ids"])
        words = f"  {quote(_line(hop['quote']))}" if hop["quote"] else ""
        if words and not any(sentence["start"] <= hop["start"] < sentence["end"] for sentence in own):
            words += " (in another sentence)"
        cue = f"  cue {quote(_line(hop['cue']))}" if hop["cue"] else ""
        yield f"{hop['hop']}  {hop['role']:<12} {who}{words}{cue}"
    roots = _list(claim["root_ids"]) if claim["root_ids"] else "none named"
    yield f"chain {claim['chain_status']}, root {roots}"


def _dates(claim: Row, data: Path, quote: Quote) -> Iterator[str]:
    """One line per temporal expression that the claim leans on: its words, its value and how that was found."""
    ids = [*claim["date_ids"], *filter(None, [claim["speech_date_id"]])]
    for date in _rows(data, "dates", "date_id", ids):
        use = "said" if date["date_id"] == claim["speech_date_id"] else "holds"
        anchor = f", from {date['anchor']} ({date['anchor_basis']})" if date["anchor"] else ""
        value = date["edtf"] or date["value"] or "no value"
        yield f"{use:<6} {quote(_line(date['quote']))}  {value}  {date['status']} by {date['rule']}{anchor}"


def _cluster(claim: Row, data: Path, width: int, quote: Quote) -> Iterator[str]:
    """What else is said about the same thing, and how many independent roots stand behind it."""
    for cluster in _rows(data, "clusters", "cluster_id", filter(None, [claim["cluster_id"]])):
        roots = f" ({_list(cluster['root_ids'])})" if cluster["root_ids"] else ""
        support = f"{cluster['support']}, " if cluster["support"] else ""
        yield f"{cluster['cluster_id']}: {support}{count(cluster['n_roots'], 'independent root')}{roots}"
        claims, articles = count(cluster["n_claims"], "claim"), count(cluster["n_sources"], "article")
        yield f"{claims} in {articles} [{' '.join(cluster['languages'])}]"
        yield from textwrap.wrap(cluster["proposition"], width)
        members = {row["claim_id"]: row for row in _rows(data, "claims", "claim_id", _claim_ids(cluster))}
        for member in cluster["members"]:
            other = members[member["claim_id"]]
            says = "this claim" if other["claim_id"] == claim["claim_id"] else other["proposition"] or ""
            yield from textwrap.wrap(
                f"{member['relation']:<11} {_names(other)}  {says}", width, subsequent_indent=" " * 12
            )
        for conflict in cluster["conflicts"]:
            yield f"conflict of {conflict['cause']} between"
            for side in ("a", "b"):
                yield f"  {conflict[f'claim_id_{side}']}  {quote(_line(conflict[f'quote_{side}']))}"


def _claim_ids(cluster: Row) -> list[str]:
    return [member["claim_id"] for member in cluster["members"]]


def _list(ids: Iterable[str]) -> str:
    return ", ".join(ids) or "nobody named"


def _line(words: str) -> str:
    """The words on one line."""
    return " ".join(words.split())


def _reordered() -> Quote:
    """Letters joined and in the order in which they stand from left to right (UAX #9), marks kept."""
    try:
        from arabic_reshaper import ArabicReshaper
        from bidi.algorithm import get_display
    except ImportError:
        raise Misuse(
            "--visual needs two more packages. Install them with pip install python-bidi arabic-reshaper"
        ) from None
    reshaper = ArabicReshaper({"delete_harakat": False})
    return lambda words: str(get_display(reshaper.reshape(words), base_dir="R")) if runs_right_to_left(words) else words


def _rows(data: Path, table: str, column: str, values: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of `table` whose `column` is one of `values`, in the order of the table."""
    import polars as pl

    wanted = list(values)
    return load(table, data).filter(pl.col(column).is_in(wanted)).to_dicts() if wanted else []
