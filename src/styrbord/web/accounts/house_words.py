"""Is a new password more than words that everybody here knows?"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from styrbord.core.people.passwords import letters_beside
from styrbord.services.accounts.words import words_of_house


class HouseWords:
    """Words of the house do not count towards the length of a password."""

    def __init__(self, min_length: int) -> None:
        """Ask for so many letters beside them."""
        self.min_length = min_length

    def validate(self, password: str, user: object | None = None) -> None:
        """Refuse a password that is too short without them.

        Raises
        ------
        ValidationError
            With what to do.
        """
        words = words_of_house(user, settings.SITE_ADDRESS)
        if letters_beside(password, words) < self.min_length:
            raise ValidationError(self.get_help_text(), code="password_house_words")

    def get_help_text(self) -> str:
        """What to do."""
        return gettext(
            "Names of the board, its places and posts do not count: write %(most)s letters beside them."
        ) % {"most": self.min_length}
