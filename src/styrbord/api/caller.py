"""Who asks: a program with its token, a person who has signed in, or nobody?

A token counts before a session; what writes takes a token only, so that no page elsewhere can make a
browser write here.
"""

import hashlib
from dataclasses import dataclass

from django.http import HttpRequest

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.rights import Rights
from styrbord.services.accounts import tokens
from styrbord.services.programs import Request
from styrbord.services.rights import Actor, Program, rights_of

define(
    "token.needed",
    "This needs a token.",
    "Make one under My rights, and send it: Authorization: Bearer TOKEN.",
)
define(
    "request.no-key",
    "The header Idempotency-Key is missing, or longer than {most} signs.",
    "Send a key of your own with each request that writes, and the same one to repeat it.",
)
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks; `scopes` is None for a person in a session, who is bound by no scopes."""

    rights: Rights
    actor: Actor | None = None
    scopes: frozenset[str] | None = None
    token: int = 0

    @property
    def user(self) -> Program:
        """Whom services ask where they ask for a user."""
        return Program(self.rights)

    def may_read(self, form: str) -> bool:
        """Whether a form's submissions lie within the scopes."""
        return self.scopes is None or bool(self.scopes & {"read", f"submit:{form}"})


def with_token(request: HttpRequest) -> Caller | None:
    """The program that asks; None when the request bears no token.

    Raises
    ------
    Refused
        `token.refused`.
    """
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    actor, rights, scopes = tokens.actor_of_token(header)
    request.token_rights = rights  # for the log of who saw what
    return Caller(rights, actor, scopes, tokens.number_of(header))


def reader(request: HttpRequest) -> Caller:
    """Whoever reads what is not open to all: a program, or a person who has signed in.

    Raises
    ------
    Refused
        `token.needed` or `token.refused`.
    """
    found = with_token(request)
    if found is None and not request.user.is_authenticated:
        raise Refused(Problem("token.needed"))
    return found or Caller(rights_of(request.user))


def program(request: HttpRequest) -> Caller:
    """The program that writes.

    Raises
    ------
    Refused
        `token.needed` or `token.refused`.
    """
    found = with_token(request)
    if found is None:
        raise Refused(Problem("token.needed"))
    return found


def asking(request: HttpRequest) -> Caller:
    """Whom `reader` or `program` has found for this request."""
    found = request.auth
    assert isinstance(found, Caller)
    return found


def writing(request: HttpRequest, verb: str, code: str, key: str) -> Request:
    """What a program asks to be done once: its key, and the hash of what it sent.

    Raises
    ------
    Refused
        `token.scope` or `request.no-key`.
    """
    found = asking(request)
    tokens.demand(found.scopes or frozenset(), verb, code)
    said = key.strip()
    if not said or "\x00" in said:
        raise Refused(Problem("request.no-key", "Idempotency-Key", {"most": LONGEST_KEY}))
    content = f"{request.method}\n{request.path}\n".encode() + request.body
    return Request(found.actor or Actor(""), found.token, said, hashlib.sha256(content).hexdigest())
