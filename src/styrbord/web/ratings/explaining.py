"""In what words and numbers is it explained why a subject stands where it stands, and what would lift it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from styrbord.core.ratings.tree import Tree
from styrbord.figures import format as written
from styrbord.figures.pages import Labels
from styrbord.figures.ratings import DECIMALS, Rating, RatingTable, Segment, tables
from styrbord.services.ratings import Card, Lever, Part
from styrbord.web import names
from styrbord.web.charting import ChartView
from styrbord.web.names import language
from styrbord.web.ratings import drawing
from styrbord.web.ratings import words as worded


@dataclass(frozen=True)
class LeverLine:
    """What raising one indicator would give, in words and points."""

    code: str
    words: str
    gain: str
    rank: int | None


@dataclass(frozen=True)
class Why:
    """Why a subject stands where it stands."""

    card: Card
    heading: str
    reading: str
    total: str
    chart: ChartView
    levers: tuple[LeverLine, ...]


@dataclass(frozen=True)
class PartLine:
    """One part of a score beside that of the peers, in points."""

    code: str
    name: str
    points: float
    benchmark: float | None

    @property
    def lead(self) -> float:
        """Points ahead of the middle of the peers."""
        return self.points - (self.benchmark or 0.0)


def why(card: Card, labels: Labels) -> Why | None:
    """The explanation of one place; None without a score."""
    name = names.subject_name(labels, card.place.subject)
    found = drawing.why(card, name)
    if found is None:
        return None
    parts, chart = found
    score = parts.score
    lines = tuple(_lever(one, card, labels, score) for one in card.levers)
    return Why(card, chart.title, chart.reading, drawing.total(parts), chart, lines)


def _lever(one: Lever, card: Card, labels: Labels, score: float) -> LeverLine:
    told = {
        "indicator": node_name(card.rating.method.tree, one.code, labels),
        "now": value(one.code, one.now, labels, is_bare=True),
        "wanted": value(one.code, one.wanted, labels),
    }
    gain = written.signed(one.score - score, decimals=DECIMALS, language=language())
    return LeverLine(one.code, _("%(indicator)s, from %(now)s to %(wanted)s") % told, gain, one.rank)


def lines(parts: Sequence[Part], card: Card, labels: Labels) -> list[PartLine]:
    """Parts with their names."""
    tree = card.rating.method.tree
    return [PartLine(one.code, node_name(tree, one.code, labels), one.points, one.benchmark) for one in parts]


def node_name(tree: Tree, code: str, labels: Labels) -> str:
    """Name of a node as the method gives it, else that of the indicator on the board, else its code."""
    node = tree.by_code.get(code)
    if node is None and code in worded.LINES:
        return worded.line(code)
    return (names.words(node.names) if node else "") or names.short_name(labels, code)


def value(code: str, number: float | None, labels: Labels, *, is_bare: bool = False) -> str:
    """Value of an indicator in its own unit."""
    one = labels.indicators.get(code)
    decimals, unit = (one.decimals, one.stated_unit) if one else (DECIMALS, "")
    if is_bare:
        return written.number(number, decimals=decimals, language=language())
    return written.quantity(number, decimals=decimals, unit=unit, language=language())


def lead(found: Rating, shown: Sequence[RatingTable], chosen: str | None, labels: Labels) -> str:
    """Of how many, on what scale, from what, and what the bar shows."""
    tree = found.method.tree
    counted = sum(table.count for table in shown)
    kind = names.named(labels.types, chosen) if chosen else ""
    told: Mapping[str, object] = {
        "n": counted, "all": len(found.places), "type": kind.lower(), "indicators": len(tree.indicators),
        "parts": len(tree.children(tree.root.code)), "replicates": written.number(
            found.replicates, decimals=0, language=language()),
    }  # fmt: skip
    first = _("%(n)s of %(all)s subjects: %(type)s.") % told if chosen else _("%(all)s subjects.") % told
    scale = _("The score is made of %(indicators)s indicators in %(parts)s parts.") % told
    bar = _(
        "The bar shows where the rank falls in 90 of 100 recalculations with other reasonable weights"
        " and methods."
    )
    return " ".join([first, scale, bar] if found.replicates else [first, scale])


def is_mixed(found: Rating, groups: Sequence[Segment], chosen: str | None) -> bool:
    """Whether the one table on the page holds subjects of several types."""
    is_one = len(tables(found, group=chosen)) == 1
    return is_one and chosen is None and len(groups) > 1


def unit_of_points() -> str:
    """Word of the unit of scores."""
    return pgettext("unit", "points")
