"""What do POOL, PRIOR, BOUND and BREAK of an equation say about its coefficients?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

from styrbord.core.base.codes import nearest, suggestions
from styrbord.core.modelling.faults import Text
from styrbord.core.modelling.model import Bound, Break, Pool, Prior
from styrbord.core.modelling.statements import Statement

_NUMBER = r"[+-]?\s*(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_END = rf"(?:{_NUMBER}|[+-]?\s*inf)?"
_NAME = r"(?P<name>[A-Za-z_]\w*)"
_PRIOR = re.compile(
    rf"\s*{_NAME}\s*~\s*N\s*\(\s*(?P<mean>{_NUMBER})\s*,\s*(?P<sd>{_NUMBER})\s*\)\s*\Z",
    re.ASCII | re.IGNORECASE,
)
_BOUND = re.compile(
    rf"\s*{_NAME}\s+in\s*\[\s*(?P<low>{_END})\s*,\s*(?P<high>{_END})\s*\]\s*\Z", re.ASCII | re.IGNORECASE
)
_BREAK = re.compile(
    r"\s*(?P<year>[0-9]{1,4})\s*,?\s+(?P<number>[0-9]{1,3})(?P<names>(?:\s[^;\n]*)?)\Z", re.ASCII
)
_WORD = re.compile(r"[^\s,]+")
_PANEL = re.compile(r"\s*([A-Za-z_]\w*)\s*\Z", re.ASCII)


class Clauses:
    """Reads what statements say about the coefficients of one equation."""

    def __init__(self, equation: str, names: Sequence[str], text: Text) -> None:
        """Know the coefficients."""
        self.equation = equation
        self.names = tuple(names)
        self.text = text
        self._seen: set[tuple[str, str]] = set()

    def pool(self, one: Statement) -> Pool | None:
        """Coefficients after POOL, and what stands after BY; None when it is wrong."""
        words = [(match.group(), one.start + match.start()) for match in _WORD.finditer(one.body)]
        by = ""
        if len(words) > 1 and words[-2][0].upper() == "BY":
            by, words = words[-1][0], words[:-2]
        found = [name for name, at in words if self._is_known(name, at, "POOL>")]
        if words and len(found) == len(words):
            return Pool(tuple(found), by)
        if not words:
            self._unread(one.body, one.start, "coefficients to pool", "POOL> c1 c2 BY type")
        return None

    def priors(self, one: Statement) -> Iterator[Prior]:
        """What is believed before the data are seen.

        Yields
        ------
        Prior
        """
        for body, at in _parts(one):
            match = _PRIOR.match(body)
            mean, sd = (_value(match["mean"]), _value(match["sd"])) if match else (0.0, 0.0)
            if match is None or not (isfinite(mean) and isfinite(sd) and sd > 0):
                self._unread(body, at, "a prior", "c ~ N(0.5, 0.2), with the second number above 0")
            elif self._is_known(match["name"], at, "PRIOR>"):
                yield Prior(match["name"], mean, sd)

    def bounds(self, one: Statement) -> Iterator[Bound]:
        """Between which numbers coefficients lie.

        Yields
        ------
        Bound
        """
        for body, at in _parts(one):
            match = _BOUND.match(body)
            low = _value(match["low"] or "-inf") if match else 0.0
            high = _value(match["high"] or "inf") if match else 0.0
            if match is None or not low < high or (not isfinite(low) and not isfinite(high)):
                form = "c in [0, 1] or c in [0, inf], the lower number first"
                self._unread(body, at, "a bound", form)
            elif self._is_known(match["name"], at, "BOUND>"):
                yield Bound(match["name"], low, high)

    def breaks(self, found: Iterable[Statement], intercept: str) -> Iterator[Break]:
        """From which periods on coefficients are others; the intercept where none is named.

        Yields
        ------
        Break
        """
        for body, at in (part for one in found for part in _parts(one)):
            match = _BREAK.match(body)
            words = [part.group() for part in _WORD.finditer(match["names"])] if match else []
            words = words or [intercept]
            if match is None or not all(words) or int(match["number"]) < 1:
                form = "BREAK> 2014 1 c1 c2; without names the intercept breaks"
                self._unread(body, at, "a break", form)
                continue
            when = int(match["year"]), int(match["number"])
            known = [name for name in words if self._is_known(name, at, f"BREAK> {when[0]} {when[1]}")]
            if len(known) == len(words):
                yield Break(when, tuple(known))

    def _is_known(self, name: str, at: int, keyword: str) -> bool:
        """Whether it is a coefficient that the keyword has not named before."""
        if name not in self.names:
            near = nearest(name, self.names) or ", ".join(suggestions(name[:30], self.names))
            self.text.tell(
                "model.unknown-coefficient", at, equation=self.equation, name=name[:60], nearest=near
            )
            return False
        if (keyword, name) in self._seen:
            params = {"what": f"In {keyword} the coefficient", "found": name, "equation": self.equation}
            self.text.tell("model.repeated", at, **params)
            return False
        self._seen.add((keyword, name))
        return True

    def _unread(self, body: str, at: int, what: str, form: str) -> None:
        self.text.tell("model.clause", at, found=body.strip()[:40], what=what, form=form)


def panel_name(one: Statement, text: Text) -> str:
    """Column of the data that names the territories; empty when it is wrong.

    Returns
    -------
    str
    """
    match = _PANEL.match(one.body)
    if match is None or match.group(1) in ("variable", "period", "value"):
        form = "PANEL> territory, the column of the data that names the territories"
        text.tell("model.clause", one.start, found=one.body.strip()[:40], what="a panel", form=form)
        return ""
    return match.group(1)


def _parts(one: Statement) -> Iterator[tuple[str, int]]:
    """Parts between semicolons and lines, blanks as one, with where they stand."""
    found = False
    for match in re.finditer(r"[^;\n]+", one.body):
        if match.group().strip():
            found = True
            yield " ".join(match.group().split()), one.start + match.start()
    if not found:
        yield "", one.start


def _value(written: str) -> float:
    return float(re.sub(r"\s+", "", written))
