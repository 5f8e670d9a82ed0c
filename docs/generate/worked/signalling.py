"""What do small series say on a control chart, of their numbers, and of their plan?"""

from datetime import date

import numpy as np

from docs.generate.worked import table
from styrbord.core.signals.drift import frozen_rows, unit_jump
from styrbord.core.signals.plan_track import chance_of_miss, deviation, linear_path, track
from styrbord.core.signals.rules.plot_the_dots import Asked, charts, words
from styrbord.core.signals.rules.plot_the_dots.types import CAUSES
from styrbord.core.signals.series import Series
from styrbord.core.spine.indicators import Direction

OUTLIER = (1, 2, 1, 2, 10, *(1, 2) * 6, 1)
BASELINE = (20, 22, 18) * 4
NA = float("nan")


def screening() -> str:
    """Limits of eighteen values with one outlier, with and without screening."""
    rows = []
    for is_screened in (True, False):
        icons = charts([Asked(_monthly(OUTLIER), is_screened=is_screened)]).icons[0]
        limits = (f"{one:.5f}" for one in (icons.mean, icons.lower, icons.upper))
        rows.append(("on" if is_screened else "off", *limits, icons.flagged))
    return table(("screening", "mean", "LPL", "UPL", "points with a special cause"), rows)


def two_in_three() -> str:
    """Three points after a fixed baseline, three times."""
    rows = []
    for after in ((25, 20.6, 25.2), (25, 19.8, 25.2), (28, 20.6, 25.2)):
        points = charts([Asked(_monthly((*BASELINE, *after)), fix=12)]).points
        rows.append((", ".join(map(str, after)), *(CAUSES[one] for one in points.cause[-3:])))
    return table(("next values", "first", "second", "third"), rows)


def unknown() -> str:
    """Icons of series on which there is no verdict, as the reference has them and as they are shown."""
    usual = [10.0, 12, 11, 10.5, 12.5, 11.5] * 3
    cases = {
        "eighteen usual values": usual,
        "the last one missing": [*usual[:-1], NA],
        "fifteen times 5": [5.0] * 15,
        "fourteen times 5, then 6": [5.0] * 14 + [6.0],
        "six values": usual[:6],
        "one missing inside": [*usual[:4], NA, *usual[5:]],
    }
    rows = []
    for name, values in cases.items():
        icons = charts([Asked(_monthly(values))]).icons[0]
        rows.append((name, icons.variation, icons.display, ", ".join(words(icons.codes)) or "none"))
    return table(("series", "icon of the reference", "icon shown", "codes"), rows)


def health() -> str:
    """What is said of numbers that stand still or jump."""
    usual = [10.0, 12, 11, 10.5, 12.5, 11.5] * 3
    rows = []
    for added in ([11.0] * 4, [11.0] * 3, [11_200.0], [0.112], [50.0]):
        series = _monthly([*usual, *added])
        power = unit_jump(series.values)
        jump = "none" if power is None else f"10^{power}"
        rows.append((", ".join(f"{one:g}" for one in added), len(frozen_rows(series)), jump))
    return table(("values that follow", "rows frozen", "jump of the unit"), rows)


def plan() -> str:
    """Deviation from a path, and the chance of a miss over a thousand made-up paths."""
    path = linear_path(np.array([2023.0]), begin=(2020, 50), end=(2030, 100))
    rng = np.random.default_rng(2026)
    rows = []
    for value in (60.0, 65.0, 70.0):
        gap = deviation(np.array([value]), path, good=1, size=50)[0]
        paths = value + 5 * 7 + rng.normal(0, 10, size=(1_000, 1))
        chance = chance_of_miss(paths, 100, good=1)
        rows.append((f"{value:g}", f"{path[0]:g}", f"{gap:+.2f}", f"{chance:.3f}", str(track(chance))))
    return table(("value of 2023", "path", "deviation", "P(miss 2030)", "state"), rows)


def _monthly(values: "list[float] | tuple[float, ...]") -> Series:
    at = tuple(date(2019 + row // 12, row % 12 + 1, 1) for row in range(len(values)))
    return Series("s", at, np.array(values, dtype=np.float64), Direction.UP, 12)
