"""What do readers get to know of the portfolio and of one investment?

What belongs to many investments or to a sitting stands in `matter_notes`. Amounts are in the price that
stands beside them; None is not known and never 0. `verbs` are what this reader may try next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem
from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio.appraising import Appraisal
from styrbord.core.investments.portfolio.baselines import Baseline, Variances
from styrbord.core.investments.portfolio.effect_map import EffectMap
from styrbord.core.investments.portfolio.matrix import Matrix
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.rating import Pair
from styrbord.core.investments.portfolio.sensitivity import Sensitivity
from styrbord.core.investments.portfolio.simulating import Simulated
from styrbord.core.investments.portfolio.society import Society
from styrbord.figures.investment_money import MoneyPoint
from styrbord.figures.investments import Headline, Way
from styrbord.services.investments.change_notes import ChangeNote, VersionNote


@dataclass(frozen=True, slots=True)
class Named:
    """A code with what it is called; `names` is empty where it has no names of its own."""

    code: str
    names: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which investments are asked for; "" and None bind not. `by` is what totals are formed by.

    `by` is one of owner, lead, goal, component, class, risk, programme, stage; `risk` is a computed light, or
    "none" where nothing is computed.
    """

    text: str = ""
    stage: str = ""
    owner: str = ""
    lead: str = ""
    party: str = ""
    goal: str = ""
    component: str = ""
    kind: str = ""
    risk: str = ""
    programme: str = ""
    is_strategic: bool | None = None
    by: str = "owner"
    page: int = 1
    size: int = 50


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """An investment in a list; `paid` is what was paid in its price, None where nothing was told."""

    code: str
    names: Text
    stage: str
    owner: Named
    lead: Named
    kind: str
    process: str
    programme: str
    access: str
    is_strategic: bool
    is_large: bool
    price: Price
    cost: Decimal | None
    paid: Decimal | None
    owner_light: str
    computed_light: str
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Total:
    """Sum over the investments of one owner, goal and so on in one price.

    `unknown` of the `count` have no cost, and are in no sum; an investment with several goals or components
    stands under each of them, so that these sums are not to be added.
    """

    what: Named
    price: Price
    count: int
    unknown: int
    cost: Decimal | None
    paid: Decimal | None


@dataclass(frozen=True)
class PortfolioNote:
    """A page of the portfolio with totals over all that was asked for and may be seen.

    `whole` has one total for each price; `choices` are the codes that occur, by name of a filter.
    """

    rows: tuple[PortfolioRow, ...]
    count: int
    page: int
    pages: int
    asked: Filter
    totals: tuple[Total, ...]
    whole: tuple[Total, ...]
    choices: Mapping[str, tuple[Named, ...]]


@dataclass(frozen=True, slots=True)
class GateNote:
    """One gate of the strip: `state` is passed, now, ahead, paused or stopped; `on` is the day it came there.

    One that the light process skips is not in the strip; `conditions` were set at it by the subcommittee.
    """

    stage: str
    state: str
    on: date | None = None
    by: str = ""
    document: str = ""
    conditions: int = 0


@dataclass(frozen=True, slots=True)
class StepNote:
    """What somebody did; `by` is a post; words are "" where none were said, are left or may be seen."""

    noun: str
    verb: str
    before: str
    state: str
    at: datetime
    by: str
    words: str = ""
    document: str = ""
    token: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MatterNote:
    """One thing with states: benefit, measurement, change, stop, waiver, conformity, opinion and so on.

    `data` is as the noun keeps it, without what this reader may not see.
    """

    noun: str
    token: str
    code: str
    state: str
    revision: int
    investment: str
    body: Named
    post: Named
    due_on: date | None
    data: Mapping[str, object]
    begun_on: date
    begun_by: str
    steps: tuple[StepNote, ...] = ()
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyNote:
    """A body that takes part: roles, what it signed, and whether that is the version in force."""

    body: Named
    roles: tuple[str, ...]
    picture: int
    is_current: bool
    agreement: str
    signed_on: date | None
    tasks: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostNote:
    """A cost line of an option with what happened to its money, each None where no fact is known."""

    code: str
    names: Text
    option: str
    bearer: Named
    year: int
    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None
    kind: str
    result: str
    envelope: str
    pool: str
    tower: str
    system: str
    phase: str
    certainty: str
    source: str
    is_confirmed: bool
    in_force: Decimal | None = None
    committed: Decimal | None = None
    contracted: Decimal | None = None
    paid: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series in a period."""

    period: Period
    value: float


@dataclass(frozen=True, slots=True)
class ResultNote:
    """A planned result with its series as this reader may see it.

    `is_seen` is False where the reader may not see the indicator, or there is none: then nothing is measured
    for them, and neither start nor target is told. `promised` runs from the start to the target, `way` is
    that of the newest value. `cost` is the likely money tied to it, `paid` what of it is paid.
    """

    code: str
    indicator: Named
    subject: Named
    unit: str
    base: Decimal | None
    target: Decimal | None
    due: date | None
    source: str
    more_is_better: bool
    is_seen: bool
    measured: tuple[Point, ...]
    promised: tuple[Point, ...]
    way: Way
    lines: tuple[str, ...]
    cost: Decimal | None
    paid: Decimal | None


@dataclass(frozen=True, slots=True)
class DueNote:
    """A measurement owed some months after the end: `state` is ahead, due, overdue, done or done-late."""

    months: int
    actor: Named
    due_on: date | None
    state: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class BenefitNote:
    """A benefit of the preferred option: what is claimed, confirmed, measured and worth.

    `claimed` is its planned worth over all years; `confirmed` the same once its bearer stands by it, 0 until
    then; `planned` and `realised` are worth to date, None where not known. `newest` is the newest verified
    measurement for outsiders. `state` is that of its own table, "" before the investment was proposed.
    """

    investment: str
    code: str
    names: Text
    bearer: Named
    owner: Named
    kind: str
    is_loss: bool
    is_confirmed: bool
    indicator: Named
    subject: Named
    unit: str
    more_is_better: bool
    quantity: Decimal | None
    unit_value: Decimal | None
    value_source: str
    baseline: Decimal | None
    baseline_period: str
    target: Decimal | None
    target_period: str
    newest: Decimal | None
    newest_on: date | None
    counterfactual: Decimal | None
    counterfactual_words: str
    way: Way
    claimed: Decimal | None
    confirmed: Decimal | None
    planned: Decimal | None
    realised: Decimal | None
    dues: tuple[DueNote, ...]
    state: str = ""
    token: str = ""
    revision: int = 0
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionNote:
    """A precondition with its light; "" = nobody has judged it."""

    code: str
    kind: str
    light: str
    words: str


@dataclass(frozen=True, slots=True)
class WantingNote:
    """What a next step still lacks: nothing when it may be done now."""

    verb: str
    leads_to: str
    needs: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RatingsNote:
    """Both ratings side by side, and the owner's words; `is_frozen` after six alike while inputs moved."""

    pair: Pair
    is_frozen: bool
    owner: Named
    label: str


@dataclass(frozen=True)
class WorthNote:
    """What an investment is worth by each option, and what it hangs on; or `problems`, why not."""

    appraisals: tuple[Appraisal, ...]
    society: Society | None
    sensitivity: Sensitivity | None
    simulated: Simulated | None
    problems: tuple[Problem, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class CardNote:
    """Everything that the page of an investment shows this reader.

    `is_inside` is False for the public view: without drafts, unverified numbers, words of opinions, advice
    and obstacles, and `plan` is None. `baselines` name no persons; `wanting` are the next steps with what
    each lacks, for those who act in it; `labels` are rules by which figures here are made.
    """

    code: str
    names: Text
    purpose: Text
    stage: str
    paused_in: str
    revision: int
    version: int
    kind: str
    process: str
    programme: str
    access: str
    is_strategic: bool
    is_large: bool
    is_inside: bool
    price: Price
    owner: Named
    lead: Named
    ends_on: date | None
    gates: tuple[GateNote, ...]
    headline: Headline
    money: tuple[MoneyPoint, ...]
    results: tuple[ResultNote, ...]
    matrix: Matrix | None
    bodies: Mapping[str, Text]
    benefits: tuple[BenefitNote, ...]
    ratings: RatingsNote | None
    wanting: tuple[WantingNote, ...]
    changes: tuple[ChangeNote, ...]
    costs: tuple[CostNote, ...]
    effects: EffectMap
    effect_names: Mapping[str, Text]
    conditions: tuple[ConditionNote, ...]
    parties: tuple[PartyNote, ...]
    matters: tuple[MatterNote, ...]
    steps: tuple[StepNote, ...]
    baselines: tuple[Baseline, ...]
    variances: Variances | None
    versions: tuple[VersionNote, ...]
    worth: WorthNote
    goals: tuple[Named, ...]
    components: tuple[Named, ...]
    picture: Text
    terms: Text
    labels: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    plan: Plan | None = None
