"""How does the account of a file read?"""

from collections.abc import Iterable, Iterator

from styrbord.core.base.problems import Problem
from styrbord.core.collection.account import Account, Kept, Part
from styrbord.core.collection.grid import letters
from styrbord.core.collection.model import WHAT, WHY, Column, Role, Table

SHOWN = 20
SHOWN_PROBLEMS = 500
STATUSES = {
    "L": "not collected",
    "M": "not applicable",
    "O": "not known",
    "Q": "confidential",
    "Z": "does not occur",
    "P": "provisional",
    "E": "estimated",
}
_TABLE_ROLES = {
    Role.TERRITORY: "territory",
    Role.TERRITORY_CODE: "territory code",
    Role.INDICATOR: "indicator",
    Role.NUMBER: "number of the row",
    Role.GROUP: "label that holds for the rows below it",
    Role.UNIT: "unit",
    Role.PERIOD: "period",
    Role.BREAKDOWN: "breakdown",
    Role.STATUS: "status",
    Role.NOTE: "note",
    Role.SKIP: "left out",
}


def account_text(account: Account, name: str = "") -> str:
    """Account as Markdown: what was taken for what, what was left out and why, what is wrong.

    Parameters
    ----------
    account : what a reader has said
    name : of the file, for the heading

    Returns
    -------
    str
    """
    lines = [f"# What was read from {_code(name) if name else 'the file'}", "", *_overview(account)]
    for part in account.parts:
        lines += ["", *_part(part)]
    lines += ["", *_problems(account.all_problems())]
    return "\n".join(lines) + "\n"


def _overview(account: Account) -> Iterator[str]:
    counts = account.counts
    if account.file_format:
        yield f"- Format: {account.file_format}"
    yield f"- Tables: {counts.tables}"
    yield f"- Observations: {counts.observations:,}, of them {counts.missing:,} without a number"
    yield f"- Indicators: {len(account.indicators):,}"
    yield f"- Problems: {sum(account.problem_counts.values()):,}"


def _part(part: Part) -> Iterator[str]:
    table = part.table
    if table is None and not part.observations:
        yield from _bare(part)
        return
    span = f", rows {table.header[0] + 1} to {table.body[1] + 1}" if table else ""
    yield f"## {_plain(part.name)}{span}"
    yield ""
    yield from _about(part)
    if table:
        yield from _of_table(table)
    yield f"- Observations: {part.observations:,}"
    yield from _periods(part)
    yield from _territories(part.of("territory"))
    yield from _statuses(part)
    yield from _taken(part)
    yield from _left_out(part)


def _bare(part: Part) -> Iterator[str]:
    """A sheet as a whole: what stands on it outside its tables, or why it has none."""
    yield f"## {_plain(part.name)}"
    yield ""
    yield from _about(part)
    yield from _taken(part)
    yield from _left_out(part)


def _about(part: Part) -> Iterator[str]:
    for name, value in part.about.items():
        if value or value == 0:
            yield f"- {_plain(str(name)).replace('_', ' ').capitalize()}: {_plain(str(value))}"


def _of_table(table: Table) -> Iterator[str]:
    for name, words in (
        ("Code", table.code),
        ("Title", table.title),
        ("Unit", table.unit),
        ("Period of the whole table", table.period),
        ("Territory of the whole table", table.territory or table.territory_code),
        ("Indicator of the whole table", table.indicator),
    ):
        if words:
            yield f"- {name}: {_plain(words)}"
    yield f"- Header: {_rows(table.header)}"
    for role, words in _TABLE_ROLES.items():
        if found := table.having(role):
            yield f"- Column taken for {words}: {_several(_column(one) for one in found)}"
    if values := table.having(Role.VALUE):
        yield f"- Columns of numbers: {len(values)}: {_several(_value_column(one) for one in values)}"
    for mark, text in list(table.notes.items())[:SHOWN]:
        yield f"- Footnote {_code(mark)}: {_plain(text)}"


def _column(column: Column) -> str:
    return letters(column.index) + (f" ({_plain(column.name)})" if column.name else "")


def _value_column(column: Column) -> str:
    said = (" / ".join(column.measure), column.period, column.unit, column.breakdown)
    words = ", ".join(filter(None, said)) or column.name
    return letters(column.index) + (f" = {_plain(words)}" if words else "")


def _periods(part: Part) -> Iterator[str]:
    if part.periods:
        found = sorted(part.periods)
        yield f"- Periods: {len(found)}: {_several(found)}"


def _territories(kept: Kept) -> Iterator[str]:
    if not kept.count or kept.last is None:
        return
    first = _plain(kept.first[0].text)
    yield f"- Territories: {kept.count:,}, from {first} to {_plain(kept.last.text)}"
    if known := kept.understood:
        yield f"- Territories that were matched: {known:,}; not matched: {kept.count - known:,}"


def _statuses(part: Part) -> Iterator[str]:
    for status, count in sorted(part.statuses.items()):
        words = STATUSES.get(status, "missing")
        yield f"- Without a number, {words} ({status}): {count:,}"


def _taken(part: Part) -> Iterator[str]:
    for what, word in WHAT.items():
        kept = Kept() if what in ("left-out", "territory") else part.of(what)
        if kept.count:
            yield f"- {word} ({kept.count:,}):"
            for one in kept.first[:SHOWN]:
                meaning = f", read as {_plain(one.meaning)}" if one.meaning else ""
                yield f"  - {_code(one.place)}: {_plain(one.text)}{meaning}"
            yield from _rest(kept.count)


def _left_out(part: Part) -> Iterator[str]:
    for why, kept in part.left_out().items():
        yield f"- Left out, {WHY.get(why, why) or 'for no stated reason'}: {kept.count:,}"
        for one in kept.first[:SHOWN]:
            yield f"  - {_code(one.place)}" + (f": {_plain(one.text)}" if one.text else "")
        yield from _rest(kept.count)


def _rest(count: int) -> Iterator[str]:
    if count > SHOWN:
        yield f"  - and {count - SHOWN:,} more"


def _problems(problems: list[Problem]) -> Iterator[str]:
    yield "## Problems"
    yield ""
    if not problems:
        yield "None."
    for problem in problems[:SHOWN_PROBLEMS]:
        yield f"- {'**Error.** ' if problem.is_error else ''}{_plain(str(problem))}"
    if len(problems) > SHOWN_PROBLEMS:
        yield f"- and {len(problems) - SHOWN_PROBLEMS:,} more, all of them in problems.csv"


def _rows(span: tuple[int, int]) -> str:
    first, last = span[0] + 1, span[1] + 1
    if last < first:
        return "none"
    return f"row {first}" if first == last else f"rows {first} to {last}"


def _several(words: Iterable[str]) -> str:
    """All of them, or the first and the last ones."""
    found = list(words)
    if len(found) <= SHOWN:
        return ", ".join(found)
    return ", ".join([*found[: SHOWN - 2], "...", found[-1]])


_ESCAPED = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]<>#|"})


def _plain(text: str) -> str:
    """Printed words on one line, so that nothing in them is taken for Markdown."""
    return " ".join(text.split())[:300].translate(_ESCAPED)


def _code(text: str) -> str:
    return f"`{' '.join(text.split()).replace('`', chr(39))[:120]}`"
