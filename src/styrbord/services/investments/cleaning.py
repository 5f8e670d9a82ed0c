"""What of some data may be kept at all: no marks that are not seen, no more than columns hold?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.participation.cleaning import plain

DEEPEST = 12
MOST = 50_000


def cleaned(data: object) -> Any:
    """Data whose texts hold no marks that are not seen.

    Raises
    ------
    Refused
        `plan.too-long` for more than any plan could hold.
    """
    left = [MOST]
    return _cleaned(data, DEEPEST, left)


def _cleaned(data: object, deep: int, left: list[int]) -> Any:
    left[0] -= 1
    if left[0] < 0 or deep < 0:
        raise Refused(Problem("plan.too-long", "", {"count": MOST + 1, "most": MOST}))
    if isinstance(data, str):
        return seen_marks(data)
    if isinstance(data, Mapping):
        return {seen_marks(str(name)): _cleaned(one, deep - 1, left) for name, one in data.items()}
    if isinstance(data, list | tuple):
        return [_cleaned(one, deep - 1, left) for one in data]
    return data


def seen_marks(text: str) -> str:
    """Text without marks that no database keeps or no reader sees."""
    return plain(text.encode("utf-8", "ignore").decode())
