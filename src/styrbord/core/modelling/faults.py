"""What can be wrong with the text of a model, and at which line and column?"""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager

from styrbord.core.base.expression.faults import caret
from styrbord.core.base.problems import Problem, Refused, Severity, define

define("model.no-frame", "The text does not stand between a line MODEL and a line END.", "Add {missing}.")
define(
    "model.keyword",
    "'{word}>' is no statement of the language.",
    "Did you mean {nearest}?",
)
define("model.stray", "'{found}' belongs to no statement.", "Begin the line with a keyword such as EQ>.")
define("model.dollar", "'$' stands inside a line.", "A comment begins the line with '$' or COMMENT>.")
define("model.name", "'{found}' is no name.", "Write one name of letters, digits and _ , no digit first.")
define("model.reserved", "The name '{name}' is reserved.", "Choose a name without '__' that is no function.")
define("model.twice", "{what} of {equation} stands here a second time.", "Keep one.")
define("model.missing", "{equation} has no {what}.", "Add a line {what}.")
define("model.defined", "{equation} is defined in line {line} already.", "{advice}")
define("model.not-here", "{what} belongs to {where}.", "Move it there, or take it away.")
define(
    "model.left",
    "The left side '{found}' is not {equation} alone or one function of it.",
    "Write {equation}, LOG, EXP, TSDELTA, TSDELTAP or TSDELTALOG of it.",
)
define(
    "model.linear",
    "'{found}' is not a coefficient, or a coefficient times one part in brackets.",
    "Write c1*x + c2*(y+z) with each coefficient of COEFF> once, in its order.",
)
define("model.coefficients", "COEFF> names {declared}; the equation has {found}.", "Write the same in both.")
define("model.repeated", "{what} '{found}' stands twice in the equation of {equation}.", "Keep one of them.")
define("model.unknown-coefficient", "{equation} has no coefficient '{name}'.", "Did you mean {nearest}?")
define("model.clause", "'{found}' cannot be read as {what}.", "Write it as {form}.")
define("model.integer", "'{part}' is not a whole number from {low} to {high}.", "Write it as digits.")
define(
    "model.target-unknown",
    "No equation explains {name}, so it can have no target.",
    "Did you mean {nearest}?",
)
define(
    "model.no-panel",
    "{equation} pools coefficients, and no PANEL> names the territories.",
    "Add PANEL> territory, with the column of the data that names them.",
)
define(
    "model.beside",
    "{what} cannot stand beside {other} in {equation}.",
    "Take one of the two away.",
)
define("model.too-long", "There are more than {limit} {counted}.", "Split the model.")
define("model.too-large", "The part takes more than {limit} steps when written out.", "Make it shorter.")
define("model.many", "More than {limit} problems were found.", "Correct these first.")
define("model.empty", "The model has no equation.", "Add BEHAVIORAL> or IDENTITY>.")
define(
    "model.ignored",
    "{word}> is ignored.",
    "Nothing needs to be done; it has no meaning here.",
    Severity.WARNING,
)
define(
    "model.inner-comment",
    "The comment stands inside the statement of line {line}.",
    "Move it above the statement.",
    Severity.WARNING,
)

MOST_PROBLEMS = 100


class Text:
    """The text of a model, which knows where each letter stands; it gathers what is wrong."""

    def __init__(self, source: str, name: str = "") -> None:
        """Count lines."""
        self.source = source
        self.name = name
        self._starts = [0, *(at + 1 for at, letter in enumerate(source) if letter == "\n")]
        self.problems: list[Problem] = []

    def line(self, at: int) -> int:
        """Line of a letter, from 1."""
        return bisect_right(self._starts, at)

    def column(self, at: int) -> int:
        """Column of a letter, from 1."""
        return at - self._starts[self.line(at) - 1] + 1

    def problem(self, code: str, at: int, **params: object) -> Problem:
        """Problem at a letter, with line, column and a mark below it."""
        return self._placed(code, at, params)

    def tell(self, code: str, at: int, **params: object) -> None:
        """Keep a problem, and read on."""
        self._keep(self.problem(code, at, **params))

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Keep what is refused inside, and read on after it.

        Yields
        ------
        None
        """
        try:
            yield
        except Refused as refusal:
            for one in refusal.problems:
                at = one.params.get("position")
                is_placed = bool(one.place) or not isinstance(at, int)
                self._keep(one if is_placed else self._placed(one.code, int(str(at)) - 1, dict(one.params)))

    def finish(self) -> tuple[Problem, ...]:
        """Warnings.

        Returns
        -------
        tuple of Problem

        Raises
        ------
        Refused
            When one of the problems is an error.
        """
        if any(one.is_error for one in self.problems):
            raise Refused(self.problems)
        return tuple(self.problems)

    def _placed(self, code: str, at: int, params: dict[str, object]) -> Problem:
        line, column = self.line(at), self.column(at)
        place = f"{self.name}, line {line}, column {column}" if self.name else f"line {line}, column {column}"
        drawn = {"position": column, "line_at": line, "drawn": caret(self.source, at)}
        return Problem(code, place, params | drawn)

    def _keep(self, found: Problem) -> None:
        """Keep a problem; so many errors end the reading, so many warnings are enough."""
        alike = sum(one.is_error == found.is_error for one in self.problems)
        if alike < MOST_PROBLEMS:
            self.problems.append(found)
        if found.is_error and alike + 1 >= MOST_PROBLEMS:
            self.problems.append(Problem("model.many", self.name, {"limit": MOST_PROBLEMS}))
            raise TooManyError


class TooManyError(Exception):
    """So much is wrong that reading on helps nobody."""
