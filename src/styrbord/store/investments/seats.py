"""Where is kept who decides on investments, and which components all are to use?"""

from django.db import models


class Seat(models.Model):
    """That a post has a seat in the steering of investments between two days; only added, and once ended.

    Seats: body (decides gates), controller (verifies), board (architecture), authority (stops), chair and
    member (subcommittee), expert.
    """

    seat = models.CharField(max_length=12)
    post = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    document = models.CharField(max_length=120, blank=True)
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    ended_at = models.BigIntegerField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)


class Component(models.Model):
    """A component that bodies share, and who keeps it."""

    code = models.CharField(max_length=64, unique=True)
    names = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    keeper = models.CharField(max_length=64, blank=True, help_text="code of a body")
    is_in_use = models.BooleanField(default=True)
    offers = models.JSONField(default=list, help_text="codes of the needs that it meets")


class Requirement(models.Model):
    """What a component or a framework asks of every investment; `weight` required, recommended, optional.

    `scope` is all, joint, internal or shared-infrastructure; one that is replaced stays with its last day.
    """

    code = models.CharField(max_length=64, unique=True)
    component = models.ForeignKey(Component, null=True, on_delete=models.PROTECT, related_name="requirements")
    names = models.JSONField(default=dict)
    weight = models.CharField(max_length=12)
    scope = models.CharField(max_length=24, default="all")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
