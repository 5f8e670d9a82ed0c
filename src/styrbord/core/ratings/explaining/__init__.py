"""Why is a score what it is, what changed it, and what would change it?"""

from styrbord.core.ratings.explaining.changing import Change, Places, change, change_of
from styrbord.core.ratings.explaining.combining import least_combination
from styrbord.core.ratings.explaining.contributing import Contributions, contributions
from styrbord.core.ratings.explaining.cornering import Cause, Side
from styrbord.core.ratings.explaining.lifting import Lever, Levers, levers
from styrbord.core.ratings.explaining.limits import Limit, limits_of
from styrbord.core.ratings.explaining.reaching import Reach, least_change
from styrbord.core.ratings.explaining.standing import Goal, Standing, standing_of
from styrbord.core.ratings.explaining.trying import Edit, WhatIf, what_if

__all__ = [
    "Cause",
    "Change",
    "Contributions",
    "Edit",
    "Goal",
    "Lever",
    "Levers",
    "Limit",
    "Places",
    "Reach",
    "Side",
    "Standing",
    "WhatIf",
    "change",
    "change_of",
    "contributions",
    "least_change",
    "least_combination",
    "levers",
    "limits_of",
    "standing_of",
    "what_if",
]
