"""Which figures does a reader see of some indicators, or on a page, line by line?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import xarray as xr

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.board.figure_lists import ListLine
from styrbord.core.board.pages import BlockKind, PageDefinition, PageKind
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.observations import SCENARIOS
from styrbord.services import installation
from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import Goal

AT_ONCE = 500
ACTUAL = SCENARIOS[0]


def lines_of(reading: Reading, wanted: Mapping[str, Sequence[str]]) -> list[ListLine]:
    """Lines of what the reader sees of indicators, each for some subjects, with breakdowns and plans."""
    known = reading.register.indicators()
    return [
        line
        for code, subjects in wanted.items()
        if code in known
        for start in range(0, len(subjects), AT_ONCE)
        for line in _lines(reading, code, tuple(subjects[start : start + AT_ONCE]))
    ]


def page_lines(reading: Reading, page: PageDefinition) -> list[ListLine]:
    """Lines of what a reader sees on a page who may see the page."""
    return lines_of(reading, wanted_of(reading, page))


def wanted_of(reading: Reading, page: PageDefinition) -> dict[str, tuple[str, ...]]:
    """Indicators that a page shows, with the subjects that it shows them for."""
    known, subjects = reading.register.indicators(), tuple(reading.register.subjects())
    shown = list(dict.fromkeys(code for block in page.blocks for code in block.indicators if code in known))
    if any(block.kind is BlockKind.GOALS for block in page.blocks):
        shown = list(dict.fromkeys([*shown, *(code for code in _of_goals(reading) if code in known)]))
    if page.kind is PageKind.RUBRIC:
        listed = [code for code, one in known.items() if page.code in one.rubrics]
        return dict.fromkeys(dict.fromkeys([*shown, *listed]), subjects)
    root = installation.setting(installation.ROOT) or ""
    root = root if root in subjects else next(iter(subjects), "")
    found: dict[str, tuple[str, ...]] = {code: (root,) for code in shown if root}
    for block in page.blocks:
        if block.kind is BlockKind.MAP:
            code = next((code for code in block.indicators if code in known), "")
            found |= {code: (root, *_lowest(reading, root))} if code else {}
    return found


def _lowest(reading: Reading, root: str) -> list[str]:
    tree = reading.register.tree()
    below = tree.descendants(root, reading.today)
    return sorted(code for code in below if code != root and not tree.has_members(code))


def _of_goals(reading: Reading) -> Iterable[str]:
    at = to_ms(reading.as_of)
    rows = Goal.objects.filter(shown_from__lte=at, shown_to__gt=at).order_by("code")
    return [code for row in rows for code in row.content["indicators"]]


def _lines(reading: Reading, code: str, subjects: tuple[str, ...]) -> Iterator[ListLine]:
    definition = reading.register.indicators()[code]
    frequency = Frequency(definition.frequency)
    for scenario in SCENARIOS:
        query = Query((code,), subjects, frequency, scenario=scenario)
        panel = (reading.numbers if scenario == ACTUAL else reading.facts).panel(query)
        yield from _counted(definition, scenario, "", panel)
    if definition.dimension:
        query = Query((code,), subjects, frequency)
        parts = reading.facts.breakdown_panel(query, definition.dimension)
        yield from _counted(definition, ACTUAL, definition.dimension, parts)


def _counted(definition: Indicator, scenario: str, dimension: str, panel: xr.Dataset) -> Iterator[ListLine]:
    values = panel["value"].transpose("indicator", "subject", "period", ...)
    frequency = Frequency(definition.frequency)
    parts = [str(one) for one in values["breakdown"].values] if dimension else [""]
    held = values.values[0] if dimension else values.values[0][..., np.newaxis]
    there: npt.NDArray[np.bool_] = ~np.isnan(held)
    ordinals = values["period"].values
    for row, subject in enumerate(values["subject"].values):
        places = np.flatnonzero(there[row].any(axis=1))
        if places.size:
            first, last = (str(Period(frequency, int(ordinals[place]))) for place in (places[0], places[-1]))
            part = int(np.argmax(there[row, places[-1]]))
            yield ListLine(
                definition.code,
                str(subject),
                scenario,
                dimension,
                first,
                last,
                int(there[row].sum()),
                newest=float(held[row, places[-1], part]),
                part=parts[part],
                unit=definition.stated_unit,
                decimals=definition.decimals,
            )
