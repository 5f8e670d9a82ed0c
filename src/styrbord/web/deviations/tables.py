"""Which raw tables stand behind the list of deviations and the times of reaction?"""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from styrbord.charts.model import Table
from styrbord.core.strategy.deviations.reaction import Reaction
from styrbord.figures.deviations import DeviationLine, ReactionLine
from styrbord.figures.pages import Labels
from styrbord.web import names
from styrbord.web.deviations.words import word

Maker = Callable[[Labels], Table]


def lines(found: Sequence[DeviationLine]) -> Maker:
    """Every deviation that was asked for."""

    def make(labels: Labels) -> Table:
        columns = (
            _("Code"), _("Indicator"), _("Subject"), _("State"), _("Since"), _("Owner"), _("Cause"),
            _("Action by"), _("Due"), _("Days late"),
        )  # fmt: skip
        return Table(columns, tuple(_line(one, labels) for one in found))

    return make


def _line(one: DeviationLine, labels: Labels) -> tuple[str | float | None, ...]:
    return (
        one.token,
        names.indicator_name(labels, one.signal.indicator),
        names.subject_name(labels, one.signal.subject),
        word("STATES", one.state),
        str(one.signal.since),
        names.named(labels.posts, one.holder) if one.holder else "",
        word("CAUSES", one.cause) if one.cause else "",
        one.action_on.isoformat() if one.action_on else "",
        one.due_on.isoformat() if one.due_on else "",
        float(one.days_late),
    )


def reactions(found: Sequence[ReactionLine]) -> Maker:
    """Median days by owner, rubric and quarter."""

    def make(labels: Labels) -> Table:
        columns = (
            _("By"), _("Code"), _("Deviations"), _("Days until taken up"), _("Days until answered"),
            _("Days until closed"), _("Not yet taken up"), _("Not yet answered"), _("Not yet closed"),
        )  # fmt: skip
        return Table(columns, tuple(_reaction(one) for one in found))

    return make


def _reaction(one: ReactionLine) -> tuple[str | float | None, ...]:
    told: tuple[Reaction, ...] = (one.taken_up, one.answered, one.closed)
    medians = (None if each.median is None else float(each.median) for each in told)
    waiting = (float(each.waiting) for each in told)
    return (word("GROUPS", one.kind), one.code, float(one.cases), *medians, *waiting)
