"""Which concerns of several critics come first, how far do they agree, and which ones must be answered?

Each critic says how severe each concern is. Only the order that a critic gives counts towards the priority,
so that nobody outweighs others by high figures; what one critic finds stopping must be answered all the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

NONE, STOPS = 0, 4
"""Severity of what is no concern at all, and of what should stop the proposal."""
TOP = 3
"""Places of which every concern must be answered, ties among them."""
Scores = Mapping[str, Mapping[int, int]]
"""Severity by critic and number of the concern; what a critic did not score is missing."""


class Reply(StrEnum):
    """What whoever decides says to a concern."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A concern in its place, the first one 1.

    Attributes
    ----------
    share : of comparisons with other concerns that it won, from 0 to 1; None where nobody compared it
    low, high : the mildest and the hardest severity; None where nobody scored it
    count : critics who scored it
    is_top : whether it must be answered
    """

    number: int
    place: int
    share: float | None
    low: int | None
    high: int | None
    count: int
    is_top: bool

    @property
    def is_disputed(self) -> bool:
        """Whether critics lie at least two steps of severity apart."""
        return self.low is not None and self.high is not None and self.high - self.low >= 2


def ranked(numbers: Sequence[int], scores: Scores) -> tuple[Ranked, ...]:
    """Concerns in order, by Borda's count.

    A concern gets a point for each other one that a critic finds milder, and half a point for one that the
    critic finds as severe; the share is its points of all such comparisons, over all critics. Where each
    critic scored all, this is Borda's count with mean ranks. Equal shares have the same place; without any
    comparison the hardest severity decides.

    Parameters
    ----------
    numbers : of all concerns.
    scores : by critic; 0 to 4.

    Returns
    -------
    tuple of Ranked
        The first place first; on one place by number.

    Source: Borda 1781, Memoire sur les elections au scrutin; Emerson 2013, The original Borda count and
    partial voting, Social Choice and Welfare 40, for ballots that leave some out.

    Examples
    --------
    >>> found = ranked([1, 2], {"a": {1: 4, 2: 1}, "b": {1: 2, 2: 2}})
    >>> [(one.number, one.place, one.share) for one in found]
    [(1, 1, 0.75), (2, 2, 0.25)]
    """
    shares = {number: _share(number, scores) for number in numbers}
    seen = {number: [said[number] for said in scores.values() if number in said] for number in numbers}
    is_compared = any(share is not None for share in shares.values())
    keys = {
        number: round(_known(shares[number]), 12) if is_compared else float(max(seen[number], default=-1))
        for number in numbers
    }
    order = sorted(numbers, key=lambda number: (-keys[number], number))
    return tuple(_ranked(number, keys, shares, seen) for number in order)


def _ranked(
    number: int,
    keys: Mapping[int, float],
    shares: Mapping[int, float | None],
    seen: Mapping[int, Sequence[int]],
) -> Ranked:
    place = 1 + sum(key > keys[number] for key in keys.values())
    low, high = min(seen[number], default=None), max(seen[number], default=None)
    is_top = bool(high) and (place <= TOP or high == STOPS)
    return Ranked(number, place, shares[number], low, high, len(seen[number]), is_top)


def agreement(numbers: Sequence[int], scores: Scores) -> float | None:
    """Kendall's W of the critics who scored every concern, from 0 (none) to 1 (all rank alike).

    W = 12 S / (m^2 (n^3 - n) - m T), S = squared distances of the sums of ranks from their mean, m critics,
    n concerns, T = sum of t^3 - t over all ties of t.

    Parameters
    ----------
    numbers : of all concerns.
    scores : by critic.

    Returns
    -------
    float or None
        None with fewer than two such critics or two concerns, and where each finds all as severe.

    Source: Kendall and Babington Smith 1939, The problem of m rankings, Annals of Mathematical Statistics
    10(3); Kendall 1948, Rank correlation methods, for ties.

    Examples
    --------
    >>> agreement([1, 2, 3], {"a": {1: 3, 2: 2, 3: 1}, "b": {1: 4, 2: 2, 3: 0}})
    1.0
    """
    whole = [said for said in scores.values() if set(numbers) <= set(said)]
    critics, count = len(whole), len(numbers)
    if critics < 2 or count < 2:
        return None
    ranks = [_ranks([said[number] for number in numbers]) for said in whole]
    sums = [sum(column) for column in zip(*ranks, strict=True)]
    middle = sum(sums) / count
    spread = sum((one - middle) ** 2 for one in sums)
    ties = sum(_ties([said[number] for number in numbers]) for said in whole)
    most = critics**2 * (count**3 - count) - critics * ties
    return 12 * spread / most if most else None


def unanswered(found: Sequence[Ranked], answers: Mapping[int, str]) -> tuple[int, ...]:
    """Numbers of the concerns that must be answered and are not, in order.

    Returns
    -------
    tuple of int
    """
    return tuple(one.number for one in found if one.is_top and not answers.get(one.number))


def _known(share: float | None) -> float:
    """What nobody compared stands last."""
    return -1.0 if share is None else share


def _share(number: int, scores: Scores) -> float | None:
    points = [point for said in scores.values() for point in _points(number, said)]
    return sum(points) / len(points) if points else None


def _points(number: int, said: Mapping[int, int]) -> Iterator[float]:
    if number in said:
        own = said[number]
        for other, severity in said.items():
            if other != number:
                yield 1.0 if own > severity else 0.5 if own == severity else 0.0


def _ranks(severities: Sequence[int]) -> list[float]:
    """Ranks from the mildest, 1; equal ones share the mean of their places."""
    return [
        1 + sum(other < own for other in severities) + (severities.count(own) - 1) / 2 for own in severities
    ]


def _ties(severities: Sequence[int]) -> int:
    return sum(severities.count(own) ** 3 - severities.count(own) for own in set(severities))
