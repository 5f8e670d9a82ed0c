"""What does a workbook say of one investment, and in which cell does it say what?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import plan_of

_STEP = re.compile(r"\.?[^.\[\]]+$|\[[0-9]+\]$")


@dataclass(slots=True)
class BookPlan:
    """One investment of a workbook.

    Attributes
    ----------
    revision : of the investment when the workbook was written; None for a new one.
    data : as `plan_text.plan_of` reads them.
    places : cell by place in the data, by line and field as `checking` says them, and "" for its row.
    """

    code: str
    revision: int | None
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def at(self, place: str) -> str:
        """Cell that a place of a problem stands for; the nearest one that there is.

        Returns
        -------
        str
            As `Costs!G7`.
        """
        while place and place not in self.places:
            place = _STEP.sub("", place)
        return self.places[place] if place in self.places else self.places[""]

    def located(self, problems: Iterable[Problem]) -> list[Problem]:
        """The same problems, told by their cells.

        Returns
        -------
        list of Problem
        """
        return [Problem(one.code, self.at(one.place), one.params) for one in problems]

    def plan(self) -> Plan:
        """The plan that the data say.

        Returns
        -------
        Plan

        Raises
        ------
        Refused
            With every mistake by its cell.
        """
        try:
            return plan_of(self.data)
        except Refused as refusal:
            raise Refused(self.located(refusal.problems)) from None
