"""Which figures come into sight or go out of it, as a list that can be told from any other?"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from styrbord.core.people.scopes import ORDER
from styrbord.core.spine.indicators import Access


@dataclass(frozen=True, slots=True, order=True)
class ListLine:
    """Figures of one indicator and subject: how many periods hold a value, from the first to the last.

    `dimension` is empty for the total, else what the figures are broken down by. `newest` is the value of the
    last period in `unit`, with `decimals` printed; of a breakdown that of its first part there, `part`.
    """

    indicator: str
    subject: str
    scenario: str
    dimension: str
    first: str
    last: str
    count: int
    newest: float
    part: str = ""
    unit: str = ""
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """One indicator of a list in short: its newest line, and how many figures and subjects there are."""

    line: ListLine
    figures: int
    subjects: int


def samples(lines: Iterable[ListLine]) -> tuple[Sample, ...]:
    """A list in short: each indicator, scenario and breakdown once, in the order of the list.

    Returns
    -------
    tuple of Sample
        The newest line of several with the same last period is the first of them.

    Examples
    --------
    >>> one, other = (ListLine("people", code, "actual", "", "2020", "2021", 2, 9.0) for code in ("n1", "n2"))
    >>> [(found.line.subject, found.figures, found.subjects) for found in samples([one, other])]
    [('n1', 4, 2)]
    """
    groups: dict[tuple[str, str, str], list[ListLine]] = {}
    for line in lines:
        groups.setdefault((line.indicator, line.scenario, line.dimension), []).append(line)
    return tuple(
        Sample(max(group, key=lambda line: line.last), count_of(group), len({line.subject for line in group}))
        for group in groups.values()
    )


def gained(before: Iterable[ListLine], after: Iterable[ListLine]) -> tuple[ListLine, ...]:
    """Lines that are in the later list only, in order; a line with more figures counts as another one.

    Returns
    -------
    tuple of ListLine
    """
    return tuple(sorted(set(after) - set(before)))


def count_of(lines: Iterable[ListLine]) -> int:
    """Number of figures in a list.

    Returns
    -------
    int
    """
    return sum(line.count for line in lines)


def fingerprint(lines: Iterable[ListLine], *about: object) -> str:
    """SHA-256 of a list and of what else was decided on, the same whatever the order of the lines.

    Returns
    -------
    str
        64 hexadecimal digits.

    Examples
    --------
    >>> line = ListLine("people", "n1", "actual", "", "2020", "2021", 2, 7.5)
    >>> fingerprint([line]) == fingerprint([line], "page")
    False
    """
    plain = [sorted(map(list, map(astuple, lines))), *map(str, about)]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()


def is_wider(becomes: Access, was: Access) -> bool:
    """Whether a class lets more readers see an indicator than another.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_wider(Access.OPEN, Access.RESTRICTED), is_wider(Access.RESTRICTED, Access.INTERNAL)
    (True, False)
    """
    return ORDER.index(becomes) < ORDER.index(was)
