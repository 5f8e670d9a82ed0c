"""Is what a layout says possible, and where does it say so?"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from styrbord.core.base.codes import breakdown_codes, is_code, nearest
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.grid import column_number
from styrbord.core.collection.layout import VERSION, Anchor, Form, Layout, Span
from styrbord.core.collection.layout_lines import Lines
from styrbord.core.collection.model import Role

define("layout.toml", "The layout cannot be read: {reason}.", "Correct the text there; it is TOML.")
define(
    "layout.unknown-key",
    "'{key}' means nothing here.{hint}",
    "Use one of: {allowed}.",
)
define("layout.missing-key", "'{key}' is missing.", "Add it: {allowed}.")
define("layout.unfit", "{key} = {word} cannot be meant.{hint}", "Write {allowed}.")
define("layout.column-twice", "Column {column} is named twice in one table.", "Keep one of them.")
define(
    "layout.no-values",
    "No column of the table has the role 'value'.",
    "Give a column that holds numbers this role.",
)

_TEXT = "a text in quotes"
_ROW = "a row, counted from 1"
_ROWS = 'rows such as "7-9, 12", counted from 1'
_COLUMNS = 'a column such as "A", or a range such as "B:S"'
_MOST_ROWS = 2_000_000
_ROW_RANGE = re.compile(r"\s*([0-9]{1,8})\s*(?:[-–:]\s*([0-9]{1,8})\s*)?")
_TEXTS = ("title", "unit", "territory", "indicator")
_FORM_KEYS = (
    *("sheet", "code", "header", "first_row", "last_row", "title", "unit", "period", "territory"),
    *("territory_code", "indicator", "skip_rows", "columns", "anchor"),
)
_SPAN_KEYS = (
    *("columns", "role", "name", "from", "period", "measure", "unit", "breakdown", "territory", "note"),
)
_ANCHOR_KEYS = ("title", "unit", "rows", "first_column", "header", "label_column", "labels", "skipped")


def checked_layout(text: str, name: str) -> Layout:
    """Layout from its text; see `layout_file.read_layout`.

    Returns
    -------
    Layout

    Raises
    ------
    Refused
        With every problem.
    """
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) or "it is nested too deeply"
        raise Refused(Problem("layout.toml", name, {"reason": reason.rstrip(".")})) from error
    reader = _Reader(Lines(text, name))
    layout = reader.layout(said)
    if reader.problems:
        raise Refused(reader.problems)
    return layout


class _Reader:
    """Takes a layout apart and keeps every problem."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.problems: list[Problem] = []

    def layout(self, said: Mapping[str, Any]) -> Layout:
        at: tuple[str | int, ...] = ()
        self._known_keys(said, ("version", "format", "sheets", "territories", "tables"), at)
        if said.get("version", VERSION) != VERSION:
            self._unfit(at, "version", said["version"], f"{VERSION}, the only version there is")
        sheets = self._section(said, "sheets", ("skip",))
        forms = [self._form(one, ("tables", n)) for n, one in enumerate(self._rows(said, "tables", at))]
        return Layout(
            forms=tuple(form for form in forms if form),
            territories=self._territories(said),
            skipped_sheets=self._texts(sheets, "skip", ("sheets",)),
            file_format=self._text(said, "format", at),
        )

    def _form(self, said: Mapping[str, Any], at: tuple[str | int, ...]) -> Form | None:
        before = len(self.problems)
        self._known_keys(said, _FORM_KEYS, at)
        self._needed(
            said, {"sheet": _TEXT, "code": "a code", "first_row": _ROW, "columns": "[[tables.columns]]"}, at
        )
        header, first_row = self._header(said, at), self._row(said, "first_row", at)
        last_row = self._row(said, "last_row", at) if "last_row" in said else None
        if header and first_row <= header[1] and "first_row" in said:
            self._unfit(at, "first_row", said["first_row"], "a row below the header")
        if last_row is not None and last_row < first_row:
            self._unfit(at, "last_row", said["last_row"], "a row below first_row")
        spans = [
            self._span(one, (*at, "columns", n)) for n, one in enumerate(self._rows(said, "columns", at))
        ]
        spans_read = tuple(span for span in spans if span)
        if len(self.problems) == before:
            self._fitting_spans(spans_read, at)
        return Form(
            sheet=self._text(said, "sheet", at),
            header=header,
            first_row=first_row,
            spans=spans_read,
            code=self._said_as(
                said, "code", at, is_code, "a code: letters, digits, dots, hyphens, underscores"
            ),
            last_row=last_row,
            period=self._said_as(
                said, "period", at, _is_period, "a period such as 2020, 2020-Q1 or 2020-01/P9M"
            ),
            territory_code=self._said_as(said, "territory_code", at, is_code, "a code"),
            skipped=frozenset(self._row_list(said, "skip_rows", at)),
            anchor=self._anchor(said, at),
            **{key: self._text(said, key, at) for key in _TEXTS},
        )

    def _span(self, said: Mapping[str, Any], at: tuple[str | int, ...]) -> Span | None:
        self._known_keys(said, _SPAN_KEYS, at)
        self._needed(said, {"columns": _COLUMNS, "role": f"one of {', '.join(Role)}"}, at)
        columns, role = self._columns(said, at), self._one_of(said, "role", tuple(Role), at)
        source = self._one_of(said, "from", ("header",), at)
        texts = {key: self._text(said, key, at) for key in ("name", "unit", "territory", "note")}
        period = self._said_as(
            said, "period", at, _is_period, "a period such as 2020, 2020-Q1 or 2020-01/P9M"
        )
        breakdown = self._said_as(said, "breakdown", at, _is_breakdown, "a breakdown such as SEX=F")
        measure = self._texts(said, "measure", at, one_will_do=True)
        if columns is None or not role:
            return None
        return Span(
            columns[0],
            columns[1],
            Role(role),
            name=texts["name"],
            from_header=bool(source),
            period=period,
            measure=measure,
            unit=texts["unit"],
            breakdown=breakdown,
            territory=texts["territory"],
            note=texts["note"],
        )

    def _anchor(self, form: Mapping[str, Any], at: tuple[str | int, ...]) -> Anchor:
        at = (*at, "anchor")
        said = form.get("anchor", {})
        if not isinstance(said, dict):
            self._unfit(at[:-1], "anchor", said, "a section [tables.anchor]")
            return Anchor()
        self._known_keys(said, _ANCHOR_KEYS, at)
        return Anchor(
            rows=self._header(said, at, "rows"),
            first_column=(self._columns(said, at, "first_column") or (0, 0))[0],
            header=self._texts(said, "header", at),
            label_column=(self._columns(said, at, "label_column") or (0, 0))[0],
            labels=self._texts(said, "labels", at),
            title=self._text(said, "title", at),
            unit=self._text(said, "unit", at),
            skipped=self._skipped(said, at),
        )

    def _skipped(self, anchor: Mapping[str, Any], at: tuple[str | int, ...]) -> dict[int, str]:
        said = anchor.get("skipped", {})
        fits = isinstance(said, dict) and all(isinstance(label, str) for label in said.values())
        if not fits or any(_rows(row) is None or len(_rows(row) or ()) != 1 for row in said):
            self._unfit(at, "skipped", said, 'rows and their words, such as { "7" = "Total" }')
            return {}
        return {(_rows(row) or [0])[0]: label for row, label in said.items()}

    def _fitting_spans(self, spans: tuple[Span, ...], at: tuple[str | int, ...]) -> None:
        seen: set[int] = set()
        for number, span in enumerate(spans):
            twice = seen & set(range(span.first, span.last + 1))
            if twice:
                column = self._lines.column(min(twice))
                self._add("layout.column-twice", (*at, "columns", number, "columns"), column=column)
            seen |= set(range(span.first, span.last + 1))
        if not any(span.role is Role.VALUE for span in spans):
            self._add("layout.no-values", at)

    def _territories(self, said: Mapping[str, Any]) -> dict[str, str]:
        section = self._section(said, "territories", None)
        for name, code in section.items():
            if not isinstance(code, str) or (code and not is_code(code)):
                self._unfit(
                    ("territories",), name, code, 'the code of a territory, or "" to leave the name out'
                )
        return {name: str(code) for name, code in section.items()}

    def _section(self, said: Mapping[str, Any], key: str, allowed: Iterable[str] | None) -> dict[str, Any]:
        section = said.get(key, {})
        if not isinstance(section, dict):
            self._unfit((), key, section, f"a section [{key}]")
            return {}
        if allowed is not None:
            self._known_keys(section, tuple(allowed), (key,))
        return section

    def _rows(self, said: Mapping[str, Any], key: str, at: tuple[str | int, ...]) -> list[dict[str, Any]]:
        rows = said.get(key, [])
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
        self._unfit(at, key, rows, f"sections [[{'tables.' if at else ''}{key}]]")
        return []

    def _header(
        self, said: Mapping[str, Any], at: tuple[str | int, ...], key: str = "header"
    ) -> tuple[int, int] | None:
        rows = self._row_list(said, key, at)
        if rows and rows != list(range(rows[0], rows[-1] + 1)):
            self._unfit(at, key, said[key], 'rows that follow each other, such as "4-5"')
        return (rows[0], rows[-1]) if rows else None

    def _row(self, said: Mapping[str, Any], key: str, at: tuple[str | int, ...]) -> int:
        row = said.get(key, 1)
        rows = _rows(str(row)) if isinstance(row, int | str) and not isinstance(row, bool) else None
        if rows is None or len(rows) != 1:
            self._unfit(at, key, row, _ROW)
            return 0
        return rows[0]

    def _row_list(self, said: Mapping[str, Any], key: str, at: tuple[str | int, ...]) -> list[int]:
        text = said.get(key, "")
        whole = str(text) if isinstance(text, int | str) and not isinstance(text, bool) else "?"
        rows = [] if whole == "" else _rows(whole)
        if rows is None:
            self._unfit(at, key, text, _ROWS)
        return rows or []

    def _columns(
        self, said: Mapping[str, Any], at: tuple[str | int, ...], key: str = "columns"
    ) -> tuple[int, int] | None:
        text = said.get(key)
        try:
            first, _, last = str(text).partition(":")
            found = column_number(first.strip()), column_number((last or first).strip())
        except ValueError:
            found = (1, 0)
        if found[0] <= found[1] and isinstance(text, str):
            return found
        if key in said:
            self._unfit(at, key, text, _COLUMNS)
        return None

    def _text(self, said: Mapping[str, Any], key: str, at: tuple[str | int, ...]) -> str:
        return self._said_as(said, key, at, lambda text: True, _TEXT)

    def _said_as(
        self,
        said: Mapping[str, Any],
        key: str,
        at: tuple[str | int, ...],
        fits: Callable[[str], bool],
        allowed: str,
    ) -> str:
        text = said.get(key, "")
        if isinstance(text, str) and (text == "" or fits(text)):
            return text
        self._unfit(at, key, text, allowed)
        return ""

    def _one_of(
        self, said: Mapping[str, Any], key: str, allowed: tuple[str, ...], at: tuple[str | int, ...]
    ) -> str:
        word = said.get(key, "")
        if word in allowed or word == "":
            return str(word)
        self._unfit(at, key, word, f"one of {', '.join(allowed)}", _hint(word, allowed))
        return ""

    def _texts(
        self, said: Mapping[str, Any], key: str, at: tuple[str | int, ...], *, one_will_do: bool = False
    ) -> tuple[str, ...]:
        texts = said.get(key, [])
        if one_will_do and isinstance(texts, str):
            return (texts,) if texts else ()
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            return tuple(texts)
        self._unfit(at, key, texts, 'texts such as ["one", "two"]')
        return ()

    def _known_keys(
        self, said: Mapping[str, Any], allowed: tuple[str, ...], at: tuple[str | int, ...]
    ) -> None:
        for key in said:
            if key not in allowed:
                words = {"key": key, "hint": _hint(key, allowed), "allowed": ", ".join(allowed)}
                self._add("layout.unknown-key", (*at, key), **words)

    def _needed(self, said: Mapping[str, Any], keys: Mapping[str, str], at: tuple[str | int, ...]) -> None:
        for key, allowed in keys.items():
            if said.get(key, "") in ("", []):
                self._add("layout.missing-key", at, key=key, allowed=allowed)

    def _unfit(self, at: tuple[str | int, ...], key: str, word: object, allowed: str, hint: str = "") -> None:
        shown = f"'{word}'" if isinstance(word, str) else str(word)
        self._add("layout.unfit", (*at, key), key=key, word=shown[:80], allowed=allowed, hint=hint)

    def _add(self, code: str, at: tuple[str | int, ...], **words: object) -> None:
        self.problems.append(Problem(code, self._lines.place(at), words))


def _hint(word: object, allowed: Iterable[str]) -> str:
    near = nearest(str(word), allowed)
    return f" Did you mean '{near}'?" if near else ""


def _rows(text: str) -> list[int] | None:
    """Rows of a text such as `7-9, 12`, from 0 and in order; None when it is no such text."""
    rows: set[int] = set()
    for part in text.split(","):
        found = _ROW_RANGE.fullmatch(part)
        if not found:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if not 0 < first <= last <= _MOST_ROWS:
            return None
        rows.update(range(first - 1, last))
    return sorted(rows)


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except Refused:
        return False
    return True


def _is_breakdown(text: str) -> bool:
    try:
        breakdown_codes(text)
    except Refused:
        return False
    return True
