"""What does a page say about a form, its periods and what waits for the reader?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from styrbord.core.base.periods import Period
from styrbord.core.collection.forms.model import Form, Item
from styrbord.services.collection import forms as service
from styrbord.services.collection.duties import Duty
from styrbord.services.reading import Reading

MOST = 60
NEWEST = 6


@dataclass(frozen=True, slots=True)
class Due:
    """A period with its due date, how many must hand it in, and how many days it is late."""

    period: Period
    due: date
    count: int
    days_late: int


@dataclass(frozen=True, slots=True)
class Row:
    """A form in the list, with its newest period."""

    form: Form
    newest: Due | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A duty with its form and period."""

    duty: Duty
    form: Form
    period: Period


def row(form: Form, today: date) -> Row:
    """A form in the list."""
    periods = service.open_periods(form, today)
    return Row(form, _due(form, periods[-1], today) if periods else None)


def waiting(found: Sequence[Duty]) -> list[Waiting]:
    """Things to do, each with the names of its form."""
    forms = {code: service.form(code) for code in {one.form for one in found}}
    return [Waiting(one, forms[one.form], Period.parse(one.period)) for one in found]


def whole(form: Form, reading: Reading, today: date) -> dict[str, Any]:
    """Everything that the page of a form shows; indicators that the reader may not see are only counted."""
    items = [item for item in form.items if _is_seen(item, reading)]
    periods = service.open_periods(form, today)
    return {
        "items": items,
        "hidden": len(form.items) - len(items),
        "rules": form.rules if len(items) == len(form.items) else (),
        "periods": [_due(form, period, today) for period in reversed(periods[-NEWEST:])],
        "earlier": max(len(periods) - NEWEST, 0),
        "versions": service.versions(form.code),
    }


def _is_seen(item: Item, reading: Reading) -> bool:
    return item.indicator in reading.register.indicators()


def _due(form: Form, period: Period, today: date) -> Due:
    due = service.due_day(form, period)
    return Due(period, due, len(service.obliged(form, period)), max((today - due).days, 0))
