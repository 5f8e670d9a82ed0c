"""How are control charts written, in the words and columns of the reference?"""

from datetime import date

import numpy as np

from styrbord.core.base.progress import Progress, silent
from styrbord.core.signals.answer import NA, NAN, Answer, Column, numbers, yes_or_no
from styrbord.core.signals.options import Options, demand_known
from styrbord.core.signals.rules.plot_the_dots.asked import Asked
from styrbord.core.signals.rules.plot_the_dots.charts import charts
from styrbord.core.signals.rules.plot_the_dots.codes import words
from styrbord.core.signals.rules.plot_the_dots.results import Charts, Points
from styrbord.core.signals.rules.plot_the_dots.rows import BoolArray, IntArray
from styrbord.core.signals.rules.plot_the_dots.types import CAUSES, KINDS
from styrbord.core.signals.rules.plot_the_dots.windows import broken
from styrbord.core.signals.series import FloatArray
from styrbord.core.signals.table import MISSING, Table


def answer(table: Table, options: Options, progress: Progress = silent) -> Answer:
    """Control charts of a table's series, in the columns of the reference and ours after them.

    Returns
    -------
    Answer
        Points: `codes` after the reference's columns. Icons: `display_icon` (`unknown` where no verdict is
        possible), `codes`, and `windows`, the rows whose runs a missing value or a gap breaks.

    Raises
    ------
    Refused
        `signals.series`, `signals.needs-series` if options name a series that is not there.
    """
    found = charts(asked_of(table, options), progress)
    days = _days(found.points)
    return Answer(_points(table, found.points, days), _icons(table, found, days))


def asked_of(table: Table, options: Options) -> list[Asked]:
    """What is asked of each series of a table.

    Returns
    -------
    list of Asked

    Raises
    ------
    Refused
        As `answer`.
    """
    demand_known(options, [one.key for one in table.series], has_series=table.has_series)
    return [
        Asked(
            series=one,
            target=options.target_of(one.key),
            has_targets=options.target is not None,
            rebase=options.rebase_of(one.key),
            fix=options.fix,
            is_screened=options.is_screened,
            short=options.short,
            due=options.due,
        )
        for one in table.series
    ]


def _points(table: Table, points: Points, days: Column) -> dict[str, Column]:
    keys = [one.key for one in table.series]
    begins = _begins(points)
    target = _repeated(points.target, begins, NA)
    told = {code: ";".join(words(code)) for code in np.unique(points.codes).tolist()}
    return {
        "y": numbers(points.values, NA),
        "x": days,
        "f": [keys[one] for one in points.owner.tolist()],
        "trajectory": [one if one not in MISSING else NA for one in table.trajectory],
        "rebase_group": [str(one) for one in points.group.tolist()],
        "short_group_warning": yes_or_no(points.is_short),
        "fix_y": numbers(points.baseline, NA),
        "mean_col": _repeated(points.mean, begins, NAN),
        "lpl": _repeated(points.lower, begins, NAN),
        "upl": _repeated(points.upper, begins, NAN),
        "outside_limits": _where(points.is_judged, yes_or_no(points.outside)),
        "relative_to_mean": _where(points.is_sided, [str(one) for one in points.side.tolist()]),
        "close_to_limits": _where(points.is_judged, yes_or_no(points.near)),
        "special_cause_type": [CAUSES[one] for one in points.cause.tolist()],
        "special_cause_flag": yes_or_no(points.is_special),
        "point_type": [KINDS[one] for one in points.kind.tolist()],
        "target": target,
        "codes": [told[one] for one in points.codes.tolist()],
    }


def _icons(table: Table, found: Charts, days: Column) -> dict[str, Column]:
    icons = found.icons
    return {
        "series": [one.key for one in table.series],
        "last_x": [one.at[-1].isoformat() if one.at else "" for one in table.series],
        "variation_icon": [one.variation for one in icons],
        "last_type": [one.last_type for one in icons],
        "mean": numbers(np.array([one.mean for one in icons]), ""),
        "lpl": numbers(np.array([one.lower for one in icons]), ""),
        "upl": numbers(np.array([one.upper for one in icons]), ""),
        "assurance": [one.assurance for one in icons],
        "n": [str(one.rows) for one in icons],
        "flagged": [str(one.flagged) for one in icons],
        "display_icon": [one.display for one in icons],
        "codes": [";".join(words(one.codes)) for one in icons],
        "windows": _windows(found, days),
    }


def _windows(found: Charts, days: Column) -> Column:
    """First and last day of the rows whose runs are broken, for each series; empty where none is."""
    spans = broken(found.points)
    return [
        " ".join(f"{days[first]}..{days[last]}" for first, last in spans.get(number, ()))
        for number in range(len(found.icons))
    ]


def _begins(points: Points) -> IntArray:
    """First row of each group of each series."""
    is_new = np.append(True, (np.diff(points.owner) != 0) | (np.diff(points.group) != 0))
    return np.flatnonzero(is_new[: len(points.owner)])


def _repeated(column: FloatArray, begins: IntArray, missing: str) -> Column:
    """Texts of a column that is the same for all rows of a group."""
    texts = np.array(numbers(column[begins], missing), dtype=object)
    repeated: Column = np.repeat(texts, np.diff(np.append(begins, len(column)))).tolist()
    return repeated


def _where(known: BoolArray, texts: Column) -> Column:
    return [text if is_known else NA for text, is_known in zip(texts, known.tolist(), strict=True)]


def _days(points: Points) -> Column:
    texts = {day: date.fromordinal(day).isoformat() for day in np.unique(points.days).tolist()}
    return [texts[day] for day in points.days.tolist()]
