"""What are the units and children of an array called when one of them is at fault?"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Names for the places of an array (unit, child) under one node; without a name, the number from 1."""

    node: str = ""
    units: Sequence[str] = ()
    children: Sequence[str] = ()

    @property
    def label(self) -> str:
        """Name of the node."""
        return self.node or "?"

    def unit(self, row: int) -> str:
        """Name of a unit by its row."""
        return self.units[row] if len(self.units) else f"#{row + 1}"

    def child(self, column: int) -> str:
        """Name of a child by its column."""
        return self.children[column] if len(self.children) else f"#{column + 1}"


NAMELESS = Names()
