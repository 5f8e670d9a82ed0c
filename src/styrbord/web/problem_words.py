"""Which problems may a page show, so that their words are translated?

The words are those of the tables of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("The disk of the site is full."),
    _("The database does not answer or cannot write."),
    _("Nothing of this was kept. Send it again in some minutes, or tell the keeper of the board."),
    _("'{text}' is not a period."),
    _("Write one of {forms}."),
    _("{text} lies in the future."),
    _("Choose a day up to {now}."),
    _("There is no page '{code}' for you to see."),
    _("Look it up in the list of pages, or sign in."),
    _("There is no subject '{code}' as of {day}."),
    _("Choose one from the list of subjects."),
    _("There is no rubric '{code}' as of {day}."),
    _("Choose one from the subject's page."),
    _("This page has no '{block}' as {form}."),
    _("Use the download links on the page; tables come as csv and xlsx, charts also as svg and png."),
    _("'{form}' is not a form of this download."),
    _("Choose one of {allowed}."),
    _("The table has {count} rows; a workbook holds {most}."),
    _("Take it as CSV, or ask for fewer subjects, indicators or periods."),
    _("The link was used or is too old."),
    _("Ask for a new one: `styrbord sign-in-link NAME`."),
    _("These subjects are of different types. They are not ranked together."),
    _("Read one table per type, or ask for the mixed view, which is labelled so."),
    _("This table mixes subjects of different types and gives no ranks."),
    _("Do not read it as a ranking of equals."),
    _("There is no indicator '{code}' for you to see as of {day}."),
    _("Choose one from the register."),
    _("'{grain}' is not a grain of this indicator."),
    _("'{horizon}' is not a horizon of the board."),
    _("The page '{code}' stands twice."),
    _("A page has no code, or '{code}' cannot be one."),
    _("Use letters, digits, dot, hyphen and underscore."),
    _("Nothing has been loaded yet."),
    _("Nothing had been released here by {day}."),
    _("Choose a later day."),
    _("Load a data pack: `styrbord load FOLDER`."),
    _("Give each page a code of its own."),
    _("The page '{code}' has no title."),
    _("Give it a title in at least one language."),
    _(
        "The page '{code}' cannot be made public: '{domain}' is for those only who may see "
        "what is restricted."
    ),
    _("Leave it as it is, or place it elsewhere under another code."),
    _("The indicator '{indicator}' stands under '{domain}', which is never public, and is not restricted."),
    _("Give it the access class restricted, or another rubric."),
    _("The page '{code}' stands under itself."),
    _("Mend its parent."),
    _("The page '{code}' shows indicator '{indicator}', which does not exist.{hint}"),
    _("Mend the code."),
    _("The page '{code}' stands under '{parent}', which does not exist."),
    _("Add that page or mend the code."),
    _("Periods of frequency {finer} do not nest in periods of frequency {coarser}."),
    _("Choose one of the grains that the page offers."),
)
