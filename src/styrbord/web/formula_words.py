"""Which problems of formulas and rules may a page show, so that their words are translated?"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("Position {position}: {found} was not expected."),
    _("Expected {expected}."),
    _("Position {position}: '{name}' is not known."),
    _("Did you mean {nearest}? A code with hyphens stands in single quotes."),
    _("Position {position}: there is no function '{name}'."),
    _("Did you mean {nearest}?"),
    _("Position {position}: '{name}' was given {given} arguments."),
    _("It takes {taken}."),
    _("Position {position}: more than {limit} levels stand inside each other."),
    _("Split the formula into several indicators."),
    _("The formula has more than {limit} {counted}."),
    _("Position {position}: '{part}' is a {actual}."),
    _("A {needed} is needed here."),
    _("Position {position}: '{part}' is not a whole number from {low} to {high}."),
    _("Write it as digits."),
    _("Position {position}: '{left}' is in {left_unit} and '{right}' in {right_unit}."),
    _("Only values of the same unit can be added, compared or chosen between."),
    _(
        "Position {position}: '{left}' is in {left_unit} and '{right}' in {right_unit}, "
        "{ratio} times as large."
    ),
    _("Multiply one of them, so that both are in the same unit."),
    _("Position {position}: '{part}' is in {unit}."),
    _("A number without a unit is needed here; divide by something in the same unit."),
    _("The formula gives {unit}; the indicator's unit is {declared}."),
    _("Change the formula or the unit."),
    _("The formula gives {unit}; the indicator's unit is {declared}, {ratio} times as large."),
    _("Multiply or divide the formula, or change the unit."),
    _("The words of this package have been erased, so that it is no longer whole."),
    _("Ask for the archive that was written when they were erased: the whole package stands in it."),
)
