"""Do the recalculations of a design fill all choices evenly, and the same ones for the same seed?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.doubt.design import FREE, chosen, crossed, design, sobol
from styrbord.core.ratings.doubt.directions import MOST


@pytest.mark.parametrize("count", [2, 64, 1024])
def test_each_axis_has_one_point_in_each_equal_part(count: int) -> None:
    points = sobol(count, MOST, 11)
    for axis in points.T:
        assert sorted(np.floor(axis * count).astype(int).tolist()) == list(range(count))


def test_every_plane_of_the_first_axes_is_even() -> None:
    points = sobol(4096, 12, 3)
    for one in range(12):
        for other in range(one):
            cells = np.floor(points[:, one] * 16) * 16 + np.floor(points[:, other] * 16)
            assert np.bincount(cells.astype(int), minlength=256).tolist() == [16] * 256


def test_sums_are_nearer_to_the_truth_than_by_chance() -> None:
    rates = np.array([1, 1, 0.5, 0.5, 0.2, 0.2, 0.1, 0.1])

    def error(points: np.ndarray) -> float:
        return float(np.prod(1 + (points - 0.5) * rates, axis=1).mean() - 1)

    even = [error(sobol(1024, 8, seed)) for seed in range(20)]
    chance = [error(np.random.default_rng(seed).random((1024, 8))) for seed in range(20)]
    assert np.square(even).mean() < np.square(chance).mean() / 100


def test_one_seed_is_one_design_and_another_another() -> None:
    options = {"winmax": 5, "weights": FREE}
    one, same, other = (design(options, replicates=100, seed=seed) for seed in (1, 1, 2))
    assert one.picks.tolist() == same.picks.tolist()
    assert one.picks.tolist() != other.picks.tolist()


def test_points_become_options_by_equal_parts() -> None:
    points = np.array([[0.0], [0.1999], [0.2], [0.999999]])
    assert chosen(points, (5,)).ravel().tolist() == [0, 0, 1, 4]


def test_a_crossed_design_changes_one_factor_at_a_time() -> None:
    found = crossed({"a": 7, "b": 9, "c": FREE}, n=16, seed=4)
    first, second, *mixed = found.picks.reshape(5, 16, 3)
    assert found.factors == ("a", "b", "c")
    for place, one in enumerate(mixed):
        others = [column for column in range(3) if column != place]
        assert (one[:, place] == second[:, place]).all()
        assert (one[:, others] == first[:, others]).all()


@pytest.mark.parametrize("count", [0, MOST // 2 + 1])
def test_no_factor_and_too_many_are_refused(count: int) -> None:
    with pytest.raises(Refused, match=f"varies {count} choices"):
        crossed({str(number): 2 for number in range(count)}, n=4, seed=1)
