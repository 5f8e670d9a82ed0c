"""How does a chart of the board stand in a document: its drawing, its sentence and its table?"""

from typing import Any

from styrbord.charts.model import Chart, Table
from styrbord.charts.render import svg
from styrbord.figures import format as written

WIDTH = 520
"""Pixels of a chart whose letters are as large as the text around it."""
MOST_ROWS = 8


def picture(chart: Chart | None) -> dict[str, str]:
    """Drawing and description of a chart; both empty without one."""
    if chart is None:
        return {"svg": "", "title": "", "reading": "", "description": ""}
    words = f"{chart.title.rstrip('.')}. {chart.reading}".strip()
    return {"svg": svg(chart), "title": chart.title, "reading": chart.reading, "description": words}


def table(made: Table | None, language: str, decimals: int, *, newest_first: bool = True) -> dict[str, Any]:
    """Head and rows of a chart's table in words; the newest rows of many."""
    if made is None:
        return {"heads": [], "rows": []}
    rows = made.rows[-MOST_ROWS:][::-1] if newest_first else made.rows[:MOST_ROWS]

    def cell(one: str | float | None) -> str:
        return one if isinstance(one, str) else written.number(one, decimals=decimals, language=language)

    return {"heads": list(made.columns), "rows": [list(map(cell, row)) for row in rows]}
