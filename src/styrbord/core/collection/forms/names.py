"""Does every name in a form lead somewhere, and is each datum asked for once?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from styrbord.core.base.codes import breakdown_codes
from styrbord.core.base.expression import checked_names, parse
from styrbord.core.base.periods import Frequency, Period, nested_in
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.forms.model import Form, Item
from styrbord.core.collection.forms.soundness import hint

define(
    "form.unknown-name",
    "There is no {what} '{name}'.{hint}",
    "Mend the code, or enter it in the register first.",
)
define(
    "form.other-rhythm",
    "'{indicator}' is told with frequency {own}, the form asks with {asked}.",
    "Ask for it in a form of its own frequency.",
)
define(
    "form.asked-twice",
    "The form '{other}' asks {subject} for '{indicator}' of the same periods already{more}.",
    "Ask for each datum once: take it out of one of the forms, and add the recipient to the other.",
)

Who = Callable[[Form], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Known:
    """Names that exist: indicators with their frequency, dimensions with their codes, and lists of codes."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    dimensions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    subjects: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    hierarchies: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()


def unknown(form: Form, known: Known) -> list[Problem]:
    """Names of a form that lead nowhere, in the order of its text.

    Returns
    -------
    list of Problem
    """
    lists = [
        ("post", known.posts, (form.owner,) if form.owner else (), form.code),
        ("level", known.levels, form.levels, form.code),
        ("post", known.posts, form.recipients, form.code),
        *_obliged(form, known),
    ]
    return [
        *(problem for what, allowed, names, at in lists for problem in _not_in(what, names, allowed, at)),
        *(problem for place, item in _numbered(form) for problem in _item(form, item, known, place)),
        *_rules(form, known),
    ]


def asked_twice(form: Form, others: Iterable[Form], who: Who) -> list[Problem]:
    """Data of the same subject and period that another form asks for too, one problem an indicator.

    Parameters
    ----------
    form : Form
    others : forms of any code; those of the same code are passed over.
    who : every subject that a form obliges in some period.

    Returns
    -------
    list of Problem
    """
    problems = []
    for other in others:
        shared = {item.key for item in other.items} & {item.key for item in form.items}
        if other.code == form.code or not shared or not _share_periods(form, other):
            continue
        if both := who(form) & who(other):
            problems += [
                _twice(form, other, place, item, both)
                for place, item in _numbered(form)
                if item.key in shared
            ]
    return problems


def _twice(form: Form, other: Form, place: str, item: Item, both: frozenset[str]) -> Problem:
    more = f" ({len(both) - 1} more subjects)" if len(both) > 1 else ""
    params = {"other": other.code, "indicator": item.indicator, "subject": min(both), "more": more}
    return Problem("form.asked-twice", place, params)


def _share_periods(one: Form, other: Form) -> bool:
    if one.frequency != other.frequency:
        return False
    firsts = [Period.parse(form.first) for form in (one, other) if form.first]
    lasts = [Period.parse(form.last) for form in (one, other) if form.last]
    return not firsts or not lasts or max(firsts) <= min(lasts)


def _numbered(form: Form) -> Iterator[tuple[str, Item]]:
    return ((f"{form.code}, items {number}", item) for number, item in enumerate(form.items, start=1))


def _obliged(form: Form, known: Known) -> list[tuple[str, Iterable[str], tuple[str, ...], str]]:
    asked, place = form.obliged, f"{form.code}, obliged"
    if asked.subjects:
        return [("subject", known.subjects, asked.subjects, place)]
    return [
        ("subject", known.subjects, (asked.root,), place),
        ("hierarchy", known.hierarchies, (asked.hierarchy,), place),
        ("level", known.levels, (asked.level,), place),
    ]


def _item(form: Form, item: Item, known: Known, place: str) -> Iterator[Problem]:
    found = list(_not_in("indicator", [item.indicator], known.indicators, place))
    yield from found
    if not found:
        yield from _rhythm(known.indicators[item.indicator], form, item, place)
    for dimension, code in _codes(item).items():
        wrong = list(_not_in("dimension", [dimension], known.dimensions, place))
        yield from wrong or _not_in("code", [code], known.dimensions[dimension], place)


def _codes(item: Item) -> dict[str, str]:
    """Dimensions and codes; none of a breakdown that cannot be read, which is told where it is read."""
    try:
        return breakdown_codes(item.breakdown)
    except Refused:
        return {}


def _rhythm(own: str, form: Form, item: Item, place: str) -> Iterator[Problem]:
    if form.frequency not in list(Frequency) or form.frequency == Frequency.YEAR_TO_DATE:
        return
    if not nested_in(Frequency(own), Frequency(form.frequency)):
        params = {"indicator": item.indicator, "own": own, "asked": form.frequency}
        yield Problem("form.other-rhythm", place, params)


def _rules(form: Form, known: Known) -> Iterator[Problem]:
    for number, rule in enumerate(form.rules, start=1):
        try:
            checked_names(parse(rule.expression), known.indicators)
        except Refused as refused:
            place = f"{form.code}, rules {number}"
            found = [one for one in refused.problems if one.code == "expression.unknown-name"]
            yield from (Problem(one.code, place, one.params) for one in found)


def _not_in(what: str, names: Iterable[str], allowed: Iterable[str], place: str) -> Iterator[Problem]:
    allowed = frozenset(allowed)
    for name in names:
        if name not in allowed:
            yield Problem(
                "form.unknown-name", place, {"what": what, "name": name, "hint": hint(name, allowed)}
            )
