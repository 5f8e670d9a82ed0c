"""On which line of a layout does a key stand?"""

import re

from styrbord.core.collection.grid import letters

_HEAD = re.compile(r"^\s*(\[\[?)\s*([A-Za-z_.]+)\s*\]\]?")
_KEY = re.compile(r"^\s*(?:\"((?:[^\"\\]|\\.)*)\"|([A-Za-z0-9_-]+))\s*=")


class Lines:
    """Lines of a layout's text by the path of their key, such as (tables, 0, columns, 1, role)."""

    def __init__(self, text: str, name: str) -> None:
        """Note the line of every section and key that stands on a line of its own."""
        self._name = name
        self._lines: dict[tuple[str | int, ...], int] = {}
        section: tuple[str | int, ...] = ()
        counts: dict[tuple[str | int, ...], int] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            head, key = _HEAD.match(line), _KEY.match(line)
            if head:
                section = _section(head[2].split("."), head[1] == "[[", counts)
                self._lines.setdefault(section, number)
            elif key:
                self._lines.setdefault((*section, key[1] if key[1] is not None else key[2]), number)

    def place(self, path: tuple[str | int, ...]) -> str:
        """File, line and path of a key; the line of what it stands in when it has none itself."""
        line = next(
            (self._lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self._lines), 0
        )
        words = "".join(f" {part + 1}" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        return ", ".join(filter(None, (self._name, f"line {line}" if line else "", words)))

    @staticmethod
    def column(index: int) -> str:
        """Letters of a column."""
        return letters(index)


def _section(
    names: list[str], is_list: bool, counts: dict[tuple[str | int, ...], int]
) -> tuple[str | int, ...]:
    path: tuple[str | int, ...] = ()
    for position, name in enumerate(names):
        path = (*path, name)
        if is_list and position == len(names) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path] - 1)
    return path
