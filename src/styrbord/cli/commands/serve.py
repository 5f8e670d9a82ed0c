"""How is the board served on this machine?"""

from argparse import Namespace
from typing import TextIO

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from styrbord.cli.links import sign_in
from styrbord.services import installation, people


def run(words: Namespace, out: TextIO) -> None:
    """Serve until stopped; say how the first administrator gets in until one has signed in."""
    print(f"Styrbord is served on http://127.0.0.1:{words.port}", file=out, flush=True)
    if settings.SECOND_FACTOR_ROLES is None and installation.setting(installation.IS_INVENTED):
        print("The data are invented: nobody on this machine is asked for a second factor.", file=out)
    secret = people.first_administrator()
    if secret:
        link = sign_in(secret, port=words.port)
        print(f"Nobody gives rights here yet. Become the administrator, within the hour: {link}", file=out)
        out.flush()
    Granian(
        "styrbord.conf.wsgi:application",
        address="127.0.0.1",
        port=words.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_enabled=False,
    ).serve()
