"""Does a reader act for some body, so that there is something for them to begin?"""

from styrbord.services.investments.standing import acts_for
from styrbord.services.rights import rights_of


def acts_somewhere(user: object) -> bool:
    """Whether a reader acts for any body."""
    return bool(acts_for(rights_of(user)))
