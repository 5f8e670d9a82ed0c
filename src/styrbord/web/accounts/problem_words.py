"""Which problems of signing in and of tokens may a page show, so that their words are translated?

The words are those of the tables of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("Somebody else signs in with this name."),
    _("Write another e-mail address."),
    _("This is no e-mail address or name."),
    _("Write up to 254 letters without spaces."),
    _("This person has signed in before, and keeps the name for it."),
    _("Whoever keeps the server changes it: `styrbord sign-in-link {key} --mail ADDRESS`."),
    _("There is no person '{code}' who has signed in."),
    _("Name the person by the key."),
    _("Your role asks for a second factor, and you have none yet."),
    _("Set up a passkey, or a password and an app with codes, under My sign-in."),
    _("There were too many wrong tries."),
    _("Wait {minutes} minutes, then try again. Whoever keeps the server can make a link that signs in."),
    _("There were too many requests from you in a short time."),
    _("Wait {seconds} seconds, then repeat."),
    _("Nobody was invited here under your name."),
    _("Ask whoever keeps the board to invite you with the e-mail address that your organisation knows."),
    _("Signing in at your organisation did not work."),
    _("Begin again from the page Sign in. If it stays so, tell whoever keeps the board."),
    _("The token is not valid."),
    _("Make a new one under My rights, and send it as it was shown."),
    _("The token is not for '{scope}'."),
    _("Make one with this scope under My rights."),
    _("'{text}' is not a scope."),
    _("Write read, stop, submit:FORM, observe:DATASET or steer:PART, one a line."),
    _("The token would be for nothing."),
    _("Write at least one scope."),
    _("You do not hold the post '{code}' today."),
    _("Choose one of your posts."),
    _("'{text}' is no number of days that a token may last."),
    _("Write 1 to {longest}."),
    _("There is no such token."),
    _("It may have been ended; load the page again."),
)
