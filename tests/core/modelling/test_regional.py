"""Are poverty and location quotients those of the reference?"""

import numpy as np
import pytest

from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.poverty import headcount_after, mean_for, poverty
from styrbord.core.modelling.quotients import cross, factors, inverse, simple
from tests.core.modelling import klein

NAMES = {
    "sigma": "sigma", "headcount": "headcount", "poverty_gap": "gap", "fgt2": "severity",
    "decile_ratio_R10": "decile_ratio", "median": "median", "deficit_per_capita": "deficit",
    "elasticity_headcount_to_mean": "elasticity",
}  # fmt: skip


@klein.needed
def test_poverty_is_that_of_the_reference() -> None:
    rows = klein.rows("lognormal_poverty.csv")
    assert len(rows) == 2
    for row in rows:
        mean, line, gini = (float(row[name]) for name in ("mean_income", "poverty_line", "gini"))
        found = poverty(mean=mean, line=line, gini=gini)
        for column, name in NAMES.items():
            assert float(getattr(found, name)) == pytest.approx(float(row[column]), rel=1e-10), column
        wanted = float(row["mean_needed_for_6.5pct"])
        assert float(mean_for(0.065, line=line, gini=gini)) == pytest.approx(wanted, rel=1e-10)


def test_measures_are_those_of_drawn_incomes() -> None:
    found = poverty(mean=2.0, line=1.0, gini=0.4)
    places = (np.arange(400_000) + 0.5) / 400_000
    draw = np.random.default_rng(2).permutation(places)
    from_normal = np.exp(_normal(draw) * found.sigma) * 2.0 * np.exp(-(found.sigma**2) / 2)
    short = np.maximum(1 - from_normal, 0)
    assert float(found.headcount) == pytest.approx((from_normal < 1).mean(), abs=1e-4)
    assert float(found.gap) == pytest.approx(short.mean(), abs=1e-4)
    assert float(found.severity) == pytest.approx((short**2).mean(), abs=1e-4)
    given = from_normal + 0.3 * (from_normal < 1)
    left = headcount_after(0.3, mean=2.0, line=1.0, gini=0.4)
    assert float(left) == pytest.approx((given < 1).mean(), abs=1e-4)


def _normal(shares: Numbers) -> Numbers:
    """Points of the normal distribution at shares."""
    grid = np.linspace(-6, 6, 200_001)
    density = np.cumsum(np.exp(-(grid**2) / 2))
    found: Numbers = np.interp(shares, density / density[-1], grid)
    return found


@pytest.mark.parametrize(("mean", "line", "gini"), [(0, 1, 0.4), (1, 0, 0.4), (1, 1, 0), (1, 1, 1)])
def test_incomes_that_cannot_be_are_refused(mean: float, line: float, gini: float) -> None:
    with pytest.raises(ValueError, match="must be above 0"):
        poverty(mean=mean, line=line, gini=gini)


@klein.needed
def test_quotients_are_those_of_the_reference() -> None:
    rows = klein.rows("flq_inputs.csv")
    region = np.array([float(row["regional_value"]) for row in rows])
    nation = np.array([float(row["national_value"]) for row in rows])
    national = np.array([[float(row[f"A_{at}"]) for at in range(1, 7)] for row in rows])
    own, pairs = simple(region, nation), cross(region, nation)
    shares = factors(region, nation, variant="slq")
    regional = shares * national
    leontief = inverse(regional)
    for row in klein.rows("flq_slq_cilq.csv"):
        at = int(row["i"]) - 1, int(row["j"]) - 1
        assert own[at[0]] == pytest.approx(float(row["slq_i"]), rel=1e-10)
        assert pairs[at] == pytest.approx(float(row["cilq_ij"]), rel=1e-10)
        assert shares[at] == pytest.approx(float(row["slq_factor"]), rel=1e-10)
        assert regional[at] == pytest.approx(float(row["slq_regional_coef"]), rel=1e-10)
        assert leontief[at] == pytest.approx(float(row["slq_leontief"]), rel=1e-10)


def test_flq_shrinks_with_delta_and_aflq_lifts_what_a_region_is_strong_in() -> None:
    region, nation = np.array([30.0, 10.0, 0.0]), np.array([100.0, 300.0, 50.0])
    plain = factors(region, nation, delta=0.1)
    assert (factors(region, nation, delta=0.3) <= plain + 1e-12).all()
    lifted = factors(region, nation, variant="aflq", delta=0.1)
    strong = np.log2(1 + simple(region, nation)[0])
    assert lifted[:, 0] == pytest.approx(plain[:, 0] * strong)
    assert lifted[:, 1] == pytest.approx(plain[:, 1])
    assert plain[:, 2].tolist() == [0.0, 0.0, 0.0]


def test_tables_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="less than 1"):
        inverse(np.array([[0.5, 0.2], [0.5, 0.1]]))
    with pytest.raises(ValueError, match="what the nation lacks"):
        simple(np.array([1.0, 1.0]), np.array([1.0, 0.0]))
    with pytest.raises(ValueError, match="none of"):
        factors(np.array([1.0]), np.array([1.0]), variant="htlq")
