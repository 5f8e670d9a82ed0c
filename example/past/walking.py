"""On which days does something happen, and how is each of them lived through?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from example.past.files import Wrong
from styrbord.core.base.problems import Refused
from styrbord.services import clock
from styrbord.services.installation import read_once
from styrbord.services.rights import asked_once

MORNING, NOON = time(6, tzinfo=UTC), time(9, tzinfo=UTC)


@dataclass(frozen=True, order=True)
class Step:
    """Something that is done on a day; the program's own work comes before what people do."""

    on: date
    is_late: bool
    place: str = field(compare=False)
    do: Callable[[], object] = field(compare=False)


def by_program(on: date, place: str, do: Callable[[], object]) -> Step:
    """Work of the program, in the morning."""
    return Step(on, False, place, do)


def by_people(on: date, place: str, do: Callable[[], object]) -> Step:
    """Work of people, from noon on."""
    return Step(on, True, place, do)


def walk(steps: Iterable[Step], *, last: date) -> int:
    """Do all steps up to a day in their order, each a minute after the one before; how many there were.

    Raises
    ------
    Wrong
        If the board refuses one; the message names its file and place.
    """
    listed = sorted(one for one in steps if one.on <= last)
    moment = datetime.min.replace(tzinfo=UTC)
    for one in listed:
        begin = datetime.combine(one.on, NOON if one.is_late else MORNING)
        moment = max(begin, moment + timedelta(minutes=1))
        try:
            with clock.at(moment), asked_once(), read_once():
                one.do()
        except Refused as refused:
            raise Wrong(f"{one.place}, on {one.on}: {refused}") from refused
    return len(listed)
