"""Which keys may a text of pages have, and what may each hold?"""

from collections.abc import Iterator, Mapping
from typing import Any

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, define
from styrbord.core.base.text import LANGUAGES

define("pages.unknown-key", "There is no key '{key}'.{hint}", "Mend or remove it.")
define("pages.unfit", "{key} cannot be {word!r}.", "Write {needed}.")


def _worded(*stems: str) -> dict[str, type]:
    return {f"{stem}_{language}": str for stem in stems for language in LANGUAGES}


_TOP: Mapping[str, type] = {"pages": list}
_PAGE: Mapping[str, type] = {
    **dict.fromkeys(("code", "kind", "parent", "publicity"), str),
    **_worded("title", "intro"),
    "order": int,
    "restricted_only": bool,
    "blocks": list,
}
_BLOCK: Mapping[str, type] = {
    **dict.fromkeys(("kind", "dimension", "chart"), str),
    **_worded("title", "text"),
    "indicators": list,
}
_NEEDED = {
    str: "text in quotes",
    int: "a whole number",
    list: "a list",
    dict: "a table",
    bool: "true or false",
}


def unfit(said: Mapping[str, Any]) -> list[Problem]:
    """Keys that are not known, and words of the wrong sort, in the order of the text.

    Parameters
    ----------
    said : what a text of pages holds, as read from TOML.

    Returns
    -------
    list of Problem
        Empty when every key is known and holds what it may hold.
    """
    problems = [*_of(said, _TOP, "pages.toml")]
    if problems:
        return problems
    for number, page in enumerate(said.get("pages", []), start=1):
        problems += _of_page(page, f"pages.toml, page {number}")
    return problems


def _of_page(page: Any, place: str) -> Iterator[Problem]:
    found = list(_of(page, _PAGE, place))
    yield from found
    for number, block in enumerate([] if found else page.get("blocks", []), start=1):
        at = f"{place}, block {number}"
        wrong = list(_of(block, _BLOCK, at))
        yield from wrong
        for code in [] if wrong else block.get("indicators", []):
            if not isinstance(code, str):
                yield _problem("indicators", code, str, at)


def _of(row: Any, known: Mapping[str, type], place: str) -> Iterator[Problem]:
    if not isinstance(row, dict):
        yield _problem("this", row, dict, place)
        return
    for key, word in row.items():
        if key not in known:
            near = nearest(key, known)
            hint = f" Did you mean '{near}'?" if near else ""
            yield Problem("pages.unknown-key", place, {"key": key, "hint": hint})
        elif not isinstance(word, known[key]) or isinstance(word, bool) is not (known[key] is bool):
            yield _problem(key, word, known[key], place)


def _problem(key: str, word: object, needed: type, place: str) -> Problem:
    return Problem("pages.unfit", place, {"key": key, "word": word, "needed": _NEEDED[needed]})
