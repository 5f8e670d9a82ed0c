"""Where are pages, goals, deviations, decisions, promises, meetings and ratings kept?"""

from django.db import models

from styrbord.store.spine.models import Shown
from styrbord.store.steering.decisions import (
    Decision,
    DecisionEffect,
    DecisionLink,
    DecisionVersion,
    DecisionWords,
)
from styrbord.store.steering.deliberating import (
    Concern,
    ConcernScore,
    ConcernWords,
    Critic,
    Critique,
    DecisionContext,
    DecisionReview,
    Stakeholder,
    StakeholderName,
    StakeholderPosition,
    StakeholderWords,
)
from styrbord.store.steering.forecasting import Forecast, ForecastRun
from styrbord.store.steering.meetings import (
    Circle,
    CircleMember,
    Meeting,
    MeetingItem,
    MeetingStep,
    MeetingWords,
)
from styrbord.store.steering.promises import Promise, PromiseStep, PromiseWords
from styrbord.store.steering.rating import (
    RatingAppeal,
    RatingAssessment,
    RatingDay,
    RatingMethod,
    RatingPlace,
    RatingRun,
    RatingStep,
    RatingVersion,
    RatingWords,
)
from styrbord.store.steering.scenarios import ScenarioRun
from styrbord.store.steering.signalling import (
    Deviation,
    DeviationStep,
    DeviationWords,
    Signal,
    SignalRun,
    SignalScale,
)

__all__ = [
    "Circle",
    "CircleMember",
    "Concern",
    "ConcernScore",
    "ConcernWords",
    "Critic",
    "Critique",
    "Decision",
    "DecisionContext",
    "DecisionEffect",
    "DecisionLink",
    "DecisionReview",
    "DecisionVersion",
    "DecisionWords",
    "Deviation",
    "DeviationStep",
    "DeviationWords",
    "Forecast",
    "ForecastRun",
    "Goal",
    "Meeting",
    "MeetingItem",
    "MeetingStep",
    "MeetingWords",
    "Page",
    "PageDraft",
    "PageVersion",
    "Promise",
    "PromiseStep",
    "PromiseWords",
    "PublicityChange",
    "RatingAppeal",
    "RatingAssessment",
    "RatingDay",
    "RatingMethod",
    "RatingPlace",
    "RatingRun",
    "RatingStep",
    "RatingVersion",
    "RatingWords",
    "ScenarioRun",
    "Signal",
    "SignalRun",
    "SignalScale",
    "Stakeholder",
    "StakeholderName",
    "StakeholderPosition",
    "StakeholderWords",
]


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


class PageDraft(models.Model):
    """A page on its way: what editors have built since its last publication; deleted when published.

    `revision` counts up with every change, so that of two editors at once the second is told.
    """

    code = models.CharField(max_length=64, unique=True)
    content = models.JSONField(default=dict, help_text="the page without who may see it")
    revision = models.IntegerField(default=0)
    by = models.CharField(max_length=80, blank=True)
    changed_at = models.BigIntegerField(default=0)


class PublicityChange(models.Model):
    """That a page or indicator shall be seen by more: proposed by one person, decided by another.

    `list_hash` is the fingerprint of the list of figures that the proposal was made for.
    """

    kind = models.CharField(max_length=16, help_text="page or indicator")
    code = models.CharField(max_length=64)
    was = models.CharField(max_length=16)
    becomes = models.CharField(max_length=16)
    list_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=16, default="proposed", help_text="proposed, confirmed or dropped")
    proposed_by = models.CharField(max_length=80)
    proposed_person = models.CharField(max_length=24)
    proposed_at = models.BigIntegerField()
    decided_by = models.CharField(max_length=80, blank=True)
    decided_person = models.CharField(max_length=24, blank=True)
    decided_at = models.BigIntegerField(null=True)

    class Meta:
        """One proposal at a time for each page or indicator."""

        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], condition=models.Q(state="proposed"), name="publicity_one_open"
            )
        ]
