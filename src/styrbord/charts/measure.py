"""How wide is a text in Inter, and where does it wrap?

Widths are of Inter Regular in hundredths of the type size, by class of letters; the server has
no browser to ask. Wide enough by 2 % for weight 500 and 600 through `weight`.
"""

_CLASSES = {
    "ijlI!,.: |'\u2009;`": 29,
    "tf()/[]r1": 37,
    "{}г^т*–-_з": 47,
    "s?avyåäавуьcJL7сэeГелчёkxzхяк": 56,
    "bdgpq2дрhnuF5бийнпoöEЕоцЁ": 61,
    "BT4БВТЬPRS$&РЯъZ0#У3689З+<=>~\u2212": 65,
    "AVÅÄАфKКXYХCСЭDЦHUНПыЧ": 71,
    "GNИЙЛOQÖОмwДЪшж": 79,
    "ФщюmЫMМ%@ЩЖШWЮ": 92,
}
_WIDTH = {letter: width / 100 for letters, width in _CLASSES.items() for letter in letters}
_USUAL = 0.62


def text_width(text: str, *, size: float = 12, weight: int = 400) -> float:
    """Width in px of one line."""
    stretch = 1.0 if weight < 500 else 1.05
    return sum(_WIDTH.get(letter, _USUAL) for letter in text) * size * stretch


def wrapped(text: str, *, width: float, size: float = 12, weight: int = 400) -> list[str]:
    """Lines of a text that fit a width in px; a word that is too long is cut into pieces."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        candidate = f"{line} {word}" if line else word
        if text_width(candidate, size=size, weight=weight) <= width:
            line = candidate
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, size, weight)
        lines.extend(whole)
    return [*lines, line]


def _pieces(word: str, width: float, size: float, weight: int) -> list[str]:
    """Parts of one word, each as wide as fits."""
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter, size=size, weight=weight) > width:
            parts.append("")
        parts[-1] += letter
    return parts
