"""Where does a web server find the site?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrbord.conf.settings")
application = get_wsgi_application()
