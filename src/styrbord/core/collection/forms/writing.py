"""How does the text of a form look, so that reading it gives the same form?"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields

from styrbord.core.base.codes import TOTAL
from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.collection.forms.model import Due, Form, Item, Jumps, Obliged, Rule, Weight

Pairs = Iterable[tuple[str, object]]


def write_forms(forms: Iterable[Form]) -> str:
    """Canonical text of forms: fixed order of keys, usual values left out.

    Returns
    -------
    str
        TOML; reading it gives the same forms, and writing those gives the same text.
    """
    return "\n".join(line for form in forms for line in _form(form))


def _form(form: Form) -> Iterator[str]:
    yield "[[forms]]"
    yield from _lines(_head(form))
    yield ""
    yield from _table("[forms.obliged]", _unusual(form.obliged, Obliged()))
    yield from _table("[forms.due]", [("days", form.due.days), *_unusual(form.due, Due(form.due.days))])
    yield from _table("[forms.jumps]", _unusual(form.jumps, Jumps()))
    for item in form.items:
        yield from _table("[[forms.items]]", _item(item))
    for rule in form.rules:
        yield from _table("[[forms.rules]]", _rule(rule))


def _head(form: Form) -> Iterator[tuple[str, object]]:
    yield "code", form.code
    yield from _worded("name", form.names)
    yield from _worded("intro", form.intro)
    yield "frequency", form.frequency
    for name in ("first", "last", "owner", "levels", "recipients"):
        if said := getattr(form, name):
            yield name, said


def _item(item: Item) -> Iterator[tuple[str, object]]:
    yield "indicator", item.indicator
    if item.breakdown != TOTAL:
        yield "breakdown", item.breakdown
    for name in ("low", "high", "decimals"):
        if (size := getattr(item, name)) is not None:
            yield name, size
    if not item.is_required:
        yield "required", False
    yield from _worded("hint", item.hint)


def _rule(rule: Rule) -> Iterator[tuple[str, object]]:
    yield "code", rule.code
    yield "expression", rule.expression
    if rule.weight != Weight.HARD:
        yield "weight", str(rule.weight)
    if rule.tolerance:
        yield "tolerance", rule.tolerance
    yield from _worded("message", rule.messages)


def _unusual(part: Obliged | Due | Jumps, usual: Obliged | Due | Jumps) -> Iterator[tuple[str, object]]:
    for field in fields(part):
        if (said := getattr(part, field.name)) != getattr(usual, field.name):
            yield field.name, said


def _worded(stem: str, text: Text) -> Iterator[tuple[str, object]]:
    return ((f"{stem}_{language}", text[language]) for language in LANGUAGES if text.get(language))


def _table(head: str, pairs: Pairs) -> list[str]:
    lines = _lines(pairs)
    return [head, *lines, ""] if lines else []


def _lines(pairs: Pairs) -> list[str]:
    return [f"{name} = {_said(word)}" for name, word in pairs]


def _said(word: object) -> str:
    """Word as TOML: JSON's text and lists are TOML's too, but for one sign that JSON lets pass."""
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")
