"""Do adjusted p-values agree with an outside implementation, and count only what was tested?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from styrbord.core.signals.discovery import adjusted

SHARES = st.lists(st.just(0.0) | st.floats(1e-300, 1), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(SHARES, st.booleans())
def test_adjusted_values_are_those_of_scipy(found: list[float], is_dependent: bool) -> None:
    own = adjusted(np.array(found), is_dependent=is_dependent)
    other = stats.false_discovery_control(found, method="by" if is_dependent else "bh")
    np.testing.assert_allclose(own, other, rtol=1e-12)


def test_what_is_not_tested_is_not_counted() -> None:
    with_gaps = adjusted(np.array([0.01, np.nan, 0.2, np.nan]))
    np.testing.assert_array_equal(with_gaps[[0, 2]], adjusted(np.array([0.01, 0.2])))
    assert np.isnan(with_gaps[[1, 3]]).all()


def test_equal_p_values_stand_or_fall_together() -> None:
    found = adjusted(np.array([0.03, 0.03, 0.03, 0.9]))
    assert len(set(found[:3].tolist())) == 1


def test_nothing_tested_gives_nothing() -> None:
    assert adjusted(np.empty(0)).shape == (0,)
    assert np.isnan(adjusted(np.array([np.nan]))).all()


@pytest.mark.parametrize("wrong", [-0.1, 1.1])
def test_what_is_no_share_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjusted(np.array([wrong]))
