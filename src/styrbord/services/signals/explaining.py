"""Which open cases have the same cause as another, so that one line tells them both?

A part stands below the whole that alarms when what is left of its deviation after the whole's is no news.
Both are measured relative to what was expected, so that the expected share is the same for sums, means and
quotients: a part that moves with its whole moves as much for each hundred. Of the same series the case of the
plan stands above that of the course. Trouble with the numbers of one dataset is one cause.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from styrbord.core.signals.attention import chance_of_own, lines
from styrbord.core.signals.episodes import Key
from styrbord.core.signals.health import Trouble
from styrbord.core.signals.residual import Assessment, Side, Transform
from styrbord.core.signals.series import GOOD
from styrbord.core.spine.inputs import inputs_of
from styrbord.services.reading import Reading
from styrbord.services.signals.finding import ADVERSE, HEALTH, PLAN, RESIDUAL, Told
from styrbord.store.steering.models import Deviation

SAME_CAUSE, OWN_CAUSE = 1.0, 0.0
OF_DATASET = frozenset({Trouble.LATE, Trouble.MISSING_LAST, Trouble.REVISED, Trouble.METHOD_BREAK})
"""Troubles that come with a delivery; the others come with one indicator."""

Judged = Mapping[tuple[str, str], Assessment]


def keep(reading: Reading, cases: Mapping[Key, Deviation], tracks: Sequence[Told], told: Judged) -> None:
    """Write under which case each open case stands."""
    alarming = {row.key: row.size for track in tracks for row in track.found if row.key in cases}
    root: dict[Key, Key] = {}
    steered = {key: size for key, size in alarming.items() if key[2] != HEALTH}
    wholes = {key: _wholes(reading, key, steered) for key in steered}
    own = {
        (part, whole): _own(reading, part, whole, tracks, told)
        for part, some in wholes.items()
        for whole in some
    }
    for line in lines(steered, wholes, own):
        root.update((part, line.name) for part in line.explained)
    root.update(_by_delivery(reading, [key for key in cases if key[2] == HEALTH]))
    _write(cases, alarming, root)


def _write(cases: Mapping[Key, Deviation], alarming: Mapping[Key, float], root: Mapping[Key, Key]) -> None:
    still = {row.pk for row in cases.values()}
    for key, row in cases.items():
        if key in root:
            row.explained_by = cases[root[key]]
        elif key in alarming or row.explained_by_id not in still:
            row.explained_by = None
    Deviation.objects.bulk_update(cases.values(), ["explained_by"], batch_size=200)


def _wholes(reading: Reading, key: Key, alarming: Mapping[Key, float]) -> list[Key]:
    """Alarming cases that might explain one, nearest first."""
    indicator, subject, track, direction = key
    found: list[Key] = []
    if track == RESIDUAL and direction == ADVERSE:
        found.append((indicator, subject, PLAN, ADVERSE))
    path = reading.register.tree().path(subject, reading.today)
    found += [(indicator, above, track, direction) for above in reversed(path)]
    for headline, one in sorted(reading.register.indicators().items()):
        if one.formula and indicator in inputs_of(one):
            found += [(headline, subject, track, way) for way in dict.fromkeys((direction, ADVERSE))]
    return [one for one in found if one in alarming]


def _own(reading: Reading, part: Key, whole: Key, tracks: Sequence[Told], told: Judged) -> float:
    """How easily chance would make what a part shows beyond its whole; NaN = not known."""
    if part[:2] == whole[:2]:
        return SAME_CAUSE
    if PLAN in (part[2], whole[2]):
        return _own_shortfall(reading, part, whole, tracks)
    one, other = told[part[0], part[1]], told[whole[0], whole[1]]
    mine, theirs = (
        np.array([_relative(getattr(one, part[3]))]),
        np.array([_relative(getattr(other, whole[3]))]),
    )
    direction = reading.register.indicators()[part[0]].direction
    share = 1.0 if part[0] == whole[0] or mine[0] * theirs[0] >= 0 else -1.0
    spread = _spread(one, getattr(one, part[3]))
    return chance_of_own(mine, theirs, share=share, spread=spread, worse=-GOOD[direction])


def _relative(one: Side) -> float:
    """Change of level as a share of what was expected; NaN where that is 0."""
    return one.effect / abs(one.expected) if one.expected else float("nan")


def _spread(one: Assessment, side: Side) -> float:
    """Spread of that share; after its first row a change stands as 1 less the memory (methods 4.1)."""
    if not side.expected:
        return float("nan")
    usual = one.spread if one.transform is Transform.LOG else one.spread / abs(side.expected)
    return usual / float(np.sqrt(1 + (max(side.window, 1) - 1) * (1 - one.memory) ** 2))


def _own_shortfall(reading: Reading, part: Key, whole: Key, tracks: Sequence[Told]) -> float:
    """Whether a part is further behind its plan than its whole by more than its tolerance."""
    short = {row.key: float(str(row.evidence["shortfall"])) for row in tracks[1].found}
    if part not in short or whole not in short:
        return float("nan")
    tolerance = reading.register.indicators()[part[0]].tolerance
    return OWN_CAUSE if short[part] - short[whole] > tolerance else SAME_CAUSE


def _by_delivery(reading: Reading, keys: Iterable[Key]) -> dict[Key, Key]:
    """Trouble of one delivery stands below its first series: the highest subject, then by code."""
    groups: dict[tuple[str, str], list[Key]] = {}
    tree, definitions = reading.register.tree(), reading.register.indicators()
    for key in keys:
        if key[0] in definitions:
            place = definitions[key[0]].dataset if Trouble(key[3]) in OF_DATASET else f"indicator {key[0]}"
            groups.setdefault((place, key[3]), []).append(key)
    root: dict[Key, Key] = {}
    for some in groups.values():
        first = min(some, key=lambda key: (len(tree.path(key[1], reading.today)), key))
        root.update((key, first) for key in some if key != first)
    return root
