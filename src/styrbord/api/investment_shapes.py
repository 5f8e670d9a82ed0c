"""What do the answers about investments look like that are no note of a service?"""

from typing import Any

from ninja import Field, Schema

from styrbord.api.schemas import Listed
from styrbord.api.shapes import shape_of
from styrbord.figures.investments import BenefitSums
from styrbord.services.investments.notes import BenefitNote


class PlanOut(Schema):
    """A plan with what is needed to write it anew."""

    code: str
    revision: int = Field(description="To be sent with a change.")
    version: int = Field(description="Of the plan.")
    plan: dict[str, Any] = Field(description="As it is sent; what has its usual value is left out.")


class RegisterOut(Listed[shape_of(BenefitNote)]):  # type: ignore[misc]
    """A page of benefits, and sums over all that are asked for."""

    sums: list[shape_of(BenefitSums)]  # type: ignore[valid-type]
    labels: list[str] = Field(description="Rules by which the sums are made.")


class StandOut(Schema):
    """Where an investment stands after a step."""

    code: str
    stage: str
    paused_in: str
    revision: int
    version: int
    verbs: list[str] = Field(description="What the program may do next, whatever the guards may say.")
