"""Which methods are shipped, and what are their texts?"""

from functools import cache
from pathlib import Path

from styrbord.core.base.codes import suggestions
from styrbord.core.base.problems import Problem, Refused, define

define("method.not-shipped", "There is no shipped method '{code}'.", "Near it: {nearest}.")

FOLDER = Path(__file__).parent.parent / "methods"
_ENDING = ".toml"


def shipped() -> tuple[str, ...]:
    """Codes of the methods in the folder of methods, sorted; the code is the name of the file.

    Returns
    -------
    tuple of str
    """
    return tuple(sorted(path.stem for path in FOLDER.glob(f"*{_ENDING}")))


@cache
def shipped_text(code: str) -> str:
    """Text of a shipped method, as it stands in its file.

    Returns
    -------
    str

    Raises
    ------
    Refused
        `method.not-shipped` with the nearest codes.
    """
    if code not in (known := shipped()):
        near = ", ".join(suggestions(code, known)) or "-"
        raise Refused(Problem("method.not-shipped", "", {"code": code, "nearest": near}))
    return (FOLDER / f"{code}{_ENDING}").read_text(encoding="utf-8")
