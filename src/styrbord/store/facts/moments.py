"""Which condition picks the rows of an *as of* or a *vintage*?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from styrbord.store.spine.models import Edition

EVERY = "1 = 1"
_SHOWN = "o.shown_from <= %s AND o.shown_to > %s"
_KEPT = "{0}.vintage_to > {0}.vintage_from"


@dataclass(frozen=True, slots=True)
class Clause:
    """SQL over the row alias `o`; `{same_key}` in `shown` stands for the equality of keys with `n`."""

    shown: str
    params: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the release clock (ms), and perhaps one on the source's clock (ms).

    `early` are editions that are read before their moment. A withdrawn edition has empty intervals: its
    rows are shown at no moment, whenever it was withdrawn.
    """

    as_of: int
    vintage: int | None = None
    early: tuple[int, ...] = ()

    def clause(self) -> Clause:
        """Range conditions; a vintage needs a look-up only where an edition is held back or read early."""
        if self.vintage is None:
            return self._early() if self.early else Clause(_SHOWN, (self.as_of, self.as_of))
        held_back = _listed(self._unreleased())
        if not held_back:
            return Clause("o.vintage_from <= %s AND o.vintage_to > %s", (self.vintage,) * 2)
        shown = (
            f"o.edition NOT IN ({held_back}) AND {_KEPT.format('o')}"
            " AND o.vintage_from <= %s AND (o.vintage_to > %s"
            " OR NOT EXISTS (SELECT 1 FROM observation n WHERE {same_key}"
            " AND n.vintage_from > o.vintage_from AND n.vintage_from <= %s"
            f" AND {_KEPT.format('n')} AND n.edition NOT IN ({held_back})))"
        )
        return Clause(shown, (self.vintage,) * 3)

    def released(self) -> str:
        """Condition of the rows whose edition was released, shown or not, withdrawn since or not."""
        never = Edition.objects.filter(withdrawn_at__lt=F("released_at")).values_list("pk", flat=True)
        held_back = _listed([*self._unreleased(), *never])
        return f"o.edition NOT IN ({held_back})" if held_back else EVERY

    def _early(self) -> Clause:
        """Of what is released by then and what is read early, the newest word on each key."""
        early = _listed(self.early)
        shown = (
            f"{_KEPT.format('o')} AND (o.edition IN ({early}) OR ({_SHOWN}))"
            " AND NOT EXISTS (SELECT 1 FROM observation n WHERE {same_key}"
            f" AND n.vintage_from > o.vintage_from AND {_KEPT.format('n')}"
            f" AND (n.edition IN ({early}) OR n.shown_from <= %s))"
        )
        return Clause(shown, (self.as_of,) * 3)

    def _unreleased(self) -> list[int]:
        later = Edition.objects.filter(released_at__gt=self.as_of).exclude(pk__in=self.early)
        return list(later.values_list("pk", flat=True))


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
