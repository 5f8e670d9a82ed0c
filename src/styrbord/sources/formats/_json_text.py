"""What does a JSON file hold, with its numbers as printed, within bounds?"""

import json
from pathlib import Path
from typing import Any, NoReturn

from styrbord.core.base.problems import Problem, Refused
from styrbord.sources.formats._problems import damaged, too_large

MOST_BYTES = 24 << 20
MOST_DEPTH = 64
LONGEST_NUMBER = 400
_MOST_KEPT = 200_000


def recognisable(start: bytes) -> str:
    """Beginning of a file that may be JSON, as text; empty when it is none."""
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = start.decode("utf-16", "ignore")
    else:
        text = start.decode("utf-8-sig", "ignore")
    text = text.lstrip()
    return text if text.startswith("{") else ""


def loaded(path: Path) -> dict[str, Any]:
    """Object that the file holds; numbers are text, as printed.

    Too much, too deep, not a number (NaN, Infinity), a broken letter or a name that comes twice is
    refused with line and column.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise too_large(size, MOST_BYTES, "bytes of JSON")
    text = _decoded(path.read_bytes())
    try:
        numbers = _Numbers()
        found = json.loads(text, parse_float=numbers, parse_int=numbers, parse_constant=_refused)
    except json.JSONDecodeError as error:
        raise damaged(error.msg, f"line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise Refused(Problem("cube.too-deep", params={"most": MOST_DEPTH})) from None
    except MemoryError:
        raise Refused(Problem("cube.memory")) from None
    del text
    if not isinstance(found, dict):
        raise damaged("it does not begin with an object")
    _check_depth(found)
    return found


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        words = {"encoding": "UTF-8" if encoding == "utf-8-sig" else "UTF-16"}
        raise Refused(Problem("file.undecodable", f"line {line}", words)) from None


class _Numbers:
    """Numbers as printed; those that come often are kept once."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        if len(text) > LONGEST_NUMBER:
            raise damaged(f"a number has {len(text)} digits")
        if (kept := self._kept.get(text)) is None:
            if len(self._kept) < _MOST_KEPT:
                self._kept[text] = text
            return text
        return kept


def _refused(text: str) -> NoReturn:
    raise damaged(f"{text} is no number of JSON")


def _check_depth(found: dict[str, Any]) -> None:
    """Refuse what is nested too deep; lists of plain values are not looked into."""
    level: list[Any] = [found]
    for _ in range(MOST_DEPTH):
        parts = (part.values() if isinstance(part, dict) else part for part in level)
        level = [each for part in parts for each in part if isinstance(each, (dict, list))]
        if not level:
            return
    raise Refused(Problem("cube.too-deep", params={"most": MOST_DEPTH}))


def text_of(found: object) -> str:
    """Words of a value that should be text; several lines of a list are joined."""
    if isinstance(found, str):
        return " ".join(found.split())
    if isinstance(found, list):
        return " | ".join(filter(None, map(text_of, found)))
    return ""


def mapping_of(found: object, what: str, place: str = "") -> dict[str, Any]:
    """Object that must be one; nothing counts as empty."""
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise damaged(f"{what} is not an object", place)
    return found


def list_of(found: object, what: str, place: str = "") -> list[Any]:
    """List that must be one; nothing counts as empty."""
    if found is None:
        return []
    if not isinstance(found, list):
        raise damaged(f"{what} is not a list", place)
    return found
