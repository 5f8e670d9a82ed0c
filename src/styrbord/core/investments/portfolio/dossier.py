"""What lies on the table when an investment is moved?"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from styrbord.core.investments.portfolio.classes import Process
from styrbord.core.investments.portfolio.components import Standing as Components
from styrbord.core.investments.portfolio.model import Investment
from styrbord.core.investments.portfolio.opinions import Opinion
from styrbord.core.investments.portfolio.profile import Measurement
from styrbord.core.investments.portfolio.reviewing import Conclusion, Subcommittee
from styrbord.core.investments.portfolio.stopping import StopOrder
from styrbord.core.investments.portfolio.workflow import Stage


@dataclass(frozen=True, slots=True)
class Deliverable:
    """Something that is handed over; `confirmed_by` is the body that took it, "" = nobody yet."""

    code: str
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """An investment with everything that is looked at when it moves.

    Attributes
    ----------
    paused_in : stage in which it was paused; None when it is not.
    asked_by : persons who wrote or proposed what is decided next.
    is_large : whether it goes to the subcommittee.
    committee : as made up on the day of the conclusion; None where there is none.
    terms_version : of the terms of reference, for opinions.
    delivered_on : day from which benefits are measured; None until it is delivered.
    """

    investment: Investment
    stage: Stage = Stage.IDEA
    paused_in: Stage | None = None
    asked_by: frozenset[str] = frozenset()
    is_large: bool = False
    light_below: Decimal | None = None
    committee: Subcommittee | None = None
    conclusion: Conclusion | None = None
    opinions: tuple[Opinion, ...] = ()
    terms_version: int = 1
    components: Components = field(default_factory=Components)
    deliverables: tuple[Deliverable, ...] = ()
    delivered_on: date | None = None
    measurements: tuple[Measurement, ...] = ()
    orders: tuple[StopOrder, ...] = ()

    @property
    def is_light(self) -> bool:
        """Whether it takes the light process; what is large never does."""
        return not self.is_large and self.investment.process(light_below=self.light_below) is Process.LIGHT
