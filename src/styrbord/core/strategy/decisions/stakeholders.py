"""Who has a stake, how much does it matter to them, and how much can they change?"""

from enum import StrEnum


class StakeholderKind(StrEnum):
    """What sort of party a stakeholder is."""

    RESIDENTS = "residents"
    BUSINESS = "business"
    PUBLIC_BODY = "public-body"
    ASSOCIATION = "association"
    STAFF = "staff"
    OTHER = "other"


class Level(StrEnum):
    """How much, in three steps."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class About(StrEnum):
    """What a position may be about."""

    DECISION = "decision"
