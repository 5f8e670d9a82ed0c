"""What score does the officer get who answers for a subject, by the formula that the method states?

It is told to those who work with ratings and to whoever acts for the subject, as an input to a human decision
with a right of reply.
"""

from collections.abc import Mapping

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.roles import Action
from styrbord.core.ratings.explaining.officer import officer_score
from styrbord.core.ratings.explaining.peers import row_of
from styrbord.core.ratings.method import Method
from styrbord.services.ratings.again import Again, again
from styrbord.services.ratings.keeping import scope_of
from styrbord.services.ratings.listing import held_back, published_run
from styrbord.services.ratings.notes import Officer
from styrbord.services.ratings.seeing import is_working, rubrics_of
from styrbord.services.reading import Reading
from styrbord.services.rights import contains, rights_of

INDEX, CHANGE = "index", "change"
define(
    "rating.no-formula",
    "The method of '{code}' states no formula for an officer's score.",
    "Draft a version that does.",
)


def officer(reading: Reading, user: object, code: str, subject: str, *, period: str = "") -> Officer:
    """Score of the officer who answers for a subject, with what each input adds since the period before.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.none-yet`, `rating.no-formula`, `rating.not-rated`, `rating.withheld`,
        `rating.moved-numbers`, `sign-in.needed` or `rights.missing`.
    """
    row = published_run(reading, code, period)
    one = again(reading, row)
    _demand_right(user, one, subject)
    formula = scope_of(row.version).officer
    if not formula:
        raise Refused(Problem("rating.no-formula", "", {"code": code}))
    if subject in held_back(row):
        raise Refused(Problem("rating.withheld", "subject", {"subject": subject[:64]}))
    return Officer(code, subject, row.period, officer_score(formula, inputs_of(one, subject)))


def names_of(method: Method) -> Mapping[str, float]:
    """Names that a formula may use: the index, its change, and every node."""
    found = dict.fromkeys((INDEX, CHANGE), 0.0)
    return found | {code.replace("-", "_"): 0.0 for code in method.tree.columns}


def inputs_of(one: Again, subject: str) -> Mapping[str, float]:
    """Values of the names: scores of the period, and the index less that of the period before."""
    row, columns = one.row(subject), one.method.tree.columns
    scores = one.rated.scores[row]
    periods = one.run.manifest["periods"]
    earlier = row_of(one.rated, subject, periods[-2]) if len(periods) > 1 else None
    before = one.rated.scores[earlier, -1] if earlier is not None else np.nan
    found = {INDEX: float(scores[-1]), CHANGE: float(scores[-1] - before)}
    return found | {code.replace("-", "_"): float(score) for code, score in zip(columns, scores, strict=True)}


def _demand_right(user: object, one: Again, subject: str) -> None:
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    rubrics = rubrics_of(one.method)
    own = (
        rights.may(action, subject=subject, rubrics=rubrics, contains=contains)
        for action in (Action.OWN, Action.PREPARE)
    )
    if not is_working(rights) and not any(own):
        raise Refused(Problem("rights.missing"))
