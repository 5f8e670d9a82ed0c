"""Which layouts of our own are there?"""

from functools import cache
from itertools import chain

from tests.sources.expectations.layouts import (
    budgets,
    cells,
    formats,
    headers,
    more_headers,
    more_rows,
    more_western,
    rows,
    russian,
    sheets,
    western,
)

LAYOUTS = {
    layout.__name__: cache(layout)  # several files of tests read it, and nobody changes it
    for layout in chain(
        headers.LAYOUTS,
        rows.LAYOUTS,
        cells.LAYOUTS,
        sheets.LAYOUTS,
        formats.LAYOUTS,
        more_headers.LAYOUTS,
        more_rows.LAYOUTS,
        russian.LAYOUTS,
        budgets.LAYOUTS,
        western.LAYOUTS,
        more_western.LAYOUTS,
    )
}
