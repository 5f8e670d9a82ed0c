"""Which reference territories ran ahead of one's own, by how much, and what if that carries over?

Everything is found in the numbers that the reader sees, and remembered for readers of the same rights.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.forecasting.lead_lag import Lead, carried_over, leaders
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.leads import CarriedPoint, LeadLine, Leads, carried_figures
from styrbord.services.reading import Reading

Floats = npt.NDArray[np.float64]
MOST_LAGS = {
    Frequency.ANNUAL: 4, Frequency.HALF: 4, Frequency.QUARTER: 6, Frequency.MONTH: 8, Frequency.WEEK: 8,
    Frequency.DAY: 14,
}  # fmt: skip
"""Periods by which a reference may have been earlier, by rhythm."""
MOST = 4
"""References that are looked at together."""
LONGEST = 160
"""Newest periods that are used."""
WIDE = 1.2816
"""Spreads on each side that hold 80 % of a normal error."""
SEED = 1
define(
    "leads.not-found",
    "There are no numbers of '{indicator}' for '{subject}' that you may see.",
    "Choose an indicator and a subject that have numbers.",
)
define(
    "leads.no-rhythm",
    "The numbers of '{indicator}' count from the year's start, so no lag can be read from them.",
    "Choose an indicator of months, quarters or another rhythm of its own.",
)
define(
    "leads.too-many",
    "At most {most} references are looked at together.",
    "Take one away: the more are looked at, the surer each has to be.",
)


def leads(reading: Reading, indicator: str, subject: str, references: Sequence[str]) -> Leads:
    """References of one's own series, the surest first.

    Raises
    ------
    Refused
        `leads.not-found`, `leads.no-rhythm` or `leads.too-many`.
    """
    definition = reading.register.indicators().get(indicator)
    if definition is None or subject not in reading.register.subjects():
        raise _nothing(indicator, subject)
    if Frequency(definition.frequency) not in MOST_LAGS:
        raise Refused(Problem("leads.no-rhythm", "", {"indicator": indicator}))
    known = reading.register.subjects()
    wanted = tuple(code for code in dict.fromkeys(references) if code in known and code != subject)
    if len(wanted) > MOST:
        raise Refused(Problem("leads.too-many", "", {"most": MOST}))
    key = ("leads", indicator, subject, *wanted)
    return reading.kept(key, lambda: _leads(reading, definition, subject, wanted))


def _leads(reading: Reading, one: Indicator, subject: str, references: tuple[str, ...]) -> Leads:
    frequency = Frequency(one.frequency)
    panel = reading.numbers.panel(Query((one.code,), (subject, *references), frequency))
    rows = {
        str(code): values
        for code, values in zip(panel["subject"].values, panel["value"].values[0], strict=True)
    }
    ordinals = panel["period"].values
    own = rows.get(subject, np.zeros(0))
    if not np.isfinite(own).any():
        raise _nothing(one.code, subject)
    stop = int(np.flatnonzero(np.isfinite(own))[-1]) + 1
    start = max(stop - LONGEST, int(np.isfinite(own).argmax()))
    own = own[start:stop]
    others = [rows[code][start:stop] for code in references]
    most = MOST_LAGS[frequency]
    found = leaders(own, others, most=most, seed=SEED) if others else []
    lines = [_line(code, lead) for code, lead in zip(references, found, strict=True)]
    periods = [Period(frequency, int(ordinal)) for ordinal in ordinals[start:stop]]
    by, carried = _carried(one, subject, references, own, others, found, periods)
    return Leads(
        one.code, subject, one.frequency, most,
        tuple(sorted(lines, key=lambda line: (line.p_value is None, line.p_value, line.reference))),
        tuple((when, float(value)) for when, value in zip(periods, own, strict=True) if np.isfinite(value)),
        by, carried,
    )  # fmt: skip


def _nothing(indicator: str, subject: str) -> Refused:
    params = {"indicator": indicator[:64], "subject": subject[:64]}
    return Refused(Problem("leads.not-found", "", params))


def _line(reference: str, lead: Lead | None) -> LeadLine:
    if lead is None:
        return LeadLine(reference)
    return LeadLine(reference, lead.lag, lead.low, lead.high, lead.correlation, lead.p_value, lead.periods)


def _carried(
    one: Indicator,
    subject: str,
    references: Sequence[str],
    own: Floats,
    others: Sequence[Floats],
    found: Sequence[Lead | None],
    periods: Sequence[Period],
) -> tuple[str, tuple[CarriedPoint, ...]]:
    """The surest reference that ran ahead, and what its last changes make of the own series."""
    ahead = [
        (lead.p_value, -abs(lead.correlation), at)
        for at, lead in enumerate(found)
        if lead is not None and _line(references[at], lead).is_ahead
    ]
    if not ahead:
        return "", ()
    at = min(ahead)[2]
    lead, both = found[at], np.flatnonzero(np.isfinite(own) & np.isfinite(others[at]))
    assert lead is not None
    stop = int(both[-1]) + 1
    expected, spread = carried_over(own[:stop], others[at][:stop], lead)
    last = periods[stop - 1]
    points = (
        CarriedPoint(
            last.shift(step),
            *carried_figures(
                one, subject, references[at], last, (mean, mean - WIDE * wide, mean + WIDE * wide)
            ),
        )
        for step, (mean, wide) in enumerate(zip(expected.tolist(), spread.tolist(), strict=True), 1)
    )
    return references[at], tuple(points)
