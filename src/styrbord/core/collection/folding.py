"""Which written forms of a territory's name are the same name by rule?

Likeness has no place here: two forms are equal, or they are not. Three grades, each looser than
the one before: letters alone; kinds of territories in one spelling and words in any order; the
name without its kind.
"""

import re
import unicodedata
from typing import NamedTuple

from styrbord.core.base.lookalikes import folded

_SPELLINGS = {
    "город": "город федерального значения|город|гор.|г.|г|city of|city",
    "республика": "республика|респ.|респ|р-ка|republic of|republic",
    "область": "область|обл.|обл|oblast",
    "край": "край|krai|kray",
    "ао": "автономный округ|автономная область|авт. округ|авт. область|авт. обл.|авт. окр.|а. о.|ао",
    "фо": "федеральный округ|фед. округ|ф. о.|фо",
    "район": "район|р-н|р-он",
    "муниципальный-район": "муниципальный район|мун. район|м. р-н|м. р.",
    "городской-округ": "городской округ|гор. округ|г. о.",
    "муниципальный-округ": "муниципальный округ|мун. округ|м. округ",
    "сельское-поселение": "сельское поселение|с. п.",
    "городское-поселение": "городское поселение|г. п.",
    "пгт": "посёлок городского типа|пгт.|пгт",
    "посёлок": "посёлок|пос.|п.",
    "село": "село|с.",
    "деревня": "деревня|дер.|д.",
    "län": "län|county",
    "kommun": "kommun|stad|kn|municipality",
    "region": "region",
}
_DROPPED = frozenset({"город", "республика", "область", "край", "ао", "kommun"})
_GENITIVE = frozenset({"län", "kommun"})
_LEVELS = {"municipality": "kommun", "county": "län", "federal_district": "фо"}

_WORD = re.compile(r"[^\W_]+\.?")
_DASH_IN_WORD = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_BRACKETED = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_MOST_WORDS = 3


class Form(NamedTuple):
    """A name taken apart: the kind of territory (empty when none is printed) and the other words."""

    kind: str
    core: str


def clean(name: str) -> str:
    """Name with single spaces, composed letters and no space at its ends.

    Returns
    -------
    str

    Examples
    --------
    >>> clean(" Южный    федеральный округ ")
    'Южный федеральный округ'
    """
    return " ".join(unicodedata.normalize("NFC", name).split())


def plain(name: str) -> str:
    """Letters and digits alone, in small letters, е for ё, each letter of its word's alphabet.

    Two numbers beside each other stay two.

    Returns
    -------
    str

    Examples
    --------
    >>> plain("Воpонежская  область") == plain("воронежская область")
    True
    >>> plain("Санкт-Петербург") == plain("САНКТ - ПЕТЕРБУРГ"), plain("Зона 1-2") == plain("Зона 12")
    (True, False)
    """
    joined = ""
    for word in _words(name):
        bare = word.rstrip(".")
        joined += ("-" if joined[-1:].isdigit() and bare[:1].isdigit() else "") + bare
    return joined


def forms(name: str, *, known: bool = False) -> frozenset[Form]:
    """Forms of a name in which the kind has one spelling and the words one order.

    Parameters
    ----------
    name : str
    known : bool
        The name is that of a known subject: its second name in brackets may then be left unprinted,
        and initials may stand for an autonomous district.

    Returns
    -------
    frozenset of Form
        Several where a genitive can be read in two ways. Empty when no letter is printed.

    Examples
    --------
    >>> forms("обл. Белгородская") == forms("Белгородская область")
    True
    >>> sorted(form.core for form in forms("Stockholms län"))
    ['stockholm', 'stockholms']
    """
    found: set[Form] = set()
    for text in _variants(name, known):
        words = _with_kinds(text)
        found |= _readings(words)
        if known and "ао" in words:
            found |= _initials(words)
    return frozenset(found)


def may_drop(kind: str) -> bool:
    """Whether a name of this kind is customarily printed without it."""
    return kind in _DROPPED


def kind_of_level(level: str) -> str:
    """Kind that a level of packs (`municipality`, `county`) stands for; empty when it says none."""
    return _LEVELS.get(level, "")


def _words(name: str) -> list[str]:
    text = folded(clean(name)).casefold().replace("ё", "е")
    return _WORD.findall(text)


def _phrases() -> dict[tuple[str, ...], str]:
    return {
        tuple(_words(spelling)): kind.replace("ё", "е")
        for kind, spellings in _SPELLINGS.items()
        for spelling in spellings.split("|")
    }


_PHRASES = _phrases()


def _with_kinds(name: str) -> list[str]:
    words, result, start = _words(name), [], 0
    while start < len(words):
        for length in range(min(_MOST_WORDS, len(words) - start), 0, -1):
            kind = _PHRASES.get(tuple(words[start : start + length]))
            if kind:
                result.append(kind)
                start += length
                break
        else:
            result.append(words[start].rstrip("."))
            start += 1
    return result


_KINDS = frozenset(_PHRASES.values())


def _readings(words: list[str]) -> set[Form]:
    kinds = sorted({word for word in words if word in _KINDS})
    rest = [word for word in words if word not in _KINDS]
    if not rest:
        return {Form("", " ".join(sorted(words)))} if words else set()
    kind = "+".join(kinds)
    found = {Form(kind, " ".join(sorted(rest)))}
    if kind in _GENITIVE and rest[-1].endswith("s"):
        found.add(Form(kind, " ".join(sorted([*rest[:-1], rest[-1][:-1]]))))
    return found


def _initials(words: list[str]) -> set[Form]:
    kind = words.index("ао")
    short = "".join(word[0] for word in words[:kind]) + "ао"
    after = words[kind + 1 :]
    return {Form("", short), Form("", " ".join(sorted([short, *after])))} if len(short) > 2 else set()


def _variants(name: str, known: bool) -> list[str]:
    name = clean(name)
    bracketed = _BRACKETED.match(name)
    if not bracketed:
        return [name]
    outer, inner = bracketed.groups()
    says_again = set(_words(inner)) <= set(_words(outer))
    second_name = known and len(inner.split()) == 1 and inner[0].isupper() and len(inner) > 2
    return [name, outer] if says_again or second_name else [name]
