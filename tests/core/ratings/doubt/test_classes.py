"""Do the rules of a method give each subject one class, the same every time, and sure only when it is?"""

from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.doubt.classes import NONE, classes_of, shares_of, top_of, verdicts
from styrbord.core.ratings.doubt.simulating import simulate
from styrbord.core.ratings.options import Aggregation, Bands, Normalisation, Variation
from tests.core.ratings.doubt.worlds import VARIED, inputs, method

RULES = (
    Bands(),
    Bands(by="score", cuts=(60.0, 40.0)),
    Bands(by="share-of-maximum", cuts=(0.6, 0.4)),
    Bands(by="quantile", cuts=(0.25, 0.75)),
    Bands(by="natural", cuts=()),
)


@pytest.mark.requirement("R-084")
@pytest.mark.parametrize("bands", RULES, ids=lambda bands: bands.by)
def test_stated_rules_give_the_same_classes_again(bands: Bands) -> None:
    made = replace(method(), bands=bands)
    first, again = (classes_of(rate(made, inputs())) for _ in range(2))
    assert first == again
    assert "leader" in first


@pytest.mark.requirement("R-085")
@pytest.mark.parametrize("bands", RULES, ids=lambda bands: bands.by)
def test_three_classes_share_out_all_subjects_in_the_order_of_their_scores(bands: Bands) -> None:
    rated = rate(replace(method(), bands=bands), inputs())
    found = classes_of(rated)
    assert set(found) == {"leader", "middle", "lagging"}
    best_first = [found[row] for row in np.argsort(-rated.scores[:, -1])]
    order = {code: number for number, code in enumerate(bands.classes)}
    assert best_first == sorted(best_first, key=order.__getitem__)


def test_eighteen_leaders_are_eighteen_of_all() -> None:
    made = replace(method(), bands=Bands(cuts=(18 / 63, 53 / 63)))
    found = classes_of(rate(made, inputs(63)))
    assert [found.count(code) for code in made.bands.classes] == [18, 35, 10]


def test_ends_of_scores_belong_to_the_class_above() -> None:
    rated = rate(method(), inputs())
    end = float(np.sort(rated.scores[:, -1])[-5])
    made = replace(method(), bands=Bands(("high", "rest"), "score", (end,)))
    assert classes_of(rate(made, inputs())).count("high") == 5


def test_each_period_is_classed_by_itself() -> None:
    panel = inputs(20, periods=("2023", "2024"))
    found = classes_of(rate(method(), panel))
    assert found[:20].count("leader") == found[20:].count("leader") == 5


def test_the_largest_possible_score_is_the_top_of_the_scale() -> None:
    made = method()
    assert top_of(made) == 100.0
    assert top_of(replace(made, normalisation=Normalisation(by="zscore"))) is None
    assert top_of(replace(made, aggregation=Aggregation("copeland"))) is None
    second = Normalisation(by="zscore", then=("minmax", 0.0, 1.0))
    assert top_of(replace(made, normalisation=second)) == 1.0


def test_shares_leave_out_recalculations_without_a_class() -> None:
    numbers = np.array([[0, NONE], [1, NONE], [NONE, NONE]], dtype=np.int8)
    found = shares_of(numbers, np.array([3, 1, 5]), 2)
    assert found[0].tolist() == [0.75, 0.25]
    assert np.isnan(found[1]).all()


def test_a_class_below_its_stated_probability_is_borderline() -> None:
    shares = np.array([[0.9, 0.1, 0.0], [0.85, 0.15, 0.0], [np.nan] * 3, [np.nan] * 3])
    found = verdicts(["leader", "leader", "middle", ""], shares, Bands(sure=0.9))
    assert found == ("leader", "borderline", "borderline", "")


def test_variants_on_another_scale_keep_the_number_of_each_class() -> None:
    bands = Bands(by="score", cuts=(60.0, 40.0))
    found = simulate(replace(method(*VARIED), bands=bands), inputs(), replicates=128, seed=1)
    expected = [found.classes.count(code) for code in bands.classes]
    np.testing.assert_allclose(found.shares.sum(0), expected, atol=1.5)
    assert min(expected) > 0
    assert "borderline" in found.verdicts
    assert "leader" in found.verdicts


def test_ends_of_scores_hold_where_the_scale_is_the_same() -> None:
    bands = Bands(by="score", cuts=(60.0, 40.0))
    made = replace(method(Variation("data-error", noise=0.5)), bands=bands)
    found = simulate(made, inputs(), replicates=64, seed=1)
    counts = found.shares.sum(0)
    assert abs(counts - [found.classes.count(code) for code in bands.classes]).max() > 1
