"""How is independent work spread, without the work knowing over what?

The port has one method, so that a thread pool, child processes or a cluster can stand behind it.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from styrbord.core.base.progress import Progress, silent

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class FanOut(Protocol):
    """Applies one function to many items that do not depend on each other."""

    def map(
        self, function: Callable[[Item], Outcome], items: Sequence[Item], progress: Progress = silent
    ) -> list[Outcome]:
        """Outcomes in the order of the items.

        The function and the items must be picklable (a function of a module, no lambda), and the
        function must be free of side effects. The first error raised by the function is raised here.
        """
        ...


class InProcess:
    """Does the work here, one item after the other."""

    def map(
        self, function: Callable[[Item], Outcome], items: Sequence[Item], progress: Progress = silent
    ) -> list[Outcome]:
        """Outcomes in the order of the items; progress is told after each."""
        outcomes: list[Outcome] = []
        for item in items:
            outcomes.append(function(item))
            progress(len(outcomes), len(items), "fan-out")
        return outcomes
