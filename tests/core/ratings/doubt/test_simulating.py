"""Do recalculations say how far places can be trusted, whoever makes them, and does nothing fail unseen?"""

import pickle
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from styrbord.core.base.fan_out import InProcess
from styrbord.core.base.problems import Refused
from styrbord.core.base.processes import Processes
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.doubt import recalculating
from styrbord.core.ratings.doubt.design import design
from styrbord.core.ratings.doubt.edits import edited
from styrbord.core.ratings.doubt.factors import (
    DATA,
    WEIGHTS,
    Factor,
    counts,
    factors_of,
    noisy_values,
    weights_of,
)
from styrbord.core.ratings.doubt.replays import Replay
from styrbord.core.ratings.doubt.results import Doubt
from styrbord.core.ratings.doubt.simulating import replayed, sensitivity, simulate
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Aggregation, Imputation, Peers, Treatment, Variation
from styrbord.core.ratings.weights import original
from tests.core.ratings.doubt.worlds import VARIED, inputs, method

Ints = npt.NDArray[np.int64]


def one_by_one(made: Method, values: Inputs, *, replicates: int, seed: int) -> Ints:
    """Places of each recalculation, by rating the whole index anew for each."""
    factors = factors_of(made)
    picks = design(counts(factors), replicates=replicates, seed=seed).picks
    found = []
    for row in picks:
        variant, given = made, values
        weights = original(made.tree)
        for factor, pick in zip(factors, row.tolist(), strict=True):
            if factor.is_edit:
                variant = edited(variant, factor.variation.options[pick])
            elif factor.is_weights:
                weights = weights_of(factor, np.array([pick]), weights[None], made.tree, seed)[0]
            else:
                given = replace(given, values=noisy_values(factor, pick, given, seed))
        named = zip(made.tree.columns, weights.tolist(), strict=True)
        if any(factor.is_weights for factor in factors):
            variant = edited(variant, {f"nodes.{code}.weight": weight for code, weight in named})
        found.append(np.nan_to_num(rate(variant, given).ranks[:, -1]))
    return np.array(found, dtype=np.int64)


def test_each_recalculation_is_the_rating_by_that_variant() -> None:
    made = method(*VARIED)
    found = simulate(made, inputs(), replicates=60, seed=4, is_kept=True)
    assert found.ranks is not None
    assert found.ranks.tolist() == one_by_one(made, inputs(), replicates=60, seed=4).tolist()


def test_variants_with_holes_noise_and_treatment_agree_too() -> None:
    values = inputs()
    values.values[[3, 7, 9], [0, 1, 3]] = np.nan
    made = method(
        Variation("imputation", ({"imputation.by": "none"}, {"imputation.by": "median"})),
        Variation("outliers", ({"treatment.by": "none"}, {"treatment.by": "winsorise"})),
        Variation(DATA, noise=0.3, sets=3),
        Variation(WEIGHTS, noise=0.5),
    )
    found = simulate(made, values, replicates=40, seed=2, is_kept=True)
    assert found.ranks is not None
    assert found.ranks.tolist() == one_by_one(made, values, replicates=40, seed=2).tolist()
    assert (found.low < found.high).any()


def test_weights_that_come_from_the_data_follow_the_noise_in_them() -> None:
    made = replace(method(Variation(DATA, noise=0.4, sets=5), VARIED[0]), weights="pca")
    found = simulate(made, inputs(), replicates=20, seed=2, is_kept=True)
    assert found.ranks is not None
    assert found.ranks.tolist() == one_by_one(made, inputs(), replicates=20, seed=2).tolist()


def test_what_weighs_units_as_suits_them_best_takes_no_other_weights() -> None:
    best = Aggregation("benefit-of-the-doubt", least_share=0.1, most_share=0.9)
    made = edited(method(VARIED[1]), {"nodes.People.aggregation": best})
    other = edited(made, {"nodes.i1.weight": 3.0})
    one, same = (simulate(each, inputs(), replicates=20, seed=2, is_kept=True) for each in (made, other))
    assert one.ranks is not None
    assert same.ranks is not None
    assert one.ranks.tolist() == same.ranks.tolist()
    assert (one.high > one.low).any()


def test_more_noise_in_the_data_makes_wider_intervals() -> None:
    widths = []
    for noise in (0.05, 0.2, 0.8):
        found = simulate(method(Variation(DATA, noise=noise)), inputs(), replicates=60, seed=1)
        widths.append((found.high - found.low).mean())
    assert all(less < more for less, more in pairwise(widths))


def test_a_method_that_varies_nothing_is_tried_with_other_weights() -> None:
    found = simulate(method(), inputs(), replicates=100, seed=1)
    assert (found.high > found.low).any()
    assert ((found.low <= found.median) & (found.median <= found.high)).all()


def test_one_seed_gives_the_same_bytes_however_the_work_is_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    made, values = method(*VARIED), inputs()
    once = simulate(made, values, replicates=100, seed=9, is_kept=True)
    again = simulate(made, values, replicates=100, seed=9, is_kept=True, fan_out=Processes(2))
    monkeypatch.setattr(recalculating, "CELLS", 210)  # blocks of seven recalculations
    cut = simulate(made, values, replicates=100, seed=9, is_kept=True, fan_out=InProcess())
    other = simulate(made, values, replicates=100, seed=10, is_kept=True)
    assert pickle.dumps(_plain(once)) == pickle.dumps(_plain(again)) == pickle.dumps(_plain(cut))
    assert pickle.dumps(_plain(once)) != pickle.dumps(_plain(other))


def _plain(found: Doubt) -> list[object]:
    assert found.ranks is not None
    arrays = (found.ranks, found.mean, found.low, found.median, found.high, found.shares, found.is_robust)
    return [[one.tobytes() for one in arrays], list(found.verdicts), list(found.tied)]


def test_progress_is_told_and_may_stop_the_work() -> None:
    told: list[tuple[int, int, str]] = []

    def note(done: int, total: int, stage: str) -> None:
        told.append((done, total, stage))

    def stop(done: int, total: int, stage: str) -> None:
        raise KeyboardInterrupt

    simulate(method(*VARIED), inputs(), replicates=50, seed=1, progress=note)
    assert told
    assert told[-1][0] == told[-1][1]
    assert {stage for _, _, stage in told} == {"recalculate"}
    with pytest.raises(KeyboardInterrupt):
        simulate(method(*VARIED), inputs(), replicates=50, seed=1, progress=stop)


def test_recalculations_that_fail_are_counted_with_their_reason() -> None:
    options = ({"normalisation.low": 1.0}, {"normalisation.low": 0.0})
    made = method(Variation("lowest", options), VARIED[2])
    found = simulate(made, inputs(), replicates=64, seed=1, is_kept=True)
    assert found.ranks is not None
    failed = (found.ranks == 0).all(1)
    (problem,) = found.failures
    assert found.failed_share == failed.mean() == 0.25
    assert "16 of 64 recalculations cannot be made: " in str(problem)
    assert "i1 of u" in str(problem)
    assert not problem.is_error
    assert found.present.tolist() == [0.75] * 30


def test_sensitivity_leaves_out_the_rows_that_failed() -> None:
    options = ({"normalisation.low": 1.0}, {"normalisation.low": 0.0})
    found = sensitivity(method(Variation("lowest", options), VARIED[2]), inputs(), n=64, seed=1)
    assert (found.mean.rows < 64).all()
    assert np.isfinite(found.total).all()
    assert found.doubt.failures


def test_a_rating_that_cannot_be_made_is_refused_not_counted() -> None:
    made = replace(method(*VARIED), treatment=Treatment(), imputation=Imputation("group-mean", "region"))
    with pytest.raises(Refused, match="region"):
        simulate(made, inputs(), replicates=10, seed=1)


def test_units_that_a_variant_screens_out_have_no_place_in_it() -> None:
    values = inputs()
    values.values[5, :2] = np.nan
    strict = {"screening.by": "missing", "screening.least_available": 0.9}
    made = method(Variation("screening", ({"screening.by": "none"}, strict)))
    found = simulate(made, values, replicates=64, seed=1, is_kept=True)
    assert found.ranks is not None
    assert found.present[5] == 0.5
    assert np.delete(found.present, 5).tolist() == [1.0] * 29
    assert found.ranks[found.ranks[:, 5] == 0].max() == 29


def test_the_newest_period_is_doubted_unless_another_is_asked() -> None:
    panel = inputs(12, periods=("2024-Q1", "2023-Q4"))
    made = method(*VARIED)
    newest = simulate(made, panel, replicates=20, seed=1)
    older = simulate(made, panel, replicates=20, seed=1, period="2023-Q4")
    assert newest.rows.tolist() == list(range(12))
    assert older.rows.tolist() == list(range(12, 24))
    assert newest.places.tolist() == newest.nominal.ranks[:12, -1].tolist()
    with pytest.raises(Refused, match="no period 2022"):
        simulate(made, panel, replicates=20, seed=1, period="2022")


def test_peers_are_placed_and_tied_among_themselves() -> None:
    values = inputs(24)
    kinds = tuple("town" if row % 2 else "county" for row in range(24))
    values = replace(values, groups={"kind": kinds})
    made = replace(method(*VARIED), peers=Peers("kind", least=5))
    found = simulate(made, values, replicates=40, seed=1)
    assert np.nanmax(found.high) <= 12
    assert max(int(span.split("-")[-1]) for span in found.tied) <= 12
    assert found.classes.count("leader") == 6


def test_a_choice_that_moves_nothing_has_no_share() -> None:
    idle = Variation("idle", ({"treatment.most_points": 3}, {"treatment.most_points": 4}))
    found = sensitivity(method(idle, *VARIED), inputs(), n=256, seed=3, is_by_row=True)
    assert found.factors == ("idle", "normalisation", "weights", "aggregation")
    assert found.total[0] == 0.0
    assert (found.total[1:] > 0).all()
    assert found.by_row is not None
    assert found.by_row.first.shape == (4, 30)
    assert found.doubt.replicates == 512


def test_a_replay_of_the_picks_gives_the_same_places() -> None:
    from_seed = simulate(method(*VARIED), inputs(), replicates=30, seed=6, is_kept=True)
    factors = factors_of(method(*VARIED))
    one = design(counts(factors), replicates=30, seed=6)
    sets = weights_of(factors[1], np.arange(40), np.ones((40, 7)), method().tree, 6)
    given = (factors[0], Factor(Variation(WEIGHTS), sets), factors[2])
    again = replayed(method(*VARIED), inputs(), Replay(given, one, tuple(map(str, range(30)))))
    assert from_seed.ranks is not None
    assert again.ranks is not None
    assert from_seed.ranks.tolist() == again.ranks.tolist()


@pytest.mark.parametrize("count", [0, -1, 10**9])
def test_a_senseless_number_of_recalculations_is_refused(count: int) -> None:
    with pytest.raises(Refused, match="whole number from 1 to"):
        simulate(method(), inputs(), replicates=count, seed=1)
    with pytest.raises(Refused, match="whole number from 2 to"):
        sensitivity(method(), inputs(), n=count, seed=1)


def test_a_variation_without_options_or_noise_is_refused() -> None:
    with pytest.raises(Refused, match="nothing has neither options nor noise"):
        simulate(method(Variation("nothing")), inputs(), replicates=4, seed=1)
