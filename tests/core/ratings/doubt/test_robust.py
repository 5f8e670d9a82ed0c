"""Is a class that a tenth more or less of a weight can change marked as not robust?"""

import numpy as np
import pytest

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.doubt import classes_of, simulate
from styrbord.core.ratings.doubt.edits import edited
from styrbord.core.ratings.doubt.robust import nudged
from tests.core.ratings.doubt.worlds import VARIED, inputs, method


@pytest.mark.requirement("R-086")
def test_classes_that_change_under_a_tenth_of_a_weight_are_not_robust() -> None:
    made = method(*VARIED)
    found = simulate(made, inputs(300), replicates=4, seed=1)
    changed = np.zeros(300, dtype=bool)
    for code in made.tree.columns[:-1]:
        for weight in (0.9, 1.1):
            other = classes_of(rate(edited(made, {f"nodes.{code}.weight": weight}), inputs(300)))
            changed |= np.array(other) != np.array(found.classes)
    assert changed.any()
    assert not found.is_robust[changed].any()
    assert found.is_robust.mean() > 0.5


def test_another_seed_moves_no_mark() -> None:
    made, given = method(*VARIED), inputs(300)
    marks = [simulate(made, given, replicates=4, seed=seed).is_robust for seed in (1, 2, 3)]
    assert (marks[0] == marks[1]).all()
    assert (marks[0] == marks[2]).all()


def test_all_combinations_of_few_weights_are_tried_and_draws_of_many() -> None:
    few, many = nudged(np.ones(5), 1), nudged(np.ones(40), 1)
    assert {tuple(row) for row in np.round(few[9:, :4], 1).tolist()} == {
        (a, b, c, d) for a in (0.9, 1.1) for b in (0.9, 1.1) for c in (0.9, 1.1) for d in (0.9, 1.1)
    }
    assert len(many) == 1 + 2 * 39 + 256
    assert np.isin(np.round(many[79:, :39], 6), [0.9, 1.1]).all()
    assert (many[:, -1] == 1).all()
