"""Which condition picks the rows of an *as of* or a *vintage*?"""

from dataclasses import dataclass

from django.db.models import Q

from styrbord.store.spine.models import Edition


@dataclass(frozen=True, slots=True)
class Clause:
    """SQL over the row alias `o`; `{same_key}` in `shown` stands for the equality of keys with `n`."""

    shown: str
    params: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the release clock (ms), and perhaps one on the source's clock (ms)."""

    as_of: int
    vintage: int | None = None

    def clause(self) -> Clause:
        """Range conditions; only where an edition is held back does a vintage need a look-up."""
        if self.vintage is None:
            shown = "o.shown_from <= %s AND o.shown_to > %s"
            return Clause(shown, (self.as_of, self.as_of))
        held_back = self._held_back()
        if not held_back:
            return Clause("o.vintage_from <= %s AND o.vintage_to > %s", (self.vintage,) * 2)
        shown = (
            f"o.edition NOT IN ({held_back}) AND o.vintage_from <= %s AND (o.vintage_to > %s"
            " OR NOT EXISTS (SELECT 1 FROM observation n WHERE {same_key}"
            " AND n.vintage_from > o.vintage_from AND n.vintage_from <= %s"
            f" AND n.edition NOT IN ({held_back})))"
        )
        return Clause(shown, (self.vintage,) * 3)

    def released(self) -> str:
        """Condition of the rows whose edition was released, shown or not."""
        held_back = self._held_back()
        return f"o.edition NOT IN ({held_back})" if held_back else "1 = 1"

    def _held_back(self) -> str:
        later = Q(released_at__gt=self.as_of) | Q(withdrawn_at__lte=self.as_of)
        return ", ".join(map(str, Edition.objects.filter(later).values_list("pk", flat=True)))
