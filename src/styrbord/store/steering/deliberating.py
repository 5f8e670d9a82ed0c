"""Where is kept who has a stake in what, what they say to it, and which concerns critics ranked?"""

from django.db import models

from styrbord.store.spine.models import Subject
from styrbord.store.steering.decisions import Decision


class Stakeholder(models.Model):
    """Somebody with a stake in what is done about a subject; the name lies apart."""

    token = models.CharField(max_length=24, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    interest = models.CharField(max_length=8, help_text="how much it matters to them: low, medium or high")
    influence = models.CharField(max_length=8, help_text="how much they can change: low, medium or high")
    added_at = models.BigIntegerField(help_text="ms since 1970 UTC")
    retired_at = models.BigIntegerField(null=True, help_text="since when nobody asks them")
    revision = models.IntegerField(default=1)


class StakeholderName(models.Model):
    """Name of a stakeholder; can be erased."""

    stakeholder = models.OneToOneField(Stakeholder, on_delete=models.PROTECT, related_name="name")
    name = models.CharField(max_length=200)


class StakeholderPosition(models.Model):
    """What a stakeholder said to something, and on which day; the newest one counts, earlier ones stay."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="positions")
    about_kind = models.CharField(max_length=16, help_text="kind of what it is about, such as decision")
    about = models.CharField(max_length=64, help_text="its token or code")
    stand = models.CharField(max_length=16)
    said_on = models.DateField()
    at = models.BigIntegerField(help_text="when it was kept, ms since 1970 UTC")
    by = models.CharField(max_length=80, help_text="code of the post that kept it")

    class Meta:
        """Positions are asked for by what they are about."""

        indexes = (models.Index(fields=["about_kind", "about"], name="positions_about"),)


class StakeholderWords(models.Model):
    """What was said with a position, and where that is written; can be erased."""

    position = models.OneToOneField(StakeholderPosition, on_delete=models.PROTECT, related_name="said")
    words = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)


class DecisionContext(models.Model):
    """A context of consequences after one change of it; the newest row of a code counts."""

    code = models.CharField(max_length=40, db_index=True)
    names = models.JSONField(default=dict)
    is_retired = models.BooleanField(default=False)
    at = models.BigIntegerField(help_text="ms since 1970 UTC")
    by = models.CharField(max_length=80)


class DecisionReview(models.Model):
    """A day on which a decision is looked back at; set by the program when it is decided."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reviews")
    number = models.IntegerField()
    due_on = models.DateField(db_index=True)
    done_at = models.BigIntegerField(null=True)

    class Meta:
        """Reviews of a decision have an order."""

        constraints = (models.UniqueConstraint("decision", "number", name="one_review"),)


class Critique(models.Model):
    """That some posts were asked to find and rank what speaks against a proposal."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="critiques")
    asked_at = models.BigIntegerField()
    asked_by = models.CharField(max_length=80)
    due_on = models.DateField()
    closed_at = models.BigIntegerField(null=True, help_text="when it was ended before its day")

    class Meta:
        """One critique of a proposal at a time."""

        constraints = (
            models.UniqueConstraint(
                "decision", condition=models.Q(closed_at=None), name="one_critique_at_a_time"
            ),
        )


class Critic(models.Model):
    """A post that was asked."""

    critique = models.ForeignKey(Critique, on_delete=models.PROTECT, related_name="critics")
    post = models.CharField(max_length=80)
    ranked_at = models.BigIntegerField(null=True, help_text="when it last ranked, ms since 1970 UTC")

    class Meta:
        """A post is asked once."""

        constraints = (models.UniqueConstraint("critique", "post", name="one_critic"),)


class Concern(models.Model):
    """One thing that speaks against a proposal, and how it was answered; the words lie apart."""

    critique = models.ForeignKey(Critique, on_delete=models.PROTECT, related_name="concerns")
    number = models.IntegerField()
    by = models.CharField(max_length=80)
    at = models.BigIntegerField()
    answer = models.CharField(max_length=16, blank=True, help_text="accepted or rejected")
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.BigIntegerField(null=True)

    class Meta:
        """Concerns of a critique have an order."""

        constraints = (models.UniqueConstraint("critique", "number", name="one_concern"),)


class ConcernWords(models.Model):
    """A concern in words, and the reason of the answer; can be erased."""

    concern = models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="said")
    words = models.TextField()
    reply = models.TextField(blank=True)


class ConcernScore(models.Model):
    """How severe a critic finds a concern, from 0 (none) to 4 (stops it)."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="scores")
    post = models.CharField(max_length=80)
    severity = models.IntegerField()

    class Meta:
        """A critic scores a concern once, and may do so anew."""

        constraints = (models.UniqueConstraint("concern", "post", name="one_score"),)
