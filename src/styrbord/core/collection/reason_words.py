"""By which words does a preparer say why a value is missing, and which status is meant?"""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from styrbord.core.base.text import LANGUAGES, Text, chosen

REASON_WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "L": {"en": "Not collected", "ru": "Не собирается", "sv": "Samlas inte in"},
        "M": {"en": "Cannot exist here", "ru": "Здесь не бывает", "sv": "Kan inte finnas här"},
        "O": {"en": "Not yet known", "ru": "Пока неизвестно", "sv": "Ännu inte känt"},
        "Z": {"en": "Nothing to count", "ru": "Явления нет", "sv": "Inget att räkna"},
    }
)
"""Words of each status of `packages.REASONS`; Z says that the phenomenon did not occur."""


def reason_word(status: str, language: str) -> str:
    """Words of a status in a language; empty for a status that is no reason.

    Returns
    -------
    str
    """
    return chosen(REASON_WORDS.get(status, {}), language)


def reason_of(text: str) -> str:
    """Status that words in any of the three languages, or its letter, stand for.

    Parameters
    ----------
    text : as typed; capitals and blanks around it do not count

    Returns
    -------
    str
        Empty when the words are none of the list.

    Examples
    --------
    >>> reason_of("samlas inte in"), reason_of("Явления нет "), reason_of("o"), reason_of("ill")
    ('L', 'Z', 'O', '')
    """
    return _BY_WORDS.get(_bare(text), "")


def _bare(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


_BY_WORDS = {
    **{_bare(words[language]): status for status, words in REASON_WORDS.items() for language in LANGUAGES},
    **{_bare(status): status for status in REASON_WORDS},
}
