"""What is wrong with a form in itself, before any name in it is looked up?"""

from collections.abc import Iterable, Iterator

from styrbord.core.base.codes import is_code, nearest
from styrbord.core.base.expression import Type, parse
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.forms.calendars import is_calendar, nearest_calendar
from styrbord.core.collection.forms.model import Form, Item, Rule, Weight

define(
    "form.no-code",
    "'{code}' cannot be the code of {what}.",
    "Use letters, digits, dot, hyphen and underscore.",
)
define("form.no-name", "The form has no name.", "Give it a name in at least one language.")
define("form.twice", "The {what} '{code}' stands twice.", "Keep one, or give each a code of its own.")
define("form.unknown-word", "'{word}' is not a {what}.{hint}", "Use one of {allowed}.")
define("form.no-items", "The form asks for nothing.", "Add [[forms.items]] with an indicator.")
define(
    "form.no-levels",
    "Nobody would approve what is handed in.",
    "Name at least one level of the tree in levels, from below.",
)
define(
    "form.no-obliged",
    "It is not said who hands in.",
    "Name subjects, or a root and a level below it, in [forms.obliged].",
)
define(
    "form.obliged-twice",
    "Subjects are named, and a root or level as well.",
    "Keep the subjects alone, or the root and the level.",
)
define(
    "form.unknown-calendar",
    "There is no calendar '{calendar}'.{hint}",
    "Write a country's code, such as SE, or a part's, such as DE-BY; leave it empty to count all days.",
)
define(
    "form.other-frequency",
    "The period {period} is not one of frequency {frequency}.",
    "Name a period of the form's own frequency.",
)
define("form.empty-span", "The last period comes before the first.", "Exchange or mend first and last.")
define("form.bounds", "No value lies between {low} and {high}.", "Exchange or mend low and high.")
define(
    "form.no-claim",
    "The rule '{expression}' is a {type}; a rule is something that holds or does not.",
    "Compare two sides with = <> < <= > or >=.",
)
_FREQUENCIES = tuple(map(str, Frequency))


def problems_of(form: Form, place: str) -> list[Problem]:
    """Everything that is wrong with a form in itself, in the order of its text.

    Parameters
    ----------
    form : Form
    place : where it stands, as a person finds it.

    Returns
    -------
    list of Problem
    """
    return [
        *_head(form, place),
        *_obliged(form, f"{place}, obliged"),
        *_calendar(form.due.calendar, f"{place}, due"),
        *_items(form.items, place),
        *_rules(form.rules, place),
    ]


def twice(forms: Iterable[Form]) -> list[Problem]:
    """Codes that more than one form of a text has.

    Returns
    -------
    list of Problem
    """
    return list(_repeats([form.code for form in forms], "form", ""))


def unknown_word(word: str, what: str, allowed: Iterable[str], place: str) -> Problem:
    """Problem of a word that is not one of a short list.

    Returns
    -------
    Problem
    """
    listed = list(allowed)
    params = {"word": word, "what": what, "hint": hint(word, listed), "allowed": ", ".join(listed)}
    return Problem("form.unknown-word", place, params)


def hint(word: str, allowed: Iterable[str]) -> str:
    """The near miss in a sentence that follows another, or nothing.

    Returns
    -------
    str
    """
    near = nearest(word, allowed)
    return f" Did you mean '{near}'?" if near else ""


def _head(form: Form, place: str) -> Iterator[Problem]:
    if not is_code(form.code):
        yield Problem("form.no-code", place, {"code": form.code, "what": "a form"})
    if not form.names:
        yield Problem("form.no-name", place)
    if form.frequency not in _FREQUENCIES:
        yield unknown_word(form.frequency, "frequency", _FREQUENCIES, place)
    else:
        yield from _span(form, place)
    if not form.levels:
        yield Problem("form.no-levels", place)
    yield from _repeats(form.levels, "level", place)


def _span(form: Form, place: str) -> Iterator[Problem]:
    ends = []
    for name in ("first", "last"):
        text = getattr(form, name)
        try:
            period = Period.parse(text) if text else None
        except Refused as refused:
            yield from (Problem(one.code, f"{place}, {name}", one.params) for one in refused.problems)
            continue
        if period and period.frequency != form.frequency:
            yield Problem(
                "form.other-frequency", f"{place}, {name}", {"period": text, "frequency": form.frequency}
            )
        elif period:
            ends.append(period)
    if len(ends) == len(("first", "last")) and ends[1] < ends[0]:
        yield Problem("form.empty-span", place)


def _obliged(form: Form, place: str) -> Iterator[Problem]:
    asked = form.obliged
    if asked.subjects and (asked.root or asked.level):
        yield Problem("form.obliged-twice", place)
    elif not asked.subjects and not (asked.root and asked.level):
        yield Problem("form.no-obliged", place)
    yield from _repeats(asked.subjects, "subject", place)


def _calendar(calendar: str, place: str) -> Iterator[Problem]:
    if not is_calendar(calendar):
        near = nearest_calendar(calendar)
        meant = f" Did you mean '{near}'?" if near else ""
        yield Problem("form.unknown-calendar", place, {"calendar": calendar, "hint": meant})


def _items(items: Iterable[Item], place: str) -> Iterator[Problem]:
    items = list(items)
    if not items:
        yield Problem("form.no-items", place)
    for number, item in enumerate(items, start=1):
        if item.low is not None and item.high is not None and item.low > item.high:
            yield Problem("form.bounds", f"{place}, items {number}", {"low": item.low, "high": item.high})
    yield from _repeats([" ".join(item.key) for item in items], "item", place)


def _rules(rules: Iterable[Rule], place: str) -> Iterator[Problem]:
    rules = list(rules)
    for number, rule in enumerate(rules, start=1):
        at = f"{place}, rules {number}"
        if not is_code(rule.code):
            yield Problem("form.no-code", at, {"code": rule.code, "what": "a rule"})
        if rule.weight not in list(Weight):
            yield unknown_word(rule.weight, "weight", map(str, Weight), at)
        yield from _claim(rule.expression, at)
    yield from _repeats([rule.code for rule in rules], "rule", place)


def _claim(expression: str, place: str) -> Iterator[Problem]:
    try:
        read = parse(expression)
    except Refused as refused:
        yield from (Problem(one.code, place, one.params) for one in refused.problems)
        return
    if read.type is not Type.BOOLEAN:
        yield Problem("form.no-claim", place, {"expression": expression, "type": str(read.type)})


def _repeats(codes: Iterable[str], what: str, place: str) -> Iterator[Problem]:
    codes = list(codes)
    for code in dict.fromkeys(code for code in codes if code and codes.count(code) > 1):
        yield Problem("form.twice", place, {"what": what, "code": code})
