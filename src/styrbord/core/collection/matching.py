"""Which subject is meant by a name or code that a file prints?

What is equal by rule is a match; what is only like is a proposal, and a person decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from styrbord.core.collection.folding import Form, clean, forms, kind_of_level, may_drop, plain
from styrbord.core.collection.proposals import Likeness

MOST_PROPOSALS = 5
_LEAST_LIKE = 0.15
_NAME_CODE = re.compile(r"^(?P<name>.*\S)\s*[(\[](?P<code>[\w.\-]+)[)\]]$")
_CODE_NAME = re.compile(r"^\W*(?P<code>\w[\w.\-]*?)\W*\s+\W*(?P<name>\w.*)$")
_COUNTRY_LETTERS = re.compile(r"^[A-Z]+-?")


@dataclass(frozen=True, slots=True)
class Known:
    """A subject that can be meant: its code, its names in any language, its parent's code.

    `level` is the column `type` of packs (county, municipality ...), empty when not told. The same
    code may come twice, with another parent.
    """

    code: str
    names: tuple[str, ...] = ()
    parent: str = ""
    level: str = ""


class Proposal(NamedTuple):
    """A subject that a person may choose; `score` is 0 to 1 and only ranks."""

    code: str
    name: str
    score: float


class Match(NamedTuple):
    """What a printed name was matched to.

    `how` is "alias", "exact", "folded" or "code", empty when nothing was. An alias with an empty code
    leaves the name out. `proposals` are given when there is no match, best first.
    """

    code: str
    how: str
    proposals: tuple[Proposal, ...] = ()


class Alike(NamedTuple):
    """Names of different subjects that are one name by rule: only its exact spelling tells them apart."""

    names: tuple[str, ...]
    codes: tuple[str, ...]


class _Answer(NamedTuple):
    code: str
    how: str
    rivals: tuple[str, ...] = ()


_NOTHING = _Answer("", "")


class Gazetteer:
    """Subjects by everything that they may be called."""

    def __init__(self, known: Iterable[Known] = (), aliases: Mapping[str, str] | None = None) -> None:
        """Keep the known, and what people have said that printed names mean ("" leaves one out)."""
        self._known = tuple(known)
        self.aliases: Mapping[str, str] = {clean(name): code for name, code in (aliases or {}).items()}
        self._names: dict[str, list[str]] = {}
        self._parents: defaultdict[str, set[str]] = defaultdict(set)
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        self._plain: defaultdict[str, set[str]] = defaultdict(set)
        self._forms: defaultdict[Form, set[str]] = defaultdict(set)
        self._cores: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)
        self._answers: dict[tuple[str, str], _Answer] = {}
        for one in self._known:
            self._enter(one)
        self._folded_aliases = _without_doubt(self.aliases)

    @property
    def is_empty(self) -> bool:
        """Whether no subject is known; aliases may be."""
        return not self._known

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the known, in their order."""
        return tuple(self._names)

    @cached_property
    def alike(self) -> tuple[Alike, ...]:
        """Known names that are one name by rule, though of different subjects."""
        groups: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for one in self._known:
            for name in one.names:
                codes = self._by_form(forms(name, known=True)) | self._plain.get(plain(name), set())
                if len(codes) > 1:
                    groups[tuple(sorted(codes))].add(clean(name))
        return tuple(Alike(tuple(sorted(names)), codes) for codes, names in sorted(groups.items()))

    def with_aliases(self, aliases: Mapping[str, str]) -> "Gazetteer":
        """The same subjects with further aliases, which win over earlier ones."""
        return Gazetteer(
            self._known, {**self.aliases, **{clean(name): code for name, code in aliases.items()}}
        )

    def name_of(self, code: str) -> str:
        """First name of a known code; empty when it has none or is not known."""
        return next(iter(self._names.get(code, ())), "")

    def is_code(self, text: str) -> bool:
        """Whether a text is, letter for letter, the code of a known subject."""
        return text.strip() in self._names

    def looks_known(self, name: str) -> bool:
        """Whether a printed text names a known subject; a bare code does not count as a name."""
        answer = self._answer(name, "")
        return bool(answer.code or answer.rivals or answer.how) and not self.is_code(name)

    def code_of(self, name: str, within: str = "") -> str:
        """Code of the subject that a printed name means; empty when there is no match."""
        return self._answer(name, within).code

    def match(self, name: str, within: str = "") -> Match:
        """What a printed name means.

        Parameters
        ----------
        name : str
            As printed: a name, a code, or a code and a name.
        within : str
            Printed name of the territory that it lies in; decides between subjects that fit equally.

        Returns
        -------
        Match
            With proposals instead of a code where nothing, or more than one subject, fits.

        Examples
        --------
        >>> gazetteer = Gazetteer([Known("RU-MOW", ("г. Москва",)), Known("RU-KR", ("Республика Карелия",))])
        >>> gazetteer.match("Карелия, Республика")
        Match(code='RU-KR', how='folded', proposals=())
        >>> [proposal.code for proposal in gazetteer.match("Масква").proposals]
        ['RU-MOW']
        """
        answer = self._answer(name, within)
        if answer.code or answer.how:
            return Match(answer.code, answer.how)
        if answer.rivals:
            return Match("", "", tuple(Proposal(code, self.name_of(code), 1.0) for code in answer.rivals))
        return Match("", "", self._proposals(name))

    def _enter(self, one: Known) -> None:
        names = self._names.setdefault(one.code, [])
        names.extend(name for name in map(clean, one.names) if name and name not in names)
        if one.parent:
            self._parents[one.code].add(one.parent)
        self._kinds[one.code] |= {kind_of_level(one.level)} - {""}
        for name in filter(None, map(clean, one.names)):
            self._exact[name].add(one.code)
            if plain(name):
                self._plain[plain(name)].add(one.code)
            for form in forms(name, known=True):
                self._forms[form].add(one.code)
                self._cores[form.core].add((one.code, form.kind))
                self._kinds[one.code] |= {form.kind} - {""}

    def _answer(self, name: str, within: str) -> _Answer:
        key = (clean(name), clean(within))
        if key not in self._answers:
            self._answers[key] = self._find(*key)
        return self._answers[key]

    def _find(self, name: str, within: str) -> _Answer:
        stated = self.aliases.get(name, self._folded_aliases.get(plain(name)))
        if stated is not None and name:
            return _Answer(stated, "alias")
        by_code = self._find_code(name)
        return by_code if by_code.code or by_code.rivals else self._find_name(name, within)

    def _find_name(self, name: str, within: str = "") -> _Answer:
        """Strictest rule that fits anyone; a looser one is not asked to settle a doubt."""
        exact = self._exact.get(name)
        if exact:
            return self._decided(exact, "exact", within)
        spellings = forms(name)
        for codes in (self._plain.get(plain(name)), self._by_form(spellings), self._without_kind(spellings)):
            if codes:
                return self._decided(codes, "folded", within)
        return _NOTHING

    def _decided(self, codes: set[str], how: str, within: str) -> _Answer:
        if len(codes) > 1 and within:
            parent = self._answer(within, "").code
            inside = {code for code in codes if parent in self._above(code)}
            codes = inside if len(inside) == 1 else codes
        if len(codes) == 1:
            return _Answer(next(iter(codes)), how)
        return _Answer("", "", tuple(sorted(codes)))

    def _above(self, code: str) -> set[str]:
        above: set[str] = set()
        waiting = list(self._parents.get(code, ()))
        while waiting:
            parent = waiting.pop()
            if parent not in above:
                above.add(parent)
                waiting.extend(self._parents.get(parent, ()))
        return above

    def _by_form(self, spellings: Iterable[Form]) -> set[str]:
        return set().union(*(self._forms.get(form, ()) for form in spellings))

    def _without_kind(self, spellings: frozenset[Form]) -> set[str]:
        """Subjects of the same name, where one side prints no kind and none speaks against it."""
        found: set[str] = set()
        fits: set[str] = set()
        for form in spellings:
            for code, kind in self._cores.get(form.core, ()):
                found.add(code)
                if self._agree(form.kind, kind, self._kinds[code]):
                    fits.add(code)
        if not fits:
            return set()
        printed = {form.kind for form in spellings}
        return found if printed == {""} else fits

    def _agree(self, printed: str, kind: str, kinds: set[str]) -> bool:
        if not printed:
            return may_drop(kind)
        if kind:
            return False
        return printed in kinds or (may_drop(printed) and not kinds)

    def _find_code(self, text: str) -> _Answer:
        if text in self._names:
            return _Answer(text, "code")
        parts = _NAME_CODE.match(text) or _CODE_NAME.match(text)
        return self._code_beside(parts["code"], parts["name"]) if parts else _NOTHING

    def _code_beside(self, code: str, name: str) -> _Answer:
        named = self._find_name(name)
        meant = {named.code, *named.rivals} - {""}
        if code in self._names:
            return self._judged(code, meant)
        short = {full for full in meant if _COUNTRY_LETTERS.sub("", full) == code}
        return _Answer(short.pop(), "code") if len(short) == 1 else _NOTHING

    def _judged(self, code: str, meant: set[str]) -> _Answer:
        """Code and name beside it agree, contradict each other, or the code must speak alone."""
        if code in meant:
            return _Answer(code, "code")
        if meant:
            return _Answer("", "", tuple(sorted({code, *meant})))
        unmistakable = any(map(str.isalpha, code)) and not code.isalpha() and len(code) > 2
        return _Answer(code, "code") if unmistakable else _NOTHING

    @cached_property
    def _spoken(self) -> list[tuple[str, str]]:
        return [(code, name) for code, names in self._names.items() for name in names]

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness([_spoken(name) for _, name in self._spoken])

    def _proposals(self, name: str) -> tuple[Proposal, ...]:
        if not self._spoken or not name.strip():
            return ()
        scores = self._likeness.of(_spoken(name))
        best: dict[str, Proposal] = {}
        for position in scores.argsort(kind="stable")[::-1][: 8 * MOST_PROPOSALS]:
            code, known = self._spoken[position]
            score = round(float(scores[position]), 3)
            if score >= _LEAST_LIKE and len(best) < MOST_PROPOSALS:
                best.setdefault(code, Proposal(code, known, score))
        return tuple(best.values())


def _spoken(name: str) -> str:
    """Words for comparing: the shortest form, its kind last."""
    form = min(forms(name), default=Form("", ""))
    return f"{form.core} {form.kind}".strip()


def _without_doubt(aliases: Mapping[str, str]) -> dict[str, str]:
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in aliases.items():
        meanings[plain(name)].add(code)
    return {key: next(iter(codes)) for key, codes in meanings.items() if len(codes) == 1 and key}
