"""Do orders that are drawn come near the exact shares?"""

import pytest

from styrbord.core.investments.allocation.sampled import sampled_shapley


def test_drawn_orders_come_near_with_the_error_that_they_tell() -> None:
    def longest(group: frozenset[int]) -> float:
        return float(max(group, default=-1) + 1)

    count = 20
    found = sampled_shapley(count, longest, orders=2000, seed=7)
    steps = [1 / (count - at) for at in range(count)]
    expected = [sum(steps[: at + 1]) for at in range(count)]
    assert sum(found.shares) == pytest.approx(count)
    assert max(found.errors) <= 0.01 * count
    pulls = [
        abs(one - real) / max(error, 1e-9)
        for one, real, error in zip(found.shares, expected, found.errors, strict=True)
    ]
    assert max(pulls) < 4
    assert found == sampled_shapley(count, longest, orders=2000, seed=7)


def test_one_order_has_no_error_to_tell() -> None:
    with pytest.raises(ValueError, match="orders is 1"):
        sampled_shapley(2, lambda group: float(len(group)), orders=1, seed=1)
