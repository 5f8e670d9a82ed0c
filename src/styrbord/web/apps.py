"""How is the face called in the settings?"""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and template tags of the web face."""

    name = "styrbord.web"
    label = "web"
