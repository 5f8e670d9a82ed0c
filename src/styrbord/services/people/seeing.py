"""How much may a post see, beyond what is open?"""

from collections.abc import Sequence
from dataclasses import dataclass

from styrbord.core.people.rights import Rights
from styrbord.core.spine.indicators import Access
from styrbord.services import clock, rights
from styrbord.services.reading import principal_for, visible
from styrbord.store.clock import to_ms
from styrbord.store.spine.register import register_at


@dataclass(frozen=True, slots=True)
class Seen:
    """Indicators of a class that are seen somewhere on the board, those seen everywhere, and all."""

    access: str
    seen: int
    everywhere: int
    known: int


def seen_by_post(code: str) -> tuple[Seen, ...]:
    """What the roles of a post let its holder see today; nothing is told about any single indicator."""
    return seen_with(rights.rights_of_post(code))


def seen_by(user: object) -> tuple[Seen, ...]:
    """What the posts of a user let them see today."""
    return seen_with(rights.rights_of(user))


def seen_with(found: Rights) -> tuple[Seen, ...]:
    """What some rights let someone see, class by class."""
    register = visible(principal_for(found)).register
    known = register_at(to_ms(clock.now())).indicators()
    by_class = {access: [code for code, one in known.items() if one.access == access] for access in Access}
    bound = {code for code, scopes in register.scopes.items() if all(scope.subject for scope in scopes)}
    return tuple(
        _seen(access, codes, set(register.indicators()), bound) for access, codes in by_class.items()
    )


def _seen(access: Access, codes: Sequence[str], seen: set[str], bound: set[str]) -> Seen:
    found = seen & set(codes)
    return Seen(str(access), len(found), len(found - bound), len(codes))
