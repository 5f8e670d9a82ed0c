"""Where does a web server find the site?"""

import logging
import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrbord.conf.settings")
application = get_wsgi_application()

from styrbord.core.base.problems import Refused  # noqa: E402
from styrbord.services import board, memory  # noqa: E402  (needs the settings above)
from styrbord.services.reading import visible  # noqa: E402


def warm() -> None:
    """Compute the public overview once, so that the first reader does not wait for it."""
    try:
        board.overview(visible())
    except Refused:
        return  # nothing has been loaded yet: there is nothing to compute
    except Exception:
        logging.getLogger(__name__).warning("the overview could not be computed at start", exc_info=True)


memory.share()
Thread(target=warm, daemon=True, name="warm-overview").start()
