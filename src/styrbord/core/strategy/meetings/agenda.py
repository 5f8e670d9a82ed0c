"""What does a circle talk about, and in which order?

Ours, after R-191: first the promises that were broken, then what deviates since the last meeting, then the
checks that are due, then the promises that are due until the next meeting, then what somebody has put there.
What was put off to this meeting leads its kind.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

MOST_NEW = 20
"""New deviations on one agenda; the rest is counted, and stands in the list of deviations."""


class Kind(StrEnum):
    """Why something is on the agenda, in the order of the agenda."""

    BROKEN = "broken-promise"
    DEVIATION = "new-deviation"
    CHECK = "check"
    PROMISE = "due-promise"
    HAND = "by-hand"


ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to talk about.

    Attributes
    ----------
    about, token : noun and name of what it is about; both "" = words that somebody put there
    since : day by which it was promised, from which it deviates for us, or on which it is to be checked
    weight : severity of a deviation; of other kinds 0
    is_carried : whether the last meeting put it off
    place : order of entry, which tells apart what is put there by hand
    """

    kind: Kind
    about: str
    token: str
    since: date
    weight: float = 0.0
    is_carried: bool = False
    place: int = 0


@dataclass(frozen=True, slots=True)
class Ordered:
    """Points in their order, and how many new deviations are left out for their number."""

    points: tuple[Point, ...]
    left_out: int = 0


def ordered(points: Iterable[Point], most: int = MOST_NEW) -> Ordered:
    """Points in the order in which they are talked about, each thing once.

    Parameters
    ----------
    points : in any order; of one thing that comes for several reasons the first kind counts
    most : new deviations that are kept, the most severe; what was put off is always kept

    Returns
    -------
    Ordered

    Examples
    --------
    >>> day = date(2026, 1, 5)
    >>> found = ordered([Point(Kind.CHECK, "decision", "d", day), Point(Kind.BROKEN, "promise", "p", day)])
    >>> [one.kind.value for one in found.points]
    ['broken-promise', 'check']
    """
    found = sorted(_once(points), key=_place)
    new = [one for one in found if one.kind is Kind.DEVIATION and not one.is_carried]
    dropped = set(new[most:])
    return Ordered(tuple(one for one in found if one not in dropped), len(dropped))


def _once(points: Iterable[Point]) -> Iterable[Point]:
    known: dict[tuple[str, str, int], Point] = {}
    for point in points:
        key = (point.about, point.token, 0 if point.token else point.place)
        known[key] = _joined(known[key], point) if key in known else point
    return known.values()


def _joined(one: Point, other: Point) -> Point:
    first = min(one, other, key=lambda point: ORDER[point.kind])
    return replace(first, is_carried=one.is_carried or other.is_carried)


def _place(point: Point) -> tuple[object, ...]:
    return ORDER[point.kind], not point.is_carried, -point.weight, point.since, point.place, point.token


def of_promise(
    *, is_promised: bool, is_asked: bool, is_broken: bool, due_on: date, on: date, until: date
) -> Kind | None:
    """Why a promise is on the agenda of a day; None when it is not.

    Parameters
    ----------
    is_promised : whether it stands: given, and neither kept nor released
    is_asked : whether somebody was asked for it and has not answered; that breaks no promise
    is_broken : whether its day has ever passed without its being kept
    on, until : day of the meeting, and of the next one

    Returns
    -------
    Kind or None
        A promise that is broken stays on every agenda until it is kept or released.

    Examples
    --------
    >>> days = {"due_on": date(2026, 1, 4), "on": date(2026, 1, 5), "until": date(2026, 1, 12)}
    >>> of_promise(is_promised=True, is_asked=False, is_broken=False, **days).value
    'broken-promise'
    """
    if is_promised and (is_broken or due_on < on):
        return Kind.BROKEN
    return Kind.PROMISE if (is_promised or is_asked) and due_on <= until else None


def of_deviation(*, is_new: bool, opened_on_or_after_last: bool | None) -> Kind | None:
    """Why a deviation that is not closed is on the agenda; None when it is not.

    Parameters
    ----------
    is_new : whether nobody has taken it up
    opened_on_or_after_last : whether it was opened since the last meeting began; None = there was none

    Returns
    -------
    Kind or None
        At the first meeting all that nobody has taken up are new.
    """
    is_asked = is_new if opened_on_or_after_last is None else opened_on_or_after_last
    return Kind.DEVIATION if is_asked else None


def of_decision(*, is_in_force: bool, is_checked: bool, check_on: date | None, until: date) -> Kind | None:
    """Why a decision is on the agenda: its effect is to be checked by then, or it waits for its review.

    Returns
    -------
    Kind or None
    """
    is_due = is_in_force and check_on is not None and check_on <= until
    return Kind.CHECK if is_due or is_checked else None
