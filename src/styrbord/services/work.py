"""How do changes and the event that tells them get into one transaction?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from styrbord.store.clock import to_ms
from styrbord.store.ledger.models import Event
from styrbord.store.spine.register import changes_asked_anew


class SilentWork(Exception):
    """A work ended without telling what it did."""


@dataclass(slots=True)
class Work:
    """One piece of work on its way; `tell` is called at least once."""

    actor: str
    at: datetime
    told: list[Event] = field(default_factory=list)

    def tell(
        self, verb: str, about: str, data: Mapping[str, Any], *, key: str | None = None, rules: str = "1"
    ) -> None:
        """Tell what happened, in the past tense, about which code, by which version of its rules."""
        self.told.append(
            Event(
                at=to_ms(self.at),
                actor=self.actor,
                verb=verb,
                about=about,
                data=dict(data),
                idempotency_key=key,
                rules_version=rules,
            )
        )


@contextmanager
def work(actor: str, at: datetime) -> Iterator[Work]:
    """Commit row changes and at least one event together, or nothing at all.

    Raises
    ------
    SilentWork
        If the block ends without telling an event; everything is rolled back.
    """
    with changes_asked_anew(), transaction.atomic():
        piece = Work(actor, at)
        yield piece
        if not piece.told:
            raise SilentWork(f"work of {actor} told no event")
        Event.objects.bulk_create(piece.told)
