"""Where is kept what warning rules found, and the cases that it opened?"""

from django.db import models

from styrbord.store.spine.models import Indicator, Subject


class SignalScale(models.Model):
    """Scale on which the series of an indicator are watched; decided once, so that no run changes it."""

    indicator = models.OneToOneField(Indicator, on_delete=models.PROTECT, related_name="+")
    scale = models.CharField(max_length=8, help_text="level or log")
    decided_at = models.BigIntegerField(help_text="moment of the numbers by which it was decided")


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
    counts = models.JSONField(default=dict, help_text="steps of cases, and findings by track")


class Signal(models.Model):
    """What a rule found in one series: alarms only, each with what it rests on."""

    run = models.ForeignKey(SignalRun, on_delete=models.PROTECT, related_name="signals")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=16, help_text="residual, plan, health or decision")
    direction = models.CharField(max_length=16, help_text="adverse, improvement, either, or the trouble")
    frequency = models.CharField(max_length=1)
    period = models.IntegerField(help_text="ordinal of the newest period")
    since = models.IntegerField(help_text="ordinal of the period with which it begins")
    value = models.FloatField(null=True, help_text="of the newest period, in the indicator's unit")
    expected = models.FloatField(null=True, help_text="value without the change, or of the target path")
    size = models.FloatField(help_text="severity: change in what `unit` names")
    unit = models.CharField(
        max_length=12, default="spread", help_text="plan, spread, or nothing where there is no size"
    )
    adjusted = models.FloatField(null=True, help_text="p among all tested series of the direction")
    rank = models.IntegerField(help_text="place in the run among those of its track and direction")
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
    severity = models.FloatField(default=0, help_text="at the last alarm")
    peak = models.FloatField(default=0, help_text="largest severity so far")
    seen = models.CharField(
        max_length=64, default="", help_text="fingerprint of the numbers that were judged last"
    )
    quiet = models.IntegerField(
        default=0, help_text="releases of the series since that were quiet, one after the other"
    )
    explained_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="explains",
        help_text="open case whose cause is the same",
    )  # fmt: skip
    due_at = models.BigIntegerField(null=True, help_text="by when somebody should have answered, if said")
    closed_at = models.BigIntegerField(null=True)
    closed_in = models.IntegerField(null=True, help_text="ordinal of the newest period at its end")
    finding = models.CharField(
        max_length=16, default="", blank=True, help_text="what people found it to be, once they have said so"
    )
    state = models.CharField(max_length=16, default="new", help_text="what people have done with it")
    revision = models.IntegerField(default=0, help_text="counts up with every move of people")
    state_at = models.BigIntegerField(null=True, help_text="since when it stands there; none = opened_at")
    holder = models.CharField(
        max_length=80,
        default="",
        blank=True,
        help_text="post that answers for it; none = the indicator's owner",
    )
    asked = models.CharField(max_length=80, default="", blank=True, help_text="post asked to take it over")
    cause = models.CharField(max_length=16, default="", blank=True)
    action_on = models.DateField(null=True, help_text="day by which the action is done")
    decision = models.CharField(max_length=64, default="", blank=True, help_text="code of the decision")
    accepted_at = models.BigIntegerField(null=True, help_text="when its explanation was accepted")
    came_back_at = models.BigIntegerField(null=True, help_text="when its signal came back, having ended")
    recurs = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="recurred",
        help_text="closed case of the same series whose signal came back",
    )  # fmt: skip

    class Meta:
        """A series has one open case in a direction; each decision that missed its effect has its own."""

        constraints = (
            models.UniqueConstraint(
                "indicator",
                "subject",
                "track",
                "direction",
                condition=models.Q(closed_at=None) & ~models.Q(track="decision"),
                name="one_open_deviation",
            ),
        )


class DeviationStep(models.Model):
    """What somebody did with a case: codes and days only; their words lie apart and can be erased."""

    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=16, help_text="state after it")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80, help_text="post that acted")
    post = models.CharField(max_length=80, blank=True, help_text="post that it acted for")
    person = models.CharField(max_length=24, blank=True)
    signal = models.ForeignKey(
        Signal, on_delete=models.PROTECT, related_name="+", help_text="newest evidence of then"
    )
    said = models.JSONField(default=dict, help_text="cause, action_on, to, outcome, decision")


class DeviationWords(models.Model):
    """Words that were said with a step."""

    step = models.OneToOneField(DeviationStep, on_delete=models.CASCADE, related_name="words")
    text = models.TextField()
