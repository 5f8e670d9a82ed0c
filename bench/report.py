"""How does the table of benchmarks in the documentation read?"""

import json
from pathlib import Path

from bench.timing import RESULTS

TARGET = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks.md"
ORDER = (
    "numbers",
    "whole-page",
    "pages",
    "loading",
    "reading",
    "readers",
    "finding",
    "form-books",
    "guessing",
    "size",
    "signals-null",
    "signals-power",
    "forecasting-m3",
    "forecasting-regions",
    "forecasting-speed",
    "rating",
    "coherence",
    "decision-effects",
    "week",
    "portfolio",
    "shapley",
    "modelling",
    "modelling-hostile",
    "pooling",
)
HEAD = """# Benchmarks

Measured by `python -m bench all` on one machine with two processors that were busy with other work as
well. A ratio compares two things that ran in turns in one run; medians are shown. The database holds
10,050,264 observations of 2,447 municipalities, 79 indicators and 40 years, three of ten revised once;
a page shows 12 indicators of one municipality, all years, as of a date before the revision.

"The SQL" is one hand-written statement for the numbers of that page on an open connection, all rows
fetched. What is measured beside it looks up rights, names and the moment as well. The bare `executemany`
and `COPY` write the finished rows into the same table, with its key and foreign keys. For search and
for the list of pages the budgets are ours: half a second; a process reads all names once, at its first
search. Reading a workbook is the whole way, from its bytes to the written observations, in a process of
its own; calamine's bare read makes an object of every cell and does nothing with it. Models are measured
beside a Newton solver of one model written by hand and beside their own single runs; runs paired with
other programs are made when the work is accepted.

| What | Where | Measured | Allowed | Kept |
|---|---|---|---|---|
"""


def write() -> None:
    """The table, from what the last runs kept."""
    lines = [
        f"| {row['what']} | {row['where']} | {row['measured']} | {row['allowed']} | {_yes(row['is_kept'])} |"
        for name in ORDER
        for path in sorted(RESULTS.glob(f"{name}-*.json"))
        if path.stem.rpartition("-")[0] == name
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _yes(is_kept: bool) -> str:
    return "yes" if is_kept else "no"
