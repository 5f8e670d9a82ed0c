"""How is wrong input reported: where, what, and what to do?

A problem is data: a code, a place and parameters. Its words live once, in the table of kinds,
so that page, API and terminal show the same ones and the reference lists them all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from styrbord.core.base.text import chosen


class Severity(StrEnum):
    """How much a problem weighs: an error stops, a warning is told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Kind:
    """Words of one kind of problem; both are templates over the problem's parameters."""

    code: str
    message: str
    advice: str
    severity: Severity = Severity.ERROR


KINDS: dict[str, Kind] = {}


def define(code: str, message: str, advice: str, severity: Severity = Severity.ERROR) -> Kind:
    """Enter a kind of problem in the table; a code is entered once.

    Returns
    -------
    Kind

    Raises
    ------
    ValueError
        If the code is taken.
    """
    if code in KINDS:
        raise ValueError(f"problem kind {code!r} is defined twice")
    KINDS[code] = Kind(code, message, advice, severity)
    return KINDS[code]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its kind, its place and what the words need."""

    code: str
    place: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """Words and weight of the problem."""
        return KINDS[self.code]

    @property
    def is_error(self) -> bool:
        """Whether the problem stops the work."""
        return self.kind.severity is Severity.ERROR

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.kind.message.format_map(self.params_in("en"))

    @property
    def advice(self) -> str:
        """What to do, in English."""
        return self.kind.advice.format_map(self.params_in("en"))

    def params_in(self, language: str) -> Mapping[str, object]:
        """Parameters as the words take them: of a text in several languages, the asked one."""
        return {
            name: chosen(value, language) if isinstance(value, Mapping) else value
            for name, value in self.params.items()
        }

    def __str__(self) -> str:
        """Where, what, what to do, on one line."""
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message} {self.advice}"


class Refused(Exception):
    """Work was refused; the problems say where, what and what to do."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Keep every problem, in the order of the input."""
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["Refused"], tuple[tuple[Problem, ...]]]:
        """Keep the problems, not only their words, on the way to another process."""
        return type(self), (self.problems,)
