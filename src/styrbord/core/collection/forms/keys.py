"""Which keys may a text of forms have, and what may each hold?"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, define
from styrbord.core.base.text import LANGUAGES

define("form.unknown-key", "There is no key '{key}'.{hint}", "Mend or remove it.")
define("form.unfit", "{key} cannot be {word}.", "Write {needed}.")

MOST_DAYS = 3660
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Sort:
    """What a key may hold, in words, and for a list what each of its parts is."""

    needed: str
    types: tuple[type, ...]
    part: "_Sort | None" = None
    low: float = -math.inf
    high: float = math.inf

    def fits(self, word: object) -> bool:
        if (isinstance(word, bool) and bool not in self.types) or not isinstance(word, self.types):
            return False
        if isinstance(word, int | float) and not isinstance(word, bool):
            return math.isfinite(word) and self.low <= word <= self.high
        return not isinstance(word, list) or self.part is None or all(map(self.part.fits, word))


_WORDS = _Sort("text in quotes", (str,))
_NUMBER = _Sort("a number", (int, float), low=-1e300, high=1e300)
_SIZE = _Sort("a number that is not negative", (int, float), low=0, high=1e300)
_DECIMALS = _Sort("a whole number from 0 to 15", (int,), low=0, high=15)
_DAYS = _Sort(f"whole days from 0 to {MOST_DAYS}", (int,), low=0, high=MOST_DAYS)
_YES_OR_NO = _Sort("true or false", (bool,))
_CODES = _Sort("a list of codes in quotes", (list,), _WORDS)
_DAY_LIST = _Sort(f"a list of whole days from 0 to {MOST_DAYS}", (list,), _DAYS)
_TABLE = _Sort("a table", (dict,))
_TABLES = _Sort("a list of tables", (list,), _TABLE)


def _worded(*stems: str) -> dict[str, _Sort]:
    return {f"{stem}_{language}": _WORDS for stem in stems for language in LANGUAGES}


_TOP: Mapping[str, _Sort] = {"forms": _TABLES}
_FORM: Mapping[str, _Sort] = {
    **dict.fromkeys(("code", "frequency", "first", "last", "owner"), _WORDS),
    **_worded("name", "intro"),
    **dict.fromkeys(("levels", "recipients"), _CODES),
    **dict.fromkeys(("obliged", "due", "jumps"), _TABLE),
    **dict.fromkeys(("items", "rules"), _TABLES),
}
_PARTS: Mapping[str, Mapping[str, _Sort]] = {
    "obliged": {"subjects": _CODES, **dict.fromkeys(("root", "hierarchy", "level"), _WORDS)},
    "due": {
        "days": _DAYS,
        "calendar": _WORDS,
        **dict.fromkeys(("remind", "overdue", "escalate"), _DAY_LIST),
    },
    "jumps": {"own": _SIZE, "type": _SIZE},
    "items": {
        **dict.fromkeys(("indicator", "breakdown"), _WORDS),
        **dict.fromkeys(("low", "high"), _NUMBER),
        "decimals": _DECIMALS,
        "required": _YES_OR_NO,
        **_worded("hint"),
    },
    "rules": {
        **dict.fromkeys(("code", "expression", "weight"), _WORDS),
        "tolerance": _SIZE,
        **_worded("message"),
    },
}


def unfit(said: Mapping[str, Any]) -> list[Problem]:
    """Keys that are not known, and words of the wrong sort, in the order of the text.

    Parameters
    ----------
    said : what a text of forms holds, as read from TOML.

    Returns
    -------
    list of Problem
        Empty when every key is known and holds what it may hold.
    """
    problems = list(_of(said, _TOP, ""))
    if problems:
        return problems
    for number, form in enumerate(said.get("forms", []), start=1):
        place = place_of(form, number)
        problems += _of(form, _FORM, place)
        for name, known in _PARTS.items():
            problems += _of_part(form.get(name), known, f"{place}, {name}")
    return problems


def place_of(form: Mapping[str, Any], number: int) -> str:
    """Place of a form in its text: its code, or its number when it has none.

    Returns
    -------
    str
    """
    code = form.get("code")
    return code if isinstance(code, str) and code else f"form {number}"


def _of_part(part: Any, known: Mapping[str, _Sort], place: str) -> Iterator[Problem]:
    if isinstance(part, dict):
        yield from _of(part, known, place)
    elif isinstance(part, list):
        for number, row in enumerate(part, start=1):
            if isinstance(row, dict):
                yield from _of(row, known, f"{place} {number}")


def _of(row: Mapping[str, Any], known: Mapping[str, _Sort], place: str) -> Iterator[Problem]:
    for key, word in row.items():
        if key not in known:
            near = nearest(key, known)
            hint = f" Did you mean '{near}'?" if near else ""
            yield Problem("form.unknown-key", place, {"key": key, "hint": hint})
        elif not known[key].fits(word):
            params = {"key": key, "word": f"{word!r:.{_SHOWN}}", "needed": known[key].needed}
            yield Problem("form.unfit", place, params)
