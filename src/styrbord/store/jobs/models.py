"""What was asked for, how far is it, and what came of it?"""

from django.db import models


class Job(models.Model):
    """A piece of long work; the same question is the same job. Moments are ms since 1970 UTC."""

    token = models.CharField(max_length=24, unique=True)
    question = models.CharField(max_length=64, unique=True, help_text="hash of the name and the arguments")
    name = models.CharField(max_length=64, help_text="file of the body")
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=16, default="waiting")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    stage = models.CharField(max_length=40, blank=True)
    is_to_stop = models.BooleanField(default=False)
    turn = models.IntegerField(default=0, help_text="how often a worker has begun it")
    asked_by = models.CharField(max_length=80)
    asked_at = models.BigIntegerField()
    begun_at = models.BigIntegerField(null=True)
    beat_at = models.BigIntegerField(default=0, help_text="last sign of life of its worker")
    ended_at = models.BigIntegerField(null=True)
    result = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
