"""How does an operator let a post sign in?"""

from argparse import Namespace
from typing import TextIO

from styrbord.services import signing


def run(words: Namespace, out: TextIO) -> None:
    """Print a link that signs in once, within the hour."""
    secret = signing.make_link(words.name, is_editor=words.editor)
    site = words.site or f"http://127.0.0.1:{words.port}"
    print(f"{site.rstrip('/')}/en/sign-in/?key={secret}", file=out)
