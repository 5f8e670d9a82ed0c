"""Which model does a text describe?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from styrbord.core.base.expression.parser import Expression
from styrbord.core.base.expression.tree import Call, Chain, Name, Node, Number, Type, written
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.modelling.clauses import (
    Sample,
    coefficient_names,
    header,
    lags,
    order_of_error,
    restrictions,
)
from styrbord.core.modelling.faults import Text, TooManyError
from styrbord.core.modelling.formulas import Formulas, Part, formula, typed
from styrbord.core.modelling.model import Branch, Break, Equation, Lag, Left, Model, Pool
from styrbord.core.modelling.priors import Clauses, panel_name
from styrbord.core.modelling.sides import LEVELS, left_of, term_of
from styrbord.core.modelling.statements import Statement, statements
from styrbord.core.modelling.targets import Target, look_at, targets

_MOST_TERMS = 1_000
_MANY = {"RESTRICT", "PDL", "IV", "PRIOR", "BOUND", "BREAK"}
_OF_BEHAVIOURAL = {"COEFF", "ERROR", "RESTRICT", "PDL", "IV", "POOL", "PRIOR", "BOUND", "BREAK"}
_NOT_POOLED = ("ERROR", "RESTRICT", "PDL")


@dataclass
class _Group:
    """Statements of one equation, or of one branch of an identity."""

    name: str
    head: Statement
    sample: Sample | None
    parts: dict[str, list[Statement]] = field(default_factory=dict)

    @property
    def is_behavioural(self) -> bool:
        return self.head.keyword == "BEHAVIORAL"

    def part(self, keyword: str) -> Statement | None:
        return next(iter(self.parts.get(keyword, [])), None)


@dataclass(frozen=True, slots=True)
class _Sides:
    left: Left
    steps: int
    left_side: Expression
    right: Part


@dataclass
class _Reach:
    back: int = 0
    ahead: int = 0

    def widen(self, part: Part, more: int = 0) -> None:
        self.back, self.ahead = max(self.back, part.back + more), max(self.ahead, part.ahead)


def model_of(source: str, *, name: str = "") -> Model:
    """Model that a text describes.

    Parameters
    ----------
    source : str
        Text from MODEL to END.
    name : str
        Of the file, for the place of problems.

    Returns
    -------
    Model

    Raises
    ------
    Refused
        All problems at once, each with line, column and the line with a mark.

    Examples
    --------
    >>> model = model_of("MODEL\\nIDENTITY> y\\nEQ> y = TSLAG(y,1) + g\\nEND")
    >>> model.endogenous, model.exogenous, model.back
    (('y',), ('g',), 1)
    """
    text = Text(source.replace("\r\n", "\n"), name)
    try:
        return _Reader(text).model()
    except TooManyError:
        raise Refused(text.problems) from None


class _Reader:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.reach = _Reach()
        self.notes: dict[str, str] = {}
        self.panel = ""
        self.targets: list[tuple[int, Target]] = []

    def model(self) -> Model:
        """Model, or all that is wrong."""
        groups = self._groups(statements(self.text))
        equations = self._equations(groups)
        look_at(self.targets, {one.name for one in groups}, self.text)
        if not equations and not self.text.problems:
            self.text.tell("model.empty", 0)
        warnings = self.text.finish()
        endogenous = {one.name for one in equations}
        names = {found for one in equations for found in _used(one)}
        return Model(
            self.text.source,
            tuple(equations),
            tuple(sorted(names - endogenous)),
            self.reach.back,
            self.reach.ahead,
            warnings,
            self.notes,
            self.panel,
            tuple(target for _, target in self.targets),
        )

    def _groups(self, found: list[Statement]) -> list[_Group]:
        groups: list[_Group] = []
        for one in found:
            if one.keyword in ("UNIT", "SOURCE"):
                self.notes[f"{one.keyword} {one.body.split(maxsplit=1)[0] if one.body.split() else ''}"] = (
                    one.body
                )
            elif one.keyword == "TARGET":
                self.targets += targets(one, self.text)
            elif one.keyword == "PANEL":
                if self.panel:
                    self.text.tell("model.twice", one.at, what="PANEL>", equation="The model")
                self.panel = panel_name(one, self.text)
            elif one.keyword == "STORE":
                self.text.tell("model.ignored", one.at, word="STORE")
            elif one.keyword in ("BEHAVIORAL", "IDENTITY"):
                name, sample = header(one, self.text)
                groups.append(_Group(name, one, sample))
            elif not groups:
                self.text.tell("model.stray", one.at, found=f"{one.keyword}>")
            else:
                self._put(groups[-1], one)
        return groups

    def _put(self, group: _Group, one: Statement) -> None:
        word = one.keyword
        if word == "IF" and group.is_behavioural:
            self.text.tell("model.not-here", one.at, what="IF>", where="an identity")
        elif word in _OF_BEHAVIOURAL and not group.is_behavioural:
            self.text.tell("model.not-here", one.at, what=f"{word}>", where="a behavioural equation")
        elif word in group.parts and word not in _MANY:
            self.text.tell("model.twice", one.at, what=f"{word}>", equation=group.name)
        else:
            group.parts.setdefault(word, []).append(one)

    def _equations(self, groups: list[_Group]) -> list[Equation]:
        """Equations; groups of one identity become one."""
        found: dict[str, Equation] = {}
        lines: dict[str, _Group] = {}
        for group in groups:
            if not group.name or not self._is_new(group, lines):
                continue
            lines.setdefault(group.name, group)
            with self.text.gathering():
                made = self._behavioural(group) if group.is_behavioural else self._identity(group)
                before = found.get(group.name)
                found[group.name] = (
                    replace(before, branches=before.branches + made.branches) if before else made
                )
        return list(found.values())

    def _is_new(self, group: _Group, lines: dict[str, _Group]) -> bool:
        """Whether the name is free, or shared by groups of an identity that all have IF."""
        first = lines.get(group.name)
        if first is None:
            return True
        if not first.is_behavioural and not group.is_behavioural and first.part("IF") and group.part("IF"):
            return True
        advice = "Give every group of an identity an IF>, or keep one."
        params = {"equation": group.name, "line": self.text.line(first.head.at), "advice": advice}
        self.text.tell("model.defined", group.head.at, **params)
        return False

    def _needed(self, group: _Group, keyword: str) -> Statement:
        found = group.part(keyword)
        if found is None:
            problem = self.text.problem(
                "model.missing", group.head.at, equation=group.name, what=f"{keyword}>"
            )
            raise Refused(problem)
        return found

    def _identity(self, group: _Group) -> Equation:
        condition = None
        if one := group.part("IF"):
            part = formula(self.text, one.start, one.body)
            self.reach.widen(part)
            condition = self._sorted(part.node, Type.BOOLEAN)
        sides = self._sides(group)
        right = self._sorted(sides.right.node, Type.NUMBER)
        branch = Branch(right, condition)
        line = self.text.line(group.head.at)
        return Equation(group.name, line, sides.left, sides.steps, sides.left_side, branches=(branch,))

    def _behavioural(self, group: _Group) -> Equation:
        declared = coefficient_names(self._needed(group, "COEFF"), self.text)
        sides = self._sides(group)
        order = order_of_error(one, self.text) if (one := group.part("ERROR")) else 0
        terms = list(self._terms(group, sides.right.node, declared))
        known = self._lags(group, declared, terms)
        clauses = Clauses(group.name, declared, self.text)
        intercept = next((name for name, node in terms if isinstance(node, Number)), "")
        breaks = tuple(clauses.breaks(group.parts.get("BREAK", []), intercept))
        wide = tuple(self._written_out(terms, known, breaks))
        self.reach.widen(sides.right, order + max((lag.terms - 1 for lag in known), default=0))
        self.reach.back = max(self.reach.back, order + (sides.steps if sides.left not in LEVELS else 0))
        names = tuple(name for name, _ in wide)
        made = Equation(
            group.name,
            self.text.line(group.head.at),
            sides.left,
            sides.steps,
            sides.left_side,
            wide,
            intercept,
            (),
            order,
            tuple(
                found
                for one in group.parts.get("RESTRICT", [])
                for found in restrictions(one, names, known, group.name, self.text)
            ),
            known,
            tuple(self._instruments(group)),
            group.sample,
            self._pooled(group, clauses, breaks),
            tuple(found for one in group.parts.get("PRIOR", []) for found in clauses.priors(one)),
            tuple(found for one in group.parts.get("BOUND", []) for found in clauses.bounds(one)),
            breaks,
        )
        self._look_beside(group, made)
        for rho in set(made.rhos) & set(names):
            self.text.tell("model.reserved", group.head.at, name=rho)
        return made

    def _pooled(self, group: _Group, clauses: Clauses, breaks: tuple[Break, ...]) -> Pool | None:
        """Coefficients that are pooled, what they change by at breaks among them."""
        one = group.part("POOL")
        pool = clauses.pool(one) if one else None
        if pool is None:
            return None
        more = [
            stop.changed(name) for stop in breaks for name in stop.coefficients if name in pool.coefficients
        ]
        return Pool((*pool.coefficients, *more), pool.by)

    def _look_beside(self, group: _Group, made: Equation) -> None:
        """What cannot stand beside something else."""
        lagged = {lag.coefficient for lag in made.lags}
        for found in sorted(lagged & {name for stop in made.breaks for name in stop.coefficients}):
            params = {"what": f"BREAK> of {found}", "other": "PDL>", "equation": group.name}
            self.text.tell("model.beside", group.head.at, **params)
        if made.order and made.priors:
            params = {"what": "PRIOR>", "other": "ERROR>", "equation": group.name}
            self.text.tell("model.beside", group.head.at, **params)
        one = group.part("POOL")
        if one is None or made.pool is None:
            return
        if not self.panel:
            self.text.tell("model.no-panel", one.at, equation=group.name)
        both = {prior.coefficient for prior in made.priors} & set(made.pool.coefficients)
        wrong = [f"{word}>" for word in _NOT_POOLED if word in group.parts]
        for what in (*wrong, *(f"PRIOR> of {name}" for name in sorted(both))):
            self.text.tell("model.beside", one.at, what=what, other="POOL>", equation=group.name)

    def _instruments(self, group: _Group) -> Iterator[Expression]:
        for one in group.parts.get("IV", []):
            with self.text.gathering():
                part = formula(self.text, one.start, one.body)
                self.reach.widen(part)
                yield self._sorted(part.node, Type.NUMBER)

    def _sides(self, group: _Group) -> _Sides:
        """Both sides of EQ."""
        one = self._needed(group, "EQ")
        reader = Formulas(self.text, one.start, one.body)
        left = reader.expression(0, 1)
        reader.expect("=")
        right = reader.expression(0, 1)
        reader.end()
        self.reach.widen(left)
        self.reach.widen(right)
        found = left_of(left.node, group.name)
        if found is None:
            shown = self._shown(left.node)
            problem = self.text.problem("model.left", left.node.at, found=shown, equation=group.name)
            raise Refused(problem)
        return _Sides(*found, self._sorted(left.node, Type.NUMBER), right)

    def _terms(self, group: _Group, right: Node, declared: list[str]) -> Iterator[tuple[str, Node]]:
        """Coefficients and regressors; an intercept's regressor is a number."""
        parts = [("+", right)]
        if isinstance(right, Chain) and right.rest[0][0] in "+-":
            parts = [("+", right.first), *right.rest]
        found: list[tuple[str, Node]] = []
        for sign, node in parts:
            term = term_of(node, declared) if sign == "+" else None
            if term is None:
                self.text.tell("model.linear", node.at, found=self._shown(node))
                return
            found.append(term)
        used = [name for name, _ in found]
        if used != declared:
            at = self._needed(group, "COEFF").at
            params = {"declared": " ".join(declared), "found": " ".join(used)}
            self.text.tell("model.coefficients", at, **params)
        self._look_twice(group, found)
        yield from found

    def _look_twice(self, group: _Group, found: list[tuple[str, Node]]) -> None:
        """One intercept, and no regressor twice."""
        counted = Counter("an intercept" if isinstance(node, Number) else written(node) for _, node in found)
        for shown, times in counted.items():
            if times > 1:
                params = {"what": "The regressor", "found": shown[:60], "equation": group.name}
                self.text.tell("model.repeated", group.head.at, **params)

    def _lags(self, group: _Group, declared: list[str], terms: list[tuple[str, Node]]) -> tuple[Lag, ...]:
        nodes = dict(terms)
        found: list[Lag] = []
        for one in group.parts.get("PDL", []):
            for at, lag in lags(one, self.text):
                node = nodes.get(lag.coefficient)
                if node is None or isinstance(node, Number):
                    free = [name for name in declared if not isinstance(nodes.get(name), Number)]
                    params = {"name": lag.coefficient, "nearest": ", ".join(free[:5])}
                    self.text.tell("model.unknown-coefficient", at, equation=group.name, **params)
                elif sum(other.terms for other in (*found, lag)) > _MOST_TERMS:
                    self.text.tell("model.too-long", at, limit=_MOST_TERMS, counted="terms of lags")
                else:
                    found.append(lag)
        return tuple(found)

    def _written_out(
        self, terms: list[tuple[str, Node]], known: tuple[Lag, ...], breaks: tuple[Break, ...]
    ) -> Iterator[tuple[str, Expression]]:
        by_name = {lag.coefficient: lag for lag in known}
        for name, node in terms:
            yield name, self._sorted(node, Type.NUMBER)
            for one in breaks:
                if name in one.coefficients:
                    later = Chain(node, (("*", Name(one.step, node.at)),), node.at)
                    yield one.changed(name), self._sorted(later, Type.NUMBER)
            if lag := by_name.get(name):
                for steps, own in enumerate(lag.names[1:], start=1):
                    shifted = Call("timeshift", (node, Number(float(steps), node.at)), node.at)
                    yield own, self._sorted(shifted, Type.NUMBER)

    def _sorted(self, node: Node, wanted: Type) -> Expression:
        found = typed(self.text, node)
        if found.type is not wanted:
            params = {"part": self._shown(node), "actual": found.type, "needed": wanted}
            raise Refused(self.text.problem("expression.type", node.at, **params))
        return found

    def _shown(self, node: Node) -> str:
        shown = written(node)
        return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _used(one: Equation) -> Iterator[str]:
    """Names that an equation uses, its instruments not counted."""
    for _, regressor in one.terms:
        yield from regressor.names
    for branch in one.branches:
        yield from branch.right.names
        if branch.condition:
            yield from branch.condition.names


def problems_of(source: str, *, name: str = "") -> tuple[Problem, ...]:
    """What is wrong with a text; empty when it is a model."""
    try:
        return model_of(source, name=name).warnings
    except Refused as refusal:
        return refusal.problems
