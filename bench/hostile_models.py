"""What does a hostile text of a model reach, and how long is it read?

Ten thousand texts: formulas of loose pieces, whole models with parts swapped, doubled, cut and stuffed with
what would be dangerous if any text became code, and long and deep ones. The interpreter's own audit hook
counts everything that would be an escape: code compiled or run, modules loaded, files, processes, sockets.
Time is that of the processor, so that others on the machine do not count.
"""

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from statistics import median
from time import process_time

import numpy as np

from bench.timing import Row, keep, written
from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.model import Model
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import system_of

COUNT, SEED, WHERE = 10_000, 2026, "one process"
SIZES = (0, 500, 2_000, 8_000, 64_000)
PIECES = (
    *("x", "y", "TSLAG(", "MOVAVG(", "TSDELTA(", "WHERE(", "LOG(", "f(", *"()+-*/^&|<=,[]{};$@%\\'\"\x00"),
    *("==", "1", "2.5", "1e5", "__import__('os')", ".__class__", "lambda", "exec", "x.y", ".LT.", "é"),
)
EVIL = (
    *(
        "__import__('os').system('id')",
        "().__class__.__bases__[0].__subclasses__()",
        "eval('1')",
        "open('x')",
    ),
    *("lambda: 0", "[c for c in ()]", "f'{y}'", "y := 1", "globals()", "getattr(y,'x')", "exec(y)", "`id`"),
    *("${HOME}", "{y.__init__}", "%(y)s", "y;import os", "9**9**9**9", "1e999", "0x10", "1_000", "..", "~y"),
    *(
        "TSLAG(y,99999999)",
        "TSLAG(y,-1)",
        "MOVSUM(y,1000)",
        "MOVAVG(MOVAVG(MOVAVG(y,900),900),900)",
        "\u202e",
    ),
    *(
        "TSDELTA(" * 40 + "y" + ")" * 40,
        "LOG(" * 150 + "y" + ")" * 150,
        "(" * 3000,
        "-" * 3000 + "y",
        "y+" * 3000,
    ),
)
WORDS = (
    *(
        "BEHAVIORAL>",
        "IDENTITY>",
        "EQ>",
        "COEFF>",
        "IF>",
        "IV>",
        "PDL>",
        "ERROR>",
        "RESTRICT>",
        "STORE>",
        "END",
    ),
    *("PANEL>", "POOL>", "PRIOR>", "BOUND>", "TARGET>", "UNIT>", "SOURCE>", "COMMENT>", "MODEL", "TSRANGE"),
)
ESCAPES = ("exec", "compile", "import", "open", "os.", "subprocess.", "socket.", "ctypes.", "pty.", "shutil.")
KLEIN = (
    "MODEL\nBEHAVIORAL> cn TSRANGE 1921 1 1941 1\nEQ> cn = a1 + a2*p + a3*TSLAG(p,1) + a4*(w1+w2)\n"
    "COEFF> a1 a2 a3 a4\nPDL> a3 1 3\nRESTRICT> a2 + a4 = 1\nERROR> AUTO(1)\nIDENTITY> y\nEQ> y = cn + g\n"
    "IF> g > 0\nIDENTITY> y\nEQ> y = cn\nIF> g <= 0\nIDENTITY> p\nEQ> p = y - w1\nTARGET> y 2030 5\nEND\n"
)


def texts(count: int, seed: int) -> Iterator[str]:
    """Hostile texts."""
    draw = random.Random(seed)
    makers: tuple[Callable[[random.Random], str], ...] = (_pieces, _changed, _stuffed, _shuffled, _long)
    for number in range(count):
        yield makers[number % len(makers)](draw)


def _pieces(draw: random.Random) -> str:
    body = "".join(draw.choice(PIECES) for _ in range(draw.randint(1, 80)))
    return f"MODEL\nIDENTITY> y\nEQ> y = {body}\nEND"


def _changed(draw: random.Random) -> str:
    """Klein's model with letters taken out, doubled and put in."""
    letters = list(KLEIN)
    for _ in range(draw.randint(1, 25)):
        at = draw.randrange(len(letters))
        letters[at : at + draw.randint(0, 4)] = draw.choice(
            ["", letters[at] * 2, draw.choice(PIECES), "\n", ">"]
        )
    return "".join(letters)


def _stuffed(draw: random.Random) -> str:
    """Klein's model with something dangerous in one place."""
    parts = KLEIN.split(" ")
    for _ in range(draw.randint(1, 3)):
        parts[draw.randrange(len(parts))] = draw.choice(EVIL)
    return " ".join(parts)


def _shuffled(draw: random.Random) -> str:
    """Statements in any order with any keyword."""
    lines = [f"{draw.choice(WORDS)} {draw.choice(EVIL + PIECES)}" for _ in range(draw.randint(1, 30))]
    return "\n".join(["MODEL", *lines, "END"])


def _long(draw: random.Random) -> str:
    """One statement as long as a text of its size allows, or many of them."""
    part = draw.choice(("y+", "MOVSUM(y,9)+", "WHERE(y>1,y,2)*", "TSLAG(y,3)-", "y^", "x<y & "))
    body = part * draw.randint(1, 3_000 // len(part)) + "1"
    return f"MODEL\nIDENTITY> y\nEQ> y = {body}\nEND"


class Watch:
    """Counts what would be an escape while it is on; an audit hook cannot be taken out again."""

    def __init__(self) -> None:
        self.is_on = False
        self.seen: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, _: object) -> None:
        if self.is_on and event.startswith(ESCAPES):
            self.seen.append(event)


def answered(text: str) -> float:
    """Time of the processor that reading a text takes.

    A model is ordered and solved over two periods then, which does not count.
    """
    start = process_time()
    try:
        model = model_of(text)
    except Refused:
        return process_time() - start
    passed = process_time() - start
    if not model.behavioural and model.back <= 20:
        _solve(model)
    return passed


def _solve(model: Model) -> None:
    values = {name: np.full(24, 1.5) for name in (*model.endogenous, *model.exogenous)}
    with suppress(Refused):
        run(system_of(model, {}), Series(Frequency.ANNUAL, 2000, values), Asked(2021, 2022))


def main() -> None:
    """Measure and keep: the slowest text of each size beside the median of those that are plain."""
    watch = Watch()
    answered(KLEIN)
    watch.is_on = True
    found = [(len(text), answered(text)) for text in texts(COUNT, SEED)]
    watch.is_on = False
    rows = [Row(f"Escapes in {COUNT:,} hostile texts", WHERE, str(len(watch.seen)), "0", not watch.seen)]
    for low, high in pairwise(SIZES):
        own = [passed for size, passed in found if low <= size < high]
        middle = median(own)
        what = f"Slowest of {len(own):,} hostile texts of {low:,} to {high:,} letters"
        shown = f"{written(max(own))} (median {written(middle)})"
        rows.append(Row(what, WHERE, shown, "50 ms above the median", max(own) <= middle + 0.05))
    keep("modelling-hostile", "process", rows)


if __name__ == "__main__":
    main()
