"""Which moment on the source's clock does a vintage's text name?"""

from datetime import UTC, datetime

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.store.clock import from_ms, to_ms


def vintage_moments(texts: list[str], default: str, now: datetime) -> tuple[dict[str, int], list[Problem]]:
    """First moment (ms) of each text; an empty one stands for the pack's own vintage, else for now."""
    problems: list[Problem] = []
    found: dict[str, int] = {}
    for text in texts:
        said = text or default
        try:
            found[text] = _start(said) if said else to_ms(now)
        except Refused:
            found[text] = 0
            problems.append(Problem("pack.vintage", "vintage", {"text": said}))
    return found, problems


def label(text: str, default: str, moment: int) -> str:
    """Words that name a vintage: the source's own, else the day."""
    return text or default or from_ms(moment).date().isoformat()


def _start(text: str) -> int:
    first = Period.parse(text).first_day
    return to_ms(datetime(first.year, first.month, first.day, tzinfo=UTC))
