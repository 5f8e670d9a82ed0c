"""Which rooms beyond the dashboard does an installation open?"""

from styrbord.core.base.codes import nearest

MODULES = ("collection", "participation")
NONE = "none"


def modules_from(text: str) -> frozenset[str]:
    """Rooms that a setting names.

    Parameters
    ----------
    text : names with commas between; empty for all of them, `none` for the dashboard alone.

    Returns
    -------
    frozenset of str

    Raises
    ------
    ValueError
        If a name is not one of the rooms.

    Examples
    --------
    >>> sorted(modules_from("")), sorted(modules_from("none")), sorted(modules_from(" collection "))
    (['collection', 'participation'], [], ['collection'])
    """
    named = [name.strip() for name in text.split(",") if name.strip()]
    if named == [NONE]:
        return frozenset()
    for name in named:
        if name not in MODULES:
            near = nearest(name, MODULES)
            hint = f" Did you mean '{near}'?" if near else ""
            raise ValueError(f"STYRBORD_MODULES: '{name}' is not one of {', '.join(MODULES)}.{hint}")
    return frozenset(named or MODULES)
