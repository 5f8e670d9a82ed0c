"""Which year and which part of it do tokens of time name together?"""

import re
from typing import NamedTuple

_DROPPED = frozenset({"p", "G", "E", "~", "(", ")", ":"})
_SPLIT = re.compile(r"y(?P<first>[0-9]{4}) / (?:y(?P<long>[0-9]{4})|n(?P<short>[0-9]{1,2}))")
_SCHOOL = re.compile(r"y(?P<first>[0-9]{4}) [-/] (?:y(?P<long>[0-9]{4})|n(?P<short>[0-9]{1,2})) ?(?=.*\bU\b)")
_DAY = re.compile(r"d([0-9]{4})-([0-9]{2}-[0-9]{2})")
_YEAR = re.compile(r"(?:[-/,;] )*y([0-9]{4})(?: [-/,;])*")
_TAIL_YEAR = re.compile(r"(m[0-9]{2}) - n([0-9]{2})")
_BRIDGE = re.compile(r"^(?:[-/,;] ?)+|(?: ?[-/,;])+$")
_QUARTERS = {"01-03": "Q1", "04-06": "Q2", "07-09": "Q3", "10-12": "Q4", "07-12": "S2"}


class Named(NamedTuple):
    """A year, a part of it (S1, Q1, 03, P9M, 03-01, W05), and whether it is two years such as 2010/11."""

    year: int | None
    part: str
    is_split: bool = False
    scenario: str = ""


def named(tokens: tuple[str, ...]) -> Named | None:
    """What tokens name; None when there is a word among them that is not of time.

    Returns
    -------
    Named, or None
    """
    if not tokens or any(token[0] == "?" for token in tokens):
        return None
    scenario = next((token[1:] for token in tokens if token[0] == "!"), "")
    text = " ".join(token for token in tokens if token[0] != "!" and token not in _DROPPED)
    found = _year_and_part(text)
    return found._replace(scenario=scenario) if found else None


def _year_and_part(text: str) -> Named | None:
    if match := _DAY.fullmatch(text):
        return Named(int(match[1]), match[2])
    text, is_split = _without_second_year(text)
    text = _TAIL_YEAR.sub(lambda match: f"{match[1]} y{_century(int(match[2]))}", text)
    years = _YEAR.findall(text)
    if len(years) > 1:
        return None
    year = int(years[0]) if years else None
    rest = _BRIDGE.sub("", _YEAR.sub("", text).strip()) if year else text
    rest = re.sub(r"\s+", " ", rest).strip()
    if year and rest in ("", "U"):
        return Named(year, "", is_split)
    part = _part(rest, has_year=year is not None)
    return Named(year, part) if part and not is_split else None


def _without_second_year(text: str) -> tuple[str, bool]:
    match = _SPLIT.search(text) or _SCHOOL.search(text)
    if not match:
        return text, False
    first, second = int(match["first"]), int(match["long"] or match["short"])
    is_next = second == (first + 1 if match["long"] else (first + 1) % 100)
    return (text[: match.start()] + f"y{first} " + text[match.end() :]).strip() if is_next else text, is_next


def _century(short: int) -> int:
    return 2000 + short if short < 70 else 1900 + short


def _part(text: str, has_year: bool) -> str:
    if match := re.fullmatch(r"m([0-9]{2})", text):
        return match[1]
    if match := re.fullmatch(r"m([0-9]{2}) [-/] m([0-9]{2})", text):
        return (
            f"P{int(match[2])}M"
            if match[1] == "01" != match[2]
            else _QUARTERS.get(f"{match[1]}-{match[2]}", "")
        )
    if match := re.fullmatch(r"n([1-4]) Q|Q n([1-4])", text):
        return f"Q{match[1] or match[2]}"
    if match := re.fullmatch(r"n1 [-/] n([2-4]) Q|Q n1 [-/] (?:Q )?n([2-4])", text):
        return f"P{3 * int(match[1] or match[2])}M"
    if match := re.fullmatch(r"n([12]) H|H n([12])", text):
        return f"S{match[1] or match[2]}"
    if match := re.fullmatch(r"n([0-9]+) N", text):
        return f"P{match[1]}M" if 1 <= int(match[1]) <= 12 else ""
    if match := re.fullmatch(r"n(?P<d>[0-9]+) m(?P<m>[0-9]{2})|m(?P<m2>[0-9]{2}) n(?P<d2>[0-9]+)", text):
        return f"{match['m'] or match['m2']}-{int(match['d'] or match['d2']):02}"
    return _part_of_year(text) if has_year else ""


def _part_of_year(text: str) -> str:
    if match := re.fullmatch(r"S n([12])", text):
        return f"S{match[1]}"
    if match := re.fullmatch(r"n([0-9]+) W|W n([0-9]+)", text):
        return f"W{int(match[1] or match[2]):02}"
    return "01-01" if text == "B" else ""
