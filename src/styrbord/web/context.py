"""What does every page need to know, also those that show no numbers?"""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest

from styrbord.services import installation


def invented(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """Whether the installation's data are invented, so that refusals and forms say so too.

    It is asked only where a page has no shell, which knows it already.
    """
    return {"is_invented": _is_invented}


def _is_invented() -> bool:
    try:
        return bool(installation.setting(installation.IS_INVENTED))
    except DatabaseError:
        logging.getLogger(__name__).warning("the database does not answer", exc_info=True)
        return False
