"""Where is kept who promised what by when, and what became of it?"""

from django.db import models

from styrbord.store.spine.models import Subject


class Promise(models.Model):
    """How a promise stands; what was done with it stands in its steps, what was said in words apart.

    The database itself refuses to delete it, to change what was first said, and to take back that it was
    broken (`store/steering/guards.py`).
    """

    token = models.CharField(max_length=24, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    source_kind = models.CharField(
        max_length=16, blank=True, help_text="decision, deviation, meeting or none"
    )
    source = models.CharField(max_length=64, blank=True, help_text="token of what it came from")
    state = models.CharField(max_length=16)
    state_at = models.BigIntegerField(help_text="since when it stands there, ms since 1970 UTC")
    revision = models.IntegerField(default=1, help_text="counts up with every step")
    given_at = models.BigIntegerField()
    asker = models.CharField(max_length=80, help_text="post that asked for it; the holder where none did")
    holder = models.CharField(max_length=80, help_text="post that promised, or is asked to")
    asked = models.CharField(max_length=80, blank=True, help_text="post asked to take it over")
    first_due_on = models.DateField()
    due_on = models.DateField()
    wished_on = models.DateField(null=True, help_text="later day that is asked for")
    postponed = models.IntegerField(default=0, help_text="how many times a later day was agreed")
    broken_on = models.DateField(null=True, help_text="first day on which it was broken; stays")
    kept_on = models.DateField(null=True)

    class Meta:
        """Asked for by post, by source, and by what is due."""

        indexes = (
            models.Index(fields=["holder", "state"], name="promises_of_post"),
            models.Index(fields=["source_kind", "source"], name="promises_of_source"),
            models.Index(fields=["state", "due_on"], name="promises_due"),
        )


class PromiseStep(models.Model):
    """What somebody did with a promise: codes and days only; never changed or deleted."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="steps")
    revision = models.IntegerField()
    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=16, help_text="state after it")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80, help_text="post that acted, or a part of the program")
    post = models.CharField(max_length=80, blank=True, help_text="post that it acted for")
    person = models.CharField(max_length=24, blank=True)
    said = models.JSONField(default=dict, help_text="due, to")

    class Meta:
        """One step for each revision, so that of two writers at once the second is told."""

        constraints = (models.UniqueConstraint("promise", "revision", name="one_promise_step"),)


class PromiseWords(models.Model):
    """Words that were said with a step; those of the first say what was promised. Can be erased."""

    step = models.OneToOneField(PromiseStep, on_delete=models.CASCADE, related_name="words")
    text = models.TextField()
