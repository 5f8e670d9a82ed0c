"""What do COEFF, RESTRICT, PDL, ERROR and TSRANGE of an equation say?"""

import re
from collections.abc import Iterator

from styrbord.core.base.codes import nearest, suggestions
from styrbord.core.modelling.faults import Text
from styrbord.core.modelling.formulas import is_function
from styrbord.core.modelling.model import Lag, Restriction
from styrbord.core.modelling.statements import Statement

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_TERM = re.compile(
    rf"\s*(?P<sign>[+-]?)\s*(?:(?P<number>{_NUMBER})\s*\*\s*)?"
    r"(?:LAG\s*\(\s*(?P<lagged>[A-Za-z_]\w*)\s*,\s*(?P<steps>[0-9]{1,4})\s*\)|(?P<name>[A-Za-z_]\w*))\s*",
    re.ASCII | re.IGNORECASE,
)
_VALUE = re.compile(rf"\s*[+-]?\s*{_NUMBER}\s*\Z", re.ASCII)
_LAG = re.compile(r"([A-Za-z_]\w*)\s+([0-9]{1,4})\s+([0-9]{1,4})((?:\s+[NF]){0,2})", re.ASCII | re.IGNORECASE)
_AUTO = re.compile(r"\s*AUTO\s*\(\s*([1-9])\s*\)\s*\Z", re.ASCII | re.IGNORECASE)
_RANGE = re.compile(
    r"\s*TSRANGE\s+([0-9]{1,4})\s*,?\s+([0-9]{1,3})\s*,?\s+([0-9]{1,4})\s*,?\s+([0-9]{1,3})\s*\Z",
    re.ASCII | re.IGNORECASE,
)
Sample = tuple[tuple[int, int], tuple[int, int]]


def header(one: Statement, text: Text) -> tuple[str, Sample | None]:
    """Name that BEHAVIORAL or IDENTITY gives, and the sample after TSRANGE; no name when it is wrong.

    Returns
    -------
    tuple of str and sample or None
    """
    match = NAME.match(one.body.lstrip())
    at = one.start + len(one.body) - len(one.body.lstrip())
    if not match:
        text.tell("model.name", at, found=one.body.strip()[:30])
        return "", None
    name, rest = match.group(), one.body.lstrip()[match.end() :]
    if not is_name(name):
        text.tell("model.reserved", at, name=name)
        return "", None
    return name, _sample(rest, at + match.end(), text) if rest.strip() else None


def is_name(name: str) -> bool:
    """Whether a variable or coefficient may have the name."""
    return "__" not in name and not is_function(name) and name != "pi"


def _sample(rest: str, at: int, text: Text) -> Sample | None:
    match = _RANGE.match(rest)
    numbers = [int(part) for part in match.groups()] if match else [0, 0, 0, 0]
    if not match or 0 in numbers or (numbers[0], numbers[1]) > (numbers[2], numbers[3]):
        form = "TSRANGE 1921 1 1941 1"
        text.tell("model.clause", at, found=rest.strip()[:40], what="a sample", form=form)
        return None
    return (numbers[0], numbers[1]), (numbers[2], numbers[3])


def coefficient_names(one: Statement, text: Text) -> list[str]:
    """Names after COEFF.

    Returns
    -------
    list of str
    """
    found: list[str] = []
    for match in re.finditer(r"[^\s,]+", one.body):
        name, at = match.group(), one.start + match.start()
        if not NAME.fullmatch(name):
            text.tell("model.name", at, found=name[:30])
        elif not is_name(name):
            text.tell("model.reserved", at, name=name)
        elif name in found:
            text.tell("model.repeated", at, what="The coefficient", found=name, equation="COEFF>")
        else:
            found.append(name)
    return found


def order_of_error(one: Statement, text: Text) -> int:
    """N of AUTO(n); 0 when it is wrong."""
    if match := _AUTO.match(one.body):
        return int(match.group(1))
    params = {"found": one.body.strip()[:40], "what": "an error", "form": "AUTO(1) to AUTO(9)"}
    text.tell("model.clause", one.start, **params)
    return 0


def lags(one: Statement, text: Text) -> Iterator[tuple[int, Lag]]:
    """Polynomial lags of a statement, each with where it stands.

    Yields
    ------
    tuple of int and Lag
    """
    for match in re.finditer(r"[^;\n]+", one.body):
        if not match.group().strip():
            continue
        at = one.start + match.start() + len(match.group()) - len(match.group().lstrip())
        found = _LAG.fullmatch(match.group().strip())
        marks = found.group(4).upper().split() if found else []
        lag = found and Lag(
            found.group(1), int(found.group(2)), int(found.group(3)), "N" in marks, "F" in marks
        )
        is_right = (
            lag
            and 0 < lag.terms <= 500
            and lag.terms > lag.degree
            and not (lag.terms == 2 and len(set(marks)) == 2)
        )
        if lag and is_right:
            yield at, lag
        else:
            form = "c degree length, with the length above the degree, then perhaps N or F"
            text.tell("model.clause", at, found=match.group().strip()[:40], what="a lag", form=form)


def restrictions(
    one: Statement, names: tuple[str, ...], known: tuple[Lag, ...], equation: str, text: Text
) -> Iterator[Restriction]:
    """Restrictions of a statement.

    Yields
    ------
    Restriction
    """
    for match in re.finditer(r"[^;\n]+", one.body):
        if match.group().strip():
            start = one.start + match.start()
            found = _restriction(match.group(), start, names, known, equation, text)
            if found:
                yield found


def _restriction(
    body: str, start: int, names: tuple[str, ...], known: tuple[Lag, ...], equation: str, text: Text
) -> Restriction | None:
    left, equals, right = body.partition("=")
    weights: dict[str, float] = {}
    at, is_right = 0, bool(equals) and _VALUE.match(right) is not None
    while is_right and at < len(left):
        match = _TERM.match(left, at)
        if match is None or (at > 0 and not match["sign"]):
            is_right = False
            break
        name = _restricted(match, known)
        if name not in names:
            shown = match["name"] or f"LAG({match['lagged']},{match['steps']})"
            near = nearest(shown, names) or ", ".join(suggestions(shown[:30], names))
            text.tell("model.unknown-coefficient", start + at, equation=equation, name=shown, nearest=near)
            return None
        if name in weights:
            params = {"what": "The coefficient", "found": name, "equation": equation}
            text.tell("model.repeated", start + at, **params)
            return None
        weights[name] = float(match["number"] or 1.0) * (-1.0 if match["sign"] == "-" else 1.0)
        at = match.end()
    if not (is_right and weights):
        params = {"what": "a restriction", "form": "c1 + 2*c2 = 1"}
        text.tell("model.clause", start, found=body.strip()[:40], **params)
        return None
    return Restriction(weights, float(right.replace(" ", "")))


def _restricted(match: re.Match[str], known: tuple[Lag, ...]) -> str:
    """Name of the coefficient that a part of a restriction means."""
    if match["name"]:
        return match["name"]
    lag = next((one for one in known if one.coefficient == match["lagged"]), None)
    steps = int(match["steps"])
    return lag.names[steps] if lag and steps < lag.terms else ""
