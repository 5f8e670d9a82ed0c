"""Are the rules found by their folder, and does each answer in the same form?"""

from datetime import date

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.base.progress import silent
from styrbord.core.signals.answer import Answer
from styrbord.core.signals.options import Options
from styrbord.core.signals.rules import names, rule
from styrbord.core.signals.series import Series
from styrbord.core.signals.table import Table
from styrbord.core.spine.indicators import Direction
from tests.core.signals.making import months

QUIET = np.random.default_rng(5).normal(100, 2, size=48)
FALLEN = QUIET - np.where(np.arange(48) >= 46, 20, 0)


def table(*many: np.ndarray, direction: Direction = Direction.UP) -> Table:
    """A table of monthly series a, b, c ..."""
    series = tuple(
        Series(chr(97 + at), months(len(values)), values, direction, 12) for at, values in enumerate(many)
    )
    return Table(series, ("",) * sum(map(len, many)), has_series=True)


def residual(given: Table, options: Options | None = None) -> Answer:
    """Answer of the rule residual."""
    return rule("residual")(given, options or Options(), silent)


@pytest.mark.parametrize("name", ["plot-the-dots", "residual"])
def test_every_rule_answers_a_line_for_each_row_and_series(name: str) -> None:
    assert name in names()
    found = rule(name)(table(QUIET, FALLEN[:20], np.full(5, 3.0)), Options(), silent)
    assert {len(column) for column in found.points.values()} == {73}
    assert {len(column) for column in found.icons.values()} == {3}
    assert {"y", "x", "f"} <= set(found.points)
    assert {"series", "last_x", "variation_icon", "display_icon", "codes", "n"} <= set(found.icons)
    assert found.icons["display_icon"][2] == "unknown"


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(Refused, match="is not in styrbord"):
        rule("tea-leaves")


@pytest.mark.parametrize(
    ("direction", "icon"),
    [(Direction.UP, "concern_low"), (Direction.DOWN, "improvement_low"), (Direction.NONE, "neutral_low")],
)
def test_a_fall_is_named_by_the_direction_of_good_and_dated(direction: Direction, icon: str) -> None:
    found = residual(table(QUIET, FALLEN, direction=direction))
    assert found.icons["display_icon"] == ["common_cause", icon]
    assert found.icons["since"][0] == ""
    assert "2018-09-01" <= found.icons["since"][1] <= "2018-11-01"
    assert found.points["in_change"][-2:] == ["TRUE", "TRUE"]
    assert float(found.icons["effect"][1]) < -10
    assert float(found.points["z"][-2]) < -5
    assert found.points["z"][40] == "NA"


def test_a_due_month_without_a_row_leaves_no_verdict() -> None:
    found = residual(table(FALLEN), Options(due=date(2019, 1, 1)))
    assert found.icons["display_icon"] == ["unknown"]
    assert found.icons["codes"] == ["missing_last"]
    assert len(found.points["y"]) == 48


def test_residuals_stand_beside_their_rows_over_a_gap() -> None:
    at = (*months(44), *months(48)[45:])
    values = np.delete(FALLEN, 44)
    given = Table((Series("a", at, values, Direction.UP, 12),), ("",) * 47, has_series=True)
    found = residual(given)
    assert found.icons["codes"] == ["gap"]
    assert found.icons["since"] == ["2018-11-01"]
    assert found.points["z"][-4] == "NA"
    assert "NA" not in found.points["z"][-3:]
    assert float(found.points["z"][-2]) < -5


def test_what_belongs_to_control_charts_alone_is_told_as_unused() -> None:
    found = residual(table(QUIET), Options(target=5.0, fix=12, is_screened=False))
    assert found.icons["unused"] == ["target;fix;screen"]


def test_a_series_that_begins_anew_is_judged_from_there() -> None:
    anew = Options(rebase={"b": frozenset({months(48)[3]})})
    fallen = np.concatenate([QUIET[:3] + 900, FALLEN[3:]])
    found = residual(table(QUIET, fallen), anew)
    assert found.icons["display_icon"] == ["common_cause", "concern_low"]
    with pytest.raises(Refused, match="There is no series 'c'"):
        residual(table(QUIET), Options(rebase={"c": frozenset()}))
