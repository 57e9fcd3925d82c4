"""Shapes: has every record, column and table the form that the schema gives it? In: what was written. Out: problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from musnad import release, schema
from musnad.problems import Problem
from musnad.validate.written import Written

_STEP = "Build the release again; schema/ describes every column"


def stored_types_match_schema(written: Written) -> Iterator[Problem]:
    """Every file holds exactly the columns of the schema, with its types, inside lists as well."""
    for table, arrow in written.arrow.items():
        found, expected = arrow.schema, schema.table(table).arrow
        if found.equals(expected):
            continue
        names = dict.fromkeys([*found.names, *expected.names])
        for name in names:
            stored = str(found.field(name)) if name in found.names else "no such column"
            compiled = str(expected.field(name)) if name in expected.names else "no such column"
            if stored != compiled:
                yield Problem(f"{table}.{name}", "stored_types_match_schema", stored, compiled, _STEP)


def records_fit_schema(written: Written) -> Iterator[Problem]:
    """Every record fits the JSON Schema of its table: no column missing or unknown, every value of its vocabulary."""
    for table, rows in written.rows.items():
        # What was Arrow holds no half characters, of which this would say nothing.
        if not all(map(schema.table(table).validator.is_valid, rows)):
            yield from release.record_problems(table, rows)


def frames_fit_schema(written: Written) -> Iterator[Problem]:
    """Every table, as a data frame, passes the pandera schema, the order of its columns included.

    What a record tells by itself is asked before, and said once."""
    for table, frame in written.frames.items():
        compiled = schema.table(table)
        if written.arrow[table].schema.equals(compiled.arrow) and frame.select(compiled.sound).item():
            continue
        from pandera.errors import SchemaErrors

        try:
            compiled.pandera.validate(frame, lazy=True)
        except SchemaErrors as errors:
            for case in errors.failure_cases.rows(named=True):
                yield _frame_problem(table, case, [row.get(compiled.key) for row in written.rows[table]])


def _frame_problem(table: str, case: dict[str, Any], keys: list[Any]) -> Problem:
    """One failure case of pandera; its `index` is the number of the row, or null for a rule on a whole column."""
    row = f"[{keys[case['index']]}]" if case["index"] is not None else ""
    column = f".{case['column']}" if case["column"] != table else ""
    found = str(case["failure_case"])
    return Problem(
        f"{table}{row}{column}", "frames_fit_schema", found[:80], f"a column that passes {case['check']}", _STEP
    )


def keys_are_unique(written: Written) -> Iterator[Problem]:
    """No two rows of a table have the same key."""
    for table, rows in written.rows.items():
        column = schema.table(table).key
        found = Counter([row.get(column) for row in rows])
        for key, times in sorted(found.items(), key=str) if len(found) < len(rows) else ():
            if times > 1:
                where, step = f"{table}[{key}].{column}", "Remove the rows that repeat it, or rename them"
                yield Problem(where, "keys_are_unique", f"{times} rows with this key", "one", step)
