"""What do the tables and tiles of a page say, as a reader would copy them out?"""

import re

from tests.journeys.site import words_of

Row = list[str]


def rows(markup: str) -> list[Row]:
    """Rows of every table in a piece of a page, heads included."""
    found = re.findall(r"<tr\b[^>]*>(.*?)</tr>", markup, re.DOTALL)
    return [
        [words_of(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in found
    ]


def tables(markup: str) -> list[list[Row]]:
    """Tables of a piece of a page, each as its rows."""
    return [rows(one) for one in re.findall(r"<table\b.*?</table>", markup, re.DOTALL)]


def tiles(markup: str) -> list[dict[str, str]]:
    """Tiles of a piece of a page: name, value, and the answers by their labels."""
    return [_tile(one) for one in re.findall(r'<article class="tile">.*?</article>', markup, re.DOTALL)]


def _tile(markup: str) -> dict[str, str]:
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", markup, re.DOTALL)
    answers = {words_of(label): words_of(said) for label, said in pairs}
    link = re.search(r"<a\b[^>]*>(.*?)</a>", markup, re.DOTALL)
    value = re.search(r'<p class="tile-value">(.*?)</p>', markup, re.DOTALL)
    assert link
    assert value
    return {"name": words_of(link[1]), "value": words_of(value[1]), **answers}


def number(text: str) -> float:
    """Number at the beginning of an English text, printed with thin spaces or commas."""
    found = re.match(r"[+−-]?[\d,]+(?:\.\d+)?", text)
    assert found, f"'{text}' does not begin with a number."
    return float(found[0].replace(",", "").replace("−", "-"))
