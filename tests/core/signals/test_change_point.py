"""Is "since when" told of a real change, and not of what memory makes?"""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.signals.change_point import since_when
from styrbord.core.signals.series import FloatArray
from tests.core.signals.making import NA, monthly
from tests.core.signals.references import expected, reference


def with_memory(rng: np.random.Generator, count: int, memory: float) -> FloatArray:
    """A series without a change, in units of its own spread."""
    values = rng.normal(size=count + 50)
    for at in range(1, len(values)):
        values[at] += memory * values[at - 1]
    return np.asarray(values[50:] * np.sqrt(1 - memory**2))


@pytest.mark.parametrize("memory", [0.0, 0.5])
def test_few_series_without_a_change_have_one_found(memory: float) -> None:
    rng = np.random.default_rng(7)
    found = [since_when(monthly(with_memory(rng, 60, memory).tolist())) for _ in range(300)]
    assert sum(one is not None for one in found) <= 0.08 * len(found)


@pytest.mark.parametrize(("memory", "least"), [(0.0, 0.9), (0.5, 0.7)])
def test_most_changes_of_level_are_dated_within_three_rows(memory: float, least: float) -> None:
    rng = np.random.default_rng(8)
    level = np.where(np.arange(60) < 40, 0.0, 2.5)
    found = [since_when(monthly((with_memory(rng, 60, memory) + level).tolist())) for _ in range(200)]
    near = [one is not None and abs(one.row - 40) <= 3 for one in found]
    assert np.mean(near) >= least


@reference
def test_the_nile_is_lower_since_1899() -> None:
    (nile,) = (one for one in expected() if one.case.name == "real3_nile")
    change = since_when(nile.table.series[0])
    assert change is not None
    assert change.since == date(1899, 1, 1)
    assert (round(change.before), round(change.after)) == (1098, 850)


@given(st.lists(st.one_of(st.just(NA), st.floats(-1e6, 1e6)), max_size=40))
def test_any_series_gets_an_answer(values: list[float]) -> None:
    change = since_when(monthly(values))
    if change is not None:
        assert not np.isnan(values[change.row])
        assert change.gain > change.bound
        assert change.since == monthly(values).at[change.row]


@pytest.mark.parametrize("values", [[5.0] * 30, [1.0, 2.0] * 5, [], [0.1 + 0.2] * 20 + [0.3] * 10])
def test_what_does_not_vary_or_is_short_has_no_change(values: list[float]) -> None:
    assert since_when(monthly(values)) is None
