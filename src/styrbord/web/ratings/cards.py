"""What stands on the card of a subject: its numbers, its peers and what people said of it?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.figures.pages import Labels
from styrbord.figures.ratings import Place
from styrbord.services.ratings import Card, Officer
from styrbord.web.ratings import explaining

NEAR = 3
"""Peers shown above and below."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A number that a grade rests on, in words, with what it adds."""

    code: str
    name: str
    period: str
    value: str
    is_filled: bool
    has_place: bool
    points: float | None
    benchmark: float | None


@dataclass(frozen=True, slots=True)
class Near:
    """A peer beside the subject."""

    place: Place
    is_own: bool


@dataclass(frozen=True, slots=True)
class GapLine:
    """A criterion assessed twice."""

    name: str
    own: float | None
    outside: float | None
    gap: float | None
    is_large: bool


@dataclass(frozen=True, slots=True)
class InputLine:
    """One input of an officer's formula: its points of the index, and what it adds to the score."""

    code: str
    name: str
    value: float
    points: float


def inputs(found: Officer, card: Card, labels: Labels) -> list[InputLine]:
    """Inputs of a formula by their names in the method; a code stands in a formula with _ for -."""
    tree = card.rating.method.tree
    known = {node.code.replace("-", "_"): node.code for node in tree.nodes}
    own = {"index": _("The index"), "change": _("Change of the index")}
    return [
        InputLine(
            one.name,
            own.get(one.name) or explaining.node_name(tree, known.get(one.name, one.name), labels),
            one.value,
            one.points,
        )
        for one in found.score.parts
    ]


def facts(card: Card, labels: Labels) -> list[FactLine]:
    """Numbers in the order of the method."""
    parts = {part.code: part for part in card.parts}
    tree, found = card.rating.method.tree, []
    for one in card.facts:
        part = parts.get(one.indicator)
        found.append(
            FactLine(
                one.indicator,
                explaining.node_name(tree, one.indicator, labels),
                one.period,
                explaining.value(one.indicator, one.value, labels),
                one.is_filled,
                one.value is not None and not one.is_filled and _is_period(one.period),
                part.points if part else None,
                part.benchmark if part else None,
            )
        )
    return found


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except Refused:
        return False
    return True


def near(card: Card) -> list[Near]:
    """The subject between the peers right above and below it."""
    placed = {one.subject: one for one in (*card.peers, card.place)}
    ordered = sorted((one for one in placed.values() if one.rank), key=lambda one: one.rank or 0)
    at = next((n for n, one in enumerate(ordered) if one.subject == card.place.subject), None)
    if at is None:
        return []
    return [
        Near(one, one.subject == card.place.subject) for one in ordered[max(at - NEAR, 0) : at + NEAR + 1]
    ]


def count_of(card: Card) -> int:
    """How many have a place in the table of the subject."""
    rating, own = card.rating, card.place.group
    is_one = rating.method.peers.is_common or not rating.method.peers.group
    return sum(1 for one in rating.places if one.rank and (is_one or one.group == own))


def gaps(card: Card, labels: Labels) -> list[GapLine]:
    """Criteria assessed twice, as the method orders them."""
    if card.assessment is None:
        return []
    tree = card.rating.method.tree
    return [
        GapLine(explaining.node_name(tree, one.code, labels), one.own, one.outside, one.gap, one.is_large)
        for one in card.assessment.gaps
    ]
