"""Which printed names wait for a subject, and what has the editor said about them?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from styrbord.core.base.problems import Problem, Refused
from styrbord.figures.pages import Labels
from styrbord.services.imports.files import State
from styrbord.web.imports.places import Link
from styrbord.web.names import subject_name

SHOWN, UNFOLDED = 25, 5
LEFT_OUT = "-"
Said = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """One printed name: where it stands first, whom it may mean, best first, and what was said of it."""

    name: str
    within: str
    place: str
    href: str
    proposals: tuple[tuple[str, str], ...]
    choice: str
    code: str


def unmatched(state: State, labels: Labels, link: Link, said: Said) -> list[Unmatched]:
    """Names to be matched, as many as one page holds."""
    return [_one(row, labels, link, said) for row in state.unmatched[:SHOWN]]


def said_of(request: HttpRequest) -> dict[str, tuple[str, str]]:
    """What the form says: a choice and a code for each name."""
    told = (request.POST.getlist(field) for field in ("name", "choice", "code"))
    return {name: (choice, code.strip()) for name, choice, code in zip(*told, strict=False)}


def with_rest(said: Said, state: State) -> dict[str, tuple[str, str]]:
    """What is said, with every name left out of which nothing is said."""
    told = {name: answer for name, answer in said.items() if any(answer)}
    return {row["territory_name"]: (LEFT_OUT, "") for row in state.unmatched} | told


def aliases(said: Said, labels: Labels, day: str) -> dict[str, str]:
    """Code of each name that something was said of; an empty one leaves the name out.

    Raises
    ------
    Refused
        `subject.not-found` for each code that is none.
    """
    codes = {name: code or choice for name, (choice, code) in said.items() if code or choice}
    wrong = {name: code for name, code in codes.items() if code != LEFT_OUT and code not in labels.subjects}
    if wrong:
        raise Refused(
            Problem("subject.not-found", name, {"code": code, "day": day}) for name, code in wrong.items()
        )
    return {name: "" if code == LEFT_OUT else code for name, code in codes.items()}


def _one(row: Mapping[str, str], labels: Labels, link: Link, said: Said) -> Unmatched:
    name = row["territory_name"]
    codes = [row[f"proposal_{number}_code"] for number in (1, 2, 3) if row.get(f"proposal_{number}_code")]
    choice, code = said.get(name, ("", ""))
    proposals = tuple((one, f"{subject_name(labels, one)} ({one})") for one in codes)
    return Unmatched(name, row["within"], row["cell"], link(row["cell"]), proposals, choice, code)
