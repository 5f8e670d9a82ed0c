"""Was everything that is there already looked at before something is bought or built?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.base.problems import Problem, define

define(
    "reuse.not-rejected",
    "'{candidate}' in the catalogue comes close to the need and is not rejected.",
    "Reuse it, or say why it does not do.",
)
define("reuse.no-architect", "No architect stands behind the choice.", "Name one.")


class Step(StrEnum):
    """How a need is met, in the order in which it is asked."""

    REUSE = "reuse"
    ADAPT = "adapt"
    BUY = "buy"
    BUILD = "build"


@dataclass(frozen=True, slots=True)
class ReuseDecision:
    """How a need is met.

    Attributes
    ----------
    candidates : in the catalogue, above the cut of similarity.
    offers : options on the market.
    rejected : why, by candidate or offer.
    """

    need: str
    step: Step
    candidates: Sequence[str] = ()
    offers: Sequence[str] = ()
    rejected: tuple[tuple[str, str], ...] = ()
    architect: str = ""


def reuse_problems(decision: ReuseDecision) -> list[Problem]:
    """What is missing before a need is met otherwise than by reuse.

    Returns
    -------
    list of Problem
        To buy takes a reason against each candidate of the catalogue, to build against each offer too.

    Source: house rule of Styrbord, methods of investments, section 7.
    """
    asked = {Step.BUY: list(decision.candidates), Step.BUILD: [*decision.candidates, *decision.offers]}
    reasons = {code for code, why in decision.rejected if why.strip()}
    left = [one for one in asked.get(decision.step, []) if one not in reasons]
    found = [Problem("reuse.not-rejected", one, {"candidate": one}) for one in left]
    return found if decision.architect else [*found, Problem("reuse.no-architect", "architect")]
