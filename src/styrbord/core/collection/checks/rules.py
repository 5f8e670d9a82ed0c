"""Do the values agree with each other, as the form's rules say?"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from styrbord.core.base.expression import Expression, Type, evaluate, parse
from styrbord.core.base.expression.tree import Comparison, Node
from styrbord.core.base.problems import Refused, define
from styrbord.core.base.text import Text
from styrbord.core.collection.checks._case import Case, Found
from styrbord.core.collection.checks._words import exact
from styrbord.core.collection.forms.model import Rule, Weight
from styrbord.core.collection.packages import Entry
from styrbord.core.spine.observations import TOTAL

define(
    "check.rule",
    "{words} This does not hold: {values}.",
    "Correct one of the values.",
)
define(
    "check.rule-soft",
    "{words} This does not hold: {values}.",
    "Correct one of the values, or say in a note why it is so.",
)
define(
    "check.rule-not-judged",
    "{words} This was not looked at: {missing} has no value.",
    "Nothing, unless the value is known after all.",
)
define(
    "check.rule-broken",
    "The form's rule {rule} cannot be worked out.",
    "Tell the owner of the form; nothing is wrong with the values.",
)
_SLACK = 1e-9


def find(case: Case) -> Iterator[Found]:
    """Rules that do not hold; rules whose input is missing with a reason are told as not judged."""
    values = {key[0]: value for key, value in case.amounts.items() if key[1] == TOTAL}
    for rule in case.form.rules:
        try:
            expression = parse(rule.expression)
        except Refused:
            yield _told(case.soft("check.rule-broken", _at(case, frozenset()), rule=rule.code))
            continue
        yield from _judged(case, rule, expression, values)


def _judged(case: Case, rule: Rule, expression: Expression, values: Mapping[str, float]) -> Iterator[Found]:
    env = {name: [values.get(name, math.nan)] for name in expression.names}
    holds = _holds(expression, rule.tolerance, env)
    if math.isnan(holds):
        missing = sorted(name for name in expression.names if name not in values)
        if not any(_is_asked(case, name) for name in missing):
            told = {"words": _words(rule), "rule": rule.code, "missing": ", ".join(missing)}
            yield _told(case.soft("check.rule-not-judged", _at(case, expression.names), **told))
    elif not holds:
        code = "check.rule" if rule.weight is Weight.HARD else "check.rule-soft"
        said = ", ".join(
            f"{name} = {exact(values[name])}" for name in _in_order(case, expression.names, values)
        )
        told = {"words": _words(rule), "rule": rule.code, "values": said}
        found = case.found(code, _at(case, expression.names), **told)
        yield replace(found, weight=rule.weight, is_own=False)


def _told(found: Found) -> Found:
    return replace(found, is_own=False, asks=False)


def _holds(expression: Expression, tolerance: float, env: Mapping[str, list[float]]) -> float:
    """1 where it holds, 0 where not, NaN where it cannot be told."""
    tree = expression.tree
    if not (isinstance(tree, Comparison) and tree.sign in ("=", "<=", ">=")):
        return float(evaluate(expression, env).ravel()[-1])
    left, right = (_side(expression, side, env) for side in (tree.left, tree.right))
    if math.isnan(left) or math.isnan(right):
        return math.nan
    slack = max(tolerance, _SLACK) * max(abs(left), abs(right))
    if tree.sign == "=":
        return float(abs(left - right) <= slack)
    return float(left <= right + slack if tree.sign == "<=" else left + slack >= right)


def _side(expression: Expression, side: Node, env: Mapping[str, list[float]]) -> float:
    part = Expression(expression.source, side, expression.names, Type.NUMBER)
    return float(evaluate(part, env).ravel()[-1])


def _words(rule: Rule) -> Text:
    """What the rule says in its own words, by language, else as a formula; each ends like a sentence."""
    said = {language: words for language, words in rule.messages.items() if words} or {"en": rule.expression}
    return {
        language: words if words.endswith((".", "!", "?")) else f"{words}."
        for language, words in said.items()
    }


def _is_asked(case: Case, name: str) -> bool:
    """Whether a required cell of an indicator still is blank: it is asked for already."""
    return any(
        item.key == (name, TOTAL) and item.is_required and entry.is_blank for item, entry in case.cells
    )


def _in_order(case: Case, names: frozenset[str], values: Mapping[str, float]) -> list[str]:
    asked = [code for code in case.form.indicators if code in names]
    return [name for name in (*asked, *sorted(names - set(asked))) if name in values]


def _at(case: Case, names: frozenset[str]) -> Entry:
    """The first cell, in the form's order, that a rule names; else the form itself."""
    entries = (entry for _, entry in case.cells if entry.indicator in names and entry.breakdown == TOTAL)
    return next(entries, None) or Entry("", "", place=case.form.code)
