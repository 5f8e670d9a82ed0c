"""How does a chart of the board stand in a document: its drawing, its sentence and its table?"""

import re
from typing import Any

from styrbord.charts.model import Chart, Table
from styrbord.charts.render import svg
from styrbord.figures import format as written

WIDTH = 520
"""Pixels of a chart whose letters are as large as the text around it."""
MOST_ROWS = 8
ROOM = 10
_SIZE = re.compile(r'width="(\d+)" height="(\d+)" viewBox="[^"]*"')


def picture(chart: Chart | None) -> dict[str, str]:
    """Drawing and description of a chart; both empty without one."""
    if chart is None:
        return {"svg": "", "title": "", "reading": "", "description": ""}
    words = f"{chart.title.rstrip('.')}. {chart.reading}".strip()
    return {"svg": _whole(svg(chart)), "title": chart.title, "reading": chart.reading, "description": words}


def _whole(drawing: str) -> str:
    """Drawing with some room around it: pages show what reaches over its edge, a PDF would cut it off."""
    found = _SIZE.search(drawing)
    if found is None:
        return drawing
    width, height = (int(side) for side in found.groups())
    wide, tall = width + 2 * ROOM, height + 2 * ROOM
    size = f'width="{wide}" height="{tall}" viewBox="{-ROOM} {-ROOM} {wide} {tall}"'
    return drawing[: found.start()] + size + drawing[found.end() :]


def table(made: Table | None, language: str, decimals: int, *, newest_first: bool = True) -> dict[str, Any]:
    """Head and rows of a chart's table in words; the newest rows of many."""
    if made is None:
        return {"heads": [], "rows": []}
    rows = made.rows[-MOST_ROWS:][::-1] if newest_first else made.rows[:MOST_ROWS]

    def cell(one: str | float | None) -> str:
        return one if isinstance(one, str) else written.number(one, decimals=decimals, language=language)

    return {"heads": list(made.columns), "rows": [list(map(cell, row)) for row in rows]}
