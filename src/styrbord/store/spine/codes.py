"""Which row ids stand behind the codes that a reader may see?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Codes:
    """Row ids by code; a code that is not here does not exist for the reader.

    An indicator among `limits` exists for the subjects named there only.
    """

    indicators: Mapping[str, int]
    subjects: Mapping[str, int]
    limits: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def asked(
        self, indicators: Sequence[str], subjects: Sequence[str]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Ids of the indicators and of their subjects among the codes asked for, by equal subjects."""
        found = [self.subjects[code] for code in subjects if code in self.subjects]
        groups: dict[frozenset[int] | None, list[int]] = {}
        for code in indicators:
            if code in self.indicators:
                groups.setdefault(self.limits.get(code), []).append(self.indicators[code])
        for limit, ids in groups.items():
            yield ids, found if limit is None else [pk for pk in found if pk in limit]
