"""What must never be so where others can reach the site?"""

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
