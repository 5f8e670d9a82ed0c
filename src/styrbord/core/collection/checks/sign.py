"""Is a value negative that never was?"""

from collections.abc import Iterator

import numpy as np

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found
from styrbord.core.collection.checks._words import exact

define(
    "check.sign",
    "{value} is negative; none of the {count} earlier values was.",
    "Take the minus away, or say in a note why the value is negative.",
)
INSTEAD_OF = ("own_history", "type_history", "unit_slip")
_FEWEST = 3


def find(case: Case) -> Iterator[Found]:
    """Negative values where at least three earlier ones, own or of the type, were all 0 or more."""
    for item, entry, value in case.numbers:
        if value >= 0:
            continue
        _, own = case.known_before(item.key)
        peers = case.peers.get(item.key)
        others = peers.values[~np.isnan(peers.values)] if peers is not None else np.empty(0)
        seen = np.concatenate([own, others])
        if len(seen) >= _FEWEST and (seen >= 0).all():
            yield case.soft("check.sign", entry, value=exact(value), count=len(seen))
