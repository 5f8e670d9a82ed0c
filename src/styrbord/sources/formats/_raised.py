"""Which letters at the end of a cell's text are raised?"""

from typing import NamedTuple


class Run(NamedTuple):
    """A piece of a text that looks the same throughout."""

    text: str
    is_raised: bool


def joined(runs: list[Run]) -> str:
    """The whole text."""
    return "".join(run.text for run in runs)


def mark_of(runs: list[Run]) -> str:
    """The raised letters that end a text; empty when none are, or when the whole text is raised."""
    mark = ""
    for text, is_raised in reversed(runs):
        if not is_raised and text.strip():
            return mark.strip()
        if is_raised:
            mark = text + mark
    return ""
