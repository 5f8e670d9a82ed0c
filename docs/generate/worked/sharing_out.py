"""Who pays and who gains in a small joint investment, and what would each pay by each way of sharing?"""

from decimal import Decimal

from docs.generate.worked import table
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.portfolio.appraising import appraise
from styrbord.core.investments.portfolio.matrix import matrix_of
from styrbord.core.investments.portfolio.model import (
    BenefitLine,
    CostKind,
    CostLine,
    Investment,
    Option,
    OptionKind,
    Participation,
    PartyRole,
    Spread,
)
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.sharing import shares_of

PRICE = Price("EUR", 2026)
BODIES = ("county", "town", "village")


def _all(amount: int) -> Spread:
    return Spread(Decimal(amount), Decimal(amount), Decimal(amount))


def _cost(code: str, body: str, year: int, amount: int, kind: CostKind) -> CostLine:
    return CostLine(code, body, year, _all(amount), PRICE, kind=kind)


def _gain(code: str, bearer: str, kind: BenefitClass, amount: int) -> BenefitLine:
    return BenefitLine(code, bearer, kind, _all(1), "year", PRICE, Decimal(amount), ramp={2028: Decimal(1)})


def _planned() -> Investment:
    """Three bodies that build one thing and run their own parts of it, at 10 per cent."""
    costs = (
        _cost("build", "county", 2026, 1000, CostKind.CAPITAL),
        *(_cost(f"run-{body}", body, 2027, 110, CostKind.OPERATING) for body in BODIES),
    )
    gains = (
        _gain("saved", "county", BenefitClass.CASHABLE_OWN, 847),
        _gain("freed", "town", BenefitClass.REDEPLOYED_OWN, 726),
        _gain("eased", "village", BenefitClass.REDEPLOYED_OWN, 242),
        _gain("waits", "citizens", BenefitClass.PRICED_CITIZEN_BUSINESS, 121),
    )
    roles = frozenset({PartyRole.LEAD, PartyRole.FOLLOW_UP})
    return Investment(
        "worked",
        "Worked",
        PRICE,
        parties=tuple(Participation(body, roles if body == "county" else frozenset()) for body in BODIES),
        options=(
            Option("usual", OptionKind.AS_USUAL),
            Option("it", OptionKind.PREFERRED, "", costs, gains),
        ),
        start_year=2026,
        horizon_years=3,
        methodology="own/0.1",
    )


def who() -> str:
    """Present values by bearer and kind, with what each needs so as not to lose."""
    plan = _planned()
    found = matrix_of(plan, appraise(plan))
    rows = [
        (row.bearer, *(_told(row.cells.get(kind)) for kind in found.kinds), str(row.net), _told(row.transfer))
        for row in found.rows
    ]
    rows.append(("all", *(str(found.sums[kind]) for kind in found.kinds), str(found.total), ""))
    return table(("", *(kind.replace("_", " ") for kind in found.kinds), "net", "needs"), rows)


def ways() -> str:
    """Shares by each way, and the group that would rather go alone."""
    plan = _planned()
    found = shares_of(plan, appraise(plan))
    rows = []
    for way in found.ways:
        first = f"{' and '.join(way.blocking[0].coalition)}, {way.blocking[0].excess}" if way.blocking else ""
        rows.append((way.name, *(str(way.shares.get(body, "")) for body in BODIES), first))
    return table(("way", *BODIES, "would rather go alone, and pays too much by"), rows)


def _told(amount: Decimal | None) -> str:
    return "" if not amount else str(amount)
