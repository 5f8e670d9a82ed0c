"""Which sentence tells where an import stands?"""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from styrbord.figures import format as written
from styrbord.services.imports.files import Listed
from styrbord.web.code_words import Word, word
from styrbord.web.names import language

STAGES: Mapping[str, Word] = {
    "": gettext_lazy("Waiting for its turn"),
    "opening": gettext_lazy("Opening the file"),
    "finding": gettext_lazy("Finding the tables"),
    "reading": gettext_lazy("Reading the numbers"),
    "writing": gettext_lazy("Writing the account"),
}


def stage(item: Listed) -> str:
    """What the reading does now; one that has no word of its own is just reading."""
    return word(STAGES, item.stage if item.stage in STAGES else "reading")


def heading(item: Listed) -> str:
    """The finding about an import that shows no result."""
    told = {
        "waiting": _("%(name)s is being read"),
        "reading": _("%(name)s is being read"),
        "refused": _("%(name)s was refused"),
        "cancelled": _("The reading of %(name)s was cancelled"),
        "stopped": _("The reading of %(name)s broke off"),
        "loaded": _("%(name)s is loaded"),
    }
    return told.get(item.status, "%(name)s") % {"name": item.name}


def sub(item: Listed) -> str:
    """What may be done now."""
    told = {
        "waiting": _("You may leave this page and come back; nothing is loaded yet."),
        "reading": _("You may leave this page and come back; nothing is loaded yet."),
        "refused": _("Nothing was read. The reason and what to do about it stand below."),
        "cancelled": _("Nothing was read. You can read the file again."),
        "stopped": _("The server was stopped meanwhile. You can read the file again."),
        "loaded": _("Its numbers are released; each keeps the file and the cell that it came from."),
    }
    return told.get(item.status, "")


def read_heading(numbers: int, errors: int, names: int) -> str:
    """The finding about a file that was read."""
    read = ngettext("%(n)s number read", "%(n)s numbers read", numbers) % {"n": amount(numbers)}
    told = [read]
    if errors:
        told.append(
            ngettext("%(n)d error stops the load", "%(n)d errors stop the load", errors) % {"n": errors}
        )
    if names:
        told.append(ngettext("%(n)d name to match", "%(n)d names to match", names) % {"n": names})
    return ", ".join(told) if errors or names else _("%(read)s, ready to load") % {"read": read}


def problems_heading(errors: int, warnings: int) -> str:
    """How many errors and warnings there are."""
    found = []
    if errors:
        found.append(ngettext("%(n)d error", "%(n)d errors", errors) % {"n": errors})
    if warnings:
        found.append(ngettext("%(n)d warning", "%(n)d warnings", warnings) % {"n": warnings})
    return ", ".join(found) or _("No problems")


def amount(n: int) -> str:
    """Count with thousands marks."""
    return written.number(n, decimals=0, language=language())
