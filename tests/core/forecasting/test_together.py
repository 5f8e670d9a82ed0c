"""Do sums and members stay together when they are forecast, and when some of them have not reported?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.forecasting.adding_up import added_up
from styrbord.core.forecasting.chances import marginal
from styrbord.core.forecasting.forecasts import forecasts
from styrbord.core.forecasting.histories import Asked, History
from styrbord.core.forecasting.together import Ahead, Side, together

ASKED = Asked(3, methods=("theta",))
CODES = ("a", "b", "c", "all")
LAST = 17


def values() -> np.ndarray:
    """Three walks, and their sum."""
    parts = 100 + np.random.default_rng(5).normal(1.0, 2.0, (3, LAST + 1)).cumsum(axis=1)
    return np.vstack([parts, parts.sum(axis=0)])


def made(numbers: np.ndarray, members: tuple[str, ...] = CODES[:3], **said: float) -> list[Ahead]:
    found = together(Side(CODES, numbers, {"all": members}, ASKED, lower=0.0, **said))
    assert None not in found
    return [one for one in found if one is not None]


def test_members_and_their_sum_add_up() -> None:
    found = made(values())
    assert all(one.is_added_up for one in found)
    assert sum(one.mean for one in found[:3]) == pytest.approx(found[3].mean, rel=1e-9)
    assert all((one.lower <= one.mean).all() and (one.mean <= one.upper).all() for one in found)


def test_what_is_not_the_sum_of_its_members_is_left_to_itself() -> None:
    rounded, wrong = values(), values()
    rounded[3] = rounded[3].round()
    wrong[3, -1] += 5
    assert all(one.is_added_up for one in made(rounded, room=0.5))
    assert not any(one.is_added_up for one in made(wrong, room=0.5))
    assert not any(one.is_added_up for one in made(values(), members=(*CODES[:3], "unknown")))


def test_a_missing_member_is_nowcast_beside_those_that_have_reported() -> None:
    late = values()
    late[[1, 3], LAST] = np.nan
    a, b, c, whole = made(late)
    assert [one.first for one in (a, b, c, whole)] == [LAST + 1, LAST, LAST + 1, LAST]
    assert [one.nowcast for one in (a, b, c, whole)] == [0, 1, 0, 1]
    assert [len(one.mean) for one in (a, b, c, whole)] == [3] * 4
    assert late[0, LAST] + b.mean[0] + late[2, LAST] == pytest.approx(whole.mean[0], rel=1e-9)
    assert a.mean[:2] + b.mean[1:] + c.mean[:2] == pytest.approx(whole.mean[1:], rel=1e-9)
    assert (np.diff(b.upper - b.lower) > 0).all()


def test_what_a_reported_sum_leaves_for_its_missing_member_is_what_the_member_has() -> None:
    late = values()
    missing = late[1, LAST]
    late[1, LAST] = np.nan
    assert made(late)[1].mean[0] == pytest.approx(missing, rel=1e-9)
    late[3, LAST] = late[0, LAST]  # less than what was reported: no number can keep it
    assert made(late)[1].mean[0] >= 0


def test_series_that_end_apart_are_not_added_up() -> None:
    numbers = values()
    histories = [History(code, one) for code, one in zip(CODES, numbers, strict=True)]
    links = [(code, "all") for code in CODES[:3]]
    whole = forecasts(histories, ASKED)
    with pytest.raises(Refused) as refused:
        added_up(whole, histories, links, ends=[17, 16, 17, 17])
    [problem] = refused.value.problems
    assert (problem.code, dict(problem.params)) == ("forecast.other-end", {"series": "b", "other": "all"})


def test_small_series_have_bands_of_their_own_size() -> None:
    """The engine stops its search at steps that are not those of the series' unit: they differ a little."""
    large, small = made(values()), made(values() / 1e6)
    for one, other in zip(large, small, strict=True):
        assert (other.upper - other.lower) * 1e6 == pytest.approx(one.upper - one.lower, rel=0.25)


def test_a_series_that_never_moved_has_no_width_among_those_that_do() -> None:
    numbers = values()
    numbers[3] += 1e-4 - numbers[1]
    numbers[1] = 1e-4
    still = made(numbers)[1]
    assert still.base.method == "naive"
    assert float((still.upper - still.lower).max()) < 1e-3


def test_a_sample_has_the_bands_of_its_forecast_on_both_sides() -> None:
    sample = marginal(10.0, np.array([8.0, 7.0]), np.array([13.0, 15.0]), (80.0, 95.0))
    shares = [float((sample < edge).mean()) for edge in (7.0, 8.0, 10.0, 13.0, 15.0)]
    assert shares == pytest.approx([0.025, 0.1, 0.5, 0.9, 0.975], abs=0.001)
    assert (np.diff(sample) >= 0).all()
    assert np.isnan(marginal(10.0, np.full(2, np.nan), np.full(2, 12.0), (80.0, 95.0))).any()
