"""How do the small charts of tables and tiles look: sparkline, rank strip, progress, marks, arrows?

Plain SVG without axes; the number always stands beside them in words, so they are hidden from
screen readers. Hundreds of times faster than the chart engine.
"""

import math
from collections.abc import Sequence

from styrbord.charts.symbols import SHAPE, symbol
from styrbord.charts.theme import ACCENT, AXIS, INK, RULE, STATE_COLOUR, STRONG_RULE, SUBTLE
from styrbord.figures.model import State, Verdict

SPARK = (74, 28)
SPARK_ROW = (88, 20)
_ROUND = 'stroke-linejoin="round" stroke-linecap="round"'
VERDICT_COLOUR = {
    Verdict.BETTER: "#0B5FA5",
    Verdict.WORSE: "#AF264A",
    Verdict.SAME: SUBTLE,
    Verdict.NEUTRAL: SUBTLE,
}
_ARROWS = {
    "up": "M6 10.5V2M2.5 5.5L6 2L9.5 5.5",
    "down": "M6 1.5V10M2.5 6.5L6 10L9.5 6.5",
    "right": "M1.5 6H10M6.5 2.5L10 6L6.5 9.5",
}


def sparkline(
    values: Sequence[float | None],
    *,
    target: float | None = None,
    state: State = State.ON_PLAN,
    size: tuple[int, int] = SPARK,
) -> str:
    """Line of values, gaps where missing, with the target dotted and an end mark by state."""
    width, height = size
    known = [value for value in values if _is_known(value)]
    if not known:
        return _svg(width, height, "")
    both = [value for value in (*known, target) if value is not None and _is_known(value)]
    low, high = min(both), max(both)
    left, edge = 1.5, 6.0

    def y_of(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return height - edge - share * (height - 2 * edge)

    step = (width - left - edge) / max(len(values) - 1, 1)
    runs = _runs(values)
    line = "".join(_path([(left + n * step, y_of(value)) for n, value in run]) for run in runs)
    drawn = f'<path d="{line}" fill="none" stroke="{ACCENT}" stroke-width="1.5" {_ROUND}/>'
    if target is not None and _is_known(target):
        at = _n(y_of(target))
        drawn = f'<path d="M1 {at}H{width - 1}" stroke="{AXIS}" stroke-dasharray="1.5 2.5"/>' + drawn
    n, value = runs[-1][-1]
    return _svg(width, height, drawn + _end(state, left + n * step, y_of(value)))


def rank_strip(low: int, high: int, count: int, *, width: int = 88, state: State = State.NO_TARGET) -> str:
    """Strip from rank 1 (left) to the last, the span of possible ranks thick, a dot in its middle."""
    height, edge = 16, 6
    step = (width - 2 * edge) / max(count - 1, 1)
    low_x, high_x = (edge + (min(max(rank, 1), count) - 1) * step for rank in (low, high))
    colour, thick = STATE_COLOUR[state], f'stroke-width="7" {_ROUND}'
    return _svg(
        width,
        height,
        f'<path d="M{edge} 8H{width - edge}" stroke="{RULE}" stroke-width="2"/>'
        f'<path d="M{_n(low_x)} 8H{_n(max(high_x, low_x + 0.1))}" stroke="{STRONG_RULE}" {thick}/>'
        f'<circle cx="{_n((low_x + high_x) / 2)}" cy="8" r="3.5" fill="{colour}"/>',
    )


def progress_bar(
    done: float | None, *, plan: float | None = None, width: int = 88, state: State = State.ON_PLAN
) -> str:
    """Bar of a share done (0 to 1, drawn no further), with a tick where the plan is."""
    height = 16
    ground = f'<rect x="0.5" y="4.5" width="{width - 1}" height="7" stroke="{AXIS}"'
    if done is not None and _is_known(done):
        part = f'<rect y="4" width="{_n(_share(done) * width)}" height="8" fill="{STATE_COLOUR[state]}"/>'
        drawn = f'{ground} fill="{RULE}"/>{part}'
    else:
        drawn = f'{ground} fill="none" stroke-dasharray="2 2"/>'
    if plan is not None and _is_known(plan):
        at = _n(min(max(_share(plan) * width, 1), width - 1))
        drawn += f'<path d="M{at} 1V15" stroke="{INK}" stroke-width="2"/>'
    return _svg(width, height, drawn)


def state_mark(state: State, *, size: int = 14) -> str:
    """Mark of a state; its word stands beside it."""
    return _svg(
        size, size, symbol(SHAPE[state], x=size / 2, y=size / 2, size=size - 2, colour=STATE_COLOUR[state])
    )


def arrow(change: float | None, *, verdict: Verdict = Verdict.NEUTRAL, size: int = 12) -> str:
    """Arrow of the direction of a number, in the colour of the verdict; none when missing."""
    if change is None or not _is_known(change):
        return ""
    way = "up" if change > 0 else "down" if change < 0 else "right"
    drawn = f'<path d="{_ARROWS[way]}" fill="none" stroke="{VERDICT_COLOUR[verdict]}" stroke-width="1.75"/>'
    return _svg(size, size, drawn, box=12)


def _svg(width: int, height: int, inner: str, *, box: int = 0) -> str:
    view = f"0 0 {box or width} {box or height}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="micro" aria-hidden="true" focusable="false" '
        f'width="{width}" height="{height}" viewBox="{view}">{inner}</svg>'
    )


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    runs: list[list[tuple[int, float]]] = []
    for n, value in enumerate(values):
        if value is None or not _is_known(value):
            continue
        if runs and runs[-1][-1][0] == n - 1:
            runs[-1].append((n, value))
        else:
            runs.append([(n, value)])
    return runs


def _path(points: Sequence[tuple[float, float]]) -> str:
    first, *others = (f"{_n(x)} {_n(y)}" for x, y in points)
    return f"M{first}" + ("L" + "L".join(others) if others else "h0.1")


def _end(state: State, x: float, y: float) -> str:
    size = 8 if state in (State.ACT, State.WATCH) else 6.5
    return symbol(SHAPE[state], x=x, y=y, size=size, colour=STATE_COLOUR[state])


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _is_known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
