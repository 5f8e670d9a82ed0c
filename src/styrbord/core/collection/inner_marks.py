"""Which footnote marks stand inside a text, glued to a word before its end?"""

import re

_INNER = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[)»\"]))[ \u00a0]?(?P<marks>\d{1,2}\)(?:[,;] ?\d{1,2}\))*)(?=\s|[,.;:(]|$)"
)


def without_inner_marks(text: str, known: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Text without the marks of printed footnotes that are glued to words in its midst.

    Parameters
    ----------
    text : str
    known : marks of footnotes that the sheet prints; others stay where they are.

    Returns
    -------
    tuple of (str, tuple of str)
        Text, and the marks that were taken off.

    Examples
    --------
    >>> without_inner_marks("Уровень активности1), по субъектам", frozenset({"1"}))
    ('Уровень активности, по субъектам', ('1',))
    """
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        marks = re.findall(r"\d{1,2}", match["marks"])
        if not set(marks) <= known or text[: match.start()].count("(") > text[: match.start()].count(")"):
            return match.group()
        found.extend(marks)
        return ""

    return _INNER.sub(take, text), tuple(found)
