"""Does the chain give the numbers of the reference folder at every step?"""

from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.ratings.chain import Cached, rate
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Aggregation, Normalisation, Pool, Step, Treatment
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.reading import read
from styrbord.core.ratings.stages.treating import Passage, mark_text
from styrbord.core.ratings.statistics.moments import kurtosis, skewness
from tests.core.ratings.references import Sheet, reference, sheet, texts
from tests.core.ratings.worlds import asem, content

pytestmark = reference

STEPS = {
    "denominated": Step.DENOMINATE,
    "imputed": Step.IMPUTE,
    "screened": Step.SCREEN,
    "treated": Step.TREAT,
    "normalised": Step.NORMALISE,
}


@pytest.fixture(scope="module")
def world() -> tuple[Method, Inputs]:
    return asem()


@pytest.fixture(scope="module")
def rated(world: tuple[Method, Inputs]) -> Rated:
    return rate(*world)


def of_rows(rated: Rated, table: Sheet) -> list[int]:
    return [rated.units.index(unit) for unit in table.rows]


def by_unit(rated: Rated) -> list[int]:
    """Rows in the order of the units' codes, which is that of the marks in the reference."""
    return sorted(range(len(rated.units)), key=lambda row: rated.units[row])


def assert_same(found: np.ndarray, wanted: np.ndarray) -> None:
    np.testing.assert_allclose(found, wanted, rtol=1e-10, atol=1e-12)


def codes(rated: Rated) -> list[str]:
    return [node.code for node in rated.method.tree.indicators]


@pytest.mark.parametrize("stage", STEPS)
def test_each_stage_has_the_values_of_the_reference(rated: Rated, stage: str):
    table = sheet(f"coinr/stage_{stage}.csv")
    assert_same(rated.stages[STEPS[stage]][of_rows(rated, table)], table.of(codes(rated)))


def test_aggregates_have_the_values_of_the_reference(rated: Rated):
    table = sheet("coinr/stage_aggregated.csv")
    assert_same(rated.scores[of_rows(rated, table)], table.of(list(rated.method.tree.columns)))


def test_places_in_every_node_are_those_of_the_reference(rated: Rated):
    table = sheet("coinr/results_ranks_full.csv")
    found = rated.ranks[of_rows(rated, table)]
    np.testing.assert_array_equal(found, table.of(list(rated.method.tree.columns)))


def test_treatment_does_exactly_what_the_reference_did(rated: Rated):
    table = sheet("coinr/stage_treated.csv")
    before, after = rated.stages[Step.SCREEN], rated.stages[Step.TREAT]
    told = sheet("coinr/stage_screened.csv")
    moved = told.values != table.of(told.columns)
    order = of_rows(rated, told)
    np.testing.assert_array_equal(
        (before != after)[order], moved[:, [told.columns.index(c) for c in codes(rated)]]
    )
    heads, *lines = texts("coinr/treat_points.csv")
    for code in codes(rated):
        marks = rated.treated[code]["marks"]
        assert isinstance(marks, np.ndarray)
        found = [mark_text(int(mark), "log_CT") for mark in marks[by_unit(rated)]]
        assert found == [line[heads.index(code)] for line in lines]


def test_the_log_of_treatment_is_that_of_the_reference(rated: Rated):
    _, *lines = texts("coinr/treat_details.csv")
    assert len(lines) == 49
    for code, passed, skew, kurt, points, again, skew1, kurt1 in lines:
        (one,) = rated.treated[code]["passages"]  # type: ignore[misc]
        assert isinstance(one, Passage)
        assert (one.first.passes, one.log, one.is_left) == (passed == "TRUE", "", False)
        assert_same(np.array([one.first.skewness, one.first.kurtosis]), np.array([float(skew), float(kurt)]))
        if one.second is None:
            assert (points, again) == ("", "")
        else:
            assert (one.points, one.second.passes) == (int(points), again == "TRUE")
            assert_same(
                np.array([one.second.skewness, one.second.kurtosis]), np.array([float(skew1), float(kurt1)])
            )
    assert sum(line[4] != "" for line in lines) == 15


def test_moments_of_the_screened_data_are_those_of_the_reference(rated: Rated):
    table = sheet("coinr/skew_kurt_screened.csv")
    values = rated.stages[Step.SCREEN][:, [codes(rated).index(code) for code in table.rows]]
    assert_same(np.stack([skewness(values), kurtosis(values)], axis=1), table.values)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("alt_norm_n_zscore", Normalisation(by="zscore", low=0, high=1)),
        ("norm_minmax_1_100", Normalisation(low=1, high=100)),
    ],
)
def test_other_normalisations_have_the_values_of_the_reference(
    world: tuple[Method, Inputs], name: str, options: Normalisation
):
    method, inputs = world
    found = rate(replace(method, normalisation=options), inputs)
    table = sheet(f"coinr/{name}.csv")
    assert_same(found.stages[Step.NORMALISE][of_rows(found, table)], table.of(codes(found)))


@pytest.mark.parametrize(("name", "by"), [("a_amean", "arithmetic"), ("a_gmean", "geometric")])
def test_both_means_have_the_values_of_the_reference(world: tuple[Method, Inputs], name: str, by: str):
    method, inputs = world
    options = {"normalisation": Normalisation(low=1, high=100), "aggregation": Aggregation(by=by)}
    found = rate(replace(method, **options), inputs)
    table = sheet(f"coinr/alt_agg_{name}_1_100.csv")
    assert_same(found.scores[of_rows(found, table)], table.of(list(method.tree.columns)))


def test_the_worked_numbers_of_three_countries(rated: Rated):
    wanted = {
        "AUS": (38.364808, 53.167687, 45.766248),
        "CHE": (62.787962, 73.979487, 68.383724),
        "GBR": (52.810445, 62.716877, 57.763661),
    }
    for unit, numbers in wanted.items():
        found = [
            rated.scores[rated.units.index(unit), rated.column(code)] for code in ("Conn", "Sust", "Index")
        ]
        np.testing.assert_allclose(found, numbers, atol=5e-7)


def test_63_cells_are_filled_and_the_share_of_the_score_that_rests_on_them_is_told(rated: Rated):
    holes = np.isnan(rated.inputs.values)
    assert int(holes.sum()) == 63
    assert not np.isnan(rated.stages[Step.IMPUTE]).any()
    assert rated.is_imputed.sum() >= 63
    own = rated.weights[:, :49]
    np.testing.assert_allclose(own.sum(1), 1)
    np.testing.assert_allclose(rated.imputed_share, (own * rated.is_imputed).sum(1))
    assert 0 < rated.imputed_share.max() < 0.5


def test_a_panel_of_one_year_repeated_rates_each_year_like_the_year(
    world: tuple[Method, Inputs], rated: Rated
):
    method, inputs = world
    twice = replace(
        inputs,
        units=inputs.units * 2,
        values=np.tile(inputs.values, (2, 1)),
        periods=("2018",) * 51 + ("2019",) * 51,
        denominators={code: np.tile(one, 2) for code, one in inputs.denominators.items()},
        groups={code: one * 2 for code, one in inputs.groups.items()},
    )
    by_year = replace(method, treatment=replace(method.treatment, pool=Pool.PERIOD))
    found = rate(by_year, twice)
    assert_same(found.scores[:51], rated.scores)
    assert_same(found.scores[51:], rated.scores)
    np.testing.assert_array_equal(found.ranks, np.tile(rated.ranks, (2, 1)))


def test_the_panel_of_five_years_is_read_and_rated_with_a_common_frame():
    structure, inputs = read(content("iMeta"), content("iData_p"))
    assert (len(inputs.units), len(set(inputs.periods))) == (255, 5)
    method = replace(asem()[0], tree=structure, is_parity=False)
    found = rate(method, inputs)
    assert sorted({found.ranks[row, -1] for row in range(255)}) == list(range(1, 52))
    assert np.nanmin(found.scores[:, :49]) == 0
    assert np.nanmax(found.scores[:, :49]) == 100


def test_screening_before_imputation_leaves_out_five_units_a_year(world: tuple[Method, Inputs]):
    method, inputs = world
    steps = (Step.SCREEN, Step.DENOMINATE, Step.IMPUTE, Step.TREAT, Step.NORMALISE, Step.AGGREGATE)
    found = rate(replace(method, steps=steps), inputs)
    assert len(found.units) == 46
    assert [one.code for one in found.warnings] == ["rating.screened"]


def test_variants_share_the_steps_that_they_have_in_common(world: tuple[Method, Inputs], rated: Rated):
    method, inputs = world
    cached = Cached(inputs)
    variants = [
        replace(
            method, treatment=Treatment(by="winsorise", most_points=points), aggregation=Aggregation(by=by)
        )
        for points in (1, 5)
        for by in ("arithmetic", "power")
    ]
    states = [cached.state(one) for one in variants]
    assert states[0] is states[1]
    assert states[0] is not states[2]
    assert states[0].stages[Step.SCREEN][1] is states[2].stages[Step.SCREEN][1]
    np.testing.assert_array_equal(cached.rate(method).scores, rated.scores)
    for one in variants:
        np.testing.assert_array_equal(cached.rate(one).scores, rate(one, inputs).scores)
