"""What is told to a council, in words: the finding about an indicator, and why nobody can be named?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrbord.figures import format as written
from styrbord.figures.council import RUN, Compared, CouncilPage, HandedRow
from styrbord.figures.model import Figure
from styrbord.figures.pages import Labels
from styrbord.web import answers, code_words, names
from styrbord.web.amounts import figure, period
from styrbord.web.names import language


def heading(page: CouncilPage) -> str:
    """Whom and which period the page is about."""
    told = {"subject": names.words(page.subject.names), "period": period(page.period)}
    return _("For the council: %(subject)s, %(period)s") % told


def label(page: CouncilPage) -> str:
    """What stands over numbers that no edition holds yet; empty once all are released."""
    if page.is_released:
        return ""
    return _("Handed in and not yet released: the numbers marked so may still change, and are not public.")


def similar(page: CouncilPage, labels: Labels) -> str:
    """Which subjects it is held against: a type, or a declared set with the way it was found."""
    if not page.type:
        return ""
    name = names.named(labels.types, page.type)
    return f"{name} ({page.similar_by})" if page.similar_by else name


def hidden(page: CouncilPage) -> str:
    """How many indicators of the form the reader may not see on the board."""
    if not page.hidden:
        return ""
    told = ngettext(
        "%(n)d indicator of the form is left out: you may not see it on the board.",
        "%(n)d indicators of the form are left out: you may not see them on the board.",
        page.hidden,
    )
    return told % {"n": page.hidden}


def title(labels: Labels, one: Compared) -> str:
    """Name of the indicator with the finding."""
    return f"{names.indicator_name(labels, one.indicator.code)}: {finding(one)}"


def finding(one: Compared) -> str:
    """How many do better, or why that cannot be said."""
    if one.better_count:
        told = ngettext("%(n)d similar one does better", "%(n)d similar ones do better", one.better_count)
        return told % {"n": one.better_count}
    return why_nobody(one)


def why_nobody(one: Compared) -> str:
    """Why nobody is named who does better; empty when somebody is."""
    if one.better_count:
        return ""
    if one.peers is None:
        return _("nothing similar to compare with")
    if not one.is_long_enough:
        return _("too few periods in common to say who does better")
    return _("no similar one does steadily better")


def method() -> str:
    """How it is judged who does better."""
    told = _("Better means: in each of the last %(n)d periods that both have, by the digits shown.")
    return told % {"n": RUN}


def value(one: Figure) -> str:
    """A value with its unit, or the reason for its absence."""
    if one.value is None and one.status in code_words.MISSING:
        return str(code_words.word(code_words.MISSING, one.status))
    return figure(one)


def state(is_released: bool) -> str:
    """Whether the board shows a number."""
    return _("released") if is_released else _("not released")


def change(one: Compared | HandedRow) -> str:
    """Change on a year with its verdict; empty when there is none."""
    if one.change is None:
        return ""
    moved = one.change.figure
    told = written.change(moved.value, decimals=moved.decimals, unit=moved.unit, language=language())
    verdict = code_words.word(code_words.VERDICTS, one.change.verdict)
    return ", ".join(part for part in (told, str(verdict)) if part)


def place(one: Compared) -> str:
    """Span of ranks among similar ones."""
    return answers.rank(one.peers)


def median(one: Compared) -> str:
    """Median of similar ones in the compared period."""
    if one.peers is None or one.peers.median is None or one.compared is None:
        return ""
    unit, decimals = one.indicator.stated_unit, one.indicator.decimals
    return written.quantity(one.peers.median, decimals=decimals, unit=unit, language=language())
