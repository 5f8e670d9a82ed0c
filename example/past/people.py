"""Who acts in the past: which posts are held, and what may each of them do?"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from example.past.files import rows
from styrbord.services import people, signing
from styrbord.services.people import Asked
from styrbord.services.rights import OPERATOR

FILE = "people.toml"


@dataclass(frozen=True)
class Given:
    """A role of a post, within a subject and rubrics."""

    post: str
    role: str
    subject: str = "NV"
    rubrics: tuple[str, ...] = ()


def appoint(since: date) -> None:
    """Let all posts of the file be held by somebody, and give them their roles."""
    for one in rows(FILE, "roles", Given):
        user_of(one.post)
        asked = Asked(
            role=one.role,
            subject=one.subject,
            rubrics=one.rubrics,
            first=since,
            basis="Invented order 1",
        )
        people.grant(one.post, asked, by=OPERATOR)


@cache
def user_of(post: str) -> Any:
    """The user who holds a post; whoever holds it signs in once."""
    return signing.use_link(signing.make_link(post))
