"""Which territories does a file of territories name, and by which names?"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from styrbord.core.base.codes import is_code, nearest
from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.collection.matching import Gazetteer, Known

define(
    "territories.no-code-column",
    "The file of territories has no column of codes; its columns are: {columns}.",
    "Name the column of codes territory_code.{hint}",
)
define("territories.no-code", "The line has no code.", "Write the code of the territory, or remove the line.")
define(
    "territories.invalid-code",
    "'{code}' is not a code.",
    "Use up to 64 letters, digits, dots, underscores and hyphens, no dot or hyphen first.",
)
define(
    "territories.cells",
    "The line has {found} cells, the header {expected}.",
    "Put quotes around texts that hold a comma.",
)
define(
    "territories.unreadable",
    "The file of territories cannot be read as a table: {reason}.",
    "Save it as CSV in UTF-8, with a header line.",
)
define(
    "territories.alias-twice",
    "'{alias}' is an alias of {code} and of {other}.",
    "Keep it at one of them.",
)
define(
    "territories.alike",
    "{names} are one name by rule, but of different territories: {codes}.",
    "Nothing, if the parent tells them apart; else give them names that differ.",
    Severity.WARNING,
)

_CODES = ("territory_code", "code", "subject_code")
_NAMES = ("name", *(f"name_{language}" for language in LANGUAGES))
_ALIASES = ("alias", "aliases")


class Territories(NamedTuple):
    """Gazetteer of a file, and what is wrong with the file; lines that are wrong are left out."""

    gazetteer: Gazetteer
    problems: tuple[Problem, ...]


def read_territories(text: str, name: str = "territories.csv") -> Territories:
    """Territories of a table in CSV, as packs have them.

    Parameters
    ----------
    text : str
        With a header: `territory_code` (or `code`), `name`, `name_en`, `name_ru`, `name_sv`, `type`,
        `parent_code`, `aliases` with `|` between them. Separated by commas, semicolons or tabs.
    name : str
        Name of the file, for the places of problems.

    Returns
    -------
    Territories

    Examples
    --------
    >>> read_territories("code,name,aliases\\nRU,Russia,Russian Federation|RF\\n").gazetteer.code_of("RF")
    'RU'
    """
    reader = _Reader(name)
    known = list(reader.known(text.removeprefix("\ufeff")))
    gazetteer = Gazetteer(known, reader.aliases)
    reader.tell_alike(gazetteer)
    return Territories(gazetteer, tuple(reader.problems))


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self.aliases: dict[str, str] = {}
        self.problems: list[Problem] = []

    def known(self, text: str) -> Iterator[Known]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        try:
            header = [cell.strip() for cell in next(lines, [])]
            code = next((header.index(column) for column in _CODES if column in header), None)
            if code is None:
                self._no_codes(header)
                return
            for cells in lines:
                if any(map(str.strip, cells)):
                    yield from self._line(header, cells, code, lines.line_num)
        except csv.Error as error:
            self._tell("territories.unreadable", f"line {lines.line_num}", reason=str(error))

    def tell_alike(self, gazetteer: Gazetteer) -> None:
        for alike in gazetteer.alike:
            names = ", ".join(f"'{name}'" for name in alike.names)
            self._tell("territories.alike", "", names=names, codes=", ".join(alike.codes))

    def _line(self, header: Sequence[str], cells: Sequence[str], code: int, number: int) -> Iterator[Known]:
        if len(cells) != len(header):
            self._tell("territories.cells", f"line {number}", found=len(cells), expected=len(header))
            return
        row = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
        own = row[header[code]]
        where = f"line {number}, column {header[code]}"
        if not own:
            self._tell("territories.no-code", where)
        elif not is_code(own):
            self._tell("territories.invalid-code", where, code=own)
        else:
            self._take_aliases(row, own, number)
            names = tuple(dict.fromkeys(filter(None, (row.get(column, "") for column in _NAMES))))
            yield Known(own, names, row.get("parent_code", ""), row.get("type", ""))

    def _take_aliases(self, row: Mapping[str, str], code: str, number: int) -> None:
        for column in _ALIASES:
            for alias in filter(None, map(str.strip, row.get(column, "").split("|"))):
                other = self.aliases.setdefault(alias, code)
                if other != code:
                    where = f"line {number}, column {column}"
                    self._tell("territories.alias-twice", where, alias=alias, code=other, other=code)

    def _no_codes(self, header: Sequence[str]) -> None:
        near = next(filter(None, (nearest(column, _CODES) for column in header)), "")
        hint = f" Is it '{nearest(near, header)}'?" if near and nearest(near, header) else ""
        columns = ", ".join(header) or "none"
        self._tell("territories.no-code-column", "line 1", columns=columns, hint=hint)

    def _tell(self, kind: str, where: str, **params: object) -> None:
        place = ", ".join(filter(None, (self._name, where)))
        self.problems.append(Problem(kind, place, params))


def _separator(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
