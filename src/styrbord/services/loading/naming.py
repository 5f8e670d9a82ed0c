"""Which codes and names does a pack leave to the store, and does the store know them?"""

from collections.abc import Iterator, Mapping

from styrbord.core.base.problems import Problem, define
from styrbord.core.collection.folding import plain
from styrbord.core.collection.matching import Gazetteer, Known
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.subjects import Subject
from styrbord.sources.pack import Pack
from styrbord.store.spine.register import StoredRegister

_SHOWN = 200
_COLUMNS = {"territories": "subject", "indicators": "indicator"}

define(
    "territory.unmatched",
    "'{name}', with {count} numbers, is no territory that is known here.{proposals}",
    'Write "{name}" = "CODE" under [territories] in layout.toml, or "" to leave it out.',
)
define(
    "pack.other-indicator",
    "{code} is '{stored}' in dataset {dataset} already, and '{name}' here.",
    "Give the table another code in layout.toml; if both are one indicator, write code = '{dataset}'"
    " under [pack] in a pack.toml and give it with --describe.",
)


def gazetteer_of(subjects: Mapping[str, Subject], parents: Mapping[str, str]) -> Gazetteer:
    """Names of subjects, for matching."""
    return Gazetteer(
        Known(code, tuple(one.names.values()), parents.get(code, ""), one.level)
        for code, one in subjects.items()
    )


def problems_of_names(pack: Pack, stored: StoredRegister) -> list[Problem]:
    """Tables that neither pack nor store can stand in for, names without a code, codes of two meanings."""
    return [*_lacking(pack, stored), *_unmatched(pack, stored), *_two_meanings(pack, stored.indicators())]


def without_known(pack: Pack, known: Mapping[str, Indicator]) -> list[Indicator]:
    """Indicators to be registered: a reading knows less of one than the store that has it already."""
    if pack.origin is None:
        return pack.indicators
    return [one for one in pack.indicators if one.code not in known]


def _lacking(pack: Pack, stored: StoredRegister) -> Iterator[Problem]:
    known = {"territories": set(stored.subjects()), "indicators": set(stored.indicators())}
    for stem, place in pack.lacking.items():
        used = set(pack.observations[_COLUMNS[stem]]) if pack.observations.height else set()
        if not known[stem] or used - known[stem]:
            yield Problem("pack.no-file", place, {"file": f"{stem}.csv"})


def _unmatched(pack: Pack, stored: StoredRegister) -> Iterator[Problem]:
    if not pack.unmatched:
        return
    subjects = {**stored.subjects(), **{one.code: one for one in pack.subjects}}
    gazetteer = gazetteer_of(subjects, {})
    for one in pack.unmatched[:_SHOWN]:
        near = ", ".join(f"{found.name} ({found.code})" for found in gazetteer.match(one.name).proposals)
        params = {"name": one.name, "count": one.count, "proposals": f" Perhaps {near}." if near else ""}
        yield Problem("territory.unmatched", one.place, params)
    if (rest := len(pack.unmatched) - _SHOWN) > 0:
        more = {"count": rest, "kind": "territory.unmatched"}
        yield Problem("pack.more", pack.unmatched[-1].place, more)


def _two_meanings(pack: Pack, known: Mapping[str, Indicator]) -> Iterator[Problem]:
    """Indicators of a reading whose code stands for something else in another dataset."""
    for one in pack.indicators if pack.origin else ():
        stored = known.get(one.code)
        if stored is None or stored.dataset == pack.description.code:
            continue
        names = {plain(name) for name in stored.names.values()}
        if not names & {plain(name) for name in one.names.values()}:
            place = pack.places["indicator", one.code]
            params = {
                "code": one.code,
                "stored": next(iter(stored.names.values()), one.code),
                "dataset": stored.dataset,
                "name": next(iter(one.names.values()), one.code),
            }
            yield Problem("pack.other-indicator", place, params)
