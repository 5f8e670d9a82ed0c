"""How do small numbers add up over members, over time and over a merger?"""

from datetime import date

import numpy as np

from docs.generate.worked import MISSING, number, table
from styrbord.core.base.periods import Frequency, Period, periods_between
from styrbord.core.spine.indicators import OverTime
from styrbord.core.spine.overtime import aggregated
from styrbord.core.spine.rollup import weighted_mean
from styrbord.core.spine.subjects import Succession, SuccessionKind
from styrbord.core.spine.succession import carried_back
from tests.core.spine.worlds import World, link, one, told, years

HOW = ("none", "reported", "by formula", "from its members", "carried back")


def county() -> World:
    """A county of two districts of two towns each, and a rest that does not count."""
    links = [link("north", "county"), link("south", "county"), link("rest", "county", counts=False)]
    links += [link("a", "north"), link("b", "north"), link("c", "south"), link("d", "south")]
    world = World({"births": one("births")}, links)
    for town, first, second in (("a", 10, 11), ("b", 20, "L"), ("c", 30, 31), ("d", 40, 41), ("rest", 5, 5)):
        world.report("births", town, {"2023": first, "2024": second})
    return world.report("births", "south", {"2023": 75})


def roll_up() -> str:
    """Totals of the county and its districts, reported or made, with their coverage."""
    asked = ("north", "south", "county")
    panel = county().numbers.panel(years(["births"], asked))
    cells = {
        name: {subject: told(panel, "births", subject, name) for subject in asked}
        for name in ("value", "origin", "reported", "expected")
    }
    rows = [
        (
            subject,
            year,
            f"{value:g}",
            HOW[cells["origin"][subject][year]],
            f"{cells['reported'][subject][year]} of {cells['expected'][subject][year]}",
        )
        for subject in asked
        for year, value in cells["value"][subject].items()
    ]
    return table(("subject", "year", "births", "how", "coverage"), rows)


def beside() -> str:
    """The reported total of a district beside that of its members."""
    asked = years(["births"], ["south"], "2023", "2023")
    world = county()
    reported = told(world.numbers.panel(asked), "births", "south")["2023"]
    computed = told(world.numbers.computed(asked), "births", "south")["2023"]
    row = (f"{reported:g}", f"{computed:g}", f"{reported - computed:g}")
    return table(("reported for south, 2023", "from its members", "difference"), [row])


def mean() -> str:
    """A mean weighted by population, and what a missing weight does."""
    values = np.array([[4.0, 4.0], [6.0, 6.0], [9.0, 9.0]])
    weights = np.array([[100.0, 100.0], [300.0, 300.0], [50.0, MISSING]])
    rows: list[tuple[object, ...]] = [
        (name, f"{row[0]:g}", *map(number, weight))
        for name, row, weight in zip("abc", values, weights, strict=True)
    ]
    found = [f"**{mean:.3f}**" for mean in weighted_mean(values, weights)]
    return table(("member", "value", "weight in 2023", "weight in 2024"), [*rows, ("**mean**", "", *found)])


def over_time() -> str:
    """Two quarters by every rule; a month of the second has not come."""
    months = periods_between(Period.parse("2025-01"), Period.parse("2025-06"))
    values = np.array([10.0, 12.0, 14.0, 20.0, MISSING, 16.0])
    rules = [rule for rule in OverTime if rule is not OverTime.NONE]
    found = [aggregated(values, months, rule=rule, to=Frequency.QUARTER) for rule in rules]
    rows = [
        (quarter, *(number(one.value[at]) for one in found), f"{found[0].found[at]} of {found[0].held[at]}")
        for at, quarter in enumerate(found[0].periods)
    ]
    return table(("quarter", *rules, "months found"), rows)


def merged() -> str:
    """A series carried back over a merger of one whole and one half predecessor."""
    on, names = date(2024, 1, 1), ("Ashford", "Birkby")
    steps = [
        Succession(SuccessionKind.MERGE, on, name, "Newford", weight)
        for name, weight in zip(names, (1.0, 0.5), strict=True)
    ]
    axis = periods_between(Period.parse("2021"), Period.parse("2024"))
    lines = (np.array([100.0, 110.0, 120.0, MISSING]), np.array([40.0, MISSING, 60.0, MISSING]))
    back = carried_back("Newford", steps, dict(zip(names, lines, strict=True)), axis, born=on)
    rows = [(year, *(number(line[at]) for line in (*lines, back))) for at, year in enumerate(axis)]
    return table(("year", "Ashford, all of it", "Birkby, half of it", "Newford, carried back"), rows)
