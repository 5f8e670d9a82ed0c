"""Is what is wrong with the numbers told as that, apart from what they signal?"""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.signals.drift import frozen_rows, revised_rows, unit_jump
from styrbord.core.signals.health import Checked, Due, Health, Trouble, health
from styrbord.core.signals.series import Series
from styrbord.core.spine.indicators import Direction
from tests.core.signals.making import NA, monthly, months

USUAL = [10.0, 12, 11, 10.5, 12.5, 11.5] * 3
NOW = date(2016, 8, 20)


def checked(values: list[float], **known: object) -> Health:
    """Health of a monthly series that ends in June 2016 when it has 18 values."""
    return health([Checked(monthly(values), **known)], NOW)[0]  # type: ignore[arg-type]


def test_a_series_in_order_has_no_trouble() -> None:
    due = Due(date(2016, 6, 1), date(2016, 8, 1))
    assert checked(USUAL, due=due) == Health()


def test_what_is_late_is_late_only_after_the_grace() -> None:
    july = date(2016, 7, 1)
    late = checked(USUAL, due=Due(july, date(2016, 8, 10), grace=9))
    assert late.troubles == {Trouble.LATE, Trouble.MISSING_LAST}
    assert late.is_unknown
    waiting = checked(USUAL, due=Due(july, date(2016, 8, 10), grace=10))
    assert waiting.troubles == {Trouble.MISSING_LAST}
    assert waiting.is_unknown


@pytest.mark.parametrize("values", [[], [NA] * 5])
def test_what_was_never_reported_says_so(values: list[float]) -> None:
    found = checked(values, due=Due(date(2016, 6, 1), date(2016, 7, 1)))
    assert Trouble.NEVER_REPORTED in found.troubles
    assert Trouble.LATE not in found.troubles
    assert found.is_unknown


def test_missing_rows_are_named() -> None:
    found = checked([*USUAL[:4], NA, *USUAL[5:]])
    assert [(one.trouble, one.at) for one in found.findings] == [
        (Trouble.MISSING_INSIDE, (date(2015, 5, 1),))
    ]
    assert not found.is_unknown


@pytest.mark.parametrize(
    ("values", "season", "count"),
    [
        ([*USUAL, 11, 11, 11, 11], 12, 4),
        ([*USUAL, 11, NA, 11, 11, 11], 12, 4),
        ([*USUAL, 11, 11, 11], 12, 0),
        ([*USUAL, 11, 11, 11], 4, 3),
        ([*USUAL, 11, 11, 11], 1, 3),
        ([1, 1, 2, 2, 3, 3, 4, 4, 4, 4], 12, 0),
        ([5, 5, 5, 5, 5], 12, 0),
        ([], 12, 0),
    ],
)
def test_numbers_that_stand_still_are_frozen_unless_ties_are_usual(
    values: list[float], season: int, count: int
) -> None:
    series = Series("s", months(len(values)), np.array(values, dtype=float), Direction.UP, season)
    assert len(frozen_rows(series)) == count


@pytest.mark.parametrize(
    ("newest", "power"),
    [
        (11_000.0, 3),
        (1.12, -1),
        (1_120.0, 2),
        (0.112, -2),
        (12.9, None),
        (50.0, None),
        (-1_100.0, None),
        (0, None),
    ],
)
def test_a_jump_by_a_power_of_ten_is_another_unit(newest: float, power: int | None) -> None:
    assert unit_jump(np.array([*USUAL, newest])) == power


def test_a_jump_that_the_series_makes_by_itself_is_none() -> None:
    assert unit_jump(np.array([1.0, 10, 1, 12, 1, 9, 1, 10])) is None
    assert unit_jump(np.array([*USUAL, 110.0]), spread=20) is None


def test_a_revision_counts_when_it_is_larger_than_usual() -> None:
    old = np.array(USUAL)
    assert revised_rows(old * 1.009, [old]) == []
    assert revised_rows(np.where(np.arange(18) == 3, old * 1.02, old), [old]) == [3]
    usual = [old, old * 1.03]
    assert revised_rows(old * 1.03 * 1.05, usual) == []
    assert len(revised_rows(old * 1.03 * 1.07, usual)) == 18
    assert revised_rows(np.where(np.arange(18) == 3, NA, old), [old]) == [3]
    assert revised_rows(old, [np.where(np.arange(18) > 3, NA, old)]) == []
    assert revised_rows(old, []) == []


def test_a_change_of_method_inside_the_series_is_told() -> None:
    breaks = frozenset({date(2015, 1, 1), date(2016, 1, 1), date(2020, 1, 1)})
    found = checked(USUAL, breaks=breaks)
    assert [(one.trouble, one.at) for one in found.findings] == [(Trouble.METHOD_BREAK, (date(2016, 1, 1),))]


def test_a_jump_is_told_with_its_factor() -> None:
    (found,) = [one for one in checked([*USUAL, 11_200]).findings if one.trouble is Trouble.UNIT_JUMP]
    assert (found.factor, found.at) == (1000, (date(2016, 7, 1),))


@given(
    values=st.lists(st.one_of(st.just(NA), st.integers(0, 3).map(float), st.floats(-1e9, 1e9)), max_size=30),
    is_late=st.booleans(),
)
def test_the_unknown_is_never_normal(values: list[float], is_late: bool) -> None:
    due = Due(date(2030, 1, 1), date(2016, 1, 1)) if is_late else None
    found = checked(values, due=due, earlier=[np.array(values[::-1])])
    known = [one for one in values if one == one]
    if is_late or len(values) < 7 or values[-1] != values[-1] or len(set(known)) < 2:
        assert found.is_unknown
        assert found.findings
    assert [one.trouble for one in found.findings] == [one for one in Trouble if one in found.troubles]
