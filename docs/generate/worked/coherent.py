"""How do forecasts of a small county add up, and what are its three scenarios?"""

import numpy as np

from docs.generate.worked import table
from styrbord.core.base.problems import Refused
from styrbord.core.forecasting.paths import paths
from styrbord.core.forecasting.reconciling import Past, reconciled
from styrbord.core.forecasting.scenarios import Headline, three_scenarios
from styrbord.core.spine.coherence.adjusting import Adjusting
from styrbord.core.spine.coherence.structure import structure_of
from styrbord.core.spine.coherence.weights import ordinary, structural
from styrbord.core.spine.indicators import Direction

CODES = ("county", "a", "b", "c")
COUNTY = structure_of(CODES, [(code, "county") for code in "abc"])
BASE = np.array([[20.0], [9.0], [6.0], [-4.0]])
NONE = np.full(4, np.nan)


def adjusted() -> str:
    """A total and three parts that do not add up, made to in four ways."""
    locked = np.array([np.nan, 8.0, np.nan, np.nan])
    ways = (
        ("forecast alone", BASE[:, 0]),
        ("least squares", Adjusting(COUNTY, ordinary(COUNTY)).adjusted(BASE)[:, 0]),
        ("by number of parts", Adjusting(COUNTY, structural(COUNTY)).adjusted(BASE)[:, 0]),
        ("and none negative", Adjusting(COUNTY, structural(COUNTY)).adjusted(BASE, lower=np.zeros(4))[:, 0]),
        (
            "and a locked at 8",
            Adjusting(COUNTY, structural(COUNTY)).adjusted(BASE, lower=np.zeros(4), locks=locked)[:, 0],
        ),
    )
    return table(("way", *CODES), [(name, *(f"{one:.2f}" for one in row)) for name, row in ways])


def refused() -> str:
    """What is said of locks that cannot hold."""
    locks = np.array([12.0, 10.0, 4.0, np.nan])
    try:
        Adjusting(COUNTY, ordinary(COUNTY)).adjusted(BASE, lower=np.zeros(4), locks=locks, place="2027")
    except Refused as told:
        return f"> {told}\n"
    return ""


def scenarios() -> str:
    """Three scenarios of the county, and what adding up tenths would have said."""
    rng = np.random.default_rng(5)
    errors = COUNTY.filled(rng.normal(size=(3, 24)) * 2).T.reshape(12, 2, 4).transpose(0, 2, 1)
    base = COUNTY.filled(np.array([[9.0, 9.5], [6.0, 6.0], [5.0, 5.5]]))
    drawn = paths(reconciled(base, COUNTY, Past(errors), scale=np.ones(4)), seed=1)
    told = three_scenarios(drawn, Headline("county", Direction.UP, weights=np.array([1.0, 0, 0, 0])))
    rows = [(one.name, *(f"{value:.2f}" for value in one.values[:, 1])) for one in told.all]
    tenths = drawn.quantiles([0.1])[0, 1:, 1]
    rows.append(("tenths added up: not a scenario", f"{tenths.sum():.2f}", *(f"{one:.2f}" for one in tenths)))
    return table(("second year", *CODES), rows)
