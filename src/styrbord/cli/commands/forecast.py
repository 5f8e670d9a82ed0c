"""How are series of a file forecast from the terminal?"""

import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

import numpy as np
import numpy.typing as npt

from styrbord.cli import texts  # noqa: F401  (knows the kind of problem of a file)
from styrbord.cli.progress import bar, end
from styrbord.cli.stopping import stoppable
from styrbord.cli.tables import Tables, lines_of
from styrbord.core.base.catalogue import BrokenExtensionError, module_in
from styrbord.core.base.fan_out import FanOut, InProcess
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.processes import Processes
from styrbord.core.forecasting.adding_up import added_up
from styrbord.core.forecasting.forecasts import Forecasts, forecasts
from styrbord.core.forecasting.histories import Asked
from styrbord.core.forecasting.table import Table, links_of, table_of

define(
    "forecast.asked",
    "{name} is {found}.",
    "Give a whole number from {least} to {most}.",
)
define(
    "forecast.no-cluster",
    "The cluster at {address} cannot be used: {reason}.",
    "Check the address of its scheduler, and install Styrbord with the extra `scale`.",
)
FEW = 50
MOST_PERIODS = 1000
MOST_SEASON = 400
Numbers = npt.NDArray[np.float64]


def run(words: Namespace, out: TextIO) -> None:
    """Forecast every series of a table, and write one table."""
    _check(words)
    levels = tuple(float(level) for level in sorted(set(words.level)))
    asked = Asked(words.horizon, words.season, levels, ("arima",) if words.arima else ())
    table = table_of(lines_of(words.input), words.input.name, may_be_negative=words.may_be_negative)
    links = links_of(lines_of(words.hierarchy), words.hierarchy.name) if words.hierarchy else None
    progress = bar(sys.stderr)
    try:
        with stoppable():
            made = forecasts(
                table.histories, asked, fan_out=_fan_out(words, len(table.last)), progress=progress
            )
            numbers = _plain(made)
            if links is not None:
                ends = [last.ordinal for last in table.last]
                whole = added_up(made, table.histories, links, ends=ends, progress=progress)
                numbers = whole.mean, whole.lower, whole.upper
            _write(words.out, _columns(table, made, *numbers, words.level))
    finally:
        end(sys.stderr)
    for line in _told(made, words.out):
        print(line, file=out)


def _check(words: Namespace) -> None:
    given = [("--horizon", words.horizon, 1, MOST_PERIODS), ("--season", words.season, 1, MOST_SEASON)]
    given += [("--level", level, 1, 99) for level in words.level]
    problems = [
        Problem("forecast.asked", "", {"name": name, "found": found, "least": least, "most": most})
        for name, found, least, most in given
        if not least <= found <= most
    ]
    if problems:
        raise Refused(problems)


def _fan_out(words: Namespace, count: int) -> FanOut:
    """Where the fits are spread over: a cluster, the processors of this machine, or this process."""
    if words.cluster:
        try:
            cluster: FanOut = module_in("styrbord.core.base", "cluster").Cluster(words.cluster)
        except BrokenExtensionError as cause:
            params = {"address": words.cluster, "reason": str(cause)}
            raise Refused(Problem("forecast.no-cluster", "", params)) from cause
        return cluster
    return InProcess() if count < FEW or os.cpu_count() == 1 else Processes()


def _plain(made: Forecasts) -> tuple[Numbers, Numbers, Numbers]:
    """Mean (series, h), and lower and upper (level, series, h)."""
    lower = np.array([one.lower for one in made.series]).transpose(1, 0, 2)
    return made.mean, lower, np.array([one.upper for one in made.series]).transpose(1, 0, 2)


def _columns(
    table: Table, made: Forecasts, mean: Numbers, lower: Numbers, upper: Numbers, told: Sequence[int]
) -> Mapping[str, list[str]]:
    """Columns of the result; the levels in the order in which they were asked for."""
    horizon = mean.shape[1]
    found: dict[str, list[str]] = {
        "unique_id": [one.key for one in table.histories for _ in range(horizon)],
        "ds": [last.later(step) for last in table.last for step in range(1, horizon + 1)],
        "mean": _texts(mean),
    }
    for level in dict.fromkeys(told):
        place = made.levels.index(float(level))
        found |= {f"lo-{level}": _texts(lower[place]), f"hi-{level}": _texts(upper[place])}
    return found | {"method": [one.method for one in made.series for _ in range(horizon)]}


def _texts(values: Numbers) -> list[str]:
    """Shortest texts that give the same numbers again; nothing for a missing one."""
    return ["" if np.isnan(value) else repr(float(value)) for value in values.ravel()]


def _write(file: Path, columns: Mapping[str, Sequence[str]]) -> None:
    """Write the table beside its place, then move it there."""
    with Tables(file.parent) as tables:
        tables.write(file.name, columns)
        tables.arrive()


def _told(made: Forecasts, file: Path) -> list[str]:
    named = [one.method for one in made.series]
    short = sum(method in {"pooled", "none"} for method in named)
    naive = sum(method == "naive" for method in named)
    return [
        f"{len(named):,} series: {len(named) - short - naive:,} forecast by a method,"
        f" {naive:,} naive because nothing beat that, {short:,} too short for a method of their own.",
        f"The forecasts stand in {file}.",
    ]
