"""Who belongs directly to whom on which day?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from styrbord.core.spine.subjects import Membership

Days = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]


class Tree:
    """Direct members of every parent in one hierarchy, by date."""

    def __init__(self, memberships: Iterable[Membership]) -> None:
        """Keep the links by parent and by subject, in order of code."""
        self._of_parent: dict[str, list[Membership]] = defaultdict(list)
        self._of_subject: dict[str, list[Membership]] = defaultdict(list)
        for link in sorted(memberships, key=lambda link: (link.subject, str(link.valid_from or ""))):
            self._of_parent[link.parent].append(link)
            self._of_subject[link.subject].append(link)

    def members(self, parent: str, on: date, *, counting: bool = False) -> tuple[Membership, ...]:
        """Direct members on a day, in order of code; only those that count, if asked."""
        return tuple(
            link
            for link in self._of_parent.get(parent, ())
            if is_valid(link, on) and (link.counts or not counting)
        )

    def parents(self, subject: str, on: date) -> tuple[Membership, ...]:
        """Links upward on a day."""
        return tuple(link for link in self._of_subject.get(subject, ()) if is_valid(link, on))

    def path(self, subject: str, on: date) -> tuple[str, ...]:
        """Ancestors on a day, topmost first; stops at a circle."""
        found: list[str] = []
        while (links := self.parents(subject, on)) and links[0].parent not in found:
            subject = links[0].parent
            found.insert(0, subject)
        return tuple(found)

    def descendants(self, parent: str, on: date | None = None, *, counting: bool = False) -> tuple[str, ...]:
        """Subjects below a parent on a day (on any day when None), nearest first, each once."""
        found: dict[str, None] = {}
        layer = [parent]
        while layer:
            links = [link for above in layer for link in self._of_parent.get(above, ())]
            chosen = [link for link in links if _is_wanted(link, on, counting)]
            layer = [link.subject for link in chosen if link.subject not in found and link.subject != parent]
            found.update(dict.fromkeys(layer))
        return tuple(found)

    def has_members(self, parent: str) -> bool:
        """Whether anyone ever counted in the parent."""
        return any(link.counts for link in self._of_parent.get(parent, ()))

    def segments(self, parent: str, days: Days) -> list[tuple[Flags, tuple[str, ...]]]:
        """Counting members for each group of days that has the same ones.

        Parameters
        ----------
        days : datetime64[D] (period,): first days of the periods.

        Returns
        -------
        list of (mask (period,), codes)
            Every day is in one mask; the members of a period are those of its first day.
        """
        links = [link for link in self._of_parent.get(parent, ()) if link.counts]
        span = np.searchsorted(_turns(links), days, side="right")
        groups: dict[tuple[str, ...], Flags] = {}
        for number in np.unique(span):
            mask = span == number
            day = days[mask][0].astype(object)
            codes = tuple(link.subject for link in links if is_valid(link, day))
            groups[codes] = groups.get(codes, False) | mask
        return [(mask, codes) for codes, mask in groups.items()]


def _turns(links: Iterable[Membership]) -> Days:
    """Days on which a link begins to hold or has just ceased to, in order."""
    first = {link.valid_from for link in links if link.valid_from}
    after = {
        link.valid_to + timedelta(days=1) for link in links if link.valid_to and link.valid_to < date.max
    }
    return np.array(sorted(first | after), dtype="datetime64[D]")


def is_valid(link: Membership, on: date) -> bool:
    """Whether a dated link holds on a day; both dates are inclusive."""
    return (link.valid_from is None or link.valid_from <= on) and (
        link.valid_to is None or on <= link.valid_to
    )


def _is_wanted(link: Membership, on: date | None, counting: bool) -> bool:
    return (on is None or is_valid(link, on)) and (link.counts or not counting)
