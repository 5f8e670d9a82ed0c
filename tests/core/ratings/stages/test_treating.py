"""Which values move in, when is a logarithm taken, and what is written down?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.options import Pool, Step, Treatment
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.stages import winsorising
from styrbord.core.ratings.stages.pools import Pooled
from styrbord.core.ratings.stages.treating import Passage, mark_text, treated
from styrbord.core.ratings.stages.winsorising import checked, winsorised
from styrbord.core.ratings.statistics.moments import kurtosis, skewness
from tests.core.ratings.worlds import NAN, assert_close, column, flat, inputs, method

EVEN = [float(one) for one in range(1, 11)]
LOGS = ("log_CT", "log_CT_plus", "log_CT_orig", "log_GII")


def passage(rated: Rated, code: str = "a") -> Passage:
    (one,) = rated.treated[code]["passages"]  # type: ignore[misc]
    assert isinstance(one, Passage)
    return one


def marks(rated: Rated, code: str = "a", log: str = "log_CT") -> list[str]:
    own = rated.treated[code]["marks"]
    assert isinstance(own, np.ndarray)
    return [mark_text(int(mark), log) for mark in own]


def wins(values: list[float], **options: object) -> Rated:
    return column(values, treatment=Treatment(by="winsorise", **options))  # type: ignore[arg-type]


def by_hand(values: list[float], most: int | None) -> tuple[list[float], int]:
    """Winsorising of section 3.4, point by point."""
    x, high, low = list(values), set[int](), set[int]()
    while True:
        table = np.array(x)[:, None]
        skew, kurt = float(skewness(table)[0]), float(kurtosis(table)[0])
        count = len(high) + len(low)
        if abs(skew) < 2 or kurt < 3.5 or (most is not None and count >= most):
            return x, count
        end = max(x) if skew >= 0 else min(x)
        at = {place for place, value in enumerate(x) if value == end}
        rest = [value for value in x if value != end]
        for place in at:
            x[place] = max(rest) if skew >= 0 else min(rest)
        high, low = (at, low) if skew >= 0 else (high, at)


def test_the_worked_example():
    found = wins([*EVEN, 30, 100])
    assert found.stages[Step.TREAT][:, 0].tolist() == [*EVEN, 30, 30]
    assert (passage(found).points, passage(found).second.passes) == (1, True)  # type: ignore[union-attr]
    assert marks(found) == [""] * 11 + ["winhi"]


def test_a_column_that_passes_is_left_alone():
    found = wins(EVEN)
    assert found.stages[Step.TREAT][:, 0].tolist() == EVEN
    assert passage(found).first.passes
    assert (passage(found).points, passage(found).second) == (0, None)


def test_a_tail_on_the_left_moves_up():
    found = wins([-value for value in [*EVEN, 30, 100]])
    assert found.stages[Step.TREAT][:, 0].tolist() == [-value for value in [*EVEN, 30, 30]]
    assert marks(found)[-1] == "winlo"


def test_either_moment_may_pass():
    values = np.array([*EVEN, 30.0, 100.0])[:, None]
    assert not checked(values, Treatment()).passes[0]
    assert checked(values, Treatment(most_skewness=5)).passes[0]
    assert checked(values, Treatment(most_kurtosis=50)).passes[0]
    skew = float(skewness(values)[0])
    assert not checked(values, Treatment(most_skewness=skew)).passes[0]


def test_points_tied_at_the_end_move_together_and_may_jump_over_the_limit():
    values = [0.0] * 60 + [50.0, 100.0, 100.0, 100.0]
    found = winsorised(np.array(values)[:, None], Treatment(by="winsorise", most_points=2))
    assert found.points[0] == 3
    assert found.values[-3:].ravel().tolist() == [50, 50, 50]


def test_points_on_both_sides_count_together():
    values = [*np.linspace(-1, 1, 60).tolist(), 100.0, -60.0]
    made, count = by_hand(values, 5)
    found = winsorised(np.array(values)[:, None], Treatment(by="winsorise"))
    assert found.values.ravel().tolist() == made
    assert found.points[0] == count
    assert found.high.any()
    assert found.low.any()


def test_without_a_limit_it_goes_on_until_the_column_passes():
    values = [*EVEN * 10, 1e3, 2e3, 4e3, 8e3, 16e3, 32e3, 64e3, 128e3]
    limited = wins(values, then="none")
    assert passage(limited).points == 5
    free = wins(values, most_points=None)
    assert passage(free).second.passes  # type: ignore[union-attr]
    assert (free.stages[Step.TREAT][:, 0].tolist(), passage(free).points) == by_hand(values, None)


@given(
    st.lists(st.one_of(st.integers(0, 20), st.sampled_from([200, -300, 4000])), min_size=5, max_size=30),
    st.sampled_from([1, 3, 5, None]),
)
@settings(max_examples=60, deadline=None)
def test_winsorising_is_as_by_hand(values: list[int], most: int | None):
    table = np.array(values, dtype=np.float64)[:, None]
    found = winsorised(table, Treatment(by="winsorise", most_points=most))
    if not found.check.is_undefined[0]:
        made, count = by_hand([float(value) for value in values], most)
        assert found.values.ravel().tolist() == made
        assert found.points[0] == count


@pytest.mark.parametrize("most", [None, 25, 60])
def test_many_points_are_moved_at_a_leap_as_they_are_step_by_step(
    most: int | None, monkeypatch: pytest.MonkeyPatch
):
    rng = np.random.default_rng(7)
    lines = [rng.lognormal(sigma=1.5, size=(1500, 3)), -rng.lognormal(sigma=2, size=(1500, 3))]
    lines += [rng.standard_t(1.5, size=(1500, 3)), np.round(rng.lognormal(sigma=2, size=(1500, 3)))]
    values = np.concatenate(lines, axis=1)
    values[rng.random(values.shape) < 0.05] = np.nan
    options = Treatment(by="winsorise", most_points=most)
    found = winsorised(values, options)
    monkeypatch.setattr(winsorising, "FEW", np.inf)
    wanted = winsorised(values, options)
    assert found.points.max() > 20
    for name in ("values", "points", "high", "low"):
        np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name))
    np.testing.assert_array_equal(found.check.passes, wanted.check.passes)


def lopsided() -> list[float]:
    """Still uneven after 2 points."""
    return [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0] * 3 + [1000.0, 5000.0, 20000.0]


@pytest.mark.parametrize("then", LOGS)
def test_what_still_fails_takes_the_logarithm_of_the_original_values(then: str):
    x = np.array(lopsided())
    low, high = x.min(), x.max()
    wanted = {
        "log_CT": np.log(x - low + 0.01 * (high - low)),
        "log_CT_plus": np.log(x - low + 0.01 * (high - low)),
        "log_CT_orig": np.log(x - low + 1),
        "log_GII": np.log((high - 1) * (x - low) / (high - low) + 1),
    }[then]
    found = wins(lopsided(), most_points=2, then=then)
    assert_close(found.stages[Step.TREAT][:, 0], wanted)
    assert (passage(found).log, passage(found).points) == (then, 2)
    assert passage(found).third is not None
    assert set(marks(found, log=then)) == {then}


def test_the_logarithm_may_be_taken_of_the_winsorised_values():
    won = wins(lopsided(), most_points=2, then="none").stages[Step.TREAT][:, 0]
    found = wins(lopsided(), most_points=2, is_combined=True)
    assert_close(found.stages[Step.TREAT][:, 0], np.log(won - 1 + 0.01 * (won.max() - 1)))
    assert marks(found)[0] == "log_CT"
    assert marks(found)[-1] == "winhi+log_CT"


def test_log_ct_plus_turns_round_where_the_tail_is_on_the_left():
    x = -np.array(lopsided())
    found = wins(x.tolist(), most_points=1, then="log_CT_plus")
    assert_close(found.stages[Step.TREAT][:, 0], -np.log(x.max() + 0.01 * (x.max() - x.min()) - x))


@pytest.mark.parametrize("exponent", [0.0, 0.5, -1.0])
def test_box_cox(exponent: float):
    x = np.array(lopsided())
    y = x - x.min() + 1
    wanted = np.log(y) if exponent == 0 else (y**exponent - 1) / exponent
    found = wins(lopsided(), most_points=1, then="box-cox", exponent=exponent)
    assert_close(found.stages[Step.TREAT][:, 0], wanted)


def test_a_logarithm_without_a_number_leaves_the_column_untreated_with_a_warning():
    values = [value / 1e6 for value in lopsided()]
    values = [value - 0.1 for value in values]
    found = wins(values, most_points=1, then="log_GII")
    assert found.stages[Step.TREAT][:, 0].tolist() == values
    assert (passage(found).is_left, passage(found).points, set(marks(found))) == (True, 0, {""})
    assert ("rating.untreated", "a") in {(one.code, one.place) for one in found.warnings}


@pytest.mark.parametrize("values", [[5.0] * 8, [1.0, NAN, NAN, NAN], [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 9.0]])
def test_where_nothing_can_be_said_the_column_is_left_with_a_warning(values: list[float]):
    found = wins(values)
    np.testing.assert_array_equal(found.stages[Step.TREAT][:, 0], values)
    assert passage(found).is_left
    assert "rating.untreated" in {one.code for one in found.warnings}


def test_holes_stay_holes_and_count_for_nothing():
    values = [*EVEN, NAN, 30, 100, NAN]
    found = wins(values)
    np.testing.assert_array_equal(found.stages[Step.TREAT][:, 0], [*EVEN, NAN, 30, 30, NAN])


def test_an_indicator_may_have_its_own_treatment_or_none():
    values = [[value, value, value] for value in [*EVEN, 30, 100]]
    structure = flat(
        "a",
        "b",
        "c",
        b={"treatment": Treatment(by="none")},
        c={"treatment": Treatment(by="winsorise", most_points=0)},
    )
    found = rate(method(structure, treatment=Treatment(by="winsorise")), inputs(values, "abc"))
    after = found.stages[Step.TREAT]
    assert after[-1, :2].tolist() == [30, 100]
    assert_close(after[:, 2], np.log(np.array([*EVEN, 30, 100]) - 1 + 0.99))
    assert sorted(found.treated) == ["a", "c"]


def test_each_pool_is_treated_by_itself():
    values = np.array([*EVEN, 30, 100, *EVEN, 11, 12])[:, None]
    pools = [Pooled("2023", np.arange(12)), Pooled("2024", np.arange(12, 24))]
    found = treated(values, Treatment(by="winsorise"), pools)
    assert found.values.ravel().tolist() == [*EVEN, 30, 30, *EVEN, 11, 12]
    first, second = found.passages[0]
    assert (first.pool, first.points, second.pool, second.points) == ("2023", 1, "2024", 0)


def test_a_method_says_over_which_rows_outliers_are_looked_for():
    values = [[value, 1.0] for value in [*EVEN, 30, 100]] + [[value, 2.0] for value in [*EVEN, 30, 90]]
    units = [f"u{row}" for row in range(12)] * 2
    given = inputs(values, "ab", units=units, periods=["2023"] * 12 + ["2024"] * 12)
    for pool, ends in ((Pool.PERIOD, (30, 30)), (Pool.ALL, (90, 90))):
        what = method(flat("a", "b"), treatment=Treatment(by="winsorise", pool=pool, most_kurtosis=7))
        found = rate(what, given).stages[Step.TREAT]
        assert (found[11, 0], found[23, 0]) == ends
