"""How does a test wait for a reading, and which events were told of it?"""

import time

from styrbord.services.imports import files
from styrbord.store.ledger.models import Event


def read(token: str) -> files.State:
    """The import once its reading has ended."""
    for _ in range(600):
        if files.progress(token).status not in ("waiting", "reading"):
            return files.state(token)
        time.sleep(0.05)
    raise AssertionError("the reading never ended")


def told(about: str) -> list[str]:
    """Verbs of the events about something."""
    return list(Event.objects.filter(about=about).order_by("pk").values_list("verb", flat=True))
