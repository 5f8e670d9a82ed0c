"""Is what was handed in right, likely and complete? One check a file; all of them run, nothing is raised.

A file of this folder has `find(case)` and, if it needs to, `INSTEAD_OF`: names of checks that say the same
of a cell less well, whose findings on that cell are then left out.
"""

from collections.abc import Iterable, Mapping

from styrbord.core.base.catalogue import modules_in
from styrbord.core.collection.checks._case import Case, Coarser, Found, Peers, Series
from styrbord.core.collection.forms.model import Weight
from styrbord.core.collection.packages import Entry, Package

__all__ = ["CHECKS", "Case", "Coarser", "Found", "Peers", "Series", "Weight", "open_problems", "run"]

CHECKS = modules_in(__name__)


def run(case: Case) -> list[Found]:
    """Everything that is wrong or unlikely, all at once, in the order of the form.

    Returns
    -------
    list of Found
        A cell that is wrong by itself (hard) is not also called unlikely. Empty when nothing was found.
    """
    found = {name: list(check.find(case)) for name, check in CHECKS.items()}
    wrong = {one.key for ones in found.values() for one in ones if one.weight is Weight.HARD and one.is_own}
    kept = [
        one
        for name, ones in found.items()
        for one in ones
        if not (one.weight is Weight.SOFT and one.is_own and one.key in wrong)
        and not _is_said_better(name, one, found)
    ]
    order = {item.key: at for at, item in enumerate(case.form.items)}
    return sorted(kept, key=lambda one: (order.get(one.key, -1), one.weight is Weight.SOFT))


def open_problems(found: Iterable[Found], package: Package) -> list[Found]:
    """Findings that keep a package from being handed in: hard ones, and soft ones without a note.

    Returns
    -------
    list of Found
        In the order given; what is only told stops nothing.
    """
    entries = package.by_key
    return [one for one in found if one.asks and not _is_noted(one, entries.get(one.key))]


def _is_noted(one: Found, entry: Entry | None) -> bool:
    return one.weight is Weight.SOFT and entry is not None and bool(entry.note.strip())


def _is_said_better(name: str, one: Found, found: Mapping[str, list[Found]]) -> bool:
    return any(
        name in getattr(check, "INSTEAD_OF", ()) and any(other.key == one.key for other in found[better])
        for better, check in CHECKS.items()
    )
