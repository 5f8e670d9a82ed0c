"""What do readers get to know of benefits, joint shares, components, sittings and stop orders over many?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrbord.core.base.problems import Problem
from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio.matrix import Matrix
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.sharing import Shares
from styrbord.figures.investments import BenefitSums
from styrbord.services.investments.notes import BenefitNote, MatterNote, Named, PartyNote


@dataclass(frozen=True)
class RegisterNote:
    """Benefits of many investments, a page of them, with sums by class over all that may be seen.

    Claimed, confirmed and realised are three figures: what is not confirmed by its bearer is in no saving.
    """

    rows: tuple[BenefitNote, ...]
    count: int
    page: int
    pages: int
    sums: tuple[BenefitSums, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class AfterNote:
    """The benefits of one investment after its end: what was claimed, confirmed, measured and realised.

    `follow_up` is the body that follows up and stays named after the last stage; `owed` are measurements by
    their day; `drafts` are those not yet verified, for those inside only.
    """

    code: str
    names: Text
    stage: str
    price: Price
    follow_up: tuple[Named, ...]
    delivered_on: date | None
    closed_on: date | None
    benefits: tuple[BenefitNote, ...]
    sums: BenefitSums
    measurements: tuple[MatterNote, ...]
    is_inside: bool
    labels: tuple[str, ...]


@dataclass(frozen=True)
class JointNote:
    """Who pays and who gains in an investment, and what each would pay by each way of sharing.

    `matrix` and `shares` are None where they cannot be told, as with fewer than two parties: `problems` says
    why. `bodies` names every party and group that stands in the tables.
    """

    code: str
    names: Text
    price: Price
    matrix: Matrix | None
    shares: Shares | None
    bodies: Mapping[str, Text]
    parties: tuple[PartyNote, ...]
    picture: int
    problems: tuple[Problem, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerNote:
    """Another investment with needs in common, as a suggestion; `overlap` is common / all needs of both."""

    code: str
    names: Text
    lead: Named
    stage: str
    common: tuple[str, ...]
    overlap: float


@dataclass(frozen=True, slots=True)
class RequirementNote:
    """What is asked for: `state` is met, waived, not-applicable or not-met, "" in the catalogue."""

    code: str
    names: Text
    weight: str
    scope: str
    component: str
    valid_from: date
    valid_to: date | None
    answer: str = ""
    evidence: str = ""
    is_approved: bool = False
    state: str = ""
    waived_until: date | None = None


@dataclass(frozen=True, slots=True)
class ComponentNote:
    """A shared component: who keeps it, which needs it meets, what it asks for, and who uses it."""

    code: str
    names: Text
    words: Text
    keeper: Named
    is_in_use: bool
    offers: tuple[str, ...]
    requirements: tuple[RequirementNote, ...]
    users: int


@dataclass(frozen=True)
class ConformityNote:
    """The form of an investment: every requirement that holds for it with its answer and where it stands.

    `form` is the matter of the form, None before it was begun; `unmet` are required ones neither met nor
    waived today; `problems` is what keeps the form from being handed in.
    """

    code: str
    names: Text
    requirements: tuple[RequirementNote, ...]
    form: MatterNote | None
    waivers: tuple[MatterNote, ...]
    unmet: tuple[str, ...]
    problems: tuple[Problem, ...]
    candidates: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ReuseNote:
    """How far required components are used: met / applicable; None where none is asked for."""

    rate: Decimal | None
    investments: int
    waived: int
    unmet: tuple[tuple[str, str], ...]
    label: str


@dataclass(frozen=True, slots=True)
class ItemNote:
    """An investment on an agenda, with its conclusion; `questions` are told to those inside.

    `recused` are members that act for one of its parties; `conditions` are duties with owner and day.
    """

    matter: MatterNote
    names: Text
    stage: str
    price: Price | None
    cost: Decimal | None
    questions: str
    present: tuple[str, ...]
    recused: tuple[str, ...]
    votes: tuple[tuple[str, str], ...]
    outcome: str
    conditions: tuple[tuple[str, str, date | None], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class SittingNote:
    """One sitting of the subcommittee: members on its day, how many make a quorum, and its items."""

    on: date
    members: tuple[Named, ...]
    chairs: tuple[str, ...]
    quorum: int
    items: tuple[ItemNote, ...]


@dataclass(frozen=True)
class AgendaNote:
    """Sittings to come and past ones, the large ones that no sitting has yet, and duties from conditions.

    A duty is investment, words, owner and day, the earliest first; `split` are groups of investments of one
    owner just below the border: a suspicion, with the rule's label.
    """

    ahead: tuple[SittingNote, ...]
    past: tuple[SittingNote, ...]
    waiting: tuple[Named, ...]
    duties: tuple[tuple[str, str, str, date | None], ...]
    split: tuple[tuple[str, ...], ...]
    label: str


@dataclass(frozen=True, slots=True)
class StopNote:
    """A stop order: whether it blocks today, until when its owner is heard, and who overrides it."""

    matter: MatterNote
    names: Text
    stage: str
    ground: str
    missing: tuple[str, ...]
    hear_until: date | None
    since: date | None
    blocks: bool
    overrides: tuple[tuple[str, str, date | None], ...]


@dataclass(frozen=True)
class StopListNote:
    """Stop orders that are open, and those that have ended; with the label of the rule that proposes them."""

    open: tuple[StopNote, ...]
    ended: tuple[StopNote, ...]
    label: str
