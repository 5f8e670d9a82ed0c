"""How is the county's past lived through on the board that the environment names?"""

import os

import django

from styrbord.core.base.catalogue import module_in


def main() -> None:
    """Wake the board, then live through two years on it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "styrbord.conf.settings"
    os.environ.setdefault("STYRBORD_CURRENCY", "SEK")
    django.setup()
    module_in("example.past", "living").live()


if __name__ == "__main__":
    main()
