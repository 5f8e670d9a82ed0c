"""Which subjects is one held against: a set that was declared similar, else those of its type?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import PeerGroup


@dataclass(frozen=True, slots=True)
class Similar:
    """Code of the set or type, how the set was found ("" for a type), and the others in it."""

    code: str = ""
    method: str = ""
    others: tuple[str, ...] = ()


def similar(reading: Reading, subject: str, on: date) -> Similar:
    """Others that were declared similar to a subject on a day, as of the reading; else those of its type.

    Of several sets the first by code is taken. A subject without set and type has none.
    """
    return _declared(reading, subject, on) or _of_type(reading, subject, on)


def _declared(reading: Reading, subject: str, on: date) -> Similar | None:
    at = to_ms(reading.as_of)
    begun, going = Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on)
    rows = PeerGroup.objects.filter(begun, going, shown_from__lte=at, shown_to__gt=at)
    own = rows.filter(subject__code=subject).order_by("code").first()
    if own is None:
        return None
    known = reading.register.subjects()
    codes = rows.filter(code=own.code).order_by("subject__code").values_list("subject__code", flat=True)
    return Similar(own.code, own.method, tuple(code for code in codes if code != subject and code in known))


def _of_type(reading: Reading, subject: str, on: date) -> Similar:
    types = reading.register.types(on)
    kind = types.get(subject, "")
    if not kind:
        return Similar()
    return Similar(
        kind, "", tuple(code for code, other in types.items() if other == kind and code != subject)
    )
