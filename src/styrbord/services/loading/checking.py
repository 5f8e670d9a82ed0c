"""Does everything that a pack names exist, in the pack or in the store?"""

from collections.abc import Iterable, Iterator

import polars as pl

from styrbord.core.base.codes import breakdown_codes, nearest
from styrbord.core.base.expression import check_declared, parse
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.spine.indicators import Indicator, OverSubjects
from styrbord.core.spine.inputs import needed_indicators
from styrbord.sources.pack import Pack

_SHOWN = 50


def problems_of(pack: Pack, subjects: set[str], indicators: dict[str, Indicator]) -> list[Problem]:
    """Every name that leads nowhere; `subjects` and `indicators` are those already stored."""
    known_subjects = subjects | {subject.code for subject in pack.subjects}
    known = indicators | {one.code: one for one in pack.indicators}
    return [
        *_links(pack, known_subjects),
        *_definitions(pack, known),
        *_named(pack.observations, "subject", known_subjects, "pack.unknown-subject"),
        *_named(pack.observations, "indicator", set(known), "pack.unknown-indicator"),
        *_periods(pack.observations),
        *_breakdowns(pack),
    ]


def hint(code: str, allowed: Iterable[str]) -> str:
    """The near miss, or nothing."""
    near = nearest(code, allowed)
    return f" Did you mean '{near}'?" if near else ""


def _links(pack: Pack, known: set[str]) -> Iterator[Problem]:
    named = {
        "territories.csv": [code for link in pack.memberships for code in (link.parent, link.subject)],
        "types.csv": [row.subject for row in pack.types],
        "successions.csv": [code for row in pack.successions for code in (row.predecessor, row.successor)],
        "peer_groups.csv": [subject for _, subject, _ in pack.peer_groups],
    }
    for file, codes in named.items():
        for code in sorted(set(codes) - known):
            yield Problem("pack.unknown-subject", file, {"code": code, "hint": hint(code, known)})
    types = {one.code for one in pack.description.types}
    for code in sorted({row.type for row in pack.types} - types) if types else ():
        params = {"what": "type", "code": code, "hint": hint(code, types), "file": "pack.toml"}
        yield Problem("pack.unknown-code", "types.csv", params)


def _definitions(pack: Pack, known: dict[str, Indicator]) -> Iterator[Problem]:
    posts = {post.code for post in pack.posts}
    for one in pack.indicators:
        if posts and one.owner and one.owner not in posts:
            params = {"what": "post", "code": one.owner, "hint": hint(one.owner, posts), "file": "posts.csv"}
            yield Problem("pack.unknown-code", f"indicators.csv, {one.code}", params)
        if one.over_subjects is OverSubjects.WEIGHTED_MEAN and one.weight_by not in known:
            params = {"code": one.weight_by, "hint": hint(one.weight_by, known)}
            yield Problem("pack.unknown-indicator", f"indicators.csv, {one.code}, weight_by", params)
        if one.formula:
            yield from _formula(one, known)


def _formula(one: Indicator, known: dict[str, Indicator]) -> Iterator[Problem]:
    place = f"indicators.csv, {one.code}, formula"
    try:
        expression = parse(one.formula)
        missing = sorted(expression.names - set(known))
        for code in missing:
            yield Problem("pack.unknown-indicator", place, {"code": code, "hint": hint(code, known)})
        if not missing:
            needed_indicators(known, [one.code])
            check_declared(expression, {name: known[name].stated_unit for name in expression.names}, one.stated_unit)
    except Refused as refusal:
        for problem in refusal.problems:
            yield Problem("pack.formula", place, {"code": one.code, "reason": problem.message})


def _named(rows: pl.DataFrame, column: str, known: set[str], kind: str) -> Iterator[Problem]:
    if rows.is_empty():
        return
    firsts = rows.unique(subset=column, keep="first", maintain_order=True).select(column, "file", "line")
    wrong = [row for row in firsts.rows() if row[0] not in known]
    for code, file, line in wrong[:_SHOWN]:
        place = f"{file}, line {line}, column {'territory_code' if column == 'subject' else 'indicator_code'}"
        yield Problem(kind, place, {"code": code, "hint": hint(code, known)})


def _periods(rows: pl.DataFrame) -> Iterator[Problem]:
    if rows.is_empty():
        return
    for text, file, line in rows.unique(subset="period", keep="first").select("period", "file", "line").rows():
        try:
            Period.parse(text)
        except Refused as refusal:
            for problem in refusal.problems:
                yield Problem(problem.code, f"{file}, line {line}, column period", problem.params)


def _breakdowns(pack: Pack) -> Iterator[Problem]:
    if pack.observations.is_empty() or not pack.code_list:
        return
    known: dict[str, set[str]] = {}
    for item in pack.code_list:
        known.setdefault(item.dimension, set()).add(item.code)
    firsts = pack.observations.unique(subset="breakdown", keep="first").select("breakdown", "file", "line")
    for text, file, line in firsts.rows():
        for dimension, code in breakdown_codes(text).items() if text != "_T" else ():
            if code not in known.get(dimension, set()):
                allowed = known.get(dimension, set())
                params = {"what": dimension, "code": code, "hint": hint(code, allowed), "file": "codelists.csv"}
                yield Problem("pack.unknown-code", f"{file}, line {line}, column breakdown", params)
