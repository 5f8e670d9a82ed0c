"""Which formula may be written, what does it mean, and what is its value?

The grammar, from what binds least to what binds most:

    if C then A else B
    or
    and
    not
    = <> < <= > >=          compares numbers; does not chain
    + -
    * /
    -                       sign
    ^                       from the right: 2^3^2 is 2^9, and -2^2 is -4
    number, name, function(argument, ...), (expression)

A name is the code of an indicator: letters, digits, underscores and inner dots, no digit first.
Any other code, such as one with hyphens, stands in single quotes, as in VTL: 'e-gov-index'.
Without them a hyphen is a minus. Numbers have a decimal point. Words and functions are lowercase.

Function names after SDMX-VTL 2.1 where it has them; what is ours stands in `functions`.
"""

from styrbord.core.base.expression.evaluator import evaluate
from styrbord.core.base.expression.functions import FUNCTIONS
from styrbord.core.base.expression.parser import Expression, checked_names, parse
from styrbord.core.base.expression.tree import Type, quoted
from styrbord.core.base.expression.unit_check import check_declared, check_units

__all__ = [
    "FUNCTIONS",
    "Expression",
    "Type",
    "check_declared",
    "check_units",
    "checked_names",
    "evaluate",
    "parse",
    "quoted",
]
