"""Of which parts does the form of a plan consist, and where in the plan does each field stand?

A path is dotted, from the plan or from a row; one that begins with @ is a table of the plan by the code of
the row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from styrbord.web.code_words import Word


class Kind(StrEnum):
    """What is typed into a field."""

    TEXT = "text"
    LONG = "long"
    WORDS = "words"
    LONG_WORDS = "long-words"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    CHOICE = "choice"
    MANY = "many"
    FLAG = "flag"
    CODES = "codes"
    BY_YEAR = "by-year"
    TARGETS = "targets"
    FOLLOW_UPS = "follow-ups"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `options` names a table of words, `near` a list of codes to choose from while typing.

    `usual` is what stands for a field that is left out of the plan; one that `is_kept` is never left out.
    """

    path: str
    title: Word
    kind: Kind = Kind.TEXT
    options: str = ""
    near: str = ""
    help: Word = ""
    usual: str = ""
    is_needed: bool = False
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the same fields: `path` leads to a list of the plan; with `inner` to one within each of it."""

    code: str
    title: Word
    path: str
    fields: tuple[Field, ...]
    inner: str = ""
    help: Word = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the form."""

    code: str
    title: Word
    fields: tuple[Field, ...] = ()
    rows: tuple[Rows, ...] = ()
    help: Word = ""
    guide: str = ""


CODE = Field("code", pgettext_lazy("field of a plan", "Code"), is_needed=True)
NAMES = Field("names", pgettext_lazy("field of a plan", "Name"), Kind.WORDS)
OPTION = Field("option", pgettext_lazy("field of a plan", "Option"), near="options", is_needed=True)
OWNER = Field("owner", pgettext_lazy("field of a plan", "Owner (post)"), near="posts")
BEARER = Field("bearer", pgettext_lazy("field of a plan", "Bearer"), near="bodies", is_needed=True)
INDICATOR = Field("indicator", pgettext_lazy("field of a plan", "Indicator"), near="indicators")
SUBJECT = Field("subject", pgettext_lazy("field of a plan", "Subject"), near="bodies")
UNIT = Field("unit", pgettext_lazy("field of a plan", "Unit"))
MORE = Field("more_is_better", pgettext_lazy("field of a plan", "More is better"), Kind.FLAG, usual="on")
LOW = Field("spread.low", pgettext_lazy("field of a plan", "Low"), Kind.NUMBER)
LIKELY = Field("spread.likely", pgettext_lazy("field of a plan", "Likely"), Kind.NUMBER, is_needed=True)
HIGH = Field("spread.high", pgettext_lazy("field of a plan", "High"), Kind.NUMBER)

ABOUT = Part(
    "about",
    _("What it is"),
    fields=(
        Field("names", _("Name"), Kind.WORDS, is_needed=True),
        Field("purpose", _("What it is for, in plain words"), Kind.LONG_WORDS),
        Field("investment.owner", _("Post that answers for it"), near="posts"),
        Field("access", _("Who may see it"), Kind.CHOICE, options="ACCESS", usual="internal"),
        Field("programme", _("Programme that it belongs to")),
        Field("ends_on", _("Planned day of delivery"), Kind.DAY),
        Field("investment.is_common", _("Part of the infrastructure that all share"), Kind.FLAG),
        Field("investment.is_strategic", _("Of special strategic weight"), Kind.FLAG),
        Field("investment.start_year", _("First year of the appraisal"), Kind.WHOLE),
        Field("investment.horizon_years", _("Years of the appraisal"), Kind.WHOLE),
        Field("investment.methodology", _("Method by which it is discounted"), near="methods"),
        Field("investment.price.currency", _("Currency"), is_needed=True),
        Field("investment.price.year", _("Price year"), Kind.WHOLE, is_needed=True),
        Field("investment.price.prices", _("Prices"), Kind.CHOICE, options="PRICES", usual="nominal"),
        Field("goals", _("Goals that it serves"), Kind.CODES, help=_("Codes, one beside the other.")),
        Field("components", _("Shared components that it uses"), Kind.CODES),
        Field(
            "investment.needs",
            _("Needs"),
            Kind.CODES,
            help=_("By these, partners with similar needs are found."),
        ),
    ),
    guide="identify",
)
PARTIES = Part(
    "parties",
    _("Who takes part"),
    rows=(
        Rows(
            "parties",
            _("Bodies"),
            "investment.parties",
            (
                Field("body", _("Body"), near="bodies", is_needed=True),
                Field("roles", _("What it does"), Kind.MANY, options="ROLES"),
                Field("tasks", _("Its own tasks"), Kind.CODES),
                Field("indicators", _("Its own indicators"), Kind.CODES, near="indicators"),
            ),
            help=_(
                "Exactly one body leads; the others are co-executors. A joint investment names exactly one"
                " that follows up the benefits."
            ),
        ),
    ),
    guide="identify",
)
RESULTS = Part(
    "results",
    _("Results that the money is for"),
    rows=(
        Rows(
            "results",
            _("Results"),
            "results",
            (
                CODE, INDICATOR, SUBJECT, UNIT,
                Field("base", _("Start"), Kind.NUMBER),
                Field("target", _("Target"), Kind.NUMBER),
                Field("due", _("Due"), Kind.DAY),
                Field("source", _("Source")),
                MORE,
            ),
            help=_(
                "A result is a series of the board with start, target and day. Every cost line names one."
            ),
        ),
    ),
    guide="specify",
)  # fmt: skip
COSTS = Part(
    "costs",
    _("Options and costs"),
    rows=(
        Rows(
            "options",
            _("Options"),
            "investment.options",
            (
                CODE,
                Field("kind", _("Kind of option"), Kind.CHOICE, options="OPTIONS", is_needed=True),
                Field("title", _("What it is called")),
            ),
            help=_("Exactly one is business as usual and has no lines, exactly one is preferred."),
        ),
        Rows(
            "costs",
            _("Cost lines"),
            "investment.options",
            (
                OPTION, CODE, Field("@line_names", NAMES.title, Kind.WORDS), BEARER,
                Field("year", _("Year"), Kind.WHOLE, is_needed=True),
                LOW, LIKELY, HIGH,
                Field("result", _("Result"), near="results"),
                Field("kind", _("Kind of cost"), Kind.CHOICE, options="COSTS", usual="capital"),
                Field("pool", _("Cost pool")),
                Field("tower", _("Cost tower")),
                Field("@systems", _("Information system")),
                Field("@envelopes", _("Envelope"), help=_("Within it money may be moved.")),
                Field("phase", _("Phase")),
                Field("certainty", _("How sure the estimate is")),
                Field("source", _("Source")),
            ),
            inner="costs",
            help=_("What each body pays in each year, beyond business as usual."),
        ),
    ),
    guide="identify",
)  # fmt: skip
BENEFITS = Part(
    "benefits",
    _("Benefits"),
    rows=(
        Rows(
            "benefits",
            _("Benefit lines"),
            "investment.options",
            (
                OPTION, CODE, Field("@line_names", NAMES.title, Kind.WORDS), BEARER,
                Field("kind", _("Class of benefit"), Kind.CHOICE, options="BENEFITS", is_needed=True),
                Field("quantity.low", LOW.title, Kind.NUMBER, help=_("A year, at full effect.")),
                Field("quantity.likely", LIKELY.title, Kind.NUMBER),
                Field("quantity.high", HIGH.title, Kind.NUMBER),
                Field("unit", UNIT.title, is_kept=True),
                Field("unit_value", _("Worth of one unit"), Kind.NUMBER),
                Field("value_source", _("Source of that worth")),
                Field("change", _("What becomes otherwise"), Kind.CHOICE, options="CHANGES", usual="better"),
                Field("explicitness", _("How far it can be pinned down"), Kind.CHOICE, options="EXPLICIT",
                      usual="measurable"),
                Field("ramp", _("Share of the full effect by year"), Kind.BY_YEAR,
                      help=_("A line each, as 2027 = 0.5")),
                Field("share", _("Share of the effect that is claimed"), Kind.NUMBER, usual="1"),
                Field("is_loss", _("It is a loss for its bearer"), Kind.FLAG),
                OWNER,
                Field("starts_on", _("Begins on"), Kind.DAY),
                Field("budget_line", _("Budget line that becomes lower")),
                Field("agreed_cut", _("Cut that its bearer agreed to"), Kind.NUMBER),
            ),
            inner="benefits",
        ),
        Rows(
            "profiles",
            _("How each benefit is measured"),
            "investment.profiles",
            (
                Field("benefit", _("Benefit"), near="benefits", is_needed=True),
                INDICATOR, SUBJECT,
                Field("formula", _("How the benefit follows from the number")),
                UNIT, MORE, OWNER,
                Field("baseline_plan.method", _("How the value before is measured")),
                Field("baseline_plan.due", _("By when"), Kind.DAY),
                Field("targets", _("Targets by period"), Kind.TARGETS, help=_("A line each, as 2028 = 45")),
                Field("frequency", _("How often it is measured")),
                Field("data_source", _("Source of the numbers")),
                Field("measurement_cost", _("Cost of measuring"), Kind.NUMBER),
                Field("counterfactual", _("What would happen without the investment, and how that is known"),
                      Kind.LONG),
                Field("follow_ups", _("Who measures after the end"), Kind.FOLLOW_UPS,
                      help=_("Months and body, a line each, as 6 = norrvik. At least 6, 12 and 24.")),
            ),
        ),
    ),
    guide="plan",
)  # fmt: skip
EFFECTS = Part(
    "effects",
    _("How the benefits come about"),
    rows=(
        Rows(
            "nodes",
            _("What leads to what: the nodes"),
            "investment.effects.nodes",
            (
                CODE,
                Field("kind", _("Kind of node"), Kind.CHOICE, options="NODES", is_needed=True),
                OWNER,
                Field("due", _("Due"), Kind.DAY),
            ),
            help=_("A benefit has the code of its benefit line. Every benefit comes from a change of work."),
        ),
        Rows(
            "edges",
            _("Arrows"),
            "investment.effects.edges",
            (
                Field("start", _("From"), near="nodes", is_needed=True),
                Field("end", _("To"), near="nodes", is_needed=True),
                Field("strength", _("Strength, 1 to 3"), Kind.WHOLE, usual="2"),
                Field("assumption", _("What it takes for granted")),
            ),
        ),
    ),
    guide="specify",
)
REST = Part(
    "conditions",
    _("Preconditions, deliverables, milestones"),
    rows=(
        Rows(
            "conditions",
            _("Preconditions"),
            "investment.conditions",
            (
                CODE,
                Field("kind", _("Kind of precondition"), Kind.CHOICE, options="CONDITIONS", is_needed=True),
                Field("light", _("How it stands"), Kind.CHOICE, options="LIGHTS"),
                Field("words", _("In words"), Kind.LONG),
            ),
            help=_("At least one economic and one legal precondition are judged before the decision."),
        ),
        Rows("deliverables", _("Deliverables"), "deliverables", (CODE, NAMES)),
        Rows(
            "milestones",
            _("Milestones"),
            "milestones",
            (
                CODE, Field("names", NAMES.title, Kind.WORDS, is_kept=True),
                Field("due", _("Due"), Kind.DAY, is_needed=True),
                Field("done_on", _("Done on"), Kind.DAY),
            ),
        ),
    ),
)  # fmt: skip
PICTURE = Part(
    "picture",
    _("Common target picture and terms"),
    fields=(
        Field("picture", _("The common target picture"), Kind.LONG_WORDS),
        Field(
            "investment.picture",
            _("Version of the picture"),
            Kind.WHOLE,
            usual="0",
            help=_("A new version has to be signed by every body again."),
        ),
        Field("terms", _("Terms of reference"), Kind.LONG_WORDS),
    ),
    guide="identify",
)
TEXT = Part("text", _("The whole plan as text"))
PARTS: Mapping[str, Part] = {
    one.code: one for one in (ABOUT, PARTIES, RESULTS, COSTS, BENEFITS, EFFECTS, REST, PICTURE, TEXT)
}
LOCKED = frozenset({"results", "costs", "benefits"})
"""Parts that change only by a change request once an investment is decided."""
