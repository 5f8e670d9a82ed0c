"""Which raw tables stand behind the pages of ratings?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from styrbord.charts.model import Table
from styrbord.figures.pages import Labels
from styrbord.figures.ratings import Rating, RatingNote, RatingTable, Row
from styrbord.services.ratings import Card, Compared, MethodPage, Moved
from styrbord.web import names
from styrbord.web.names import words
from styrbord.web.ratings.words import word
from styrbord.web.tables import Maker

Raw = str | float | None


def notes(found: Sequence[RatingNote]) -> Maker:
    """Every rating with its newest period and its next day."""

    def make(_labels: Labels) -> Table:
        columns = (
            _("Code"), _("Rating"), _("Version"), _("Period"), _("Subjects"), _("Published"), _("Due"),
            _("Days late"),
        )  # fmt: skip
        return Table(columns, tuple(_note(one) for one in found))

    return make


def _note(one: RatingNote) -> tuple[Raw, ...]:
    return (
        one.code, words(one.names), one.version, one.period, float(one.subjects), _day(one.published_on),
        _day(one.next_on), float(one.days_late),
    )  # fmt: skip


def ranking(found: Rating, table: RatingTable) -> Maker:
    """Every place of a table, with its doubt and the scores of all nodes."""
    nodes = [found.method.tree.by_code[code] for code in reversed(found.method.tree.columns)]

    def make(labels: Labels) -> Table:
        heads = (
            _("Rank"), _("Code"), _("Subject"), _("Type"), _("Score"), _("Rank before"), _("Rank from"),
            _("Rank to"), _("Class"), _("Verdict"), _("Probability of the class"), _("Tied with places"),
            _("Share estimated"),
        )  # fmt: skip
        columns = (*heads, *(words(node.names) or node.code for node in nodes[1:]))
        rows = [_place(row, labels, [node.code for node in nodes[1:]]) for row in table.rows]
        return Table(columns, tuple(rows))

    return make


def _place(row: Row, labels: Labels, nodes: Sequence[str]) -> tuple[Raw, ...]:
    one = row.place
    return (
        _count(one.rank), one.subject, names.subject_name(labels, one.subject),
        names.named(labels.types, one.group) if one.group else "", row.score.value, _count(row.previous),
        _count(one.low), _count(one.high), word("CLASSES", one.nominal) if one.nominal else "",
        word("CLASSES", one.verdict) if one.verdict else "", one.shares.get(one.nominal), one.tied,
        one.imputed, *(one.scores.get(code) for code in nodes),
    )  # fmt: skip


def facts(card: Card) -> Maker:
    """Every number that a grade rests on."""

    def make(labels: Labels) -> Table:
        columns = (_("Code"), _("Indicator"), _("Period"), _("Value"), _("Edition"), _("Estimated"))
        rows = (
            (
                one.indicator, names.indicator_name(labels, one.indicator), one.period, one.value,
                float(one.edition), _("yes") if one.is_filled else "",
            )
            for one in card.facts
        )  # fmt: skip
        return Table(columns, tuple(rows))

    return make


def history(card: Card) -> Maker:
    """Score and place over the periods."""

    def make(_labels: Labels) -> Table:
        columns = (_("Period"), _("Score"), _("Rank"), _("Of"), _("Verdict"), _("Published"))
        rows = (
            (
                one.period, one.score, _count(one.rank), float(one.of),
                word("CLASSES", one.verdict) if one.verdict else "", _day(one.published_on),
            )
            for one in card.history
        )  # fmt: skip
        return Table(columns, tuple(rows))

    return make


def criteria(page: MethodPage) -> Maker:
    """Every criterion with its meaning, formula, weight and direction."""

    def make(_labels: Labels) -> Table:
        columns = (
            _("Code"), _("Criterion"), _("Meaning"), _("Weight"), _("Weight in the index"), _("Direction"),
            _("Formula"), _("Source"),
        )  # fmt: skip
        rows = (
            (
                one.code, words(one.names), words(one.criteria), one.weight, one.effective,
                word("DIRECTIONS", one.direction), one.formula, words(one.source),
            )
            for one in page.criteria
        )  # fmt: skip
        return Table(columns, tuple(rows))

    return make


def compared(found: Compared) -> Maker:
    """Every subject under both methods."""

    def make(labels: Labels) -> Table:
        columns = (
            _("Code"), _("Subject"), _("Score"), _("Rank"), _("Other score"), _("Other rank"), _("Rise"),
        )  # fmt: skip
        return Table(columns, tuple(_moved(one, labels) for one in found.moved))

    return make


def _moved(one: Moved, labels: Labels) -> tuple[Raw, ...]:
    return (
        one.subject, names.subject_name(labels, one.subject), one.score, _count(one.rank), one.other_score,
        _count(one.other_rank), _count(one.rise),
    )  # fmt: skip


def _count(n: int | None) -> float | None:
    return None if n is None else float(n)


def _day(on: object) -> str:
    return str(on or "")
