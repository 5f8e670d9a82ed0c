"""How does a draft look to someone with another right, shown by whoever builds it?"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.intersection import both
from styrbord.core.people.rights import Right, Rights
from styrbord.core.people.roles import WHOLE_ONLY, Role
from styrbord.core.people.scopes import scopes_of
from styrbord.services import rights
from styrbord.services.editing.drafts import editor_of
from styrbord.services.reading import Principal, Reading, principal_for, visible
from styrbord.store.spine.models import Subject

define("page.no-such-reader", "There is no reader '{role}' to look as.", "Choose one from the list.")
ANONYMOUS, HIERARCHY = "anonymous", "administrative"


def preview(user: object, code: str, *, role: str = "", subject: str = "") -> Reading:
    """What a reader of a role within a subtree sees, and never more than the editor who asks.

    Without a role it is what the editor sees. Editions that are opened early are left out.

    Raises
    ------
    Refused
        `page.no-such-reader` for a role or subject that does not exist.
    """
    editor_of(user, code)
    own = principal_for(rights.rights_of(user))
    if not role:
        return visible(own)
    if role == ANONYMOUS:
        return visible()
    if role not in set(Role) or (subject and not Subject.objects.filter(code=subject).exists()):
        raise Refused(Problem("page.no-such-reader", role, {"role": role}))
    return visible(_as(own, Role(role), subject))


def _as(own: Principal, role: Role, subject: str) -> Principal:
    root = "" if role in WHOLE_ONLY else subject
    right = Right(role, root, HIERARCHY if root else "", frozenset(), "", "")
    access, scopes = both((own.access, own.scopes), scopes_of(Rights(rights=(right,))), rights.contains)
    return Principal(f"as-{role}", is_signed_in=True, access=access, scopes=scopes, pages=own.pages)
