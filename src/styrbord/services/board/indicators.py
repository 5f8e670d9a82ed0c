"""What is known about one indicator of one subject, and where does each number come from?"""

from dataclasses import replace

import numpy as np

from styrbord.core.base.expression import parse
from styrbord.core.base.periods import Frequency, Period, nested_in
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator, OverSubjects, OverTime
from styrbord.core.spine.observations import Status
from styrbord.core.spine.overtime import aggregated
from styrbord.figures.cross_section import best_first, cross_section
from styrbord.figures.lines import line_of
from styrbord.figures.model import Bar, Figure, Input, Line, State
from styrbord.figures.pages import IndicatorPage, InputValue, Provenance, RollUp, TableRow
from styrbord.figures.panels import Column
from styrbord.figures.targets import target_answer, target_state
from styrbord.figures.tiles import Tiles, value_figure
from styrbord.services.board import subjects
from styrbord.services.board.blocks import members_bars
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading

define(
    "indicator.not-found",
    "There is no indicator '{code}' for you to see as of {day}.",
    "Choose one from the register.",
)
define("grain.unknown", "'{grain}' is not a grain of this indicator.", "Choose one of {allowed}.")
ROWS = 400


def definition_of(reading: Reading, code: str) -> Indicator:
    """Definition of a code.

    Raises
    ------
    Refused
        `indicator.not-found` if it was not released by the as-of or is not for this reader.
    """
    found = reading.register.indicators().get(code)
    if found is None:
        raise Refused(Problem("indicator.not-found", code, {"code": code, "day": reading.today}))
    return found


def page(reading: Reading, code: str, subject: str = "", grain: str = "") -> IndicatorPage:
    """Course, target, peers, map, definition and history of one indicator of one subject."""
    definition = definition_of(reading, code)
    chosen = subjects.subject_of(reading, subject or subjects.root(reading)).code
    grains = grains_of(definition)
    if grain and grain not in grains:
        raise Refused(Problem("grain.unknown", "grain", {"grain": grain, "allowed": ", ".join(grains)}))
    return remembered(
        reading,
        ("indicator", code, chosen, grain),
        lambda: _page(reading, definition, chosen, grain or grains[0], grains),
    )


def grains_of(definition: Indicator) -> tuple[str, ...]:
    """Own frequency first, then the longer periods that its own nest in, if it adds up over time."""
    own = Frequency(definition.frequency)
    if definition.over_time is OverTime.NONE or own is Frequency.YEAR_TO_DATE:
        return (own.value,)
    order = (Frequency.WEEK, Frequency.MONTH, Frequency.QUARTER, Frequency.ANNUAL)
    return (own.value, *(one.value for one in order if one is not own and nested_in(own, one)))


def _page(
    reading: Reading, definition: Indicator, subject: str, grain: str, grains: tuple[str, ...]
) -> IndicatorPage:
    sheet = Tiles(reading, [definition.code], [subject])
    tile = sheet.tile(definition.code, subject)
    known = reading.register.subjects()
    column = sheet.column(definition.code, subject)
    if grain != definition.frequency:
        lines, rows = _coarser(definition, subject, column, Frequency(grain))
    else:
        lines, rows = _own(reading, sheet, definition, subject, column)
    period = tile.period
    top = subjects.root(reading)
    areas = members_bars(reading, definition, top, period)
    return IndicatorPage(
        indicator=definition,
        subject=known[subject],
        tile=tile,
        lines=lines,
        rows=rows,
        peers=_peers(reading, definition, subject, period),
        peer_answer=tile.peers,
        areas=tuple(replace(bar, is_own=bar.code == subject) for bar in areas),
        members_table=_members(reading, definition, subject, period),
        formula=definition.formula,
        inputs=_inputs(reading, definition, subject, period),
        rollup=roll_up(reading, definition, subject, period),
        editions=_editions(reading, definition),
        grain=grain,
        grains=grains,
        rubric=definition.rubrics[0] if definition.rubrics else "",
        parent=_parent(reading, subject),
    )


def _parent(reading: Reading, subject: str) -> str:
    path = reading.register.tree().path(subject, reading.today)
    return path[-1] if path else ""


def _own(
    reading: Reading, sheet: Tiles, definition: Indicator, subject: str, column: Column
) -> tuple[tuple[Line, ...], tuple[TableRow, ...]]:
    lines = [line_of(sheet, definition, subject, "actual")]
    target = line_of(sheet, definition, subject, "target")
    if target.points:
        lines.append(target)
    medians = _medians(reading, definition, subject, column)
    if any(value is not None for value in medians.values()):
        points = tuple((period, value, "A") for period, value in medians.items())
        lines.append(Line("peers-median", "median", {}, points, definition.stated_unit, definition.decimals))
    rows = _rows(reading, sheet, definition, subject, column, medians)
    return tuple(lines), rows


def _medians(
    reading: Reading, definition: Indicator, subject: str, column: Column
) -> dict[Period, float | None]:
    """Median of the subject's type in the newest periods, by the type that held in each."""
    periods = [column.periods[at] for at in _shown(column)]
    if not periods:
        return {}
    types = reading.register.types(periods[-1].first_day)
    kind = types.get(subject, "")
    group = tuple(code for code, other in types.items() if other == kind) if kind else ()
    if len(group) < 2:
        return {}
    query = Query((definition.code,), group, Frequency(definition.frequency), periods[0], periods[-1])
    panel = reading.numbers.panel(query)
    start = int(panel["period"].values[0])
    values = panel["value"].values[0]
    return {
        period: _median(values[:, period.ordinal - start])
        for period in periods
        if 0 <= period.ordinal - start < values.shape[1]
    }


def _median(values: np.ndarray) -> float | None:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else None


def _shown(column: Column) -> list[int]:
    known = np.flatnonzero(~np.isnan(column.value) | (column.status != ""))
    return (
        list(range(max(int(known[0]), int(known[-1]) - ROWS + 1), int(known[-1]) + 1)) if len(known) else []
    )


def _rows(
    reading: Reading,
    sheet: Tiles,
    definition: Indicator,
    subject: str,
    column: Column,
    medians: dict[Period, float | None],
) -> tuple[TableRow, ...]:
    targets, path = sheet.targets(definition.code, subject)
    query = Query((definition.code,), (subject,), Frequency(definition.frequency))
    versions = reading.facts.version_counts(query)
    rows = []
    for at in reversed(_shown(column)):
        answer = target_answer(column.value, targets, column.periods, at, definition, path)
        figure = value_figure(definition, subject, column, at)
        state = State.NO_DATA if figure.value is None else target_state(answer, definition)
        rows.append(
            TableRow(
                column.periods[at],
                figure,
                answer.target.value if answer.target else None,
                answer.gap,
                medians.get(column.periods[at]),
                state,
                str(column.status[at]),
                versions.get(column.periods[at].ordinal, 0),
            )
        )
    return tuple(rows)


def _coarser(
    definition: Indicator, subject: str, column: Column, grain: Frequency
) -> tuple[tuple[Line, ...], tuple[TableRow, ...]]:
    """Longer periods by the indicator's own rule over time; partial ones carry their coverage."""
    hidden = column.status == Status.SUPPRESSED.value
    rule = definition.over_time
    found = aggregated(column.value, column.periods, rule=rule, to=grain, suppressed=hidden)
    points, rows = [], []
    for at, period in enumerate(found.periods):
        value = None if np.isnan(found.value[at]) else float(found.value[at])
        figure = Figure(
            "value",
            value,
            definition.stated_unit,
            definition.decimals,
            "over-time/1",
            "Q" if found.refused[at] else "A" if value is not None else "O",
            (Input(definition.code, subject, period, 0),),
            is_computed=True,
            reported=int(found.found[at]),
            expected=int(found.held[at]),
        )
        points.append((period, value, "E" if figure.is_partial else "A"))
        state = State.NO_DATA if value is None else State.NO_TARGET
        rows.append(TableRow(period, figure, None, None, None, state, figure.status))
    names = definition.short_names or definition.names
    line = Line("actual", definition.code, names, tuple(points), definition.stated_unit, definition.decimals)
    return (line,), tuple(reversed(rows))[:ROWS]


def _peers(reading: Reading, definition: Indicator, subject: str, period: Period | None) -> tuple[Bar, ...]:
    if period is None:
        return ()
    types = reading.register.types(period.first_day)
    kind = types.get(subject, "")
    group = [code for code, other in types.items() if other == kind] if kind else []
    if len(group) < 2:
        return ()
    return bars_of(reading, definition, tuple(group), period, subject)


def bars_of(
    reading: Reading, definition: Indicator, codes: tuple[str, ...], period: Period, own: str = ""
) -> tuple[Bar, ...]:
    """Values of one period for some subjects, best first."""
    known = reading.register.subjects()
    return tuple(
        Bar(
            cell.subject,
            known[cell.subject].names,
            cell.figure.value,
            cell.figure.status,
            state=cell.state,
            is_own=cell.subject == own,
        )
        for cell in best_first(definition, cross_section(reading, definition, codes, period))
    )


def _members(reading: Reading, definition: Indicator, subject: str, period: Period | None) -> tuple[Bar, ...]:
    if period is None:
        return ()
    links = reading.register.tree().members(subject, period.first_day)
    codes = tuple(link.subject for link in links if link.subject in reading.register.subjects())
    return bars_of(reading, definition, codes, period) if codes else ()


def _inputs(
    reading: Reading, definition: Indicator, subject: str, period: Period | None
) -> tuple[InputValue, ...]:
    if not definition.formula or period is None:
        return ()
    names = sorted(parse(definition.formula).names)
    sheet = Tiles(reading, names, [subject], peers=False)
    return tuple(_input(reading, sheet, name, subject, period) for name in names)


def _input(reading: Reading, sheet: Tiles, name: str, subject: str, period: Period) -> InputValue:
    definition = definition_of(reading, name)
    column = sheet.column(name, subject)
    at = period.ordinal - column.periods[0].ordinal if column.periods else -1
    if not 0 <= at < len(column.periods):
        empty = Figure("value", None, definition.stated_unit, definition.decimals, "reported/1", "O")
        return InputValue(Input(name, subject, period, 0), empty)
    return InputValue(
        Input(name, subject, period, int(column.edition[at])), value_figure(definition, subject, column, at)
    )


def roll_up(reading: Reading, definition: Indicator, subject: str, period: Period | None) -> RollUp | None:
    """Reported total beside the computed one, with coverage; None where nothing adds up."""
    rolls = definition.over_subjects in (OverSubjects.SUM, OverSubjects.WEIGHTED_MEAN)
    if period is None or not rolls or not reading.register.tree().has_members(subject):
        return None
    query = Query((definition.code,), (subject,), Frequency(definition.frequency), period, period)
    found = reading.numbers.computed(query).isel(indicator=0, subject=0, period=0)
    stored = reading.facts.panel(query)["value"].values[0, 0, 0]
    value = float(found["value"])
    counts = int(found["reported"]), int(found["expected"])
    computed = Figure(
        "roll-up",
        None if np.isnan(value) else value,
        definition.stated_unit,
        definition.decimals,
        "roll-up/1",
        is_computed=True,
        reported=counts[0],
        expected=counts[1],
    )
    reported = None
    if not np.isnan(stored):
        reported = Figure("value", float(stored), definition.stated_unit, definition.decimals, "reported/1")
    difference = reported.value - computed.value if reported and computed.value is not None else None  # type: ignore[operator]
    return RollUp(
        reported, computed, difference, *counts, members=_members(reading, definition, subject, period)
    )


def _editions(reading: Reading, definition: Indicator) -> tuple:
    found = [note for note in reading.editions.values() if note.dataset == definition.dataset]
    return tuple(sorted(found, key=lambda note: (note.vintage, note.released_at), reverse=True))


def provenance(reading: Reading, code: str, subject: str, period: Period) -> Provenance:
    """Every version of one number, or the formula and members that it was computed from."""
    definition = definition_of(reading, code)
    chosen = subjects.subject_of(reading, subject)
    query = Query((code,), (subject,), period.frequency, period, period)
    versions = tuple(reading.facts.history(query))
    panel = reading.numbers.panel(query).isel(indicator=0, subject=0, period=0)
    value = float(panel["value"])
    column = Column(
        (period,),
        *(
            np.array([panel[name].values])
            for name in ("value", "status", "origin", "reported", "expected", "edition")
        ),
    )
    figure = None if np.isnan(value) else value_figure(definition, subject, column, 0)
    return Provenance(
        definition,
        chosen,
        period,
        figure,
        versions,
        definition.formula,
        _inputs(reading, definition, subject, period),
        roll_up(reading, definition, subject, period),
        is_released=reading.facts.shows(code, subject),
    )
