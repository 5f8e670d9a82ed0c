"""How are formulas of investments computed from the terminal, for a whole list of cases?"""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from styrbord.cli import texts
from styrbord.cli.progress import bar, end
from styrbord.cli.stopping import stoppable
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.appraisal.appraising import Answer, appraise
from styrbord.core.investments.appraisal.cases import cases_of
from styrbord.core.investments.appraisal.results import written
from styrbord.core.investments.methodology import HOUSE_LABEL

define(
    "appraise.same-file",
    "The results would be written over the cases.",
    "Name another file after --out.",
)
SHOWN = 10


def run(words: Namespace, out: TextIO) -> None:
    """Compute each case, and write all results or none."""
    if words.out.exists() and words.cases.exists() and words.out.samefile(words.cases):
        raise Refused(Problem("appraise.same-file", str(words.out)))
    cases = cases_of(texts.read(words.cases), words.cases.name)
    progress = bar(sys.stderr)
    try:
        with stoppable():
            answers = appraise(cases, progress)
            texts.replace(words.out, written({one.id: one.content for one in answers}))
    finally:
        end(sys.stderr)
    for line in _told(answers, words.out):
        print(line, file=out)


def _told(answers: Sequence[Answer], file: Path) -> Iterator[str]:
    refused = [one for one in answers if one.result is None]
    rules = {one.methodology.code for one in answers if one.methodology and one.methodology.is_house}
    yield f"{len(answers):,} cases: {len(answers) - len(refused):,} computed, {len(refused):,} refused."
    for one in refused[:SHOWN]:
        yield f"Refused: {one.id}: {one.problems[0]}"
    if len(refused) > SHOWN:
        yield f"Refused: {len(refused) - SHOWN:,} more, see the results."
    if rules:
        yield f"By a {HOUSE_LABEL}, not by an outside standard: {', '.join(sorted(rules))}."
    yield f"The results stand in {file}."
