"""To whom does a reader tell what it took for what?"""

from typing import Protocol

from styrbord.core.base.problems import Problem
from styrbord.core.collection.model import Indicator, Taken


class Tells(Protocol):
    """Whatever collects what a reader has to say; the account is one."""

    def taken(self, taken: Taken) -> None:
        """Say what a place was taken for."""

    def problem(self, problem: Problem) -> None:
        """Say what is wrong, where, and what to do."""

    def indicator(self, indicator: Indicator) -> None:
        """Say that the file speaks of an indicator; the same one may be told again."""
