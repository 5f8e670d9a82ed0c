"""What does the page of a file that was read, refused or loaded show?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from styrbord.core.base.problems import Problem
from styrbord.core.collection.account_json import tables_of, taken_of
from styrbord.core.collection.grid import letters
from styrbord.services import board
from styrbord.services.imports import reviewing
from styrbord.services.imports.files import State, Told
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.code_words import word
from styrbord.web.imports import accounts, names, wording, words
from styrbord.web.imports.places import MOST_COLUMNS, MOST_ROWS, area, cell_id
from styrbord.web.imports.sheets import SheetView, sheet_view
from styrbord.web.imports.steps import STOPPED
from styrbord.web.templatetags.marks import problem_words

SHOWN_PROBLEMS = 50
SHOWN_LINKS = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem as a line: its mark and word, its place with a link, what and what to do."""

    state: str
    word: str
    place: str
    href: str
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of the file, with the mark of what is wrong on it."""

    name: str
    href: str
    mark: str = ""


def context(request: HttpRequest, state: State, wrong: Sequence[Problem] = ()) -> dict[str, Any]:
    """Everything that the page of an import shows; `wrong` is what was just refused."""
    errors = sum(one.is_error for one in state.problems)
    found: dict[str, Any] = {
        "errors": errors,
        "lacking": len(state.unmatched),
        "fingerprint": " ".join(state.listed.sha256[n : n + 4] for n in range(0, 16, 4)),
        "files": state.files,
        "can_start": state.listed.status in STOPPED,
        "refusals": wrong,
    }
    if not state.account:
        return {**found, "refusals": wrong or [problem_of(one) for one in state.problems]}
    return {**found, **_read(request, state, errors)}


def _read(request: HttpRequest, state: State, errors: int) -> dict[str, Any]:
    link = Links(request, state)
    sheet = shown_sheet(request, state)
    shown = sorted(state.problems, key=lambda one: not one.is_error)
    counts = state.account["counts"]
    is_open = state.listed.status == "read"
    labels = board.labels(reading_of(request))
    return {
        "heading": wording.read_heading(
            counts["observations"] - counts["missing"], errors, len(state.unmatched)
        )
        if is_open
        else "",
        "problems": [_finding(one, link) for one in shown[:SHOWN_PROBLEMS]],
        "more_problems": max(len(shown) - SHOWN_PROBLEMS, 0),
        "problems_heading": wording.problems_heading(errors, len(shown) - errors),
        "account": accounts.account_view(state.account, link),
        "names": names.unmatched(state, labels, link, names.said_of(request)) if is_open else (),
        "names_total": len(state.unmatched),
        "names_folded": max(min(len(state.unmatched), names.SHOWN) - names.UNFOLDED, 0),
        "names_more": max(len(state.unmatched) - names.SHOWN, 0),
        "sheet": sheet,
        "tabs": tabs(request, state),
        "can_load": is_open and not errors and not state.unmatched,
        "can_correct": is_open,
        **({} if is_open else _afterwards(request, state)),
    }


def _afterwards(request: HttpRequest, state: State) -> dict[str, Any]:
    """Links to the indicators that were loaded, and to where one number comes from."""
    found = reviewing.review(state.listed.token, reading_of(request))
    links: dict[str, Any] = {
        "links": [
            (one.name or one.code, address.go(request, "indicator", one.code))
            for one in found.indicators[:SHOWN_LINKS]
        ]
    }
    if found.first:
        parts = found.first.indicator, found.first.subject, found.first.period
        told = gettext("Where one number comes from: %(cell)s") % {"cell": found.first.cell}
        links["one_number"] = told, address.go(request, "provenance", *parts)
    return links


class Links:
    """Addresses of the places that the page shows."""

    def __init__(self, request: HttpRequest, state: State) -> None:
        """Remember which sheets are shown."""
        self._request, self._token = request, state.listed.token
        self._sheets = {sheet["name"] for sheet in sheets_of(state)}

    def __call__(self, place: str) -> str:
        """Address of a place, with its cell as the anchor; empty when it is not shown."""
        found = area(place)
        if found is None or found.sheet not in self._sheets:
            return ""
        if found.first_row >= MOST_ROWS or found.first_column >= MOST_COLUMNS:
            return ""
        path = address.go(self._request, "import", self._token, sheet=found.sheet)
        return f"{path}#{cell_id(found.first_row, letters(found.first_column))}"


def sheets_of(state: State) -> list[Mapping[str, Any]]:
    """Sheets of the file that may be shown."""
    return list(state.preview["sheets"]) if state.preview else []


def chosen(request: HttpRequest, state: State) -> Mapping[str, Any] | None:
    """The sheet asked for, else the first one."""
    sheets = sheets_of(state)
    asked = request.POST.get("sheet") or request.GET.get("sheet", "")
    return next((one for one in sheets if one["name"] == asked), sheets[0] if sheets else None)


def shown_sheet(request: HttpRequest, state: State) -> SheetView | None:
    """The chosen sheet with its marks."""
    sheet = chosen(request, state)
    if sheet is None:
        return None
    name = str(sheet["name"])
    return sheet_view(
        sheet,
        tables=tables_of(state.account, name),
        taken=sorted(taken_of(state.account, name), key=lambda one: one.what == "left-out"),
        problems=state.problems,
    )


def tabs(request: HttpRequest, state: State, page: str = "import") -> list[Tab]:
    """All sheets of the file, each with the mark of its worst problem."""
    worst: dict[str, str] = {}
    for one in sorted(state.problems, key=lambda one: one.is_error):
        worst[one.place.rpartition("!")[0] or one.place] = _state(one)
    return [
        Tab(name, address.go(request, page, state.listed.token, sheet=name), worst.get(name, ""))
        for name in (str(sheet["name"]) for sheet in sheets_of(state))
    ]


def _finding(one: Told, link: Links) -> Finding:
    weight = word(words.WEIGHTS, "error" if one.is_error else "warning")
    said = problem_words(problem_of(one))
    return Finding(_state(one), weight, one.place, link(one.place), said["what"], said["advice"])


def problem_of(one: Told) -> Problem:
    """The problem itself, for words in the reader's language."""
    return Problem(one.code, one.place, one.params)


def _state(one: Told) -> str:
    return "act" if one.is_error else "watch"
