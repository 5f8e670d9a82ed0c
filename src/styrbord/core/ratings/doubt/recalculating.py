"""What are the places and classes under many variants of a method?

The sets of weights of a variant are one matrix product. Equal variants are made once, and counted as often as
the design has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from styrbord.core.base.fan_out import FanOut
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.progress import Progress
from styrbord.core.ratings.aggregate import Frame
from styrbord.core.ratings.chain import Cached, ranks_of
from styrbord.core.ratings.doubt import classes, sobol
from styrbord.core.ratings.doubt.chance import Floats, Ints
from styrbord.core.ratings.doubt.factors import Factor
from styrbord.core.ratings.doubt.intervals import NONE, Places, places_of
from styrbord.core.ratings.doubt.variants import Asked, Failed, Ready, Variant, measured, variants
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.stack import aggregate_stack
from styrbord.core.ratings.weights import least_of, ways_of

CELLS = 1 << 19
"""Recalculations times rows in one block: some 30 MB while it is worked on."""


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Places and classes of different variants.

    Attributes
    ----------
    moved : float64 (variant,), mean change of place; NaN where a variant failed
    places : int32 (variant, row), `NONE` where a row has none; without rows where they are not kept
    numbers : int8 (variant, row), numbers of classes; likewise
    reasons : why a variant failed; None where it did not
    """

    moved: Floats
    places: Places
    numbers: classes.Numbers
    reasons: tuple[Problem | None, ...]


def outcomes(
    method: Method,
    asked: Asked,
    factors: Sequence[Factor],
    picks: Ints,
    *,
    is_kept: bool,
    cached: Cached,
    progress: Progress,
    fan_out: FanOut,
) -> Outcomes:
    """Places and classes of different picks.

    Parameters
    ----------
    method : method by itself.
    asked : inputs, rows and seed.
    factors : what varies.
    picks : int64 (variant, factor), each row once.
    is_kept : whether places and classes are kept, or only how far places move.
    cached : steps that were made already.
    progress, fan_out : whom to tell, and where the blocks are worked on.

    Returns
    -------
    Outcomes
        In the order of the picks.
    """
    found, order = variants(method, asked, factors, picks, cached)
    made = worked(found, asked, is_kept=is_kept, progress=progress, fan_out=fan_out)
    back = np.argsort(order)
    reasons = tuple(made.reasons[at] for at in back.tolist())
    return Outcomes(made.moved[back], made.places[back], made.numbers[back], reasons)


def worked(
    found: Sequence[Variant | Failed],
    asked: Asked,
    *,
    is_kept: bool,
    progress: Progress,
    fan_out: FanOut,
) -> Outcomes:
    """Places and classes of variants, one after the other."""
    height = max(1, CELLS // max(1, len(asked.rows)))
    blocks = [*_blocks(found, height)]

    def show(done: int, total: int, stage: str) -> None:
        progress(done, total, "recalculate" if stage == "fan-out" else stage)

    made = fan_out.map(partial(_block, _slim(asked), is_kept), blocks, show)
    return _joined([one for some in made for one in some])


def _blocks(found: Sequence[Variant | Failed], height: int) -> Iterator[list[Variant | Failed]]:
    """Variants cut and put together so that no block has more recalculations than its height."""
    block: list[Variant | Failed] = []
    room = height
    for variant in found:
        start = 0
        while start < len(variant):
            part = variant.part(start, start + room)
            block.append(part)
            start, room = start + len(part), room - len(part)
            if not room:
                yield block
                block, room = [], height
    if block:
        yield block


def _block(asked: Asked, is_kept: bool, block: Sequence[Variant | Failed]) -> list[Outcomes]:
    made = [_outcome(asked, one) for one in block]
    return (
        made
        if is_kept
        else [replace(one, places=one.places[:, :0], numbers=one.numbers[:, :0]) for one in made]
    )


def _outcome(asked: Asked, variant: Variant | Failed) -> Outcomes:
    if isinstance(variant, Failed):
        return _failed(asked, variant)
    try:
        return _made(asked, variant)
    except Refused as refusal:
        return _failed(asked, Failed(refusal.problems[0], len(variant)))


def _failed(asked: Asked, failed: Failed) -> Outcomes:
    shape = (failed.count, len(asked.rows))
    none = np.full(shape, classes.NONE, dtype=np.int8)
    moved = np.full(failed.count, np.nan)
    return Outcomes(moved, np.full(shape, NONE, dtype=np.int32), none, (failed.reason,) * failed.count)


def _made(asked: Asked, variant: Variant) -> Outcomes:
    one = variant.ready or measured(asked, variant)
    method = variant.method
    scores = aggregate_stack(
        method.tree,
        one.values,
        variant.sets(one.weights, asked.seed),
        ways_of(method),
        least=least_of(method.tree, method.least_available),
        frame=Frame(one.units, one.pools, method.is_parity),
    )
    ranks = ranks_of(scores.T, one.pools, method).T
    numbers = _numbers(asked, one, scores, ranks)
    is_there = one.at >= 0
    places = np.where(is_there, places_of(ranks)[:, one.at], NONE).astype(np.int32)
    kept = np.where(is_there, numbers[:, one.at], classes.NONE).astype(np.int8)
    return Outcomes(sobol.moved(places, asked.nominal), places, kept, (None,) * len(scores))


def _numbers(asked: Asked, one: Ready, scores: Floats, ranks: Floats) -> classes.Numbers:
    """Numbers of classes by the rules of the method, of its places where its scale is another."""
    if one.method.bands.by not in classes.BY_ENDS or classes.scale_of(one.method) == asked.scale:
        return classes.class_numbers(scores, ranks, one.method, one.pools)
    nominal = np.full(len(one.values), classes.NONE, dtype=np.int8)
    nominal[one.at[one.at >= 0]] = asked.numbers[one.at >= 0]
    return classes.as_many(ranks, nominal, one.pools)


def _slim(asked: Asked) -> Asked:
    """What the blocks need to know; the inputs only where noise is to be added to them."""
    return asked if asked.data else replace(asked, inputs=Inputs((), (), np.zeros((0, 0))))


def _joined(made: Sequence[Outcomes]) -> Outcomes:
    return Outcomes(
        np.concatenate([one.moved for one in made]),
        np.concatenate([one.places for one in made]),
        np.concatenate([one.numbers for one in made]),
        tuple(reason for one in made for reason in one.reasons),
    )
