"""What is measured and steered, and what does it belong to at a date?"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from styrbord.core.base.text import Text


class SubjectKind(StrEnum):
    """A subject is a territory, an organisation or an enterprise."""

    TERRITORY = "territory"
    ORGANISATION = "organisation"
    ENTERPRISE = "enterprise"


class SuccessionKind(StrEnum):
    """How one subject follows another at a date."""

    MERGE = "merge"
    SPLIT = "split"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject as it was described at a release; dates are inclusive, None is open."""

    code: str
    kind: SubjectKind
    level: str
    names: Text
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A dated parent link in one hierarchy; `counts` says whether it adds to the parent's total."""

    hierarchy: str
    subject: str
    parent: str
    counts: bool = True
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class TypeMembership:
    """A dated class of a subject that comparisons stay within."""

    subject: str
    type: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """Part `weight` (share, 0 to 1) of a predecessor goes to a successor from `on`."""

    kind: SuccessionKind
    on: date
    predecessor: str
    successor: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class SubjectType:
    """A class of subjects with its names."""

    code: str
    names: Text = field(default_factory=dict)
    order: int = 0
