"""How do several subjects or indicators stand beside each other, without mixing types unasked?"""

from collections.abc import Sequence

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.numbers import periods_of
from styrbord.core.spine.peers import SMALLEST_GROUP, rank_span
from styrbord.figures.cross_section import Cell, best_first, cross_section, values_of
from styrbord.figures.lines import line_of
from styrbord.figures.model import Line
from styrbord.figures.pages import ComparePage, CompareTable, RankRow
from styrbord.figures.tiles import Tiles
from styrbord.services.board.indicators import definition_of
from styrbord.services.board.subjects import root, subject_of
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading

define(
    "compare.mixed-types",
    "These subjects are of different types. They are not ranked together.",
    "Read one table per type, or ask for the mixed view, which is labelled so.",
    Severity.WARNING,
)
define(
    "compare.mixed-view",
    "This table mixes subjects of different types and gives no ranks.",
    "Do not read it as a ranking of equals.",
    Severity.WARNING,
)
LINES = 6


def page(
    reading: Reading,
    indicators: Sequence[str],
    subjects: Sequence[str],
    period: Period | None = None,
    *,
    is_mixed: bool = False,
) -> ComparePage:
    """Lines and one table per type; without subjects, the lowest members of the root."""
    codes = tuple(dict.fromkeys(indicators)) or tuple(_first_indicator(reading))
    definitions = [definition_of(reading, code) for code in codes]
    chosen = tuple(dict.fromkeys(subjects))
    for code in chosen:
        subject_of(reading, code)
    return remembered(
        reading,
        ("compare", codes, chosen, period, is_mixed),
        lambda: _page(reading, definitions, chosen, period, is_mixed=is_mixed),
    )


def _first_indicator(reading: Reading) -> list[str]:
    return list(reading.register.indicators())[:1]


def _page(
    reading: Reading,
    definitions: list[Indicator],
    chosen: tuple[str, ...],
    period: Period | None,
    *,
    is_mixed: bool,
) -> ComparePage:
    if not definitions:
        return ComparePage((), chosen, None)
    scope = chosen or leaves(reading)
    periods = periods_with_values(reading, definitions[0], scope)
    at = period or (periods[0] if periods else None)
    tables: list[CompareTable] = []
    problems: list[Problem] = []
    for definition in definitions:
        same = at if at and at.frequency == definition.frequency else _newest(reading, definition, scope)
        if same:
            found, said = tables_of(reading, definition, scope, same, is_mixed=is_mixed)
            tables += found
            problems += [problem for problem in said if problem not in problems]
    return ComparePage(
        tuple(one.code for one in definitions),
        chosen,
        at,
        tuple(periods),
        is_mixed,
        _lines(reading, definitions, chosen),
        tuple(tables),
        tuple(problems),
    )


def leaves(reading: Reading) -> tuple[str, ...]:
    """Lowest members of the root on the day of the as-of."""
    tree = reading.register.tree()
    below = tree.descendants(root(reading), reading.today)
    return tuple(code for code in below if not tree.has_members(code) and code in reading.register.subjects())


def tables_of(
    reading: Reading, definition: Indicator, scope: Sequence[str], period: Period, *, is_mixed: bool
) -> tuple[list[CompareTable], list[Problem]]:
    """One table per type; a single mixed one only when asked for, with its warning."""
    types = reading.register.types(period.first_day)
    groups: dict[str, list[str]] = {}
    for code in scope:
        groups.setdefault(types.get(code, ""), []).append(code)
    names = reading.register.type_list()
    order = [kind for kind in names if kind in groups] + [kind for kind in groups if kind not in names]
    if len(groups) > 1 and is_mixed:
        mixed = _table(reading, definition, "", list(scope), period, is_ranked=False)
        return [mixed], [Problem("compare.mixed-view", definition.code)]
    tables = [
        _table(reading, definition, kind, groups[kind], period, is_ranked=bool(kind) or len(groups) == 1)
        for kind in order
    ]
    mixed_types = [Problem("compare.mixed-types")] if len(groups) > 1 else []
    return tables, mixed_types


def _table(
    reading: Reading,
    definition: Indicator,
    kind: str,
    codes: list[str],
    period: Period,
    *,
    is_ranked: bool,
) -> CompareTable:
    cells = cross_section(reading, definition, codes, period)
    values = values_of(cells)
    known = values[~np.isnan(values)]
    ranked = is_ranked and len(known) >= SMALLEST_GROUP
    rows = tuple(_row(definition, cell, values, is_ranked=ranked) for cell in best_first(definition, cells))
    median = float(np.median(known)) if len(known) else None
    return CompareTable(definition.code, kind, rows, ranked, median)


def _row(definition: Indicator, cell: Cell, values: np.ndarray, *, is_ranked: bool) -> RankRow:
    span = None
    if is_ranked:
        span = rank_span(cell.value, values, direction=definition.direction, decimals=definition.decimals)
    low, high = span or (None, None)
    return RankRow(cell.subject, cell.figure, low, high, cell.state)


def _lines(reading: Reading, definitions: list[Indicator], chosen: tuple[str, ...]) -> tuple[Line, ...]:
    """Courses of the first indicator for the chosen subjects, or of several indicators for one subject."""
    names = reading.register.subjects()
    if not chosen:
        return ()
    if len(chosen) == 1:
        same = [
            one
            for one in definitions
            if (one.stated_unit, one.frequency) == (definitions[0].stated_unit, definitions[0].frequency)
        ]
        sheet = Tiles(reading, [one.code for one in same], chosen, peers=False)
        return tuple(line_of(sheet, one, chosen[0], "subject") for one in same[:LINES])
    shown = chosen[:LINES]
    sheet = Tiles(reading, [definitions[0].code], shown, peers=False)
    return tuple(line_of(sheet, definitions[0], code, "subject", names[code].names) for code in shown)


def periods_with_values(reading: Reading, definition: Indicator, scope: Sequence[str]) -> list[Period]:
    """Periods with any value, newest first, at most 24."""
    query = Query((definition.code,), tuple(scope), Frequency(definition.frequency))
    panel = reading.numbers.panel(query)
    has = ~np.isnan(panel["value"].values[0]).all(axis=0)
    found = [period for period, known in zip(periods_of(panel), has, strict=True) if known]
    return found[::-1][:24]


def _newest(reading: Reading, definition: Indicator, scope: Sequence[str]) -> Period | None:
    return next(iter(periods_with_values(reading, definition, scope)), None)
