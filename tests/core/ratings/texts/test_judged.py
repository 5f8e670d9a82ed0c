"""Are weights held against the judgements that they are said to come from?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import method_of, warnings_of
from styrbord.core.ratings.weighting.ahp import ahp_weights

MATRIX = [[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]]
WEIGHTS = [0.637, 0.258, 0.105]
"""Saaty's worked values for these comparisons, to three decimals; the consistency ratio is 0.033."""


def _text(judged: str, weights: list[float]) -> str:
    nodes = "".join(
        f'[[nodes]]\ncode = "n{place}"\nparent = "index"\ndirection = 1\nweight = {weight}\n'
        for place, weight in enumerate(weights)
    )
    return f'[[nodes]]\ncode = "index"\n{nodes}[[weights_from]]\nparent = "index"\n{judged}\n'


def _codes(text: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        method_of(text)
    return [problem.code for problem in refused.value.problems]


def _ahp(matrix: list[list[float]], weights: list[float], ratio: str = "") -> str:
    return _text(f'by = "ahp"\nmatrix = {matrix}\n{ratio}', weights)


def test_comparisons_give_the_weights_and_the_ratio() -> None:
    method: Method = method_of(_ahp(MATRIX, WEIGHTS, "ratio = 0.033"))
    assert method.weights_from[0].ratio == 0.033
    assert not [one for one in warnings_of(method) if one.code == "rating.comparisons-inconsistent"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (_ahp(MATRIX, [1, 1, 1]), ["method.judged-weights"]),
        (_ahp(MATRIX, WEIGHTS, "ratio = 0.5"), ["method.judged-ratio"]),
        (_ahp([[1, 3], [1 / 3, 1]], WEIGHTS), ["method.judged"]),
        (_ahp([[1, 3, 5], [3, 1, 3], [1 / 5, 1 / 3, 1]], WEIGHTS), ["rating.comparisons-disagree"]),
        (_text('by = "budget"\npoints = [[50, 30, 10]]', [5, 3, 2]), ["rating.points-sum"]),
        (_text('by = "budget"\npoints = [[50, 30, 20]]', [1, 1, 1]), ["method.judged-weights"]),
    ],
)
def test_judgements_that_do_not_give_the_weights_are_refused(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_experts_may_be_several() -> None:
    text = _text('by = "budget"\npoints = [[50, 30, 20], [30, 50, 20]]', [40, 40, 20])
    assert method_of(text).weights_from[0].points == ((50.0, 30.0, 20.0), (30.0, 50.0, 20.0))


def test_comparisons_that_contradict_each_other_are_warned_of() -> None:
    matrix = [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]
    weights = [float(one) for one in ahp_weights(np.array(matrix)).weights]
    codes = [one.code for one in warnings_of(method_of(_ahp(matrix, weights)))]
    assert "rating.comparisons-inconsistent" in codes
