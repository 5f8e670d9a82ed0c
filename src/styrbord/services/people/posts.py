"""Which posts can be given rights, and how is one added?"""

from styrbord.core.base.codes import LONGEST, is_code
from styrbord.core.base.problems import Problem
from styrbord.core.base.text import LANGUAGES
from styrbord.services.once import once
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.people.models import Post


def add_post(code: str, title: str, *, by: Actor, key: str = "") -> int:
    """Add a post; number of its row.

    Raises
    ------
    Refused
        With everything that is wrong.
    """

    def do(piece: Work, full: str | None) -> int:
        return int(record_post(piece, code, title, by=by, key=full).pk)

    return once(by, key, do, problems_of_post(code, title))


def problems_of_post(code: str, title: str) -> list[Problem]:
    """What is wrong with a new post."""
    found = []
    if not is_code(code):
        found.append(Problem("code.invalid", "code", {"code": code, "longest": LONGEST}))
    elif Post.objects.filter(code=code).exists():
        found.append(Problem("people.post-taken", "code", {"code": code}))
    if not title.strip():
        found.append(Problem("people.no-name", "title"))
    return found


def record_post(piece: Work, code: str, title: str, *, by: Actor, key: str | None = None) -> Post:
    """Write the post and tell it, within a work; the title holds in every language until a pack says more."""
    names = {language: title.strip() for language in LANGUAGES} if title.strip() else {}
    row = Post.objects.create(code=code, names=names)
    piece.tell("post.added", code, {"row": row.pk, "by_person": by.person}, key=key)
    return row
