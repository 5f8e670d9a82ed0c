"""What about the correlations of an index must its reader know?"""

from collections.abc import Sequence

from styrbord.core.base.problems import Kind, Problem, Severity, define
from styrbord.core.ratings.statistics.correlation import Pair

SAME = define(
    "rating.nearly-the-same",
    "{first} and {second} say nearly the same: their correlation is {coefficient}.",
    "Keep one of them, or lower their weights: what both measure counts twice.",
    Severity.WARNING,
)
AGAINST = define(
    "rating.against-parent",
    "{first} falls when {second} rises: their correlation is {coefficient}.",
    "Look at its direction first; if that is right, it measures something else than the rest.",
    Severity.WARNING,
)
SIZE = define(
    "rating.driven-by-size",
    "{first} goes with {second}: their correlation is {coefficient}.",
    "Divide it by a measure of size, or say why large ones should stand higher.",
    Severity.WARNING,
)


def told(
    kind: Kind, pairs: Sequence[Pair], firsts: Sequence[str], seconds: Sequence[str]
) -> tuple[Problem, ...]:
    """A warning for each pair.

    Parameters
    ----------
    kind : `SAME` of pairs of `high_pairs`, `AGAINST` of `against_parent`, `SIZE` of `driven_by_size`.
    pairs : pairs of columns by number.
    firsts, seconds : names of the columns of the first and of the second set.

    Returns
    -------
    tuple of Problem
        In the order of the pairs; the place is the first column.
    """
    return tuple(
        Problem(
            kind.code,
            firsts[pair.first],
            {
                "first": firsts[pair.first],
                "second": seconds[pair.second],
                "coefficient": f"{pair.coefficient:.2f}",
            },
        )
        for pair in pairs
    )
