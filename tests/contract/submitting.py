"""How does a test hand in, approve and release, as which persons?"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from styrbord.core.collection.packages import Entry
from styrbord.core.collection.workflow import State, Verb
from styrbord.services import signing
from styrbord.services.collection import submissions
from styrbord.services.rights import Actor
from tests.contract.forms import board, published
from tests.contract.people import key_of

PERIOD = "2026-01"
GOOD = (Entry("jobs", value=100.0), Entry("vacancies", value=5.0))
REASON = {"en": "A cell was wrong", "sv": "En cell var fel"}
POSTS = ("n1-preparer", "n2-preparer", "n1-reviewer", "north-reviewer", "releaser")


@dataclass
class Office:
    """A small board with its form, and a signed-in person on each post."""

    users: dict[str, Any] = field(default_factory=dict)

    def by(self, post: str) -> Actor:
        """Someone as the post that they hold."""
        return Actor(post, key_of(self.users[post]))

    def user(self, post: str) -> Any:
        """The user on a post."""
        return self.users[post]

    def draft(self, subject: str = "n1", period: str = PERIOD) -> str:
        """Token of a draft with good cells."""
        by = self.by(f"{subject}-preparer")
        token = submissions.open_for("labour", subject, period, by=by)
        submissions.save(token, GOOD, revision=revision(token), channel="page", by=by)
        return token

    def submit(self, token: str, subject: str = "n1", key: str = "") -> int:
        """Hand a draft in."""
        return submissions.submit(token, revision=revision(token), by=self.by(f"{subject}-preparer"), key=key)

    def approve(self, token: str, post: str, key: str = "") -> int:
        """Approve as a post."""
        return submissions.approve(token, revision=revision(token), by=self.by(post), key=key)

    def submitted(self, subject: str = "n1", period: str = PERIOD) -> str:
        """Token of what was handed in."""
        token = self.draft(subject, period)
        self.submit(token, subject)
        return token

    def approved(self, subject: str = "n1", period: str = PERIOD) -> str:
        """Token of what both levels approved; the county approves both of a subject without a reviewer."""
        token = self.submitted(subject, period)
        self.approve(token, "n1-reviewer" if subject == "n1" else "north-helper")
        self.approve(token, "north-reviewer")
        return token

    def released(self, subject: str = "n1", period: str = PERIOD) -> str:
        """Token of what is released at once."""
        token = self.approved(subject, period)
        submissions.schedule([token], at=None, by=self.by("releaser"))
        return token


def office(folder: Path) -> Office:
    """The board with its form and persons."""
    board(folder)
    published()
    found = Office()
    for post in POSTS:
        found.users[post] = signing.use_link(signing.make_link(post))
    return found


def revision(token: str) -> int:
    """Revision of a submission."""
    return submissions.note(token).revision


def state(token: str) -> State:
    """State of a submission as of now."""
    return submissions.note(token).state


__all__ = ["GOOD", "PERIOD", "REASON", "Office", "State", "Verb", "office", "revision", "state"]
