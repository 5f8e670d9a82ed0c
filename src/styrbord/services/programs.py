"""How is what one request of a program asks for done once, all of it or nothing?

A request names its key: repeated with the same key and content, it is the same request.
"""

from collections.abc import Callable
from dataclasses import dataclass

from styrbord.core.base.problems import Problem, Refused
from styrbord.services.once import once, told_before
from styrbord.services.rights import Actor
from styrbord.services.work import Work

REALM = "api"


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a program: for whom, by the token of which number, its key, and its content's hash."""

    by: Actor
    token: int
    key: str
    sha256: str


def done(request: Request, do: Callable[[], tuple[str, int]]) -> int:
    """Number that a request led to, done once; the event names the program's token.

    `do` does it by the service of its noun, in this same work, and answers with what it is about and a
    number that is told again to whoever repeats the request.

    Raises
    ------
    Refused
        `request.key-reused`, or what `do` is refused with; nothing is kept then.
    """
    demand_same(request)

    def piece_of(piece: Work, full: str | None) -> int:
        about, number = do()
        told = {
            "row": number,
            "token": request.token,
            "sha256": request.sha256,
            "by_person": request.by.person,
        }
        piece.tell("api-token.used", about, told, key=full)
        return number

    number = once(request.by, request.key, piece_of, realm=REALM)
    demand_same(request)
    return number


def demand_same(request: Request) -> None:
    """Refuse a key that was used for another content.

    Raises
    ------
    Refused
        `request.key-reused`.
    """
    before = told_before(request.by, request.key, REALM)
    if before and before["sha256"] != request.sha256:
        raise Refused(Problem("request.key-reused", "Idempotency-Key", {"key": request.key}))
