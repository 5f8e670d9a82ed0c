"""Do municipalities add up to their county, and shares to one?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.totals import added_up, shares

CODES = ["land", "north", "south", *(f"n{at}" for at in range(20)), *(f"s{at}" for at in range(20))]
LINKS = [
    ("north", "land"),
    ("south", "land"),
    *((f"n{at}", "north") for at in range(20)),
    *((f"s{at}", "south") for at in range(20)),
]


def paths(seed: int) -> np.ndarray:
    """Numbers of 43 territories of very different size, over periods and variants, that do not add up."""
    draw = np.random.default_rng(seed)
    bottom = np.exp(draw.normal(5.0, 2.0, 40))
    size = np.concatenate([[bottom.sum(), bottom[:20].sum(), bottom[20:].sum()], bottom])
    return np.asarray(size[:, None, None] * draw.uniform(0.9, 1.1, (43, 5, 3)))


@pytest.mark.parametrize("has_errors", [False, True])
def test_municipalities_add_up_to_the_county(has_errors: bool) -> None:
    errors = np.random.default_rng(3).normal(0.0, 1.0, (12, 43)) * paths(1)[:, 0, 0] if has_errors else None
    found = added_up(paths(1), CODES, LINKS, errors=errors)
    for at, parts in ((1, slice(3, 23)), (2, slice(23, 43)), (0, slice(1, 3))):
        assert np.allclose(found[at], found[parts].sum(axis=0), rtol=1e-9)
    assert np.abs(found / paths(1) - 1).max() < 0.6
    assert np.allclose(added_up(found, CODES, LINKS, errors=errors), found, rtol=1e-9)


def test_nothing_counted_falls_below_nothing() -> None:
    given = np.array([[10.0], [12.0], [0.5], [-3.0]])
    codes, links = ["all", "a", "b", "c"], [("a", "all"), ("b", "all"), ("c", "all")]
    found = added_up(given, codes, links, lowest=0.0)
    assert (found >= 0.0).all()
    assert found[0, 0] == pytest.approx(found[1:, 0].sum(), rel=1e-9)


def test_what_is_missing_throughout_is_worked_out_and_what_is_broken_stays_empty() -> None:
    given = np.array([[10.0, 20.0], [4.0, np.nan], [np.nan, np.nan]])
    found = added_up(given, ["all", "a", "b"], [("a", "all"), ("b", "all")])
    assert found[:, 0] == pytest.approx([10.0, 4.0, 6.0], rel=1e-4)
    assert np.isnan(found[:, 1]).all()
    with pytest.raises(Refused, match="Nothing is known"):
        added_up(np.full((3, 1), np.nan), ["all", "a", "b"], [("a", "all")])
    with pytest.raises(Refused, match="names d"):
        added_up(given, ["all", "a", "b"], [("d", "all")])


def test_shares_are_shares() -> None:
    logs = np.random.default_rng(5).normal(0.0, 300.0, (6, 50))
    found = shares(logs)
    assert found.sum(axis=0) == pytest.approx(np.ones(50), rel=1e-12)
    assert (found >= 0).all()
    assert np.isnan(shares(np.array([1.0, np.nan]))).all()
