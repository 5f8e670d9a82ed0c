"""What can be wrong with a formula, and at which letter?

Every problem has `position` (from 1) and `caret`: the line of the formula with a mark under the
letter, for a fixed-width font.
"""

from styrbord.core.base.problems import Problem, define

define(
    "expression.syntax",
    "Position {position}: {found} was not expected.",
    "Expected {expected}.",
)
define(
    "expression.unknown-name",
    "Position {position}: '{name}' is not known.",
    "Did you mean {nearest}? A code with hyphens stands in single quotes.",
)
define(
    "expression.unknown-function",
    "Position {position}: there is no function '{name}'.",
    "Did you mean {nearest}?",
)
define(
    "expression.arguments",
    "Position {position}: '{name}' was given {given} arguments.",
    "It takes {taken}.",
)
define(
    "expression.too-deep",
    "Position {position}: more than {limit} levels stand inside each other.",
    "Split the formula into several indicators.",
)
define(
    "expression.too-long",
    "The formula has more than {limit} {counted}.",
    "Split the formula into several indicators.",
)
define(
    "expression.type",
    "Position {position}: '{part}' is a {actual}.",
    "A {needed} is needed here.",
)
define(
    "expression.steps",
    "Position {position}: '{part}' is not a whole number from {low} to {high}.",
    "Write it as digits.",
)
define(
    "expression.unit",
    "Position {position}: '{left}' is in {left_unit} and '{right}' in {right_unit}.",
    "Only values of the same unit can be added, compared or chosen between.",
)
define(
    "expression.unit-scale",
    "Position {position}: '{left}' is in {left_unit} and '{right}' in {right_unit}, {ratio} times as large.",
    "Multiply one of them, so that both are in the same unit.",
)
define(
    "expression.unit-plain",
    "Position {position}: '{part}' is in {unit}.",
    "A number without a unit is needed here; divide by something in the same unit.",
)
define(
    "expression.unit-declared",
    "The formula gives {unit}; the indicator's unit is {declared}.",
    "Change the formula or the unit.",
)
define(
    "expression.unit-declared-scale",
    "The formula gives {unit}; the indicator's unit is {declared}, {ratio} times as large.",
    "Multiply or divide the formula, or change the unit.",
)

_SHOWN = 60


def problem(code: str, source: str, at: int, **params: object) -> Problem:
    """Problem at a letter of the source, counted from 0."""
    return Problem(code, params={"position": at + 1, "caret": caret(source, at), "source": source, **params})


def caret(source: str, at: int) -> str:
    """Line around a letter, and below it a mark.

    Returns
    -------
    str
        Two lines; a long line is cut on both sides.

    Examples
    --------
    >>> print(caret("a + * b", 4))
    a + * b
        ^
    """
    start = max(source.rfind("\n", 0, at) + 1, at - _SHOWN)
    line = source[start : at + _SHOWN].split("\n")[0]
    return f"{line.expandtabs(1)}\n{' ' * (at - start)}^"
