"""Which problems may the pages of scenarios show, so that their words are translated?

The words are those of the table of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("The numbers of '{indicator}' are not yearly, half-yearly, quarterly or monthly."),
    _("Choose an indicator in one of these rhythms."),
    _("For '{indicator}' neither way is better, so no scenario is better than another."),
    _("Choose an indicator that should rise or fall."),
    _("These members have no numbers: {members}. The sum of the others is not the whole."),
    _("Choose a subject whose members all report, or wait for theirs."),
    _("There are {count} periods in which all parts have a number; {least} are needed."),
    _("Choose an indicator with a longer history."),
    _("'{text}' is no number of periods to look ahead."),
    _("Write a whole number from 1 to {most}."),
    _("No driver is named, so nobody knows under which story the scenarios are told."),
    _("Name at least one driver, and its course in each of the three."),
    _("The driver '{driver}' has no name, or no course in {scenarios}."),
    _("Say in words how it goes in each of the three scenarios, or take the driver out."),
    _("At most {drivers} drivers of {letters} letters each are kept, and courses of as many."),
    _("Say it shorter."),
    _("You do not see every number that these scenarios would rest on."),
    _("Choose a subject all of whose members you see."),
    _("It is not known how far earlier forecasts of '{indicator}' were off, so no paths can be drawn."),
    _("Choose an indicator with a longer history, or fewer periods ahead."),
    _("There are no scenarios '{name}' for you to see."),
    _("See the list of scenarios."),
    _("The headline {headline} has no direction of good, so no scenario is better than another."),
    _("Choose a headline that should rise or fall."),
    _("In {periods} the scenarios of {headline} are not in order of goodness."),
    _("Look at the bounds and locked values of these periods, or choose another headline."),
    _("The headline {headline} has no value in {periods}."),
    _(
        "Choose a headline whose forecasts, and whose denominator if it is a rate, are known in every period."
    ),
    _("The series {series} stand above themselves."),
    _("Give each series parents that do not lie below it."),
    _("The hierarchy names {series}, which has no series."),
    _("Add the series, or take its line out of the hierarchy."),
    _("The series {series} is given more than once."),
    _("Keep one line for each series and period."),
    _("The locked values of {cells} cannot all hold: their sums or bounds contradict each other."),
    _("Correct one of them, or unlock it."),
    _("Nothing is known that {series} could be worked out from."),
    _("Give a number for it, or for what it adds up to."),
    _("The engine of forecasts is not installed."),
    _("Install Styrbord with its extra: pip install 'styrbord[forecast]'."),
    _("{series} ends in another period than {other}, with which it adds up."),
    _("Give both up to the same period, or take one out of the hierarchy."),
)
