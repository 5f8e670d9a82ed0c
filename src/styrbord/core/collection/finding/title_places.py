"""Which territory do the words above a table name?"""

import re
from collections.abc import Callable, Sequence

from styrbord.core.collection.finding.head_words import role_of
from styrbord.core.collection.model import Role

_KINDS = (
    r"область|край|республика|округ|район|город|федерация|улус|сельсовет|поселение|county|region|province|municipality"
    r"|district|state|city|town|republic|kingdom|federation|län|kommun|stad|landskap|riket"
)
_REGION = r"(?:\s[^\W\d_]\S*\s(?:области|края|автономного округа)|\sреспублики\s[^\W\d_]\S*)"
_FIRST = r"г\.|город|республика|зато|county|city|municipality|region|republic|kingdom|province|state|town"
_TERRITORY = re.compile(
    rf"(?:(?:{_FIRST})\s?[^\W\d_].*|[^\W\d_].*\s(?:{_KINDS}){_REGION}?|\w{{3,}}(?:s|e)? (?:län|kommun))",
    re.IGNORECASE,
)
_BY = re.compile(r"(?<!\w)(?:by|efter|etter|nach|por|par|per|по)(?!\w)", re.IGNORECASE)
_LISTED = re.compile(r"\s(?:by|efter|etter|nach|por|par|and|och|og|und|y|et)\s|[,:;]", re.IGNORECASE)
_PARTS = re.compile(r"[,;:|/]|\s[–—-]\s")
_MOST_WORDS = 6


def territory_in(titles: Sequence[str], knows: Callable[[str], bool]) -> str:
    """Territory that a title, or a part of it between commas, names in the form of its own name.

    Parameters
    ----------
    titles : words above a table, from the top down; the last ones count first.
    knows : whether a name is one of a known territory.

    Returns
    -------
    str
        Empty when none is named; a name inside a sentence is not guessed at.

    Examples
    --------
    >>> territory_in(["Тульская область", "Число школ"], lambda name: False)
    'Тульская область'
    >>> territory_in(["Население города Кирова"], lambda name: False)
    ''
    """
    for title in reversed(titles):
        if knows(title):
            return title
        for part in _PARTS.split(title):
            name = part.strip(" .()")
            if knows(name) or _is_name(name):
                return name
    return ""


def is_by_territory(titles: Sequence[str]) -> bool:
    """Whether a title says that its table goes by regions, municipalities or the like.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_by_territory(["Folkmängd efter region, kön och år"]), is_by_territory(["Unfälle: Kreise, Jahre"])
    (True, True)
    >>> is_by_territory(["Population of the region"])
    False
    """
    pieces = [piece for title in titles for piece in _LISTED.split(title)[1:]]
    return any(role_of(piece.strip(" .")) is Role.TERRITORY for piece in pieces)


def _is_name(text: str) -> bool:
    words = text.split()
    if _BY.search(text):
        return False
    if not 1 < len(words) <= _MOST_WORDS or any(letter.isdigit() for letter in text):
        return False
    capitals = [word for word in words if word[:1].isupper()]
    return bool(_TERRITORY.fullmatch(text)) and bool(capitals)
