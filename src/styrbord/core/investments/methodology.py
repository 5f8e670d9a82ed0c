"""By which rule, of whose making, is a figure of an investment made?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

HOUSE_LABEL = "house rule of Styrbord"


class Origin(StrEnum):
    """Who made a rule. A house rule is never shown as law, as guidance or as an outside standard."""

    LAW = "law"
    GUIDANCE = "guidance"
    SCIENCE = "science"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Methodology:
    """One version of a rule that figures are made by; every figure names it.

    Attributes
    ----------
    code : name with its version, as `light-money/1`.
    origin : who made it.
    source : where it is printed; what was only heard says so.
    params : borders and bounds that the rule uses, by name; shown beside its figures.
    """

    code: str
    origin: Origin
    source: str
    params: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_house(self) -> bool:
        """Whether the rule is ours."""
        return self.origin is Origin.HOUSE

    @property
    def label(self) -> str:
        """Words that stand beside each figure made by it.

        Examples
        --------
        >>> Methodology("lock-default/1", Origin.HOUSE, "ours").label
        'lock-default/1, house rule of Styrbord'
        """
        return f"{self.code}, {HOUSE_LABEL if self.is_house else self.source}"
