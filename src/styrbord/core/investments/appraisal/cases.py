"""Which cases stand in a text, each with its formula and its input?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.appraisal.shapes import Repeating, shown

NOT_JSON = define(
    "appraisal.not-json",
    "This is no JSON: {reason}.",
    'Give a list of cases: [{{"id": ..., "formula": ..., "input": {{...}}}}].',
)
NO_LIST = define(
    "appraisal.no-list",
    "{found} stands where the list of cases belongs.",
    'Give a list of cases: [{{"id": ..., "formula": ..., "input": {{...}}}}].',
)
NO_ID = define(
    "appraisal.no-id",
    "Case {number} has no id.",
    "Give each case an id, a text of its own: results are found by it.",
)
SAME_ID = define(
    "appraisal.same-id",
    "Case {number} has the id '{id}', as case {first} has.",
    "Give each case an id of its own: results are found by it.",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it was given; `content` holds formula, input, and what else a reader may need."""

    id: str
    content: dict[str, object]


def cases_of(text: str, name: str = "") -> tuple[Case, ...]:
    """Cases of a text in JSON; every number is read as the decimal that stands there.

    Parameters
    ----------
    text : list of objects with `id`, `formula` and `input`; what else they hold is let be.
    name : of the text, for problems.

    Returns
    -------
    tuple of Case

    Raises
    ------
    Refused
        `appraisal.not-json`, `appraisal.no-list`, and `appraisal.no-id` or `appraisal.same-id` for each case
        without an id of its own.

    Examples
    --------
    >>> cases_of('[{"id": "a", "formula": "nps", "input": {"promoters": 1}}]')[0].content["input"]
    {'promoters': Decimal('1')}
    """
    found = _json(text, name)
    if not isinstance(found, list):
        raise Refused(Problem(NO_LIST.code, name, {"found": shown(found)}))
    problems, first, cases = [], dict[str, int](), []
    for number, content in enumerate(found, start=1):
        code = content.get("id") if isinstance(content, dict) else None
        if not isinstance(code, str) or not code:
            problems.append(Problem(NO_ID.code, name, {"number": number}))
        elif code in first:
            words = {"number": number, "id": code, "first": first[code]}
            problems.append(Problem(SAME_ID.code, name, words))
        else:
            first[code] = number
            cases.append(Case(code, content))
    if problems:
        raise Refused(problems)
    return tuple(cases)


def _json(text: str, name: str) -> object:
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_float=_number,
            parse_int=_number,
            parse_constant=Decimal,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as cause:
        reason = f"{cause.msg} in line {cause.lineno}, column {cause.colno}"
        raise Refused(Problem(NOT_JSON.code, name, {"reason": reason})) from cause
    except RecursionError as cause:
        raise Refused(Problem(NOT_JSON.code, name, {"reason": "its lists are nested too deep"})) from cause


def _number(text: str) -> Decimal:
    """Number as it stands; one beyond all bounds is infinite, which no formula takes."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    repeating = Repeating(found)
    repeating.repeated = tuple(name for name in found if names.count(name) > 1)
    return repeating
