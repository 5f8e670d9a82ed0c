"""What stands in the table of an edition's changes when it is taken as a file?"""

from django.utils.translation import gettext as _

from styrbord.charts.model import Table
from styrbord.figures.pages import Labels
from styrbord.services.releases import Statement
from styrbord.web import names
from styrbord.web.tables import Maker


def changes(said: Statement) -> Maker:
    """Old and new value of every listed change."""

    def make(labels: Labels) -> Table:
        columns = (
            _("Code"),
            _("Subject"),
            _("Indicator code"),
            _("Indicator"),
            _("Period"),
            _("Breakdown"),
            _("Scenario"),
            _("Old value"),
            _("Old status"),
            _("New value"),
            _("New status"),
        )
        rows = (
            (
                one.subject,
                names.subject_name(labels, one.subject),
                one.indicator,
                names.indicator_name(labels, one.indicator),
                str(one.period),
                one.breakdown,
                one.scenario,
                one.old.value,
                one.old.status,
                one.new.value,
                one.new.status,
            )
            for one in said.changes
        )
        return Table(columns, tuple(rows))

    return make
