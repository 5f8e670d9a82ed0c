"""For whom does an operator load a workbook of investments at the terminal?"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.rights import Program, live, rights_of_person
from styrbord.store.people.models import Holding

define("portfolio-book.nobody", "Nobody holds the post '{name}' today.", "Name a post that is held.")
define(
    "portfolio-book.several",
    "{count} persons hold the post '{name}'.",
    "Name a post that one person holds: whoever writes an investment does not decide on it.",
)


def holder_of(post: str) -> Program:
    """The one person who holds a post today, with the rights that they have.

    Raises
    ------
    Refused
        `portfolio-book.nobody` or `portfolio-book.several`.
    """
    holdings = live(Holding, clock.now().date()).filter(post__code=post)
    persons = sorted(set(holdings.values_list("person__key", flat=True)))
    if len(persons) != 1:
        code = "portfolio-book.several" if persons else "portfolio-book.nobody"
        raise Refused(Problem(code, "post", {"name": post[:64], "count": len(persons)}))
    return Program(rights_of_person(persons[0]))
