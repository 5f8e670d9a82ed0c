"""How does an operator take a role away?"""

from argparse import Namespace
from typing import TextIO

from styrbord.services import people
from styrbord.services.rights import OPERATOR


def run(words: Namespace, out: TextIO) -> None:
    """End the grant now."""
    people.revoke(words.number, post=words.post, by=OPERATOR)
    print(f"Grant {words.number} of {words.post} has ended.", file=out)
