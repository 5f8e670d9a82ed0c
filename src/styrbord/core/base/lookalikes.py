"""Which letters of a word belong to another alphabet and only look right?

A Latin `a` inside a Cyrillic word prints the same and matches nothing. A word is reported only
when every letter of the stranger alphabet has a look-alike, so that truly mixed words pass.
"""

import re
from typing import NamedTuple

_LATIN = "ABCEHIJKMOPSTXYËÏaceijkopsxyëïh"
_CYRILLIC = "АВСЕНІЈКМОРЅТХУЁЇасеіјкорѕхуёїһ"
_TO_CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True))
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True))

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_IS_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_IS_LATIN = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")


class Lookalike(NamedTuple):
    """A letter at a position (from 0), and the letter that was meant."""

    position: int
    letter: str
    suggestion: str


def lookalikes(text: str) -> list[Lookalike]:
    """Latin letters inside Cyrillic words, and Cyrillic letters inside Latin words.

    A word belongs to the alphabet of most of its letters; where both are equal and both could be
    meant, to Cyrillic.

    Returns
    -------
    list of Lookalike
        In order of position; empty when nothing is wrong.

    Examples
    --------
    >>> [found.position for found in lookalikes("Cаратов, Wi-Fi")]
    [0]
    >>> lookalikes("IT-отдел")
    []
    """
    if text.isascii():
        return []
    return [found for word in _WORD.finditer(text) for found in _in_word(word.group(), word.start())]


def folded(text: str) -> str:
    """Text with every look-alike put right.

    Returns
    -------
    str
        Of the same length.

    Examples
    --------
    >>> folded("Mocква") == "Москва"
    True
    """
    letters = list(text)
    for found in lookalikes(text):
        letters[found.position] = found.suggestion
    return "".join(letters)


def _in_word(word: str, start: int) -> list[Lookalike]:
    latin = _IS_LATIN.findall(word)
    cyrillic = _IS_CYRILLIC.findall(word)
    if not latin or not cyrillic:
        return []
    as_cyrillic = all(letter in _TO_CYRILLIC for letter in latin)
    as_latin = all(letter in _TO_LATIN for letter in cyrillic)
    if as_cyrillic and not (as_latin and len(latin) > len(cyrillic)):
        meant = _TO_CYRILLIC
    elif as_latin:
        meant = _TO_LATIN
    else:
        return []
    return [
        Lookalike(start + position, letter, meant[letter])
        for position, letter in enumerate(word)
        if letter in meant
    ]
