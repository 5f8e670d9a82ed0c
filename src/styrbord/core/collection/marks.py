"""Which footnote marks stand at the end of a printed text?"""

import re
from collections.abc import Iterable
from functools import lru_cache

_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᵖʳ", "0123456789abcdepr", strict=True))
_RAISED_LETTERS = "".join(_RAISED)
_BRACKETED = re.compile(r"(?P<mark>[0-9]{1,2}|\*{1,4}|[a-zа-яё†‡])\)$")
_PAIR = re.compile(r"(?<![0-9.,])(?P<first>[1-9][0-9]?)\s?[,;]\s?$")
_SIGN = re.compile(rf"⁽?(?P<mark>[{_RAISED_LETTERS}]+|\*{{1,4}}|[†‡])⁾?$")
_SQUARE = re.compile(r"\[(?P<mark>[0-9]{1,2}|[a-zа-я])\]$")
_BARE = re.compile(r"(?<![0-9.,])(?P<mark>[1-9][0-9]?)$")
_DIGITS = re.compile(r"[0-9]+$")
_LENGTH = re.compile(r"(?:^|[^\w])(?:[кдс]?м|мм|[kdc]?m|mm)\.?$", re.IGNORECASE)
_NUMBERED_WORD = re.compile(
    r"(?:^|[^\w])(?:№|n|no|nr|n°|ч|п|ст|гл|тип[аы]?|форм[аеы]|групп[аеы]|класс[аы]?|раздел[аы]?|час[тьи]+|"
    r"type|group|class|part|section|table|typ|grupp|klass|del|tabell|q|h|kv|kvartal|quarter|halvår|half|"
    r"до|от|из|на|за|по|to|of|than|per|till|av|менее|более|over|under|över)\.?\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
_MOST, _LONGEST = 9, 4_000


def split_marks(
    text: str, known: frozenset[str] = frozenset(), raised: str = ""
) -> tuple[str, tuple[str, ...]]:
    """Text without the footnote marks at its end, and the marks in the order printed.

    Marks are numbers or letters with a closing bracket, stars, superscripts, [1], and, when it is
    among the known ones, a bare number. A bracket that closes one opened in the text is no mark, nor
    is a mark with nothing before it. A number glued to a number is parted so that a year or a
    known mark comes out, else the shortest mark.

    Parameters
    ----------
    text : str
    known : frozenset of str
        Marks whose footnotes the sheet prints, without brackets.
    raised : str
        Superscript text at the end, where the reader knows the looks of letters.

    Returns
    -------
    tuple of str and tuple of str
        Stripped text; marks without brackets.

    Examples
    --------
    >>> split_marks("99,72)"), split_marks("20223)"), split_marks("202210)")
    (('99,7', ('2',)), ('2022', ('3',)), ('2022', ('10',)))
    >>> split_marks("Российская Федерация 2", frozenset("2")), split_marks("до 22 (включительно)")
    (('Российская Федерация', ('2',)), ('до 22 (включительно)', ()))
    """
    stripped = text.strip()
    if not 0 < len(stripped) <= _LONGEST or (
        stripped[-1].isalpha() and stripped[-1] not in _RAISED and not raised
    ):
        return stripped, ()
    return _split(stripped, known, raised.strip())


def superscript_text(text: str) -> str:
    """Superscript letters at the end of a text as plain ones; empty when there are none.

    Returns
    -------
    str

    Examples
    --------
    >>> superscript_text("Name¹²"), superscript_text("Name")
    ('12', '')
    """
    match = re.search(rf"[{_RAISED_LETTERS}]+$", text.strip())
    return "".join(_RAISED[letter] for letter in match.group()) if match else ""


def marks_in(raised: str) -> tuple[str, ...]:
    """Marks that a raised text lists: "1), 2)" and "1,2" are two, "12" is one.

    Returns
    -------
    tuple of str
    """
    plain = "".join(_RAISED.get(letter, letter) for letter in raised)
    return tuple(piece for piece in re.split(r"[\s,;()\[\]]+", plain) if piece)


def partings(digits: str, known: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Ways to part digits into a number's and a mark's, the likeliest first.

    Parameters
    ----------
    digits : str
        Digits at the end of a text, before a closing bracket.
    known : iterable of str
        Marks whose footnotes are printed.

    Returns
    -------
    list of tuple of str
        Digits that stay, and the mark; a mark has one or two digits and no zero first.

    Examples
    --------
    >>> partings("72"), partings("20223")[0], partings("712", ["12"])[0]
    ([('7', '2'), ('', '72')], ('2022', '3'), ('7', '12'))
    """
    known = frozenset(known)
    ways = [(digits[:-size], digits[-size:]) for size in (1, 2) if len(digits) >= size]
    ways = [(rest, mark) for rest, mark in ways if mark[0] != "0"]
    return sorted(ways, key=lambda way: (not _YEAR.fullmatch(way[0]), way[1] not in known))


@lru_cache(maxsize=65_536)
def _split(text: str, known: frozenset[str], raised: str) -> tuple[str, tuple[str, ...]]:
    found: list[str] = []
    if raised and text.endswith(raised) and not _is_power(text[: -len(raised)], raised):
        found.extend(reversed(marks_in(raised)))
        text = text[: -len(raised)].rstrip()
    for _ in range(_MOST):
        step = _last_mark(text, known, bool(found))
        if not step:
            break
        text, marks = step
        found.extend(reversed(marks))
    return text, tuple(reversed(found))


def _last_mark(text: str, known: frozenset[str], is_list: bool) -> tuple[str, tuple[str, ...]] | None:
    """Rest and marks; a comma between marks goes, but no other."""
    shorter = text.rstrip(" ,;\u00a0") if is_list else text
    for way in (_bracketed, _sign, _bare):
        if (step := way(shorter, known)) and step[0].strip():
            return step[0].rstrip(), step[1]
    return None


def _bracketed(text: str, known: frozenset[str]) -> tuple[str, tuple[str, ...]] | None:
    match = _BRACKETED.search(text)
    if not match or _closes(text):
        return None
    mark = match["mark"]
    if mark.isdigit():
        return _numbered(text[:-1], known)
    rest = text[: match.start()]
    if mark.isalpha() and not (rest[-1:].isspace() or rest[-1:].isdigit() or mark in known):
        return None
    return rest, (mark,)


def _numbered(text: str, known: frozenset[str]) -> tuple[str, tuple[str, ...]] | None:
    digits = _DIGITS.search(text)
    if not digits:
        return None
    before = text[: digits.start()]
    if len(digits.group()) <= 2 and not re.search(r"[0-9][.,]$", before):
        if digits.group()[0] == "0":
            return None
        pair = _PAIR.search(before)
        if pair and before[: pair.start()].strip():
            return before[: pair.start()], (pair["first"], digits.group())
        return before, (digits.group(),)
    ways = partings(digits.group(), known)
    ways = [way for way in ways if way[0]] or ways
    return (before + ways[0][0], (ways[0][1],)) if ways else None


def _sign(text: str, known: frozenset[str]) -> tuple[str, tuple[str, ...]] | None:
    match = _SIGN.search(text) or _SQUARE.search(text)
    if not match:
        return None
    mark = "".join(_RAISED.get(letter, letter) for letter in match["mark"])
    return None if _is_power(text[: match.start()], mark) else (text[: match.start()], (mark,))


def _bare(text: str, known: frozenset[str]) -> tuple[str, tuple[str, ...]] | None:
    match = _BARE.search(text)
    if not match or match["mark"] not in known:
        return None
    rest = text[: match.start()]
    word = re.split(r"\s", rest)[-1]
    is_abbreviation = len(word) > 1 and word.isupper()
    if (
        is_abbreviation
        or _is_power(rest, match["mark"])
        or rest[-1:] in "-–—/+("
        or _NUMBERED_WORD.search(rest)
    ):
        return None
    return rest, (match["mark"],)


def _closes(text: str) -> bool:
    """Whether the bracket at the end closes one that the text opens."""
    depth = 0
    for letter in text[:-1]:
        depth = depth + 1 if letter == "(" else max(0, depth - 1) if letter == ")" else depth
    return depth > 0


def _is_power(text: str, mark: str) -> bool:
    return mark in ("2", "3") and bool(_LENGTH.search(text))
