"""What does a figure need: numbers and names bound to one reader and one moment?"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from styrbord.core.spine.facts import EditionNote, Facts, Register
from styrbord.core.spine.numbers import Numbers

Answer = TypeVar("Answer")


class Context(Protocol):
    """Facts, names and editions as of a moment; `today` is that moment's day."""

    @property
    def register(self) -> Register:
        """Names and definitions."""
        ...

    @property
    def facts(self) -> Facts:
        """Stored numbers."""
        ...

    @property
    def numbers(self) -> Numbers:
        """Stored and computed numbers."""
        ...

    @property
    def editions(self) -> Mapping[int, EditionNote]:
        """Editions by id."""
        ...

    @property
    def failed(self) -> Mapping[str, date]:
        """Day on which the last refresh of a dataset failed, where it did."""
        ...

    @property
    def today(self) -> date:
        """Day of the as-of."""
        ...

    def kept(self, key: tuple[object, ...], make: Callable[[], Answer]) -> Answer:
        """Answer that is kept for whoever asks the same with the same rights as of the same moment."""
        ...
