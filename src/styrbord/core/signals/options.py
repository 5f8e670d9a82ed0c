"""What do the texts of a command, or of one line of a list of cases, ask for?

Targets and rebases are one for all series, or `series value;series value`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.indicators import Direction

define(
    "signals.direction",
    "'{text}' is not a direction.",
    "Write increase where more is better, decrease where less is better, or neutral.",
)
define(
    "signals.fix",
    "The baseline cannot be fixed after '{text}' points.",
    "Write one whole number, {least} or more.",
)
define(
    "signals.target",
    "'{text}' is not a target.",
    "Write a number with a decimal point, or the name of each series with its number: A 5;B 7.5.",
)
define(
    "signals.rebase",
    "'{text}' is not a day to begin anew from.",
    "Write days as 2020-03-01;2021-03-01, or the name of a series before each: A 2020-03-01;B 2021-03-01.",
)
define("signals.yes-or-no", "'{text}' is neither TRUE nor FALSE.", "Write TRUE or FALSE.")
define("signals.short", "'{text}' is not a number of rows.", "Write a whole number, 0 or more.")
define("signals.due", "'{text}' is not a day.", "Write the first day of the last due period as 2020-03-01.")
define(
    "signals.series",
    "There is no series '{key}' in the data; there are: {known}.",
    "Name series as the table names them.",
)
define(
    "signals.needs-series",
    "A day for series '{key}' alone needs a column that tells the series apart.",
    "Name that column (--facet), or write the day without a series.",
)

LEAST_FIXED = 12
SHORT = 13  # rows below which limits are trial limits; the reference says 12 and does 13

DIRECTIONS = {"increase": Direction.UP, "decrease": Direction.DOWN, "neutral": Direction.NONE}
NOTHING = frozenset({"", "NA"})
MOST_NAMED = 10
TRUE, FALSE = "TRUE", "FALSE"

Targets: TypeAlias = "float | Mapping[str, float] | None"
Rebase: TypeAlias = "frozenset[date] | Mapping[str, frozenset[date]]"


@dataclass(frozen=True, slots=True)
class Options:
    """How series are judged; what is not given is None or empty.

    Attributes
    ----------
    direction : which way is good
    target : number that the limits are held against, for all series or by name
    rebase : days whose row opens a new group, for all series or by name
    fix : rows of each group that make its baseline
    is_screened : whether large moving ranges are left out of the limits
    short : groups with fewer rows have trial limits
    due : first day of the last period that should have a value
    """

    direction: Direction = Direction.UP
    target: Targets = None
    rebase: Rebase = field(default_factory=frozenset)
    fix: int | None = None
    is_screened: bool = True
    short: int = SHORT
    due: date | None = None

    def target_of(self, key: str) -> float | None:
        """Target of one series; None = none."""
        return self.target.get(key) if isinstance(self.target, Mapping) else self.target

    def rebase_of(self, key: str) -> frozenset[date]:
        """Days from which one series begins anew."""
        return self.rebase.get(key, frozenset()) if isinstance(self.rebase, Mapping) else self.rebase


def demand_known(options: Options, keys: Sequence[str], *, has_series: bool) -> None:
    """Hold that options name no series but those of the data.

    Parameters
    ----------
    keys : names of the series
    has_series : whether a column told them apart

    Raises
    ------
    Refused
        `signals.series`, `signals.needs-series`
    """
    if isinstance(options.rebase, Mapping) and not has_series:
        raise Refused(Problem("signals.needs-series", "rebase", {"key": next(iter(options.rebase))}))
    told = ", ".join(keys[:MOST_NAMED]) + (" ..." if len(keys) > MOST_NAMED else "")
    problems = [
        Problem("signals.series", place, {"key": key, "known": told})
        for place, given in (("target", options.target), ("rebase", options.rebase))
        if isinstance(given, Mapping)
        for key in sorted(set(given) - set(keys))
    ]
    if problems:
        raise Refused(problems)


def options_of(texts: Mapping[str, str]) -> Options:
    """Options from texts by name; a name that is not there or empty means its default.

    Parameters
    ----------
    texts : direction, target, rebase, fix, screen, short, due

    Returns
    -------
    Options

    Raises
    ------
    Refused
        `signals.direction`, `signals.target`, `signals.rebase`, `signals.fix`, `signals.yes-or-no`,
        `signals.short`, `signals.due`

    Examples
    --------
    >>> options_of({"direction": "decrease", "target": "A 5;B 7.5"}).target
    {'A': 5.0, 'B': 7.5}
    """
    given = {name: text.strip() for name, text in texts.items() if text.strip() not in NOTHING}
    return Options(
        direction=_direction(given.get("direction", "increase")),
        target=_targets(given.get("target", "")),
        rebase=_rebase(given.get("rebase", "")),
        fix=_whole(given["fix"], "signals.fix", LEAST_FIXED) if "fix" in given else None,
        is_screened=truth(given.get("screen", TRUE), "screen"),
        short=_whole(given["short"], "signals.short", 0) if "short" in given else SHORT,
        due=_day(given["due"], "signals.due", given["due"]) if "due" in given else None,
    )


def truth(text: str, place: str) -> bool:
    """Whether a text says TRUE.

    Returns
    -------
    bool

    Raises
    ------
    Refused
        `signals.yes-or-no`
    """
    if text.upper() not in {TRUE, FALSE}:
        raise Refused(Problem("signals.yes-or-no", place, {"text": text}))
    return text.upper() == TRUE


def _direction(text: str) -> Direction:
    if text not in DIRECTIONS:
        raise Refused(Problem("signals.direction", "direction", {"text": text}))
    return DIRECTIONS[text]


def _targets(text: str) -> Targets:
    items = _items(text)
    try:
        numbers = {name: _finite(value) for name, value in items}
    except ValueError:
        numbers = {}
    if len(numbers) != len(items) or (None in numbers and len(numbers) > 1):
        raise Refused(Problem("signals.target", "target", {"text": text}))
    return numbers.get(None, {name: number for name, number in numbers.items() if name}) if items else None


def _rebase(text: str) -> Rebase:
    items = _items(text)
    days: dict[str | None, set[date]] = {}
    for name, value in items:
        days.setdefault(name, set()).add(_day(value, "signals.rebase", text))
    if None in days:
        if len(days) > 1:
            raise Refused(Problem("signals.rebase", "rebase", {"text": text}))
        return frozenset(days[None])
    return {name: frozenset(some) for name, some in days.items() if name} if days else frozenset()


def _items(text: str) -> list[tuple[str | None, str]]:
    """Values of a text with the series that each is for; None for all."""
    parts = [part.rsplit(maxsplit=1) for part in text.split(";") if part.strip()]
    return [(part[0].strip() if len(part) > 1 else None, part[-1]) for part in parts]


def _finite(text: str) -> float:
    number = float(text)
    if number - number != 0:
        raise ValueError(text)
    return number


def _whole(text: str, code: str, least: int) -> int:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not number.is_integer() or number < least:
        raise Refused(Problem(code, code.partition(".")[2], {"text": text, "least": least}))
    return int(number)


def _day(text: str, code: str, whole: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise Refused(Problem(code, code.partition(".")[2], {"text": whole})) from cause
