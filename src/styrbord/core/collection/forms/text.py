"""How are forms written as text (TOML) and read back?"""

import tomllib
from collections.abc import Mapping
from typing import Any

from styrbord.core.base.codes import canonical_breakdown
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.collection.forms.keys import place_of, unfit
from styrbord.core.collection.forms.model import Due, Form, Item, Jumps, Obliged, Rule, Weight
from styrbord.core.collection.forms.soundness import problems_of, twice
from styrbord.core.collection.forms.writing import write_forms

__all__ = ["read_forms", "write_forms"]

define("form.toml", "The text of the forms cannot be read: {reason}.", "Mend the line that is named.")
define("form.none", "The text holds no form.", "Begin one with [[forms]].")


def read_forms(text: str) -> tuple[list[Form], list[Problem]]:
    """Forms of a text, and everything that is wrong with it, in the order of the text.

    Names are not looked up here: `names.unknown` does that.

    Parameters
    ----------
    text : TOML with one [[forms]] table for each form.

    Returns
    -------
    forms : list of Form
        None at all when keys are unknown or hold words of the wrong sort.
    problems : list of Problem
        The place is the code of the form and the part of it.
    """
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return [], [Problem("form.toml", "", {"reason": str(error)})]
    if problems := unfit(said):
        return [], problems
    rows = said.get("forms", [])
    if not rows:
        return [], [Problem("form.none")]
    forms = []
    for number, row in enumerate(rows, start=1):
        place = place_of(row, number)
        forms.append(_form(row, place, problems))
        problems += problems_of(forms[-1], place)
    return forms, problems + twice(forms)


def _form(row: Mapping[str, Any], place: str, problems: list[Problem]) -> Form:
    usual = Form("")
    return Form(
        code=row.get("code", ""),
        names=_texts(row, "name"),
        intro=_texts(row, "intro"),
        frequency=row.get("frequency", usual.frequency),
        first=row.get("first", ""),
        last=row.get("last", ""),
        items=tuple(
            _item(one, f"{place}, items {number}", problems)
            for number, one in enumerate(row.get("items", []), start=1)
        ),
        obliged=_obliged(row.get("obliged", {})),
        due=_due(row.get("due", {})),
        levels=tuple(row.get("levels", ())),
        rules=tuple(_rule(one) for one in row.get("rules", [])),
        jumps=Jumps(**{key: float(size) for key, size in row.get("jumps", {}).items()}),
        recipients=tuple(row.get("recipients", ())),
        owner=row.get("owner", ""),
    )


def _item(row: Mapping[str, Any], place: str, problems: list[Problem]) -> Item:
    try:
        breakdown = canonical_breakdown(row.get("breakdown", ""), place)
    except Refused as refused:
        problems += refused.problems
        breakdown = row["breakdown"]
    return Item(
        indicator=row.get("indicator", ""),
        breakdown=breakdown,
        low=_float(row.get("low")),
        high=_float(row.get("high")),
        decimals=row.get("decimals"),
        is_required=row.get("required", True),
        hint=_texts(row, "hint"),
    )


def _obliged(row: Mapping[str, Any]) -> Obliged:
    return Obliged(**{**row, "subjects": tuple(row.get("subjects", ()))})


def _due(row: Mapping[str, Any]) -> Due:
    lists = ("remind", "overdue", "escalate")
    said: dict[str, Any] = {key: tuple(word) if key in lists else word for key, word in row.items()}
    return Due(**said)


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        code=row.get("code", ""),
        expression=row.get("expression", ""),
        weight=_weight(row.get("weight", Weight.HARD)),
        messages=_texts(row, "message"),
        tolerance=float(row.get("tolerance", 0.0)),
    )


def _weight(word: str) -> Any:
    """Weight, or the word as it stands: what is wrong with it is told elsewhere."""
    return Weight(word) if word in list(Weight) else word


def _float(number: float | None) -> float | None:
    return None if number is None else float(number)


def _texts(row: Mapping[str, Any], stem: str) -> Text:
    return {language: row[f"{stem}_{language}"] for language in LANGUAGES if row.get(f"{stem}_{language}")}
