"""Does an edit change just what it names, and say what it does not find?"""

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.doubt.edits import edited
from styrbord.core.ratings.options import Normalisation, Pool
from tests.core.ratings.doubt.worlds import method


def test_a_dotted_name_changes_one_option() -> None:
    made = edited(method(), {"treatment.most_points": 3, "least_available": 0.5})
    assert (made.treatment.most_points, made.least_available) == (3, 0.5)
    assert made.normalisation == method().normalisation


def test_a_node_is_named_by_its_code() -> None:
    made = edited(method(), {"nodes.i2.weight": 3.0})
    assert [node.weight for node in made.tree.indicators] == [1.0, 3.0, 1.0, 1.0]


def test_words_and_lists_take_the_form_of_what_they_replace() -> None:
    made = edited(method(), {"normalisation.pool": "period", "normalisation.then": ["minmax", 0.0, 1.0]})
    assert made.normalisation.pool is Pool.PERIOD
    assert made.normalisation.then == ("minmax", 0.0, 1.0)


def test_a_whole_part_may_be_given() -> None:
    whole = Normalisation(by="rank")
    assert edited(method(), {"normalisation": whole}).normalisation is whole


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"treatment.most_point": 3}, "treatment.most_points"),
        ({"treatmen.most_points": 3}, "'treatmen.most_points', which is no part"),
        ({"nodes.i9.weight": 1.0}, "nodes.i1.weight"),
        ({"nodes.i1.weigh": 1.0}, "nodes.i1.weight"),
        ({"normalisation.pool": "year"}, "it is not among all, period"),
        ({"aggregation.by": 3}, "there stands 'arithmetic'"),
        ({"nodes.i1.weight": -1.0}, "not negative"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_near(edit: dict[str, object], says: str) -> None:
    with pytest.raises(Refused, match=says.replace("[", r"\[")):
        edited(method(), edit)
