"""Three hundred made-up territories with forty equations, for sliders."""

import numpy as np

from styrbord.core.base.periods import Frequency
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System, system_of

EQUATIONS, TERRITORIES, YEARS = 40, 300, 10
GIVEN = {"a": 0.1, "b": 0.5, "c": 0.3, "d": 0.1}


def made() -> tuple[System, Series]:
    """Model with coefficients of each territory, and their series."""
    draw = np.random.default_rng(0)
    lines = ["MODEL"]
    by_lane: dict[tuple[str, str], Numbers] = {}
    for at in range(EQUATIONS):
        own = f"v{at}"
        one, two, three = (f"v{other}" for other in draw.choice(EQUATIONS, 3, replace=False))
        if at % 4 < 2:
            right = f"a{at} + b{at}*LOG(TSLAG({own},1)) + c{at}*LOG({one}) + d{at}*LOG(x{at % 10})"
            names = [f"{letter}{at}" for letter in GIVEN]
            lines += [f"BEHAVIORAL> {own}", f"EQ> LOG({own}) = {right}", f"COEFF> {' '.join(names)}"]
            by_lane |= {(own, name): draw.normal(GIVEN[name[0]], 0.01, TERRITORIES) for name in names}
        else:
            right = f"0.4*{one} + 0.3*TSLAG({two},1) + 0.2*{three} + 0.1*x{at % 10}"
            lines += [f"IDENTITY> {own}", f"EQ> {own} = {right}"]
    model = model_of("\n".join([*lines, "END"]))
    size = np.exp(draw.normal(2.0, 1.0, TERRITORIES))
    names = [*model.endogenous, *model.exogenous]
    values = {name: np.exp(draw.normal(0, 0.05, (YEARS + 5, TERRITORIES))) * size for name in names}
    return system_of(model, {}, by_lane=by_lane), Series(Frequency.ANNUAL, 2015, values)
