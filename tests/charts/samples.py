"""Which small inputs do the tests of charts draw?"""

import json
import re
from collections.abc import Callable

from styrbord.charts.bars import bar_chart
from styrbord.charts.dots import dot_chart
from styrbord.charts.line import line_chart
from styrbord.charts.map import class_map, state_map
from styrbord.charts.model import Chart
from styrbord.charts.outlines import atlas_of
from styrbord.charts.outlook import Flag
from styrbord.charts.stacked import stacked_chart
from styrbord.core.base.periods import Period
from styrbord.figures.forecasts import METHOD, Ahead, Band
from styrbord.figures.model import Bar, Figure, Line, State, Verdict

EVIL = '<script>alert("x")</script>&\'\x0b'
TOWNS = ("Linfors", "Hammarnäs", "Västerdamm", "Stenfors", EVIL)
VALUES = (5.0, 5.4, None, 7.3, 7.8)
STATES = (State.ON_PLAN, State.WATCH, State.NO_DATA, State.ACT, State.NO_TARGET)


def line(
    role: str,
    values: list[float | None],
    *,
    start: str = "2020",
    statuses: str = "",
    name: str = "",
    code: str = "SE1",
) -> Line:
    """Line of consecutive periods."""
    first = Period.parse(start)
    letters = statuses.ljust(len(values), "A")
    points = tuple((first.shift(n), value, letters[n]) for n, value in enumerate(values))
    return Line(role, code, {"en": name} if name else {}, points, "%", 1)


def bars() -> list[Bar]:
    """Towns with a missing value, an own row and a name that tries to be markup."""
    return [
        Bar(
            f"T{n}",
            {"en": name},
            value,
            state=state,
            is_own=name == "Stenfors",
            parent="D1" if n < 2 else "D2",
        )
        for n, (name, value, state) in enumerate(zip(TOWNS, VALUES, STATES, strict=True))
    ]


def squares(count: int = 5) -> bytes:
    """Squares of side 10 in a row, that share their edges."""
    features = [
        {
            "type": "Feature",
            "properties": {"territory_code": f"T{n}"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 200], [x + 10, 200], [x + 10, 210], [x, 210], [x, 200]]],
            },
        }
        for n in range(count)
        for x in [1000 + n * 10]
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _link(bar: Bar) -> str:
    return f"/en/subjects/{bar.code}/?as-of=2026-11-21&x=1"


def line_sample() -> Chart:
    """Actual with a gap, a target path and the peers' median."""
    return line_chart(
        [
            line("actual", [5.0, None, 5.4, 6.1, 7.3], statuses="AOABP", name=EVIL),
            line("target", [5.5, 5.2], start="2023"),
            line("peers-median", [5.1, 5.2, 5.3, 5.4, 5.5]),
        ],
        title="Unemployment rises",
        reading=f"From 5.0% to 7.3%. {EVIL}",
        unit="%",
        language="en",
        link=lambda one, period: f"/en/{one.code}/{period}/?as-of=2026&b=1" if one.role == "actual" else "",
    )


def ahead(
    values: list[float], *, start: str = "2025", spread: float = 0.5, nowcasts: int = 0, levels: str = "80 95"
) -> tuple[Ahead, ...]:
    """Forecast of consecutive periods whose bands widen."""
    first = Period.parse(start)

    def figure(value: float) -> Figure:
        return Figure("forecast", value, "%", 1, METHOD, "F", is_computed=True)

    def band(n: int, level: int) -> Band:
        half = spread * (n + 1) * level / 80
        return Band(figure(values[n] - half), figure(values[n] + half))

    return tuple(
        Ahead(
            first.shift(n),
            figure(value),
            {int(level): band(n, int(level)) for level in levels.split()},
            is_nowcast=n < nowcasts,
        )
        for n, value in enumerate(values)
    )


def fan_sample() -> Chart:
    """Actual with a signal, a target path, a nowcast, a forecast with its bands."""
    return line_chart(
        [line("actual", [5.0, 5.1, 5.4, 6.1, 7.3]), line("target", [5.5, 5.2, 4.8], start="2023")],
        title="Unemployment rises",
        reading="From 5.0% to 7.3%.",
        unit="%",
        language="en",
        link=lambda one, period: f"/en/{one.code}/{period}/" if one.role == "actual" else "",
        ahead=ahead([7.5, 7.8, 7.9, 8.3], nowcasts=1),
        flags=[Flag(Period.parse("2023"), Period.parse("2024"), Verdict.WORSE, "worse since 2023")],
    )


SAMPLES: dict[str, Callable[[], Chart]] = {
    "line": line_sample,
    "fan": fan_sample,
    "compared": lambda: line_chart(
        [line("subject", [n + 1.0, n + 2.0, n + 1.5], name=name, code=name) for n, name in enumerate(TOWNS)],
        title="T",
        reading="R",
        unit="%",
        language="en",
    ),
    "bars": lambda: bar_chart(
        bars(), title="T", reading="R", unit="%", decimals=1, language="en", link=_link
    ),
    "signed": lambda: bar_chart(
        [Bar("a", {"en": "Gain"}, 2.2), Bar("b", {"en": "Loss"}, -5.6)],
        title="T",
        reading="R",
        unit="",
        decimals=1,
        language="en",
        signed=True,
    ),
    "dots": lambda: dot_chart(
        bars(), title="T", reading="R", unit="%", decimals=1, language="en", median=6.1, link=_link
    ),
    "stacked": lambda: stacked_chart(
        [
            line("part", [1.0, 2.0, None], name="Roads", code="r"),
            line("part", [3.0, 2.0, 1.0], name=EVIL, code="s"),
        ],
        title="T",
        reading="R",
        language="en",
    ),
    "states": lambda: state_map(
        bars(), atlas_of(squares()), title="T", reading="R", language="en", link=_link, width=300
    ),
    "classes": lambda: class_map(
        bars(), atlas_of(squares()), title="T", reading="R", unit="%", decimals=1, language="en", width=300
    ),
}


def texts_of(svg: str) -> list[str]:
    """Texts that a picture shows, in order."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)
