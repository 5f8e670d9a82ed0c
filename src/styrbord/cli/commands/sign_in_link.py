"""How does an operator let a post sign in?"""

from argparse import Namespace
from typing import TextIO

from styrbord.cli.links import sign_in
from styrbord.services import signing
from styrbord.services.accounts import changing, names
from styrbord.services.rights import OPERATOR


def run(words: Namespace, out: TextIO) -> None:
    """Print a link that signs in once, within the hour."""
    if words.reset:
        changing.reset(words.name)
    if words.mail is not None:
        names.set_name(words.name, words.mail, by=OPERATOR)
    secret = signing.make_link(words.name, is_editor=words.editor, is_administrator=words.administrator)
    print(sign_in(secret, port=words.port, site=words.site), file=out)
