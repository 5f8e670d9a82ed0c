"""Through which states does the wish for an indicator go until its numbers come in?

The table is the rule: a line that is not there is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.people.roles import Role

MOVERS = frozenset({Role.EDITOR, Role.ANALYST, Role.OWNER, Role.COMPETENCE_CENTRE})
"""Roles that look for data; whoever may comment may want some."""


class RequestState(StrEnum):
    """Where a request stands."""

    WANTED = "wanted"
    FOUND = "found"
    MAPPED = "mapped"
    LIVE = "live"
    DROPPED = "dropped"


class RequestVerb(StrEnum):
    """What someone does with a request."""

    TAKE = "take"
    FIND = "find"
    MAP = "map"
    GO_LIVE = "go-live"
    DROP = "drop"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class RequestMove:
    """One legal step: where it leads, what must be said with it, and the verb that its event tells."""

    leads_to: RequestState
    needs: str
    told: str


_TABLE = """
state   verb     leads-to  needs      told
wanted  take     wanted    -          taken
wanted  find     found     found      found
wanted  drop     dropped   why        dropped
found   take     found     -          taken
found   find     found     found      found
found   map      mapped    indicator  mapped
found   drop     dropped   why        dropped
mapped  take     mapped    -          taken
mapped  map      mapped    indicator  mapped
mapped  go-live  live      indicator  went-live
mapped  drop     dropped   why        dropped
dropped reopen   wanted    -          reopened
"""


def _read(table: str) -> Mapping[tuple[RequestState, RequestVerb], RequestMove]:
    _, *lines = (line.split() for line in table.strip().splitlines())
    return {
        (RequestState(state), RequestVerb(verb)): RequestMove(
            RequestState(to), "" if needs == "-" else needs, told
        )
        for state, verb, to, needs, told in lines
    }


REQUEST_MOVES: Mapping[tuple[RequestState, RequestVerb], RequestMove] = _read(_TABLE)


def verbs_in(state: RequestState) -> tuple[RequestVerb, ...]:
    """What may be done in a state, in the order of the table.

    Returns
    -------
    tuple of RequestVerb

    Examples
    --------
    >>> [str(verb) for verb in verbs_in(RequestState.MAPPED)], verbs_in(RequestState.LIVE)
    (['take', 'map', 'go-live', 'drop'], ())
    """
    return tuple(verb for own, verb in REQUEST_MOVES if own is state)
