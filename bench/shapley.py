"""How long does it take to share the costs of the largest group of bodies that is computed exactly?

python -m bench.shapley
"""

import json
import sys
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory

from bench.timing import Row, keep, seconds
from styrbord.core.investments.allocation.blocking import core_test
from styrbord.core.investments.allocation.game import MOST_PARTIES, Game
from styrbord.core.investments.allocation.nucleolus import MOST_PARTIES as FEWER
from styrbord.core.investments.allocation.nucleolus import nucleolus
from styrbord.core.investments.allocation.shapley import shapley

TIMES = 5
SEED = 8
ALLOWED = 1.0
"""Seconds."""


def game(count: int) -> Game:
    """Costs to the cent that fall with company."""
    random = Random(SEED)
    costs = [Decimal(0)]
    for group in range(1, 1 << count):
        size = group.bit_count()
        costs.append(Decimal(round(100 * size**0.8 * random.uniform(9.5, 10.5))) / 100)
    return Game(tuple(f"p{at}" for at in range(count)), tuple(costs))


def command(large: Game, folder: Path) -> float:
    """The command on one case, from its start to the written result."""
    values = {
        "+".join(large.names(group)): float(value or 0) for group, value in enumerate(large.values) if group
    }
    case = {"id": "a", "formula": "shapley", "input": {"parties": large.parties, "coalition_value": values}}
    file = folder / "cases.json"
    file.write_text(json.dumps([case]), encoding="utf-8")
    words = [sys.executable, "-m", "styrbord.cli", "appraise", str(file), "--out", str(folder / "out.json")]
    passed = seconds(partial(run, words, check=True, capture_output=True))
    shares = json.loads((folder / "out.json").read_text(encoding="utf-8"))["a"]["allocation"]
    assert abs(sum(shares.values()) - values["+".join(large.parties)]) < 1e-6
    return passed


def row(what: str, times: list[float], *, allowed: float | None = ALLOWED) -> Row:
    """The median of several runs."""
    found = median(times)
    told = f"{allowed:g} s" if allowed else "-"
    return Row(what, "one process", f"{found:.2f} s", told, allowed is None or found <= allowed)


def main() -> None:
    """Time the exact methods at their largest size."""
    large, small = game(MOST_PARTIES), game(FEWER)
    shares = shapley(large)
    with TemporaryDirectory() as folder:
        whole = [command(large, Path(folder)) for _ in range(TIMES)]
    test = partial(core_test, large, shares, allowed_gap=Decimal("0.01"))
    rows = [
        row(
            f"Shapley value of {MOST_PARTIES} parties, exact",
            [seconds(partial(shapley, large)) for _ in range(TIMES)],
        ),
        row("The same by `styrbord appraise`, with reading and writing", whole, allowed=None),
        row(f"Core test of {MOST_PARTIES} parties", [seconds(test) for _ in range(TIMES)]),
        row(
            f"Nucleolus of {FEWER} parties",
            [seconds(partial(nucleolus, small)) for _ in range(TIMES)],
            allowed=None,
        ),
    ]
    keep("shapley", "process", rows)


if __name__ == "__main__":
    main()
