"""What must never be so where others can reach the site?"""

import shlex
import shutil

SHORTEST_KEY = 32
KNOWN = ("django-insecure", "changeme", "change-me", "secret-key", "not-secret")


def refuse_unsafe(*, debug: bool, key: str, is_served: bool) -> None:
    """Stop the start where something is unsafe; `is_served` is whether others reach the site.

    Raises
    ------
    SystemExit
        If the key can be guessed, or errors would show their insides to others.
    """
    if len(key) < SHORTEST_KEY or key.lower().startswith(KNOWN):
        raise SystemExit(
            f"The secret key is shorter than {SHORTEST_KEY} letters or a well-known one.\n"
            "Leave STYRBORD_SECRET_KEY out: a good one is made and kept in the state folder."
        )
    if debug and is_served:
        raise SystemExit(
            "DEBUG is on and others reach the site.\nSwitch it off: errors would show their insides."
        )


def scanner_words(text: str) -> list[str]:
    """Words of the command that scans files; none when there is none.

    Raises
    ------
    SystemExit
        If its program is not there: a scanner that was asked for is never done without.
    """
    words = shlex.split(text)
    if words and shutil.which(words[0]) is None:
        raise SystemExit(
            f"STYRBORD_SCANNER names '{words[0]}', which is not there.\nInstall it, or give its whole path."
        )
    return words
