"""How far is an import on its way from a file to released numbers?"""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from styrbord.services.imports.files import Listed

WAITS = ("waiting", "reading")
STOPPED = ("refused", "cancelled", "stopped")


class Step(NamedTuple):
    """One step: its title, its state (done, here, stopped, coming) and what to know about it."""

    title: str
    state: str
    words: str


def steps(item: Listed, errors: int, lacking: int) -> list[Step]:
    """Hand in, read, check, load: what is done, now and to come; `lacking` names have no subject."""
    at = {"read": 2, "loaded": 4}.get(item.status, 1)
    titles = (
        pgettext("step", "Handed in"),
        pgettext("step", "Read"),
        pgettext("step", "Check"),
        pgettext("step", "Load"),
    )
    words = (item.post, _of_reading(item), _of_checking(item, errors, lacking), _of_loading(item))
    return [
        Step(title, _state(number, at, item.status), told)
        for number, (title, told) in enumerate(zip(titles, words, strict=True))
    ]


def _state(number: int, at: int, status: str) -> str:
    if number < at:
        return "done"
    if number > at:
        return "coming"
    return "stopped" if status in STOPPED else "here"


def _of_reading(item: Listed) -> str:
    told = {
        "waiting": _("waits for its turn"),
        "reading": _("on its way"),
        "refused": _("refused"),
        "cancelled": _("cancelled"),
        "stopped": _("broken off; read it again"),
    }
    return told.get(item.status, _("apart from the board"))


def _of_checking(item: Listed, errors: int, lacking: int) -> str:
    if item.status != "read":
        return _("sheet and account side by side")
    if errors:
        return _("errors are to be put right")
    return _("names are to be matched") if lacking else _("nothing stands against it")


def _of_loading(item: Listed) -> str:
    return _("all numbers or none") if item.status != "loaded" else _("released")
