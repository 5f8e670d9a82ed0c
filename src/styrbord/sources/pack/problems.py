"""What can be wrong with a pack?"""

from styrbord.core.base.problems import Severity, define

define("pack.no-folder", "There is no folder '{path}'.", "Give the path of a folder with a data pack.")
define(
    "pack.no-file",
    "The pack has no {file}.",
    "Add the file; territories.csv and indicators.csv may be missing where the board has their codes.",
)
define("pack.unreadable", "The file cannot be read: {reason}.", "Save it again as CSV in UTF-8 with commas.")
define(
    "pack.no-column", "The column {column} is missing.", "Add it, or name yours in pack.toml under {section}."
)
define(
    "pack.ragged",
    "The line has {found} cells, the header {expected}.",
    "Put text with commas in quotes, and every comma in its place.",
)
define("pack.unknown-key", "There is no key '{key}'.{hint}", "Mend or remove it.")
define(
    "pack.unfit", "{key} cannot be {word!r}.", "Write it in the form that docs/howto/load-a-pack.md shows."
)
define("pack.twice", "{code} stands twice.", "Keep one row of it.")
define("pack.backwards", "{last} comes before {first}.", "Mend one of the two dates.")
define("pack.no-range", "{code} aims at a range without any end.", "Fill in range_low, range_high or both.")
define("pack.toml", "The description cannot be read: {reason}.", "Mend the line that is named.")
define("pack.empty-code", "The code is empty.", "Give every row a code.")
define(
    "pack.bad-code",
    "'{code}' cannot be a code.",
    "Use letters, digits, dot, hyphen and underscore, at most 64.",
)
define(
    "pack.unknown-subject",
    "There is no subject '{code}'.{hint}",
    "Add it to territories.csv or mend the code.",
)
define(
    "pack.unknown-indicator",
    "There is no indicator '{code}'.{hint}",
    "Add it to indicators.csv or mend the code.",
)
define("pack.unknown-code", "There is no {what} '{code}'.{hint}", "Add it to {file} or mend the code.")
define("pack.unknown-status", "'{status}' is not a status.", "Use one of A, B, E, F, P, L, M, O, Q, Z.")
define("pack.unknown-word", "'{word}' is not allowed here.{hint}", "Use one of {allowed}.")
define(
    "pack.not-a-number",
    "'{text}' is not a number.",
    "Enter digits with a decimal point, or leave it empty with a status.",
)
define("pack.not-a-date", "'{text}' is not a date.", "Write it as 2020-03-01.")
define(
    "pack.value-and-status",
    "A value stands beside status {status}, which says that it is missing.",
    "Take out the value or the status.",
)
define(
    "pack.conflict",
    "{key} has two values in vintage {vintage}: {first} ({first_line}) and {second} ({second_line}).",
    "Keep one, or give the later one a vintage of its own.",
)
define(
    "pack.stored-conflict",
    "{key} is {first} here, but vintage {vintage} was released with {second}.",
    "Released numbers never change: give the new value a later vintage.",
)
define(
    "pack.repeated",
    "{key} stands twice with the same value.",
    "One is enough; the first was read.",
    Severity.WARNING,
)
define(
    "pack.look-alike",
    "'{text}' holds letters of another alphabet that look alike: {letters}.",
    "It was read as '{folded}'; mend the source.",
    Severity.WARNING,
)
define("pack.no-name", "{code} has no name.", "Give it one; the code is shown until then.", Severity.WARNING)
define(
    "pack.overlap", "{code} stands on several rows whose dates overlap.", "Make the dates follow each other."
)
define(
    "pack.geometry", "The outline file cannot be read: {reason}.", "Save it as GeoJSON with territory_code."
)
define("pack.pages", "pages.toml: {reason}.", "Mend it; `styrbord pages export` writes the expected form.")
define("pack.circle", "{code} is above itself.", "Mend parent_code so that the tree has no circle.")
define(
    "pack.vintage",
    "'{text}' is not a vintage.",
    "Write a date, a month or a year, such as 2026-01-20 or 2021.",
)
define("pack.formula", "The formula of {code} is wrong: {reason}", "Mend the formula.")
define(
    "pack.more",
    "{count} further rows have the same problem ({kind}).",
    "Mend the cause; the list is cut here.",
)
