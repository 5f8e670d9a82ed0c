"""Which assents are open to a reader: lines of their body, target picture, agreement, deliverables?"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio.model import PartyRole
from styrbord.services.investments.notes import CardNote


@dataclass(frozen=True, slots=True)
class Open:
    """An assent that a body may give; `names` say to what."""

    kind: str
    item: str
    body: str
    names: Text
    needs_document: bool = False


def open_to(card: CardNote, bodies: Collection[str]) -> list[Open]:
    """Assents that are not given and are for one of these bodies to give."""
    if card.plan is None or card.stage in {"closed", "stopped"}:
        return []
    return [*_lines(card, bodies), *_papers(card, bodies), *_deliverables(card, bodies)]


def _lines(card: CardNote, bodies: Collection[str]) -> Iterator[Open]:
    for cost in card.costs:
        if cost.bearer.code in bodies and not cost.is_confirmed:
            yield Open("line", cost.code, cost.bearer.code, cost.names)
    for benefit in card.benefits:
        if benefit.bearer.code in bodies and not benefit.is_confirmed:
            yield Open("line", benefit.code, benefit.bearer.code, benefit.names)


def _papers(card: CardNote, bodies: Collection[str]) -> Iterator[Open]:
    picture = card.plan.investment.picture if card.plan else 0
    for party in card.parties:
        if party.body.code in bodies:
            if picture and not party.is_current:
                yield Open("picture", "", party.body.code, {})
            if not party.agreement and len(card.parties) > 1:
                yield Open("agreement", "", party.body.code, {}, needs_document=True)


def _deliverables(card: CardNote, bodies: Collection[str]) -> Iterator[Open]:
    if card.plan is None or card.stage != "executing":
        return
    operators = card.plan.investment.bodies(PartyRole.OPERATOR) or (card.lead.code,)
    for body in (one for one in operators if one in bodies):
        for thing in card.plan.deliverables:
            yield Open("deliverable", thing.code, body, thing.names)
