"""What is a code called in the reader's language?"""

from collections.abc import Mapping

from django.utils.translation import get_language

from styrbord.core.base.text import LANGUAGES, Text, chosen
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.pages import Labels


def language() -> str:
    """Language of the page, one of ours."""
    code = (get_language() or LANGUAGES[0])[:2]
    return code if code in LANGUAGES else LANGUAGES[0]


def words(text: Text | None) -> str:
    """Text in the reader's language; empty when there is none."""
    return chosen(text, language()) if text else ""


def subject_name(labels: Labels, code: str) -> str:
    """Name of a subject, else its code."""
    subject = labels.subjects.get(code)
    return (words(subject.names) if subject else "") or code


def indicator_name(labels: Labels, code: str) -> str:
    """Full name of an indicator, else its code."""
    indicator = labels.indicators.get(code)
    return (words(indicator.names) if indicator else "") or code


def short_name(labels: Labels, code: str) -> str:
    """Short name of an indicator for the board, else the full one."""
    indicator = labels.indicators.get(code)
    return (short_of(indicator) if indicator else "") or code


def short_of(indicator: Indicator) -> str:
    """Short name in the reader's language; a full name of that language goes before a foreign short one."""
    own = indicator.short_names.get(language()) or indicator.names.get(language())
    return own or words(indicator.short_names) or words(indicator.names)


def named(table: Mapping[str, Text], code: str) -> str:
    """Name of a code in a table of names, else the code."""
    return words(table.get(code)) or code
