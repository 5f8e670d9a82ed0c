"""Between which places does each subject lie, how sure is its class, and which choice moves places most?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from styrbord.core.base.fan_out import FanOut, InProcess
from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.ratings.chain import Cached
from styrbord.core.ratings.doubt import classes, intervals, sobol, ties
from styrbord.core.ratings.doubt.chance import Ints
from styrbord.core.ratings.doubt.design import Design, crossed, design
from styrbord.core.ratings.doubt.factors import Factor, counts, factors_of
from styrbord.core.ratings.doubt.recalculating import Outcomes, outcomes
from styrbord.core.ratings.doubt.replays import Replay
from styrbord.core.ratings.doubt.results import Doubt, Sobol
from styrbord.core.ratings.doubt.robust import is_robust
from styrbord.core.ratings.doubt.variants import Asked, Rows, pools_of_rows
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.times import in_order

define(
    "rating.recalculations",
    "{name} is {found}.",
    "Give a whole number from {least} to {most}.",
)
define(
    "rating.recalculations-failed",
    "{count} of {total} recalculations cannot be made: {reason}",
    "Places and shares rest on the others. Leave the choice out, or make it possible.",
    Severity.WARNING,
)
define(
    "rating.no-period",
    "The data have no period {period}.",
    "Choose among: {known}.",
)
define(
    "rating.recalculations-room",
    "The places of {rows} units in {count} different recalculations do not fit into memory.",
    "Ask for at most {most} different recalculations.",
)
LEAST_ROWS, MOST = 2, 100_000
MOST_CELLS = 100_000_000


def simulate(
    method: Method,
    inputs: Inputs,
    *,
    replicates: int,
    seed: int,
    period: str = "",
    is_kept: bool = False,
    progress: Progress = silent,
    fan_out: FanOut | None = None,
) -> Doubt:
    """Rate again under other choices, weights and data, as the variations of the method say.

    Parameters
    ----------
    method : method; one without variations is tried with weights up to a quarter larger and smaller.
    inputs : values; statistics are taken over all rows, as the method says.
    replicates : number of recalculations.
    seed : whole number; the same seed gives the same result, however the work is spread.
    period : period whose subjects are placed, the newest when left out.
    is_kept : whether the places of all recalculations are kept.
    progress : told after each block of recalculations; may raise to stop.
    fan_out : where blocks are worked on; here when left out.

    Returns
    -------
    Doubt

    Raises
    ------
    Refused
        If the method itself cannot be rated, or the number is out of range. Recalculations that fail are
        counted with their reason.

    Source: OECD/JRC 2008, step 7; Saisana, Saltelli and Tarantola 2005; sections 4 and 5 of the methods for
    ratings.
    """
    _check("replicates", replicates, 1)
    factors = factors_of(method)
    one = design(counts(factors), replicates=replicates, seed=seed)
    run = _Run.of(method, inputs, factors, one, seed, period, progress, fan_out)
    return run.doubt(replicates, is_kept=is_kept)


def replayed(
    method: Method,
    inputs: Inputs,
    replay: Replay,
    *,
    period: str = "",
    progress: Progress = silent,
    fan_out: FanOut | None = None,
) -> Doubt:
    """Rate again under the choices of a saved design.

    Parameters
    ----------
    method, inputs, period, progress, fan_out : as of `simulate`.
    replay : what varies, and the options that each recalculation uses.

    Returns
    -------
    Doubt
        With the places of all recalculations.
    """
    run = _Run.of(method, inputs, replay.factors, replay.design, 0, period, progress, fan_out)
    return run.doubt(len(replay.design), is_kept=True)


def sensitivity(
    method: Method,
    inputs: Inputs,
    *,
    n: int,
    seed: int,
    period: str = "",
    is_by_row: bool = False,
    is_centred: bool = True,
    progress: Progress = silent,
    fan_out: FanOut | None = None,
) -> Sobol:
    """Share out the variance of the places among the choices of the method.

    Parameters
    ----------
    method, inputs, seed, period, progress, fan_out : as of `simulate`.
    n : rows of the design, best a power of two; n * (factors + 2) recalculations are made.
    is_by_row : whether to do the same for the place of each subject.
    is_centred : False: the estimator of COINr 1.1.14.

    Returns
    -------
    Sobol

    Raises
    ------
    Refused
        As of `simulate`.

    Source: section 4 of the methods for ratings; `sobol.shares`.
    """
    _check("n", n, LEAST_ROWS)
    factors = factors_of(method)
    one = crossed(counts(factors), n=n, seed=seed)
    kept = len(one) if is_by_row else 2 * n
    run = _Run.of(method, inputs, factors, one, seed, period, progress, fan_out, kept=kept)
    mean = sobol.shares(run.made.moved[run.back], len(factors), is_centred=is_centred)
    by_row = None
    if is_by_row:
        _check_room(len(one), len(run.rows))
        places = np.where(run.made.places == intervals.NONE, np.nan, run.made.places)[run.back]
        by_row = sobol.shares(places, len(factors), is_centred=is_centred)
    return Sobol(one.factors, n, mean, by_row, run.doubt(2 * n))


@dataclass(frozen=True, eq=False)
class _Run:
    """Recalculations that were made: different variants, and which one each recalculation is."""

    asked: Asked
    nominal: Rated
    cached: Cached
    rows: Rows
    made: Outcomes
    back: Ints
    """Which of the different recalculations each one is; those that keep their places come first."""

    @classmethod
    def of(
        cls,
        method: Method,
        inputs: Inputs,
        factors: Sequence[Factor],
        one: Design,
        seed: int,
        period: str,
        progress: Progress,
        fan_out: FanOut | None,
        *,
        kept: int | None = None,
    ) -> "_Run":
        """Make all different recalculations of a design; so many from the front keep their places."""
        cached = Cached(inputs)
        nominal = cached.rate(method)
        rows = _rows(nominal, period)
        data = next((factor for factor in factors if factor.is_data), None)
        places = intervals.places_of(nominal.ranks[rows, -1])
        asked = Asked(
            inputs=inputs,
            rows=nominal.rows[rows],
            nominal=places,
            numbers=classes.numbers_of(nominal)[rows],
            scale=classes.scale_of(method),
            seed=seed,
            data=data,
        )
        picks, back, front = _different(one.picks, len(one) if kept is None else kept)
        _check_room(front, len(rows))

        make = partial(
            outcomes, method, asked, factors, cached=cached, progress=progress, fan_out=fan_out or InProcess()
        )
        made = make(picks[:front], is_kept=True)
        if front < len(picks):
            rest = make(picks[front:], is_kept=False)
            moved, reasons = np.concatenate([made.moved, rest.moved]), made.reasons + rest.reasons
            made = replace(made, moved=moved, reasons=reasons)
        return cls(asked, nominal, cached, rows, made, back)

    def doubt(self, first: int, *, is_kept: bool = False) -> Doubt:
        """What the first recalculations say."""
        method = self.nominal.method
        back = self.back[:first]
        times = np.bincount(back, minlength=len(self.made.places))  # the front ones come first
        spread = intervals.spread(self.made.places, times)
        own = classes.words(self.asked.numbers, method.bands)
        shares = classes.shares_of(self.made.numbers, times, len(method.bands.classes))
        reasons = self.made.reasons[: len(times)]
        failures = _failures(reasons, times)
        failed = sum(int(time) for time, why in zip(times, reasons, strict=True) if why)
        return Doubt(
            nominal=self.nominal,
            rows=self.rows,
            replicates=first,
            seed=self.asked.seed,
            mean=spread.mean,
            low=spread.low,
            median=spread.median,
            high=spread.high,
            present=spread.present,
            classes=own,
            shares=shares,
            verdicts=classes.verdicts(own, shares, method.bands),
            tied=self._tied(times),
            is_robust=is_robust(method, self.asked, self.cached),
            failures=failures,
            failed_share=failed / first,
            ranks=self.made.places[back] if is_kept else None,
        )

    def _tied(self, times: Ints) -> tuple[str, ...]:
        places = self.made.places if (times == 1).all() else np.repeat(self.made.places, times, axis=0)
        found = [""] * len(self.rows)
        for pool in pools_of_rows(self.nominal.method, self.asked.inputs, self.asked.rows):
            spans = ties.spans(places, self.asked.nominal, pool.rows)
            for row, span in zip(pool.rows.tolist(), spans, strict=True):
                found[row] = span
        return tuple(found)


def _check(name: str, found: int, least: int) -> None:
    if not least <= found <= MOST:
        params = {"name": name, "found": found, "least": least, "most": MOST}
        raise Refused(Problem("rating.recalculations", "", params))


def _different(picks: Ints, front: int) -> tuple[Ints, Ints, int]:
    """Different picks, those of the front first; which of them each pick is; how many are of the front."""
    found, back = np.unique(picks, axis=0, return_inverse=True)
    back = back.ravel()
    is_behind = np.ones(len(found), dtype=np.bool_)
    is_behind[back[:front]] = False
    order = np.argsort(is_behind, kind="stable")
    return found[order], np.argsort(order)[back], int((~is_behind).sum())


def _check_room(count: int, rows: int) -> None:
    if count * rows > MOST_CELLS:
        params = {"count": count, "rows": rows, "most": max(1, MOST_CELLS // rows)}
        raise Refused(Problem("rating.recalculations-room", "", params))


def _rows(nominal: Rated, period: str) -> Rows:
    """Rows of one period, the newest if none is named."""
    known = in_order(nominal.periods)
    wanted = period or known[-1]
    if wanted not in known:
        raise Refused(Problem("rating.no-period", "", {"period": wanted, "known": ", ".join(known)}))
    return np.flatnonzero(np.array(nominal.periods, dtype=object) == wanted)


def _failures(reasons: Sequence[Problem | None], times: Ints) -> tuple[Problem, ...]:
    counted: Counter[str] = Counter()
    for reason, time in zip(reasons, times.tolist(), strict=True):
        if reason is not None:
            counted[str(reason)] += time
    total = int(times.sum())
    return tuple(
        Problem("rating.recalculations-failed", "", {"count": count, "total": total, "reason": reason})
        for reason, count in counted.most_common()
        if count
    )
