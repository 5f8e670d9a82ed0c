"""How does long work tell how far it has come?"""

from typing import Protocol


class Progress(Protocol):
    """Told after every step that a reader may want to see; it may raise to cancel the work."""

    def __call__(self, done: int, total: int, stage: str) -> None:
        """So many of so many steps of a stage are done; the stage is a code, not a sentence."""
        ...


def silent(done: int, total: int, stage: str) -> None:
    """Tell nobody."""
