"""Which sheets and columns does the workbook of investments have?

The names of sheets and columns are the same in every language, as the words of the interface are; what
they mean stands above them in the language of the reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from styrbord.core.base.problems import define

define(
    "portfolio-book.no-sheet",
    "The workbook has no sheet '{sheet}'.",
    "Write the workbook anew and copy your rows into it; leave a sheet without rows rather than delete it.",
)
define(
    "portfolio-book.no-head",
    "The sheet '{sheet}' has no row with the names of its columns.",
    "Write the workbook anew and copy your rows into it; the row of names stays where it is.",
)
define(
    "portfolio-book.no-column",
    "The sheet '{sheet}' has no column '{column}'.",
    "Write the workbook anew and copy your rows into it: what is left out would be erased.",
)
define(
    "portfolio-book.unknown-column",
    "'{column}' is no column of the sheet '{sheet}'.{hint}",
    "Clear the column, or give it one of the names that the workbook is written with.",
)
define("portfolio-book.twice", "The column '{column}' stands twice.", "Keep one of the two.")
define(
    "portfolio-book.no-investment",
    "The investment '{code}' does not stand in the sheet '{sheet}'.",
    "Give it a row there, or correct the code.",
)
define("portfolio-book.no-option", "The investment '{code}' has no option '{option}'.", "Correct the code.")
define(
    "portfolio-book.investment-twice",
    "The investment '{code}' stands twice, first in row {row}.",
    "Keep one of the rows.",
)
define(
    "portfolio-book.two-words",
    "Row {row} says of the line '{line}' something else in this column.",
    "Say the same in both rows, or clear one of the cells.",
)
define(
    "portfolio-book.formula",
    "The cell holds a formula.",
    "Copy the cell and paste it as a value.",
)
define("portfolio-book.error", "The cell shows an error.", "Type what is meant.")
define(
    "portfolio-book.day",
    "The cell holds a day, not a number.",
    "Set the cell's format to number and type the number again.",
)
define(
    "portfolio-book.percent",
    "The cell is formatted as per cent: it shows a hundred times the number that it holds.",
    "Set the cell's format to number and type the number again; a half is 0.5.",
)
define(
    "portfolio-book.scaled",
    "The cell's format shows thousands or millions of the number that it holds.",
    "Set the cell's format to number and type the whole number.",
)
define(
    "portfolio-book.hidden",
    "The cell's format shows nothing of the number that it holds.",
    "Set the cell's format to number, and see that it is the number you mean.",
)
define(
    "portfolio-book.unclear",
    "'{text}' can be read as two numbers: with thousands or with decimals.",
    "Type it without a mark of thousands, or with one decimal more.",
)
define(
    "portfolio-book.pair",
    "'{text}' is no pair.",
    "Write both with an equals sign between them, one pair a line, as {pattern}.",
)
define("portfolio-book.year-twice", "The year {year} stands twice in the cell.", "Keep one of the two.")
define(
    "portfolio-book.full",
    "What '{column}' of '{code}' says has {count} letters; a cell holds {most}.",
    "Shorten it, or read it through the interface.",
)
define(
    "portfolio-book.many",
    "The workbook holds {count} investments; {most} are the most.",
    "Split it.",
)
LONGEST_CELL = 32_767
MOST_PLANS = 10_000
MOST_PROBLEMS = 1_000


class Holds(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    YES = "yes"
    LIST = "list"
    TEXTS = "texts"
    RAMP = "ramp"
    TARGETS = "targets"
    FOLLOW_UPS = "follow-ups"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, where its value stands in the data of the row, and what it shows when usual.

    Attributes
    ----------
    path : place within the object of the row, with dots; of a column `by_line`, the table of the plan that
        is kept by line.
    usual : what is written where the data leave it out.
    """

    name: str
    path: str
    holds: Holds = Holds.TEXT
    usual: str = ""
    by_line: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: each row is one object of the list at `path`, or the plan itself where it is empty.

    Attributes
    ----------
    parent : whether rows stand in an option, named in the column `option`.
    """

    name: str
    path: str
    columns: tuple[Column, ...]
    parent: bool = False

    @property
    def key(self) -> str:
        """Name of the first column, by which the row of names is found."""
        return "code" if self.name == PLANS else "investment"


def _texts(*pairs: tuple[str, str], by_line: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, path, Holds.TEXTS, by_line=by_line) for name, path in pairs)


def _same(*names: str, holds: Holds = Holds.TEXT) -> tuple[Column, ...]:
    return tuple(Column(name, name, holds) for name in names)


def _price(path: str, *, usual: str = "") -> tuple[Column, ...]:
    return (
        Column("currency", f"{path}.currency"),
        Column("price_year", f"{path}.year", Holds.WHOLE),
        Column("prices", f"{path}.prices", usual=usual),
    )


def _spread(path: str) -> tuple[Column, ...]:
    return tuple(Column(name, f"{path}.{name}", Holds.NUMBER) for name in ("low", "likely", "high"))


PLANS = "Investments"
PRICE_OF = frozenset({"currency", "price_year", "prices"})
BETTER = Column("more_is_better", "more_is_better", Holds.YES, "yes")
_LINE = (
    Column("envelope", "envelopes", by_line=True),
    Column("system", "systems", by_line=True),
    *_texts(("name", "line_names"), by_line=True),
)
SHEETS: tuple[Sheet, ...] = (
    Sheet(
        PLANS,
        "",
        (
            Column("code", "investment.code"),
            Column("revision", "", Holds.WHOLE),
            *_texts(("name", "names"), ("purpose", "purpose")),
            Column("access", "access", usual="internal"),
            Column("programme", "programme"),
            Column("owner", "investment.owner"),
            Column("is_common", "investment.is_common", Holds.YES, "no"),
            Column("is_strategic", "investment.is_strategic", Holds.YES, "no"),
            *_price("investment.price", usual="nominal"),
            Column("start_year", "investment.start_year", Holds.WHOLE),
            Column("horizon_years", "investment.horizon_years", Holds.WHOLE),
            Column("methodology", "investment.methodology"),
            Column("ends_on", "ends_on", Holds.DAY),
            *_same("goals", "components", holds=Holds.LIST),
            Column("needs", "investment.needs", Holds.LIST),
            Column("version_of_picture", "investment.picture", Holds.WHOLE),
            *_texts(("picture", "picture"), ("terms", "terms")),
        ),
    ),
    Sheet(
        "Parties",
        "investment.parties",
        (*_same("body"), *_same("roles", "tasks", "indicators", holds=Holds.LIST)),
    ),
    Sheet("Options", "investment.options", _same("code", "kind", "title")),
    Sheet(
        "Costs",
        "costs",
        (
            *_same("code", "bearer"),
            *_same("year", holds=Holds.WHOLE),
            *_spread("spread"),
            *_price("price"),
            *_same("result"),
            Column("kind", "kind", usual="capital"),
            *_same("phase", "pool", "tower", "certainty", "source"),
            *_LINE,
        ),
        parent=True,
    ),
    Sheet(
        "Benefits",
        "benefits",
        (
            *_same("code", "bearer", "kind"),
            *_spread("quantity"),
            *_same("unit"),
            *_price("price"),
            *_same("unit_value", holds=Holds.NUMBER),
            *_same("value_source"),
            Column("change", "change", usual="better"),
            Column("explicitness", "explicitness", usual="measurable"),
            Column("ramp", "ramp", Holds.RAMP),
            Column("share", "share", Holds.NUMBER, "1"),
            Column("is_loss", "is_loss", Holds.YES, "no"),
            *_same("owner"),
            *_same("starts_on", holds=Holds.DAY),
            *_same("budget_line"),
            *_same("agreed_cut", holds=Holds.NUMBER),
            *_LINE,
        ),
        parent=True,
    ),
    Sheet("Other lines", "", (*_same("code"), *_LINE)),
    Sheet(
        "Results",
        "results",
        (
            *_same("code", "indicator", "subject", "unit"),
            *_same("base", "target", holds=Holds.NUMBER),
            *_same("due", holds=Holds.DAY),
            *_same("source"),
            BETTER,
        ),
    ),
    Sheet(
        "Profiles",
        "investment.profiles",
        (
            *_same("benefit", "indicator", "subject", "formula", "unit"),
            BETTER,
            *_same("owner"),
            Column("baseline_method", "baseline_plan.method"),
            Column("baseline_due", "baseline_plan.due", Holds.DAY),
            Column("targets", "targets", Holds.TARGETS),
            *_same("frequency", "data_source"),
            *_same("measurement_cost", holds=Holds.NUMBER),
            *_same("counterfactual"),
            Column("follow_ups", "follow_ups", Holds.FOLLOW_UPS),
        ),
    ),
    Sheet(
        "Effects",
        "investment.effects.nodes",
        (*_same("code", "kind", "owner"), *_same("due", holds=Holds.DAY)),
    ),
    Sheet(
        "Arrows",
        "investment.effects.edges",
        (*_same("start", "end"), Column("strength", "strength", Holds.WHOLE, "2"), *_same("assumption")),
    ),
    Sheet("Conditions", "investment.conditions", _same("code", "kind", "light", "words")),
    Sheet("Deliverables", "deliverables", (*_same("code"), *_texts(("name", "names")))),
    Sheet(
        "Milestones",
        "milestones",
        (*_same("code"), *_texts(("name", "names")), *_same("due", "done_on", holds=Holds.DAY)),
    ),
)
OTHER_LINES = "Other lines"
"""Sheet of what is said of lines that stand in no option."""
BY_NAME: Mapping[str, Sheet] = {one.name: one for one in SHEETS}


def heads(sheet: Sheet, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the columns of a sheet as they are written.

    Parameters
    ----------
    languages : those in which texts are kept; a column of texts stands once for each.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> heads(BY_NAME["Deliverables"], ("en", "sv"))
    ('investment', 'code', 'name_en', 'name_sv')
    """
    first = () if sheet.name == PLANS else ("investment", "option") if sheet.parent else ("investment",)
    return (*first, *(name for one in sheet.columns for name in names_of(one, languages)))


def names_of(column: Column, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Names under which a column stands: one, or one for each language of its texts.

    Returns
    -------
    tuple of str
    """
    if column.holds is not Holds.TEXTS:
        return (column.name,)
    return tuple(f"{column.name}_{language}" for language in languages)
