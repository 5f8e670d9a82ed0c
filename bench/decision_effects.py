"""How often does the interval of an effect hold the effect that was put in?

Each generated series is known up to a day of decision and forecast from then as the board does it, together
with the other series of its indicator. What comes carries a known change that begins after the decision. The
effect is estimated as a check of a decision does it, and held against the change.

    python -m bench.decision_effects --cases 1000 --seed 1
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.timing import Row, keep
from styrbord.core.forecasting.histories import Asked
from styrbord.core.forecasting.together import Side, together
from styrbord.core.strategy.decisions.effect import Verdict, effect_of, verdict_of

Floats = npt.NDArray[np.float64]
LOW, HIGH = 0.72, 0.88
METHODS = ("dot", "theta")
TOGETHER = 10
"""Series of one indicator that are forecast together."""


@dataclass(frozen=True)
class Rhythm:
    """Rhythm of a series: its season, how much is known of it, and when it is checked."""

    name: str
    season: int
    length: int
    ahead: int


RHYTHMS = (Rhythm("years", 1, 24, 2), Rhythm("quarters", 4, 48, 4), Rhythm("months", 12, 96, 6))


@dataclass(frozen=True)
class Case:
    """One effect: what was put in, the bounds of what was found, and the verdict on what was expected."""

    rhythm: str
    put_in: float
    low: float
    high: float
    verdict: Verdict

    @property
    def is_held(self) -> bool:
        """Whether the interval holds what was put in."""
        return self.low <= self.put_in <= self.high


def series(random: np.random.Generator, rhythm: Rhythm) -> Floats:
    """A level that wanders, a slow trend, a season and noise that remembers, dim (period,)."""
    count = rhythm.length + rhythm.ahead
    spread = random.uniform(0.5, 2.0)
    level = np.cumsum(random.normal(random.normal(0, 0.2), random.uniform(0.2, 1.0) * spread, count))
    noise = np.zeros(count)
    for at in range(1, count):
        noise[at] = 0.4 * noise[at - 1] + random.normal(0, spread)
    season = np.tile(random.normal(0, 2 * spread, rhythm.season), count // rhythm.season + 1)[:count]
    return 100 + level + noise + (season if rhythm.season > 1 else 0)


def cases(count: int, seed: int) -> Iterator[Case]:
    """Cases of each rhythm in turn; an effect is none, small or large beside the spread of the series."""
    random = np.random.default_rng(seed)
    made = 0
    while made < count:
        rhythm = RHYTHMS[made // TOGETHER % len(RHYTHMS)]
        some = min(TOGETHER, count - made)
        whole = np.array([series(random, rhythm) for _ in range(TOGETHER)])
        yield from _of(random, rhythm, whole, some)
        made += some


def _of(random: np.random.Generator, rhythm: Rhythm, whole: Floats, some: int) -> Iterator[Case]:
    codes = tuple(f"s{number}" for number in range(TOGETHER))
    known = whole[:, : rhythm.length]
    asked = Asked(rhythm.ahead, rhythm.season, methods=METHODS)
    ahead = together(Side(codes, known, {}, asked))
    for number in range(some):
        found = ahead[number]
        if found is None:
            raise RuntimeError(f"series {number} of {rhythm.name} has no forecast")
        spread = float(np.std(np.diff(known[number])))
        put_in = float(random.choice([0.0, 1.0, 2.0, 4.0]) * random.choice([-1, 1]) * spread)
        effect = effect_of(
            whole[number, -1] + put_in,
            mean=float(found.mean[-1]),
            lower=float(found.lower[0, -1]),
            upper=float(found.upper[0, -1]),
        )
        verdict = verdict_of(effect, expected=put_in or 2 * spread)
        yield Case(rhythm.name, put_in, effect.low, effect.high, verdict)


def shares(found: list[Case]) -> dict[str, float]:
    """Share of cases whose interval holds what was put in, of all and by rhythm."""
    every = {
        "all": found,
        **{one.name: [case for case in found if case.rhythm == one.name] for one in RHYTHMS},
    }
    return {name: sum(case.is_held for case in some) / len(some) for name, some in every.items() if some}


def main() -> None:
    """Count, tell, and keep."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--cases", type=int, default=1000)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    found = list(cases(asked.cases, asked.seed))
    for name, share in shares(found).items():
        print(f"{name}: {share:.1%}")
    for is_none in (False, True):
        told = Counter(str(case.verdict) for case in found if (case.put_in == 0) is is_none)
        print("no effect:" if is_none else "the expected effect:", dict(told))
    share = shares(found)["all"]
    what = f"Effects of decisions within their interval of 80 %, {len(found):,} generated cases"
    row = Row(what, "generated", f"{share:.1%}", f"{LOW:.0%} to {HIGH:.0%}", is_kept=LOW <= share <= HIGH)
    keep("decision-effects", "generated", [row])


if __name__ == "__main__":
    main()
