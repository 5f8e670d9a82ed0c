"""What may this reader see, as of which moment? The one gateway to numbers."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.rights import Rights
from styrbord.core.people.scopes import Scope, is_within, pages_of, scopes_of
from styrbord.core.people.sharing import shared
from styrbord.core.spine.facts import EditionNote
from styrbord.core.spine.indicators import Access, Indicator, OverSubjects
from styrbord.core.spine.inputs import inputs_of
from styrbord.core.spine.numbers import Numbers
from styrbord.services import clock, installation
from styrbord.services.memory import Answer, remembered
from styrbord.services.rights import contains
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.facts.changes import rows_by_edition
from styrbord.store.facts.moments import Moment
from styrbord.store.facts.reading import StoredFacts
from styrbord.store.facts.veil import Veil
from styrbord.store.spine.codes import Codes
from styrbord.store.spine.early import seen_early
from styrbord.store.spine.register import (
    Changes,
    StoredRegister,
    changes_asked_once,
    changes_so_far,
    register_at,
)
from styrbord.store.spine.sharing import agreements_at

define(
    "as-of.future",
    "{text} lies in the future.",
    "Choose a day up to {now}.",
)


@dataclass(frozen=True, slots=True)
class Principal:
    """A reader: what class of indicators is seen everywhere, and what beyond it in parts of the board.

    `subtrees`, when there are any, bound everything, also what is open; `scopes` only ever add. `posts` are
    those held: editions that were opened to them early are seen before their moment. `pages` are those that
    a guest sees beyond the public ones; None is every page for those who sign in.
    """

    code: str = "public"
    is_signed_in: bool = False
    access: Access = Access.OPEN
    subtrees: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()
    posts: tuple[str, ...] = ()
    pages: frozenset[str] | None = None

    @property
    def sees_restricted(self) -> bool:
        """Whether some right lets this reader see what is restricted, wherever."""
        scopes = (one.access for one in self.scopes if not one.is_shared)
        return Access.RESTRICTED in (self.access, *scopes)

    @property
    def fingerprint(self) -> str:
        """Text that is equal for equal rights; part of every cache key."""
        whole = f"{self.is_signed_in:d}|{self.access}|{','.join(sorted(self.subtrees))}"
        parts = (repr(one) for one in self.scopes)
        pages = "*" if self.pages is None else ",".join(sorted(self.pages))
        return "|".join([whole, pages, *sorted(parts)])


PUBLIC = Principal()
_made: "ContextVar[list[Reading] | None]" = ContextVar("made", default=None)


def principal_for(rights: Rights) -> Principal:
    """Reader with some rights; whoever holds no post sees what everyone does."""
    if not rights.posts:
        return PUBLIC
    access, scopes = scopes_of(rights)
    if scopes:
        scopes = shared(scopes, agreements_at(clock.now()), contains)
    return Principal(
        rights.posts[0],
        is_signed_in=True,
        access=access,
        scopes=scopes,
        posts=rights.posts,
        pages=pages_of(rights),
    )


class VisibleRegister:
    """The register without the indicators that the reader may not see."""

    def __init__(self, stored: StoredRegister, rights: StoredRegister, principal: Principal) -> None:
        """Keep the definitions of then that the reader may see by the access classes of now."""
        self._stored = stored
        found, now = stored.indicators(), rights.indicators()
        hidden = {
            code: now.get(code, one)
            for code, one in found.items()
            if not is_within(now.get(code, one).access, principal.access)
        }
        self.scopes = {code: shown for code, one in hidden.items() if (shown := _scopes(one, principal))}
        seen = {code: one for code, one in found.items() if code not in hidden or code in self.scopes}
        is_whole = len(seen) == len(found)
        self._indicators = seen if is_whole else {code: _told(one, seen) for code, one in seen.items()}
        self.tree = stored.tree
        self.types = stored.types
        self.type_list = stored.type_list
        self.subjects = stored.subjects
        self.successions = stored.successions
        self.hierarchies = stored.hierarchies

    def indicators(self) -> Mapping[str, Indicator]:
        """Indicators that the reader may see, by code."""
        return self._indicators

    @property
    def level_names(self) -> Mapping[str, Mapping[str, str]]:
        """Words of the levels, by code."""
        return self._stored.level_names


def _scopes(one: Indicator, principal: Principal) -> tuple[Scope, ...]:
    """Parts of the board in which an indicator is seen that is not seen everywhere."""
    return tuple(scope for scope in principal.scopes if scope.shows(one.access, one.rubrics, one.code))


def _told(one: Indicator, seen: Mapping[str, Indicator]) -> Indicator:
    """Definition as told to a reader who may not see all of its inputs: released values only, no formula."""
    if all(code in seen for code in inputs_of(one)):
        return one
    return replace(one, formula="", weight_by="", over_subjects=OverSubjects.NONE)


@dataclass(frozen=True)
class Reading:
    """Names and numbers bound to one reader, an as-of and perhaps a vintage."""

    principal: Principal
    now: datetime
    as_of: datetime
    vintage: datetime | None = None
    as_of_text: str = ""
    vintage_text: str = ""
    saw: set[str] = field(default_factory=set, repr=False, compare=False)
    _memo: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _changes(self) -> Changes:
        return changes_so_far()

    @cached_property
    def _stored(self) -> StoredRegister:
        return register_at(to_ms(self.as_of), self._changes)

    @cached_property
    def register(self) -> VisibleRegister:
        """Names, definitions and memberships as of the moment."""
        return VisibleRegister(self._stored, register_at(to_ms(self.now), self._changes), self.principal)

    @cached_property
    def facts(self) -> StoredFacts:
        """Numbers that the reader may see as of the moment."""
        codes = self._stored.codes
        allowed = {code: codes.indicators[code] for code in self.register.indicators()}
        moment = Moment(to_ms(self.as_of), to_ms(self.vintage) if self.vintage else None, self.early)
        known = Codes(allowed, self._subjects(codes.subjects), self.limits())
        return StoredFacts(known, moment, self.veil, self._note)

    def _note(self, indicators: Sequence[str]) -> None:
        """Keep which restricted indicators were read, for the log of who saw them."""
        self.saw.update(self._restricted.intersection(indicators))

    @cached_property
    def _restricted(self) -> frozenset[str]:
        found = register_at(to_ms(self.now), self._changes).indicators()
        return frozenset(code for code, one in found.items() if one.access is Access.RESTRICTED)

    @cached_property
    def veil(self) -> Veil:
        """Cells that were decided to be confidential, by the rights and decisions of now."""
        principal = self.principal

        def clearance(one: Indicator) -> tuple[Access, tuple[Scope, ...]]:
            own = (scope for scope in principal.scopes if not scope.is_shared)
            return principal.access, tuple(scope for scope in own if scope.shows(Access.OPEN, one.rubrics))

        now = to_ms(self.now)
        return Veil(register_at(now, self._changes), clearance, now, self.early)

    @cached_property
    def numbers(self) -> Numbers:
        """Reported and computed values over the facts."""
        return Numbers(self.facts, self.register)

    @cached_property
    def early(self) -> tuple[int, ...]:
        """Editions that this reader sees before their moment; none when asking for a day that has passed."""
        if not self.principal.posts or self.as_of < self.now:
            return ()
        return seen_early(self.principal.posts, to_ms(self.as_of))

    @cached_property
    def editions(self) -> Mapping[int, EditionNote]:
        """Editions released by the as-of, of the datasets in which the reader may see something."""
        seen = {one.dataset for one in self.register.indicators().values()}
        return {pk: note for pk, note in self.facts.editions().items() if note.dataset in seen}

    @cached_property
    def counted(self) -> Mapping[int, EditionNote]:
        """The editions that hold something for the reader, with the number of rows that they may see."""
        hidden = self.kept(("hidden rows",), self._hidden_rows)
        return {
            pk: replace(note, observations=note.observations - hidden.get(pk, 0))
            for pk, note in self.editions.items()
            if not 0 < note.observations <= hidden.get(pk, 0)
        }

    def _hidden_rows(self) -> Mapping[int, int]:
        """How many rows of each edition the reader may not see, of datasets in which something is seen."""
        seen, codes = self.register.indicators(), self._stored.codes
        datasets, known = {one.dataset for one in seen.values()}, codes.indicators
        unseen = self._stored.indicators().keys() - seen.keys()
        hidden = [known[code] for code in unseen if self._stored.indicators()[code].dataset in datasets]
        found = Counter(rows_by_edition(hidden))
        limits = dict(self.limits())
        if self.principal.subtrees:
            inside = frozenset(self._subjects(codes.subjects).values())
            limits = {code: limits.get(code, inside) & inside for code in seen}
        for code, subjects in limits.items():
            found += Counter(rows_by_edition([known[code]], beyond=subjects))
        return found

    @cached_property
    def failed(self) -> Mapping[str, date]:
        """Day on which the last refresh of a dataset failed, of those that no newer edition has mended."""
        found = installation.settings_under(installation.SOURCE).values()
        moments: dict[str, int] = {}
        for one in found:
            for dataset in one["datasets"]:
                moments[dataset] = max(moments.get(dataset, 0), one.get("failed_at", 0))
        newest: dict[str, int] = {}
        for note in self.editions.values():
            newest[note.dataset] = max(newest.get(note.dataset, 0), to_ms(note.recorded_at))
        now = to_ms(self.as_of)
        return {code: from_ms(at).date() for code, at in moments.items() if newest.get(code, 0) < at <= now}

    @property
    def today(self) -> date:
        """Day of the as-of."""
        return self.as_of.date()

    @cached_property
    def fingerprint(self) -> str:
        """Key of what this reading can show: rights, register, editions with their withdrawals, vintage.

        It changes in the millisecond in which an embargo ends: an edition is among them from then on. So it
        does when names, definitions or pages change at a moment that was told before.
        """
        told = ",".join(self._told(note) for note in self.editions.values())
        now = to_ms(self.as_of)
        come = sum(at <= now for at, _ in self._changes)
        parts = (self.principal.fingerprint, self._changes[-1:], come, told, self.veil.token)
        return "|".join(map(str, (*parts, self.vintage, self.as_of.date())))

    def _told(self, note: EditionNote) -> str:
        is_early = note.released_at > self.as_of
        return f"{note.id}{'-' * note.is_withdrawn}{f'@{to_ms(note.released_at)}' * is_early}"

    def kept(self, key: tuple[object, ...], make: Callable[[], Answer]) -> Answer:
        """Answer to a question that other readers of the same rights and moment ask too."""
        return remembered(self, key, make)

    def limits(self) -> Mapping[str, frozenset[int]]:
        """Subjects of the indicators that are seen in some subtrees only."""
        now = register_at(to_ms(self.now), self._changes)
        return {
            code: frozenset().union(*(now.below_in(one.subject, one.hierarchy) for one in scopes))
            for code, scopes in self.register.scopes.items()
            if all(one.subject for one in scopes)
        }

    def _subjects(self, known: Mapping[str, int]) -> Mapping[str, int]:
        if not self.principal.subtrees:
            return known
        allowed = register_at(to_ms(self.now), self._changes).below(self.principal.subtrees)
        return {code: pk for code, pk in known.items() if pk in allowed}


def visible(
    principal: Principal = PUBLIC,
    *,
    as_of: datetime | None = None,
    vintage: datetime | None = None,
    as_of_text: str = "",
    vintage_text: str = "",
) -> Reading:
    """Everything that the reader may see as of a moment, the present one when none is given.

    Raises
    ------
    Refused
        `as-of.future` if the moment has not come yet.
    """
    now = clock.now()
    if as_of is not None and as_of > now:
        if as_of.date() > now.date():
            params = {"text": as_of_text or as_of.date(), "now": now.date()}
            raise Refused(Problem("as-of.future", "as-of", params))
        as_of = now
    found = Reading(principal, now, as_of or now, vintage, as_of_text, vintage_text)
    made = _made.get()
    if made is not None:
        made.append(found)
    return found


def asked_once() -> AbstractContextManager[None]:
    """Ask for the changes of names once within, but for pieces of work."""
    return changes_asked_once()


@contextmanager
def watched() -> Iterator[list[Reading]]:
    """Every reading that is made within, so that it can be kept who saw what is restricted."""
    made: list[Reading] = []
    token = _made.set(made)
    try:
        yield made
    finally:
        _made.reset(token)


def end_of(text: str) -> datetime:
    """Last moment of a day, month or year that a text names, for asking *as of* and *vintage*.

    Raises
    ------
    Refused
        `period.unreadable` if the text names none.
    """
    last = Period.parse(text).last_day
    return datetime(last.year, last.month, last.day, 23, 59, 59, 999000, tzinfo=UTC)
