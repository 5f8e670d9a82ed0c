"""Are rows that a publisher printed wrongly told apart from rounding?"""

import numpy as np

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Normalisation, Step
from styrbord.core.ratings.published import Agreement, agreement, decimals_of
from styrbord.core.ratings.tree import Node, Tree

METHOD = Method(
    "mean",
    "1",
    Tree(
        (
            Node("index", level=2, is_indicator=False, least_available=1.0),
            Node("one", "index", direction=1),
            Node("two", "index", direction=1),
        )
    ),
    steps=(Step.NORMALISE, Step.AGGREGATE),
    normalisation=Normalisation(by="none"),
)
VALUES = np.array([[0.11, 0.2], [0.31, 0.4], [0.5, 0.61], [0.7, np.nan]])


def _found(index: list[float], places: list[float]) -> Agreement:
    rated = rate(METHOD, Inputs(("a", "b", "c", "d"), ("one", "two"), VALUES))
    return agreement(rated, np.array(index), np.array(places))


def test_rounding_is_no_disagreement() -> None:
    found = _found([0.16, 0.36, 0.56, np.nan], [3, 2, 1, np.nan])
    assert (found.compared, found.broken, found.without, found.misplaced) == (3, (), (), ())
    assert found.tolerance[""] == np.float64(0.005 + 0.005) + 1e-9


def test_a_broken_row_is_named_and_moves_no_other() -> None:
    found = _found([0.16, 0.0, 0.56, np.nan], [2, 3, 1, np.nan])
    assert [(one.place, one.params["made"]) for one in found.broken] == [("b", "0.355")]
    assert (found.compared, found.misplaced) == (2, ())


def test_a_row_without_a_component_is_named() -> None:
    found = _found([0.16, 0.36, 0.56, 0.0], [3, 2, 1, 4])
    assert [one.place for one in found.without] == ["d"]
    assert (found.compared, found.misplaced) == (3, ())


def test_a_place_that_differs_is_named_with_both() -> None:
    found = _found([0.16, 0.36, 0.56, np.nan], [2, 2, 1, np.nan])
    assert [(one.place, one.params["published"], one.params["made"]) for one in found.misplaced] == [
        ("a", 2, 3)
    ]


def test_decimals_are_those_that_write_every_number() -> None:
    assert decimals_of([0.1 + 0.2, 0.25]) == 2
    assert decimals_of([float("nan")]) == 0
    assert decimals_of([1 / 3]) == 9
