"""What does an investment consist of: parties, options, costs and benefits by bearer and year?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.lights import Light
from styrbord.core.investments.portfolio.classes import Class, Process, class_of, process_of
from styrbord.core.investments.portfolio.effect_map import EffectMap
from styrbord.core.investments.portfolio.money import Money, Price, is_exact, total
from styrbord.core.investments.portfolio.profile import BenefitProfile


class PartyRole(StrEnum):
    """What a body does in an investment."""

    LEAD = "lead"
    FINANCIER = "financier"
    BUILDER = "builder"
    OPERATOR = "operator"
    USER = "user"
    BENEFICIARY = "beneficiary"
    FOLLOW_UP = "follow-up"


class OptionKind(StrEnum):
    """What an option is; every line of the others is an increment to business as usual."""

    AS_USUAL = "business-as-usual"
    MINIMUM = "do-minimum"
    PREFERRED = "preferred"
    OTHER = "other"


class CostKind(StrEnum):
    """Whether money is spent once or year after year."""

    CAPITAL = "capital"
    OPERATING = "operating"


class Change(StrEnum):
    """What becomes possible, better, or is left undone."""

    NEW = "new"
    BETTER = "better"
    STOP = "stop"


class Explicitness(StrEnum):
    """How far a benefit can be pinned down."""

    OBSERVABLE = "observable"
    MEASURABLE = "measurable"
    QUANTIFIABLE = "quantifiable"
    FINANCIAL = "financial"


class ConditionKind(StrEnum):
    """What a precondition is about."""

    ECONOMIC = "economic"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Participation:
    """A body in an investment.

    Attributes
    ----------
    picture : version of the common target picture that it signed; 0 = none.
    agreement : registered document by which it takes part; "" = none.
    tasks, indicators : its own, as responsible body or co-executor.
    """

    body: str
    roles: frozenset[PartyRole] = frozenset()
    picture: int = 0
    agreement: str = ""
    signed_on: date | None = None
    tasks: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """Low, likely and high estimate; None when not said."""

    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None

    @property
    def is_ordered(self) -> bool:
        """Whether all three are there and low <= likely <= high."""
        if self.low is None or self.likely is None or self.high is None:
            return False
        return self.low <= self.likely <= self.high


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a body pays in a year in an option.

    Attributes
    ----------
    bearer : body that pays; it confirms the line itself.
    result : code of the planned result that the money is tied to; "" = none.
    pool, tower : the two layers of Technology Business Management that are asked for; "" = not said.
    certainty : words on how sure the estimate is.
    """

    code: str
    bearer: str
    year: int
    spread: Spread
    price: Price
    result: str = ""
    kind: CostKind = CostKind.CAPITAL
    phase: str = ""
    pool: str = ""
    tower: str = ""
    certainty: str = ""
    source: str = ""
    is_confirmed: bool = False

    @property
    def likely(self) -> Money | None:
        """Likely amount; None when not said, or not to be kept exactly."""
        amount = self.spread.likely
        return Money(amount, self.price) if amount is not None and is_exact(amount) else None


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """What a body or a group gains in an option; a disbenefit is a negative benefit, shown apart.

    Attributes
    ----------
    bearer : body, or group outside as citizens, at which it falls.
    quantity : a year at full effect, in `unit`.
    unit_value : worth of one unit in `price`; None = not valued.
    ramp : share of the full effect by year, 0 to 1; a year that is not there has none.
    share : part of the effect on the indicator that is claimed by this investment, above 0, to 1.
    budget_line, agreed_cut : for what lowers a budget, the line and the cut that its bearer agreed to.
    """

    code: str
    bearer: str
    kind: BenefitClass
    quantity: Spread
    unit: str
    price: Price
    unit_value: Decimal | None = None
    value_source: str = ""
    change: Change = Change.BETTER
    explicitness: Explicitness = Explicitness.MEASURABLE
    ramp: Mapping[int, Decimal] = field(default_factory=dict)
    share: Decimal = Decimal(1)
    is_loss: bool = False
    owner: str = ""
    starts_on: date | None = None
    budget_line: str = ""
    agreed_cut: Decimal | None = None
    is_confirmed: bool = False

    @property
    def is_priced(self) -> bool:
        """Whether it enters sums of money."""
        return self.kind is not BenefitClass.NOT_PRICED

    @property
    def is_quantified(self) -> bool:
        """Whether a number is promised, so that it has to be measured."""
        return self.quantity.likely is not None

    def amount_in(self, year: int) -> Decimal | None:
        """Likely worth in a year in the line's price, unrounded; negative for a disbenefit.

        Returns
        -------
        Decimal or None
            None when it is not priced or not known.
        """
        if not self.is_priced or self.quantity.likely is None or self.unit_value is None:
            return None
        full = self.quantity.likely * self.unit_value * self.share
        return (-full if self.is_loss else full) * self.ramp.get(year, Decimal(0))


@dataclass(frozen=True, slots=True)
class Option:
    """One of the ways that are open."""

    code: str
    kind: OptionKind
    title: str = ""
    costs: tuple[CostLine, ...] = ()
    benefits: tuple[BenefitLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """An economic or legal precondition with its light; None = nobody has judged it."""

    code: str
    kind: ConditionKind
    light: Light | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Investment:
    """An investment as it stands in one version.

    Attributes
    ----------
    owner : post that answers for it at the lead body.
    is_common : whether it is part of the infrastructure that all share.
    picture : version of the common target picture that is in force; 0 = none.
    start_year, horizon_years : first year and number of years of the appraisal.
    methodology : code and version of the rates by which it is discounted.
    needs : capabilities that it asks for, by which partners are found.
    """

    code: str
    title: str
    price: Price
    owner: str = ""
    is_common: bool = False
    is_strategic: bool = False
    parties: tuple[Participation, ...] = ()
    options: tuple[Option, ...] = ()
    effects: EffectMap = field(default_factory=EffectMap)
    profiles: tuple[BenefitProfile, ...] = ()
    conditions: tuple[Condition, ...] = ()
    picture: int = 0
    start_year: int | None = None
    horizon_years: int | None = None
    methodology: str = ""
    needs: frozenset[str] = frozenset()

    @property
    def kind(self) -> Class:
        """Class by the decision table."""
        return class_of(is_common=self.is_common, parties=len({one.body for one in self.parties}))

    @property
    def preferred(self) -> Option | None:
        """The option that is to be decided; None until there is exactly one."""
        found = [one for one in self.options if one.kind is OptionKind.PREFERRED]
        return found[0] if len(found) == 1 else None

    @property
    def costs(self) -> tuple[CostLine, ...]:
        """Cost lines of the preferred option."""
        return self.preferred.costs if self.preferred else ()

    @property
    def benefits(self) -> tuple[BenefitLine, ...]:
        """Benefit lines of the preferred option."""
        return self.preferred.benefits if self.preferred else ()

    def cost(self) -> Money | None:
        """Likely cost of the preferred option over all years; None when an amount is not known.

        Returns
        -------
        Money or None

        Raises
        ------
        Refused
            `money.mixed`
        """
        known = [one.likely for one in self.costs if one.likely is not None]
        return total(known) if len(known) == len(self.costs) else None

    def process(self, *, light_below: Decimal | None = None) -> Process:
        """Light or full, by class, cost and weight.

        Parameters
        ----------
        light_below : border of the board; None = that of the house rule.

        Returns
        -------
        Process
        """
        known = [one.likely for one in self.costs if one.likely is not None and one.price == self.price]
        is_known = bool(known) and len(known) == len(self.costs)
        cost = sum((one.amount for one in known), Decimal(0)) if is_known else None
        return process_of(self.kind, cost=cost, is_strategic=self.is_strategic, below=light_below)

    def bodies(self, role: PartyRole) -> tuple[str, ...]:
        """Bodies that have a role, in order.

        Returns
        -------
        tuple of str
        """
        return tuple(one.body for one in self.parties if role in one.roles)

    def profile_of(self, benefit: str) -> BenefitProfile | None:
        """Profile of a benefit; None when there is none."""
        return next((one for one in self.profiles if one.benefit == benefit), None)
