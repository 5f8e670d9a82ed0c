"""Which subjects, indicators and pages does a reader mean by some words?"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from styrbord.core.base.text import Text
from styrbord.core.board.pages import PageKind
from styrbord.figures.listings import Hit
from styrbord.services import pages
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading

Entry = tuple[Hit, list[str], list[str]]
SHOWN = 50
_ENDING = 2
_PLAIN = re.compile("[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Index:
    """Things with their words: in names, and in the rest; every word in order with its things."""

    entries: list[Entry]
    words: list[str]
    places: list[list[int]]

    def candidates(self, asked: list[str]) -> list[Entry]:
        """Things with a word that begins as each of the asked ones does, ending aside."""
        found = [self._beginning(_stem(word)) for word in asked]
        return [self.entries[place] for place in sorted(set.intersection(*found))]

    def _beginning(self, stem: str) -> set[int]:
        first = bisect_left(self.words, stem)
        last = bisect_left(self.words, stem + "\U0010ffff", lo=first)
        return {place for places in self.places[first:last] for place in places}


def find(reading: Reading, text: str) -> list[Hit]:
    """Best answers first: whole words before beginnings, names before definitions.

    Case, accents and the last letters of a word do not matter, so inflected forms are found.
    """
    asked = [word for word in normal(text).split() if word]
    if not asked:
        return []
    index = remembered(reading, ("search",), lambda: _index(_named(reading)))
    entries = index.candidates(asked) + _pages(reading)
    scored = [(_score(asked, names, rest), hit) for hit, names, rest in entries]
    best = nsmallest(
        SHOWN,
        (pair for pair in scored if pair[0] > 0),
        key=lambda pair: (-pair[0], pair[1].kind, pair[1].code),
    )
    return [Hit(hit.kind, hit.code, hit.names, hit.note, score) for score, hit in best]


def _index(entries: list[Entry]) -> Index:
    found: dict[str, list[int]] = {}
    for place, (_, names, rest) in enumerate(entries):
        for word in {*names, *rest}:
            found.setdefault(word, []).append(place)
    words = sorted(found)
    return Index(entries, words, [found[word] for word in words])


def normal(text: str) -> str:
    """Small letters without accents and punctuation; Russian yo is ye, and short i stays."""
    if text.isascii():
        return " ".join(_PLAIN.findall(text.lower()))
    folded = text.casefold().replace("ё", "е").replace("й", "\x00")
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() or c == "\x00" else " " for c in plain).split()).replace(
        "\x00", "й"
    )


def _named(reading: Reading) -> list[Entry]:
    found = [_entry("subject", one.code, one.names, (), {}) for one in reading.register.subjects().values()]
    return found + [
        _entry("indicator", one.code, one.names, (one.short_names, one.definition), one.definition)
        for one in reading.register.indicators().values()
    ]


def _pages(reading: Reading) -> list[Entry]:
    """Made anew for every search: a page may be hidden at any time."""
    return [
        _entry(
            str(page.kind),
            page.code,
            page.titles,
            (page.intro, *(block.words for block in page.blocks)),
            page.intro,
        )
        for page in pages.seen(reading, [PageKind.PAGE, PageKind.RUBRIC])
    ]


def _entry(kind: str, code: str, names: Text, rest: Iterable[Text], note: Text) -> Entry:
    words = normal(" ".join([code, *names.values()])).split()
    others = normal(" ".join(text for one in rest for text in one.values())).split()
    return Hit(kind, code, names, note), words, others


def _score(asked: list[str], names: list[str], rest: list[str]) -> float:
    total = 0.0
    for word in asked:
        best = max(_likeness(word, names), 0.4 * _likeness(word, rest))
        if not best:
            return 0.0
        total += best
    return total / len(asked) - 0.001 * len(names)


def _likeness(word: str, words: list[str]) -> float:
    if word in words:
        return 1.0
    if any(other.startswith(word) for other in words):
        return 0.8
    stem = _stem(word)
    return 0.6 if len(stem) >= 3 and any(other.startswith(stem) for other in words) else 0.0


def _stem(word: str) -> str:
    """A word without the letters that inflection changes; a short one as it is."""
    return word[:-_ENDING] if len(word) > 4 + _ENDING - 1 else word
