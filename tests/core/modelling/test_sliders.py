"""Are quick answers those of the full solution, and are levers told in the right order?"""

from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked, Kind
from styrbord.core.modelling.multipliers import multipliers
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import Solved, run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.sliders import Board, By, Slider, apart, board, levers, solved_again
from styrbord.core.modelling.system import System, system_of
from styrbord.core.modelling.tangents import tangents
from styrbord.core.modelling.variants import Moves, variants

TEXT = """MODEL
IDENTITY> jobs
EQ> LOG(jobs) = 0.7*LOG(TSLAG(jobs,1)) + 0.1*LOG(spend) + 0.1*LOG(income) + plants*0.02
IDENTITY> income
EQ> income = wage*jobs*(1 - rate) + 0.2*TSLAG(income,1)
IDENTITY> revenue
EQ> revenue = rate*wage*jobs + fee
END"""
COUNT = 4
FLAT = np.ones(5)
SLIDERS = (
    Slider("tax", "rate", FLAT, step=0.01, low=-0.05, high=0.05),
    Slider("spending", "spend", FLAT, is_share=True, step=0.1, low=0.0, high=0.5),
    Slider("plant", "plants", np.array([0.0, 1.0, 1.0, 1.0, 1.0])),
    Slider("fees", "fee", FLAT, step=1.0, low=-1.0, high=3.0),
    Slider("hiring", "jobs", np.array([0.01, 0.0, 0.0, 0.0, 0.0])),
)


@pytest.fixture(scope="module")
def system() -> System:
    """Jobs, income and revenue."""
    return system_of(model_of(TEXT), {})


@pytest.fixture(scope="module")
def data() -> Series:
    """Four territories of different size."""
    size = np.array([1.0, 2.0, 5.0, 20.0])
    values = {
        "jobs": np.tile(100.0 * size, (8, 1)),
        "income": np.tile(300.0 * size, (8, 1)),
        "spend": np.tile(50.0 * size, (8, 1)) + np.arange(8.0)[:, None],
        "wage": np.full((8, COUNT), 3.0),
        "rate": np.full(8, 0.13),
        "fee": np.full(8, 2.0),
        "plants": np.zeros(8),
    }
    return Series(Frequency.ANNUAL, 2020, values)


@pytest.fixture(scope="module")
def solved(system: System, data: Series) -> Solved:
    """The run and two scenarios of it."""
    moves: list[Moves] = [
        {"spend": np.full(5, 4.0)},
        {"spend": np.full((5, COUNT), -4.0), "jobs": np.full(5, -0.01)},
    ]
    return run(system, data, variants(system, Asked(2022, 2026), moves, territories=COUNT))


@pytest.fixture(scope="module")
def kept(solved: Solved, data: Series) -> Board:
    """The sliders' multipliers."""
    return board(solved, data, SLIDERS, ("revenue", "jobs", "income"))


def test_variants_move_what_they_name(solved: Solved) -> None:
    spend = solved.asked.changes["spend"].reshape(5, 3, COUNT)
    assert [float(one) for one in spend[0, :, 1]] == [0.0, 4.0, -4.0]
    jobs = solved.variants("jobs")
    assert (jobs[:, 1] > jobs[:, 0]).all()
    assert (jobs[:, 2] < jobs[:, 0]).all()


def test_moves_are_the_multipliers_of_each_lane(system: System, data: Series, solved: Solved) -> None:
    found = tangents(solved, data, [{"rate": np.eye(5)[1]}, {"jobs": np.eye(5)[2]}])
    names = ("jobs", "income", "revenue")
    wanted = multipliers(solved, names, ("rate", "jobs"), lane=3).values
    for at, name in enumerate(names):
        own = found[:, system.rows[name], :, 3]
        assert np.allclose(own[0], wanted[at, :, 0, 1], rtol=1e-7)
        assert np.allclose(own[1], wanted[at, :, 1, 2], rtol=1e-7)


def test_moves_do_not_depend_on_how_many_lanes_are_differentiated_at_once(
    solved: Solved, data: Series, kept: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("styrbord.core.modelling.tangents.MOST", 45)
    again = board(solved, data, SLIDERS, kept.targets)
    assert np.allclose(again.moves, kept.moves, rtol=1e-12)


def test_quick_and_full_answers_agree_for_a_tenth(solved: Solved, data: Series, kept: Board) -> None:
    for positions in ({"spending": 0.1}, {"spending": -0.1, "tax": 0.013}, {"plant": 1.0, "hiring": 1.0}):
        quick, full = kept.answer(positions), solved_again(solved, data, kept, positions)
        assert (quick.by, full.by) == (By.MULTIPLIERS, By.SOLVING)
        assert 1e-9 < apart(quick, full) < 0.02
        assert not np.allclose(full.of("revenue"), kept.base[0], rtol=1e-4)


def test_where_nothing_moves_the_numbers_are_the_same(solved: Solved, data: Series, kept: Board) -> None:
    for positions in ({}, {"tax": 0.0}):
        for answer in (kept.answer(positions), solved_again(solved, data, kept, positions)):
            assert np.array_equal(answer.of("jobs"), solved.path("jobs"))


@pytest.mark.requirement("R-098")
def test_levers_are_ranked_as_finite_differences_rank_them(
    system: System, data: Series, solved: Solved, kept: Board
) -> None:
    ranked = levers(kept, "revenue", periods=slice(1, 4))
    by_hand = {}
    for one in SLIDERS:
        full = solved_again(solved, data, kept, {one.code: one.step * 1e-3}).of("revenue")
        by_hand[one.code] = abs((full - kept.base[0])[1:4].sum()) * 1e3
    assert [one.code for one in ranked] == sorted(by_hand, key=lambda code: -by_hand[code])
    for lever in ranked:
        assert lever.by_step == pytest.approx(by_hand[lever.code], rel=1e-2)
    top = ranked[0]
    step = next(one.step for one in SLIDERS if one.code == top.code)
    shown = solved_again(solved, data, kept, {top.code: step}).of("revenue")
    assert shown[1:4].sum() > kept.base[0, 1:4].sum()
    fees = next(one for one in ranked if one.code == "fees")
    assert (fees.most, fees.position) == pytest.approx((3.0 * 3 * 12, 3.0))
    down = levers(kept, "revenue", is_good_up=False)
    assert next(one for one in down if one.code == "fees").position == -1.0


def test_what_cannot_be_asked_is_told(system: System, data: Series, solved: Solved, kept: Board) -> None:
    with pytest.raises(Refused, match=r"no slider taxes\. Did you mean tax"):
        kept.answer({"taxes": 1.0})
    with pytest.raises(Refused, match=r"(?s)endogenous variable revenu.*variable rat"):
        board(solved, data, [replace(SLIDERS[0], variable="rat")], ["revenu"])
    static = run(system, data, Asked(2022, 2026, kind=Kind.STATIC, lanes=COUNT))
    with pytest.raises(Refused, match="lagged values come from the data"):
        board(static, data, SLIDERS, ["jobs"])
    with pytest.raises(Refused, match="no variable rats"):
        variants(system, Asked(2022, 2026), [{"rats": FLAT}])


def test_a_territory_without_a_solution_has_no_answer(system: System, data: Series) -> None:
    values = {name: own.copy() for name, own in data.values.items()}
    values["wage"][4, 2] = -1.0
    broken = Series(data.frequency, data.first, values)
    solved = run(system, broken, Asked(2022, 2026, lanes=COUNT))
    found = board(solved, broken, SLIDERS, ("revenue",)).answer({"tax": 0.01}).of("revenue")
    assert np.isfinite(found).all(axis=0).tolist() == [True, True, False, True]
