"""Are p-values those of the simulated null: falling, within bounds, and right on average?"""

import json
from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.signals.residual.design import design_for
from styrbord.core.signals.residual.fit import fitted
from styrbord.core.signals.residual.pooling import moderated
from styrbord.core.signals.residual.simulation import null_series, pareto
from styrbord.core.signals.residual.statistics import statistics
from styrbord.core.signals.residual.table import PATH, p_values, shipped
from styrbord.core.signals.residual.tails import heaviness


@pytest.mark.parametrize("name", sorted(shipped().kinds))
def test_a_larger_statistic_is_never_likelier(name: str) -> None:
    kind = shipped().kinds[name]
    found = np.linspace(-6, 40, 400)
    for freedom, memory in ((3.0, 0.0), (20.0, 0.5), (1000.0, 0.99)):
        places = {"freedom": np.full(400, freedom), "memory": np.full(400, memory)}
        for statistic in (kind.window, kind.robust, kind.drift):
            p = p_values(kind, statistic, found, **places)
            assert (np.diff(p, axis=0) <= 1e-12).all()
            assert (p > 0).all()
            assert (p <= 1).all()


@pytest.mark.parametrize(("rows", "season", "is_flat"), [(48, 12, False), (40, 4, True), (22, 1, False)])
def test_p_values_of_fresh_series_without_a_change_are_even(rows: int, season: int, is_flat: bool) -> None:
    table, design = shipped(), design_for(rows, season)
    assert design is not None
    design = replace(design, has_trend=not is_flat)
    values, _, heavy = null_series(np.random.default_rng(77), 6000, rows, season)
    fit = fitted(values, design, bias=table.bias(design.kind, design.freedom))
    kind, found = table.kinds[design.kind], statistics(fit)
    tops = ((kind.window, found.window.max(axis=1)), (kind.robust, found.robust[:, :, 0].max(axis=1)))
    for statistic, top in tops:
        p = p_values(kind, statistic, top, freedom=fit.freedom, memory=fit.memory)
        own = p[np.arange(6000), heavy.astype(np.int64)]
        for share in (0.5, 0.1, 0.02):
            error = 4 * np.sqrt(share * (1 - share) / 6000)
            assert (own <= share).mean() == pytest.approx(share, abs=error + 0.05 * share)


def test_the_table_says_its_version_seed_and_draws() -> None:
    written = json.loads(PATH.read_text(encoding="utf-8"))
    table = shipped()
    assert (table.version, table.seed, table.draws) == (written["version"], written["seed"], written["draws"])
    assert table.draws >= 60_000


def test_a_pareto_tail_is_recognised() -> None:
    draw = np.random.default_rng(5).random(200_000)
    over = 0.7 * ((1 - draw) ** -0.2 - 1) / 0.2
    scale, shape = pareto(over)
    assert (scale, shape) == (pytest.approx(0.7, rel=0.03), pytest.approx(0.2, abs=0.02))


def test_a_pool_tells_the_tails_that_one_series_cannot() -> None:
    odds = np.full(60, 0.4)
    together = heaviness(odds, np.zeros(60, np.int64))
    alone = heaviness(odds, np.arange(60))
    assert (together > 0.9).all()
    assert (alone < 0.75).all()


def test_spreads_of_a_like_pool_are_drawn_together_and_of_an_unlike_one_hardly() -> None:
    draw = np.random.default_rng(4)
    like = np.sqrt(draw.chisquare(5, 400) / 5)
    unlike = like * np.exp(2 * draw.standard_normal(400))
    freedom = np.full(400, 5.0)
    drawn, worth = moderated(like, freedom)
    assert np.std(np.log(drawn)) < 0.3 * np.std(np.log(like))
    assert worth.min() > 15
    drawn, worth = moderated(unlike, freedom)
    assert (drawn >= 0.95 * unlike).all()  # the noisy ones stay noisy
    assert worth.max() < 8
