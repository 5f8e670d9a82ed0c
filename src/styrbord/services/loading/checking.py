"""Does everything that a pack names exist, in the pack or in the store?"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import polars as pl

from styrbord.core.base.codes import breakdown_codes, nearest
from styrbord.core.base.expression import check_declared, parse
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.inputs import needed_indicators
from styrbord.core.spine.subjects import Membership
from styrbord.sources.pack import Pack

Trees: TypeAlias = Callable[[str], Iterable[Membership]]
_SHOWN = 50
_FILES = {"type": "pack.toml", "post": "posts.csv"}


def problems_of(
    pack: Pack, subjects: set[str], indicators: dict[str, Indicator], trees: Trees
) -> list[Problem]:
    """Every name that leads nowhere or back to itself; what is passed in is already stored."""
    known_subjects = subjects | {subject.code for subject in pack.subjects}
    known = indicators | {one.code: one for one in pack.indicators}
    return [
        *_mentioned(pack, known_subjects, set(known)),
        *_circles(pack, trees),
        *_formulas(pack, known),
        *_named(pack, "subject", known_subjects, "pack.unknown-subject"),
        *_named(pack, "indicator", set(known), "pack.unknown-indicator"),
        *_periods(pack),
        *_breakdowns(pack),
    ]


def hint(code: str, allowed: Iterable[str]) -> str:
    """The near miss, or nothing."""
    near = nearest(code, allowed)
    return f" Did you mean '{near}'?" if near else ""


def _mentioned(pack: Pack, subjects: set[str], indicators: set[str]) -> Iterator[Problem]:
    """Codes that stand for nothing, each where it is first named; lists that the pack lacks are not asked."""
    known = {
        "subject": subjects,
        "indicator": indicators,
        "post": {post.code for post in pack.posts},
        "type": {one.code for one in pack.description.types},
    }
    told: set[tuple[str, str]] = set()
    for mention in pack.mentions:
        what, code, allowed = mention.what, mention.code, known[mention.what]
        if code in allowed or (what in _FILES and not allowed) or (what, code) in told:
            continue
        told.add((what, code))
        params = {"what": what, "code": code, "hint": hint(code, allowed), "file": _FILES.get(what, "")}
        yield Problem(
            "pack.unknown-code" if what in _FILES else f"pack.unknown-{what}", mention.place, params
        )


def _circles(pack: Pack, trees: Trees) -> Iterator[Problem]:
    """Subjects of the pack that are above themselves, whatever the dates: a sum would have no end."""
    ours = {subject.code for subject in pack.subjects}
    for hierarchy in dict.fromkeys(link.hierarchy for link in pack.memberships):
        parents: dict[str, set[str]] = {}
        kept = [link for link in trees(hierarchy) if link.subject not in ours]
        for link in [*kept, *pack.memberships]:
            if link.hierarchy == hierarchy:
                parents.setdefault(link.subject, set()).add(link.parent)
        for code in _on_circles(parents):
            above = next(parent for parent in sorted(parents[code]))
            place = pack.places.get(("link", hierarchy, code, above), "memberships.csv")
            yield Problem("pack.circle", place, {"code": code})


def _on_circles(parents: dict[str, set[str]]) -> list[str]:
    """Codes from which the way up never ends: take away who has no parent left, until nobody is taken."""
    left = {code: set(above) for code, above in parents.items()}
    while free := {code for code, above in left.items() if not above & set(left)}:
        left = {code: above for code, above in left.items() if code not in free}
    return [code for code in left if _is_above_itself(code, left)]


def _is_above_itself(code: str, parents: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    layer = parents[code]
    while layer:
        seen |= layer
        layer = {above for one in layer for above in parents.get(one, ())} - seen
    return code in seen


def _formulas(pack: Pack, known: dict[str, Indicator]) -> Iterator[Problem]:
    for one in pack.indicators:
        if one.formula:
            yield from _formula(one, known, f"{pack.places['indicator', one.code]}, column formula")


def _formula(one: Indicator, known: dict[str, Indicator], place: str) -> Iterator[Problem]:
    try:
        expression = parse(one.formula)
        missing = sorted(expression.names - set(known))
        for code in missing:
            yield Problem("pack.unknown-indicator", place, {"code": code, "hint": hint(code, known)})
        if not missing:
            needed_indicators(known, [one.code])
            units = {name: known[name].stated_unit for name in expression.names}
            check_declared(expression, units, one.stated_unit)
    except Refused as refusal:
        for problem in refusal.problems:
            yield Problem("pack.formula", place, {"code": one.code, "reason": problem.message})


def _named(pack: Pack, column: str, known: set[str], kind: str) -> Iterator[Problem]:
    rows = pack.observations
    if rows.is_empty():
        return
    wrong = [row for row in _firsts(rows, column) if row[0] not in known]
    for code, file, line in wrong[:_SHOWN]:
        place = pack.place(file, line, "territory_code" if column == "subject" else "indicator_code")
        yield Problem(kind if code else "pack.empty-code", place, {"code": code, "hint": hint(code, known)})


def _periods(pack: Pack) -> Iterator[Problem]:
    rows = pack.observations
    if rows.is_empty():
        return
    for text, file, line in _firsts(rows, "period"):
        try:
            Period.parse(text)
        except Refused as refusal:
            for problem in refusal.problems:
                yield Problem(problem.code, pack.place(file, line, "period"), problem.params)


def _breakdowns(pack: Pack) -> Iterator[Problem]:
    if pack.observations.is_empty() or not pack.code_list:
        return
    known: dict[str, set[str]] = {}
    for item in pack.code_list:
        known.setdefault(item.dimension, set()).add(item.code)
    for text, file, line in _firsts(pack.observations, "breakdown"):
        for dimension, code in _codes(text).items():
            allowed = known.get(dimension, set())
            if code not in allowed:
                params = {
                    "what": dimension,
                    "code": code,
                    "hint": hint(code, allowed),
                    "file": "codelists.csv",
                }
                yield Problem("pack.unknown-code", pack.place(file, line, "breakdown"), params)


def _codes(text: str) -> dict[str, str]:
    """Codes of a breakdown; none of one that cannot be read, for that was told when it was."""
    try:
        return breakdown_codes(text)
    except Refused:
        return {}


def _firsts(rows: pl.DataFrame, column: str) -> list[tuple[str, str, int]]:
    return rows.unique(subset=column, keep="first", maintain_order=True).select(column, "file", "line").rows()
