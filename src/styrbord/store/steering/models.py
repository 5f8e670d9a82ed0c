"""Where are pages, goals and deviations kept?"""

from django.db import models

from styrbord.store.spine.models import Indicator, Shown, Subject
from styrbord.store.steering.forecasting import Forecast, ForecastRun

__all__ = [
    "Deviation",
    "Forecast",
    "ForecastRun",
    "Goal",
    "Page",
    "PageDraft",
    "PageVersion",
    "PublicityChange",
    "Signal",
    "SignalRun",
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


class SignalRun(models.Model):
    """One look at every series at one moment; the same editions and rules are the same run."""

    question = models.CharField(
        max_length=64, unique=True, help_text="hash of rules, editions and withdrawals"
    )
    at = models.BigIntegerField(help_text="moment as of which the numbers were read, ms since 1970 UTC")
    rules = models.CharField(max_length=60, help_text="version of the rules, table of the null and its seed")
    share = models.FloatField(help_text="false discoveries that are allowed among the alarms, q")
    tested = models.IntegerField(help_text="series that were tested")
    unknown = models.JSONField(default=dict, help_text="series without a verdict, by the reason")


class Signal(models.Model):
    """What a rule found in one series: alarms only, each with what it rests on."""

    run = models.ForeignKey(SignalRun, on_delete=models.PROTECT, related_name="signals")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=16, help_text="rule that found it")
    direction = models.CharField(max_length=16, help_text="adverse, improvement or either")
    frequency = models.CharField(max_length=1)
    period = models.IntegerField(help_text="ordinal of the newest period")
    since = models.IntegerField(help_text="ordinal of the period with which it begins")
    value = models.FloatField(help_text="of the newest period, in the indicator's unit")
    expected = models.FloatField(help_text="value without the change")
    size = models.FloatField(help_text="change in units of the spread that is usual for the series")
    adjusted = models.FloatField(help_text="p among all tested series of the direction")
    rank = models.IntegerField(help_text="place by adjusted p, 1 is the clearest")
    edition = models.IntegerField(default=0, help_text="of the newest value; 0 where it is computed")
    evidence = models.JSONField(default=dict)

    class Meta:
        """A run says one thing of a series in a direction."""

        constraints = (
            models.UniqueConstraint("run", "indicator", "subject", "track", "direction", name="one_signal"),
        )


class Deviation(models.Model):
    """A case that adverse signals opened, as long as it lasts; moments are ms since 1970 UTC."""

    token = models.CharField(max_length=24, unique=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=16)
    direction = models.CharField(max_length=16)
    opened_at = models.BigIntegerField()
    opened_by = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="+")
    last = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="+")
    quiet = models.IntegerField(
        default=0, help_text="runs since in which the series was quiet, one after the other"
    )
    closed_at = models.BigIntegerField(null=True)

    class Meta:
        """A series has one open case in a direction."""

        constraints = (
            models.UniqueConstraint(
                "indicator",
                "subject",
                "track",
                "direction",
                condition=models.Q(closed_at=None),
                name="one_open_deviation",
            ),
        )
