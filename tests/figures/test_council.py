"""Who does better, and not only by chance?"""

import numpy as np
import pytest

from styrbord.core.spine.indicators import Direction, Indicator, OverSubjects
from styrbord.figures.council import better_peers, compared_at, is_comparable, medians, worked_out

DOWN = Indicator("rate", {}, "d", direction=Direction.DOWN, decimals=1)


def test_equally_good_ones_are_called_better_in_one_pair_of_32() -> None:
    dice = np.random.default_rng(1)
    others = dice.normal(size=(20_000, 8)) * 50
    pairs = [better_peers(DOWN, dice.normal(size=8) * 50, row[None, :], 7)[0] for row in others]
    share = sum(map(bool, pairs)) / len(pairs)
    assert share == pytest.approx(1 / 32, abs=0.004)


def test_digits_that_are_not_shown_make_nobody_better() -> None:
    assert better_peers(DOWN, np.full(5, 5.04), np.full((1, 5), 4.96), 4) == ([], True)


def test_one_period_that_is_not_better_is_enough() -> None:
    others = np.array([[4.0, 4, 4, 4, 4, 5.1], [4, 5.1, 4, 4, 4, 4]])
    assert better_peers(DOWN, np.full(6, 5.0), others, 5) == ([], True)


def test_gaps_are_passed_over_but_not_at_the_compared_period() -> None:
    others = np.array([[4, 4, 4, np.nan, 4, 4], [4, 4, 4, 4, 4, np.nan]])
    assert better_peers(DOWN, np.full(6, 5.0), others, 5) == ([0], True)


def test_more_is_better_where_it_is_and_a_range_counts_the_distance() -> None:
    up = Indicator("a", {}, "d", direction=Direction.UP)
    inside = Indicator("b", {}, "d", direction=Direction.RANGE, range_low=2, range_high=4)
    others = np.array([[6.0] * 5, [3] * 5])
    assert better_peers(up, np.full(5, 5.0), others, 4)[0] == [0]
    assert better_peers(inside, np.full(5, 5.0), others, 4)[0] == [1]


def test_the_compared_period_is_the_newest_with_five_values() -> None:
    own, others = np.array([1.0, 1, 1]), np.ones((4, 3))
    others[:, 2] = np.nan
    assert compared_at(own, others) == 1
    assert compared_at(own, others[:2]) == 2
    assert compared_at(np.full(3, np.nan), others) is None


def test_what_grows_with_size_and_what_has_no_direction_is_not_compared() -> None:
    known = {
        code: Indicator(code, {}, "d", direction=Direction.UP, over_subjects=OverSubjects.SUM)
        for code in "ab"
    }
    known["rate"] = Indicator("rate", {}, "d", direction=Direction.UP, formula="100 * a / b")
    known["net"] = Indicator("net", {}, "d", direction=Direction.UP, formula="a - b")
    known["gap"] = Indicator("gap", {}, "d", direction=Direction.UP, formula="rate - 5")
    known["twice"] = Indicator("twice", {}, "d", direction=Direction.UP, formula="2 * net")
    known["free"] = Indicator("free", {}, "d", formula="100 * a / b")
    assert is_comparable(DOWN, {})
    assert [code for code, one in known.items() if is_comparable(one, known)] == ["rate", "gap"]


def test_medians_need_two_values() -> None:
    found = medians(np.array([[1.0, np.nan], [3.0, 2.0]]))
    assert found[0] == 2
    assert np.isnan(found[1])


def test_a_formula_misses_what_one_input_misses() -> None:
    rate = Indicator("rate", {}, "d", formula="100 * a / b")
    found = worked_out(rate, {"a": np.array([1.0, np.nan]), "b": np.array([4.0, 4.0])})
    assert found[0] == 25
    assert np.isnan(found[1])
