"""Which paths do the variables take under scenarios that differ in what is given from outside?

A scenario is a named set of exogenous values, changes of them, and add-factors; it may have a parent, whose
set it begins from. All scenarios are solved at once, a lane each, after the path without any.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.codes import is_code, nearest
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.asking import Asked, unknown
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import Solved, run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System
from styrbord.core.modelling.tables import period_of

define("model.no-scenario", "There is no scenario.", "Begin a table such as [medium].")
define("model.scenario-code", "'{found}' is no code of a scenario.", "Use letters, digits and hyphens.")
define(
    "model.scenario-part",
    "'{part}' is no part of a scenario.",
    "Use {parts}.",
)
define(
    "model.scenario-value",
    "{part} of {variable} is neither a number nor numbers by period.",
    "Write a number for every period, or {{ 2040 = 1.5, 2041 = 1.6 }}.",
)
define("model.no-parent", "There is no scenario '{parent}' to begin from.", "Did you mean {nearest}?")
define(
    "model.circle", "The scenario begins from itself by way of '{parent}'.", "Take one of the parents away."
)
PARTS = ("parent", "exogenous", "change", "add-factors")
Path = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Numbers by variable and place of the period in the run; a parent's are under its own."""

    code: str
    exogenous: Mapping[str, Path]  # instead of the data
    change: Mapping[str, Path]  # added to the data or to what stands instead of them
    factors: Mapping[str, Path]


def scenarios_of(tables: Mapping[str, object], name: str, data: Series, asked: Asked) -> tuple[Scenario, ...]:
    """Scenarios of a text in TOML that has been read.

    Parameters
    ----------
    tables : mapping from code of scenario to its parts
    name : str
        Of the file, for the place of problems.
    data : Series
    asked : Asked

    Returns
    -------
    tuple of Scenario
        In the order of the text.

    Raises
    ------
    Refused
        All that is wrong at once.
    """
    reader = _Reader(tables, name, data, asked)
    found = [reader.scenario(code) for code in tables]
    if not tables:
        reader.tell("model.no-scenario", "")
    if reader.problems:
        raise Refused({str(one): one for one in reader.problems}.values())
    return tuple(found)


class _Reader:
    def __init__(self, tables: Mapping[str, object], name: str, data: Series, asked: Asked) -> None:
        self.tables = tables
        self.name = name
        self.data = data
        self.asked = asked
        self.problems: list[Problem] = []

    def tell(self, code: str, where: str, **params: object) -> None:
        place = f"{self.name}, [{where}]" if where else self.name
        self.problems.append(Problem(code, place, params))

    def scenario(self, code: str, above: tuple[str, ...] = ()) -> Scenario:
        """Scenario with what it has from its parents."""
        own = self.tables[code]
        if not is_code(code):
            self.tell("model.scenario-code", code, found=code)
        parts = own if isinstance(own, dict) else {}
        for part in parts if parts or own == {} else (code,):
            if part not in PARTS:
                self.tell("model.scenario-part", code, part=part, parts=", ".join(PARTS))
        start = self._parent(code, parts.get("parent"), above)
        return Scenario(
            code,
            self._merged(start.exogenous, code, "exogenous", parts),
            self._merged(start.change, code, "change", parts),
            self._merged(start.factors, code, "add-factors", parts),
        )

    def _parent(self, code: str, parent: object, above: tuple[str, ...]) -> Scenario:
        if isinstance(parent, str) and parent in (*above, code):
            self.tell("model.circle", code, parent=parent)
        elif isinstance(parent, str) and parent in self.tables:
            return self.scenario(parent, (*above, code))
        elif parent is not None:
            near = nearest(str(parent), self.tables) or ", ".join(self.tables)
            self.tell("model.no-parent", code, parent=str(parent)[:40], nearest=near)
        return Scenario(code, {}, {}, {})

    def _merged(
        self, start: Mapping[str, Path], code: str, part: str, parts: Mapping[str, object]
    ) -> dict[str, Path]:
        own = parts.get(part, {})
        found = dict(start)
        if not isinstance(own, dict):
            self.tell("model.scenario-value", code, part=part, variable="it")
            return found
        for variable, value in own.items():
            found[variable] = {**found.get(variable, {}), **self._path(code, part, variable, value)}
        return found

    def _path(self, code: str, part: str, variable: str, value: object) -> dict[int, float]:
        count, found = self.asked.count, {}
        if _is_number(value):
            return dict.fromkeys(range(count), float(str(value)))
        if not isinstance(value, dict) or not all(map(_is_number, value.values())):
            self.tell("model.scenario-value", code, part=part, variable=variable)
            return {}
        for text, number in value.items():
            try:
                ordinal = self.data.ordinal(
                    period_of(text, f"{self.name}, [{code}]"), f"{self.name}, [{code}]"
                )
            except Refused as refusal:
                self.problems += refusal.problems
                continue
            if 0 <= ordinal - self.asked.first < count:
                found[ordinal - self.asked.first] = float(number)
            else:
                self.tell("model.out-of-run", code, period=text)
        return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


def run_scenarios(
    system: System, data: Series, asked: Asked, scenarios: Sequence[Scenario], *, progress: Progress = silent
) -> Solved:
    """Paths with dims (period, lane): lane 0 as the data are, then a lane for each scenario.

    Returns
    -------
    Solved

    Raises
    ------
    Refused
        `model.no-variable`, and what `run` refuses.
    """
    outer, inner = system.model.exogenous, system.model.endogenous
    problems: list[Problem] = []
    for one in scenarios:
        problems += unknown({**one.exogenous, **one.change}, outer, "exogenous variable")
        problems += unknown(one.factors, inner, "equation of")
    if problems:
        raise Refused({str(one): one for one in problems}.values())
    changes: dict[str, Numbers] = {}
    factors: dict[str, Numbers] = {}
    for lane, one in enumerate(scenarios, start=1):
        for name, path in one.exogenous.items():
            wide = changes.setdefault(name, np.zeros((asked.count, len(scenarios) + 1)))
            before = data.window(name, asked.first, asked.last)
            for at, value in path.items():
                wide[at, lane] += value - before[at]
        for given, into in ((one.change, changes), (one.factors, factors)):
            for name, path in given.items():
                wide = into.setdefault(name, np.zeros((asked.count, len(scenarios) + 1)))
                for at, value in path.items():
                    wide[at, lane] += value
    wide_run = replace(asked, changes=changes, lane_factors=factors, lanes=len(scenarios) + 1)
    return run(system, data, wide_run, progress=progress)
