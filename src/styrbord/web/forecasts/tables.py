"""Which raw table stands behind the forecast of a page?"""

from django.utils.translation import gettext as _

from styrbord.charts.model import Table
from styrbord.figures.forecasts import Ahead
from styrbord.figures.model import Figure
from styrbord.figures.pages import Labels
from styrbord.web.forecasts import wording
from styrbord.web.forecasts.outlook import Outlook
from styrbord.web.tables import Maker


def points_table(outlook: Outlook) -> Maker:
    """Periods of a forecast with their bounds, what each is, and what came."""

    def make(_labels: Labels) -> Table:
        heads = [
            head
            for level in outlook.levels
            for head in (
                _("%(level)s from") % {"level": wording.level_words(level)},
                _("%(level)s to") % {"level": wording.level_words(level)},
            )
        ]
        columns = (_("Period"), _("What it is"), _("Forecast"), *heads, _("What came"))
        return Table(columns, tuple(_row(one, outlook.levels) for one in outlook.points))

    return make


def _row(one: Ahead, levels: tuple[int, ...]) -> tuple[str | float | None, ...]:
    bands = [one.bands.get(level) for level in levels]
    ends = [_value(end) for band in bands for end in ((band.low, band.high) if band else (None, None))]
    kind = _("nowcast") if one.is_nowcast else _("forecast")
    return (str(one.period), kind, _value(one.mean), *ends, _value(one.actual))


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None
