"""What is an observation, and what does a missing value mean?

Source: SDMX 3.0 technical notes, code lists CL_OBS_STATUS and CL_CONF_STATUS; Z is ours.
"""

from enum import StrEnum


class Status(StrEnum):
    """OBS_STATUS. A missing value is never 0; L, M, O and Q say why it is missing."""

    NORMAL = "A"
    BREAK = "B"
    ESTIMATED = "E"
    FORECAST = "F"
    PROVISIONAL = "P"
    NOT_COLLECTED = "L"
    CANNOT_EXIST = "M"
    NOT_YET_KNOWN = "O"
    SUPPRESSED = "Q"
    NIL = "Z"  # ours: a printed dash, the phenomenon does not occur; reported, adds nothing


MISSING = frozenset({Status.NOT_COLLECTED, Status.CANNOT_EXIST, Status.NOT_YET_KNOWN, Status.SUPPRESSED})
WITH_VALUE = frozenset(Status) - MISSING - {Status.NIL}

SCENARIOS = ("actual", "target", "plan", "forecast", "optimistic", "medium", "pessimistic")
TOTAL = "_T"
NOT_APPLICABLE = "_Z"
