"""How is each kind of figure computed, in the words of the page that says so?"""

from pathlib import Path

from styrbord.figures.methods import COMPUTATIONS
from styrbord.figures.model import Computation

TARGET = Path(__file__).resolve().parents[2] / "docs" / "reference" / "figures.md"
HEAD = """# Figures

Made from the table of methods by `python -m docs.generate`; do not edit.

Every number on a page carries the code of its method. A code ends in a version: when a method changes,
so does the version. The board's page *How figures are computed* shows the same words; worked examples
stand among the [methods](../method/README.md).
"""
LANGUAGES = ("en", "ru", "sv")


def section(one: Computation) -> str:
    """One method in three languages."""
    words = [f"- {language}: {one.words[language]}" for language in LANGUAGES]
    return "\n".join([f"## {one.code}", *words, f"- source: {one.source}", ""])


def text() -> str:
    """The whole page."""
    return "\n".join([HEAD, *map(section, COMPUTATIONS)])
