"""What can be wrong with a file of named dimensions (JSON-stat, PX, SDMX)?"""

from collections.abc import Sequence

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.cube import Cube
from styrbord.sources.formats._problems import no_sheet

define(
    "cube.sizes",
    "{found} values stand in the file, but its dimensions ({sizes}) have room for {expected}.",
    "Ask the source for the file again; it may have been cut off or changed by hand.",
)
define(
    "cube.unknown-code",
    "'{code}' is no code of dimension {dimension}.{hint}",
    "Give the structure message that belongs to this file, or ask the source for the file again.",
)
define(
    "cube.not-a-number",
    "'{text}' is not a number.",
    "Ask the source for the file again; a missing value is left empty or named by its status.",
)
define(
    "cube.empty",
    "The file describes dimensions but holds no values.",
    "Ask the source for the file with its values.",
)
define(
    "cube.too-deep",
    "Its parts are nested more than {most} levels deep.",
    "Do not open it. Ask whoever sent it for the file that was meant.",
)
define(
    "cube.memory",
    "It holds more than fits into the memory that reading may take.",
    "Ask the source for a part of it: fewer years, or fewer territories.",
)


def wrong_sizes(found: int, sizes: Sequence[int], expected: int, place: str = "") -> Refused:
    """Refusal of more or fewer values than the dimensions have cells."""
    words = {"found": found, "sizes": " × ".join(map(str, sizes)), "expected": expected}
    return Refused(Problem("cube.sizes", place, words))


def unknown_code(code: str, dimension: str, codes: Sequence[str], place: str = "") -> Refused:
    """Refusal of a code that its dimension does not list."""
    near = nearest(code, codes[:2000])
    hint = f" Did you mean '{near}'?" if near else ""
    return Refused(Problem("cube.unknown-code", place, {"code": code, "dimension": dimension, "hint": hint}))


def not_a_number(text: str, place: str) -> Refused:
    """Refusal of a value that is neither a number nor a mark for a missing one."""
    return Refused(Problem("cube.not-a-number", place, {"text": text[:80]}))


def wanted_cubes(cubes: Sequence[Cube], wanted: str) -> Sequence[Cube]:
    """All cubes, or the one that was asked for by its code."""
    if not cubes:
        raise Refused(Problem("cube.empty"))
    found = [cube for cube in cubes if not wanted or cube.code.casefold() == wanted.strip().casefold()]
    if not found:
        raise no_sheet(wanted, [cube.code for cube in cubes])
    return found
