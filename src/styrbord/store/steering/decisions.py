"""Where is kept what was decided, from which options, and what came of it?"""

from django.db import models

from styrbord.store.spine.models import Indicator, Subject


class Decision(models.Model):
    """Identity of a decision, and how it stands; what is said of it stands in its versions."""

    token = models.CharField(max_length=24, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, db_index=True)
    revision = models.IntegerField(default=1, help_text="number of the newest version")
    owner = models.CharField(
        max_length=80, help_text="code of the post that proposed it, then of who decided"
    )
    proposed_at = models.BigIntegerField(help_text="ms since 1970 UTC")
    decided_at = models.BigIntegerField(null=True)
    in_force_on = models.DateField(null=True)
    published_at = models.BigIntegerField(null=True, help_text="since when everybody reads it")


class DecisionVersion(models.Model):
    """A decision after one step: codes, numbers and days, never words."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="versions")
    revision = models.IntegerField()
    at = models.BigIntegerField()
    by = models.CharField(max_length=80, help_text="code of the post, or of a part of the program")
    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    content = models.JSONField(default=dict)

    class Meta:
        """One version for each revision, so that of two writers at once the second is told."""

        constraints = (models.UniqueConstraint("decision", "revision", name="one_version"),)


class DecisionWords(models.Model):
    """What people wrote in a version, by place; can be erased."""

    version = models.OneToOneField(DecisionVersion, on_delete=models.PROTECT, related_name="words")
    words = models.JSONField(default=dict)


class DecisionLink(models.Model):
    """A decision that follows an earlier one."""

    earlier = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="followed_by")
    later = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="follows")

    class Meta:
        """A link stands once."""

        constraints = (models.UniqueConstraint("earlier", "later", name="one_link"),)


class DecisionEffect(models.Model):
    """A series that a decision is to change, and what the check of it found.

    `baseline` is the forecast without the decision, of the period `by`: mean, lower, upper, the moment whose
    numbers it rests on, and its run (0 when made for this decision). `result` is what came: value, edition,
    estimate, low, high, and the moment of the check.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="effects")
    number = models.IntegerField()
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    frequency = models.CharField(max_length=1)
    by = models.IntegerField(help_text="ordinal of the period")
    change = models.FloatField(help_text="expected, in the indicator's unit")
    check_on = models.DateField(db_index=True)
    baseline = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    verdict = models.CharField(max_length=16, blank=True)
    deviation = models.CharField(
        max_length=24, blank=True, default="", help_text="token of the case that a missed effect opened"
    )

    class Meta:
        """Effects of a decision have an order."""

        constraints = (models.UniqueConstraint("decision", "number", name="one_effect"),)
        indexes = (models.Index(fields=["indicator", "subject"], name="effects_of_series"),)
