"""What do the words around a table say: title, unit, period, territory, footnotes?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from styrbord.core.collection.finding.kinds import TEXT
from styrbord.core.collection.finding.look import FORM_CODE, Look
from styrbord.core.collection.footnotes import is_rule, legend_in, read_note
from styrbord.core.collection.grid import place
from styrbord.core.collection.inner_marks import without_inner_marks
from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.missing_words import status_of
from styrbord.core.collection.model import LEGEND, Taken
from styrbord.core.collection.names import clean, is_link, is_total
from styrbord.core.collection.period_words import period_in
from styrbord.core.collection.unit_words import unit_in

_LONGEST_MARK = 4
_NUMBERED = re.compile(r"^[\d.]+\s*\.?\s*")
_PER = re.compile(r"(на|per|на душу|par|i|по) \d|(на душу|per capita|per inv)", re.IGNORECASE)
_PARAMETER = re.compile(
    r"(параметры|отбор|период(ичность)?|за период|дата( формирования)?)\s*:|за период с ", re.IGNORECASE
)
_UNIT_LABEL = re.compile(r"ед(иниц[аы]|\.)?\s*изм|unit|enhet", re.IGNORECASE)
_TITLES_OF_A_FORM = 2  # its own, and that of its first table
_ABOUT_TIME = re.compile(
    r"(на (конец|начало)|в сопоставимых|в (текущих|фактически)|за |на 1 |at (the )?end|per |i slutet|vid )",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Captions:
    """Words above a table: its title's parts from the top down, its unit, its period and marks."""

    titles: list[str] = field(default_factory=list)
    unit: str = ""
    period: str = ""
    marks: tuple[str, ...] = ()
    taken: list[Taken] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Last words above the table; with the words before them when they cannot stand alone."""
        if not self.titles:
            return ""
        title = self.titles[-1]
        for before in reversed(self.titles[:-1]):
            if title[:1].islower():
                title = f"{before} {title}"
            elif _cannot_stand_alone(title):
                return f"{before} / {title}"
            else:
                break
        return title


def with_shared(captions: Captions, shared: Captions | None) -> Captions:
    """Captions of a later table of a form with the period and the unit that the form's own head says.

    Parameters
    ----------
    captions : words right above a table.
    shared : words above the first table of its sheet; None for that table itself.

    Returns
    -------
    Captions
        The unit is only taken over when it is called the unit of measure.
    """
    if shared is None or len(shared.titles) < _TITLES_OF_A_FORM:
        return captions
    is_said = any(taken.what == "unit" and _UNIT_LABEL.match(taken.text) for taken in shared.taken)
    return replace(
        captions,
        period=captions.period or shared.period,
        unit=captions.unit or (shared.unit if is_said else ""),
    )


def without_name(captions: Captions, territory: str) -> Captions:
    """Captions without the line that only names the territory of the table, where others are left.

    Returns
    -------
    Captions
    """
    others = [title for title in captions.titles if title.strip(" .()") != territory]
    return replace(captions, titles=others) if territory and others else captions


def _cannot_stand_alone(title: str) -> bool:
    """Whether a title only says which part of the title before it is meant: Total, Per 1,000 inhabitants."""
    words = _NUMBERED.sub("", title)
    return is_total(words) or bool(_PER.match(words))


def captions_of(look: Look, rows: Sequence[int], columns: tuple[int, int], known: frozenset[str]) -> Captions:
    """What the rows of text above a table say.

    Parameters
    ----------
    look : Look
    rows : rows of captions, top down.
    columns : first and last column of the table; words elsewhere belong to its neighbours.
    known : marks of footnotes.

    Returns
    -------
    Captions
        Empty where nothing is printed.
    """
    found = Captions()
    for row in rows:
        for column in look.filled(row):
            if columns[0] <= column <= columns[1] and look.kinds[row][column] == TEXT:
                _take(found, look, row, column, known)
    found.period = next(
        (period for title in reversed(found.titles) if (period := period_in(title))), found.period
    )
    return found


def _take(found: Captions, look: Look, row: int, column: int, known: frozenset[str]) -> None:
    where = place(look.sheet.name, row, column)
    printed = look.text(row, column)
    text, marks = split_marks(clean(printed), known)
    text, inner = without_inner_marks(text, known)
    if FORM_CODE.fullmatch(text) or text.isdecimal():
        found.taken.append(Taken(where, "left-out", printed, why="says-nothing"))
        return
    if is_link(text):
        found.taken.append(Taken(where, "left-out", printed, why="link"))
        return
    if is_rule(text):
        found.taken.append(Taken(where, "left-out", printed, why="rule"))
        return
    found.marks += marks + inner
    unit, rest = unit_in(text)
    found.period = period_in(text) or found.period
    if unit:
        found.unit = unit
        found.taken.append(Taken(where, "unit", printed, unit))
    if (
        _PARAMETER.match(text)
        or _is_bracketed(text)
        or (unit and (not rest or (found.titles and _ABOUT_TIME.match(rest))))
    ):
        if not unit:
            found.taken.append(Taken(where, "title", printed))
    else:
        found.titles.append(text)
        found.taken.append(Taken(where, "title", printed))


def _is_bracketed(text: str) -> bool:
    return text.startswith("(") and text.endswith(")")


@dataclass(slots=True)
class Footnotes:
    """Footnotes below a table, by mark; notes without a mark hold for the whole table."""

    texts: dict[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)


def notes_of(look: Look, rows: Sequence[int]) -> Footnotes:
    """Footnotes in rows of text; a line without a mark goes on with the note before it.

    Parameters
    ----------
    look : Look
    rows : rows below a table, top down.

    Returns
    -------
    Footnotes
    -----
    """
    found, last = Footnotes(), ""
    for row in rows:
        columns = look.filled(row)
        if not columns:
            continue
        printed = look.text(row, columns[0])
        where = place(look.sheet.name, row, columns[0])
        if is_rule(printed):
            found.taken.append(Taken(where, "left-out", printed, why="rule"))
            continue
        for mark, text in _notes_in(look, row, columns) or [(last, clean(printed))]:
            found.texts[mark] = f"{found.texts[mark]} {text}" if mark in found.texts else text
            last = last if mark.startswith(LEGEND) else mark
        words = " ".join(look.text(row, column) for column in columns[:2])
        found.taken.append(
            Taken(
                where,
                "footnote",
                words if len(printed) <= _LONGEST_MARK else printed,
                mark.removeprefix(LEGEND),
            )
        )
    return found


def _notes_in(look: Look, row: int, columns: Sequence[int]) -> list[tuple[str, str]]:
    """Marks and texts that a row tells: a footnote, a mark and its meaning side by side, or a legend."""
    printed = clean(look.text(row, columns[0]))
    note = read_note(printed)
    if note is not None:
        return [note]
    if len(columns) == 2 and len(printed) <= _LONGEST_MARK:
        found = [(printed.strip("() "), clean(look.text(row, columns[1])))]
    else:
        found = legend_in(printed)
    return [(f"{LEGEND}{mark}" if status_of(mark) else mark, text) for mark, text in found]
