"""What does a flag say that stands in a cell of its own beside a number?"""

import re
from collections.abc import Mapping

from styrbord.core.collection.missing_words import status_meant
from styrbord.core.collection.model import LEGEND

_FLAG = re.compile(r"\(?(?:[a-z]{1,3}|[A-Z]|[*#†‡]{1,3}|[0-9](?:[,;][0-9])*)\)?")
_OF_NUMBERS = (("p", "P"), ("e", "E"), ("s", "E"))
_OF_MISSING = (("c", "Q"), ("z", "M"), ("m", "M"), ("l", "L"))


def is_flag(text: str) -> bool:
    """Whether a text is short enough to be a flag: p, be, E, (c), *, 1,2.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_flag("bep"), is_flag("(c)"), is_flag("Ale"), is_flag("12")
    (True, True, False, False)
    """
    return bool(_FLAG.fullmatch(text))


def with_flag(status: str, flag: str, legend: Mapping[str, str]) -> tuple[str, str]:
    """Status and note of a number, or of a missing one, beside which a flag stands.

    Letters are those of SDMX and Eurostat unless the sheet's own legend says otherwise; what no
    status says becomes a note.

    Parameters
    ----------
    status : status by the cell itself.
    flag : printed text of the flag's cell, not empty.
    legend : texts of notes by mark.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> with_flag("A", "bp", {}), with_flag("O", "c", {}), with_flag("A", "b", {"b": "break"})
    (('P', 'bp'), ('Q', ''), ('A', 'break'))
    """
    plain = flag.strip("() ").casefold()
    said = legend.get(plain) or legend.get(flag) or legend.get(f"{LEGEND}{plain}") or _each(plain, legend)
    if said:
        meant = status_meant(said)
        allowed = "PE" if status in "APE" else "QMLO"
        return (meant if meant and meant in allowed else status), said
    if len(plain) > 3:
        meant = status_meant(plain)
        return (meant if meant in ("P", "E") and status == "A" else status), flag
    codes = _OF_NUMBERS if status == "A" else _OF_MISSING
    found = next((one for letter, one in codes if letter in plain), status)
    return found, "" if len(plain) == 1 and found != status else flag


def _each(flag: str, legend: Mapping[str, str]) -> str:
    """Notes of the letters or numbers of a flag that the legend tells one by one."""
    parts = re.findall(r"[0-9]+|[a-z]", flag)
    texts = [legend[part] for part in parts if part in legend]
    return " | ".join(texts) if texts and len(texts) == len(parts) else ""
