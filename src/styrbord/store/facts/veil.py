"""Which cells is a reader not shown, because they were decided to be confidential?

What was decided for an edition holds from the moment of its release, for every version of the cell and
also for what is shown as of an earlier day.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from styrbord.core.people.scopes import Scope, is_within
from styrbord.core.spine.indicators import Access, Indicator
from styrbord.core.spine.observations import Status
from styrbord.store.spine.models import Edition
from styrbord.store.spine.register import StoredRegister

Places = npt.NDArray[np.int64]
SUBJECT, BREAKDOWN, FREQUENCY, PERIOD, AUDIENCE, EDITION = range(6)
NO_NUMBER = ("", *(one.value for one in Status if one.value in "LMOQ"))
_CLASSES = (Access.OPEN, Access.INTERNAL)


class Veil:
    """Hidden cells by indicator, for one reader at one moment of the present."""

    def __init__(
        self,
        register: StoredRegister,
        clearance: Callable[[Indicator], tuple[Access, Sequence[Scope]]],
        now: int,
        early: Sequence[int] = (),
    ) -> None:
        """Bind; `clearance` tells the class that the reader sees everywhere, and what beyond it in parts."""
        self._register, self._clearance = register, clearance
        self._now, self._early = now, early
        self._found: dict[str, Places | None] = {}

    @cached_property
    def token(self) -> str:
        """Part of the reader's fingerprint: editions whose decisions hold; empty where nothing is hidden."""
        return ",".join(map(str, sorted(self._binding))) if self._register.veiled else ""

    @cached_property
    def _binding(self) -> frozenset[int]:
        """Editions whose decisions hold now."""
        released = Edition.objects.filter(released_at__lte=self._now, suppressions__isnull=False)
        return frozenset(released.values_list("pk", flat=True)) | frozenset(self._early)

    def rows(self, indicator: str) -> Places | None:
        """Subject, breakdown, frequency and period of hidden cells, int64 (cell, 4); None without any."""
        number = self._register.codes.indicators.get(indicator)
        if number not in self._register.veiled:
            return None
        if indicator not in self._found:
            self._found[indicator] = self._rows(indicator, int(number))
        return self._found[indicator]

    def _rows(self, indicator: str, number: int) -> Places | None:
        found = self._register.veil_of(number)
        access, scopes = self._clearance(self._register.indicators()[indicator])
        binds = np.isin(found[:, EDITION], sorted(self._binding))
        for at, audience in enumerate(_CLASSES):
            if not is_within(access, audience):
                binds &= found[:, AUDIENCE] != at
                continue
            for scope in scopes:
                if not is_within(scope.access, audience):
                    binds &= (found[:, AUDIENCE] != at) | ~self._is_in(scope, found[:, SUBJECT])
        kept = found[binds][:, :AUDIENCE]
        return kept if len(kept) else None

    def _is_in(self, scope: Scope, subjects: Places) -> npt.NDArray[np.bool_]:
        if not scope.subject:
            return np.ones(len(subjects), dtype=bool)
        inside = self._register.below_in(scope.subject, scope.hierarchy)
        return np.isin(subjects, sorted(inside))
