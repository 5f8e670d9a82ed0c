"""How does a post take an investment, or a matter of it, one step on?"""

from example.past.people import user_of
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services.investments import matters, moving, seeing
from styrbord.services.rights import rights_of

REASON = "Needed by those who work with it; see the terms of reference."


def move(post: str, code: str, verb: str, said: Said | None = None) -> None:
    """Take an investment one step on."""
    moving.move(user_of(post), code, verb, said or Said(), revision=revision_of(post, code))


def decide(post: str, code: str, verb: str, document: str) -> None:
    """Take a step that takes a registered document."""
    move(post, code, verb, Said(reason=REASON, document=document))


def say(post: str, code: str, verb: str, reason: str) -> None:
    """Take a step that takes a reason."""
    move(post, code, verb, Said(reason=reason))


def step(post: str, token: str, verb: str, said: Said | None = None, data: object = None) -> None:
    """Take a matter one step on."""
    revision = matter_revision(post, token)
    matters.move(user_of(post), token, verb, said or Said(), data=data, revision=revision)


def revision_of(post: str, code: str) -> int:
    """Revision of an investment as a post reads it."""
    return int(seeing.seen_row(rights_of(user_of(post)), code).revision)


def matter_revision(post: str, token: str) -> int:
    """Revision of a matter as a post reads it."""
    return int(matters.matter_row(rights_of(user_of(post)), token).revision)


def tokens(post: str, code: str, noun: str) -> dict[str, str]:
    """Tokens of the matters of an investment, by what they are about."""
    rights = rights_of(user_of(post))
    rows = matters.rows(rights, noun, investment=seeing.seen_row(rights, code))
    return {one.code: one.token for one in rows}
