"""What can keep a layout from fitting a file, and what to do then?"""

from styrbord.core.base.problems import Severity, define

define(
    "layout.does-not-fit",
    "The layout of sheet {sheet} expects '{expected}' here; the file has '{found}'.",
    "Correct rows and columns in the layout; if it is another table now, read the file without a layout.",
)
define(
    "layout.column-gone",
    "The column '{expected}' of the layout is no longer in sheet {sheet}.",
    "Nothing, if the file has dropped it.",
    Severity.WARNING,
)
define(
    "layout.column-unread",
    "The header '{found}' of column {column} no longer says which period or measure it is.",
    "State period or measure of the column in the layout, or give it the role 'skip'.",
)
define(
    "layout.column-changed",
    "The layout states a period for the column '{expected}'; the header is now '{found}'.",
    "State the period of column {column} anew in the layout.",
)
define(
    "layout.new-column",
    "Column {column}, '{found}', is not in the layout and was left out.",
    "Add it to the layout as a value column, or give it the role 'skip'.",
    Severity.WARNING,
)
define(
    "layout.no-sheet",
    "The layout speaks of a sheet '{sheet}', and no sheet of the file is like it.",
    "Correct the sheet's name in the layout, or remove the table there.",
)
define(
    "layout.other-title",
    "The layout expects the table '{expected}' here; its title is now '{found}'.",
    "If it is the same table, write title = '{found}' under [[tables]] in the layout.",
)
define(
    "layout.other-unit",
    "The unit was '{expected}' and is now '{found}'.",
    "If it is the same unit, write unit = '{expected}' under [[tables]]; else give the table another code.",
)
define(
    "layout.new-sheet",
    "The layout says nothing about the sheet '{sheet}'; it was not read.",
    "Name it under [sheets] skip, or read the file without a layout to see what it holds.",
    Severity.WARNING,
)
define(
    "layout.stated-period",
    "The period {period} is the layout's; the file does not say it.",
    "Check that it is this file's period.",
    Severity.WARNING,
)
define(
    "layout.stated-end",
    "Rows {first} to {last} lie below the last row that the layout states and were left out.",
    "Remove last_row from the layout to have the end found.",
    Severity.WARNING,
)
define(
    "layout.unknown-territory",
    "The layout takes '{name}' for {code}, which is no known territory.",
    "Correct the code under [territories].{hint}",
    Severity.WARNING,
)
