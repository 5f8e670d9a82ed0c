"""How are series judged from the terminal, one table or a whole list of cases?"""

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from styrbord.cli import texts  # noqa: F401  (knows the kind of problem of a file)
from styrbord.cli.progress import bar, end
from styrbord.cli.stopping import stoppable
from styrbord.cli.tables import Tables, lines_of
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import silent
from styrbord.core.signals import cases
from styrbord.core.signals.answer import Answer
from styrbord.core.signals.options import options_of
from styrbord.core.signals.rules import Rule, rule
from styrbord.core.signals.table import Columns, table_of

define(
    "signals.words",
    "Which series are judged is not said, or said twice.",
    "Write `styrbord signals INPUT.csv --out DIR`, or `styrbord signals --cases INDEX.csv --out DIR`.",
)
OPTIONS = ("direction", "target", "rebase", "fix", "short", "due")
TRAJECTORY = "trajectory"
COMMON = "common_cause"
UNKNOWN = "unknown"


def run(words: Namespace, out: TextIO) -> None:
    """Judge one table, or each case of a list by itself."""
    if words.input is None and words.cases is None and words.facet:
        words.input, words.facet = Path(words.facet), cases.SERIES  # `--facet FILE` named no column
    if (words.input is None) == (words.cases is None):
        raise Refused(Problem("signals.words"))
    try:
        with stoppable(), Tables(words.out) as tables:
            by = rule(words.rule)
            _one(words, by, tables, out) if words.cases is None else _all(words, by, tables, out)
    finally:
        end(sys.stderr)


def _one(words: Namespace, by: Rule, tables: Tables, out: TextIO) -> None:
    given = {name: getattr(words, name) or "" for name in OPTIONS}
    options = options_of(given | {"screen": "FALSE" if words.no_screen else "TRUE"})
    lines = lines_of(words.input)
    trajectory = TRAJECTORY if lines and TRAJECTORY in lines[0] else ""
    columns = Columns(words.date, words.value, words.facet or "", trajectory)
    progress = bar(sys.stderr)
    table = table_of(lines, columns, options.direction, words.input.name, progress)
    answer = by(table, options, progress)
    tables.write("points.csv", answer.points)
    tables.write("icons.csv", answer.icons)
    names = tables.arrive()
    end(sys.stderr)
    print(_told(answer), file=out)
    if unused := "".join(answer.icons.get("unused", ())[:1]):
        print(f"The rule {words.rule} has no use for: {unused.replace(';', ', ')}.", file=out)
    print(f"The results stand in {words.out}: {', '.join(reversed(names))}.", file=out)


def _all(words: Namespace, by: Rule, tables: Tables, out: TextIO) -> None:
    found = cases.cases_of(lines_of(words.cases), words.cases.name)
    progress = bar(sys.stderr)
    refused: dict[str, Refused] = {}
    for done, case in enumerate(found, start=1):
        try:
            answer = _case(case, by, words.cases.parent)
        except Refused as refusal:
            refused[case.name] = refusal
            tables.write(f"refused_{case.name}.csv", _refusal(refusal))
        else:
            tables.write(f"points_{case.name}.csv", answer.points)
            tables.write(f"icons_{case.name}.csv", answer.icons)
        progress(done, len(found), "cases")
    kinds = ("points", "icons", "refused")
    tables.arrive(instead_of=[f"{kind}_{case.name}.csv" for case in found for kind in kinds])
    end(sys.stderr)
    print(f"{len(found) - len(refused):,} of {len(found):,} cases were judged, see {words.out}.", file=out)
    for name, why in refused.items():
        print(f"Refused: {name}: {why.problems[0]}", file=out)
    if refused:
        raise SystemExit(1)


def _case(case: cases.Case, by: Rule, folder: Path) -> Answer:
    options = options_of(case.texts)
    table = table_of(lines_of(folder / case.input), case.columns, options.direction, case.input)
    return by(table, options, silent)


def _refusal(refusal: Refused) -> Mapping[str, list[str]]:
    problems = refusal.problems
    return {
        "code": [one.code for one in problems],
        "place": [one.place for one in problems],
        "message": [one.message for one in problems],
        "advice": [one.advice for one in problems],
    }


def _told(answer: Answer) -> str:
    shown = answer.icons["display_icon"]
    signals = sum(icon not in {COMMON, UNKNOWN} for icon in shown)
    rows = len(next(iter(answer.points.values())))
    return (
        f"{len(shown):,} series with {rows:,} points: {signals:,} with a signal at the last point,"
        f" {shown.count(COMMON):,} without, {shown.count(UNKNOWN):,} without a verdict."
    )
