"""What is forecast of each series, who sees it, and how did earlier forecasts do?"""

from styrbord.services.forecasts.evaluating import RULES, ask, evaluate, question
from styrbord.services.forecasts.listing import (
    MOST,
    accuracy,
    accuracy_of,
    actuals,
    forecast_codes,
    shown,
    vintage,
    vintages,
)
from styrbord.services.forecasts.many import shown_many

__all__ = [
    "MOST",
    "RULES",
    "accuracy",
    "accuracy_of",
    "actuals",
    "ask",
    "evaluate",
    "forecast_codes",
    "question",
    "shown",
    "shown_many",
    "vintage",
    "vintages",
]
