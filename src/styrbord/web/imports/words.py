"""What is a cell, a column, a step of an import called in the reader's language?"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from styrbord.web.code_words import Word

TAKEN: Mapping[str, Word] = {
    "title": pgettext_lazy("taken", "title"),
    "header": pgettext_lazy("taken", "header"),
    "period": pgettext_lazy("taken", "period"),
    "measure": pgettext_lazy("taken", "measure"),
    "unit": pgettext_lazy("taken", "unit"),
    "territory": pgettext_lazy("taken", "territory"),
    "indicator": pgettext_lazy("taken", "indicator"),
    "group": pgettext_lazy("taken", "group label"),
    "section": pgettext_lazy("taken", "section"),
    "breakdown": pgettext_lazy("taken", "breakdown"),
    "value": pgettext_lazy("taken", "number"),
    "status": pgettext_lazy("taken", "missing mark"),
    "footnote": pgettext_lazy("taken", "footnote"),
    "hidden": pgettext_lazy("taken", "hidden"),
    "left-out": pgettext_lazy("taken", "left out"),
}
"""What a place can be taken for, in the order of the legend."""

WHY: Mapping[str, Word] = {
    "empty": _("nothing is printed there"),
    "link": _("it is a link, not a number"),
    "contents": _("it is a list of contents"),
    "text": _("it is text without numbers"),
    "rule": _("it is a line drawn with letters"),
    "column-numbers": _("it only counts the columns"),
    "no-header": _("no header says what the numbers are"),
    "no-period": _("no period is printed with the numbers"),
    "unclear-period": _("its period cannot be told"),
    "repeated-header": _("it repeats the header"),
    "repeated": _("it stands in the file once already"),
    "conflict": _("the same key has another value elsewhere"),
    "by-layout": _("the layout says so"),
    "hidden": _("it is hidden"),
    "blank": _("the cells are blank"),
    "says-nothing": _("it says nothing that tells numbers apart"),
    "lead": _("its row only leads in to the rows below"),
}
"""Why something was left out."""

ROLES: Mapping[str, Word] = {
    "territory": pgettext_lazy("role", "territory"),
    "territory_code": pgettext_lazy("role", "code of the territory"),
    "indicator": pgettext_lazy("role", "indicator"),
    "indicator_code": pgettext_lazy("role", "code of the indicator"),
    "number": pgettext_lazy("role", "number of the row"),
    "group": pgettext_lazy("role", "group label"),
    "unit": pgettext_lazy("role", "unit"),
    "period": pgettext_lazy("role", "period"),
    "breakdown": pgettext_lazy("role", "breakdown"),
    "status": pgettext_lazy("role", "status"),
    "note": pgettext_lazy("role", "note"),
    "value": pgettext_lazy("role", "numbers"),
    "skip": pgettext_lazy("role", "left out"),
}
"""What a column says about its rows."""

MARKS: Mapping[str, Word] = {
    "O": pgettext_lazy("mark", "not yet known"),
    "M": pgettext_lazy("mark", "cannot exist"),
    "Z": pgettext_lazy("mark", "does not occur"),
    "Q": pgettext_lazy("mark", "hidden for privacy"),
    "L": pgettext_lazy("mark", "not collected"),
}
"""Why a number is missing, as the sheet's own marks say it."""

WEIGHTS: Mapping[str, Word] = {
    "error": pgettext_lazy("problem", "error"),
    "warning": pgettext_lazy("problem", "warning"),
}

STATES: Mapping[str, Word] = {
    "waiting": pgettext_lazy("import", "waiting"),
    "reading": pgettext_lazy("import", "being read"),
    "read": pgettext_lazy("import", "read, not loaded"),
    "refused": pgettext_lazy("import", "refused"),
    "cancelled": pgettext_lazy("import", "cancelled"),
    "stopped": pgettext_lazy("import", "broken off"),
    "loaded": pgettext_lazy("import", "loaded"),
}
