"""Was the map of a workbook made by this installation, and does the form still ask the same?"""

from collections.abc import Mapping

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.collection.checks import Found, Weight
from styrbord.core.collection.form_map import FormMap, item_print, read_map
from styrbord.core.collection.forms.model import Form

_SALT = "styrbord.form-book"
_NAMED = 10

define(
    "form-book.outdated",
    "The form has changed since this workbook was made. New: {new}. Gone: {gone}.",
    "Download the workbook again, copy your values into it and hand that in.",
)
define(
    "form-book.older-line",
    "What is asked here has changed since this workbook was made.",
    "Look at the bounds and decimals on the form's page; nothing needs to be done when your value fits.",
    Severity.WARNING,
)


def signature(text: str) -> str:
    """Signature of a map's text by the key of this installation."""
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()


def checked_map(text: str, signed: str) -> FormMap:
    """The map, once its signature is known to be ours.

    Raises
    ------
    Refused
        `form-book.changed`.
    """
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    made = (salted_hmac(_SALT, text, secret=one, algorithm="sha256").hexdigest() for one in secrets)
    if not any(constant_time_compare(one, signed) for one in made):
        raise Refused(Problem("form-book.changed"))
    return read_map(text)


def demand_same_lines(known: FormMap, form: Form) -> None:
    """Refuse a workbook of an older version whose lines are other ones.

    Raises
    ------
    Refused
        `form-book.outdated`, which names lines.
    """
    asked = dict.fromkeys(item.key for item in form.items)
    had = dict.fromkeys(row.key for block in known.blocks for row in block.rows)
    new, gone = [key for key in asked if key not in had], [key for key in had if key not in asked]
    if new or gone:
        raise Refused(Problem("form-book.outdated", form.code, {"new": _listed(new), "gone": _listed(gone)}))


def changed_lines(known: FormMap, form: Form, subject: str) -> list[Found]:
    """Lines of a subject that the form asks otherwise now: told, and nothing more."""
    prints: Mapping[tuple[str, str], str] = {item.key: item_print(item) for item in form.items}
    return [
        Found(
            Problem("form-book.older-line", place := f"{block.sheet}!{known.columns['value']}{row.row}"),
            *row.key,
            Weight.SOFT,
            place,
            asks=False,
        )
        for block in known.blocks
        for row in block.rows
        if block.subject == subject and prints.get(row.key) != row.print
    ]


def _listed(keys: list[tuple[str, str]]) -> str:
    named = ", ".join(" ".join(part for part in key if part != "_T") for key in keys[:_NAMED])
    return f"{named} (+{len(keys) - _NAMED})" if len(keys) > _NAMED else named or "-"
