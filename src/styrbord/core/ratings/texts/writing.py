"""What is the canonical text of a method?"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any

from styrbord.core.ratings.method import Method
from styrbord.core.ratings.tree import Node

ADDED = frozenset({(Method, "decimals"), (Method, "weights_from")})
"""Fields that came after the first methods were frozen: written only where they say something."""

APART = frozenset({"calendar"})
"""What is no part of the method itself: a new day of publication leaves the hash as it is."""


def plain(part: Any) -> Any:
    """A part of a method in dicts, lists, texts and numbers; nothing is left out that a reader may rely on.

    Returns
    -------
    dict, list, str, int, float, bool or None
        Fields that were added later stand only where they differ from their usual value.
    """
    if is_dataclass(part) and not isinstance(part, type):
        return {name: plain(getattr(part, name)) for name in _written(part)}
    if isinstance(part, Mapping):
        return {str(key): plain(part[key]) for key in sorted(part)}
    if isinstance(part, tuple | list):
        return [plain(one) for one in part]
    if isinstance(part, date):
        return part.isoformat()
    return str(part) if isinstance(part, str) else part


def content(method: Method) -> dict[str, Any]:
    """A method as plain data in the shape of its text: the nodes of the tree stand in a list."""
    said: dict[str, Any] = plain(method)
    return said | {"nodes": said.pop("tree")["nodes"]}


def canonical(said: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no needless space: one text for one content.

    Returns
    -------
    str

    Examples
    --------
    >>> canonical({"b": 1.0, "a": "å"})
    '{"a":"å","b":1.0}'
    """
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def text_of(method: Method) -> str:
    """Canonical JSON of a method; reading it gives the same method.

    Returns
    -------
    str
    """
    return canonical(content(method))


def hash_of(method: Method) -> str:
    """SHA-256 of the canonical JSON without the calendar, in 64 hexadecimal digits.

    Returns
    -------
    str
    """
    said = {key: word for key, word in content(method).items() if key not in APART}
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def toml_of(method: Method) -> str:
    """A method as TOML to be read and edited by people; what is as usual is left out.

    Returns
    -------
    str
        Reading it gives the same method.
    """
    return "\n".join(_tables(method)) + "\n"


def _written(part: Any) -> Iterator[str]:
    for one in fields(part):
        if (type(part), one.name) not in ADDED or getattr(part, one.name) != one.default:
            yield one.name


def _tables(method: Method) -> Iterator[str]:
    said = _unusual(method)
    said.pop("tree", None)
    lists = {key: said.pop(key) for key in ("sources", "variations", "weights_from") if key in said}
    for key, word in said.items():
        if not _is_table(word):
            yield f"{key} = {_value(word)}"
    for key, word in said.items():
        if _is_table(word):
            yield from _table(key, word)
    for key, rows in (*lists.items(), ("nodes", method.tree.nodes)):
        for row in rows:
            yield from _table(key, row, is_row=True)


def _table(head: str, part: Any, *, is_row: bool = False) -> Iterator[str]:
    """A table: first what stands on a line, then the tables inside it."""
    said = part if isinstance(part, Mapping) else _unusual(part)
    yield ""
    yield f"[[{head}]]" if is_row else f"[{head}]"
    for key, word in said.items():
        if not _is_table(word):
            yield f"{_key(str(key))} = {_value(word)}"
    for key, word in said.items():
        if _is_table(word):
            yield from _table(f"{head}.{_key(str(key))}", word)


def _is_table(word: Any) -> bool:
    return isinstance(word, Mapping) or (is_dataclass(word) and not isinstance(word, type))


def _unusual(part: Any) -> dict[str, Any]:
    """Fields that differ from their usual value, and those that have none."""
    kept = {"level", "is_indicator", "direction"} if isinstance(part, Node) else set[str]()
    return {
        one.name: getattr(part, one.name)
        for one in fields(part)
        if one.name in kept or getattr(part, one.name) != _usual(one)
    }


def _usual(one: Any) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _value(word: Any) -> str:
    """A value on one line; tables are written inline."""
    if word is None:
        return '"none"'
    if isinstance(word, bool):
        return str(word).lower()
    if is_dataclass(word) and not isinstance(word, type):
        word = _unusual(word)
    if isinstance(word, Mapping):
        pairs = ", ".join(f"{_key(str(key))} = {_value(word[key])}" for key in word)
        return f"{{{pairs}}}"
    if isinstance(word, tuple | list):
        return f"[{', '.join(map(_value, word))}]"
    if isinstance(word, date):
        return word.isoformat()
    return _quoted(str(word)) if isinstance(word, str) else repr(word)


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if is_bare else _quoted(key)


def _quoted(words: str) -> str:
    """Words as a JSON string, which TOML reads too, but for one sign that JSON lets pass."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
