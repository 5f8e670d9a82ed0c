"""Which actions does each role allow?"""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a post is trusted with, within the subtree, rubrics and dates of its grant."""

    PREPARER = "preparer"
    REVIEWER = "reviewer"
    RELEASER = "releaser"
    EDITOR = "editor"
    ANALYST = "analyst"
    OWNER = "owner"
    EXPERT = "expert"
    COMPETENCE_CENTRE = "competence-centre"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What someone may do; what is open to everyone needs no action here."""

    SEE_INTERNAL = "see-internal"
    SEE_RESTRICTED = "see-restricted"
    PREPARE = "prepare"
    REVIEW = "review"
    RELEASE = "release"
    EDIT = "edit"
    ANALYSE = "analyse"
    OWN = "own"
    ADVISE = "advise"
    COMMENT = "comment"
    READ_RECORDS = "read-records"
    GIVE_RIGHTS = "give-rights"


_TABLE = """
                   see-internal see-restricted prepare review release edit analyse own advise comment read-records give-rights
preparer           x            x              x       .      .       .    .       .   .      x       .            .
reviewer           x            x              .       x      .       .    .       .   .      x       .            .
releaser           x            x              .       .      x       .    .       .   .      x       .            .
editor             x            .              .       .      .       x    .       .   .      x       .            .
analyst            x            x              .       .      .       .    x       .   .      x       .            .
owner              x            x              .       .      .       .    .       x   .      x       .            .
expert             x            .              .       .      .       .    .       .   x      x       .            .
competence-centre  x            .              .       .      .       .    .       .   x      x       .            .
auditor            x            x              .       .      .       .    .       .   .      .       x            .
administrator      .            .              .       .      .       .    .       .   .      .       .            x
"""  # noqa: E501
READING = frozenset({Action.SEE_INTERNAL, Action.SEE_RESTRICTED, Action.READ_RECORDS})
WHOLE_ONLY = frozenset({Role.ADMINISTRATOR})


def _read(table: str) -> Mapping[Role, frozenset[Action]]:
    head, *lines = (line.split() for line in table.strip().splitlines())
    return {
        Role(role): frozenset(Action(action) for action, mark in zip(head, marks, strict=True) if mark == "x")
        for role, *marks in lines
    }


ALLOWED: Mapping[Role, frozenset[Action]] = _read(_TABLE)


def allows(role: Role, action: Action) -> bool:
    """Whether a role allows an action, wherever its grant holds.

    Returns
    -------
    bool

    Examples
    --------
    >>> allows(Role.EDITOR, Action.EDIT), allows(Role.ADMINISTRATOR, Action.SEE_RESTRICTED)
    (True, False)
    """
    return action in ALLOWED[role]
