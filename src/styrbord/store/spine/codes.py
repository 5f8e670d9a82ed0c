"""Which row ids stand behind the codes that a reader may see?"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Codes:
    """Row ids by code; a code that is not here does not exist for the reader."""

    indicators: Mapping[str, int]
    subjects: Mapping[str, int]
