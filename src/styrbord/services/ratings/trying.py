"""What would be under another method or other numbers? Nothing of it is kept or published."""

from collections.abc import Iterator, Mapping

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import Edit, Goal, least_change, what_if
from styrbord.core.ratings.explaining.peers import rows_of
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.method_text import method_of as method_from
from styrbord.core.ratings.rated import Rated
from styrbord.services.ratings.again import Again, again, inputs_by
from styrbord.services.ratings.gathering import TYPE
from styrbord.services.ratings.keeping import method_of, not_found, version_row
from styrbord.services.ratings.listing import held_back, published_run
from styrbord.services.ratings.seeing import codes_of, is_working, sees_all
from styrbord.services.ratings.trials import Compared, Moved, Reached, ReachedTogether, Tried
from styrbord.services.reading import Reading
from styrbord.services.rights import rights_of
from styrbord.store.steering.models import RatingRun

MOST_EDITS = 200
define("rating.withheld", "An appeal holds back the grade of '{subject}'.", "Wait until it is answered.")
define("rating.too-many-edits", "These are {count} edits; {most} are the most.", "Try fewer at once.")


def compared(
    reading: Reading, code: str, other: str = "", *, text: str = "", period: str = "", user: object = None
) -> Compared:
    """A published rating beside the same numbers under another method: who gains, who loses.

    Parameters
    ----------
    other : code of a method, or code/number of a version (a draft for those who work with ratings).
    text : a method as text, instead.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.none-yet`, `rating.no-version`, what is wrong with the text, or what its
        numbers do not allow.
    """
    row = published_run(reading, code, period)
    one = again(reading, row)
    method = method_from(text, name=code) if text else _method(reading, other, user)
    if not sees_all(reading, codes_of(method)):
        raise not_found(other)
    after = rate(method, inputs_by(row, method))
    return Compared(code, row.period, one.method, method, tuple(_moved(row, one.rated, after)))


def tried(
    reading: Reading, code: str, subject: str, edits: Mapping[str, float], *, period: str = ""
) -> Tried:
    """A published rating with some numbers of one subject otherwise: its place, and who moves.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.none-yet`, `rating.not-rated`, `rating.withheld`,
        `rating.too-many-edits`, `explain.unknown-indicator` or `explain.no-edits`.
    """
    if len(edits) > MOST_EDITS:
        params = {"count": len(edits), "most": MOST_EDITS}
        raise Refused(Problem("rating.too-many-edits", "edits", params))
    one = _open(reading, code, subject, period)
    wanted = [Edit(subject, name, value, one.run.period) for name, value in edits.items()]
    found = what_if(one.method, one.inputs, wanted, rated=one.rated)
    moved = tuple(_moved(one.run, found.before, found.after))
    own = next(each for each in moved if each.subject == subject)
    return Tried(code, one.run.period, subject, dict(edits), own, moved)


def reached(
    reading: Reading,
    code: str,
    subject: str,
    indicator: str,
    *,
    rank: int = 0,
    score: float | None = None,
    band: str = "",
    period: str = "",
) -> Reached:
    """Least change of one indicator of a subject that reaches a place, a score or a class.

    Raises
    ------
    Refused
        As `tried`; `explain.no-goal` or `explain.no-value`.
    """
    one = _open(reading, code, subject, period)
    goal = Goal(place=rank or None, score=score, band=band)
    found = least_change(
        one.method, one.inputs, subject, [indicator], goal, period=one.run.period, rated=one.rated
    )
    now, value = found.values[indicator]
    best = _whole(found.after.place)
    if not found.is_reached:
        return Reached(indicator, now, None, None, None, best)
    return Reached(indicator, now, value, found.after.score, best, best)


def reached_together(
    reading: Reading,
    code: str,
    subject: str,
    *,
    rank: int = 0,
    score: float | None = None,
    band: str = "",
    period: str = "",
) -> ReachedTogether | None:
    """Least common share by which all numbers of a subject reach a place, a score or a class.

    None where there are not two numbers that could move.

    Raises
    ------
    Refused
        As `reached`.
    """
    one = _open(reading, code, subject, period)
    at = one.rated.rows[one.row(subject)]
    has = np.isfinite(one.inputs.values[at])
    codes = [name for name, is_there in zip(one.inputs.indicators, has, strict=True) if is_there]
    if len(codes) < 2:
        return None
    goal = Goal(place=rank or None, score=score, band=band)
    found = least_change(one.method, one.inputs, subject, codes, goal, period=one.run.period, rated=one.rated)
    share = found.step if found.is_reached else None
    return ReachedTogether(share, _number(found.after.score), _whole(found.after.place))


def _open(reading: Reading, code: str, subject: str, period: str) -> Again:
    row = published_run(reading, code, period)
    if subject in held_back(row):
        raise Refused(Problem("rating.withheld", "subject", {"subject": subject[:64]}))
    one = again(reading, row)
    one.row(subject)
    return one


def _method(reading: Reading, other: str, user: object) -> Method:
    name, _, number = other.partition("/")
    row = version_row(name, int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0)
    is_told = row.approved_at is not None
    if not is_told and not (user and is_working(rights_of(user))):
        raise not_found(other)
    return method_of(row)


def _moved(row: RatingRun, before: Rated, after: Rated) -> Iterator[Moved]:
    """Everybody whose grade is not withheld, best first."""
    ends = [_standings(rated, row.period) for rated in (before, after)]
    withheld = held_back(row)
    nothing = ("", None, None)
    found = []
    for subject in dict.fromkeys([*ends[0], *ends[1]]):
        if subject not in withheld:
            (kind, score, rank), (other, other_score, other_rank) = (
                end.get(subject, nothing) for end in ends
            )
            found.append(Moved(subject, kind or other, score, rank, other_score, other_rank))
    yield from sorted(found, key=lambda one: (one.group, one.rank is None, one.rank or 0, one.subject))


def _standings(rated: Rated, period: str) -> dict[str, tuple[str, float | None, int | None]]:
    kinds = rated.inputs.groups[TYPE]
    return {
        rated.units[row]: (
            kinds[rated.rows[row]],
            _number(rated.scores[row, -1]),
            _whole(rated.ranks[row, -1]),
        )
        for row in rows_of(rated, period).tolist()
    }


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _whole(value: float) -> int | None:
    return int(value) if np.isfinite(value) else None
