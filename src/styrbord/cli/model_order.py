"""Do the scenarios of a model lie in their order, by the direction of its targets?"""

from collections.abc import Iterator, Sequence

from styrbord.cli.model_results import Given
from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.modelling.outlooks import crossings
from styrbord.core.modelling.running import Solved

define(
    "model.crossing",
    "{name} is worse in the scenario {better} than in {worse}, by {most} at most: {periods}.",
    "Look at what the two scenarios give; the paths are told as they are.",
    Severity.WARNING,
)
ORDER = ("optimistic", "medium", "pessimistic")
SHOWN = 4


def out_of_order(solved: Solved, given: Given, lanes: Sequence[str]) -> Iterator[Problem]:
    """Warn where a better scenario is worse in a variable that the text has a target of.

    Parameters
    ----------
    solved : Solved
    given : Given
    lanes : sequence of str
        Code of the scenario of each lane.

    Yields
    ------
    Problem
    """
    is_good_up = {one.name: one.is_up for one in given.model.targets}
    paths = {
        code: {name: solved.path(name)[:, lanes.index(code)] for name in is_good_up}
        for code in ORDER
        if code in lanes
    }
    for one in crossings(paths, is_good_up):
        periods = [str(given.data.period(solved.asked.first + at)) for at in one.periods[:SHOWN]]
        more = ["..."] if len(one.periods) > SHOWN else []
        params = {"name": one.name, "better": one.better, "worse": one.worse, "most": f"{one.most:.6g}"}
        yield Problem("model.crossing", "", {**params, "periods": ", ".join([*periods, *more])})
