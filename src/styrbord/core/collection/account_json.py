"""How does an account travel to whoever shows it, and what comes back from it?"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.collection.account import Account, Kept, Part
from styrbord.core.collection.model import Column, Role, Table, Taken

_ROWS = ("skipped", "repeated")


def account_words(account: Account, name: str = "") -> dict[str, Any]:
    """Account as plain words for JSON.

    Parameters
    ----------
    account : what a reader has said
    name : of the file

    Returns
    -------
    dict
        `format`, `name`, `counts`; `parts`: each sheet, followed by its tables, with `taken` (what,
        why, count, understood, the first ones, the last one), `missing` by status, `periods`;
        `problems` (code, place, params, is_error) and how many there are of each code.
    """
    counts = account.counts
    return {
        "format": account.file_format,
        "name": name,
        "counts": {
            **counts._asdict(),
            "indicators": len(account.indicators),
            "problems": sum(account.problem_counts.values()),
        },
        "parts": [_part(part) for part in account.parts],
        "problems": [problem_words(problem) for problem in account.all_problems()],
        "problem_counts": dict(account.problem_counts),
    }


def problem_words(problem: Problem) -> dict[str, Any]:
    """Problem as plain words: code, place, parameters, and whether it is an error.

    Returns
    -------
    dict
    """
    params = {
        name: value if isinstance(value, int | float) else str(value)
        for name, value in problem.params.items()
    }
    return {"code": problem.code, "place": problem.place, "params": params, "is_error": problem.is_error}


def problem_of(words: Mapping[str, Any]) -> Problem:
    """The problem that `problem_words` gave.

    Returns
    -------
    Problem
    """
    return Problem(words["code"], words["place"], words["params"])


def tables_of(words: Mapping[str, Any], sheet: str = "") -> list[Table]:
    """Tables of an account that `account_words` gave, of one sheet or all.

    Returns
    -------
    list of Table
    """
    tables = (part["table"] for part in words["parts"] if part["table"])
    return [_table_of(table) for table in tables if sheet in ("", table["sheet"])]


def taken_of(words: Mapping[str, Any], sheet: str = "") -> list[Taken]:
    """The places that an account of `account_words` lists, of one sheet or all.

    Returns
    -------
    list of Taken
        Where there were many of a kind, the first ones.
    """
    parts = (part for part in words["parts"] if sheet in ("", part["name"]))
    return [Taken(**one) for part in parts for kept in part["taken"] for one in kept["first"]]


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "about": dict(part.about),
        "table": _table(part.table) if part.table else None,
        "observations": part.observations,
        "missing": dict(part.statuses),
        "periods": _span(sorted(part.periods)),
        "taken": [_kept(what, why, kept) for (what, why), kept in part.kept.items()],
    }


def _span(found: list[str]) -> dict[str, Any]:
    return {"count": len(found), "first": found[0] if found else "", "last": found[-1] if found else ""}


def _kept(what: str, why: str, kept: Kept) -> dict[str, Any]:
    return {
        "what": what,
        "why": why,
        "count": kept.count,
        "understood": kept.understood,
        "first": [asdict(one) for one in kept.first],
        "last": asdict(kept.last) if kept.last else None,
    }


def _table(table: Table) -> dict[str, Any]:
    return {**asdict(table), **{name: sorted(getattr(table, name)) for name in _ROWS}}


def _table_of(words: Mapping[str, Any]) -> Table:
    pairs: dict[str, Iterable[Any]] = {name: tuple(words[name]) for name in ("header", "body")}
    columns = tuple(_column_of(column) for column in words["columns"])
    rows = {name: frozenset(words[name]) for name in _ROWS}
    return Table(**{**words, **pairs, **rows, "columns": columns})


def _column_of(words: Mapping[str, Any]) -> Column:
    return Column(**{**words, "role": Role(words["role"]), "measure": tuple(words["measure"])})
