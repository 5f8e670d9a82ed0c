"""What does a line under a table say: a footnote, the meaning of a mark, or nothing but a rule?"""

import re

from styrbord.core.collection.missing_words import status_meant

_NUMBER = re.compile(
    r"(?:(?P<a>[1-9][0-9]?)\)|\((?P<b>[1-9][0-9]?)\)|\[(?P<c>[1-9][0-9]?)\])\s*(?P<text>\S.*)", re.S
)
_BARE = re.compile(
    r"(?P<mark>[1-9][0-9]?)(?:\s+[-–—]\s+(?=\w)|\s+(?=[^\W\d_a-zа-яёåäö«\"]))(?P<text>\S.*)", re.S
)
_DOTTED = re.compile(r"(?P<mark>[1-9][0-9]?)\.\s+(?P<text>[^\d\s].*)", re.S)
_SIGN = re.compile(r"⁽?(?P<mark>[⁰¹²³⁴-⁹]+|\*{1,4}|[†‡])[)⁾]?\s*(?:[-–—=:]\s*)?(?P<text>[^\s*_=\-].*)", re.S)
_LETTER = re.compile(r"(?P<mark>[a-zа-яё])\)\s+(?P<text>\S.*)", re.S)
_WORD = re.compile(
    r"(?:примечани[ея]|сноск[аи]|пояснени[ея]|notes?|footnotes?|remarks?|anm|anmärkning(?:ar)?|fotnot(?:er)?|obs)"
    r"\s*[.:\-–—]+\s*(?P<text>\S.*)",
    re.S | re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:источник[и]?|справочно|sources?|källa|källor)\s*:\s*\S.*", re.S | re.IGNORECASE)
_RULE = re.compile(r"(?:(?P<sign>[¾_=~─━═‾¯–—-])(?:\s*(?P=sign)){2,}|\*(?:\s*\*){4,})")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_QUOTES = "\"'«»“”„‘’"
_LEGEND = re.compile(
    rf"[{_QUOTES}(]?(?P<mark>\.{{1,4}}|…|[-–—−/]|:|\*{{1,3}}|[#0xх]|[a-zа-я]|н/д|n/a)[{_QUOTES})]*"
    r"(?P<sign>\s*[-–—=:]\s*|\s+)(?P<text>[^\W\d_].{2,})",
    re.S | re.IGNORECASE,
)


_SIGNED = re.compile(
    r"[(\[]?(?P<mark>[a-zA-Z]{1,2}|\.{1,3}|…|[-–—:/*]|<\s?\d+)[)\]]?\s*[=:–—-]\s+(?P<text>[^\W\d_].{2,})",
    re.S,
)


def read_note(text: str, numbered: bool = False) -> tuple[str, str] | None:
    """Mark and words of a footnote; the mark is empty for a note on the whole table.

    Parameters
    ----------
    text : str
        What stands in a cell under a table.
    numbered : bool
        Whether "1. ..." is a footnote, too, and not an item of a list.

    Returns
    -------
    tuple of str, or None
        None when the text is no footnote.

    Examples
    --------
    >>> read_note("1)  В отдельных субъектах"), read_note("Note: revised"), read_note("60 лет")
    (('1', 'В отдельных субъектах'), ('', 'revised'), None)
    """
    text = " ".join(text.split())
    if match := _NUMBER.fullmatch(text):
        return match["a"] or match["b"] or match["c"], match["text"]
    for pattern in (_SIGN, _LETTER, _BARE) + ((_DOTTED,) if numbered else ()):
        if match := pattern.fullmatch(text):
            return match["mark"].translate(_RAISED), match["text"]
    if match := _WORD.fullmatch(text):
        return "", match["text"]
    return ("", text) if _SOURCE.fullmatch(text) else None


def read_legend(text: str) -> tuple[str, str] | None:
    """Mark for missing or provisional numbers, and what a legend says it means.

    Only meanings that `missing_words.status_meant` knows make a legend, so that lists with dashes are none.

    Returns
    -------
    tuple of str, or None

    Examples
    --------
    >>> read_legend("… — данные отсутствуют"), read_legend("«-» явление отсутствует")
    (('…', 'данные отсутствуют'), ('-', 'явление отсутствует'))
    """
    text = " ".join(text.split())
    match = _LEGEND.fullmatch(text)
    if not match or not status_meant(match["text"]):
        return None
    is_word = match["mark"][0].isalnum()
    is_marked = text[0] in _QUOTES + "(" or text[len(match["mark"]) : len(match["mark"]) + 1] == ")"
    if is_word and not (match["sign"].strip() or is_marked):
        return None
    return match["mark"], match["text"]


def legend_in(text: str) -> list[tuple[str, str]]:
    """Marks and meanings that a line tells: "b: break in series; p: provisional".

    Returns
    -------
    list of tuple of str
        Empty when a piece of the line is no legend.

    Examples
    --------
    >>> legend_in("b: break in series; p: provisional"), legend_in(".. Uppgiften döljs av sekretesskäl")
    ([('b', 'break in series'), ('p', 'provisional')], [('..', 'Uppgiften döljs av sekretesskäl')])
    """
    whole = read_legend(text)
    if ";" not in text:
        return [whole] if whole else []
    found = [match for piece in text.split(";") if (match := _SIGNED.fullmatch(piece.strip()))]
    if len(found) == text.count(";") + 1:
        return [(match["mark"], match["text"].strip()) for match in found]
    return [whole] if whole else []


def is_rule(text: str) -> bool:
    """Whether a text is only a line drawn with letters, such as ¾¾¾¾¾ in a symbol font.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_rule("¾¾¾¾¾"), is_rule("_____"), is_rule("..."), is_rule("-")
    (True, True, False, False)
    """
    return bool(_RULE.fullmatch(text.strip()))
