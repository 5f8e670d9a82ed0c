"""How much of a password is left when the words that everybody here knows do not count?"""

import re
import unicodedata
from collections.abc import Iterable

SHORTEST = 4
"""Letters of a word; shorter ones stand in many others."""
_ALIKE = str.maketrans("013457@$", "oieastas")
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Text as words are compared: small letters, with digits and marks read as the letters they stand for.

    Parameters
    ----------
    text : in any alphabet

    Returns
    -------
    str

    Examples
    --------
    >>> folded("N0rrv1k"), folded("Ｓkövde")
    ('norrvik', 'skövde')
    """
    return unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)


def words_of(names: Iterable[str]) -> frozenset[str]:
    """Words of names, each by itself and all of a name in one, folded; those of 4 letters or more.

    Parameters
    ----------
    names : of places, posts and the like, in any alphabet

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> sorted(words_of(["Clerk of Ny Borg", "anna@hus.org"]))
    ['anna', 'annahusorg', 'borg', 'clerk', 'clerkofnyborg']
    """
    found: set[str] = set()
    for name in names:
        parts = [folded(part) for part in _WORD.findall(unicodedata.normalize("NFKC", name))]
        found |= {*parts, "".join(parts)}
    return frozenset(word for word in found if len(word) >= SHORTEST)


def letters_beside(password: str, words: frozenset[str]) -> int:
    """Number of letters of a password that belong to none of some words; what overlaps belongs to all.

    Parameters
    ----------
    password : as typed; marks and spaces within a word do not hide it
    words : folded, as `words_of` gives them

    Returns
    -------
    int
        Letters, digits, marks and spaces outside of every word.

    Source: OWASP ASVS 5.0.0, V6.2.11 asks that such words make no password; that they do not count towards
    its length is ours.

    Examples
    --------
    >>> letters_beside("Nor-rvik 2026!", frozenset({"norrvik"})), letters_beside("stone", frozenset({"tone"}))
    (6, 1)
    """
    text = folded(password)
    places = [at for at, letter in enumerate(text) if letter.isalnum()]
    bare = "".join(text[at] for at in places)
    taken: set[int] = set()
    longest = max(map(len, words), default=0)
    for start in range(len(bare)):
        for end in range(start + SHORTEST, min(len(bare), start + longest) + 1):
            if bare[start:end] in words:
                taken.update(range(places[start], places[end - 1] + 1))
    return len(text) - len(taken)
