"""Which words stand in every document, in each language?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from styrbord.core.base.text import Text, chosen
from styrbord.figures import format as written

AUTHOR = "Styrbord"
WORDS: Mapping[str, Text] = {
    "page": {
        "en": "Page {page} of {pages}",
        "ru": "Страница {page} из {pages}",
        "sv": "Sida {page} av {pages}",
    },
    "as-of": {
        "en": "As of {moment} UTC",
        "ru": "По состоянию на {moment} UTC",
        "sv": "Läget den {moment} UTC",
    },
    "invented": {"en": "Invented data", "ru": "Вымышленные данные", "sv": "Påhittade data"},
}


def word(words: Mapping[str, Text], name: str, language: str, **params: object) -> str:
    """Words of a name in a language."""
    return chosen(words[name], language).format_map(params)


def frame(
    title: str, heading: str, *, as_of: datetime, address: str, language: str, is_invented: bool
) -> dict[str, Any]:
    """What the page around every document needs: title, language, footer, and that data are invented."""
    moment = word(WORDS, "as-of", language, moment=written.moment_label(as_of, language=language))
    mark = word(WORDS, "invented", language) if is_invented else ""
    return {
        "title": title,
        "heading": heading,
        "language": language,
        "author": AUTHOR,
        "footer": " · ".join(part for part in (moment, mark, address) if part),
        "as_of": moment,
        "mark": mark,
        "page": chosen(WORDS["page"], language),
    }
