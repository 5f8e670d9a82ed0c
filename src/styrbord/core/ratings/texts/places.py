"""On which line of a TOML text does a key stand?"""

import json
import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""Keys from the top of a text down; a number is a place in a list."""

_TABLE = re.compile(r"^\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_SIGN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]', re.DOTALL
)


def lines_of(text: str) -> Mapping[Path, int]:
    """Lines of the keys and tables of a TOML text, counted from 1.

    Parameters
    ----------
    text : TOML that can be read. Keys inside tables on one line stand on the line of that table.

    Returns
    -------
    mapping from path to line
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in _openings(text):
        if found := _TABLE.match(line):
            table = _entered(found[1] == "[[", _parts(found[2]), counts)
            lines[table] = number
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_parts(key[1])), number)
    return lines


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """Line of a path or of the nearest key above it; 0 when none is known.

    Returns
    -------
    int

    Examples
    --------
    >>> lines = lines_of("[peers]" + chr(10) + "least = 1")
    >>> line_of(("peers", "least"), lines), line_of(("peers", "group"), lines), line_of(("code",), lines)
    (2, 1, 0)
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


def _openings(text: str) -> Iterator[tuple[int, str]]:
    """Lines on which a key or a table may begin: not those inside a long text or a list."""
    lines = text.split("\n")
    depth, number = 0, 1
    yield 1, lines[0]
    for sign in _SIGN.findall(text):
        number += sign.count("\n")
        depth += (sign in "[{") - (sign in "]}")
        if sign == "\n" and depth == 0:
            yield number, lines[number - 1]


def _entered(is_list: bool, keys: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """Path of a table; in lists of tables the newest row is meant."""
    path: Path = ()
    for place, key in enumerate(keys):
        path = (*path, key)
        if is_list and place == len(keys) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _parts(dotted: str) -> tuple[str, ...]:
    found = _PART.findall(dotted)
    return tuple(
        json.loads(one) if one.startswith('"') else one[1:-1] if one.startswith("'") else one for one in found
    )
