"""What does a unit's own past (or future) put in a hole?"""

import math

import numpy as np
import pytest

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.options import Imputation, Step
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.stages.imputing_over_time import over_time
from tests.core.ratings.references import reference, texts
from tests.core.ratings.worlds import NAN, assert_close, flat, inputs, method, refusals

BY = ("latest", "constant", "linear", "linear-constant")


def line(values: list[float], by: str, most: int | None = None) -> list[float]:
    """One unit over the years 2020, 2021, 2023, ..."""
    years = np.array([2020.0, 2021.0, 2023.0, 2024.0, 2030.0])[: len(values)]
    one = np.zeros(len(values), dtype=np.intp)
    table = np.array(values)[:, None]
    return (
        over_time(table, one, np.arange(len(values)), years, by=by, most_periods=most).values[:, 0].tolist()
    )


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        ("latest", [NAN, 2, 2, 2, 11]),
        ("constant", [2, 2, 2, 2, 11]),
        ("linear", [2, 2, 4, 5, 11]),
        ("linear-constant", [2, 2, 4, 5, 11]),
    ],
)
def test_holes_before_between_and_after(by: str, wanted: list[float]):
    assert_close(line([NAN, 2, NAN, NAN, 11], by), wanted)


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        ("latest", [NAN, 7, 7]),
        ("constant", [7, 7, 7]),
        ("linear", [NAN, 7, NAN]),
        ("linear-constant", [7, 7, 7]),
    ],
)
def test_one_value_alone(by: str, wanted: list[float]):
    assert_close(line([NAN, 7, NAN], by), wanted)


@pytest.mark.parametrize("by", BY)
def test_nothing_comes_of_nothing(by: str):
    assert all(math.isnan(one) for one in line([NAN, NAN, NAN], by))


def test_the_latest_value_is_taken_from_so_many_time_points_back_at_most():
    assert_close(line([1, NAN, NAN, NAN, NAN], "latest", 2), [1, 1, 1, NAN, NAN])


def test_linear_takes_the_nearest_value_beyond_the_ends():
    assert_close(line([NAN, 1, NAN, 4, NAN], "linear"), [1, 1, 3, 4, 4])


def test_the_row_that_a_value_came_from_is_told():
    values = np.array([[5.0], [np.nan], [np.nan], [7.0]])
    units, times = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    found = over_time(values, units, times, np.array([2020.0, 2021.0]), by="latest")
    assert found.sources.ravel().tolist() == [-1, 0, -1, -1]
    found = over_time(values, units, times, np.array([2020.0, 2021.0]), by="constant")
    assert found.sources.ravel().tolist() == [-1, 0, 3, -1]


def panel(by: str, periods: list[str], **more: object) -> Rated:
    values = [[1.0, 1.0], [NAN, 1.0], [3.0, 2.0], [NAN, 3.0], [5.0, 4.0], [NAN, 5.0], [9.0, 6.0]]
    units = ["x", "x", "x", "y", "y", "z", "z"]
    what = method(flat("a", "b"), imputation=Imputation(by=by, **more))  # type: ignore[arg-type]
    return rate(what, inputs(values, "ab", units=units, periods=periods))


def test_rows_stand_in_any_order_and_periods_are_put_in_that_of_time():
    periods = ["2024-Q1", "2023-Q4", "2023-Q2", "2023-Q2", "2024-Q1", "2024-Q1", "2023-Q2"]
    found = panel("linear", periods)
    # from 3 in the second quarter to 1 three quarters later: 5/3 after two of them
    assert_close(found.stages[Step.IMPUTE][:, 0], [1, 5 / 3, 3, NAN, 5, NAN, 9])
    found = panel("latest", periods)
    assert_close(found.stages[Step.IMPUTE][:, 0], [1, 3, 3, NAN, 5, 9, 9])


def test_a_rating_tells_the_row_that_a_filled_cell_was_taken_from():
    found = panel("latest", ["2023", "2024", "2025", "2023", "2024", "2024", "2023"])
    assert found.sources[:, 0].tolist() == [-1, 0, -1, -1, -1, 6, -1]
    assert found.is_imputed[:, 0].tolist() == [False, True, False, False, False, True, False]


def test_without_periods_filling_over_time_is_refused():
    what = method(flat("a", "b"), imputation=Imputation(by="latest"))
    assert "rating.no-periods" in refusals(what, inputs([[1.0, 2.0]] * 3, "ab"))


def test_what_is_no_period_or_of_another_length_is_refused():
    what = method(flat("a", "b"), imputation=Imputation(by="latest"))
    some = inputs([[1.0, 2.0]] * 3, "ab", periods=["2024", "spring", "2025"])
    assert "'spring' is not a period" in refusals(what, some)["rating.period"]
    some = inputs([[1.0, 2.0]] * 3, "ab", periods=["2024", "2024-Q1", "2025"])
    assert "2024 and 2024-Q1" in refusals(what, some)["rating.frequencies"]


def by_hand(by: str, times: list[float], values: list[float], at: int) -> float:
    """Value of one cell as section 3.3 says it."""
    if not math.isnan(values[at]):
        return values[at]
    known = [place for place, value in enumerate(values) if not math.isnan(value)]
    before, after = [place for place in known if place < at], [place for place in known if place > at]
    if by == "latest":
        return values[before[-1]] if before else NAN
    if by == "constant" or (by == "linear-constant" and len(known) == 1):
        return values[before[-1]] if before else values[after[0]] if after else NAN
    if len(known) < 2:
        return NAN
    if not before or not after:
        return values[after[0] if after else before[-1]]
    left, right = before[-1], after[0]
    share = (times[at] - times[left]) / (times[right] - times[left])
    return values[left] + share * (values[right] - values[left])


@reference
@pytest.mark.parametrize("by", BY)
def test_the_panel_of_the_reference_is_filled_as_by_hand(by: str):
    _, *lines = texts("coinr/impute_panel_input.csv")
    units = [line[0] for line in lines]
    years = [line[1] for line in lines]
    values = np.array([[float(cell) if cell else NAN for cell in line[2:]] for line in lines])
    assert np.isnan(values).sum(0).tolist() == [25, 25]
    what = method(flat("LPI", "Flights"), imputation=Imputation(by=by))
    found = rate(what, inputs(values.tolist(), ["LPI", "Flights"], units=units, periods=years))
    wanted = np.empty(values.shape)
    for unit in set(units):
        rows = sorted((row for row, one in enumerate(units) if one == unit), key=lambda row: years[row])
        for column in range(2):
            own = values[rows, column].tolist()
            times = [float(years[row]) for row in rows]
            wanted[rows, column] = [by_hand(by, times, own, at) for at in range(len(rows))]
    np.testing.assert_allclose(found.stages[Step.IMPUTE], wanted, rtol=1e-12)
    assert np.isnan(wanted).any() == (by == "latest")
