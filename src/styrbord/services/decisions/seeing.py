"""Who sees a decision, and in which version?

A decision is seen by whoever sees every series that it is to change. Before it is published that is further
bound to those who see what is internal about its subject; once published it is everybody's.
"""

from dataclasses import replace
from typing import Protocol

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.scopes import is_within
from styrbord.core.spine.indicators import Access
from styrbord.core.strategy.decisions.keeping import proposal_from
from styrbord.core.strategy.decisions.model import Proposal
from styrbord.services.reading import Principal, Reading, visible
from styrbord.services.rights import contains
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import Decision, DecisionVersion

define(
    "decision.not-found",
    "There is no decision '{name}' for you to see.",
    "See the list of decisions.",
)
Series = tuple[tuple[str, str], ...]


def moment(reading: Reading) -> int:
    """What was decided later is not known to the reader."""
    return to_ms(min(reading.as_of, reading.vintage) if reading.vintage else reading.as_of)


def now_of(reading: Reading) -> Reading:
    """What the same reader may see now: rights bind by what holds now, whichever moment is asked for."""
    return visible(reading.principal)


def without_early(principal: Principal) -> Principal:
    """The reader without editions that are shown to their posts before their moment."""
    return replace(principal, posts=())


def version_of(reading: Reading, row: Decision) -> DecisionVersion | None:
    """The version that stood at the reader's moment; None before it was proposed."""
    found = row.versions.filter(at__lte=moment(reading)).select_related("words")
    return found.order_by("-revision").first()


def said_in(version: DecisionVersion) -> Proposal:
    """What a version says, with the words that are left."""
    words = version.words.words if hasattr(version, "words") else {}
    return proposal_from(version.content, words)


def rubrics_of(reading: Reading, series: Series) -> tuple[str, ...]:
    """Rubrics that the series of a decision stand under."""
    known = reading.register.indicators()
    found = (known[code].rubrics for code, _ in series if code in known)
    return tuple(dict.fromkeys(rubric for rubrics in found for rubric in rubrics))


class Published(Protocol):
    """What may be open to everybody since a moment."""

    @property
    def published_at(self) -> int | None:
        """Since when everybody reads it, ms."""
        ...


def is_seen(reading: Reading, row: Published, said: Proposal) -> bool:
    """Whether the reader may see a decision, by the rights of now."""
    return sees_series(reading, said.series) and (
        row.published_at is not None or is_inside(reading, said.subject, said.series)
    )


def sees_series(reading: Reading, series: Series) -> bool:
    """Whether the reader sees each of some series."""
    return all(reading.facts.shows(indicator, subject) for indicator, subject in series)


def is_inside(reading: Reading, subject: str, series: Series) -> bool:
    """Whether the reader sees what is internal about a subject, under the rubrics of some series."""
    principal = reading.principal
    if not principal.is_signed_in:
        return False
    if is_within(Access.INTERNAL, principal.access):
        return True
    rubrics = rubrics_of(reading, series)
    own = (one for one in principal.scopes if not one.is_shared)
    return any(
        is_within(Access.INTERNAL, one.access)
        and (not series or one.shows(Access.INTERNAL, rubrics))
        and (not one.subject or contains(one.subject, one.hierarchy, subject))
        for one in own
    )


def seen_row(reading: Reading, token: str) -> tuple[Decision, DecisionVersion, Proposal]:
    """A decision that the reader may see, its version of the moment, and what that says.

    Raises
    ------
    Refused
        `decision.not-found` if there is none or it is not for this reader; the words do not tell which.
    """
    row = Decision.objects.filter(token=token).select_related("subject").first()
    if row is not None:
        version = version_of(reading, row)
        if version is not None:
            said = said_in(version)
            if is_seen(now_of(reading), row, said) and is_seen(now_of(reading), row, newest(row)):
                return row, version, said
    raise Refused(Problem("decision.not-found", "", {"name": token[:40]}))


def newest(row: Decision) -> Proposal:
    """What the newest version of a decision says, without its words."""
    version = row.versions.order_by("-revision").first()
    return proposal_from(version.content, {}) if version else Proposal()
