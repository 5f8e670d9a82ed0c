"""Which posts are there, who holds them, and what may they do and see?"""

from dataclasses import dataclass

from styrbord.core.base.text import Text
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.services.people import entries
from styrbord.services.people.asking import post_of
from styrbord.services.people.entries import COMING, NOW, Entry
from styrbord.services.rights import contains, rights_of
from styrbord.store.people.models import Post


@dataclass(frozen=True, slots=True)
class PostNote:
    """A post with what was given to it."""

    code: str
    names: Text
    holders: tuple[Entry, ...] = ()
    grants: tuple[Entry, ...] = ()
    deputies: tuple[Entry, ...] = ()
    acts_for: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody holds it and nothing is given to it."""
        return not (self.holders or self.grants or self.deputies or self.acts_for)

    def kept(self, *states: str) -> "PostNote":
        """The post with the entries of some states only."""
        parts = (self.holders, self.grants, self.deputies, self.acts_for)
        return PostNote(
            self.code, self.names, *(tuple(one for one in part if one.state in states) for part in parts)
        )


@dataclass(frozen=True, slots=True)
class Mine:
    """What a person's posts give today."""

    person: str
    posts: tuple[PostNote, ...]
    acting: tuple[PostNote, ...]
    actions: tuple[str, ...]
    has_people: bool


def posts() -> tuple[PostNote, ...]:
    """Posts with what holds or is coming: first those that were given something, in order of code."""
    parts = (entries.holders(), entries.grants(), entries.deputies(), entries.acts_for())
    found = [
        PostNote(row.code, row.names, *(part.get(row.pk, ()) for part in parts)).kept(NOW, COMING)
        for row in Post.objects.order_by("code")
    ]
    return tuple(sorted(found, key=lambda note: note.is_empty))


def post(code: str) -> PostNote:
    """One post with everything that was ever given to it; what has ended comes last.

    Raises
    ------
    Refused
        `people.unknown-post`.
    """
    row = post_of(code)
    parts = (entries.holders, entries.grants, entries.deputies, entries.acts_for)
    return PostNote(row.code, row.names, *(part(post=row.pk).get(row.pk, ()) for part in parts))


def mine(user: object) -> Mine:
    """Posts and roles of a signed-in user today."""
    rights = rights_of(user)
    return Mine(
        rights.person,
        tuple(post(code).kept(NOW) for code in rights.posts),
        tuple(post(code).kept(NOW) for code in rights.acts_for),
        tuple(str(action) for action in Action if rights.may_anywhere(action)),
        has_people=_reads_people(rights),
    )


def _reads_people(rights: Rights) -> bool:
    wanted = (Action.GIVE_RIGHTS, Action.READ_RECORDS)
    return any(rights.may(action, contains=contains) for action in wanted)
