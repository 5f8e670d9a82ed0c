"""What does every page need to know, also those that show no numbers?"""

import logging

from django.db import DatabaseError
from django.http import HttpRequest

from styrbord.services import installation


def invented(request: HttpRequest) -> dict[str, bool]:
    """Whether the installation's data are invented, so that refusals and forms say so too."""
    try:
        return {"is_invented": bool(installation.setting(installation.IS_INVENTED))}
    except DatabaseError:
        logging.getLogger(__name__).warning("the database does not answer", exc_info=True)
        return {"is_invented": False}
