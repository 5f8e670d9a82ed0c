"""Which numbers and marks stand in the data of a PX file?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import product
from math import prod

from styrbord.core.collection.cube import Dimension, Number
from styrbord.core.collection.missing_words import status_meant, status_of
from styrbord.sources.formats._cube_problems import not_a_number, unknown_code, wrong_sizes
from styrbord.sources.formats._format import Wanted
from styrbord.sources.formats._numbers import number_text
from styrbord.sources.formats._problems import too_large
from styrbord.sources.formats._px_text import Head

_TOKEN = re.compile(rb'"([^"]*)"|([^\s",;]+)')
_TAG = re.compile(r"</?[A-Za-z][^>]{0,2000}>")
_STATUS = {"-": "Z", ".": "M", "..": "O", "...": "O", "....": "O", ".....": "O", "......": "O"}
_SYMBOLS = {"." * count: f"DATASYMBOL{count}" for count in range(1, 7)} | {"-": "DATASYMBOLNIL"}
_STEP = 100_000
LONGEST_NOTE = 1000


def plain_text(note: str) -> str:
    """Words of a note, without tags of HTML; # breaks a line in PX."""
    without = unescape(_TAG.sub("", note))
    return " ".join(re.sub(r"\s*#\s*", " ", _TAG.sub("", without)).split())


@dataclass(slots=True)
class Legend:
    """What each mark means: its status, and the words of the file that say so."""

    statuses: dict[str, str]
    words: dict[str, str] = field(default_factory=dict)


def legend_of(head: Head) -> Legend:
    """Meaning of the marks: from the notes, else from the symbols that replace them, else as usual.

    As usual: - is nil, one dot cannot exist, two dots or more are not yet known.
    """
    legend = Legend(dict(_STATUS))
    notes = [text for keyword in ("NOTE", "NOTEX", "INFO") for text in head.values(keyword)]
    for mark, keyword in _SYMBOLS.items():
        symbol = head.text(keyword)
        words = _words_of(mark, notes) or (_words_of(symbol, notes) if symbol else "")
        status = (status_meant(words) if words else "") or (
            status_of(symbol) or status_meant(symbol) if symbol else ""
        )
        if status in {"L", "M", "O", "Q", "Z"}:
            legend.statuses[mark] = status
        if words or symbol:
            legend.words[mark] = words or symbol
    return legend


def _words_of(mark: str, notes: list[str]) -> str:
    """What a note says of a mark: (..) confidential; .. = not available."""
    sure = re.compile(rf"[(\"'«]{re.escape(mark)}[)\"'»]\s*[:=–-]?\s*(?P<words>[^#]+)")
    first = re.compile(rf"\s*{re.escape(mark)}(?![.\w*-])\s*[:=–-]?\s*(?P<words>\w[^#]*)")
    for note in notes:
        text = re.sub(r"<br\s*/?>|\n", "#", note, flags=re.IGNORECASE)
        found = [sure.search(text), *(first.match(line) for line in text.split("#"))]
        for match in filter(None, found):
            return plain_text(match["words"])[:LONGEST_NOTE]
    return ""


class CellNotes:
    """Remarks on cells, by the codes that they are about; * stands for any."""

    def __init__(self, head: Head, dimensions: tuple[Dimension, ...]) -> None:
        self._found: dict[tuple[int, ...], dict[tuple[str, ...], str]] = {}
        self._by_value = [{each.names.get(code, code): code for code in each.codes} for each in dimensions]
        self._dimensions = dimensions
        for keyword in ("CELLNOTE", "CELLNOTEX", "DATANOTECELL"):
            for about, statement in (head.about(keyword, head.language) or head.about(keyword)).items():
                if len(about) == len(dimensions):
                    self._add(about, plain_text("".join(statement.values)), f"line {statement.line}")
        for place, each in enumerate(dimensions):
            for code, note in each.notes.items():
                self._enter((place,), (code,), plain_text(note))

    def _add(self, about: tuple[str, ...], note: str, place: str) -> None:
        places, codes = [], []
        for index, text in enumerate(about):
            if text != "*":
                code = text if text in self._dimensions[index].codes else self._by_value[index].get(text)
                if code is None:
                    dimension = self._dimensions[index]
                    raise unknown_code(text, dimension.code, dimension.codes, place)
                places.append(index)
                codes.append(code)
        self._enter(tuple(places), tuple(codes), note)

    def _enter(self, places: tuple[int, ...], codes: tuple[str, ...], note: str) -> None:
        notes = self._found.setdefault(places, {})
        notes[codes] = " | ".join(filter(None, (notes.get(codes, ""), note)))

    def of(self, key: tuple[str, ...]) -> str:
        """Remarks on one cell, joined."""
        if not self._found:
            return ""
        found = (
            notes.get(tuple([key[place] for place in places]), "") for places, notes in self._found.items()
        )
        return " | ".join(filter(None, found))


@dataclass(slots=True)
class Data:
    """The data of a file, as bytes, with all that is needed to read them."""

    data: bytes
    head: Head
    dimensions: tuple[Dimension, ...]
    legend: Legend
    notes: CellNotes
    keys: tuple[str, ...]
    stubs: int
    wanted: Wanted

    def check(self) -> int:
        """Count the numbers; refuse more or fewer than the dimensions have room for."""
        sizes = [len(each.codes) for each in self.dimensions]
        if prod(sizes) > self.wanted.most_cells:
            raise too_large(prod(sizes), self.wanted.most_cells, "values")
        found = sum(1 for _ in _TOKEN.finditer(self.data, self.head.data))
        if not self.keys:
            if found != prod(sizes):
                raise wrong_sizes(found, sizes, prod(sizes), "DATA")
            return found
        width = prod(sizes[self.stubs :])
        rows, rest = divmod(found, width + self.stubs)
        if rest or rows > prod(sizes[: self.stubs]):
            raise wrong_sizes(
                found, [rows, width + self.stubs], rows * (width + self.stubs), "DATA with KEYS"
            )
        return rows * width

    def numbers(self) -> Iterator[Number]:
        """Numbers in their order."""
        tokens = _TOKEN.finditer(self.data, self.head.data)
        width = prod(len(each.codes) for each in self.dimensions[self.stubs :])
        keys = self._sparse(tokens, width) if self.keys else self._dense(width)
        for count, (key, row, column) in enumerate(keys):
            if not count % _STEP:
                self.wanted.progress(count, 0, "observations")
            token = next(tokens)
            text = (token[1] if token[1] is not None else token[2]).decode(self.head.encoding, "replace")
            yield self._number(key, text.strip(), f"DATA row {row}, number {column}")

    def _dense(self, width: int) -> Iterator[tuple[tuple[str, ...], int, int]]:
        for count, key in enumerate(product(*(each.codes for each in self.dimensions))):
            row, column = divmod(count, width)
            yield key, row + 1, column + 1

    def _sparse(
        self, tokens: Iterator["re.Match[bytes]"], width: int
    ) -> Iterator[tuple[tuple[str, ...], int, int]]:
        """Each row begins with the codes or values of its stubs."""
        heading = [each.codes for each in self.dimensions[self.stubs :]]
        known = [self._known(place) for place in range(self.stubs)]
        row = 0
        while (first := next(tokens, None)) is not None:
            row += 1
            words = [first, *(next(tokens) for _ in range(self.stubs - 1))]
            texts = [
                (each[1] if each[1] is not None else each[2]).decode(self.head.encoding, "replace")
                for each in words
            ]
            stub = tuple(self._code(place, text, known[place], row) for place, text in enumerate(texts))
            for column, rest in enumerate(product(*heading), 1):
                yield (*stub, *rest), row, column

    def _known(self, place: int) -> Mapping[str, str]:
        dimension = self.dimensions[place]
        by_name = {name: code for code, name in dimension.names.items()}
        return {**by_name, **{code: code for code in dimension.codes}}

    def _code(self, place: int, text: str, known: Mapping[str, str], row: int) -> str:
        if (code := known.get(" ".join(text.split()))) is None:
            dimension = self.dimensions[place]
            raise unknown_code(text, dimension.code, dimension.codes, f"DATA row {row}")
        return code

    def _number(self, key: tuple[str, ...], text: str, place: str) -> Number:
        note = self.notes.of(key)
        if text in self.legend.statuses:
            note = " | ".join(filter(None, (self.legend.words.get(text, ""), note)))
            return Number(key, "", self.legend.statuses[text], note, place)
        if not text[:1].isdigit() and (status := status_of(text)):
            return Number(key, "", status, note, place)
        if not (value := number_text(text, place)):
            raise not_a_number(text, place)
        meant = status_meant(note) if note else ""
        return Number(key, value, meant if meant in {"P", "E"} else "A", note, place)
