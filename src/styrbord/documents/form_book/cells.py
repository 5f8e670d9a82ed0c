"""How does a value stand in a cell, so that a text stays a text however it begins?"""

import re
from typing import Any

from styrbord.documents.cells import clean, is_formula_like
from styrbord.documents.tables import LONGEST_CELL

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put(cell: Any, content: str | float | None) -> None:
    """Write a number, or a text typed as one; a text like a formula is marked as typed with a quote."""
    if content is None or content == "":
        return
    if not isinstance(content, str):
        cell.value = content
        return
    text = _ESCAPE.sub("_x005F_", clean(content))[:LONGEST_CELL]
    cell.value = text
    cell.data_type = "s"
    if is_formula_like(text):
        cell.quotePrefix = True
