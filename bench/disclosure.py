"""Can an attacker who has every published table, edition and right work out a hidden number?

Random small tables over two hierarchies, sexes, quarters with their year, a sum of two indicators and two
editions are hidden as a release does it. The attacker knows none of that: the programme below is made from
the numbers that are left and from how the tables were added up.

    python -m bench.disclosure --tables 1000 --seed 1
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from scipy.optimize import linprog

from styrbord.core.base.periods import FREQUENCY_CODE, Frequency
from styrbord.core.spine.disclosure.assembling import Assembled, Said, assembled
from styrbord.core.spine.disclosure.links import (
    Children,
    Key,
    breakdown_links,
    formula_links,
    period_links,
    tree_links,
)
from styrbord.core.spine.disclosure.protection import protected
from styrbord.core.spine.disclosure.rule import Disclosure
from styrbord.core.spine.indicators import Indicator, OverSubjects, OverTime
from styrbord.core.spine.subjects import Membership
from styrbord.core.spine.tree import Tree

YEAR, QUARTER = FREQUENCY_CODE[Frequency.ANNUAL], FREQUENCY_CODE[Frequency.QUARTER]
RULE = Disclosure(min_count=3)
CLOSE = 1e-6
BARE = 20
Cell = tuple[int, int, int, int]
Sum = tuple[Cell, tuple[Cell, ...]]


@dataclass
class World:
    """Numbers (indicator, subject, sex, time) of each edition, and everything that sums to something."""

    leaves: int
    groupings: tuple[tuple[tuple[int, ...], ...], ...]
    indicators: int
    sexes: int
    times: int
    editions: list[np.ndarray] = field(default_factory=list)

    @property
    def shape(self) -> Cell:
        """Number of indicators, subjects, sexes and times, totals among them."""
        subjects = self.leaves + sum(map(len, self.groupings)) + 1
        return self.indicators, subjects, self.sexes, self.times

    def sums(self) -> Iterator[Sum]:
        """Every total with its parts: what an attacker knows of how the tables were made."""
        for cell in np.ndindex(*self.shape):
            one, subject, sex, when = cell
            for parts in self.members(subject):
                yield cell, tuple((one, part, sex, when) for part in parts)
            if self.sexes > 1 and sex == 0:
                yield cell, tuple((one, subject, part, when) for part in range(1, self.sexes))
            if self.times > 1 and when == 0:
                yield cell, tuple((one, subject, sex, part) for part in range(1, self.times))
            if self.indicators > 1 and one == 0:
                yield cell, tuple((part, subject, sex, when) for part in range(1, self.indicators))

    def members(self, subject: int) -> Iterator[tuple[int, ...]]:
        """Parts of a subject, hierarchy by hierarchy; the last subject is the root."""
        first = self.leaves
        for grouping in self.groupings:
            here = range(first, first + len(grouping))
            if subject in here:
                yield grouping[subject - first]
            if subject == self.shape[1] - 1:
                yield tuple(here)
            first += len(grouping)

    def add(self, base: np.ndarray) -> None:
        """Keep an edition made from the numbers that nothing sums to."""
        whole = np.zeros(self.shape)
        at = tuple(slice(1 if size > 1 else 0, None) for size in (self.indicators, self.sexes, self.times))
        whole[at[0], : self.leaves, at[1], at[2]] = base
        for axis, size in ((2, self.sexes), (3, self.times), (0, self.indicators)):
            if size > 1:
                total = np.moveaxis(whole, axis, 0)
                total[0] = total[1:].sum(axis=0)
        for subject in range(self.leaves, self.shape[1]):
            whole[:, subject] = whole[:, list(next(self.members(subject)))].sum(axis=1)
        self.editions.append(whole)


def random_world(rng: np.random.Generator, most: int = 2) -> World:
    """A small world of a random form with two editions, the second of which mends a few numbers.

    `most` is how many of indicators, sexes and times sum to something beside the subjects.
    """
    leaves = int(rng.integers(3, 4 + most))
    groupings = tuple(_grouping(rng, leaves) for _ in range(int(rng.integers(1, 3))))
    form = rng.permutation([0, 0, *[1] * most, *[0] * (2 - most)])
    world = World(leaves, groupings, 3 if form[0] else 1, 3 if form[1] else 1, 5 if form[2] else 1)
    size = (max(world.indicators - 1, 1), leaves, max(world.sexes - 1, 1), max(world.times - 1, 1))
    base = np.rint(rng.lognormal(2.2, 1.3, size=size))
    world.add(base)
    mended = np.where(rng.random(size) < 0.15, np.rint(rng.lognormal(2.2, 1.3, size=size)), base)
    world.add(mended)
    return world


def _grouping(rng: np.random.Generator, leaves: int) -> tuple[tuple[int, ...], ...]:
    order = rng.permutation(leaves).tolist()
    cut = int(rng.integers(1, leaves))
    return tuple(sorted(order[:cut])), tuple(sorted(order[cut:]))


def key_of(cell: Cell) -> Key:
    """Cell as a release knows it."""
    one, subject, sex, when = cell
    return Key(
        "abc"[one],
        f"s{subject}",
        "_T" if sex == 0 else f"SEX={'_FM'[sex]}",
        YEAR if when == 0 else QUARTER,
        2020 if when == 0 else 2020 * 4 + when - 1,
    )


@dataclass
class Outcome:
    """What is hidden after each edition, the rows that nothing could protect, and the last table."""

    hidden: list[set[Key]]
    is_refused: bool


def released(world: World, *, only_primary: bool = False) -> Outcome:
    """Hide cells edition by edition as a release does."""
    hidden: list[set[Key]] = []
    for number in range(len(world.editions)):
        whole = _assembled(world, number, hidden)
        sensitive = {key for key, row in _rows(whole) if 0 < whole.table.value[row] < RULE.min_count} | (
            hidden[-1] if hidden else set()
        )
        if only_primary:
            hidden.append(sensitive)
            continue
        pattern = protected(whole.table, whole.mask(sensitive))
        if (pattern.exposed & ~whole.table.is_known).any():
            return Outcome(hidden, is_refused=True)
        hidden.append({whole.keys[row] for row in np.flatnonzero(pattern.hidden)} | sensitive)
    return Outcome(hidden, is_refused=False)


def _rows(whole: Assembled) -> Iterator[tuple[Key, int]]:
    return ((key, row) for row, key in enumerate(whole.keys))


def _assembled(world: World, newest: int, hidden: list[set[Key]]) -> Assembled:
    histories = {
        key_of(cell): [
            Said(
                number, float(world.editions[number][cell]), _was_shown(key_of(cell), number, newest, hidden)
            )
            for number in range(newest + 1)
        ]
        for cell in np.ndindex(*world.shape)
    }
    trees = {
        f"h{at}": Children(Tree(_links(world, at)), [f"s{one}" for one in range(world.shape[1])])
        for at in range(len(world.groupings))
    }
    definitions = {
        "a": Indicator("a", {}, "", formula="b + c" if world.indicators > 1 else "", over_time=OverTime.SUM),
        "b": Indicator("b", {}, "", over_subjects=OverSubjects.SUM),
    }
    parents = {("SEX", "F"): "", ("SEX", "M"): ""}
    links = [
        *tree_links(histories, trees),
        *breakdown_links(histories, parents),
        *period_links(histories),
        *formula_links(histories, definitions),
    ]
    return assembled(histories, links, dict.fromkeys("abc", RULE))


def _was_shown(key: Key, number: int, newest: int, hidden: list[set[Key]]) -> bool:
    return number < newest and key not in hidden[number]


def _links(world: World, at: int) -> list[Membership]:
    first = world.leaves + sum(map(len, world.groupings[:at]))
    found = []
    for number, parts in enumerate(world.groupings[at]):
        found.append(
            Membership(f"h{at}", f"s{first + number}", f"s{world.shape[1] - 1}", True, date(1990, 1, 1))
        )
        found += [Membership(f"h{at}", f"s{part}", f"s{first + number}") for part in parts]
    return found


def attacked(world: World, hidden: list[set[Key]]) -> list[tuple[Key, float, float, float]]:
    """Every number that was never shown: its key, value, and the bounds that follow from all the rest.

    The attacker is told, too, which hidden numbers did not change between two editions.
    """
    unknown, known = _seen(world, hidden)
    if not unknown:
        return []
    at = {one: number for number, one in enumerate(unknown)}
    rows, sides = [], []
    for edition in world.editions:
        for total, parts in world.sums():
            row, side = np.zeros(len(at)), 0.0
            for cell, factor in [(total, -1.0), *((part, 1.0) for part in parts)]:
                one = (cell, float(edition[cell]))
                if one in at:
                    row[at[one]] += factor
                else:
                    side -= factor * known[one]
            if row.any():
                rows.append(row)
                sides.append(side)
    links, right = (np.array(rows), np.array(sides)) if rows else (None, None)
    found = []
    for (cell, value), number in at.items():
        cost = np.zeros(len(at))
        cost[number] = 1.0
        low = linprog(cost, A_eq=links, b_eq=right, bounds=(0, None), method="highs-ds")
        high = linprog(-cost, A_eq=links, b_eq=right, bounds=(0, None), method="highs-ds")
        top = np.inf if high.status == 3 else -high.fun
        found.append((key_of(cell), value, float(low.fun), float(top)))
    return found


def _seen(
    world: World, hidden: list[set[Key]]
) -> tuple[list[tuple[Cell, float]], dict[tuple[Cell, float], float]]:
    """Numbers that are still unknown, and those that were shown in some edition."""
    everything: dict[tuple[Cell, float], bool] = {}
    for number, edition in enumerate(world.editions):
        for cell in np.ndindex(*world.shape):
            one = (cell, float(edition[cell]))
            everything[one] = everything.get(one, False) or key_of(cell) not in hidden[number]
    known = {one: one[1] for one, is_shown in everything.items() if is_shown}
    return [one for one, is_shown in everything.items() if not is_shown], known


def failures(found: list[tuple[Key, float, float, float]]) -> tuple[int, int]:
    """Numbers that were worked out exactly, and those whose bounds are closer than the protection."""
    exact = close = 0
    for _, value, low, high in found:
        need = max(RULE.protection / 100 * value, 1.0)
        exact += high - low < CLOSE
        close += high < value + need - CLOSE or low > max(value - need, 0.0) + CLOSE
    return exact, close


def run(tables: int, seed: int, most: int = 2) -> dict[str, float]:
    """Attack many random tables."""
    began = time.perf_counter()
    told = dict.fromkeys(("tables", "refused", "hidden", "exact", "close", "primary_only_broken"), 0.0)
    for number in range(tables):
        world = random_world(np.random.default_rng([seed, number]), most)
        outcome = released(world)
        told["tables"] += 1
        told["refused"] += outcome.is_refused
        if outcome.is_refused:
            continue
        found = attacked(world, outcome.hidden)
        exact, close = failures(found)
        told["hidden"] += len(found)
        told["exact"] += exact
        told["close"] += close
        if number < BARE:
            bare = released(world, only_primary=True)
            told["primary_only_broken"] += failures(attacked(world, bare.hidden))[0] > 0
    return {**told, "seed": seed, "seconds": round(time.perf_counter() - began, 1)}


def judged(counts: dict[str, float]) -> dict[str, object]:
    """Outcome as every scenario gives it; a table whose release is refused shows nothing to be attacked."""
    wrong = {
        "hidden numbers worked out": counts["exact"],
        "hidden numbers closer than their protection": counts["close"],
        "primary hiding alone was never broken": not counts["primary_only_broken"],
    }
    return {
        "scenario": "hidden numbers attacked",
        "trials": int(counts["tables"]),
        "fired": int(counts["tables"] - counts["refused"]),
        "failures": [f"{what}: {int(times)}" for what, times in wrong.items() if times],
        **counts,
    }


def main() -> None:
    """Attack as many tables as asked and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--tables", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    found = judged(run(said.tables, said.seed))
    print(json.dumps(found, indent=1))
    if found["failures"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
