"""What breaks a path, and what do packages of measures change, in the values that are aimed at?

Risks are switches on a path, such as the optimistic one; packages stand side by side under a limit of money.
Nothing here is called the best.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System
from styrbord.core.modelling.targets import Target
from styrbord.core.modelling.variants import Moves, variants


@dataclass(frozen=True, slots=True)
class Risk:
    """What may happen: moves of variables, how likely it is, and what remains of them with its mitigation."""

    code: str
    moves: Moves
    likelihood: float
    remains: float = 1.0


@dataclass(frozen=True, slots=True)
class Damage:
    """What a risk takes from each target on a path, and what it takes with its mitigation.

    In the unit of the target's variable, above 0 where it harms; `expected` is the share that damage and
    mitigated damage have of the target's value, times the likelihood, summed over the targets. `breaks` are
    the targets that are reached without the risk and missed with it, `saved` those that its mitigation keeps.
    """

    code: str
    harm: Mapping[Target, float]
    mitigated: Mapping[Target, float]
    expected: float
    expected_mitigated: float
    breaks: tuple[Target, ...]
    saved: tuple[Target, ...]


def damages(
    system: System,
    data: Series,
    asked: Asked,
    risks: Sequence[Risk],
    targets: Sequence[Target],
    *,
    progress: Progress = silent,
) -> list[Damage]:
    """Risks as switches on a path, such as the optimistic one; the largest expected damage first.

    Parameters
    ----------
    system : System
    data : Series
        Of one territory.
    asked : Asked
        The path.
    risks : sequence of Risk
    targets : sequence of Target
        Within the run.
    progress : Progress

    Returns
    -------
    list of Damage

    Raises
    ------
    Refused
        What `run` and `variants` refuse.
    """
    moves: list[Moves] = []
    for one in risks:
        moves += [one.moves, {name: own * one.remains for name, own in one.moves.items()}]
    solved = run(system, data, variants(system, asked, moves), progress=progress)
    found = []
    for at, risk in enumerate(risks):
        plain, hit, softened = (
            _values(solved.paths, system, asked, targets, lane) for lane in (0, 2 * at + 1, 2 * at + 2)
        )
        harm = {one: _harm(one, plain[one], hit[one]) for one in targets}
        mitigated = {one: _harm(one, plain[one], softened[one]) for one in targets}
        breaks = tuple(one for one in targets if one.is_met(plain[one]) and not one.is_met(hit[one]))
        saved = tuple(one for one in breaks if one.is_met(softened[one]))
        shares = [
            risk.likelihood * sum(_share(one, own[one]) for one in targets) for own in (harm, mitigated)
        ]
        found.append(Damage(risk.code, harm, mitigated, shares[0], shares[1], breaks, saved))
    return sorted(found, key=lambda damage: -damage.expected)


def _values(
    paths: Numbers, system: System, asked: Asked, targets: Sequence[Target], lane: int
) -> dict[Target, float]:
    return {one: float(paths[system.rows[one.name], one.ordinal - asked.first, lane]) for one in targets}


def _harm(target: Target, before: float, after: float) -> float:
    return before - after if target.is_up else after - before


def _share(target: Target, harm: float) -> float:
    return harm / abs(target.value) if target.value else harm


@dataclass(frozen=True, slots=True)
class Package:
    """Measures that belong together: what they cost and what they move."""

    code: str
    cost: float
    moves: Moves


@dataclass(frozen=True, slots=True)
class Compared:
    """A package: its cost, what it changes in each target, and by which other it is outdone.

    `gains` are above 0 where it helps. `outdone_by` are packages within the limit that cost no more, help
    every target as much, and one of both more. Nothing here is called the best.
    """

    code: str
    cost: float
    is_within: bool
    gains: Mapping[Target, float]
    outdone_by: tuple[str, ...]


def compared(
    system: System,
    data: Series,
    asked: Asked,
    packages: Sequence[Package],
    targets: Sequence[Target],
    limit: float,
    *,
    progress: Progress = silent,
) -> list[Compared]:
    """Packages of measures side by side under a limit of money, in the order given.

    Returns
    -------
    list of Compared

    Raises
    ------
    Refused
        What `run` and `variants` refuse.
    """
    solved = run(system, data, variants(system, asked, [one.moves for one in packages]), progress=progress)
    plain = _values(solved.paths, system, asked, targets, 0)
    gains = []
    for lane in range(1, len(packages) + 1):
        values = _values(solved.paths, system, asked, targets, lane)
        gains.append({one: -_harm(one, plain[one], values[one]) for one in targets})
    found = []
    for one, own in zip(packages, gains, strict=True):
        better = tuple(
            other.code
            for other, its in zip(packages, gains, strict=True)
            if other.cost <= limit and _outdoes(other.cost, its, one.cost, own)
        )
        found.append(Compared(one.code, one.cost, one.cost <= limit, own, better))
    return found


def _outdoes(
    cost: float, gains: Mapping[Target, float], other_cost: float, other: Mapping[Target, float]
) -> bool:
    is_no_worse = cost <= other_cost and all(gains[one] >= other[one] for one in other)
    return is_no_worse and (cost < other_cost or any(gains[one] > other[one] for one in other))
