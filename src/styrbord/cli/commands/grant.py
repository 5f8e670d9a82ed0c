"""How does an operator give a post a role?"""

from argparse import Namespace
from typing import TextIO

from styrbord.services import clock, people
from styrbord.services.people import Asked
from styrbord.services.rights import OPERATOR


def run(words: Namespace, out: TextIO) -> None:
    """Give the role, and say under which number it can be revoked."""
    asked = Asked(
        role=words.role,
        subject=words.subject or "",
        hierarchy=words.hierarchy,
        rubrics=tuple(words.rubric or ()),
        first=words.first or clock.now().date(),
        last=words.last,
        basis=words.basis,
    )
    number = people.grant(words.post, asked, by=OPERATOR)
    print(f"Grant {number}: {words.post} is {words.role}.", file=out)
