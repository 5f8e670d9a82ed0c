"""How much of the benefits came true, how much is confirmed, and how much is at risk?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from styrbord.core.investments.lights import Light
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.ratios import ratio, total

CONFIRMATION = Methodology("benefit-confirmation/1", Origin.HOUSE, "ours: methods of benefits, section 3.2")


class BenefitClass(StrEnum):
    """What a benefit is to the one who bears it: the common denominator of Norway's and Inera's classes."""

    CASHABLE_OWN = "cashable_own"
    REDEPLOYED_OWN = "redeployed_own"
    PRICED_OTHER_PUBLIC = "priced_other_public"
    PRICED_CITIZEN_BUSINESS = "priced_citizen_business"
    NOT_PRICED = "not_priced"


@dataclass(frozen=True, slots=True)
class Realised:
    """A benefit planned and realised to date, amounts; None when not known."""

    kind: BenefitClass
    planned: Decimal | None
    realised: Decimal | None


@dataclass(frozen=True, slots=True)
class Realisation:
    """Realised / planned to date.

    Attributes
    ----------
    by_class : of the classes that occur, in the order met; None where nothing was planned or an amount is not
        known.
    in_money : over all priced benefits.
    not_priced : number of benefits that stand in no sum and are judged by their indicator.
    """

    by_class: dict[BenefitClass, Decimal | None]
    in_money: Decimal | None
    not_priced: int


def realisation(benefits: Sequence[Realised]) -> Realisation:
    """Rates of realisation.

    Returns
    -------
    Realisation

    Source: Digdir, Prosjektveiviseren; DFØ on benefits realisation.

    Examples
    --------
    >>> own = Realised(BenefitClass.CASHABLE_OWN, Decimal(100), Decimal(80))
    >>> realisation([own]).in_money
    Decimal('0.8')
    """
    priced = [one for one in benefits if one.kind is not BenefitClass.NOT_PRICED]
    kinds = dict.fromkeys(one.kind for one in priced)
    return Realisation(
        {kind: _rate(one for one in priced if one.kind is kind) for kind in kinds},
        _rate(priced),
        len(benefits) - len(priced),
    )


def _rate(benefits: Iterable[Realised]) -> Decimal | None:
    told = list(benefits)
    return ratio(total(one.realised for one in told), total(one.planned for one in told))


@dataclass(frozen=True, slots=True)
class Claimed:
    """A planned benefit, the body that bears it, and whether that body confirmed it."""

    bearer: str
    kind: BenefitClass
    planned: Decimal
    is_confirmed: bool


def cashable(lines: Sequence[Claimed], *, lead: str) -> tuple[Decimal, Decimal]:
    """Cashable total, and what awaits confirmation.

    Only what lowers a budget counts (`cashable_own`). A benefit at another body than the lead counts nothing
    until that body confirms it.

    Returns
    -------
    tuple of two Decimal

    Source: house rule of Styrbord.

    Examples
    --------
    >>> own, others = (Claimed(who, BenefitClass.CASHABLE_OWN, Decimal(10), False) for who in "AB")
    >>> cashable([own, others], lead="A")
    (Decimal('10'), Decimal('10'))
    """
    counted = waiting = Decimal(0)
    for line in lines:
        if line.kind is BenefitClass.CASHABLE_OWN:
            if line.bearer == lead or line.is_confirmed:
                counted += line.planned
            else:
                waiting += line.planned
    return counted, waiting


def at_risk(benefits: Iterable[tuple[Decimal, Light | None, bool]]) -> Decimal:
    """Planned value of benefits with a red measure or without an owner, each counted once.

    Parameters
    ----------
    benefits : planned value, light of the measure (None when not known), whether it has an owner.

    Returns
    -------
    Decimal

    Source: methods of benefits, section 3.6.

    Examples
    --------
    >>> at_risk([(Decimal(200), Light.RED, False), (Decimal(80), Light.GREEN, True)])
    Decimal('200')
    """
    found = (planned for planned, light, has_owner in benefits if light is Light.RED or not has_owner)
    return sum(found, Decimal(0))
