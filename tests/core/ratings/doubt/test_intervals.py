"""Do intervals agree with quantiles of type 7, however often a place counts?"""

import numpy as np

from styrbord.core.ratings.doubt.intervals import NONE, places_of, spread


def test_quantiles_are_those_of_type_seven() -> None:
    places = np.random.default_rng(3).integers(1, 60, (101, 20)).astype(np.int32)
    found = spread(places)
    for share, mine in ((0.05, found.low), (0.5, found.median), (0.95, found.high)):
        np.testing.assert_allclose(mine, np.quantile(places, share, axis=0), rtol=1e-14)
    np.testing.assert_allclose(found.mean, places.mean(0), rtol=1e-15)


def test_a_place_that_counts_thrice_is_as_three() -> None:
    places = np.array([[1, 5], [2, 4], [9, 3]], dtype=np.int32)
    times = np.array([3, 0, 2])
    found, same = spread(places, times), spread(np.repeat(places, times, axis=0))
    for name in ("mean", "low", "median", "high"):
        assert getattr(found, name).tolist() == getattr(same, name).tolist()


def test_recalculations_without_a_place_do_not_count() -> None:
    found = spread(np.array([[3, NONE], [NONE, NONE], [5, NONE]], dtype=np.int32))
    assert found.median[0] == 4.0
    assert found.present.tolist() == [2 / 3, 0.0]
    assert np.isnan(found.mean[1])
    assert np.isnan(found.high[1])


def test_missing_ranks_become_no_place() -> None:
    assert places_of(np.array([2.0, np.nan])).tolist() == [2, NONE]
