"""Which cells does a rule hide, and which others must be hidden so that nobody works them out?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from styrbord.core.base.periods import FREQUENCY_OF_CODE, Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.spine.disclosure.assembling import assembled
from styrbord.core.spine.disclosure.links import (
    Key,
    Link,
    below,
    breakdown_links,
    first_day,
    formula_links,
    period_links,
    tree_links,
)
from styrbord.core.spine.disclosure.primary import broken
from styrbord.core.spine.disclosure.protection import Pattern, protected
from styrbord.core.spine.disclosure.spreading import Spread
from styrbord.core.spine.disclosure.table import Flags, Whole
from styrbord.core.spine.indicators import Access, OverSubjects, OverTime
from styrbord.services.disclosure.gathering import Published, touched
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Breakdown, Edition, Suppression
from styrbord.store.spine.register import record_change, register_at

_LEVELS = (Access.INTERNAL, Access.OPEN)
_SPREADS = 10
_SHOWN = 20


def decide(piece: Work, editions: Sequence[int]) -> None:
    """Write what is hidden from whom since these editions, and tell how much by which rule."""
    now = to_ms(piece.at)
    register = register_at(now)
    rows = list(
        Edition.objects.filter(pk__in=editions).select_related("dataset").order_by("released_at", "pk")
    )
    codes = touched(register.indicators(), {row.dataset.code for row in rows})
    if not codes:
        return
    for level in _LEVELS:
        published = Published(register, level, frozenset(codes), frozenset(editions), now)
        if not published.rules:
            continue
        rules = _Decision(published).rules()
        new = _by_edition(published, rows[0].pk, rules)
        for edition in Edition.objects.filter(pk__in=new).select_related("dataset").order_by("pk"):
            found = new[edition.pk]
            _write(published, edition, found)
            counts = {"edition": edition.pk, "audience": str(level), "rules": dict(Counter(found.values()))}
            piece.tell("edition.suppressed", edition.dataset.code, counts)
        if new:
            record_change([now])
            register = register_at(now)


def _by_edition(published: Published, first: int, rules: Mapping[Key, str]) -> dict[int, dict[Key, str]]:
    """Cells to be hidden with each edition, so that it may come early, late or alone.

    With the first of the new ones all are hidden that are not hidden for good; with every other one that is
    still to come, those of which it holds a number.
    """
    found: dict[int, dict[Key, str]] = defaultdict(dict)
    for key, rule in rules.items():
        for edition in {first, *published.coming.get(key, ())}:
            if not published.is_hidden(key, edition):
                found[edition][key] = rule
    return found


def _write(published: Published, edition: Edition, found: Mapping[Key, str]) -> None:
    codes = published.register.codes
    breakdowns = dict(Breakdown.objects.values_list("text", "pk"))
    Suppression.objects.bulk_create(
        (
            Suppression(
                edition=edition,
                indicator_id=codes.indicators[key.indicator],
                subject_id=codes.subjects[key.subject],
                breakdown_id=breakdowns[key.breakdown],
                frequency=key.frequency,
                period=key.period,
                audience=published.level,
                kind="secondary" if rule in ("complement", "formula") else "primary",
                rule=rule,
            )
            for key, rule in sorted(found.items())
        ),
        batch_size=500,
    )


class _Decision:
    """One decision for one class of readers."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self._histories = published.histories
        self._spread = Spread(self._histories, published.definitions)
        self._whole = assembled(self._histories, self._links(), published.rules)

    def rules(self) -> Mapping[Key, str]:
        """Hidden cells with the rule that hides each.

        Raises
        ------
        Refused
            `disclosure.cannot-protect` with the cells that stay open to attack.
        """
        found = self._primary()
        kept = {key: "complement" for key in self._published.hidden_before if key in self._histories}
        said = {**kept, **{key: rule for key, rule in found.items() if not key.hierarchy}}
        sensitive = {*found, *kept}
        for _ in range(_SPREADS):
            pattern = protected(self._whole.table, self._whole.mask(sensitive), insiders=self._insiders)
            hidden = {self._whole.keys[row] for row in np.flatnonzero(pattern.hidden)}
            said |= {key: "complement" for key in sorted(hidden) if key not in said}
            further = self._spread.further(said) - set(said)
            if not further:
                break
            said |= dict.fromkeys(sorted(further), "formula")
            sensitive |= set(said)
        self._refuse(pattern)
        return said

    def _links(self) -> Iterator[Link]:
        published, keys = self._published, self._histories
        definitions = published.definitions
        summed = {code for code, one in definitions.items() if one.over_subjects is OverSubjects.SUM}
        timed = {code for code, one in definitions.items() if one.over_time is OverTime.SUM}
        yield from tree_links((key for key in keys if key.indicator in summed), published.hierarchies)
        yield from breakdown_links(keys, published.parents)
        yield from period_links(key for key in keys if key.indicator in timed)
        yield from formula_links(keys, definitions)

    def _primary(self) -> dict[Key, str]:
        """Cells that break a rule in any version, virtual sums among them."""
        found: dict[Key, str] = {}
        for key, versions in self._whole.values.items():
            rule = self._published.rules.get(key.indicator)
            if rule is None:
                continue
            contributions = self._contributions(key)
            number = self._number(key, len(contributions))
            names = (broken(rule, said.value, contributions, number) for said in versions)
            if name := next(filter(None, names), ""):
                found[key] = name
        return found

    def _contributions(self, key: Key) -> list[float]:
        """Newest values of the enterprises that a cell rests on."""
        published = self._published
        codes = {key.subject}
        if key.subject not in published.enterprises:
            day = first_day(key.frequency, key.period)
            for children in published.hierarchies.values():
                codes |= set(below(children.on(day), key.subject))
        mine = sorted(codes & published.enterprises)
        blank = key._replace(hierarchy="")
        found = [self._histories.get(blank._replace(subject=code), ()) for code in mine]
        return [versions[-1].value for versions in found if versions and versions[-1].value]

    def _number(self, key: Key, known: int) -> int:
        """Number of contributors: as an indicator tells it, else of the enterprises with a value."""
        told = self._published.rules[key.indicator].contributors
        versions = self._counted.get(key._replace(indicator=told, hierarchy="")) if told else None
        return int(versions) if versions is not None else known

    @cached_property
    def _counted(self) -> Mapping[Key, float]:
        return {key: versions[-1].value for key, versions in self._histories.items() if versions}

    def _insiders(self, hidden: Whole) -> Iterable[Flags]:
        """What the posts of every subtree see, where it holds a hidden cell."""
        subjects = np.array([key.subject for key in self._whole.keys])
        above: dict[str, set[str]] = defaultdict(set)
        for code in {self._whole.keys[row].subject for row in hidden.tolist()}:
            for root in self._roots(code):
                above[root].add(code)
        for root in sorted(above):
            yield np.isin(subjects, sorted(above[root]))

    def _roots(self, code: str) -> set[str]:
        """The subject and all above it, in any hierarchy and at any time."""
        found, layer = {code}, {code}
        while layer:
            layer = {parent for one in layer for parent in self._above.get(one, ())} - found
            found |= layer
        return found

    @cached_property
    def _above(self) -> Mapping[str, set[str]]:
        register = self._published.register
        found: dict[str, set[str]] = defaultdict(set)
        for name in register.hierarchies():
            for link in register.memberships(name):
                found[link.subject].add(link.parent)
        return found

    def _refuse(self, pattern: Pattern) -> None:
        rows = np.flatnonzero(pattern.exposed & ~self._whole.table.is_known)
        if len(rows):
            keys = sorted({self._whole.keys[row] for row in rows})
            raise Refused([_problem(key) for key in keys[:_SHOWN]])


def _problem(key: Key) -> Problem:
    period = Period(FREQUENCY_OF_CODE[key.frequency], key.period)
    params = {
        "indicator": key.indicator,
        "subject": key.subject,
        "period": str(period),
        "breakdown": key.breakdown,
    }
    return Problem("disclosure.cannot-protect", f"{key.indicator}, {key.subject}, {period}", params)
