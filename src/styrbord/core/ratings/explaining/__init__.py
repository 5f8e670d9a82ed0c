"""Why is a score what it is, what changed it, and what would change it?"""

from styrbord.core.ratings.explaining.changing import Change, Places, change, change_of
from styrbord.core.ratings.explaining.combining import least_combination
from styrbord.core.ratings.explaining.comparing import (
    Beside,
    Comparison,
    LeftOut,
    compare_methods,
    leave_one_out,
)
from styrbord.core.ratings.explaining.contributing import Contributions, contributions
from styrbord.core.ratings.explaining.cornering import Cause, Side
from styrbord.core.ratings.explaining.dominance import Dominated, Lows, dominated, low_on_all, lows
from styrbord.core.ratings.explaining.gaps import (
    AssessmentGap,
    Divergence,
    GapRule,
    GapSize,
    diverging,
    gaps_between,
)
from styrbord.core.ratings.explaining.lifting import Lever, Levers, levers
from styrbord.core.ratings.explaining.limits import Limit, limits_of
from styrbord.core.ratings.explaining.officer import OfficerPart, OfficerScore, inputs_of, officer_score
from styrbord.core.ratings.explaining.past import Point, history
from styrbord.core.ratings.explaining.profiling import Profile, Strength, strengths
from styrbord.core.ratings.explaining.reaching import Reach, least_change
from styrbord.core.ratings.explaining.reliability import CellFact, GradeFacts, facts_behind
from styrbord.core.ratings.explaining.standing import Goal, Standing, standing_of
from styrbord.core.ratings.explaining.trying import Edit, WhatIf, what_if

__all__ = [
    "AssessmentGap",
    "Beside",
    "Cause",
    "CellFact",
    "Change",
    "Comparison",
    "Contributions",
    "Divergence",
    "Dominated",
    "Edit",
    "GapRule",
    "GapSize",
    "Goal",
    "GradeFacts",
    "LeftOut",
    "Lever",
    "Levers",
    "Limit",
    "Lows",
    "OfficerPart",
    "OfficerScore",
    "Places",
    "Point",
    "Profile",
    "Reach",
    "Side",
    "Standing",
    "Strength",
    "WhatIf",
    "change",
    "change_of",
    "compare_methods",
    "contributions",
    "diverging",
    "dominated",
    "facts_behind",
    "gaps_between",
    "history",
    "inputs_of",
    "least_change",
    "least_combination",
    "leave_one_out",
    "levers",
    "limits_of",
    "low_on_all",
    "lows",
    "officer_score",
    "standing_of",
    "strengths",
    "what_if",
]
