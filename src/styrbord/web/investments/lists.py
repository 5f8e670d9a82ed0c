"""Which raw tables stand behind the page of an investment?"""

from django.utils.translation import gettext as _

from styrbord.charts.model import Table
from styrbord.figures.pages import Labels
from styrbord.services.investments.notes import BenefitNote, CardNote, CostNote
from styrbord.web.downloads import Offer
from styrbord.web.investments.bearers import bearer
from styrbord.web.investments.words import word
from styrbord.web.names import named, subject_name, words
from styrbord.web.tables import Maker

Raw = str | float | None


def of_card(card: CardNote) -> dict[str, Offer]:
    """Tables of an investment by the name of their block."""
    return {"costs": costs(card), "benefits": benefits(card), "payers": payers(card)}


def costs(card: CardNote) -> Maker:
    """Cost lines with what happened to their money."""

    def make(labels: Labels) -> Table:
        heads = (
            _("Code"), _("Name"), _("Option"), _("Bearer"), _("Year"), _("Currency"), _("Low"), _("Likely"),
            _("High"), _("Kind of cost"), _("Result"), _("Cost pool"), _("Cost tower"),
            _("Information system"), _("Confirmed"), _("In force"), _("Committed"), _("Contracted"),
            _("Paid"),
        )  # fmt: skip
        return Table(heads, tuple(_cost(one, card, labels) for one in card.costs))

    return make


def _cost(one: CostNote, card: CardNote, labels: Labels) -> tuple[Raw, ...]:
    return (
        one.code, words(one.names), one.option, subject_name(labels, one.bearer.code), float(one.year),
        card.price.currency, _float(one.low), _float(one.likely), _float(one.high), word("COSTS", one.kind),
        one.result, one.pool, one.tower, one.system, _yes(one.is_confirmed), _float(one.in_force),
        _float(one.committed), _float(one.contracted), _float(one.paid),
    )  # fmt: skip


def benefits(card: CardNote) -> Maker:
    """Benefits with what is claimed, confirmed and realised."""

    def make(labels: Labels) -> Table:
        heads = (
            _("Code"), _("Benefit"), _("Bearer"), _("Owner"), _("Class of benefit"), _("Indicator"),
            _("Unit"), _("Start"), _("Target"), _("Measured"), _("Measured on"), _("Claimed"), _("Confirmed"),
            _("Planned to date"), _("Realised to date"),
        )  # fmt: skip
        return Table(heads, tuple(_benefit(one, labels) for one in card.benefits))

    return make


def _benefit(one: BenefitNote, labels: Labels) -> tuple[Raw, ...]:
    return (
        one.code, words(one.names), subject_name(labels, one.bearer.code),
        named(labels.posts, one.owner.code),
        word("BENEFITS", one.kind), one.indicator.code, one.unit, _float(one.baseline), _float(one.target),
        _float(one.newest), one.newest_on.isoformat() if one.newest_on else "", _float(one.claimed),
        _float(one.confirmed), _float(one.planned), _float(one.realised),
    )  # fmt: skip


def payers(card: CardNote) -> Maker:
    """Who pays and who gains, present values."""

    def make(labels: Labels) -> Table:
        matrix = card.matrix
        kinds = matrix.kinds if matrix else ()
        titles = [word("BENEFITS", one) if one in _GAINS else word("COSTS", one) for one in kinds]
        heads = (_("Code"), _("Party"), *titles, _("Pays"), _("Gains"), _("Net"), _("Transfer needed"))
        rows = (
            (
                one.bearer, bearer(labels, one.bearer, card.bodies),
                *(_float(one.cells.get(kind)) for kind in kinds), _float(one.pays), _float(one.gains),
                _float(one.net), _float(one.transfer),
            )
            for one in (matrix.rows if matrix else ())
        )  # fmt: skip
        return Table(heads, tuple(rows))

    return make


_GAINS = frozenset({
    "cashable_own", "redeployed_own", "priced_other_public", "priced_citizen_business", "not_priced",
})  # fmt: skip


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))


def _yes(told: bool) -> str:
    return _("yes") if told else _("no")
