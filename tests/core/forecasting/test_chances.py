"""Does a sample have the intervals it is made of, and the peaked middle that past errors have?"""

import numpy as np
import pytest

from styrbord.core.forecasting.chances import marginal


def test_a_sample_has_its_intervals_on_each_side_by_itself() -> None:
    made = marginal(10.0, np.array([8.0, 7.0]), np.array([13.0, 16.0]), (80, 95), count=20_000)
    shares = [(made < bound).mean() for bound in (7.0, 8.0, 10.0, 13.0, 16.0)]
    assert shares == pytest.approx([0.025, 0.1, 0.5, 0.9, 0.975], abs=1e-3)
    assert (np.diff(made) >= 0).all()


def test_half_of_a_sample_lies_within_43_percent_of_what_holds_80() -> None:
    made = marginal(0.0, np.array([-1.0, -2.0]), np.array([1.0, 2.0]), (80, 95), count=20_000)
    assert np.quantile(np.abs(made), 0.5) == pytest.approx(0.43, abs=0.01)
