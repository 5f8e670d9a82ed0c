"""How do the owner and the program rate an investment, how far apart are they, and how old are both?

Two ratings, never one: neither overwrites the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from styrbord.core.investments.lights import ORDER, Light
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.portfolio.profile import months_after

METHODOLOGY = Methodology(
    "investment-rating/1",
    Origin.HOUSE,
    "ours: methods of investments, section 6; borders of variances after the US scheme, as heard",
    {
        "variance_yellow": Decimal("0.10"),
        "variance_red": Decimal("0.30"),
        "slip_yellow_days": Decimal(1),
        "slip_red_days": Decimal(31),
        "rhythm_months": Decimal(1),
        "frozen_reports": Decimal(6),
    },
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the computed rating is made of; None where it is not known, which rates nothing.

    Attributes
    ----------
    cost_share, schedule_share : more cost and more time than planned, as shares of the plan.
    slip_days : of the milestone that is latest.
    at_risk_share : planned value of benefits at risk / of all.
    reported_on : day of the newest report; None = there was never one.
    """

    cost_share: Decimal | None = None
    schedule_share: Decimal | None = None
    slip_days: int | None = None
    at_risk_share: Decimal | None = None
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """The computed rating on a day: the worst of its parts, each shown; None where nothing is known."""

    on: date
    light: Light | None
    parts: Mapping[str, Light] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owned:
    """What the owner said on a day, and why."""

    on: date
    light: Light
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Both ratings side by side.

    Attributes
    ----------
    divergence : steps by which the owner's is better than the computed one; below 0 = more cautious;
        None where either is missing.
    owner_age, computed_age : days.
    is_current : whether the owner's may be shown as current.
    staleness : light of the owner's age.
    """

    owner: Owned | None
    computed: Computed
    divergence: int | None
    owner_age: int | None
    computed_age: int
    is_current: bool
    staleness: Light

    @property
    def is_contradiction(self) -> bool:
        """Whether the owner's is better by a step or more."""
        return self.divergence is not None and self.divergence >= 1


def computed(inputs: Inputs, on: date) -> Computed:
    """Worst of cost, schedule, slip of milestones, benefits at risk and staleness.

    Returns
    -------
    Computed
        What is not known stands in `unknown` and lowers nothing; staleness is always known.

    Source: house rule of Styrbord.

    Examples
    --------
    >>> inputs = Inputs(Decimal("0.3"), Decimal(0), 0, Decimal(0), date(2026, 3, 1))
    >>> found = computed(inputs, date(2026, 3, 20))
    >>> found.light.value, found.parts["schedule"].value
    ('red', 'green')
    """
    found = {
        "cost": _of_share(inputs.cost_share),
        "schedule": _of_share(inputs.schedule_share),
        "milestones": _of_days(inputs.slip_days),
        "benefits": _of_share(inputs.at_risk_share),
        "age": staleness(inputs.reported_on, on),
    }
    parts = {name: light for name, light in found.items() if light is not None}
    worst = max(parts.values(), key=ORDER.index)
    is_blind = set(parts) == {"age"} and worst is Light.GREEN
    return Computed(
        on, None if is_blind else worst, parts, tuple(name for name in found if name not in parts)
    )


def _of_share(share: Decimal | None) -> Light | None:
    if share is None:
        return None
    if share >= METHODOLOGY.params["variance_red"]:
        return Light.RED
    return Light.YELLOW if share >= METHODOLOGY.params["variance_yellow"] else Light.GREEN


def _of_days(days: int | None) -> Light | None:
    if days is None:
        return None
    if days >= METHODOLOGY.params["slip_red_days"]:
        return Light.RED
    return Light.YELLOW if days >= METHODOLOGY.params["slip_yellow_days"] else Light.GREEN


def staleness(told_on: date | None, today: date) -> Light:
    """Light of an age: older than one rhythm amber, than two red; what was never told is red.

    Returns
    -------
    Light

    Examples
    --------
    >>> told_on = date(2026, 1, 15)
    >>> [staleness(told_on, day).value for day in (date(2026, 2, 15), date(2026, 2, 16))]
    ['green', 'amber']
    """
    if told_on is None:
        return Light.RED
    rhythm = int(METHODOLOGY.params["rhythm_months"])
    if today > months_after(told_on, 2 * rhythm):
        return Light.RED
    return Light.AMBER if today > months_after(told_on, rhythm) else Light.GREEN


def side_by_side(owner: Owned | None, found: Computed, today: date) -> Pair:
    """Both ratings with their divergence and ages.

    Returns
    -------
    Pair
    """
    light = staleness(owner.on if owner else None, today)
    steps = None
    if owner is not None and found.light is not None:
        steps = ORDER.index(found.light) - ORDER.index(owner.light)
    age = (today - owner.on).days if owner else None
    is_current = owner is not None and light is Light.GREEN
    return Pair(owner, found, steps, age, (today - found.on).days, is_current, light)


def contradictions(pairs: Iterable[tuple[str, Pair]]) -> tuple[str, ...]:
    """Investments whose owner rates better than is computed, the widest apart first.

    Returns
    -------
    tuple of str
    """
    found = [(code, pair.divergence or 0) for code, pair in pairs if pair.is_contradiction]
    return tuple(code for code, _ in sorted(found, key=lambda one: (-one[1], one[0])))


def is_frozen(reports: Sequence[tuple[Light, Inputs]]) -> bool:
    """Whether an owner said the same in the last six reports or more while what is computed from moved.

    Parameters
    ----------
    reports : the owner's rating with the inputs of its day, in order of time.

    Returns
    -------
    bool
        The day of the report itself is no movement.
    """
    count = int(METHODOLOGY.params["frozen_reports"])
    last = reports[-count:]
    if len(last) < count or len({light for light, _ in last}) > 1:
        return False
    moved = {(one.cost_share, one.schedule_share, one.slip_days, one.at_risk_share) for _, one in last}
    return len(moved) > 1
