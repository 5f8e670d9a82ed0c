"""Where are pages and goals kept?"""

from django.db import models

from styrbord.store.spine.models import Shown


class Page(models.Model):
    """Identity of a page of the board."""

    code = models.CharField(max_length=64, unique=True)


class PageVersion(Shown):
    """A page as it was published: its place, who may see it, and its blocks."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="versions")
    parent = models.CharField(max_length=64, blank=True)
    order = models.IntegerField(default=0)
    kind = models.CharField(max_length=16, default="page")
    publicity = models.CharField(max_length=16, default="signed-in")
    content = models.JSONField(default=dict, help_text="titles, intro and blocks")
    number = models.IntegerField(default=1)


class Goal(Shown):
    """A strategic goal and the clause of the document that states it."""

    code = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
