"""How is one text kept in several languages, and which one is shown?"""

from collections.abc import Mapping

LANGUAGES = ("en", "ru", "sv")

Text = Mapping[str, str]


def chosen(text: Text, language: str) -> str:
    """Text in the asked language, else in the first language that has it.

    Parameters
    ----------
    text : mapping from language code to words; missing or empty means not translated.
    language : one of LANGUAGES.

    Returns
    -------
    str
        Empty when no language has words.
    """
    for candidate in (language, *LANGUAGES, *text):
        if words := text.get(candidate):
            return words
    return ""


def is_translated(text: Text, language: str) -> bool:
    """Whether the asked language has words of its own, so that a fallback can be flagged."""
    return bool(text.get(language))
